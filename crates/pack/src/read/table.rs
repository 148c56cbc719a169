//! Decision tables.

use super::condition::{interval, words};
use super::kinds::{choices, subject};
use super::{optional_clause, unknown_word};
use crate::model::{CalendarFunction, Cell, Choice, Input, Row, Table};
use facts::{ChoiceId, FactKindId, SubjectKind};
use notation::{Fault, Faults, Fields, Kind, Node, Place};
use std::collections::{BTreeMap, BTreeSet};

pub(super) fn table(fields: &mut Fields<'_, '_>, in_each: bool) -> Option<Table> {
    let subject = if in_each { Some(SubjectKind::Case) } else { subject(fields) };
    let values = fields.required("values").map(|node| choices(node, fields.faults())).unwrap_or_default();
    let (ranked, urgency) = (fields.flag("ranked"), fields.flag("urgency"));
    let stops: BTreeSet<ChoiceId> = outcomes(fields, "stops", &values).into_iter().collect();
    if !urgency && !stops.is_empty() {
        let place = fields.place().clone();
        fields.faults().add(
            Fault::at(place, "this table stops later goals, and its outcome is not the urgency")
                .expected("`urgency = true`, or no `stops`"),
        );
    }
    let columns = fields.optional_texts("columns");
    let nearest_by = nearest_columns(fields, &columns);
    let otherwise = fields.optional("otherwise").and_then(|node| outcome(node, &values, fields.faults()));
    let unknown_counts_as = careful(fields);
    let rows = fields.optional_list("rows").unwrap_or_default();
    let rows = rows.iter().filter_map(|node| row(node, &columns, &values, fields.faults())).collect();
    Some(Table {
        subject: subject?,
        values,
        ranked,
        urgency,
        stops,
        columns: columns.iter().map(|(word, _)| column(word)).collect(),
        nearest_by,
        rows,
        otherwise,
        unknown_counts_as,
    })
}

fn column(word: &str) -> Input {
    match CalendarFunction::parse(word) {
        Some(function) => Input::Calendar(function),
        None => Input::fact(&FactKindId::new(word)),
    }
}

fn nearest_columns(fields: &mut Fields<'_, '_>, columns: &[(String, Place)]) -> Vec<usize> {
    let mut nearest = Vec::new();
    for (word, place) in fields.optional_texts("nearest_by") {
        match columns.iter().position(|(column, _)| *column == word) {
            Some(at) => nearest.push(at),
            None => fields.faults().add(unknown_word(
                &word,
                &place,
                "column",
                columns.iter().map(|(column, _)| column.as_str()),
            )),
        }
    }
    nearest
}

fn outcomes(fields: &mut Fields<'_, '_>, name: &'static str, values: &[Choice]) -> Vec<ChoiceId> {
    let mut found = Vec::new();
    for (word, place) in fields.optional_texts(name) {
        match values.iter().find(|choice| choice.id.as_str() == word) {
            Some(choice) => found.push(choice.id.clone()),
            None => fields.faults().add(unknown_word(
                &word,
                &place,
                "outcome",
                values.iter().map(|choice| choice.id.as_str()),
            )),
        }
    }
    found
}

fn outcome(node: &Node, values: &[Choice], faults: &mut Faults) -> Option<ChoiceId> {
    let word = node.text(faults)?;
    let known = values.iter().find(|choice| choice.id.as_str() == word);
    if known.is_none() {
        faults.add(unknown_word(word, &node.place, "outcome", values.iter().map(|choice| choice.id.as_str())));
    }
    known.map(|choice| choice.id.clone())
}

/// `unknown_counts_as`: unknown facts that are acted on as if they had a value.
pub(super) fn careful(fields: &mut Fields<'_, '_>) -> BTreeMap<FactKindId, ChoiceId> {
    let Some(node) = fields.optional("unknown_counts_as") else { return BTreeMap::new() };
    let entries = node.entries(fields.faults());
    let mut careful = BTreeMap::new();
    for (kind, value) in entries {
        if let Some(word) = value.text(fields.faults()) {
            careful.insert(FactKindId::new(kind), ChoiceId::new(word));
        }
    }
    careful
}

fn row(node: &Node, columns: &[(String, Place)], values: &[Choice], faults: &mut Faults) -> Option<Row> {
    let mut fields = Fields::of(node, faults)?;
    let id = fields.text("id");
    let when = fields.required("when");
    let then = fields.required("then").and_then(|node| outcome(node, values, fields.faults()));
    let clause = optional_clause(&mut fields, "clause");
    fields.finish();
    let cells = cells(when?, columns, faults);
    Some(Row { id: id?, cells: cells?, then: then?, clause })
}

fn cells(when: &Node, columns: &[(String, Place)], faults: &mut Faults) -> Option<Vec<Cell>> {
    let entries = when.entries(faults);
    let named: BTreeSet<&str> = columns.iter().map(|(column, _)| column.as_str()).collect();
    for (name, node) in entries {
        if !named.contains(name.as_str()) {
            faults.add(unknown_word(name, &node.place, "column", named.iter().copied()));
        }
    }
    columns
        .iter()
        .map(|(column, _)| match entries.iter().find(|(name, _)| name == column) {
            None => Some(Cell::Free),
            Some((_, node)) => cell(node, faults),
        })
        .collect()
}

fn cell(node: &Node, faults: &mut Faults) -> Option<Cell> {
    match &node.kind {
        Kind::Table(_) => interval(node, faults).map(Cell::Range),
        Kind::Text(_) | Kind::List(_) => words(node, faults).map(Cell::Words),
        other => {
            faults.add(
                Fault::at(node.place.clone(), format!("{} stands here", other.in_words()))
                    .expected("a word, a list of words, or an interval such as { from = 1, to = 7 }"),
            );
            None
        }
    }
}

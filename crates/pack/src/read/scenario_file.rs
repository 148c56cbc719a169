//! The cases beside a rule.

use crate::scenario::{Expectation, Scenario, ScenarioFacts, ScenarioSpell};
use calendar::{Day, Period};
use facts::{ChoiceId, FactKindId, RecordList, RuleId};
use notation::{Fault, Faults, Fields, Kind, Node};
use std::collections::BTreeMap;

pub(crate) fn scenario_file(node: &Node, rule: &RuleId, faults: &mut Faults) -> Vec<Scenario> {
    let Some(mut fields) = Fields::of(node, faults) else { return Vec::new() };
    let nodes = fields.optional_list("cases").unwrap_or_default();
    let place = fields.place().clone();
    if nodes.is_empty() {
        fields.faults().add(Fault::at(place, "there is no case in this file").expected("`[[cases]]`"));
    }
    fields.finish();
    nodes.iter().filter_map(|node| scenario(node, rule, faults)).collect()
}

fn scenario(node: &Node, rule: &RuleId, faults: &mut Faults) -> Option<Scenario> {
    let mut fields = Fields::of(node, faults)?;
    let name = fields.text("name");
    let on = fields.optional_day("on").or_else(|| Day::new(2026, 6, 15).ok());
    let absence_day = fields.optional_whole("absence_day", 1..=36_600);
    let mut spells: Vec<ScenarioSpell> = periods(&mut fields, "spells");
    if let (Some(count), Some(on)) = (absence_day.and_then(|count| i32::try_from(count).ok()), on) {
        spells.push(ScenarioSpell { first: on.plus_days(1 - count), last: None });
    }
    let leave = periods(&mut fields, "leave")
        .into_iter()
        .filter_map(|spell| Period::new(spell.first, spell.last?).ok())
        .collect();
    let country = fields.optional_text("country");
    let employment_end = fields.optional_day("employment_end");
    let no_absence = fields.flag("no_absence");
    let count = |number: Option<i64>| number.and_then(|number| u32::try_from(number).ok());
    let complaint_days = count(fields.optional_whole("complaint_days", 0..=36_600));
    let age = count(fields.optional_whole("age", 0..=120));
    let facts = fields.optional("facts").map(|node| facts_of(node, fields.faults())).unwrap_or_default();
    let records = records(&mut fields);
    let complete = fields.optional_texts("complete").into_iter().map(|(list, _)| RecordList::new(list)).collect();
    let expect = expectation(&mut fields);
    let place = fields.place().clone();
    fields.finish();
    Some(Scenario {
        rule: rule.clone(),
        name: name?,
        on: on?,
        spells,
        leave,
        country,
        employment_end,
        no_absence,
        complaint_days,
        age,
        facts,
        records,
        complete,
        expect: expect?,
        place,
    })
}

fn periods(fields: &mut Fields<'_, '_>, name: &'static str) -> Vec<ScenarioSpell> {
    let nodes = fields.optional_list(name).unwrap_or_default();
    let mut found = Vec::new();
    for node in nodes {
        let Some(mut inner) = Fields::of(node, fields.faults()) else { continue };
        let (first, last) = (inner.day("first"), inner.optional_day("last"));
        inner.finish();
        found.extend(first.map(|first| ScenarioSpell { first, last }));
    }
    found
}

fn facts_of(node: &Node, faults: &mut Faults) -> ScenarioFacts {
    node.entries(faults).iter().map(|(kind, value)| (FactKindId::new(kind), value.clone())).collect()
}

fn records(fields: &mut Fields<'_, '_>) -> BTreeMap<RecordList, Vec<ScenarioFacts>> {
    let Some(node) = fields.optional("records") else { return BTreeMap::new() };
    let mut lists = BTreeMap::new();
    for (list, members) in node.entries(fields.faults()) {
        match &members.kind {
            Kind::List(items) => {
                let members = items.iter().map(|item| facts_of(item, fields.faults())).collect();
                lists.insert(RecordList::new(list), members);
            }
            other => fields.faults().add(
                Fault::at(members.place.clone(), format!("{} stands here", other.in_words()))
                    .expected("a list of records"),
            ),
        }
    }
    lists
}

fn expectation(fields: &mut Fields<'_, '_>) -> Option<Expectation> {
    let outcome = fields.optional_text("expect").map(ChoiceId::new);
    let possible = fields.optional_list("expect_open").map(<[Node]>::to_vec);
    let missing = fields.optional_list("missing").map(<[Node]>::to_vec);
    let due = fields.optional_day("due");
    let place = fields.place().clone();
    let faults = fields.faults();
    match (outcome, possible) {
        (Some(outcome), None) => Some(Expectation::Outcome { outcome, due }),
        (None, Some(possible)) => {
            let possible = possible.iter().filter_map(|node| node.text(faults).map(ChoiceId::new)).collect();
            let missing =
                missing.map(|nodes| nodes.iter().filter_map(|node| node.text(faults).map(FactKindId::new)).collect());
            Some(Expectation::Open { possible, missing })
        }
        _ => {
            faults.add(
                Fault::at(place, "this case does not say what must come out").expected("`expect` or `expect_open`"),
            );
            None
        }
    }
}

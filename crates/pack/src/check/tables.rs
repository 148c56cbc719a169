//! Tables: complete or with `otherwise`, free of conflict, no row that can never be reached (S-13). Exact.

use super::boxes::{Box, Boxes};
use crate::Library;
use crate::classes::Classes;
use crate::model::{Body, Cell, Input, Interval, Row, Rule, Table};
use notation::Fault;

const MOST_COLUMNS: usize = 10;
const MOST_ROWS: usize = 200;
const MOST_CLASSES: usize = 1_000_000;

pub(super) fn check(library: &Library) -> Vec<Fault> {
    let mut faults = Vec::new();
    for rule in library.rules() {
        if let Body::Table(table) = &rule.body {
            faults.extend(check_table(library, rule, table));
        }
    }
    faults
}

fn check_table(library: &Library, rule: &Rule, table: &Table) -> Vec<Fault> {
    let fault = |message: String| Fault::at(rule.place.clone(), message);
    if table.columns.len() > MOST_COLUMNS || table.rows.len() > MOST_ROWS {
        return vec![
            fault(format!("the table `{}` has {} columns and {} rows", rule.id, table.columns.len(), table.rows.len()))
                .expected(format!(
                    "at most {MOST_COLUMNS} columns and {MOST_ROWS} rows; group flags in a derived fact first"
                )),
        ];
    }
    let classes = column_classes(library, table);
    let count = classes
        .iter()
        .try_fold(1usize, |count, column| count.checked_mul(column.len()).filter(|count| *count <= MOST_CLASSES));
    if count.is_none() {
        return vec![
            fault(format!("the table `{}` has more than {MOST_CLASSES} combinations", rule.id))
                .expected("fewer columns; put some of them into a derived fact"),
        ];
    }
    let whole = Box::new(classes.iter().map(|column| column.in_cell(&Cell::Free)).collect());
    let boxes: Vec<Box> = table.rows.iter().map(|row| row_box(row, &classes)).collect();
    let words = |combination: &[usize]| in_words(table, &classes, combination);
    let mut faults = Vec::new();

    let uncovered = boxes.iter().fold(Boxes::of(whole), Boxes::without);
    if let (None, Some(gap)) = (&table.otherwise, uncovered.first()) {
        faults.push(
            fault(format!("the table `{}` says nothing about this combination: {}", rule.id, words(&gap)))
                .expected("a row for it, or `otherwise`"),
        );
    }
    if table.otherwise.is_some() && uncovered.is_empty() {
        faults.push(
            fault(format!("in the table `{}` the rows cover everything: `otherwise` is never reached", rule.id))
                .expected("no `otherwise`"),
        );
    }
    for (at, (row, own)) in table.rows.iter().zip(&boxes).enumerate() {
        let before = || table.rows.iter().zip(&boxes).take(at);
        for (other, its) in before() {
            let both = own.meet(its);
            if let (true, Some(clash)) = (row.then != other.then, both.first().filter(|_| !both.is_empty())) {
                faults.push(fault(format!(
                    "in the table `{}` the rows `{}` ({}) and `{}` ({}) both hold for this combination: {}",
                    rule.id,
                    other.id,
                    other.then,
                    row.id,
                    row.then,
                    words(&clash)
                )));
            }
        }
        if before().fold(Boxes::of(own.clone()), |left, (_, its)| left.without(its)).is_empty() {
            faults.push(
                fault(format!("in the table `{}` the row `{}` is never reached", rule.id, row.id))
                    .expected("a combination that no row before it covers"),
            );
        }
        if before().any(|(other, _)| other.id == row.id) {
            faults.push(fault(format!("in the table `{}` two rows are called `{}`", rule.id, row.id)));
        }
    }
    faults
}

/// The classes of each column, cut at the bounds that the table itself uses.
pub(crate) fn column_classes(library: &Library, table: &Table) -> Vec<Classes> {
    table
        .columns
        .iter()
        .enumerate()
        .map(|(at, column)| {
            let ranges = table.rows.iter().filter_map(move |row| match row.cells.get(at) {
                Some(Cell::Range(range)) => Some(range),
                _ => None,
            });
            column_class(library, column, ranges)
        })
        .collect()
}

fn column_class<'r>(library: &Library, column: &Input, ranges: impl Iterator<Item = &'r Interval>) -> Classes {
    let span = library.span_of(column).unwrap_or(crate::classes::Span::Words(Vec::new()));
    Classes::cut(&span, ranges)
}

fn row_box(row: &Row, classes: &[Classes]) -> Box {
    Box::new(row.cells.iter().zip(classes).map(|(cell, column)| column.in_cell(cell)).collect())
}

fn in_words(table: &Table, classes: &[Classes], combination: &[usize]) -> String {
    let named = table
        .columns
        .iter()
        .zip(classes)
        .zip(combination)
        .map(|((column, classes), class)| format!("{} = {}", column_name(column), classes.name(*class)));
    named.collect::<Vec<_>>().join(", ")
}

/// How a column is written.
pub(crate) fn column_name(column: &Input) -> String {
    match column {
        Input::Fact { kind, .. } | Input::Known(kind) | Input::Same(kind) => kind.to_string(),
        Input::Calendar(function) => function.as_str().to_owned(),
        Input::Aggregate(aggregate) => aggregate.list.to_string(),
    }
}

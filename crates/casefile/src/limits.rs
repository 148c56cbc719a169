//! Limits of the machinery. They keep a file from exhausting whoever reads it, and are checked before any real work.

use crate::read::parts::Parts;
use notation::{Fault, Faults, Kind, Node, Place};

/// 16 MiB.
const MOST_BYTES: usize = 16 * 1024 * 1024;

const MOST_SPELLS: usize = 2_000;

/// Entries; also facts said in all entries together, and statements set aside in all decisions together.
const MOST_STATEMENTS: usize = 20_000;

/// People, employments, leave, episodes, record lists, members of one record list, decisions.
const MOST_OF_ANYTHING_ELSE: usize = 2_000;

/// How many faults are told; how many more there are is told in one more.
const MOST_FAULTS: usize = 100;

/// Refuses a file by its size, before anything in it is read.
pub(crate) fn refuse_too_large(file: &str, bytes: &[u8]) -> Result<(), Fault> {
    if bytes.len() > MOST_BYTES {
        return Err(Fault::at(Place::whole_file(file), "this file is too large").expected("at most 16 MiB"));
    }
    Ok(())
}

/// Refuses a file by the number of its entries, before any of them is read.
pub(crate) fn refuse_too_many(parts: &Parts<'_>) -> Result<(), Vec<Fault>> {
    let mut faults = Faults::new();
    let lists = [
        ("people", parts.people, MOST_OF_ANYTHING_ELSE),
        ("employments", parts.employments, MOST_OF_ANYTHING_ELSE),
        ("spells", parts.spells, MOST_SPELLS),
        ("entries of leave", parts.leave, MOST_OF_ANYTHING_ELSE),
        ("episodes", parts.episodes, MOST_OF_ANYTHING_ELSE),
        ("statements", parts.statements, MOST_STATEMENTS),
        ("decisions", parts.decisions, MOST_OF_ANYTHING_ELSE),
    ];
    for (what, entries, most) in lists {
        refuse_more_than(most, what, entries.len(), entries.first(), &mut faults);
    }
    let said = parts.statements.iter().map(facts_said_in).sum();
    refuse_more_than(MOST_STATEMENTS, "facts said in statements", said, parts.statements.first(), &mut faults);
    let set_aside = parts.decisions.iter().map(statements_set_aside_in).sum();
    refuse_more_than(
        MOST_STATEMENTS,
        "statements set aside in decisions",
        set_aside,
        parts.decisions.first(),
        &mut faults,
    );
    refuse_too_many_records(parts.records, &mut faults);
    faults.or(())
}

fn refuse_too_many_records(records: Option<&Node>, faults: &mut Faults) {
    let Some(Node { kind: Kind::Table(lists), .. }) = records else {
        return;
    };
    refuse_more_than(MOST_OF_ANYTHING_ELSE, "lists of records", lists.len(), records, faults);
    for (_, list) in lists {
        if let Kind::List(members) = &list.kind {
            refuse_more_than(MOST_OF_ANYTHING_ELSE, "records of one list", members.len(), Some(list), faults);
        }
    }
}

fn facts_said_in(statement: &Node) -> usize {
    match field_of(statement, "says") {
        Some(Kind::Table(facts)) => facts.len(),
        _ => 0,
    }
}

fn statements_set_aside_in(decision: &Node) -> usize {
    match field_of(decision, "sets_aside") {
        Some(Kind::List(statements)) => statements.len(),
        _ => 0,
    }
}

fn field_of<'n>(entry: &'n Node, wanted: &str) -> Option<&'n Kind> {
    let Kind::Table(fields) = &entry.kind else {
        return None;
    };
    let found = fields.iter().find(|(name, _)| name == wanted);
    found.map(|(_, node)| &node.kind)
}

fn refuse_more_than(most: usize, what: &str, found: usize, place_of: Option<&Node>, faults: &mut Faults) {
    if let (true, Some(node)) = (found > most, place_of) {
        faults.add(
            Fault::at(node.place.clone(), format!("there are {found} {what}")).expected(format!("at most {most}")),
        );
    }
}

/// The first faults, and how many more there are.
pub(crate) fn at_most_a_hundred(file: &str, mut faults: Vec<Fault>) -> Vec<Fault> {
    let more = faults.len().saturating_sub(MOST_FAULTS);
    if more > 0 {
        faults.truncate(MOST_FAULTS);
        let more = if more == 1 { "there is 1 more fault".to_owned() } else { format!("there are {more} more faults") };
        faults.push(Fault::at(Place::whole_file(file), more));
    }
    faults
}

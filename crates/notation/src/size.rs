//! Limits of the machinery: how much may stand in one file, so that no file can exhaust whoever reads it.

use crate::fault::Fault;
use crate::place::Place;
use std::cell::Cell;

/// How many values one file may hold.
const MOST_VALUES: usize = 1_000_000;

/// How deep tables and lists may stand in each other. Both parsers have a limit of their own; dotted TOML keys inside
/// inline tables multiply it.
const DEEPEST: usize = 100;

/// How long the path of a field grows before its end is left out.
const LONGEST_PATH: usize = 240;

/// How much of one name is shown.
const LONGEST_NAME: usize = 60;

/// A name as it may stand in a message: cut short, and without characters that would act on a terminal.
pub(crate) fn shown(name: &str) -> String {
    name.chars().take(LONGEST_NAME).map(|letter| if letter.is_control() { '\u{fffd}' } else { letter }).collect()
}

/// Counts the values of one file.
#[derive(Default)]
pub(crate) struct Count(Cell<usize>);

impl Count {
    /// One more; the words of a refusal when there are too many.
    pub(crate) fn one_more(&self) -> Result<(), &'static str> {
        self.0.set(self.0.get().saturating_add(1));
        if self.0.get() > MOST_VALUES { Err("more than 1,000,000 values stand in this file") } else { Ok(()) }
    }
}

/// Refuses what stands too deep.
pub(crate) fn refuse_too_deep(depth: usize, place: &Place) -> Result<(), Fault> {
    if depth > DEEPEST {
        return Err(Fault::at(place.clone(), "tables or lists stand more than 100 deep in each other"));
    }
    Ok(())
}

/// The path of a named field.
pub(crate) fn path_of_field(path: &str, name: &str) -> String {
    let simple = name.chars().all(|letter| letter.is_ascii_alphanumeric() || letter == '_' || letter == '-');
    let shown = shown(name);
    match (path.is_empty(), simple && !name.is_empty()) {
        _ if path.len() > LONGEST_PATH => path.to_owned(),
        (true, true) => shown,
        (false, true) => format!("{path}.{shown}"),
        (_, false) => format!("{path}[\"{shown}\"]"),
    }
}

/// The path of a member of a list.
pub(crate) fn path_of_item(path: &str, at: usize) -> String {
    if path.len() > LONGEST_PATH { path.to_owned() } else { format!("{path}[{at}]") }
}

//! What is checked before anybody relies on a pack.
//!
//! [`links`] holds at every start: ids resolve, types fit, nothing turns in a circle. [`all`] is the full
//! check of `guideline check`: tables exact, texts complete, nothing unread, every rule with cases.

mod boxes;
mod cases;
mod documents;
mod editions;
mod house;
mod links;
mod settings;
mod tables;
mod texts;
mod unused;

pub(crate) use links::{anchor_facts, anchor_rules};

use crate::Library;
use notation::Fault;

/// Ids resolve, types fit, nothing turns in a circle.
pub fn links(library: &Library) -> Vec<Fault> {
    links::check(library)
}

/// Everything that can be said of packs without evaluating them; `engine` adds what needs evaluation.
pub fn all(library: &Library) -> Vec<Fault> {
    let mut faults = links(library);
    faults.extend(tables::check(library));
    faults.extend(texts::check(library));
    faults.extend(unused::check(library));
    faults.extend(cases::check(library));
    faults.sort();
    faults
}

//! What is checked before anybody relies on a pack.
//!
//! [`links`] holds at every start: ids resolve, types fit, nothing turns in a circle. [`all`] is the full
//! check of `guideline check`: tables exact, texts complete, nothing unread, every rule with cases, every requirement
//! met or its absence explained.

mod boxes;
mod cases;
mod coverage;
mod documents;
mod editions;
mod house;
mod links;
mod settings;
mod tables;
mod texts;
mod tightened;
mod unused;

pub(crate) use coverage::{ELSEWHERE, REQUIREMENTS};
pub(crate) use house::all_beneath;
pub(crate) use links::{anchor_facts, anchor_rules};

use crate::Library;
use notation::Fault;

/// Ids resolve, types fit, nothing turns in a circle.
pub fn links(library: &Library) -> Vec<Fault> {
    links::check(library)
}

/// Every requirement is met, planned or left out with a reason (S-49).
pub fn coverage(library: &Library) -> Vec<Fault> {
    let mut faults = coverage::check(library);
    faults.sort();
    faults
}

/// Everything that can be said of packs without evaluating them; `engine` adds what needs evaluation.
pub fn all(library: &Library) -> Vec<Fault> {
    let mut faults = links(library);
    faults.extend(tables::check(library));
    faults.extend(texts::check(library));
    faults.extend(unused::check(library));
    faults.extend(cases::check(library));
    faults.extend(coverage::check(library));
    faults.sort();
    faults
}

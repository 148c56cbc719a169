//! Guideline packs: what a rule is, how it is read, and what is checked before anybody relies on it.
//!
//! This room reads bytes, not paths, and decides nothing about a person: it turns files into a
//! [`Library`] or into a list of faults, each with file, line, column and what was expected.
//! Which outcome a rule has for somebody is the business of `engine`.
//!
//! ```
//! use pack::{Library, SourceFile};
//! let files = vec![SourceFile::new("packs.toml", b"packs = [\"common\"]".to_vec())];
//! let faults = Library::read(&files).expect_err("the pack's folder is not there");
//! assert!(faults[0].to_string().contains("common/pack.toml"));
//! ```

pub mod check;
pub mod classes;
mod hash;
mod library;
mod model;
mod read;
mod scenario;

pub use hash::ContentHash;
pub use library::{
    COMMON_ABSENT, COMMON_BIRTH_DATE, COMMON_CAUSE_AROUND_LEAVE, COMMON_LEAVE_BESIDE_WORK, COMMON_ONSET,
    EditionDifference, Library, RulePair,
};
pub use model::*;
pub use read::{Folder, SourceFile};
pub use scenario::{Expectation, Scenario, ScenarioFacts, ScenarioSpell};

//! The whole case.

use super::decision::Decision;
use super::employment::Employment;
use super::leave::LeaveEntry;
use super::person::{Person, Worker};
use super::spell::SpellEntry;
use super::statement::RawStatement;
use super::subjects::{Episode, RecordMembers};
use facts::PersonId;

/// The first line of every case file: `format = "rugwijzer-case/1"` (S-47).
pub const FORMAT: &str = "rugwijzer-case/1";

/// One case: one worker, and all that was entered. Everything stands in the order of the file; nothing is taken by that
/// order (S-7).
///
/// A case without a single statement is a case: everything is open.
///
/// ```
/// use notation::Notation;
///
/// let case = casefile::read("case.toml", b"format = 'rugwijzer-case/1'", Notation::Toml)
///     .map_err(|faults| format!("{faults:?}"))?;
/// assert_eq!(case.worker.id.as_str(), "worker");
/// assert!(case.statements.is_empty());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CaseFile {
    /// A title for the reader of the file.
    pub title: Option<String>,
    /// About whom the case is.
    pub worker: Worker,
    /// Everybody who speaks in the case. The worker is always among them, last when the file does not list him.
    pub people: Vec<Person>,
    /// The employments of the worker.
    pub employments: Vec<Employment>,
    /// The spells of sickness absence, also those that were put right later.
    pub spells: Vec<SpellEntry>,
    /// Leave.
    pub leave: Vec<LeaveEntry>,
    /// Episodes of complaints.
    pub episodes: Vec<Episode>,
    /// Members of named lists, one entry per list.
    pub records: Vec<RecordMembers>,
    /// What was stated, one entry per fact.
    pub statements: Vec<RawStatement>,
    /// What was decided about findings.
    pub decisions: Vec<Decision>,
}

impl CaseFile {
    /// The person with this id; the worker too.
    pub fn person(&self, id: &PersonId) -> Option<&Person> {
        self.people.iter().find(|person| person.id == *id)
    }
}

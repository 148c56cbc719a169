//! Leave that neither counts as sickness nor breaks an absence.

use calendar::{BesideWork, Day, Leave, Period};
use notation::Place;
use std::fmt;

/// One period of leave.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeaveEntry {
    /// Identity within the case; without one in the file `leave-1` and so on, in the order of time.
    pub id: String,
    /// Which leave.
    pub kind: LeaveKind,
    /// From the first day up to and including the last.
    pub period: Period,
    /// When it was recorded; its first day when the file does not say.
    pub recorded: Day,
    /// The physician judged that the sickness before and the sickness after it have different causes.
    pub other_cause: bool,
    /// Where it stands.
    pub place: Place,
}

impl LeaveEntry {
    /// The leave as the calendar takes it, before anybody judged what its days are beside worked days.
    pub(crate) fn for_the_calendar(&self) -> Leave {
        let beside_work = BesideWork::Open;
        Leave { id: self.id.clone(), period: self.period, other_cause: self.other_cause, beside_work }
    }
}

/// Which leave.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LeaveKind {
    /// Pregnancy and maternity leave.
    Maternity,
}

impl LeaveKind {
    /// All kinds.
    pub const ALL: [LeaveKind; 1] = [LeaveKind::Maternity];

    /// The word used in case files.
    pub fn as_str(self) -> &'static str {
        match self {
            LeaveKind::Maternity => "maternity",
        }
    }

    /// Reads the word used in case files.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == word)
    }
}

impl fmt::Display for LeaveKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

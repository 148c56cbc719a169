//! What somebody decided about a finding.

use calendar::Day;
use facts::{PersonId, Recorded, Role, RuleId, StatementId, SubjectId};
use notation::Place;

/// A statement on a finding: confirm it, deviate from it, or set aside statements that it rests on (S-19). It stays in
/// force until a later one supersedes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    /// Identity within the case; without one in the file `decision-1` and so on.
    pub id: StatementId,
    /// The rule that gave the finding.
    pub finding: RuleId,
    /// The subject of the finding, when the file says so.
    pub of: Option<SubjectId>,
    /// What was decided.
    pub choice: Choice,
    /// Why, as a coded word.
    pub reason_code: Option<String>,
    /// Why, in words; always there when the choice is not to confirm.
    pub reason: Option<String>,
    /// The day it speaks about.
    pub about: Day,
    /// When it was written down; the day it speaks about when the file does not say.
    pub recorded: Recorded,
    /// Who decided.
    pub by: PersonId,
    /// In which role.
    pub role: Role,
    /// The receipt of the advice that was decided about.
    pub receipt: Option<String>,
    /// The earlier decision on the same finding that this one takes the place of.
    pub supersedes: Option<StatementId>,
    /// Where it stands.
    pub place: Place,
}

/// What was decided about a finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Choice {
    /// The finding holds.
    Confirm {
        /// The outcome that is confirmed, when the file names it.
        outcome: Option<String>,
    },
    /// Another outcome holds.
    Deviate {
        /// The outcome that holds instead.
        outcome: String,
    },
    /// The named statements are set aside: a physician judged them (S-9). What is stated anew is not among them, also on
    /// the same day. Who may set aside an alarm is not decided here.
    SetAside {
        /// The full ids of the statements that are set aside, at least one and none twice, in the order of the file. None
        /// was recorded on a later day than the decision.
        statements: Vec<StatementId>,
    },
}

impl Choice {
    /// The words used in case files.
    pub const WORDS: [&'static str; 3] = ["confirm", "deviate", "set_aside"];

    /// The word used in case files.
    pub fn as_str(&self) -> &'static str {
        match self {
            Choice::Confirm { .. } => "confirm",
            Choice::Deviate { .. } => "deviate",
            Choice::SetAside { .. } => "set_aside",
        }
    }
}

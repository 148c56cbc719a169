//! What somebody said about a fact (S-4).

use crate::{FactId, PersonId, Role, StatementId, Value};
use calendar::Day;

/// When a statement was written down: the day, and its place among the entries of that day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Recorded {
    /// The day of writing down.
    pub day: Day,
    /// The sequence number within the case; higher is later.
    pub sequence: u32,
}

/// What was said: a value, or that the speaker does not know. *Never asked* is the absence of a
/// statement; rules treat both alike as unknown, the interview does not (S-4).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Said {
    /// A value.
    Value(Value),
    /// "I do not know", "in doubt".
    DontKnow,
    /// Nothing new: the statement only takes an earlier one back (`withdraws`).
    Nothing,
}

/// One statement (S-4). Append-only: a correction is a new statement that `replaces` the old one,
/// a slip of the finger one that `withdraws` it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statement {
    /// Identity within the case.
    pub id: StatementId,
    /// What it is about.
    pub fact: FactId,
    /// What was said.
    pub said: Said,
    /// The day it speaks about.
    pub about: Day,
    /// The last day it speaks about, if it says so.
    pub until: Option<Day>,
    /// When it was written down.
    pub recorded: Recorded,
    /// Who wrote it down.
    pub by: PersonId,
    /// In which role.
    pub role: Role,
    /// Who told it, if somebody else did.
    pub told_by: Option<PersonId>,
    /// The statement that this one puts right.
    pub replaces: Option<StatementId>,
    /// The statement that this one takes back.
    pub withdraws: Option<StatementId>,
    /// Why, in words; a judgement must carry it (S-18).
    pub reason: Option<String>,
    /// The fact was one of a tick list answered with "none of these" (S-21).
    pub group_answer: bool,
}

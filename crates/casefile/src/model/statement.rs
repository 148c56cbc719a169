//! What somebody stated, as it was written.

use calendar::Day;
use facts::{Decimal, FactKindId, PersonId, Recorded, Role, StatementId, SubjectId};
use notation::Place;

/// One statement about one fact (S-4). An entry of the file that says several things gives as many statements.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RawStatement {
    /// Identity within the case: the id of the entry and the fact kind, for example `consult-1/stecr.fear`.
    pub id: StatementId,
    /// What was spoken about.
    pub kind: FactKindId,
    /// Which subject, when the file says so.
    pub of: Option<SubjectId>,
    /// What was said.
    pub said: RawValue,
    /// The day it speaks about.
    pub about: Day,
    /// The last day it speaks about, if it says so.
    pub until: Option<Day>,
    /// When it was written down; the day it speaks about when the file does not say (S-6). Entries of one day are
    /// numbered in the order of the file, statements before decisions.
    pub recorded: Recorded,
    /// Who wrote it down.
    pub by: PersonId,
    /// In which role.
    pub role: Role,
    /// Who told it, if somebody else did.
    pub told_by: Option<PersonId>,
    /// The statement that this one puts right, by its full id.
    pub replaces: Option<StatementId>,
    /// The statement that this one takes back, by its full id.
    pub withdraws: Option<StatementId>,
    /// Why, in words.
    pub reason: Option<String>,
    /// It was answered together with others by "none of these" (S-21).
    pub group_answer: bool,
    /// Where it stands: the field of the fact, or the field `withdraws` of a statement that says nothing itself.
    pub place: Place,
}

/// What was said, before it is known which type the fact has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RawValue {
    /// Words between quotation marks: yes or no, a choice, a text; in JSON also a day.
    Word(String),
    /// A whole number.
    Whole(i64),
    /// An exact decimal.
    Decimal(Decimal),
    /// A day (TOML only).
    Day(Day),
    /// "I do not know", "in doubt".
    DontKnow,
    /// Nothing new: the statement only takes an earlier one back.
    Nothing,
}

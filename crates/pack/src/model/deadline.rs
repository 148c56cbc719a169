//! Obligations with a day (S-30 to S-34).

use super::condition::Condition;
use super::value::Number;
use facts::{ChoiceId, ClauseRef, FactKindId, Role, RuleId, SubjectKind};
use std::collections::BTreeMap;

/// An obligation.
#[derive(Clone, Debug)]
pub struct Deadline {
    /// Who owes it.
    pub owed_by: Role,
    /// Who else takes part.
    pub with: Vec<Role>,
    /// What it is about.
    pub subject: SubjectKind,
    /// When it is owed at all; none: whenever the anchor is there.
    pub trigger: Option<Condition>,
    /// Unknown facts that are acted on as if they had this value (S-11).
    pub unknown_counts_as: BTreeMap<FactKindId, ChoiceId>,
    /// What it is counted from.
    pub anchor: Anchor,
    /// The anchor is an event that mostly never comes: until its day is stated nothing is owed, instead of waiting for it.
    pub event: bool,
    /// Each time the anchor comes it is owed anew: what was done before that day does not count.
    pub anew: bool,
    /// It says until when something lasts (pay, a ban), not by when something is done: no service moves it (S-38).
    pub lasts_until: bool,
    /// How long after.
    pub due: Offset,
    /// When it begins to warn.
    pub warn: Option<Warning>,
    /// The date fact that says it was done.
    pub done_by: FactKindId,
    /// The document that it yields.
    pub document: Option<String>,
    /// The clause that lets the parties deviate with a reason.
    pub deviation: Option<ClauseRef>,
    /// How often it comes back.
    pub every: Option<Offset>,
    /// Each day of leave puts it off by a day: during leave nobody has to act.
    pub stands_still_on_leave: bool,
    /// It is not owed where its last day lies after the last day of the employment.
    pub within_employment: bool,
    /// The days of absence from the one date fact until the other do not count for it.
    pub not_counted: Option<(FactKindId, FactKindId)>,
}

impl Deadline {
    /// The date facts that it reads by itself: when it was done, and what does not count.
    pub fn days_read(&self) -> impl Iterator<Item = FactKindId> {
        let not_counted = self.not_counted.iter().flat_map(|(from, until)| [from, until]);
        std::iter::once(&self.done_by).chain(not_counted).cloned()
    }
}

/// What a term is counted from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Anchor {
    /// The first day of the absence chain.
    FirstAbsenceDay,
    /// The last day of the employment.
    EmploymentEnd,
    /// A date fact.
    Fact(FactKindId),
    /// The day on which another obligation was done.
    Done(RuleId),
    /// The earlier of several.
    EarlierOf(Vec<Anchor>),
}

/// How long.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offset {
    /// How many.
    pub amount: Number,
    /// Of what.
    pub unit: OffsetUnit,
    /// Counted back from the anchor: so long before it.
    pub back: bool,
}

/// Units of a term.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OffsetUnit {
    /// Days of the absence chain: only counted days.
    AbsenceDay,
    /// Years of the absence chain: as many counted days as those years from its first day have.
    AbsenceYears,
    /// Calendar days.
    Days,
    /// Weeks of seven days.
    Weeks,
    /// Months.
    Months,
    /// Years.
    Years,
    /// Working days.
    WorkingDays,
}

/// When an obligation begins to warn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Warning {
    /// On a day of the absence chain.
    AbsenceDay(Number),
    /// So long before the due day.
    Before(Offset),
}

//! Conditions: a small closed set of operators (S-11). Packs run no code.

use facts::{ChoiceId, Decimal, FactKindId, RecordList};
use std::collections::BTreeSet;

/// How a fact is read (S-9).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reads {
    /// The value on the day.
    Latest,
    /// Yes if it was ever said since the onset.
    Ever,
}

/// Whose field is read, in a rule over records.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Slot {
    /// The subject of the rule itself, or the record it is read for.
    Own,
    /// The first of two records that may contradict each other.
    First,
    /// The second.
    Second,
}

/// Functions of the calendar.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CalendarFunction {
    /// The day of the absence chain; `none` when it is known that there is no absence.
    AbsenceDay,
    /// The week of the absence chain.
    AbsenceWeek,
    /// Days since the onset of the complaints.
    ComplaintDays,
    /// Completed years of age.
    Age,
    /// Days since the last day of the employment, below zero before it; `none` when no last day is known.
    DaysSinceEmploymentEnd,
    /// The day of the absence chain on the last day of the employment; `none` when no last day is known, or no absence then.
    AbsenceDayAtEmploymentEnd,
    /// How many spells the chain joins only because of leave between them; `none` without an absence.
    JoinsAroundLeave,
    /// How many of these joins rest on a reading that the law leaves open and that nobody decided; `none` without an absence.
    JoinsByOpenReading,
    /// Days since the day that a date fact holds.
    DaysSince {
        /// The date.
        kind: FactKindId,
        /// Whose.
        of: Slot,
    },
    /// The day of the absence chain on the day that a date fact holds, 0 before the first; `none` without an absence.
    AbsenceDayAt(FactKindId),
}

impl CalendarFunction {
    /// Reads the name of a function that needs no fact.
    pub fn parse(word: &str) -> Option<Self> {
        Some(match word {
            "absence_day" => CalendarFunction::AbsenceDay,
            "absence_week" => CalendarFunction::AbsenceWeek,
            "complaint_days" => CalendarFunction::ComplaintDays,
            "age" => CalendarFunction::Age,
            "days_since_employment_end" => CalendarFunction::DaysSinceEmploymentEnd,
            "absence_day_at_employment_end" => CalendarFunction::AbsenceDayAtEmploymentEnd,
            "joins_around_leave" => CalendarFunction::JoinsAroundLeave,
            "joins_by_open_reading" => CalendarFunction::JoinsByOpenReading,
            _ => return None,
        })
    }

    /// The name used in packs.
    pub fn as_str(&self) -> &'static str {
        match self {
            CalendarFunction::AbsenceDay => "absence_day",
            CalendarFunction::AbsenceWeek => "absence_week",
            CalendarFunction::ComplaintDays => "complaint_days",
            CalendarFunction::Age => "age",
            CalendarFunction::DaysSinceEmploymentEnd => "days_since_employment_end",
            CalendarFunction::AbsenceDayAtEmploymentEnd => "absence_day_at_employment_end",
            CalendarFunction::JoinsAroundLeave => "joins_around_leave",
            CalendarFunction::JoinsByOpenReading => "joins_by_open_reading",
            CalendarFunction::DaysSince { .. } => "days_since",
            CalendarFunction::AbsenceDayAt(_) => "absence_day_at",
        }
    }

    /// Whether the function can also be known to have no value (no absence, no last day of the employment).
    pub fn can_be_none(&self) -> bool {
        use CalendarFunction::{Age, ComplaintDays, DaysSince};
        !matches!(self, Age | ComplaintDays | DaysSince { .. })
    }
}

/// Something that a condition reads.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Input {
    /// A declared or derived fact.
    Fact {
        /// Which.
        kind: FactKindId,
        /// How.
        reads: Reads,
        /// Whose.
        of: Slot,
    },
    /// A function of the calendar.
    Calendar(CalendarFunction),
    /// Whether a fact is known at all (questions and texts only).
    Known(FactKindId),
    /// Whether two records of one list hold the same value; a yes/no by itself, unknown until both are known.
    Same(FactKindId),
    /// A question over all records of a list; a yes/no by itself.
    Aggregate(Box<Aggregate>),
}

impl Input {
    /// A fact of the rule's own subject, read on the day.
    pub fn fact(kind: &FactKindId) -> Self {
        Input::Fact { kind: kind.clone(), reads: Reads::Latest, of: Slot::Own }
    }
}

/// A yes/no over the records of a list (S-10).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Aggregate {
    /// The list.
    pub list: RecordList,
    /// How its members are folded.
    pub fold: Fold,
}

/// How the members of a list are folded into one yes/no.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Fold {
    /// Yes if one member is; no only if all are not and the list is complete.
    Any(Condition),
    /// The mirror of `Any`.
    All(Condition),
    /// How many members fulfil the condition.
    Count(Condition, Interval),
    /// The sum of a number field.
    Sum(FactKindId, Interval),
    /// The smallest of a number field.
    Min(FactKindId, Interval),
    /// The largest of a number field.
    Max(FactKindId, Interval),
    /// The field of the member about which was spoken last.
    Latest(FactKindId, Test),
}

/// A range of numbers; each end counted in, left out, or open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Interval {
    /// Lower end and whether it is counted in.
    pub lower: Option<(Decimal, bool)>,
    /// Upper end and whether it is counted in.
    pub upper: Option<(Decimal, bool)>,
}

impl Interval {
    /// Whether a number lies within.
    pub fn contains(&self, number: Decimal) -> bool {
        let above = self.lower.is_none_or(|(end, counted)| number > end || (counted && number == end));
        let below = self.upper.is_none_or(|(end, counted)| number < end || (counted && number == end));
        above && below
    }
}

/// What the value of an input is held against.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Test {
    /// One of these words.
    In(BTreeSet<ChoiceId>),
    /// A number within a range.
    Between(Interval),
}

impl Test {
    /// The test "is yes".
    pub fn is_yes() -> Self {
        Test::word("yes")
    }

    /// The test for one word.
    pub fn word(word: &str) -> Self {
        Test::In(BTreeSet::from([ChoiceId::new(word)]))
    }
}

/// A condition.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Condition {
    /// All of these; true when there are none.
    All(Vec<Condition>),
    /// One of these; false when there are none.
    Any(Vec<Condition>),
    /// Not this.
    Not(Box<Condition>),
    /// An input held against a test.
    Holds(Input, Test),
}

impl Condition {
    /// The condition that a rule's outcome is `yes`.
    pub fn fact_is_yes(kind: &FactKindId) -> Self {
        Condition::Holds(Input::fact(kind), Test::is_yes())
    }

    /// Every input with the test it is held against, those inside aggregates left out.
    pub fn tests(&self) -> Vec<(&Input, &Test)> {
        match self {
            Condition::All(parts) | Condition::Any(parts) => parts.iter().flat_map(Condition::tests).collect(),
            Condition::Not(part) => part.tests(),
            Condition::Holds(input, test) => vec![(input, test)],
        }
    }
}

impl Aggregate {
    /// The fact kinds of the records that are read.
    pub fn fields(&self) -> Vec<FactKindId> {
        match &self.fold {
            Fold::Any(condition) | Fold::All(condition) | Fold::Count(condition, _) => condition
                .tests()
                .into_iter()
                .filter_map(|(input, _)| match input {
                    Input::Fact { kind, .. } => Some(kind.clone()),
                    _ => None,
                })
                .collect(),
            Fold::Sum(field, _) | Fold::Min(field, _) | Fold::Max(field, _) | Fold::Latest(field, _) => {
                vec![field.clone()]
            }
        }
    }
}

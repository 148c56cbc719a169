//! What a fact can be (S-2). Decimals are exact; there is no float in this house.

use crate::ChoiceId;
use calendar::Day;
use rust_decimal::Decimal;
use std::fmt;

/// The kinds of value a fact can have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ValueKind {
    /// Yes or no.
    YesNo,
    /// One of a closed list.
    Choice,
    /// A whole number with unit and range.
    Whole,
    /// An exact decimal number with unit and range.
    Decimal,
    /// A civil day.
    Date,
    /// Words. Conditions never read them (S-2).
    Text,
}

impl ValueKind {
    /// All kinds.
    pub const ALL: [ValueKind; 6] =
        [ValueKind::YesNo, ValueKind::Choice, ValueKind::Whole, ValueKind::Decimal, ValueKind::Date, ValueKind::Text];

    /// The word used in packs.
    pub fn as_str(self) -> &'static str {
        match self {
            ValueKind::YesNo => "yes_no",
            ValueKind::Choice => "choice",
            ValueKind::Whole => "whole",
            ValueKind::Decimal => "decimal",
            ValueKind::Date => "date",
            ValueKind::Text => "text",
        }
    }

    /// Reads the word used in packs.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == word)
    }
}

/// A value that somebody stated or a rule found. *Unknown* is not a value: it is the absence of one.
///
/// ```
/// use facts::Value;
/// assert_eq!(Value::yes().to_string(), "yes");
/// assert_ne!(Value::yes(), Value::no());
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Value {
    /// Yes or no.
    YesNo(bool),
    /// One of a closed list.
    Choice(ChoiceId),
    /// A whole number.
    Whole(i64),
    /// An exact decimal.
    Decimal(Decimal),
    /// A civil day.
    Date(Day),
    /// Words.
    Text(String),
}

impl Value {
    /// Yes.
    pub fn yes() -> Self {
        Value::YesNo(true)
    }

    /// No.
    pub fn no() -> Self {
        Value::YesNo(false)
    }

    /// One of a closed list.
    pub fn choice(word: impl AsRef<str>) -> Self {
        Value::Choice(ChoiceId::new(word))
    }

    /// Which kind of value this is.
    pub fn kind(&self) -> ValueKind {
        match self {
            Value::YesNo(_) => ValueKind::YesNo,
            Value::Choice(_) => ValueKind::Choice,
            Value::Whole(_) => ValueKind::Whole,
            Value::Decimal(_) => ValueKind::Decimal,
            Value::Date(_) => ValueKind::Date,
            Value::Text(_) => ValueKind::Text,
        }
    }

    /// The day, if this is one.
    pub fn as_day(&self) -> Option<Day> {
        match self {
            Value::Date(day) => Some(*day),
            _ => None,
        }
    }
}

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Value::YesNo(true) => f.write_str("yes"),
            Value::YesNo(false) => f.write_str("no"),
            Value::Choice(choice) => write!(f, "{choice}"),
            Value::Whole(number) => write!(f, "{number}"),
            Value::Decimal(number) => write!(f, "{number}"),
            Value::Date(day) => write!(f, "{day}"),
            Value::Text(words) => f.write_str(words),
        }
    }
}

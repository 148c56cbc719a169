//! The tree: what stood in the file, and where.

use crate::place::Place;
use calendar::Day;
use rust_decimal::Decimal;

/// One thing in the tree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node {
    /// What it is.
    pub kind: Kind,
    /// Where it stands.
    pub place: Place,
}

/// What a node is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Words between quotation marks.
    Text(String),
    /// A whole number.
    Whole(i64),
    /// A decimal number, read from its digits.
    Decimal(Decimal),
    /// `true` or `false`.
    Truth(bool),
    /// A civil day (TOML only; JSON writes days as text).
    Day(Day),
    /// A list.
    List(Vec<Node>),
    /// Named fields, in the order of the file.
    Table(Vec<(String, Node)>),
    /// JSON `null`.
    Nothing,
}

impl Kind {
    /// What it is, in words for a person.
    pub fn in_words(&self) -> &'static str {
        match self {
            Kind::Text(_) => "text",
            Kind::Whole(_) => "a whole number",
            Kind::Decimal(_) => "a decimal number",
            Kind::Truth(_) => "true or false",
            Kind::Day(_) => "a day",
            Kind::List(_) => "a list",
            Kind::Table(_) => "a table of fields",
            Kind::Nothing => "nothing (null)",
        }
    }
}

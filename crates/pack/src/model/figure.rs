//! Published numbers, each with its population and endpoint; never averaged, never pooled (C-07, C-09, C-10).

use facts::{Decimal, Localized};

/// A published number.
#[derive(Clone, Debug)]
pub struct Figure {
    /// The number.
    pub number: FigureNumber,
    /// Its unit, for example `percent` or `person/year`.
    pub unit: Option<String>,
    /// Of whom.
    pub population: Localized,
    /// What was measured.
    pub endpoint: Localized,
    /// How many weeks after the start it was measured.
    pub at_weeks: Option<u32>,
    /// The year of the data, when the source says it.
    pub year: Option<u32>,
    /// Numbers of one series have one population and endpoint, and may be drawn as one line.
    pub series: Option<String>,
    /// What to mind when quoting it.
    pub caveat: Option<Localized>,
}

/// How the source prints the number.
#[derive(Clone, Debug)]
pub enum FigureNumber {
    /// One number, exact or as a bound.
    One(Bound, Decimal),
    /// From one number to another.
    Range(Decimal, Decimal),
    /// In words, where the source gives no plain number.
    Words(Localized),
}

/// Which side of the number is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bound {
    /// The number itself.
    Exact,
    /// Less than it.
    LessThan,
    /// More than it.
    MoreThan,
}

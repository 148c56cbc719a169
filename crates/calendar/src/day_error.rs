//! Why something is not a day.

use std::fmt;

/// Why a day was refused: what was given, and what was expected instead.
///
/// ```
/// use calendar::Day;
///
/// let refusal = Day::parse("2026-02-30").map_err(|error| error.to_string());
/// assert_eq!(
///     refusal,
///     Err("`2026-02-30` is not in the calendar; expected a day between 1900-01-01 and 2199-12-31".to_string()),
/// );
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DayError {
    /// The month has no such day, or the year no such month.
    NotInTheCalendar {
        /// The year that was given.
        year: i16,
        /// The month that was given.
        month: i8,
        /// The day of the month that was given.
        day: i8,
    },
    /// The year lies before 1900 or after 2199: surely a slip of the pen.
    OutsideTheRange {
        /// The year that was given.
        year: i16,
        /// The month that was given.
        month: i8,
        /// The day of the month that was given.
        day: i8,
    },
    /// The text is not written as year-month-day.
    NotWrittenAsADay {
        /// The text that was given; a long one is cut short.
        text: String,
    },
}

const EXPECTED: &str = "expected a day between 1900-01-01 and 2199-12-31";

impl fmt::Display for DayError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            DayError::NotInTheCalendar { year, month, day } => {
                write!(out, "`{year:04}-{month:02}-{day:02}` is not in the calendar; {EXPECTED}")
            }
            DayError::OutsideTheRange { year, month, day } => {
                write!(out, "`{year:04}-{month:02}-{day:02}` is out of range; {EXPECTED}")
            }
            DayError::NotWrittenAsADay { text } => {
                write!(out, "`{text}` is not written as year-month-day, like 2026-10-19; {EXPECTED}")
            }
        }
    }
}

impl std::error::Error for DayError {}

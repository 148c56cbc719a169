//! A stretch of days.

use std::fmt;

use crate::day::Day;

/// A stretch of days, both ends included.
///
/// ```
/// use calendar::{Day, Period};
///
/// let leave = Period::new(Day::new(2026, 4, 1)?, Day::new(2026, 4, 30)?)?;
/// assert_eq!(leave.days(), 30);
/// assert!(leave.contains(Day::new(2026, 4, 30)?));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Period {
    /// The first day.
    pub first: Day,
    /// The last day, on or after the first.
    pub last: Day,
}

impl Period {
    /// The stretch from the first day up to and including the last.
    ///
    /// # Errors
    ///
    /// When the last day lies before the first.
    pub fn new(first: Day, last: Day) -> Result<Period, PeriodError> {
        if last < first {
            return Err(PeriodError { first, last });
        }
        Ok(Period { first, last })
    }

    /// Whether the day lies in the stretch.
    pub fn contains(&self, day: Day) -> bool {
        self.first <= day && day <= self.last
    }

    /// How many days the stretch has: 1 or more; 0 when it was put together by hand with its ends the wrong way round.
    pub fn days(&self) -> u32 {
        let after_the_first = self.first.days_until(self.last);
        u32::try_from(i64::from(after_the_first) + 1).unwrap_or(0)
    }

    /// The part of the stretch from its first day up to and including its `n`-th day, `n` counted from 1; all of it
    /// when it is shorter.
    pub(crate) fn up_to_day(&self, n: u32) -> Period {
        let days = i32::try_from(n.saturating_sub(1)).unwrap_or(i32::MAX);
        Period { first: self.first, last: self.first.plus_days(days).min(self.last) }
    }
}

/// The two ends of a period are the wrong way round.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PeriodError {
    /// The first day that was given.
    pub first: Day,
    /// The last day that was given.
    pub last: Day,
}

impl fmt::Display for PeriodError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            out,
            "the period ends on {}, before it starts on {}; expected an end on or after the start",
            self.last, self.first
        )
    }
}

impl std::error::Error for PeriodError {}

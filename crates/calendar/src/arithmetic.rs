//! How a day was arrived at, step by step (S-34).

use crate::day::Day;
use crate::holidays::Holidays;
use crate::period::Period;
use crate::working_days::{minus_working_days, plus_working_days};

/// The way from an anchor day to a result, as data. Nothing here is rendered: words in three languages are made from it
/// elsewhere (S-34).
///
/// Made by [`Chain::day_reaching`](crate::Chain::day_reaching) for days of absence and by [`Arithmetic::plus`] for
/// plain offsets from a date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Arithmetic {
    /// The day from which was counted.
    pub anchor: Day,
    /// The steps, in the order of time, days left out at the end; none when the result is the anchor itself.
    pub steps: Vec<Step>,
    /// The day that was arrived at.
    pub result: Day,
}

/// One step of an [`Arithmetic`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// Sick days of a spell, counted.
    Counted {
        /// The id of the spell.
        spell: String,
        /// The days that were counted.
        period: Period,
        /// The day of absence on the first of them.
        from_day: u32,
        /// The day of absence on the last of them.
        to_day: u32,
    },
    /// Days between two spells, neither sick nor leave; not counted.
    Gap {
        /// The days of the gap.
        period: Period,
        /// How many they are.
        days: u32,
    },
    /// Days of leave; not counted.
    Leave {
        /// The id of the leave.
        leave: String,
        /// The days of it that were passed over.
        period: Period,
    },
    /// Days after the last sick day that is known, counted as if the absence goes on unbroken (S-30).
    Continued {
        /// The days that were counted.
        period: Period,
        /// The day of absence on the first of them.
        from_day: u32,
        /// The day of absence on the last of them.
        to_day: u32,
    },
    /// Of the days counted before, those that do not count for this term: it reaches that many days further.
    LeftOut {
        /// In which period they lie.
        period: Period,
        /// How many they are.
        days: u32,
    },
    /// A plain offset from one day to another.
    Offset {
        /// How many units; negative goes back in time.
        amount: i32,
        /// Of which unit.
        unit: OffsetUnit,
        /// The day before the step.
        from: Day,
        /// The day after the step.
        to: Day,
    },
}

/// The unit of a plain offset.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum OffsetUnit {
    /// Civil days.
    Days,
    /// Seven civil days.
    Weeks,
    /// Months, as [`Day::plus_months`] counts them.
    Months,
    /// Years, as [`Day::plus_years`] counts them.
    Years,
    /// Working days, as [`plus_working_days`] and [`minus_working_days`] count them.
    WorkingDays,
}

impl Arithmetic {
    /// The day so many units after the anchor, or before it when negative. Holidays matter for working days only;
    /// without them pass [`Holidays::none`]. Stops at the ends of the calendar.
    ///
    /// ```
    /// use calendar::{Arithmetic, Day, Holidays, OffsetUnit};
    ///
    /// let analysis = Day::new(2026, 11, 29)?;
    /// let plan = Arithmetic::plus(analysis, 2, OffsetUnit::Weeks, &Holidays::none());
    /// assert_eq!(plan.result, Day::new(2026, 12, 13)?);
    /// # Ok::<(), calendar::DayError>(())
    /// ```
    pub fn plus(anchor: Day, amount: i32, unit: OffsetUnit, holidays: &Holidays) -> Arithmetic {
        let nothing_yet = Arithmetic { anchor, steps: Vec::new(), result: anchor };
        nothing_yet.then(amount, unit, holidays)
    }

    /// The same way with one more offset at its end: for a term that counts on from a day of absence.
    ///
    /// ```
    /// use calendar::{Arithmetic, Day, Holidays, OffsetUnit};
    ///
    /// let none = Holidays::none();
    /// let way = Arithmetic::plus(Day::new(2026, 1, 30)?, 1, OffsetUnit::Months, &none).then(-1, OffsetUnit::Days, &none);
    /// assert_eq!(way.result, Day::new(2026, 2, 27)?);
    /// assert_eq!(way.steps.len(), 2);
    /// # Ok::<(), calendar::DayError>(())
    /// ```
    #[must_use]
    pub fn then(mut self, amount: i32, unit: OffsetUnit, holidays: &Holidays) -> Arithmetic {
        let from = self.result;
        let to = offset(from, amount, unit, holidays);
        self.steps.push(Step::Offset { amount, unit, from, to });
        self.result = to;
        self
    }
}

fn offset(from: Day, amount: i32, unit: OffsetUnit, holidays: &Holidays) -> Day {
    const DAYS_IN_A_WEEK: i32 = 7;
    match unit {
        OffsetUnit::Days => from.plus_days(amount),
        OffsetUnit::Weeks => from.plus_days(amount.saturating_mul(DAYS_IN_A_WEEK)),
        OffsetUnit::Months => from.plus_months(amount),
        OffsetUnit::Years => from.plus_years(amount),
        OffsetUnit::WorkingDays if amount < 0 => minus_working_days(from, amount.unsigned_abs(), holidays),
        OffsetUnit::WorkingDays => plus_working_days(from, amount.unsigned_abs(), holidays),
    }
}

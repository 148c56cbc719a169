//! Working days: Monday to Friday, except public holidays.

use crate::day::Day;
use crate::holidays::Holidays;
use crate::weekday::Weekday;

/// How many free days in a row are believed. A limit of the machinery: it ends the search when rules leave no working
/// day at all.
const LONGEST_FREE_STRETCH: u32 = 366;

/// Whether people work on this day: Monday to Friday, and no public holiday.
///
/// ```
/// use calendar::{Day, Holidays, is_working_day};
///
/// assert!(is_working_day(Day::new(2026, 10, 2)?, &Holidays::none()));
/// assert!(!is_working_day(Day::new(2026, 10, 4)?, &Holidays::none()));
/// # Ok::<(), calendar::DayError>(())
/// ```
pub fn is_working_day(day: Day, holidays: &Holidays) -> bool {
    let weekend = matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday);
    !weekend && holidays.holiday_on(day).is_none()
}

/// The last working day on or before the day; shown beside a due day that falls in a weekend (S-32).
///
/// Holidays that leave no working day in a whole year give the day itself.
///
/// ```
/// use calendar::{Day, Holidays, last_working_day};
///
/// let due = Day::new(2026, 10, 4)?;
/// assert_eq!(last_working_day(due, &Holidays::none()), Day::new(2026, 10, 2)?);
/// # Ok::<(), calendar::DayError>(())
/// ```
pub fn last_working_day(on_or_before: Day, holidays: &Holidays) -> Day {
    if is_working_day(on_or_before, holidays) {
        return on_or_before;
    }
    next_working_day(on_or_before, -1, holidays).unwrap_or(on_or_before)
}

/// The `n`-th working day after the day. The day itself does not count; 0 gives the day itself, working day or not.
///
/// Stops at the end of the calendar, and before a whole year without a working day.
///
/// ```
/// use calendar::{Day, Holidays, plus_working_days};
///
/// let friday = Day::new(2026, 10, 2)?;
/// assert_eq!(plus_working_days(friday, 1, &Holidays::none()), Day::new(2026, 10, 5)?);
/// assert_eq!(plus_working_days(friday, 5, &Holidays::none()), Day::new(2026, 10, 9)?);
/// # Ok::<(), calendar::DayError>(())
/// ```
pub fn plus_working_days(day: Day, n: u32, holidays: &Holidays) -> Day {
    step_working_days(day, n, 1, holidays)
}

/// The `n`-th working day before the day; the mirror image of [`plus_working_days`].
///
/// ```
/// use calendar::{Day, Holidays, minus_working_days};
///
/// let monday = Day::new(2026, 10, 5)?;
/// assert_eq!(minus_working_days(monday, 1, &Holidays::none()), Day::new(2026, 10, 2)?);
/// # Ok::<(), calendar::DayError>(())
/// ```
pub fn minus_working_days(day: Day, n: u32, holidays: &Holidays) -> Day {
    step_working_days(day, n, -1, holidays)
}

fn step_working_days(day: Day, n: u32, direction: i32, holidays: &Holidays) -> Day {
    let mut reached = day;
    for _ in 0..n {
        match next_working_day(reached, direction, holidays) {
            Some(next) => reached = next,
            None => return reached,
        }
    }
    reached
}

/// The nearest working day strictly after (direction 1) or before (direction -1) the day; none at an end of the
/// calendar or when a whole year has none.
fn next_working_day(day: Day, direction: i32, holidays: &Holidays) -> Option<Day> {
    let mut candidate = day;
    for _ in 0..LONGEST_FREE_STRETCH {
        let next = candidate.plus_days(direction);
        if next == candidate {
            return None;
        }
        candidate = next;
        if is_working_day(candidate, holidays) {
            return Some(candidate);
        }
    }
    None
}

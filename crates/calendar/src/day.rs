//! The civil day.

use std::fmt;
use std::str::FromStr;

use jiff::Span;
use jiff::civil::Date;

use crate::day_error::DayError;
use crate::weekday::Weekday;

/// The years that are accepted as input. A limit of the machinery, not of the law: it catches slips of the pen.
const ACCEPTED_YEARS: std::ops::RangeInclusive<i16> = 1900..=2199;

/// How much of a text that is not a day is kept for the message.
const KEPT_CHARACTERS: usize = 40;

/// A civil day: no time of day, no time zone.
///
/// Days that come from outside lie between 1900-01-01 and 2199-12-31. Days that are computed from them may lie further
/// away, and stop at the ends of the calendar (years -9999 and 9999) rather than fail.
///
/// Written and read as `2026-10-19`. What is written can be read back as long as it lies in the accepted range.
///
/// ```
/// use calendar::Day;
///
/// let first = Day::new(2026, 9, 7)?;
/// assert_eq!(first.plus_days(27).to_string(), "2026-10-04");
/// assert_eq!(first.days_until("2026-10-04".parse()?), 27);
/// # Ok::<(), calendar::DayError>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(Date);

impl Day {
    /// The first day of the calendar; nothing computed lies before it.
    pub(crate) const EARLIEST: Day = Day(Date::MIN);
    /// The last day of the calendar; nothing computed lies after it.
    pub(crate) const LATEST: Day = Day(Date::MAX);

    /// The day with this year, month (1 to 12) and day of the month (1 to 31).
    ///
    /// # Errors
    ///
    /// When the year lies outside 1900 to 2199, or the calendar has no such day.
    ///
    /// ```
    /// use calendar::Day;
    ///
    /// assert!(Day::new(2028, 2, 29).is_ok());
    /// assert!(Day::new(2026, 2, 29).is_err());
    /// assert!(Day::new(1899, 12, 31).is_err());
    /// ```
    pub fn new(year: i16, month: i8, day: i8) -> Result<Day, DayError> {
        if !ACCEPTED_YEARS.contains(&year) {
            return Err(DayError::OutsideTheRange { year, month, day });
        }
        Date::new(year, month, day).map(Day).map_err(|_| DayError::NotInTheCalendar { year, month, day })
    }

    /// The day written as `YYYY-MM-DD`: four, two and two digits, nothing before or after.
    ///
    /// # Errors
    ///
    /// When the text is written in another way, or [`Day::new`] refuses the day.
    ///
    /// ```
    /// use calendar::Day;
    ///
    /// assert_eq!(Day::parse("2026-10-19"), Day::new(2026, 10, 19));
    /// assert!(Day::parse("19-10-2026").is_err());
    /// assert!(Day::parse("2026-1-9").is_err());
    /// ```
    pub fn parse(text: &str) -> Result<Day, DayError> {
        let (year, month, day) = year_month_day(text)
            .ok_or_else(|| DayError::NotWrittenAsADay { text: text.chars().take(KEPT_CHARACTERS).collect() })?;
        Day::new(year, month, day)
    }

    /// The day this many days later, or earlier when negative. Stops at the ends of the calendar.
    ///
    /// ```
    /// use calendar::Day;
    ///
    /// let leap = Day::new(2028, 2, 28)?;
    /// assert_eq!(leap.plus_days(1), Day::new(2028, 2, 29)?);
    /// assert_eq!(leap.plus_days(-59), Day::new(2027, 12, 31)?);
    /// assert_eq!(leap.plus_days(i32::MAX), leap.plus_days(i32::MAX).plus_days(1));
    /// # Ok::<(), calendar::DayError>(())
    /// ```
    pub fn plus_days(self, days: i32) -> Day {
        self.plus(Span::new().try_days(days), days)
    }

    /// The number of days from this day to the other: positive when the other is later, negative when it is earlier,
    /// 0 when it is the same.
    pub fn days_until(self, later: Day) -> i32 {
        const HOURS_IN_A_CIVIL_DAY: i64 = 24;
        let days = self.0.duration_until(later.0).as_hours() / HOURS_IN_A_CIVIL_DAY;
        // The whole calendar has fewer than eight million days.
        i32::try_from(days).unwrap_or(if days < 0 { i32::MIN } else { i32::MAX })
    }

    /// The same day of the month this many months later, or earlier when negative; the last day of that month when it
    /// is shorter. Stops at the ends of the calendar.
    ///
    /// ```
    /// use calendar::Day;
    ///
    /// assert_eq!(Day::new(2027, 1, 31)?.plus_months(1), Day::new(2027, 2, 28)?);
    /// # Ok::<(), calendar::DayError>(())
    /// ```
    pub fn plus_months(self, months: i32) -> Day {
        self.plus(Span::new().try_months(months), months)
    }

    /// The same day of the year this many years later, or earlier when negative; 29 February becomes 28 February in a
    /// common year. Stops at the ends of the calendar.
    ///
    /// ```
    /// use calendar::Day;
    ///
    /// assert_eq!(Day::new(2028, 2, 29)?.plus_years(1), Day::new(2029, 2, 28)?);
    /// # Ok::<(), calendar::DayError>(())
    /// ```
    pub fn plus_years(self, years: i32) -> Day {
        self.plus(Span::new().try_years(years), years)
    }

    /// The completed years from this day to the other: an age. Negative when the other day is earlier.
    ///
    /// A year is complete when month and day of the month have come round: for 29 February in a common year that is
    /// 1 March.
    ///
    /// ```
    /// use calendar::Day;
    ///
    /// let birth = Day::new(1992, 2, 29)?;
    /// assert_eq!(birth.years_until(Day::new(2026, 2, 28)?), 33);
    /// assert_eq!(birth.years_until(Day::new(2026, 3, 1)?), 34);
    /// # Ok::<(), calendar::DayError>(())
    /// ```
    pub fn years_until(self, later: Day) -> i32 {
        if later < self {
            return -later.years_until(self);
        }
        let years = i32::from(later.year()) - i32::from(self.year());
        let has_come_round = (later.month(), later.day_of_month()) >= (self.month(), self.day_of_month());
        if has_come_round { years } else { years - 1 }
    }

    /// The year.
    pub fn year(self) -> i16 {
        self.0.year()
    }

    /// The month, 1 to 12.
    pub fn month(self) -> i8 {
        self.0.month()
    }

    /// The day of the month, 1 to 31.
    pub fn day_of_month(self) -> i8 {
        self.0.day()
    }

    /// The day of the week.
    pub fn weekday(self) -> Weekday {
        self.0.weekday().into()
    }

    /// The ISO 8601 week: the year the week belongs to, and its number, 1 to 53.
    ///
    /// ```
    /// use calendar::Day;
    ///
    /// assert_eq!(Day::new(2027, 1, 3)?.iso_week(), (2026, 53));
    /// # Ok::<(), calendar::DayError>(())
    /// ```
    pub fn iso_week(self) -> (i16, i8) {
        let week = self.0.iso_week_date();
        (week.year(), week.week())
    }

    /// A day whose year may lie outside the accepted range; the end of the calendar when there is no such day.
    pub(crate) fn within_the_calendar(year: i16, month: i8, day: i8) -> Day {
        Date::new(year, month, day).map_or(Day::LATEST, Day)
    }

    /// Adds the span; an end of the calendar when the span or the sum does not fit.
    fn plus(self, span: Result<Span, jiff::Error>, direction: i32) -> Day {
        span.and_then(|span| self.0.checked_add(span))
            .map_or(if direction < 0 { Day::EARLIEST } else { Day::LATEST }, Day)
    }
}

/// Splits a text of exactly four, two and two digits.
fn year_month_day(text: &str) -> Option<(i16, i8, i8)> {
    let mut parts = text.split('-');
    let year = digits(parts.next()?, 4)?.parse().ok()?;
    let month = digits(parts.next()?, 2)?.parse().ok()?;
    let day = digits(parts.next()?, 2)?.parse().ok()?;
    parts.next().is_none().then_some((year, month, day))
}

fn digits(part: &str, how_many: usize) -> Option<&str> {
    let fits = part.len() == how_many && part.bytes().all(|byte| byte.is_ascii_digit());
    fits.then_some(part)
}

impl FromStr for Day {
    type Err = DayError;

    fn from_str(text: &str) -> Result<Day, DayError> {
        Day::parse(text)
    }
}

impl fmt::Display for Day {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, out)
    }
}

impl fmt::Debug for Day {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, out)
    }
}

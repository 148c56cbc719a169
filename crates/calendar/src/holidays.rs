//! Public holidays. The rules themselves stand in guideline packs; here is only how to read them.

use crate::day::Day;
use crate::easter::easter_sunday;
use crate::weekday::Weekday;

/// One public holiday: when it falls, and in which years.
///
/// ```
/// use calendar::{Day, HolidayDate, HolidayRule, Holidays};
///
/// let kings_day = HolidayRule {
///     id: "kings-day".into(),
///     when: HolidayDate::Fixed { month: 4, day: 27 },
///     from_year: Some(2014),
///     until_year: None,
///     every: None,
///     if_sunday: Some(-1),
/// };
/// let holidays = Holidays::new(vec![kings_day]);
/// assert_eq!(holidays.holiday_on(Day::new(2026, 4, 27)?), Some("kings-day"));
/// // 27 April 2014 was a Sunday: kept on the day before.
/// assert_eq!(holidays.holiday_on(Day::new(2014, 4, 26)?), Some("kings-day"));
/// assert_eq!(holidays.holiday_on(Day::new(2014, 4, 27)?), None);
/// # Ok::<(), calendar::DayError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HolidayRule {
    /// The name by which the holiday is reported.
    pub id: String,
    /// Where in the year it falls.
    pub when: HolidayDate,
    /// The first year in which it is kept; none: since ever.
    pub from_year: Option<i16>,
    /// The last year in which it is kept; none: for ever.
    pub until_year: Option<i16>,
    /// For a holiday that is not kept every year.
    pub every: Option<Every>,
    /// How many days it is moved when it falls on a Sunday, -1 for the day before; none: it stays on the Sunday.
    pub if_sunday: Option<i8>,
}

/// Where in the year a holiday falls.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HolidayDate {
    /// The same date each year. A date that a year does not have is not kept in that year.
    Fixed {
        /// The month, 1 to 12.
        month: i8,
        /// The day of the month, 1 to 31.
        day: i8,
    },
    /// A number of days after Easter Sunday.
    Easter {
        /// Days after Easter Sunday: 1 for Easter Monday, -2 for Good Friday.
        offset_days: i16,
    },
}

/// A holiday that is kept once in so many years.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Every {
    /// Once in how many years; 0 means only in the year counted from.
    pub years: u8,
    /// A year in which it is kept; counted from there, forwards and backwards.
    pub counted_from: i16,
}

impl Every {
    fn includes(&self, year: i16) -> bool {
        let distance = i32::from(year) - i32::from(self.counted_from);
        distance.checked_rem_euclid(i32::from(self.years)).unwrap_or(distance) == 0
    }
}

impl HolidayRule {
    /// Whether the holiday is kept on this day, a move away from Sunday included.
    fn is_kept_on(&self, day: Day) -> bool {
        let Some(shift) = self.if_sunday else {
            return self.falls_on(day);
        };
        let stays = self.falls_on(day) && !is_sunday(day);
        let origin = day.plus_days(-i32::from(shift));
        stays || (self.falls_on(origin) && is_sunday(origin))
    }

    /// Whether the holiday falls on this day, before any move.
    fn falls_on(&self, day: Day) -> bool {
        match self.when {
            HolidayDate::Fixed { month, day: of_month } => {
                (day.month(), day.day_of_month()) == (month, of_month) && self.is_kept_in(day.year())
            }
            HolidayDate::Easter { offset_days } => {
                let easter = day.plus_days(-i32::from(offset_days));
                is_sunday(easter) && easter == easter_sunday(easter.year()) && self.is_kept_in(easter.year())
            }
        }
    }

    fn is_kept_in(&self, year: i16) -> bool {
        self.from_year.is_none_or(|from| from <= year)
            && self.until_year.is_none_or(|until| year <= until)
            && self.every.is_none_or(|every| every.includes(year))
    }
}

fn is_sunday(day: Day) -> bool {
    day.weekday() == Weekday::Sunday
}

/// The public holidays of one country or sector.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Holidays {
    rules: Vec<HolidayRule>,
}

impl Holidays {
    /// The holidays that these rules give.
    pub fn new(rules: Vec<HolidayRule>) -> Holidays {
        Holidays { rules }
    }

    /// No holidays at all: only weekends are free.
    pub fn none() -> Holidays {
        Holidays { rules: Vec::new() }
    }

    /// The id of the holiday that is kept on this day, if any; of several, the rule that was named first.
    pub fn holiday_on(&self, day: Day) -> Option<&str> {
        let rule = self.rules.iter().find(|rule| rule.is_kept_on(day))?;
        Some(rule.id.as_str())
    }
}

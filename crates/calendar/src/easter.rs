//! The date of Easter.

use crate::day::Day;

/// Easter Sunday of the year in the Gregorian calendar.
///
/// Computed with whole numbers by the anonymous Gregorian computus (Meeus, Jones, Butcher). A year that the calendar
/// does not have (before -9999, after 9999) is taken for the nearest that it has.
///
/// ```
/// use calendar::{Day, easter_sunday};
///
/// assert_eq!(easter_sunday(2026), Day::new(2026, 4, 5)?);
/// # Ok::<(), calendar::DayError>(())
/// ```
pub fn easter_sunday(year: i16) -> Day {
    let year = year.clamp(Day::EARLIEST.year(), Day::LATEST.year());
    let whole_year = i32::from(year);
    let place_in_moon_cycle = whole_year.rem_euclid(19);
    let century = whole_year.div_euclid(100);
    let year_of_century = whole_year.rem_euclid(100);

    let skipped_leap_days = century - century.div_euclid(4);
    let moon_correction = (century - (century + 8).div_euclid(25) + 1).div_euclid(3);
    let full_moon = (19 * place_in_moon_cycle + skipped_leap_days - moon_correction + 15).rem_euclid(30);

    let leap_years = 2 * century.rem_euclid(4) + 2 * year_of_century.div_euclid(4);
    let to_sunday = (32 + leap_years - full_moon - year_of_century.rem_euclid(4)).rem_euclid(7);
    let late_moon = (place_in_moon_cycle + 11 * full_moon + 22 * to_sunday).div_euclid(451);

    // Days after 22 March, the earliest Easter there is.
    let days_after_earliest = full_moon + to_sunday - 7 * late_moon;
    Day::within_the_calendar(year, 3, 22).plus_days(days_after_earliest)
}

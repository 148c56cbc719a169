//! Working days.

use calendar::{
    Day, HolidayDate, HolidayRule, Holidays, is_working_day, last_working_day, minus_working_days, plus_working_days,
};

use crate::story::day;

fn fixed(month: i8, day: i8) -> HolidayRule {
    HolidayRule {
        id: format!("{month}-{day}"),
        when: HolidayDate::Fixed { month, day },
        from_year: None,
        until_year: None,
        every: None,
        if_sunday: None,
    }
}

fn christmas() -> Holidays {
    Holidays::new(vec![fixed(12, 25), fixed(12, 26)])
}

fn every_day() -> Holidays {
    let days = (1..=12).flat_map(|month| (1..=31).map(move |day| fixed(month, day)));
    Holidays::new(days.collect())
}

#[test]
fn weekends_and_holidays_are_free() {
    let week: Vec<bool> =
        (0..7).map(|later| is_working_day(day("2026-10-05").plus_days(later), &Holidays::none())).collect();
    assert_eq!(week, [true, true, true, true, true, false, false]);
    assert!(!is_working_day(day("2026-12-25"), &christmas()));
}

#[test]
fn the_last_working_day_skips_holidays_and_weekends_s32() {
    assert_eq!(last_working_day(day("2026-12-27"), &christmas()), day("2026-12-24"));
    assert_eq!(last_working_day(day("2026-12-24"), &christmas()), day("2026-12-24"));
}

#[test]
fn the_nth_working_day_after() {
    let thursday = day("2026-12-24");
    assert_eq!(plus_working_days(thursday, 0, &christmas()), thursday);
    assert_eq!(plus_working_days(thursday, 1, &christmas()), day("2026-12-28"));
    assert_eq!(plus_working_days(thursday, 5, &christmas()), day("2027-01-01"));
    let sunday = day("2026-12-27");
    assert_eq!(plus_working_days(sunday, 0, &christmas()), sunday);
    assert_eq!(plus_working_days(sunday, 1, &christmas()), day("2026-12-28"));
}

#[test]
fn the_nth_working_day_before() {
    assert_eq!(minus_working_days(day("2026-12-28"), 1, &christmas()), day("2026-12-24"));
    assert_eq!(minus_working_days(day("2026-12-28"), 0, &christmas()), day("2026-12-28"));
}

#[test]
fn forwards_and_backwards_meet_again() {
    let mut today = day("2026-01-01");
    while today.year() < 2028 {
        if is_working_day(today, &christmas()) {
            let later = plus_working_days(today, 10, &christmas());
            assert_eq!(minus_working_days(later, 10, &christmas()), today);
        }
        today = today.plus_days(1);
    }
}

#[test]
fn without_any_working_day_the_search_ends() {
    let today = day("2026-10-05");
    assert_eq!(last_working_day(today, &every_day()), today);
    assert_eq!(plus_working_days(today, u32::MAX, &every_day()), today);
    assert_eq!(minus_working_days(today, u32::MAX, &every_day()), today);
}

#[test]
fn the_end_of_the_calendar_is_the_end() {
    let near_the_end = day("2199-12-31").plus_days(i32::MAX).plus_days(-10);
    let last: Day = plus_working_days(near_the_end, u32::MAX, &Holidays::none());
    assert!(is_working_day(last, &Holidays::none()));
    assert!(near_the_end < last);
}

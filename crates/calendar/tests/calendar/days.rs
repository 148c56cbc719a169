//! The civil day.

use calendar::{Day, Weekday};

use crate::story::day;

#[test]
fn the_accepted_range_has_both_its_ends() {
    assert!(Day::new(1900, 1, 1).is_ok());
    assert!(Day::new(2199, 12, 31).is_ok());
    assert!(Day::new(1899, 12, 31).is_err());
    assert!(Day::new(2200, 1, 1).is_err());
}

#[test]
fn a_day_is_read_as_it_is_written_and_not_otherwise() {
    assert_eq!(day("2026-10-19").to_string(), "2026-10-19");
    assert_eq!(format!("{:?}", day("2026-10-19")), "2026-10-19");
    for text in [
        "",
        "2026",
        "2026-10",
        "2026-10-1",
        "2026-1-19",
        "26-10-19",
        "02026-10-19",
        "2026-10-19 ",
        " 2026-10-19",
        "2026-10-19-",
        "2026/10/19",
        "2026-10-19T00:00",
        "+026-10-19",
        "2026-+1-19",
        "-2026-10-19",
        "2026-00-19",
        "2026-10-00",
        "2026-13-01",
        "2026-11-31",
        "2026-99-99",
        "２０２６-10-19",
    ] {
        assert!(Day::parse(text).is_err(), "{text}");
    }
}

#[test]
fn every_day_of_a_century_follows_on_the_day_before() {
    let mut today = day("1999-12-31");
    while today.year() < 2100 {
        let tomorrow = today.plus_days(1);
        assert!(today < tomorrow);
        assert_eq!((today.days_until(tomorrow), tomorrow.days_until(today)), (1, -1));
        assert_eq!(tomorrow.plus_days(-1), today);
        today = tomorrow;
    }
    assert_eq!(day("1999-12-31").days_until(today), 36_526);
}

#[test]
fn months_and_years_end_on_a_day_that_exists() {
    assert_eq!(day("2028-02-29").plus_years(1), day("2029-02-28"));
    assert_eq!(day("2028-02-29").plus_years(4), day("2032-02-29"));
    assert_eq!(day("2028-02-29").plus_years(-1), day("2027-02-28"));
    assert_eq!(day("2026-08-31").plus_months(1), day("2026-09-30"));
    assert_eq!(day("2026-08-31").plus_months(-2), day("2026-06-30"));
    assert_eq!(day("2026-11-15").plus_months(14), day("2028-01-15"));
}

#[test]
fn arithmetic_stops_at_the_ends_of_the_calendar() {
    let latest = day("2199-12-31").plus_days(i32::MAX);
    let earliest = day("1900-01-01").plus_days(i32::MIN);
    assert_eq!(latest.to_string(), "9999-12-31");
    for much in [i32::MAX, 8_000_000] {
        assert_eq!(latest.plus_days(much), latest);
        assert_eq!(latest.plus_months(much), latest);
        assert_eq!(latest.plus_years(much), latest);
        assert_eq!(earliest.plus_days(-much), earliest);
        assert_eq!(earliest.plus_months(-much), earliest);
        assert_eq!(earliest.plus_years(-much), earliest);
    }
    assert_eq!(earliest.days_until(latest), -latest.days_until(earliest));
    assert_eq!(earliest.plus_days(earliest.days_until(latest)), latest);
    assert_eq!(earliest.years_until(latest), 19_998);
    let _ = (latest.iso_week(), earliest.iso_week(), latest.weekday(), earliest.weekday());
}

#[test]
fn an_age_is_completed_years() {
    let birth = day("1992-05-20");
    assert_eq!(birth.years_until(day("2026-05-19")), 33);
    assert_eq!(birth.years_until(day("2026-05-20")), 34);
    assert_eq!(birth.years_until(birth), 0);
    assert_eq!(day("2026-05-19").years_until(birth), -33);
}

#[test]
fn a_birthday_on_29_february_comes_on_1_march_in_a_common_year() {
    let birth = day("1992-02-29");
    assert_eq!(birth.years_until(day("2026-02-28")), 33);
    assert_eq!(birth.years_until(day("2026-03-01")), 34);
    assert_eq!(birth.years_until(day("2028-02-28")), 35);
    assert_eq!(birth.years_until(day("2028-02-29")), 36);
}

#[test]
fn weekdays_and_iso_weeks() {
    assert_eq!(day("2026-10-19").weekday(), Weekday::Monday);
    assert_eq!(day("2028-02-29").weekday(), Weekday::Tuesday);
    assert_eq!(day("2026-12-31").iso_week(), (2026, 53));
    assert_eq!(day("2027-01-03").iso_week(), (2026, 53));
    assert_eq!(day("2027-01-04").iso_week(), (2027, 1));
    assert_eq!(day("2024-12-30").iso_week(), (2025, 1));
}

#[test]
fn the_parts_of_a_day() {
    let today = day("2026-10-19");
    assert_eq!((today.year(), today.month(), today.day_of_month()), (2026, 10, 19));
}

//! Public holidays.

use calendar::{Every, HolidayDate, HolidayRule, Holidays, easter_sunday};

use crate::story::day;

fn fixed(id: &str, month: i8, day: i8) -> HolidayRule {
    HolidayRule {
        id: id.into(),
        when: HolidayDate::Fixed { month, day },
        from_year: None,
        until_year: None,
        every: None,
        if_sunday: None,
    }
}

fn easter(id: &str, offset_days: i16) -> HolidayRule {
    HolidayRule { when: HolidayDate::Easter { offset_days }, ..fixed(id, 1, 1) }
}

fn one(rule: HolidayRule) -> Holidays {
    Holidays::new(vec![rule])
}

#[test]
fn easter_falls_on_the_days_known() {
    for known in [
        "1900-04-15",
        "1913-03-23",
        "1943-04-25",
        "1954-04-18",
        "1961-04-02",
        "1981-04-19",
        "2000-04-23",
        "2008-03-23",
        "2011-04-24",
        "2015-04-05",
        "2019-04-21",
        "2020-04-12",
        "2023-04-09",
        "2024-03-31",
        "2025-04-20",
        "2026-04-05",
        "2027-03-28",
        "2038-04-25",
        "2049-04-18",
        "2076-04-19",
        "2100-03-28",
    ] {
        let sunday = day(known);
        assert_eq!(easter_sunday(sunday.year()), sunday);
    }
    // The earliest there is, outside the range that is accepted as input.
    assert_eq!(easter_sunday(2285), day("2185-03-22").plus_years(100));
}

#[test]
fn easter_is_total() {
    for year in i16::MIN..=i16::MAX {
        let _ = easter_sunday(year);
    }
}

#[test]
fn days_around_easter() {
    let holidays = Holidays::new(vec![
        easter("good-friday", -2),
        easter("easter-monday", 1),
        easter("ascension", 39),
        easter("whit-monday", 50),
    ]);
    assert_eq!(holidays.holiday_on(day("2026-04-03")), Some("good-friday"));
    assert_eq!(holidays.holiday_on(day("2026-04-06")), Some("easter-monday"));
    assert_eq!(holidays.holiday_on(day("2026-05-14")), Some("ascension"));
    assert_eq!(holidays.holiday_on(day("2026-05-25")), Some("whit-monday"));
    assert_eq!(holidays.holiday_on(day("2026-04-05")), None);
    assert_eq!(holidays.holiday_on(day("2025-04-06")), None);
}

#[test]
fn a_holiday_that_falls_on_sunday_is_moved() {
    let kings_day = one(HolidayRule { if_sunday: Some(-1), ..fixed("kings-day", 4, 27) });
    assert_eq!(kings_day.holiday_on(day("2025-04-26")), Some("kings-day"));
    assert_eq!(kings_day.holiday_on(day("2025-04-27")), None);
    assert_eq!(kings_day.holiday_on(day("2026-04-27")), Some("kings-day"));
    assert_eq!(kings_day.holiday_on(day("2026-04-26")), None);
}

#[test]
fn a_move_may_cross_the_end_of_the_year_and_the_year_of_origin_decides() {
    let rule =
        HolidayRule { if_sunday: Some(-1), from_year: Some(2023), until_year: Some(2023), ..fixed("new-year", 1, 1) };
    assert_eq!(one(rule).holiday_on(day("2022-12-31")), Some("new-year"));
}

#[test]
fn a_holiday_is_kept_from_and_until_its_years() {
    let rule = HolidayRule { from_year: Some(2014), until_year: Some(2020), ..fixed("h", 4, 28) };
    let holidays = one(rule);
    let kept: Vec<i16> =
        (2010..=2025).filter(|year| holidays.holiday_on(day(&format!("{year}-04-28"))).is_some()).collect();
    assert_eq!(kept, Vec::from_iter(2014..=2020));
}

#[test]
fn a_holiday_once_in_five_years() {
    let rule = HolidayRule { every: Some(Every { years: 5, counted_from: 1990 }), ..fixed("liberation-day", 5, 5) };
    let holidays = one(rule);
    let kept: Vec<i16> =
        (1983..=2027).filter(|year| holidays.holiday_on(day(&format!("{year}-05-05"))).is_some()).collect();
    assert_eq!(kept, [1985, 1990, 1995, 2000, 2005, 2010, 2015, 2020, 2025]);
}

#[test]
fn once_in_zero_years_is_once() {
    let rule = HolidayRule { every: Some(Every { years: 0, counted_from: 2026 }), ..fixed("h", 5, 4) };
    let holidays = one(rule);
    assert_eq!(holidays.holiday_on(day("2026-05-04")), Some("h"));
    assert_eq!(holidays.holiday_on(day("2027-05-04")), None);
}

#[test]
fn the_rule_named_first_gives_its_name() {
    let both = Holidays::new(vec![fixed("liberation-day", 5, 5), easter("ascension", 39)]);
    assert_eq!(easter_sunday(2016).plus_days(39), day("2016-05-05"));
    assert_eq!(both.holiday_on(day("2016-05-05")), Some("liberation-day"));
}

#[test]
fn rules_that_make_no_sense_are_never_kept() {
    let holidays = Holidays::new(vec![
        fixed("a", 13, 1),
        fixed("b", 2, 30),
        HolidayRule { from_year: Some(i16::MAX), until_year: Some(i16::MIN), ..fixed("c", 1, 1) },
        HolidayRule { if_sunday: Some(i8::MIN), ..easter("d", i16::MIN) },
    ]);
    assert_eq!(holidays.holiday_on(day("2026-01-01")), None);
    assert_eq!(Holidays::none().holiday_on(day("2026-01-01")), None);
}

//! Calendar files are read back by the `icalendar` crate, which shares nothing with their writer.

use calendar::Day;
use exchange::icalendar::{CalendarFile, Event, uid};
use icalendar::parser::{read_calendar, unfold};
use proptest::prelude::*;

fn day(text: &str) -> Day {
    Day::parse(text).unwrap()
}

fn event(title: &str, on: &str, alarm_on: Option<&str>) -> Event {
    Event { uid: uid(&[title, on]), title: title.to_owned(), on: day(on), alarm_on: alarm_on.map(day) }
}

fn file(events: Vec<Event>) -> CalendarFile {
    CalendarFile {
        product: "-//Service//Terms//EN".to_owned(),
        name: "Service".to_owned(),
        made_on: day("2026-11-12"),
        events,
    }
}

/// Summary, start and end; trigger and description of the alarm.
type ReadBack = (String, String, String, Option<(String, String)>);

/// The events as the other program reads them.
fn read_back(text: &str) -> Vec<ReadBack> {
    let unfolded = unfold(text);
    let calendar = read_calendar(&unfolded).unwrap_or_else(|fault| panic!("{fault}\n{text}"));
    let found = calendar.components.iter().map(|component| {
        assert_eq!(component.name, "VEVENT");
        let value = |name: &str| component.find_prop(name).unwrap_or_else(|| panic!("{name}")).val.to_string();
        let alarm = component.components.first().map(|alarm| {
            assert_eq!(alarm.name, "VALARM");
            let value = |name: &str| alarm.find_prop(name).unwrap_or_else(|| panic!("{name}")).val.to_string();
            assert_eq!(value("ACTION"), "DISPLAY");
            (value("TRIGGER"), value("DESCRIPTION"))
        });
        assert!(component.components.len() <= 1);
        (value("SUMMARY"), value("DTSTART"), value("DTEND"), alarm)
    });
    found.collect()
}

#[test]
fn an_event_lasts_its_whole_day_and_its_alarm_goes_off_on_the_morning_of_another() {
    let text = file(vec![event("Plan", "2026-12-31", Some("2026-12-17"))]).to_string();
    let alarm = ("-P13DT15H".to_owned(), "Plan".to_owned());
    assert_eq!(read_back(&text), [("Plan".to_owned(), "20261231".to_owned(), "20270101".to_owned(), Some(alarm))]);
}

#[test]
fn an_alarm_the_day_before_and_on_the_day_itself_is_at_nine_too() {
    let trigger = |on: &str| {
        let text = file(vec![event("Plan", "2028-02-29", Some(on))]).to_string();
        read_back(&text)[0].3.clone().unwrap().0
    };
    assert_eq!(trigger("2028-02-28"), "-PT15H");
    assert_eq!(trigger("2028-02-29"), "PT9H");
    assert_eq!(trigger("2028-02-15"), "-P13DT15H");
}

#[test]
fn a_file_without_events_is_a_calendar_too() {
    assert_eq!(read_back(&file(Vec::new()).to_string()), []);
}

#[test]
fn a_file_is_the_same_whenever_it_is_made() {
    let made = || file(vec![event("Plan", "2026-12-31", Some("2026-12-17"))]).to_string();
    assert_eq!(made(), made());
    assert!(made().contains("DTSTAMP:20261112T000000Z\r\n"), "of the day for which it was made");
    assert_eq!(made().matches("DTSTAMP").count(), 1, "an alarm bears none");
}

#[test]
fn what_ends_a_value_or_a_line_is_escaped() {
    let title = "one, two; three\\four\nBEGIN:VEVENT\r\u{7}";
    let text = file(vec![event(title, "2026-12-31", Some("2026-12-17"))]).to_string();
    assert_eq!(text.matches("\r\nBEGIN:VEVENT\r\n").count(), 1);
    assert!(text.contains("SUMMARY:one\\, two\\; three\\\\four\\nBEGIN:VEVENT\r\n"), "{text}");
    assert_eq!(read_back(&text).len(), 1);
}

#[test]
fn a_name_is_always_the_same_and_parts_do_not_run_into_each_other() {
    assert_eq!(uid(&["key", "anna", "plan"]), uid(&["key", "anna", "plan"]));
    assert_ne!(uid(&["key", "anna", "plan"]), uid(&["key", "annap", "lan"]));
    assert_ne!(uid(&["key", "anna", "plan"]), uid(&["other", "anna", "plan"]));
    assert_eq!(uid(&[]).len(), 32);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_title_comes_back_and_no_line_is_too_long(title in "[ -~é€老]{0,200}", before in 0i32..400) {
        let on = day("2027-03-01");
        let event = Event { uid: uid(&[&title]), title: title.clone(), on, alarm_on: Some(on.plus_days(-before)) };
        let text = file(vec![event]).to_string();
        for line in text.split("\r\n") {
            prop_assert!(line.len() <= 75, "{} octets: {line}", line.len());
            prop_assert!(!line.contains(['\r', '\n']));
        }
        prop_assert!(text.ends_with("END:VCALENDAR\r\n"));
        let unfolded = text.replace("\r\n ", "");
        let summary = unfolded.lines().find_map(|line| line.strip_prefix("SUMMARY:")).unwrap();
        let mut letters = summary.chars();
        let mut unescaped = String::new();
        while let Some(letter) = letters.next() {
            unescaped.extend(if letter == '\\' { letters.next() } else { Some(letter) });
        }
        prop_assert_eq!(&unescaped, &title);
        prop_assert_eq!(read_back(&text).len(), 1);
    }
}

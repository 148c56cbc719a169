//! What is owed, as a table, as JSON and for a calendar.

use crate::by_schema::Schema;
use crate::support::{
    CARE_ASSISTANT, LANGUAGES, Scratch, care_assistant, employers_side, journeys, readers, run, run_with,
};
use icalendar::parser::{Component, read_calendar, unfold};
use serde_json::Value;
use std::collections::BTreeSet;

/// On this day the problem analysis is three days late.
const LATE: &str = "2026-12-02";

fn look<'l>(on: &'l str, more: &[&'l str]) -> Vec<&'l str> {
    [&["deadlines", CARE_ASSISTANT, "--on", on], more].concat()
}

fn table(on: &str, more: &[&str]) -> String {
    run(&look(on, more)).done()
}

/// The states in the order of the table; each row begins at the margin.
fn in_json(on: &str, more: &[&str]) -> Vec<Value> {
    let printed = run(&look(on, &[more, &["--json"]].concat())).json();
    printed["deadlines"].as_array().expect("is a list").clone()
}

fn states(deadlines: &[Value]) -> Vec<&str> {
    deadlines.iter().map(|found| found["obligation"]["state"].as_str().expect("is a word")).collect()
}

/// Name and value of all properties of all events, and of their alarms.
fn events(text: &str) -> Vec<Vec<(String, String)>> {
    fn properties(component: &Component<'_>) -> Vec<(String, String)> {
        let own = component.properties.iter().map(|property| (property.name.to_string(), property.val.to_string()));
        own.chain(component.components.iter().flat_map(properties)).collect()
    }
    let unfolded = unfold(text);
    let calendar = read_calendar(&unfolded).unwrap_or_else(|fault| panic!("{fault}\n{text}"));
    calendar.components.iter().map(properties).collect()
}

fn value<'e>(event: &'e [(String, String)], name: &str) -> &'e str {
    let found = event.iter().find(|(property, _)| property == name);
    found.map_or_else(|| panic!("{name} in {event:?}"), |(_, value)| value.as_str())
}

fn calendar(on: &str, more: &[&str]) -> String {
    run(&look(on, &[more, &["--ics"]].concat())).done()
}

#[test]
fn what_is_overdue_stands_first_with_day_last_working_day_and_days_late() {
    let table = table(LATE, &[]);
    let lines: Vec<&str> = table.lines().collect();
    assert_eq!(lines[0], "Termijnen: Verzorgende met beginnende angst");
    assert!(lines[4].starts_with("1 te laat · "), "the answer first: {}", lines[4]);
    let first = lines.iter().position(|line| line.starts_with("────")).expect("there is a heading") + 1;
    assert_eq!(
        lines[first..first + 4],
        [
            "te laat        Probleemanalyse                      zondag 29 november 2026",
            "               werkgever samen met bedrijfsarts     laatste werkdag:",
            "                                                    vrijdag 27 november 2026",
            "                                                    3 dagen te laat",
        ]
    );
    assert!(lines[first + 4].contains("? geldt tot dit bekend is: vraag 1"), "{}", lines[first + 4]);
    let asked =
        lines.iter().position(|line| line.starts_with("Nog te beantwoorden")).expect("several terms wait for it");
    assert!(lines[asked + 1].starts_with("  1 Vangnet Ziektewet ("), "{}", lines[asked + 1]);
    assert_eq!(table.matches("Vangnet Ziektewet (").count(), 1, "told once, however many terms wait for it");
    assert!(table.contains("§ regeling-procesgang-2023#2-2\n"), "the clause, without our own decisions beside it");
}

#[test]
fn days_are_counted_to_the_day_itself() {
    let late = |on: &str| table(on, &["--lang", "en", "--party", "bedrijfsarts"]);
    for (on, told) in [
        ("2026-11-12", "17 days left"),
        ("2026-11-27", "2 days left"),
        ("2026-11-28", "1 day left"),
        ("2026-11-29", "today"),
        ("2026-11-30", "1 day late"),
        (LATE, "3 days late"),
    ] {
        let table = late(on);
        let row = table.split("\n\n").find(|row| row.contains("Problem analysis")).expect("is owed");
        assert!(row.lines().any(|line| line.ends_with(told)), "{on}: {row}");
    }
}

#[test]
fn the_order_is_by_urgency_and_then_by_day() {
    const ORDER: [&str; 9] =
        ["overdue", "warned", "due", "trigger_open", "waits", "suspended", "deviated", "met_late", "met"];
    let mut seen = BTreeSet::new();
    for journey in journeys() {
        let on = &journey.looks.last().expect("has looks").on;
        let printed = run(&["deadlines", &journey.case, "--on", on, "--json"]).json();
        let key = |found: &Value| {
            let owed = &found["obligation"];
            let state = owed["state"].as_str().unwrap();
            let due = if owed["due"].is_null() { &owed["latest"] } else { &owed["due"] };
            let day = due["day"].as_str().unwrap_or("without a day");
            (ORDER.iter().position(|word| *word == state).expect(state), day.to_owned())
        };
        let keys: Vec<(usize, String)> = printed["deadlines"].as_array().unwrap().iter().map(key).collect();
        assert!(keys.is_sorted(), "{} on {on}: {keys:?}", journey.name);
        seen.extend(keys.into_iter().map(|(rank, _)| ORDER[rank]));
    }
    assert!(["overdue", "warned", "due", "waits", "met"].iter().all(|state| seen.contains(state)), "{seen:?}");
}

#[test]
fn every_line_fits_eighty_columns_before_everybody_in_every_language() {
    // Each journey in one language and before one role, so that all of them come by.
    let roles = ["bedrijfsarts", "case_manager", "worker", "supervisor"];
    for (at, journey) in journeys().into_iter().enumerate() {
        let on = &journey.looks.last().expect("has looks").on;
        let (role, language) = (roles[at % roles.len()], LANGUAGES[at % LANGUAGES.len()]);
        for more in [&[] as &[&str], &["--full"]] {
            let look = ["deadlines", &journey.case, "--on", on, "--role", role, "--lang", language];
            let told = run(&[&look[..], more].concat());
            if told.code == Some(4) {
                continue;
            }
            for line in told.done().lines() {
                // Behind its mark, one word that is longer than a line.
                let is_one_word = line.split_whitespace().nth(2).is_none();
                assert!(line.chars().count() <= 80 || is_one_word, "{} {role} {language}: {line}", journey.name);
            }
        }
    }
}

#[test]
fn a_party_reads_what_it_owes_or_takes_part_in() {
    let all = in_json(LATE, &[]);
    let of = |party: &str| in_json(LATE, &["--party", party]);
    for party in ["employer", "worker", "bedrijfsarts", "uwv"] {
        let takes_part = |found: &&Value| {
            let owed = &found["obligation"];
            owed["owed_by"] == party || owed["with"].as_array().unwrap().contains(&party.into())
        };
        let expected: Vec<Value> = all.iter().filter(takes_part).cloned().collect();
        assert!(!expected.is_empty() && expected.len() < all.len(), "{party}");
        assert_eq!(of(party), expected, "{party}");
    }
    let nothing = table(LATE, &["--party", "psychologist"]);
    assert!(nothing.contains("alleen: psycholoog\n\nGeen termijnen.\n"), "{nothing}");
    let words = run(&look(LATE, &["--party", "emploier"])).refused(2);
    assert!(words.contains("this is not a role; did you mean `employer`?"), "{words}");
}

#[test]
fn in_full_the_arithmetic_and_the_words_of_the_clause_stand_beneath() {
    let short = table(LATE, &[]);
    let full = table(LATE, &["--full"]);
    for told in
        ["19 oktober 2026 t/m 29 november 2026: dag 1 t/m 42", "waarschuwing vanaf", "[domain-decisions#day-42]", "“"]
    {
        assert!(full.contains(told) && !short.contains(told), "{told}");
    }
    assert_eq!(full.matches("te laat        Probleemanalyse").count(), 1);
}

#[test]
fn s_33_a_day_that_moved_stands_beside_the_day_that_holds() {
    let folder = Scratch::with("case.toml", put_right());
    let table = folder.run(&["deadlines", "case.toml", "--on", LATE, "--lang", "en"]).done();
    assert!(table.contains("Tuesday 1 December 2026"), "{table}");
    let words = table.split_whitespace().collect::<Vec<_>>().join(" ");
    let moved = "↷ stood first at Sunday 29 November 2026; moved by what was recorded on 2 November 2026";
    assert!(words.contains(moved), "{table}");
}

#[test]
fn the_table_says_what_the_advice_says() {
    for role in ["bedrijfsarts", "worker", "trainer", "supervisor"] {
        let advised = run(&["advise", CARE_ASSISTANT, "--on", LATE, "--role", role, "--json"]).json();
        let mut advised: Vec<String> =
            advised["obligations"].as_array().unwrap().iter().map(Value::to_string).collect();
        let mut found: Vec<String> =
            in_json(LATE, &["--role", role]).iter().map(|found| found["obligation"].to_string()).collect();
        advised.sort();
        found.sort();
        assert_eq!(found, advised, "{role}");
    }
}

#[test]
fn what_is_printed_is_as_the_schema_says() {
    let schema = Schema::new(&run(&["schema", "deadlines"]).done());
    assert_eq!(schema.at("/$schema"), "https://json-schema.org/draft/2020-12/schema");
    let mut states_seen = BTreeSet::new();
    for role in readers() {
        for more in [&["--on", "2026-11-12"] as &[&str], &["--on", LATE, "--party", "employer"]] {
            let printed = run(&[&["deadlines", CARE_ASSISTANT, "--role", role, "--json"], more].concat()).json();
            schema.describes(&printed).unwrap_or_else(|fault| panic!("{role} {more:?}: {fault}"));
            states_seen.extend(states(printed["deadlines"].as_array().unwrap()).into_iter().map(str::to_owned));
        }
    }
    assert!(states_seen.len() >= 4, "{states_seen:?}");
    let neutral = run(&look(LATE, &["--role", "hr", "--json"])).json();
    assert_eq!((&neutral["format"], &neutral["service"]), (&"deadlines/1".into(), &"Verzuimbegeleiding".into()));
}

#[test]
fn the_calendar_has_one_event_for_each_open_deadline_on_its_day() {
    for role in ["bedrijfsarts", "case_manager", "worker", "trainer"] {
        let text = calendar(LATE, &["--role", role]);
        let mut found: Vec<String> = events(&text).iter().map(|event| value(event, "DTSTART").to_owned()).collect();
        found.sort();
        let is_open = |found: &&Value| !found["days_left"].is_null();
        let mut expected: Vec<String> = in_json(LATE, &["--role", role])
            .iter()
            .filter(is_open)
            .map(|found| {
                let owed = &found["obligation"];
                let due = if owed["due"].is_null() { &owed["latest"] } else { &owed["due"] };
                due["day"].as_str().unwrap().replace('-', "")
            })
            .collect();
        expected.sort();
        assert_eq!(found, expected, "{role}");
        assert!(role == "worker" || found.len() > 4, "{role}");
    }
}

#[test]
fn an_event_has_a_neutral_title_an_alarm_on_the_warning_day_and_nothing_else_to_read() {
    let text = calendar("2026-11-12", &["--role", "hr", "--lang", "en"]);
    let events = events(&text);
    let analysis = events.iter().find(|event| value(event, "DTSTART") == "20261129").expect("is owed");
    assert_eq!(value(analysis, "SUMMARY"), "Verzuimbegeleiding: Problem analysis (probleemanalyse)");
    assert_eq!(value(analysis, "TRIGGER"), "-P13DT15H", "nine in the morning of 15 November");
    let names: Vec<&str> = analysis.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(
        names,
        ["UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "CLASS", "TRANSP", "ACTION", "TRIGGER", "DESCRIPTION"]
    );
    assert_eq!(value(analysis, "DESCRIPTION"), value(analysis, "SUMMARY"), "what the alarm says is the title");
    assert_eq!(value(analysis, "DTSTAMP"), "20261112T000000Z", "of the reference day, by no clock");
    assert!(text.starts_with("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Verzuimbegeleiding//Deadlines//EN\r\n"));
}

#[test]
fn a_term_of_a_guideline_stands_there_as_a_term_and_no_more() {
    let titles: Vec<String> =
        events(&calendar(LATE, &[])).iter().map(|event| value(event, "SUMMARY").to_owned()).collect();
    assert!(titles.contains(&"Verzuimbegeleiding: termijn".to_owned()), "{titles:?}");
    assert!(titles.contains(&"Verzuimbegeleiding: Plan van aanpak".to_owned()), "{titles:?}");
    for (at, journey) in journeys().into_iter().enumerate() {
        let look = journey.looks.last().expect("has looks");
        let language = LANGUAGES[at % LANGUAGES.len()];
        let told =
            run(&["deadlines", &journey.case, "--on", &look.on, "--role", &look.role, "--lang", language, "--ics"]);
        if told.code == Some(4) {
            continue;
        }
        let text = unfold(&told.done()).to_lowercase();
        for word in ["stecr", "werkwijzer", "rugwijzer", "pijn", "klacht", "angst", "training", "poortwachter."] {
            assert!(!text.contains(word), "{}: {word} in {text}", journey.name);
        }
    }
}

#[test]
fn the_employers_side_gets_nothing_that_its_view_does_not_hold() {
    for role in employers_side() {
        let titles: BTreeSet<String> = in_json(LATE, &["--role", role])
            .iter()
            .map(|found| format!("Verzuimbegeleiding: {}", found["obligation"]["title"].as_str().unwrap()))
            .collect();
        let text = calendar(LATE, &["--role", role]);
        for event in events(&text) {
            assert!(titles.contains(value(&event, "SUMMARY")), "{role}: {event:?}");
        }
        assert!(!text.contains("termijn"), "a nameless term would tell that there is something: {text}");
        // Something medical more, and not a letter changes.
        let secret = "[[statements]]\nid = 'secret'\nabout = 2026-11-12\nby = 'dr-vos'\nreason = 'seen'\nsays = { 'stecr.fear' = 'severe' }\n";
        let folder = Scratch::with("case.toml", format!("{}\n{secret}", care_assistant()));
        for output in ["--ics", "--json", "--full"] {
            let with = folder.run(&["deadlines", "case.toml", "--on", LATE, "--role", role, output]).done();
            assert_eq!(with, run(&look(LATE, &["--role", role, output])).done(), "{role} {output}");
        }
    }
}

#[test]
fn an_event_keeps_its_name_when_days_are_put_right_and_in_every_language() {
    let names =
        |text: &str| -> BTreeSet<String> { events(text).iter().map(|event| value(event, "UID").to_owned()).collect() };
    let before = names(&calendar("2026-11-01", &["--role", "hr"]));
    assert!(!before.is_empty());
    assert_eq!(names(&calendar("2026-11-01", &["--role", "hr", "--lang", "fr"])), before);
    assert!(before.is_subset(&names(&calendar("2026-11-01", &[]))), "the same for all who see it");
    let folder = Scratch::with("case.toml", put_right());
    let after = folder.run(&["deadlines", "case.toml", "--on", "2026-11-03", "--role", "hr", "--ics"]).done();
    assert_eq!(names(&after), before);
    assert!(after.contains("DTSTART;VALUE=DATE:20261201"), "two days later: {after}");
}

/// The first day was two days later, as was found out on 2 November.
fn put_right() -> String {
    let right = "[[spells]]\nid = 'right'\nfirst_day = 2026-10-21\nrecorded = 2026-11-02\nreplaces = 'verzuim'\n";
    format!("{}\n{right}", care_assistant())
}

#[test]
fn the_name_of_an_event_tells_nothing_and_a_secret_of_the_service_keeps_it_from_being_tried() {
    let text = calendar(LATE, &[]);
    for event in events(&text) {
        let name = value(&event, "UID");
        assert!(name.len() == 32 && name.chars().all(|letter| letter.is_ascii_hexdigit()), "{name}");
    }
    let keyed = run_with(&look(LATE, &["--ics"]), "RUGWIJZER_CALENDAR_KEY", "a secret").done();
    let names = |text: &str| events(text).iter().map(|event| value(event, "UID").to_owned()).collect::<Vec<_>>();
    assert!(names(&keyed).iter().all(|name| !names(&text).contains(name)));
    assert_eq!(names(&keyed), names(&run(&look(LATE, &["--ics", "--calendar-key", "a secret"])).done()));
    let help = run_with(&["deadlines", "--help"], "RUGWIJZER_CALENDAR_KEY", "a secret").done();
    assert!(!help.contains("a secret"), "{help}");
}

#[test]
fn a_calendar_file_is_no_json_and_no_table() {
    for other in ["--json", "--full"] {
        let words = run(&look(LATE, &["--ics", other])).refused(2);
        assert!(words.contains("cannot be used with"), "{words}");
    }
}

#[test]
fn who_may_not_look_and_what_is_not_there_ends_as_with_advise() {
    run(&look(LATE, &["--role", "gp"])).refuses(6, "the role `gp` reads no file");
    run(&["deadlines", "guidelines/journeys/v08-off-the-table.toml", "--on", "2026-11-10", "--role", "hr"])
        .refuses(4, "Er is op deze dag geen verzuim bekend.");
    run(&["deadlines", "none.toml"]).refused(4);
    let folder = Scratch::with("case.toml", "format = 'rugwijzer-case/1'\nspels = []");
    folder.run(&["deadlines", "case.toml"]).refused(3);
}

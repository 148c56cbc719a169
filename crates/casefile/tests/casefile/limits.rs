//! No file exhausts whoever reads it.

use crate::support::{FORMAT, PEOPLE, read, told};
use notation::Notation;
use std::fmt::Write;
use std::time::{Duration, Instant};

/// A limit of the test, generous for a machine that does other things too.
const SECONDS: Duration = Duration::from_secs(20);

#[test]
fn a_file_of_50_megabytes_is_refused_before_it_is_read() {
    let large = vec![b'x'; 50_000_000];
    for notation in [Notation::Toml, Notation::Json] {
        let began = Instant::now();
        let faults = casefile::read("case", &large, notation).unwrap_err();
        assert_eq!(faults.len(), 1);
        assert_eq!(faults[0].to_string(), "case: this file is too large; expected at most 16 MiB");
        assert!(began.elapsed() < SECONDS);
    }
}

#[test]
fn ten_thousand_spells_are_one_fault() {
    let spells = "[[spells]]\nfirst_day = 2026-10-19\n".repeat(10_000);
    assert_eq!(
        told(&format!("{FORMAT}{spells}")),
        ["case:2:1 (spells[0]): there are 10000 spells; expected at most 2000"]
    );
}

#[test]
fn too_many_of_anything_is_one_fault_each() {
    let many = "{},".repeat(2_001);
    let ids: Vec<String> = (0..2_001).map(|number| format!("'r{number}'")).collect();
    let lists: String = (0..2_001).fold(String::new(), |mut lists, number| {
        writeln!(lists, "list-{number} = []").unwrap();
        lists
    });
    let text = format!(
        "{FORMAT}people = [{many}]\nemployments = [{many}]\nleave = [{many}]\nepisodes = [{many}]\ndecisions = [{many}]\n\
         statements = [{}]\n[records]\ntreatment = [{}]\n{lists}",
        "{},".repeat(20_001),
        ids.join(",")
    );
    assert_eq!(
        told(&text),
        [
            "case:2:11 (people[0]): there are 2001 people; expected at most 2000",
            "case:3:16 (employments[0]): there are 2001 employments; expected at most 2000",
            "case:4:10 (leave[0]): there are 2001 entries of leave; expected at most 2000",
            "case:5:13 (episodes[0]): there are 2001 episodes; expected at most 2000",
            "case:6:14 (decisions[0]): there are 2001 decisions; expected at most 2000",
            "case:7:15 (statements[0]): there are 20001 statements; expected at most 20000",
            "case:8:1 (records): there are 2002 lists of records; expected at most 2000",
            "case:9:13 (records.treatment): there are 2001 records of one list; expected at most 2000",
        ]
    );
}

#[test]
fn an_entry_cannot_say_more_than_all_may_say_together() {
    let says: Vec<String> = (0..20_001).map(|number| format!("f{number} = 1")).collect();
    let text = format!("{PEOPLE}[[statements]]\nabout = 2026-10-19\nby = 'dr-vos'\nsays = {{ {} }}", says.join(", "));
    assert_eq!(
        told(&text),
        ["case:3:1 (statements[0]): there are 20001 facts said in statements; expected at most 20000"]
    );
}

#[test]
fn decisions_cannot_set_aside_more_than_all_may_say_together() {
    let ids = "'x',".repeat(10_001);
    let decision = format!("{{ sets_aside = [{ids}] }}");
    assert_eq!(
        told(&format!("{FORMAT}decisions = [{decision}, {decision}]")),
        ["case:2:14 (decisions[0]): there are 20002 statements set aside in decisions; expected at most 20000"]
    );
}

#[test]
fn a_file_at_the_limits_is_read_within_seconds() {
    let mut text = String::from(PEOPLE);
    for spell in 0..2_000 {
        let (year, month, day) = (1950 + spell / 20, 1 + spell % 12, 1 + spell % 20);
        writeln!(text, "[[spells]]\nfirst_day = {year}-{month:02}-{day:02}\nlast_day = {year}-{month:02}-{day:02}")
            .unwrap();
    }
    for statement in 0..20_000 {
        writeln!(
            text,
            "[[statements]]\nid = 's{statement}'\nabout = 2026-10-19\nby = 'dr-vos'\nsays = {{ x = 'yes' }}"
        )
        .unwrap();
        if statement > 0 {
            writeln!(text, "replaces = 's{}'", statement - 1).unwrap();
        }
    }
    let ids: String = (0..20_000).map(|statement| format!("'s{statement}',")).collect();
    writeln!(text, "[[decisions]]\nfinding = 'x'\nchoice = 'set_aside'\nsets_aside = [{ids}]\nreason = 'r'\nabout = 2026-10-19\nby = 'dr-vos'").unwrap();
    let began = Instant::now();
    let case = crate::support::case(&text);
    assert_eq!((case.spells.len(), case.statements.len()), (2_000, 20_000));
    assert_eq!(case.statements[19_999].recorded.sequence, 20_000);
    assert!(began.elapsed() < SECONDS);
}

#[test]
fn a_hundred_faults_are_told_and_how_many_more_there_are() {
    let statements =
        |count: usize| format!("{PEOPLE}statements = [{}]", "{ by = 'dr-vos', says = { x = 1 } },\n".repeat(count));
    let told = |count| told(&statements(count));
    assert_eq!(told(100).len(), 100);
    assert_eq!(told(101).len(), 101);
    assert_eq!(told(101)[100], "case: there is 1 more fault");
    assert_eq!(told(20_000).len(), 101);
    assert_eq!(told(20_000)[100], "case: there are 19900 more faults");
}

#[test]
fn the_nearest_words_of_very_many_wrong_ones_take_no_longer_than_seconds() {
    let mut text = String::from(FORMAT);
    for person in 0..2_000 {
        writeln!(text, "[[people]]\nid = 'somebody-with-number-{person}'\nroles = ['hr']").unwrap();
    }
    for statement in 0..20_000 {
        writeln!(
            text,
            "[[statements]]\nid = 's-{statement}'\nabout = 2026-10-19\nby = 'somebody-wiht-number-x'\ntold_by = 'x{statement}'\n\
             replaces = 't-{statement}'\nsays = {{ x = 1 }}"
        )
        .unwrap();
    }
    let ids: String = (0..20_000).map(|statement| format!("'t-{statement}',")).collect();
    writeln!(text, "[[decisions]]\nfinding = 'x'\nchoice = 'set_aside'\nsets_aside = [{ids}]\nreason = 'r'\nabout = 2026-10-19\nby = 'worker'").unwrap();
    let began = Instant::now();
    let told = told(&text);
    assert_eq!(told[100], "case: there are 79900 more faults");
    assert!(began.elapsed() < SECONDS);
}

#[test]
fn an_id_of_megabytes_is_not_repeated_in_every_message() {
    let mut text = format!("{FORMAT}[[spells]]\nid = '{}'\nfirst_day = 1950-01-01\n", "x".repeat(15_000_000));
    text.push_str(&"[[spells]]\nfirst_day = 2026-10-19\n".repeat(1_999));
    let began = Instant::now();
    let told = told(&text);
    assert!(told.iter().all(|told| told.len() < 1_000));
    assert!(began.elapsed() < SECONDS);
}

#[test]
fn a_name_that_would_act_on_a_terminal_is_shown_without_doing_so() {
    let told = told(&format!("{FORMAT}\"\\u001b[31m{}\" = 1", "x".repeat(1_000)));
    assert!(told[0].len() < 400 && !told[0].contains('\u{1b}'), "{}", told[0]);
}

#[test]
fn a_file_of_a_million_unknown_fields_takes_no_longer_than_seconds() {
    let fields: String = (0..900_000).fold(String::from(FORMAT), |mut fields, number| {
        writeln!(fields, "f{number} = 1").unwrap();
        fields
    });
    let began = Instant::now();
    assert_eq!(told(&fields)[100], "case: there are 899900 more faults");
    assert!(began.elapsed() < SECONDS);
}

#[test]
fn a_million_values_are_too_many() {
    let toml = format!("{FORMAT}x = [{}]", "0,".repeat(1_000_001));
    let json = format!("{{\"format\": \"rugwijzer-case/1\", \"x\": [{}0]}}", "0,".repeat(1_000_001));
    for (text, notation) in [(toml, Notation::Toml), (json, Notation::Json)] {
        let told = read(&text, notation).unwrap_err();
        assert_eq!(told.len(), 1);
        assert!(told[0].contains("more than 1,000,000 values stand in this file"), "{}", told[0]);
    }
}

#[test]
fn ten_thousand_lists_in_each_other_are_one_fault() {
    let deep = format!("{}{}", "[".repeat(10_000), "]".repeat(10_000));
    assert_eq!(
        read(&format!("{FORMAT}title = {deep}"), Notation::Toml).unwrap_err(),
        ["case:2:89: this is not TOML: cannot recurse further; max recursion depth met"]
    );
    assert_eq!(
        read(&format!("{{\"title\": {deep}}}"), Notation::Json).unwrap_err(),
        ["case:1:137: this is not JSON: recursion limit exceeded"]
    );
}

#[test]
fn tables_in_each_other_are_refused_too_however_they_are_written() {
    let dotted = "a.".repeat(75);
    let texts = [
        format!("{FORMAT}{}a = 1", "a.".repeat(10_000)),
        format!("{FORMAT}[{}a]", "a.".repeat(10_000)),
        format!("{FORMAT}a = {}1{}", "{ a = ".repeat(10_000), " }".repeat(10_000)),
        // Dotted keys inside inline tables: far deeper than either parser would allow by itself.
        format!("{FORMAT}[{dotted}a]\n{dotted}a = {}1{}", format!("{{ {dotted}a = ").repeat(70), " }".repeat(70)),
    ];
    for text in texts {
        let told = told(&text);
        assert_eq!(told.len(), 1);
        assert!(told[0].contains("recurs") || told[0].contains("more than 100 deep"), "{}", told[0]);
    }
}

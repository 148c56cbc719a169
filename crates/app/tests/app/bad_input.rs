//! Whatever is given to the program as a case, it answers with one clear error for each thing that is wrong: file, line and
//! field. It never panics, never reads more than it may, and repeats nothing that was said about somebody (S-47).

use crate::support::{Scratch, Told, run_in_little_memory, run_reading};

/// What stands in these files as if somebody had said it; it would be recognised anywhere.
const SECRET: &str = "kanarie";

const FORMAT: &str = "format = 'rugwijzer-case/1'\n";

/// A statement by a physician, up to what she says.
const SAYS: &str = "format = 'rugwijzer-case/1'\n\
    people = [{ id = 'dr-vos', roles = ['bedrijfsarts'] }, { id = 'kim', roles = ['supervisor'] }]\n\
    spells = [{ first_day = 2026-10-19 }]\n\
    [[statements]]\n\
    about = 2026-11-12\n\
    by = 'dr-vos'\n\
    reason = 'kanarie'\n\
    [statements.says]\n";

fn advise(name: &str, content: impl AsRef<[u8]>) -> Told {
    Scratch::with(name, content).run(&["advise", name, "--on", "2026-11-12"])
}

/// That a case file is refused with these lines and no others, as text and as JSON.
#[track_caller]
fn tells(name: &str, content: impl AsRef<[u8]>, lines: &[&str]) {
    let folder = Scratch::with(name, content);
    let told = folder.run(&["advise", name, "--on", "2026-11-12"]).refused(3);
    assert_eq!(told.lines().collect::<Vec<_>>(), lines);
    assert!(!told.contains(SECRET), "{told}");
    let told = folder.run(&["advise", name, "--on", "2026-11-12", "--json"]).refused(3);
    let told: serde_json::Value = serde_json::from_str(&told).expect("is JSON");
    assert_eq!(told, serde_json::json!({ "code": 3, "error": "invalid_input", "messages": lines }));
}

/// 600 MB: what an advice on an ordinary case needs several times over, and far less than a careless reader would take.
const LITTLE: u32 = 600_000;

#[test]
fn a_file_of_50_megabytes_is_refused_before_it_is_read() {
    for name in ["case.toml", "case.json"] {
        let folder = Scratch::with(name, vec![b'['; 50_000_000]);
        run_in_little_memory(folder.path(), LITTLE, &["advise", name])
            .refuses(3, &format!("{name}: the file is too large; expected a case file of at most 16 MiB"));
    }
}

#[test]
fn an_input_that_is_too_long_is_not_read_to_its_end() {
    run_reading(&["advise", "-"], &vec![b'#'; 50_000_000])
        .refuses(3, "standard input: the file is too large; expected a case file of at most 16 MiB");
}

#[cfg(target_os = "linux")]
#[test]
fn an_input_without_end_is_refused_too() {
    let folder = Scratch::new();
    run_in_little_memory(folder.path(), LITTLE, &["advise", "/dev/zero"])
        .refuses(3, "/dev/zero: the file is too large; expected a case file of at most 16 MiB");
}

#[test]
fn ten_thousand_spells_are_one_error() {
    let toml = format!("{FORMAT}{}", "[[spells]]\nfirst_day = 2026-10-19\n".repeat(10_000));
    let spells = vec!["{\"first_day\":\"2026-10-19\"}"; 10_000].join(",");
    let json = format!("{{\"format\":\"rugwijzer-case/1\",\"spells\":[{spells}]}}");
    for (name, content, place) in [("case.toml", toml, "case.toml:2:1"), ("case.json", json, "case.json")] {
        let folder = Scratch::with(name, content);
        run_in_little_memory(folder.path(), LITTLE, &["advise", name])
            .refuses(3, &format!("{place} (spells[0]): there are 10000 spells; expected at most 2000"));
    }
}

#[test]
fn lists_and_tables_ten_thousand_deep_are_one_error() {
    let lists = format!("{}{}", "[".repeat(10_000), "]".repeat(10_000));
    tells(
        "case.toml",
        format!("{FORMAT}title = {lists}"),
        &["case.toml:2:89: this is not TOML: cannot recurse further; max recursion depth met"],
    );
    tells(
        "case.json",
        format!("{{\"title\": {lists}}}"),
        &["case.json:1:137: this is not JSON: recursion limit exceeded"],
    );
    let objects = format!("{}1{}", "{\"a\":".repeat(10_000), "}".repeat(10_000));
    tells("case.json", objects, &["case.json:1:636: this is not JSON: recursion limit exceeded"]);
    tells(
        "case.toml",
        format!("{FORMAT}{}a = 1", "a.".repeat(10_000)),
        &["case.toml:1:1: this is not TOML: recursion limit"],
    );
}

#[test]
fn overlapping_spells() {
    tells(
        "case.toml",
        format!(
            "{FORMAT}[[spells]]\nfirst_day = 2026-10-19\nlast_day = 2026-11-01\n[[spells]]\nfirst_day = 2026-10-25\n"
        ),
        &[
            "case.toml:5:1 (spells[1]): spell `spell-2` (from 2026-10-25) overlaps with spell `spell-1` (2026-10-19 to 2026-11-01); expected the one to end before the other begins, or to put the other right with `replaces`",
        ],
    );
    tells(
        "case.json",
        r#"{"format": "rugwijzer-case/1", "spells": [{"first_day": "2026-10-19"}, {"first_day": "2026-10-25"}]}"#,
        &[
            "case.json (spells[1]): spell `spell-2` (from 2026-10-25) overlaps with spell `spell-1` (from 2026-10-19); expected the one to end before the other begins, or to put the other right with `replaces`",
        ],
    );
}

#[test]
fn a_spell_that_ends_before_it_begins() {
    tells(
        "case.toml",
        format!("{FORMAT}[[spells]]\nfirst_day = 2026-10-19\nlast_day = 2026-10-18\n"),
        &[
            "case.toml:4:12 (spells[0].last_day): `last_day` lies before `first_day`; expected a day on or after `first_day`",
        ],
    );
}

#[test]
fn years_that_nobody_lives_in() {
    for year in ["0000", "0001", "1899", "2200", "9999"] {
        tells(
            "case.toml",
            format!("{FORMAT}[[spells]]\nfirst_day = {year}-10-19\n"),
            &[
                "case.toml:3:13 (spells[0].first_day): this is not a day; expected a day between 1900 and 2199, such as 2026-10-19",
            ],
        );
        tells(
            "case.json",
            format!(r#"{{"format": "rugwijzer-case/1", "spells": [{{"first_day": "{year}-10-19"}}]}}"#),
            &[
                "case.json (spells[0].first_day): this is not a day; expected a day between 1900 and 2199, such as 2026-10-19",
            ],
        );
    }
    // The ends of what is accepted are advised on without a word.
    let ends = format!("{FORMAT}[[spells]]\nfirst_day = 1900-01-01\nlast_day = 2199-12-31\n");
    let folder = Scratch::with("case.toml", ends);
    for on in ["1900-01-01", "2199-12-31"] {
        folder.run(&["advise", "case.toml", "--on", on]).done();
    }
}

#[test]
fn a_fact_that_does_not_exist() {
    tells(
        "case.toml",
        format!("{SAYS}'stecr.feer' = 'kanarie'\n"),
        &[
            "case.toml:9:16 (statements[0].says[\"stecr.feer\"]): `stecr.feer` is not a fact of these packs; did you mean `stecr.fear`?",
        ],
    );
    // What follows from other facts is stated by nobody.
    tells(
        "case.toml",
        format!("{SAYS}'stecr.category_table' = 'kanarie'\n"),
        &[
            "case.toml:9:26 (statements[0].says[\"stecr.category_table\"]): `stecr.category_table` follows from other facts; nobody states it",
        ],
    );
}

#[test]
fn a_value_that_a_fact_cannot_have() {
    let place = |column: u32, fact: &str| format!("case.toml:9:{column} (statements[0].says[\"{fact}\"])");
    for (said, fact, column, expected) in [
        ("'kanarie'", "stecr.fear", 16, "one of: none, beginning, present, severe, dont_know"),
        ("1", "stecr.fear", 16, "one of: none, beginning, present, severe, dont_know"),
        ("'kanarie'", "stecr.fever", 17, "\"yes\", \"no\" or \"dont_know\""),
        ("9876", "stecr.age_at_first_episode", 32, "a whole number from 0 to 110 (year)"),
        ("-1", "stecr.age_at_first_episode", 32, "a whole number from 0 to 110 (year)"),
        ("'kanarie'", "common.birth_date", 23, "a day, such as 2026-10-19"),
    ] {
        let told = format!("{}: what stands here is no value of `{fact}`; expected {expected}", place(column, fact));
        tells("case.toml", format!("{SAYS}'{fact}' = {said}\n"), &[&told]);
    }
}

#[test]
fn a_fact_that_this_role_may_not_state_and_a_judgement_without_a_reason() {
    tells(
        "case.toml",
        format!("{}'stecr.fear' = 'severe'\n", SAYS.replace("by = 'dr-vos'", "by = 'kim'")),
        &[
            "case.toml:9:16 (statements[0].says[\"stecr.fear\"]): the role `supervisor` may not state `stecr.fear`; expected one of: bedrijfsarts, arbeidsarts, arboverpleegkundige, intake_expert",
        ],
    );
    tells(
        "case.toml",
        format!("{}'stecr.specificity' = 'specific'\n", SAYS.replace("reason = 'kanarie'\n", "")),
        &[
            "case.toml:8:23 (statements[0].says[\"stecr.specificity\"]): `stecr.specificity` is a judgement and carries no reason; expected `reason = \"…\"`",
        ],
    );
}

#[test]
fn text_that_is_not_utf_8() {
    let toml = [FORMAT.as_bytes(), b"title = 'kanarie\xff\xfe'\n"].concat();
    tells("case.toml", toml, &["case.toml:2:17: this is not UTF-8 text; expected a file saved as UTF-8"]);
    let json = b"{\"format\": \"rugwijzer-case/1\",\n\"title\": \"kanarie\xff\"}";
    tells("case.json", json, &["case.json:2:18: this is not UTF-8 text; expected a file saved as UTF-8"]);
}

#[test]
fn a_file_with_nothing_in_it() {
    for name in ["case.toml", "case.json", "case"] {
        for nothing in ["", "\n", " \t\r\n\n"] {
            tells(name, nothing, &[&format!("{name}: this file is empty; expected `format = \"rugwijzer-case/1\"`")]);
        }
    }
}

#[test]
fn a_file_without_its_format() {
    let expected = "expected `format = \"rugwijzer-case/1\"`";
    tells("case.toml", "title = 'kanarie'\n", &[&format!("case.toml:1:1: the field `format` is missing; {expected}")]);
    tells("case.json", "{\"title\": \"kanarie\"}", &[&format!("case.json: the field `format` is missing; {expected}")]);
    for format in ["kanarie", "rugwijzer-case/2", "rugwijzer-guidance/1"] {
        let told = format!("case.toml:1:10 (format): this format is not known; {expected}");
        tells("case.toml", format!("format = '{format}'\n"), &[&told]);
    }
}

#[test]
fn a_folder_instead_of_a_file() {
    let folder = Scratch::new();
    folder.write("cases/case.toml", FORMAT);
    for name in ["cases", ".", "cases/"] {
        folder.run(&["advise", name]).refuses(3, &format!("{name}: this is a folder; expected a case file"));
    }
}

#[test]
fn something_that_is_no_text_at_all() {
    let program = std::fs::read(crate::support::program()).expect("can be read");
    let program = program.get(..1_000_000).unwrap_or(&program);
    let every_byte: Vec<u8> = (0..=255).cycle().take(10_000).collect();
    for name in ["case.toml", "case.json", "case"] {
        for content in [program, &every_byte, &[0xff; 1_000], &[0; 1_000]] {
            let told = advise(name, content).refused(3);
            let place = told.strip_prefix(&format!("{name}:")).expect("names the file");
            assert!(place.starts_with(|digit: char| digit.is_ascii_digit()), "names the line: {told}");
            assert_eq!(told.lines().count(), 1, "{told}");
        }
    }
}

#[test]
fn text_that_is_neither_toml_nor_json() {
    tells(
        "case.toml",
        format!("{FORMAT}title = kanarie\n"),
        &["case.toml:2:9: this is not TOML: string values must be quoted, expected literal string"],
    );
    tells(
        "case.json",
        "{\"format\": \"rugwijzer-case/1\",\n \"title\": kanarie}",
        &["case.json:2:11: this is not JSON: expected value"],
    );
    tells("case.json", "[\"kanarie\"]", &["case.json: a list stands here; expected a table of fields"]);
    tells("case.json", "\"kanarie\"", &["case.json: text stands here; expected a table of fields"]);
    // One notation under the name of the other.
    tells("case.json", FORMAT, &["case.json:1:2: this is not JSON: expected ident"]);
}

#[test]
fn what_stands_on_standard_input_is_called_by_that_name() {
    run_reading(&["advise", "-"], b"format = 'rugwijzer-case/1'\nspells = 3\n")
        .refuses(3, "standard input:2:10 (spells): a whole number stands here; expected a list");
    run_reading(&["advise", "-"], b"")
        .refuses(3, "standard input: this file is empty; expected `format = \"rugwijzer-case/1\"`");
    run_reading(&["explain", "-", "stecr.category"], b"{\"format\":\"rugwijzer-case/1\",\"spells\":3}")
        .refuses(3, "standard input (spells): a whole number stands here; expected a list");
}

#[test]
fn s_47_whatever_is_wrong_nothing_that_was_said_is_repeated() {
    let facts = [
        "stecr.fear",
        "stecr.fever",
        "stecr.function",
        "stecr.specificity",
        "stecr.age_at_first_episode",
        "stecr.fears",
        "common.birth_date",
        "common.hours_now",
        "restriction.activity",
        "poortwachter.long_absence_threatens",
    ];
    let values = ["'kanarie'", "['kanarie']", "{ a = 'kanarie' }", "'''kanarie\nkanarie'''", "true", "kanarie"];
    for fact in facts {
        for value in values {
            let folder = Scratch::with("case.toml", format!("{SAYS}'{fact}' = {value}\n"));
            for more in [&[] as &[&str], &["--json"], &["--role", "supervisor"], &["--lang", "fr"]] {
                let told = folder.run(&[&["advise", "case.toml", "--on", "2026-11-12"], more].concat()).refused(3);
                assert!(!told.contains(SECRET), "{fact} = {value}: {told}");
            }
        }
    }
    let decision = |field: &str| {
        format!(
            "{FORMAT}people = [{{ id = 'dr', roles = ['bedrijfsarts'] }}]\n[[decisions]]\nfinding = 'stecr.category'\nchoice = 'deviate'\nreason = 'kanarie'\nabout = 2026-11-12\nby = 'dr'\n{field}\n"
        )
    };
    for field in ["outcome = 'kanarie'", "outcome = 3", "", "reason_code = 'kanarie!'\noutcome = 'kanarie'"] {
        let told = advise("case.toml", decision(field)).refused(3);
        assert!(!told.contains(SECRET), "{field}: {told}");
    }
}

//! Every exit code, with the words that stand beside it on standard error. Standard output stays empty, but for a check:
//! what it finds is what was asked for.

use crate::support::{
    CARE_ASSISTANT, Scratch, Told, care_assistant, copied_guidelines, employers_side, replaced, roles, run, run_with,
};
use facts::{Role, Side};
use serde_json::{Value, json};

fn advise(more: &[&str]) -> Told {
    run(&[&["advise", CARE_ASSISTANT, "--on", "2026-11-12"], more].concat())
}

#[track_caller]
fn refuses_in_json(told: Told, code: i32, error: &str, messages: &[&str]) {
    let stderr = told.refused(code);
    let told: Value = serde_json::from_str(&stderr).expect("the error is JSON");
    assert_eq!(told, json!({ "code": code, "error": error, "messages": messages }));
}

const TRY_HELP: &str = "\n\nFor more information, try '--help'.";

#[test]
fn code_0_nothing_is_said_on_standard_error() {
    advise(&[]).done();
    advise(&["--json"]).json();
    for help in [&["--help"] as &[&str], &["advise", "--help"], &["--version"]] {
        assert!(run(help).done().contains("rugwijzer"));
    }
}

#[test]
fn code_0_a_reader_that_goes_away_is_no_failure() {
    use std::process::Stdio;
    let mut command = crate::support::command_in(&crate::support::root());
    command.args(["guideline", "journeys", "guidelines/journeys"]).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().expect("the program starts");
    drop(child.stdout.take());
    let output = child.wait_with_output().expect("the program ends");
    assert_eq!((output.status.code(), output.stderr.as_slice()), (Some(0), b"".as_slice()));
}

#[test]
fn code_1_what_cannot_be_written_is_a_failure() {
    let folder = copied_guidelines();
    let trace = "guidelines/journeys/v02-care-assistant.trace.txt";
    std::fs::remove_file(folder.path().join(trace)).unwrap();
    std::fs::create_dir(folder.path().join(trace)).unwrap();
    let write = ["guideline", "journeys", "guidelines/journeys", "--write"];
    let told = folder.run(&write).refused(1);
    assert!(told.starts_with(&format!("{trace}: ")) && told.lines().count() == 1, "{told}");
    let told: Value = serde_json::from_str(&folder.run(&[&write[..], &["--json"]].concat()).refused(1)).unwrap();
    assert_eq!((&told["code"], &told["error"]), (&json!(1), &json!("failure")));
}

#[cfg(target_os = "linux")]
#[test]
fn code_1_a_full_disk_is_a_failure_and_not_silence() {
    let full = std::fs::File::options().write(true).open("/dev/full").expect("Linux has it");
    let mut command = crate::support::command_in(&crate::support::root());
    let output = command.arg("schema").stdout(full).output().expect("the program starts");
    assert_eq!(output.status.code(), Some(1));
    assert!(output.stderr.starts_with(b"standard output: "), "{:?}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn code_2_a_role_that_does_not_exist() {
    advise(&["--role", "supervisr"]).refuses(
        2,
        &format!(
            "error: invalid value 'supervisr' for '--role <ROLE>': this is not a role; did you mean `supervisor`?{TRY_HELP}"
        ),
    );
    let all: Vec<&str> = Role::ALL.iter().map(|role| role.as_str()).collect();
    advise(&["--role", "astronaut"]).refuses(
        2,
        &format!(
            "error: invalid value 'astronaut' for '--role <ROLE>': this is not a role; expected one of: {}{TRY_HELP}",
            all.join(", ")
        ),
    );
}

#[test]
fn code_2_a_day_that_does_not_exist() {
    for (day, why) in [
        ("2026-02-30", "`2026-02-30` is not in the calendar"),
        ("2026-13-01", "`2026-13-01` is not in the calendar"),
        ("0000-01-01", "`0000-01-01` is out of range"),
        ("9999-12-31", "`9999-12-31` is out of range"),
        ("tomorrow", "`tomorrow` is not written as year-month-day, like 2026-10-19"),
        ("12-11-2026", "`12-11-2026` is not written as year-month-day, like 2026-10-19"),
    ] {
        for option in ["--on", "--known-on"] {
            run(&["advise", CARE_ASSISTANT, option, day]).refuses(
                2,
                &format!(
                    "error: invalid value '{day}' for '{option} <DATE>': {why}; expected a day between 1900-01-01 and 2199-12-31{TRY_HELP}"
                ),
            );
        }
    }
}

#[test]
fn code_2_a_language_that_is_not_spoken() {
    advise(&["--lang", "de"]).refuses(
        2,
        &format!("error: invalid value 'de' for '--lang <LANGUAGE>': expected one of: nl, fr, en{TRY_HELP}"),
    );
}

#[test]
fn code_2_a_command_that_is_not_well_given() {
    run(&["advise"]).refuses(
        2,
        &format!(
            "error: the following required arguments were not provided:\n  <CASE>\n\nUsage: rugwijzer advise <CASE>{TRY_HELP}"
        ),
    );
    let told = run(&["advice", CARE_ASSISTANT]).refused(2);
    assert!(
        told.starts_with("error: unrecognized subcommand 'advice'\n\n  tip: a similar subcommand exists: 'advise'")
    );
    let told = advise(&["--jsn"]).refused(2);
    assert!(told.starts_with("error: unexpected argument '--jsn' found\n\n  tip: a similar argument exists: '--json'"));
    run(&[]).refused(2);
    run(&["guideline"]).refused(2);
    run(&["completions", "nosh"]).refused(2);
    run(&["schema", "advice"]).refused(2);
}

#[test]
fn code_2_a_service_name_that_tells_what_it_is_about() {
    let why = "the name of the service may not tell that it is about the back";
    for name in ["Rugdienst", "De Rugwijzer", "RUG & werk", "Back in business", "low-back team", "Mal de dos", "dos"] {
        advise(&["--service-name", name])
            .refuses(2, &format!("error: invalid value '{name}' for '--service-name <NAME>': {why}{TRY_HELP}"));
        let told = run_with(&["advise", CARE_ASSISTANT, "--on", "2026-11-12"], "RUGWIJZER_SERVICE_NAME", name);
        assert!(told.refused(2).contains(why), "{name}");
    }
    for name in ["Verzuimbegeleiding", "Terug naar werk", "Dossierdienst Noord", "Feedback BV", "Arbo Drug & Alcohol"] {
        advise(&["--service-name", name]).done();
    }
}

#[test]
fn code_3_a_case_that_is_not_right() {
    let folder = Scratch::with(
        "case.toml",
        "format = 'rugwijzer-case/1'\n[[spells]]\nfirst_day = 2026-10-19\nlast_dya = 2026-11-01\n",
    );
    let words = "case.toml:4:12 (spells[0].last_dya): the field `last_dya` is not known here; expected one of: id, employment, first_day, last_day, recorded, last_day_recorded, replaces; did you mean `last_day`?";
    for command in [&["advise", "case.toml"] as &[&str], &["explain", "case.toml", "stecr.category"]] {
        folder.run(command).refuses(3, words);
        refuses_in_json(folder.run(&[command, &["--json"]].concat()), 3, "invalid_input", &[words]);
    }
}

#[test]
fn code_3_everything_that_is_wrong_is_said_at_once() {
    let folder = Scratch::with(
        "case.toml",
        "format = 'rugwijzer-case/1'\ntitel = ''\n[[spells]]\n[[people]]\nid = 'x'\nroles = ['bedrijfsart']\n",
    );
    folder.run(&["advise", "case.toml"]).refuses(
        3,
        "case.toml:2:9 (titel): the field `titel` is not known here; expected one of: format, title, worker, people, employments, spells, leave, episodes, records, statements, decisions; did you mean `title`?\n\
         case.toml:3:1 (spells[0]): the field `first_day` is missing\n\
         case.toml:6:10 (people[0].roles[0]): this role is not known; expected a role, such as `bedrijfsarts` or `supervisor`; did you mean `bedrijfsarts`?",
    );
}

#[test]
fn code_4_a_file_or_folder_that_is_not_there() {
    let folder = Scratch::new();
    folder.run(&["advise", "case.toml"]).refuses(4, "case.toml: there is no such file");
    folder.run(&["explain", "case.toml", "x"]).refuses(4, "case.toml: there is no such file");
    refuses_in_json(
        folder.run(&["advise", "case.toml", "--json"]),
        4,
        "not_found",
        &["case.toml: there is no such file"],
    );
    folder.write("case.toml", care_assistant());
    for command in [
        &["advise", "case.toml", "--guidelines", "packs"] as &[&str],
        &["guideline", "check", "--guidelines", "packs"],
        &["guideline", "journeys", "packs"],
    ] {
        folder.run(command).refuses(4, "packs: there is no such folder");
        refuses_in_json(
            folder.run(&[command, &["--json"]].concat()),
            4,
            "not_found",
            &["packs: there is no such folder"],
        );
    }
}

#[test]
fn code_4_a_finding_that_is_not_there() {
    let explain =
        |id: &str, more: &[&str]| run(&[&["explain", CARE_ASSISTANT, id, "--on", "2026-11-12"], more].concat());
    let near = "there is no finding `stecr.categry` in this view; did you mean `stecr.category`?";
    explain("stecr.categry", &[]).refuses(4, near);
    refuses_in_json(explain("stecr.categry", &["--json"]), 4, "not_found", &[near]);
    let told = explain("banana", &[]).refused(4);
    let (before, list) = told.split_once("; there are: ").expect("says what there is");
    assert_eq!(before, "there is no finding `banana` in this view");
    let list: Vec<&str> = list.trim_end().split(", ").collect();
    assert!(list.contains(&"stecr.category") && list.contains(&"poortwachter.probleemanalyse"), "{list:?}");
    // Two activities are two findings of one rule, which is named once.
    assert_eq!(list.iter().filter(|id| **id == "common.restriction_shown").count(), 1, "{list:?}");
    // The worker reads words and no codes.
    explain("banana", &["--role", "worker"]).refuses(4, "there is no finding `banana` in this view");
}

#[test]
fn code_4_a_rule_that_is_not_there() {
    run(&["guideline", "show", "stecr.categry_table"])
        .refuses(4, "there is no rule or fact `stecr.categry_table`; did you mean `stecr.category_table`?");
    run(&["guideline", "show", "banana"]).refuses(4, "there is no rule or fact `banana`");
}

#[test]
fn code_4_for_the_employers_side_there_is_nothing_without_absence() {
    let off_the_table = "guidelines/journeys/v08-off-the-table.toml";
    for role in employers_side() {
        let look = ["advise", off_the_table, "--on", "2026-11-10", "--role", role];
        run(&look).refuses(4, "Er is op deze dag geen verzuim bekend.");
        refuses_in_json(
            run(&[&look[..], &["--json"]].concat()),
            4,
            "not_found",
            &["Er is op deze dag geen verzuim bekend."],
        );
        // The same words on a day before an absence, and for a case of which nothing is known.
        run(&["advise", CARE_ASSISTANT, "--on", "2026-10-18", "--role", role])
            .refuses(4, "Er is op deze dag geen verzuim bekend.");
        Scratch::with("case.toml", "format = 'rugwijzer-case/1'")
            .run(&["explain", "case.toml", "stecr.category", "--role", role])
            .refuses(4, "Er is op deze dag geen verzuim bekend.");
    }
}

#[test]
fn code_6_a_role_that_reads_no_file() {
    let without = roles(|side| matches!(side, Side::Outside | Side::System));
    assert!(without.contains(&"gp") && without.contains(&"researcher"), "{without:?}");
    for role in without {
        let words = format!("the role `{role}` reads no file");
        advise(&["--role", role]).refuses(6, &words);
        run(&["explain", CARE_ASSISTANT, "stecr.category", "--role", role]).refuses(6, &words);
        refuses_in_json(advise(&["--role", role, "--json"]), 6, "not_allowed", &[&words]);
    }
}

#[test]
fn code_8_a_check_that_found_something_prints_what_it_found() {
    let folder = copied_guidelines();
    let path = "guidelines/common/pack.toml";
    folder.write(path, replaced(&folder.read(path), "neutral = true", "neutrl = true"));
    let check = ["guideline", "check", "--guidelines", "guidelines"];
    let told = folder.run(&check);
    assert_eq!((told.code, told.stderr.as_str()), (Some(8), ""));
    assert!(
        told.stdout.starts_with("common/pack.toml:6:10 (neutrl): the field `neutrl` is not known here"),
        "{}",
        told.stdout
    );
    let told = folder.run(&[&check[..], &["--json"]].concat());
    assert_eq!((told.code, told.stderr.as_str()), (Some(8), ""));
    let found: Value = serde_json::from_str(&told.stdout).unwrap();
    assert_eq!(found["ok"], false);
    assert_eq!(found["faults"][0]["file"], "common/pack.toml");
    assert_eq!((&found["faults"][0]["line"], &found["faults"][0]["column"]), (&json!(6), &json!(10)));
    assert_eq!(found["faults"][0]["nearest"], "neutral");
}

#[test]
fn wrong_use_is_said_in_json_to_who_asked_for_json() {
    refuses_in_json(
        advise(&["--json", "--role", "supervisr"]),
        2,
        "wrong_use",
        &["invalid value 'supervisr' for '--role <ROLE>': this is not a role; did you mean `supervisor`?"],
    );
    refuses_in_json(
        run(&["advise", CARE_ASSISTANT, "--on", "2026-02-30", "--json"]),
        2,
        "wrong_use",
        &[
            "invalid value '2026-02-30' for '--on <DATE>': `2026-02-30` is not in the calendar; expected a day between 1900-01-01 and 2199-12-31",
        ],
    );
    refuses_in_json(
        run(&["advise", "--json"]),
        2,
        "wrong_use",
        &["the following required arguments were not provided: <CASE>"],
    );
}

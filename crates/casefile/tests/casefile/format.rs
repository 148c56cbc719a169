//! S-47: what does not call itself a case file is refused.

use crate::support::{read, tells};
use notation::Notation;

const FIELDS: &str =
    "format, title, worker, people, employments, spells, leave, episodes, records, statements, decisions";

#[test]
fn an_empty_file_is_refused() {
    let expected = ["case: this file is empty; expected `format = \"rugwijzer-case/1\"`"];
    tells("", &expected);
    tells(" \n\t\n", &expected);
    assert_eq!(read("", Notation::Json).unwrap_err(), expected);
}

#[test]
fn a_file_without_the_format_is_refused_with_nothing_else_said() {
    tells(
        "title = 'x'\nbananas = 3",
        &["case:1:1: the field `format` is missing; expected `format = \"rugwijzer-case/1\"`"],
    );
    assert_eq!(
        read("{}", Notation::Json).unwrap_err(),
        ["case: the field `format` is missing; expected `format = \"rugwijzer-case/1\"`"]
    );
}

#[test]
fn another_format_is_refused() {
    let expected = ["case:1:10 (format): this format is not known; expected `format = \"rugwijzer-case/1\"`"];
    tells("format = 'rugwijzer-case/2'\n[[people]]", &expected);
    tells("format = 1\n[[people]]", &expected);
}

#[test]
fn json_that_is_no_object_is_refused() {
    let told = |text| read(text, Notation::Json).unwrap_err();
    assert_eq!(told("[]"), ["case: a list stands here; expected a table of fields"]);
    assert_eq!(told("null"), ["case: nothing (null) stands here; expected a table of fields"]);
}

#[test]
fn a_field_that_is_not_known_is_told_with_the_nearest_right_one() {
    tells(
        "format = 'rugwijzer-case/1'\n[[statement]]\nabout = 2026-10-19",
        &[&format!(
            "case:2:1 (statement): the field `statement` is not known here; expected one of: {FIELDS}; did you mean `statements`?"
        )],
    );
}

#[test]
fn parts_of_the_wrong_shape_are_told() {
    tells(
        "format = 'rugwijzer-case/1'\ntitle = 3\nworker = []\npeople = {}\nrecords = ['x']\nspells = [3]\nstatements = 2026-10-19",
        &[
            "case:2:9 (title): a whole number stands here; expected text between quotation marks",
            "case:3:10 (worker): a list stands here; expected a table of fields",
            "case:4:10 (people): a table of fields stands here; expected a list",
            "case:5:11 (records): a list stands here; expected a table of fields",
            "case:6:11 (spells[0]): a whole number stands here; expected a table of fields",
            "case:7:14 (statements): a day stands here; expected a list",
        ],
    );
}

#[test]
fn bytes_that_are_no_text_are_refused_with_line_and_column() {
    let faults = casefile::read("case", b"format = 'rugwijzer-case/1'\ntitle = '\xff'", Notation::Toml).unwrap_err();
    assert_eq!(faults[0].to_string(), "case:2:10: this is not UTF-8 text; expected a file saved as UTF-8");
    assert_eq!(faults.len(), 1);
}

#[test]
fn what_is_not_well_formed_is_refused_with_line_and_column() {
    tells(
        "format = 'rugwijzer-case/1'\n[[people]\nid = 'x'",
        &["case:2:10: this is not TOML: unclosed array table, expected `]`"],
    );
    assert_eq!(
        read("{\"format\": ", Notation::Json).unwrap_err(),
        ["case:1:11: this is not JSON: EOF while parsing a value"]
    );
}

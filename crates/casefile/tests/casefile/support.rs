//! Reading a file in a test.

use calendar::Day;
use casefile::CaseFile;
use notation::Notation;

/// The first line, which every file must have.
pub const FORMAT: &str = "format = 'rugwijzer-case/1'\n";

/// Two people: a physician with one role, and somebody with two.
pub const PEOPLE: &str = "format = 'rugwijzer-case/1'\n\
    people = [{ id = 'dr-vos', roles = ['bedrijfsarts'] }, { id = 'kim', roles = ['hr', 'case_manager'] }]\n";

pub fn read(text: &str, notation: Notation) -> Result<CaseFile, Vec<String>> {
    casefile::read("case", text.as_bytes(), notation).map_err(|faults| faults.iter().map(ToString::to_string).collect())
}

/// The case in a TOML file without faults.
#[track_caller]
pub fn case(text: &str) -> CaseFile {
    read(text, Notation::Toml).unwrap_or_else(|told| panic!("{}", told.join("\n")))
}

/// What is told about a TOML file with faults.
#[track_caller]
pub fn told(text: &str) -> Vec<String> {
    read(text, Notation::Toml).expect_err("the file has a fault")
}

/// That this is all that is told about a TOML file.
#[track_caller]
pub fn tells(text: &str, expected: &[&str]) {
    assert_eq!(told(text), expected);
}

pub fn day(text: &str) -> Day {
    Day::parse(text).expect("is a day")
}

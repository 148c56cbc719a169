//! Statements by themselves.

use crate::support::{PEOPLE, case, day, tells};
use casefile::RawValue;

fn statement(fields: &str) -> String {
    format!("{PEOPLE}[[statements]]\nby = 'dr-vos'\n{fields}")
}

#[test]
fn s_6_without_a_day_of_recording_a_statement_was_recorded_on_the_day_it_is_about() {
    let case = case(&statement("about = 2026-11-12\nsays = { x = 'yes' }"));
    assert_eq!(case.statements[0].recorded.day, day("2026-11-12"));
    assert_eq!(case.statements[0].recorded.sequence, 1);
}

#[test]
fn a_statement_may_be_about_a_day_to_come() {
    let case = case(&statement("about = 2027-01-04\nrecorded = 2026-11-12\nsays = { 'plan.hours' = 20 }"));
    assert_eq!(case.statements[0].recorded.day, day("2026-11-12"));
}

#[test]
fn a_statement_has_a_day_and_a_speaker() {
    tells(
        &format!("{PEOPLE}[[statements]]\nsays = {{ x = 'yes' }}"),
        &[
            "case:3:1 (statements[0]): the field `about` is missing",
            "case:3:1 (statements[0]): the field `by` is missing",
        ],
    );
}

#[test]
fn a_statement_does_not_end_before_the_day_it_is_about() {
    tells(
        &statement("about = 2026-11-12\nuntil = 2026-11-11\nsays = { x = 'yes' }"),
        &["case:6:9 (statements[0].until): `until` lies before `about`; expected a day on or after `about`"],
    );
    case(&statement("about = 2026-11-12\nuntil = 2026-11-12\nsays = { x = 'yes' }"));
}

#[test]
fn a_statement_says_something_or_takes_something_back() {
    tells(
        &statement("about = 2026-11-12"),
        &[
            "case:3:1 (statements[0]): this statement says nothing and takes nothing back; expected `says` or `withdraws`",
        ],
    );
    tells(
        &statement("about = 2026-11-12\nsays = {}"),
        &["case:6:8 (statements[0].says): `says` is empty; expected at least one fact"],
    );
}

#[test]
fn yes_and_no_are_words() {
    tells(
        &statement("about = 2026-11-12\nsays = { 'stecr.fever' = true }"),
        &[
            "case:6:26 (statements[0].says[\"stecr.fever\"]): true or false stands here; expected \"yes\", \"no\" or \"dont_know\"",
        ],
    );
}

#[test]
fn a_fact_stands_between_quotation_marks() {
    tells(
        &statement("about = 2026-11-12\nsays = { stecr.fever = 'no' }"),
        &[
            "case:6:10 (statements[0].says.stecr): a table of fields stands here; expected one value; a fact stands between quotation marks: \"stecr.fear\" = …",
        ],
    );
}

#[test]
fn a_fact_has_one_value() {
    tells(
        &statement("about = 2026-11-12\n[statements.says]\na = ['yes']\nb = ''\nc = ' '"),
        &[
            "case:7:5 (statements[0].says.a): a list stands here; expected one value",
            "case:8:5 (statements[0].says.b): an empty text stands here; expected a value, or \"dont_know\"",
            "case:9:5 (statements[0].says.c): an empty text stands here; expected a value, or \"dont_know\"",
        ],
    );
}

#[test]
fn values_are_kept_as_they_were_written() {
    let case = case(&statement(
        "about = 2026-11-12\nsays = { a = 'dont_know', b = 'Yes', c = '2026-10-01', d = '1,5', e = -3, f = 62.50 }",
    ));
    let said: Vec<String> = case.statements.iter().map(|statement| format!("{:?}", statement.said)).collect();
    assert_eq!(
        said,
        ["DontKnow", "Word(\"Yes\")", "Word(\"2026-10-01\")", "Word(\"1,5\")", "Whole(-3)", "Decimal(62.5)"]
    );
    assert_eq!(case.statements[0].said, RawValue::DontKnow);
}

#[test]
fn s_7_nothing_is_taken_by_order_two_statements_about_one_fact_both_stand() {
    let case = case(&format!(
        "{PEOPLE}statements = [
        {{ about = 2026-11-12, by = 'dr-vos', says = {{ x = 'yes' }} }},
        {{ about = 2026-11-12, by = 'dr-vos', says = {{ x = 'no' }} }}]"
    ));
    assert_eq!(case.statements.len(), 2);
    assert!(case.statements.iter().all(|statement| statement.replaces.is_none() && statement.withdraws.is_none()));
}

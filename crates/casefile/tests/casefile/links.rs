//! Putting statements right and taking them back.

use crate::support::{PEOPLE, case, tells};
use casefile::RawValue;

/// Statements by the physician, one a line, from line 4 on.
fn statements(entries: &[&str]) -> String {
    let entries: Vec<String> = entries.iter().map(|entry| format!("{{ by = 'dr-vos', {entry} }}")).collect();
    format!("{PEOPLE}statements = [\n{}]", entries.join(",\n"))
}

const INTAKE: &str = "id = 'intake', about = 2026-11-04, says = { fever = 'no', fear = 'yes' }";
const PHONE: &str = "id = 'phone', about = 2026-11-05, says = { fear = 'no' }";

#[test]
fn the_id_of_the_entry_is_enough_when_it_says_one_thing() {
    let case =
        case(&statements(&[PHONE, "about = 2026-11-06, replaces = 'phone', says = { fear = 'yes', fever = 'no' }"]));
    assert_eq!(case.statements[1].replaces.as_ref().unwrap().as_str(), "phone/fear");
    assert_eq!(case.statements[2].replaces, None);
}

#[test]
fn when_it_says_several_the_fact_is_named() {
    tells(
        &statements(&[INTAKE, "about = 2026-11-06, replaces = 'intake', says = { fear = 'yes' }"]),
        &[
            "case:5:49 (statements[1].replaces): the statement named here says several things; expected one of: intake/fever, intake/fear",
        ],
    );
}

#[test]
fn what_puts_right_speaks_about_the_same_fact() {
    tells(
        &statements(&[PHONE, "about = 2026-11-06, replaces = 'phone', says = { fever = 'yes' }"]),
        &[
            "case:5:49 (statements[1].replaces): this statement does not say anything about the fact that it puts right; expected `fear` in `says`, or `withdraws`",
        ],
    );
}

#[test]
fn s_9_a_withdrawal_is_a_statement_about_the_same_fact_that_says_nothing() {
    let case = case(&statements(&[
        "id = 'a', about = 2026-11-04, of = 'e1', says = { fever = 'yes' }",
        "id = 'oops', about = 2026-11-05, withdraws = 'a/fever', reason = 'slip'",
    ]));
    let withdrawal = &case.statements[1];
    assert_eq!(withdrawal.id.as_str(), "oops/fever");
    assert_eq!((withdrawal.kind.as_str(), withdrawal.of.as_ref().unwrap().as_str()), ("fever", "e1"));
    assert_eq!(withdrawal.said, RawValue::Nothing);
    assert_eq!(withdrawal.withdraws.as_ref().unwrap().as_str(), "a/fever");
    assert_eq!(withdrawal.reason.as_deref(), Some("slip"));
}

#[test]
fn an_entry_may_take_back_one_thing_and_say_another() {
    let case =
        case(&statements(&[PHONE, "id = 'b', about = 2026-11-06, withdraws = 'phone', says = { fever = 'no' }"]));
    let ids: Vec<&str> = case.statements.iter().map(|statement| statement.id.as_str()).collect();
    assert_eq!(ids, ["phone/fear", "b/fever", "b/fear"]);
    assert_eq!(case.statements[1].withdraws, None);
    assert_eq!(case.statements[2].said, RawValue::Nothing);
}

#[test]
fn an_entry_may_take_back_and_say_the_same_fact_anew() {
    let case =
        case(&statements(&[PHONE, "id = 'b', about = 2026-11-06, withdraws = 'phone', says = { fear = 'yes' }"]));
    assert_eq!(case.statements.len(), 2);
    assert_eq!(case.statements[1].withdraws.as_ref().unwrap().as_str(), "phone/fear");
    assert_eq!(case.statements[1].said, RawValue::Word("yes".into()));
}

#[test]
fn a_withdrawal_is_not_taken_back() {
    tells(
        &statements(&[
            PHONE,
            "id = 'b', about = 2026-11-06, withdraws = 'phone'",
            "about = 2026-11-07, withdraws = 'b'",
        ]),
        &[
            "case:6:50 (statements[2].withdraws): the statement named here only takes another one back; expected a statement that says something",
        ],
    );
}

#[test]
fn only_a_statement_of_the_file_can_be_put_right_or_taken_back() {
    tells(
        &statements(&[
            PHONE,
            "about = 2026-11-06, replaces = 'phnoe', says = { fear = 'yes' }",
            "about = 2026-11-06, withdraws = 'phone/fera'",
            "about = 2026-11-06, withdraws = 'somewhere else entirely'",
        ]),
        &[
            "case:5:49 (statements[1].replaces): no statement in this file has this id; expected the id of one under [[statements]]; did you mean `phone`?",
            "case:6:50 (statements[2].withdraws): no statement in this file has this id; expected the id of one under [[statements]]; did you mean `phone/fear`?",
            "case:7:50 (statements[3].withdraws): no statement in this file has this id; expected the id of one under [[statements]]",
        ],
    );
}

#[test]
fn nothing_recorded_later_can_be_put_right_or_taken_back() {
    tells(
        &statements(&[
            "about = 2026-11-04, replaces = 'phone', says = { fear = 'yes' }",
            "about = 2026-11-04, withdraws = 'phone'",
            PHONE,
        ]),
        &[
            "case:4:49 (statements[0].replaces): the statement named here was recorded later than this one; expected a statement recorded on the same day or earlier",
            "case:5:50 (statements[1].withdraws): the statement named here was recorded later than this one; expected a statement recorded on the same day or earlier",
        ],
    );
}

#[test]
fn s_7_on_one_day_the_order_of_the_file_does_not_matter() {
    let case = case(&statements(&["about = 2026-11-05, replaces = 'phone', says = { fear = 'yes' }", PHONE]));
    assert_eq!(case.statements[0].replaces.as_ref().unwrap().as_str(), "phone/fear");
}

#[test]
fn statements_do_not_put_each_other_right_in_a_circle() {
    let message =
        "statements put each other right or take each other back in a circle; expected one statement that stands";
    tells(
        &statements(&[
            "id = 'a', about = 2026-11-05, replaces = 'b', says = { fear = 'yes' }",
            "id = 'b', about = 2026-11-05, withdraws = 'a', says = { fear = 'no' }",
            "id = 'c', about = 2026-11-05, replaces = 'a', says = { fear = 'no' }",
            "id = 'd', about = 2026-11-05, replaces = 'd', says = { fear = 'no' }",
        ]),
        &[
            &format!("case:4:80 (statements[0].says.fear): {message}"),
            &format!("case:5:81 (statements[1].says.fear): {message}"),
            &format!("case:7:80 (statements[3].says.fear): {message}"),
        ],
    );
}

#[test]
fn two_statements_may_put_the_same_one_right() {
    case(&statements(&[
        PHONE,
        "about = 2026-11-06, replaces = 'phone', says = { fear = 'yes' }",
        "about = 2026-11-07, replaces = 'phone', says = { fear = 'dont_know' }",
    ]));
}

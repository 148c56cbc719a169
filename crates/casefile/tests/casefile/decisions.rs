//! S-19: decisions on findings.

use crate::support::{PEOPLE, case, tells};
use casefile::Choice;
use facts::StatementId;

/// Decisions by the physician, one a line, from line 4 on.
fn decisions(entries: &[&str]) -> String {
    let entries: Vec<String> = entries.iter().map(|entry| format!("{{ by = 'dr-vos', {entry} }}")).collect();
    format!("{PEOPLE}decisions = [\n{}]", entries.join(",\n"))
}

/// What was stated on 4 and 5 November: two things in one entry, one in another, and one that only takes back.
const STATEMENTS: &str = "[[statements]]\nid = 'intake'\nabout = 2026-11-04\nby = 'kim'\nrole = 'hr'\nsays = { fever = 'yes', fear = 'yes' }\n\
    [[statements]]\nid = 'phone'\nabout = 2026-11-05\nby = 'worker'\nsays = { fever = 'yes' }\n\
    [[statements]]\nid = 'oops'\nabout = 2026-11-05\nby = 'worker'\nwithdraws = 'phone'\n";

/// A decision by the physician that sets aside, on this day. What it sets aside stands in line 4, from column 14 on.
fn setting_aside(what: &str, about: &str) -> String {
    format!(
        "{PEOPLE}[[decisions]]\nsets_aside = {what}\nfinding = 'x.alarm'\nchoice = 'set_aside'\nreason = 'seen'\n\
         about = {about}\nby = 'dr-vos'\n{STATEMENTS}"
    )
}

fn set_aside(text: &str) -> Vec<StatementId> {
    match case(text).decisions.remove(0).choice {
        Choice::SetAside { statements } => statements,
        other => panic!("{other:?}"),
    }
}

#[test]
fn s_19_setting_aside_is_a_choice_with_a_reason() {
    let case = case(&setting_aside("['phone']", "2026-11-12"));
    assert_eq!(case.decisions[0].choice, Choice::SetAside { statements: vec!["phone/fever".into()] });
    assert_eq!(case.decisions[0].choice.as_str(), "set_aside");
    assert_eq!(case.decisions[0].id.as_str(), "decision-1");
    assert_eq!(case.decisions[0].recorded.day, case.decisions[0].about);
}

#[test]
fn a_decision_names_finding_choice_day_and_person() {
    tells(
        &format!("{PEOPLE}[[decisions]]"),
        &[
            "case:3:1 (decisions[0]): the field `about` is missing",
            "case:3:1 (decisions[0]): the field `by` is missing",
            "case:3:1 (decisions[0]): the field `choice` is missing",
            "case:3:1 (decisions[0]): the field `finding` is missing",
        ],
    );
}

#[test]
fn a_choice_is_one_of_three() {
    tells(
        &decisions(&["finding = 'x', choice = 'deviates', about = 2026-11-12"]),
        &[
            "case:4:42 (decisions[0].choice): this word is not known here; expected one of: confirm, deviate, set_aside; did you mean `deviate`?",
        ],
    );
}

#[test]
fn s_19_a_deviation_has_an_outcome_and_a_reason() {
    tells(
        &decisions(&[
            "finding = 'x', choice = 'deviate', about = 2026-11-12",
            "finding = 'x', choice = 'deviate', outcome = 'category_4', reason = ' ', about = 2026-11-12",
            "finding = 'x', choice = 'deviate', outcome = 4, reason = 'r', about = 2026-11-12",
        ]),
        &[
            "case:4:1 (decisions[0]): the field `outcome` is missing; expected the outcome that holds instead",
            "case:4:1 (decisions[0]): the field `reason` is missing or empty; expected why, in words",
            "case:5:1 (decisions[1]): the field `reason` is missing or empty; expected why, in words",
            "case:6:63 (decisions[2].outcome): a whole number stands here; expected text between quotation marks",
        ],
    );
}

#[test]
fn s_19_a_confirmation_may_name_the_outcome_that_is_confirmed() {
    let case = case(&decisions(&[
        "finding = 'x', choice = 'confirm', outcome = 'category_4', about = 2026-11-12",
        "finding = 'x', choice = 'confirm', about = 2026-11-12",
    ]));
    let outcome = Some("category_4".into());
    assert_eq!(case.decisions[0].choice, Choice::Confirm { outcome });
    assert_eq!(case.decisions[1].choice, Choice::Confirm { outcome: None });
    assert_eq!(case.decisions[1].choice.as_str(), "confirm");
}

#[test]
fn an_outcome_is_an_id_whatever_is_chosen() {
    tells(
        &decisions(&[
            "finding = 'x', choice = 'confirm', outcome = 'category 4', about = 2026-11-12",
            "finding = 'x', choice = 'confrim', outcome = 'category 4', about = 2026-11-12",
        ]),
        &[
            "case:4:63 (decisions[0].outcome): this is not an id; expected letters without accents, digits, `-`, `_` and `.`, at most 80 of them",
            "case:5:42 (decisions[1].choice): this word is not known here; expected one of: confirm, deviate, set_aside; did you mean `confirm`?",
            "case:5:63 (decisions[1].outcome): this is not an id; expected letters without accents, digits, `-`, `_` and `.`, at most 80 of them",
        ],
    );
}

#[test]
fn what_sets_statements_aside_names_them_and_has_a_reason_and_no_outcome() {
    tells(
        &decisions(&[
            "finding = 'x', choice = 'set_aside', about = 2026-11-12",
            "finding = 'x', choice = 'set_aside', sets_aside = [], reason = ' ', about = 2026-11-12",
            "finding = 'x', choice = 'set_aside', sets_aside = 'phone', reason = 'r', about = 2026-11-12",
            "finding = 'x', choice = 'set_aside', outcome = 'no alarm', reason = 'r', about = 2026-11-12",
        ]),
        &[
            "case:4:1 (decisions[0]): the field `reason` is missing or empty; expected why, in words",
            "case:4:1 (decisions[0]): the field `sets_aside` is missing; expected the statements that are set aside",
            "case:5:1 (decisions[1]): the field `reason` is missing or empty; expected why, in words",
            "case:5:68 (decisions[1].sets_aside): `sets_aside` is empty; expected at least one statement",
            "case:6:68 (decisions[2].sets_aside): text stands here; expected a list",
            "case:7:1 (decisions[3]): the field `sets_aside` is missing; expected the statements that are set aside",
            "case:7:65 (decisions[3].outcome): a decision that sets statements aside has no outcome; expected `choice = \"confirm\"` or `choice = \"deviate\"`, or no outcome",
        ],
    );
}

#[test]
fn only_what_sets_statements_aside_names_them() {
    tells(
        &decisions(&[
            "finding = 'x', choice = 'confirm', sets_aside = ['nothing'], about = 2026-11-12",
            "finding = 'x', choice = 'deviate', sets_aside = [], outcome = 'y', reason = 'r', about = 2026-11-12",
        ]),
        &[
            "case:4:66 (decisions[0].sets_aside): this decision does not set statements aside; expected `choice = \"set_aside\"`, or no `sets_aside`",
            "case:5:66 (decisions[1].sets_aside): this decision does not set statements aside; expected `choice = \"set_aside\"`, or no `sets_aside`",
        ],
    );
}

#[test]
fn s_9_statements_are_set_aside_by_their_full_ids_in_the_order_of_the_file() {
    assert_eq!(
        set_aside(&setting_aside("['phone', 'intake/fear', 'intake/fever']", "2026-11-12")),
        ["phone/fever".into(), "intake/fear".into(), "intake/fever".into()]
    );
}

#[test]
fn only_a_statement_of_the_file_can_be_set_aside() {
    tells(
        &setting_aside("['intake', 'oops', 'phnoe', 'phone/fear', 3, 'phone']", "2026-11-12"),
        &[
            "case:4:15 (decisions[0].sets_aside[0]): the statement named here says several things; expected one of: intake/fever, intake/fear",
            "case:4:25 (decisions[0].sets_aside[1]): the statement named here only takes another one back; expected a statement that says something",
            "case:4:33 (decisions[0].sets_aside[2]): no statement in this file has this id; expected the id of one under [[statements]]; did you mean `phone`?",
            "case:4:42 (decisions[0].sets_aside[3]): no statement in this file has this id; expected the id of one under [[statements]]; did you mean `phone/fever`?",
            "case:4:56 (decisions[0].sets_aside[4]): a whole number stands here; expected text between quotation marks",
        ],
    );
}

#[test]
fn a_statement_is_set_aside_once_under_whichever_name() {
    tells(
        &setting_aside("['phone', 'phone/fever', 'intake/fear', 'intake/fear']", "2026-11-12"),
        &[
            "case:4:24 (decisions[0].sets_aside[1]): the statement `phone/fever` is named twice; expected each statement once",
            "case:4:54 (decisions[0].sets_aside[3]): the statement `intake/fear` is named twice; expected each statement once",
        ],
    );
}

#[test]
fn s_9_only_what_was_stated_before_is_set_aside() {
    tells(
        &setting_aside("['intake/fever', 'phone']", "2026-11-04"),
        &[
            "case:4:31 (decisions[0].sets_aside[1]): the statement named here was recorded later than this one; expected a statement recorded on the same day or earlier",
        ],
    );
    // The days of recording are compared, not the days spoken about.
    let recorded_later = setting_aside("['phone']", "2026-11-04\nrecorded = 2026-11-05");
    assert_eq!(set_aside(&recorded_later), ["phone/fever".into()]);
    tells(
        &setting_aside("['phone']", "2026-11-05\nrecorded = 2026-11-04"),
        &[
            "case:4:15 (decisions[0].sets_aside[0]): the statement named here was recorded later than this one; expected a statement recorded on the same day or earlier",
        ],
    );
}

#[test]
fn s_9_a_sign_stated_on_the_day_of_the_decision_is_set_aside_only_when_it_is_named() {
    let anew = "[[statements]]\nid = 'later-that-day'\nabout = 2026-11-05\nby = 'worker'\nsays = { fever = 'yes' }\n";
    let text = setting_aside("['phone']", "2026-11-05") + anew;
    assert_eq!(set_aside(&text), ["phone/fever".into()]);
    let text = setting_aside("['phone', 'later-that-day']", "2026-11-05") + anew;
    assert_eq!(set_aside(&text), ["phone/fever".into(), "later-that-day/fever".into()]);
}

#[test]
fn what_was_taken_back_can_be_set_aside_and_so_can_what_another_decision_set_aside() {
    let again = "[[decisions]]\nfinding = 'y'\nchoice = 'set_aside'\nreason = 'seen'\nabout = 2026-11-12\nby = 'dr-vos'\n\
        sets_aside = ['phone/fever']\n";
    let case = case(&(setting_aside("['phone']", "2026-11-12") + again));
    assert_eq!(case.decisions[0].choice, case.decisions[1].choice);
    let taken_back = case.statements.last().unwrap().withdraws.as_ref();
    assert_eq!(taken_back, Some(&"phone/fever".into()));
}

#[test]
fn a_decision_supersedes_an_earlier_one_on_the_same_finding() {
    tells(
        &decisions(&[
            "id = 'first', finding = 'x', choice = 'confirm', about = 2026-11-12",
            "finding = 'y', choice = 'confirm', about = 2026-11-13, supersedes = 'first'",
            "finding = 'x', choice = 'confirm', about = 2026-11-11, supersedes = 'first'",
            "finding = 'x', choice = 'confirm', about = 2026-11-13, supersedes = 'frist'",
            "id = 'round', finding = 'x', choice = 'confirm', about = 2026-11-13, supersedes = 'round'",
        ]),
        &[
            "case:5:86 (decisions[1].supersedes): the decision named here is about another finding; expected a decision about the same finding",
            "case:6:86 (decisions[2].supersedes): the decision named here was recorded later than this one; expected a decision recorded on the same day or earlier",
            "case:7:86 (decisions[3].supersedes): no decision in this file has this id; expected the id of one under [[decisions]]; did you mean `first`?",
            "case:8:100 (decisions[4].supersedes): decisions name each other in a circle; expected one decision that stands",
        ],
    );
}

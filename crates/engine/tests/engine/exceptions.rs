//! Exceptions replace the outcome of their rule, or leave it open (S-14).

use crate::small::Small;
use crate::told::{Told, finding, missing, outcome};
use engine::Rulebook;

/// Whoever has a fever is seen, but not with a cold; of those, whoever is old is seen after all.
fn small() -> Small {
    Small::new()
        .yes_no(&["t.fever", "t.cold", "t.old"])
        .table(
            "t.care",
            &["rest", "visit"],
            &["t.fever"],
            &[("{ 't.fever' = 'no' }", "rest"), ("{ 't.fever' = 'yes' }", "visit")],
            "",
        )
        .exception("t.not_with_a_cold", "t.care", "{ fact = 't.cold', is = 'yes' }", "rest")
}

fn of_the_old(small: Small) -> Small {
    small.exception("t.but_the_old", "t.not_with_a_cold", "{ fact = 't.old', is = 'yes' }", "visit")
}

fn told<'r>(rulebook: &'r Rulebook, facts: &[(&str, &str)]) -> Told<'r> {
    Told::of(rulebook.library()).says_all(facts)
}

fn care(rulebook: &Rulebook, facts: &[(&str, &str)]) -> String {
    outcome(&told(rulebook, facts).assessed(rulebook), "t.care")
}

#[test]
fn s_14_where_its_condition_holds_an_exception_replaces_the_outcome() {
    let rulebook = small().rulebook();
    assert_eq!(care(&rulebook, &[("t.fever", "yes"), ("t.cold", "no")]), "visit");
    assert_eq!(care(&rulebook, &[("t.fever", "yes"), ("t.cold", "yes")]), "rest");
    let assessment = told(&rulebook, &[("t.fever", "yes"), ("t.cold", "yes")]).assessed(&rulebook);
    let applied: Vec<&str> =
        finding(&assessment, "t.care").explanation.exceptions.iter().map(|id| id.as_str()).collect();
    assert_eq!(applied, ["t.not_with_a_cold"]);
}

#[test]
fn s_14_while_its_condition_is_unknown_the_rule_is_open_on_it() {
    let rulebook = small().rulebook();
    let assessment = told(&rulebook, &[("t.fever", "yes")]).assessed(&rulebook);
    assert_eq!(outcome(&assessment, "t.care"), "open: rest, visit");
    assert_eq!(missing(&assessment, "t.care"), ["t.cold"]);
    assert_eq!(finding(&assessment, "t.care").explanation.exceptions, []);
}

#[test]
fn s_14_an_exception_that_would_change_nothing_leaves_nothing_open() {
    let rulebook = small().rulebook();
    assert_eq!(care(&rulebook, &[("t.fever", "no")]), "rest");
}

#[test]
fn s_14_an_exception_to_an_exception_goes_first() {
    let rulebook = of_the_old(small()).rulebook();
    let with_a_cold = [("t.fever", "yes"), ("t.cold", "yes")];
    assert_eq!(care(&rulebook, &[&with_a_cold[..], &[("t.old", "no")]].concat()), "rest");
    assert_eq!(care(&rulebook, &[&with_a_cold[..], &[("t.old", "yes")]].concat()), "visit");
    assert_eq!(care(&rulebook, &with_a_cold), "open: rest, visit");
    assert_eq!(
        care(&rulebook, &[("t.fever", "no"), ("t.cold", "no"), ("t.old", "yes")]),
        "rest",
        "it excepts no more than that"
    );
}

#[test]
fn s_14_what_reads_the_rule_reads_it_with_its_exceptions() {
    let rulebook = small().derived("t.stays", "{ fact = 't.care', is = 'rest' }").rulebook();
    let assessment = told(&rulebook, &[("t.fever", "yes"), ("t.cold", "yes")]).assessed(&rulebook);
    assert_eq!(outcome(&assessment, "t.stays"), "yes");
}

#[test]
fn s_14_two_exceptions_that_hold_together_with_one_outcome_are_no_clash() {
    let rulebook = small().exception("t.not_the_old", "t.care", "{ fact = 't.old', is = 'yes' }", "rest").rulebook();
    assert_eq!(care(&rulebook, &[("t.fever", "yes"), ("t.old", "yes")]), "rest");
}

#[test]
fn s_14_two_exceptions_that_exclude_each_other_are_no_clash() {
    let never_both = "{ all = [ { fact = 't.old', is = 'yes' }, { fact = 't.cold', is = 'no' } ] }";
    assert!(small().exception("t.always_the_old", "t.care", never_both, "visit").compiled().is_ok());
}

#[test]
fn s_14_an_exception_frees_an_obligation() {
    let rulebook = Small::new()
        .yes_no(&["t.left"])
        .fact("t.done_on", "type = 'date'")
        .fact("t.began_on", "type = 'date'")
        .goal(
            "t.call",
            "deadline",
            "owed_by = 'employer'\nsubject = 'case'\nanchor = { fact = 't.began_on' }\ndue = { days = 7 }\ndone_by = 't.done_on'",
        )
        .exception("t.not_who_left", "t.call", "{ fact = 't.left', is = 'yes' }", "does_not_apply")
        .rulebook();
    let state = |facts: &[(&str, &str)]| {
        let assessment = told(&rulebook, facts).assessed(&rulebook);
        assessment.obligation("t.call").unwrap().state.as_str()
    };
    let began = ("t.began_on", "2026-06-10");
    assert_eq!(state(&[began, ("t.left", "no")]), "due");
    assert_eq!(state(&[began, ("t.left", "yes")]), "does_not_apply");
    assert_eq!(state(&[began]), "trigger_open");
}

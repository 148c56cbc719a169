//! Judgements and what tables propose for them (S-18).

use crate::shipped;
use crate::small::Small;
use crate::told::{Told, finding, missing, outcome};
use engine::{Rulebook, Status};

/// A table that proposes, a judgement, and a rule that reads it.
fn rulebook() -> Rulebook {
    Small::new()
        .choice("t.path", &["ours", "other", "new"])
        .choice("t.grade", &["low", "high"])
        .table(
            "t.table",
            &["rest", "call", "not_covered", "does_not_apply"],
            &["t.path", "t.grade"],
            &[
                ("{ 't.path' = 'other' }", "does_not_apply"),
                ("{ 't.path' = 'ours', 't.grade' = 'low' }", "rest"),
                ("{ 't.path' = 'ours', 't.grade' = 'high' }", "call"),
            ],
            "otherwise = 'not_covered'",
        )
        .judgement("t.care", &["rest", "call", "visit"], "proposed_by = 't.table'")
        .derived("t.is_seen", "{ fact = 't.care', in = ['call', 'visit'] }")
        .derived("t.applies", "{ not = { fact = 't.care', is = 'does_not_apply' } }")
        .rulebook()
}

const HIGH: [(&str, &str); 2] = [("t.path", "ours"), ("t.grade", "high")];

#[test]
fn s_18_what_follows_from_a_proposal_is_marked_as_proposed() {
    let rulebook = rulebook();
    let assessment = Told::of(rulebook.library()).says_all(&HIGH).assessed(&rulebook);
    assert_eq!(finding(&assessment, "t.table").status, Status::Decided);
    for (rule, expected) in [("t.care", "call"), ("t.is_seen", "yes")] {
        assert_eq!(outcome(&assessment, rule), expected);
        assert_eq!(finding(&assessment, rule).status, Status::Proposed, "{rule}");
    }
}

#[test]
fn s_18_a_judgement_takes_the_place_of_the_proposal() {
    let rulebook = rulebook();
    let judged = Told::of(rulebook.library()).says_all(&HIGH).says("t.care", "rest");
    let assessment = judged.assessed(&rulebook);
    assert_eq!(outcome(&assessment, "t.care"), "rest");
    assert_eq!(outcome(&assessment, "t.is_seen"), "no");
    assert_eq!(finding(&assessment, "t.is_seen").status, Status::Decided, "nothing proposed is left in it");
    let care = finding(&assessment, "t.care");
    assert_eq!(care.proposal.as_ref().map(|word| word.as_str()), Some("call"));
    assert_eq!(care.status, Status::Deviated);
    let decision = care.decision.as_ref().unwrap();
    assert_eq!((decision.by.as_str(), decision.reason.as_deref()), ("bedrijfsarts", Some("because")));
}

#[test]
fn s_18_a_judgement_as_proposed_confirms() {
    let rulebook = rulebook();
    let assessment = Told::of(rulebook.library()).says_all(&HIGH).says("t.care", "call").assessed(&rulebook);
    assert_eq!(finding(&assessment, "t.care").status, Status::Confirmed);
}

#[test]
fn s_18_where_nothing_is_proposed_a_judgement_neither_confirms_nor_deviates() {
    let rulebook = rulebook();
    let judged = Told::of(rulebook.library()).says("t.care", "visit");
    let nothing_known = judged.assessed(&rulebook);
    let not_covered = judged.says("t.path", "new").assessed(&rulebook);
    for assessment in [nothing_known, not_covered] {
        assert_eq!(finding(&assessment, "t.care").status, Status::Decided);
        assert_eq!(outcome(&assessment, "t.care"), "visit");
    }
}

#[test]
fn s_18_does_not_apply_passes_through_the_judgement() {
    let rulebook = rulebook();
    let assessment = Told::of(rulebook.library()).says("t.path", "other").assessed(&rulebook);
    assert_eq!(outcome(&assessment, "t.table"), "does_not_apply");
    assert_eq!(outcome(&assessment, "t.care"), "does_not_apply");
    assert_eq!(outcome(&assessment, "t.applies"), "no");
    assert_eq!(outcome(&assessment, "t.is_seen"), "no");
}

#[test]
fn s_18_where_the_table_proposes_nothing_the_judgement_is_asked_for() {
    let rulebook = rulebook();
    let told = Told::of(rulebook.library()).says("t.path", "new");
    let assessment = told.assessed(&rulebook);
    assert_eq!(outcome(&assessment, "t.table"), "not_covered");
    assert_eq!(outcome(&assessment, "t.care"), "open: call, rest, visit", "whatever would be judged");
    assert_eq!(outcome(&assessment, "t.is_seen"), "open: no, yes");
    assert_eq!(missing(&assessment, "t.is_seen"), ["t.care"]);
    assert_eq!(outcome(&told.says("t.care", "visit").assessed(&rulebook), "t.is_seen"), "yes");
}

#[test]
fn s_18_before_anything_is_known_the_facts_of_the_proposal_are_asked_and_the_judgement() {
    let rulebook = rulebook();
    let assessment = Told::of(rulebook.library()).assessed(&rulebook);
    assert_eq!(outcome(&assessment, "t.care"), "open: call, does_not_apply, rest, visit");
    assert_eq!(missing(&assessment, "t.is_seen"), ["t.care", "t.grade", "t.path"]);
}

#[test]
fn s_18_an_outcome_that_does_not_hang_on_the_judgement_is_not_proposed() {
    let rulebook = Small::new()
        .yes_no(&["t.a", "t.rests"])
        .table(
            "t.table",
            &["rest", "visit"],
            &["t.a"],
            &[("{ 't.a' = 'yes' }", "rest"), ("{ 't.a' = 'no' }", "visit")],
            "",
        )
        .judgement("t.care", &["rest", "visit"], "proposed_by = 't.table'")
        .derived("t.well", "{ any = [ { fact = 't.rests', is = 'yes' }, { fact = 't.care', is = 'rest' } ] }")
        .rulebook();
    let told = Told::of(rulebook.library()).says("t.a", "yes");
    assert_eq!(finding(&told.assessed(&rulebook), "t.well").status, Status::Proposed);
    let rests = told.says("t.rests", "yes").assessed(&rulebook);
    assert_eq!(finding(&rests, "t.well").status, Status::Decided);
}

#[test]
fn s_18_specificity_is_never_proposed() {
    let rulebook = shipped::rulebook();
    let rule = rulebook.library().rule(&"stecr.specificity".into()).unwrap();
    let pack::Body::Judgement(judgement) = &rule.body else { panic!("specificity is a judgement") };
    assert_eq!(judgement.proposed_by, None);
    assert_eq!(rulebook.goal(&rule.id).unwrap().proposal, None);
}

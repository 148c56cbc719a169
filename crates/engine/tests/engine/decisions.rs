//! What a professional decided about a finding (S-19), and that a finding is one (S-20).

use crate::shipped;
use crate::small::Small;
use crate::told::{TODAY, Told, finding, outcome};
use engine::{DecisionChoice, Rulebook, Status};
use facts::Role;
use std::collections::BTreeSet;

fn rulebook() -> Rulebook {
    Small::new()
        .choice("t.grade", &["low", "middle", "high"])
        .table(
            "t.care",
            &["visit", "call", "rest"],
            &["t.grade"],
            &[
                ("{ 't.grade' = 'low' }", "rest"),
                ("{ 't.grade' = 'middle' }", "call"),
                ("{ 't.grade' = 'high' }", "visit"),
            ],
            "ranked = true\nunknown_counts_as = { 't.grade' = 'high' }",
        )
        .rulebook()
}

fn word(outcome: &Option<facts::ChoiceId>) -> Option<&str> {
    outcome.as_ref().map(|word| word.as_str())
}

#[test]
fn s_19_a_deviation_holds_and_what_would_be_proposed_stands_beside_it() {
    let rulebook = rulebook();
    let low = Told::of(rulebook.library()).says("t.grade", "low");
    let decided = low.decides("t.care", DecisionChoice::Deviate, Some("call"));
    let assessment = decided.assessed(&rulebook);
    let care = finding(&assessment, "t.care");
    assert_eq!(care.status, Status::Deviated);
    assert_eq!((word(&care.outcome), word(&care.proposal)), (Some("call"), Some("rest")));
    let decision = care.decision.as_ref().unwrap();
    assert_eq!((decision.role, decision.reason.as_deref()), (Role::Bedrijfsarts, Some("because")));
}

#[test]
fn s_19_when_facts_change_nothing_decided_is_replaced_and_the_difference_is_shown() {
    let rulebook = rulebook();
    let library = rulebook.library();
    for choice in [DecisionChoice::Confirm, DecisionChoice::Deviate] {
        let decided =
            Told::of(library).about("2026-06-10").says("t.grade", "low").decides("t.care", choice, Some("rest"));
        let assessment = decided.clone().assessed(&rulebook);
        let before = finding(&assessment, "t.care");
        assert_eq!((word(&before.outcome), word(&before.proposal)), (Some("rest"), Some("rest")));

        let worse = decided.about("2026-06-14").says("t.grade", "high").assessed(&rulebook);
        let care = finding(&worse, "t.care");
        assert_eq!((word(&care.outcome), word(&care.proposal)), (Some("rest"), Some("visit")), "{choice:?}");
    }
}

#[test]
fn s_19_a_decision_ends_acting_on_what_is_unknown() {
    let rulebook = rulebook();
    let open = Told::of(rulebook.library());
    let assessment = open.assessed(&rulebook);
    let care = finding(&assessment, "t.care");
    assert_eq!((care.status, word(&care.acted_on)), (Status::Open, Some("visit")));

    let assessment = open.decides("t.care", DecisionChoice::Deviate, Some("rest")).assessed(&rulebook);
    let care = finding(&assessment, "t.care");
    assert_eq!((care.status, word(&care.outcome), &care.acted_on), (Status::Deviated, Some("rest"), &None));
}

#[test]
fn s_19_a_decision_stays_in_force_until_a_person_supersedes_it() {
    let rulebook = rulebook();
    let first = Told::of(rulebook.library()).about("2026-06-10").says("t.grade", "low").decides(
        "t.care",
        DecisionChoice::Deviate,
        Some("visit"),
    );
    let first_id = first.situation.decisions[0].id.clone();
    let second = first.clone().about("2026-06-12").decides("t.care", DecisionChoice::Confirm, Some("rest"));
    let second = second.deciding(|decision| decision.supersedes = Some(first_id));
    assert_eq!(outcome(&second.assessed(&rulebook), "t.care"), "rest");
    assert_eq!(outcome(&second.on("2026-06-11").assessed(&rulebook), "t.care"), "visit", "the day before it held");
    assert_eq!(outcome(&first.on("2027-06-10").assessed(&rulebook), "t.care"), "visit", "a year does not end it");
}

#[test]
fn s_6_a_decision_that_was_not_written_down_yet_is_not_seen() {
    let rulebook = rulebook();
    let mut told = Told::of(rulebook.library()).says("t.grade", "low");
    told = told.decides("t.care", DecisionChoice::Deviate, Some("visit"));
    told.situation.known_on = crate::told::day("2026-06-14");
    told.situation.statements[0].recorded.day = crate::told::day("2026-06-14");
    assert_eq!(outcome(&told.assessed(&rulebook), "t.care"), "rest");
}

#[test]
fn s_19_a_judgement_made_by_a_decision_says_whether_it_confirms() {
    let rulebook = Small::new()
        .yes_no(&["t.a"])
        .table(
            "t.table",
            &["rest", "visit"],
            &["t.a"],
            &[("{ 't.a' = 'yes' }", "rest"), ("{ 't.a' = 'no' }", "visit")],
            "",
        )
        .judgement("t.care", &["rest", "visit"], "proposed_by = 't.table'")
        .rulebook();
    let told = Told::of(rulebook.library()).about("2026-06-10").says("t.a", "yes");
    let confirmed = told.judges("t.care", DecisionChoice::Confirm, "rest");
    assert_eq!(finding(&confirmed.assessed(&rulebook), "t.care").status, Status::Confirmed);

    let changed = confirmed.about(TODAY).says("t.a", "no").assessed(&rulebook);
    let care = finding(&changed, "t.care");
    assert_eq!(
        (care.status, word(&care.outcome), word(&care.proposal)),
        (Status::Confirmed, Some("rest"), Some("visit"))
    );
}

#[test]
fn s_19_an_alarm_is_decided_on_by_a_physician_alone() {
    let rulebook = Small::new()
        .alarm(&["t.sign"])
        .goal("t.alarm", "derived", "subject = 'episode'\nalarm = 'urgent'\nwhen = { fact = 't.sign', is = 'yes' }")
        .rulebook();
    let status = |role: Role| {
        let told = Told::of(rulebook.library()).says("t.sign", "yes").by(role);
        let assessment = told.decides("t.alarm", DecisionChoice::Confirm, Some("yes")).assessed(&rulebook);
        finding(&assessment, "t.alarm").status
    };
    assert_eq!(status(Role::IntakeExpert), Status::Decided);
    assert_eq!(status(Role::Arbeidsarts), Status::Confirmed);
}

#[test]
fn s_20_there_is_one_finding_for_one_rule_and_one_subject() {
    let told = Told::of(shipped::rulebook().library())
        .says("stecr.saddle_numbness", "no")
        .says_of("restriction.activity", Some("lifting"), "lifting")
        .says_of("restriction.extent", Some("lifting"), "limited")
        .says_of("restriction.activity", Some("sitting"), "sitting");
    let assessment = told.assessed(shipped::rulebook());
    let mut seen = BTreeSet::new();
    for finding in &assessment.findings {
        let identity = (&finding.rule, &finding.subject, &finding.other);
        assert!(seen.insert(identity), "{identity:?} stands twice");
    }
    let of_obligations: BTreeSet<_> = assessment.obligations.iter().map(|owed| (&owed.rule, &owed.subject)).collect();
    assert_eq!(of_obligations.len(), assessment.obligations.len());
}

#[test]
fn s_20_two_rules_with_one_outcome_stay_two_findings() {
    let rulebook = Small::new()
        .yes_no(&["t.a"])
        .derived("t.first", "{ fact = 't.a', is = 'yes' }")
        .derived("t.second", "{ fact = 't.a', is = 'yes' }")
        .rulebook();
    let assessment = Told::of(rulebook.library()).says("t.a", "yes").assessed(&rulebook);
    let rules: Vec<&str> = assessment.findings.iter().map(|finding| finding.rule.as_str()).collect();
    assert_eq!(rules, ["t.first", "t.second"], "nothing is added up");
}

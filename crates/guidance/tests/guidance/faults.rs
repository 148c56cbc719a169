//! A case that does not fit the packs: where, what was expected, and never what somebody said (S-47).

use crate::cast::{CAST, says};
use crate::look::told;
use facts::Role;

/// The one thing that is told, with all of these words.
#[track_caller]
fn tells(toml: &str, words: &[&str]) {
    let told = told(toml);
    assert_eq!(told.len(), 1, "{told:?}");
    for word in words {
        assert!(told[0].contains(word), "`{word}` in: {}", told[0]);
    }
}

fn one(by: &str, facts: &str, more: &str) -> String {
    format!("{CAST}{}", says("one", by, "2026-11-12", facts, more))
}

#[test]
fn s_47_an_unknown_fact_is_told_with_its_place_and_the_nearest_right_word() {
    tells(&one("sam", "'stecr.feer' = 'none'", ""), &["case.toml:", "`stecr.feer`", "did you mean `stecr.fear`?"]);
    tells(&one("sam", "'stecr.xxxxxxxx' = 'none'", ""), &["`stecr.xxxxxxxx` is not a fact of these packs"]);
}

#[test]
fn s_12_nobody_states_what_follows_from_other_facts() {
    tells(&one("dr-vos", "'stecr.any_emergency' = 'no'", ""), &["follows from other facts; nobody states it"]);
    tells(&one("dr-vos", "'stecr.urgency_by_history' = 'assess'", ""), &["nobody states it"]);
}

#[test]
fn s_02_a_value_that_the_fact_does_not_have_is_told_with_what_it_can_be() {
    tells(&one("sam", "'stecr.fear' = 'enormous'", ""), &["no value of `stecr.fear`", "one of: none, beginning"]);
    tells(&one("sam", "'stecr.fever' = 'maybe'", ""), &["no value of `stecr.fever`", "\"yes\", \"no\""]);
    tells(&one("sam", "'stecr.age_at_first_episode' = 111", ""), &["a whole number from 0 to 110 (year)"]);
    tells(&one("hugo", "'common.hours_now' = 60.01", ""), &["a number from 0 to 60 (hour/week)"]);
    tells(&one("anna", "'common.onset' = 'yesterday'", ""), &["no value of `common.onset`", "a day, such as"]);
    assert!(told(&one("hugo", "'common.hours_now' = 60", "")).is_empty(), "the end of the range is in it");
    assert!(told(&one("sam", "'stecr.fever' = 'dont_know'", "")).is_empty(), "not knowing always fits");
}

#[test]
fn s_01_a_role_that_is_not_asked_may_not_state_it() {
    tells(&one("lies", "'stecr.fear' = 'none'", ""), &["the role `supervisor` may not state `stecr.fear`"]);
    tells(
        &one("sam", "'stecr.tension_test_positive' = 'no', 'stecr.coordination_in_front' = 'no'", ""),
        &["the role `intake_expert` may not state `stecr.coordination_in_front`", "one of: bedrijfsarts, arbeidsarts"],
    );
}

#[test]
fn s_09_an_alarm_sign_may_be_stated_by_anybody() {
    for (who, role) in [
        ("anna", Role::Worker),
        ("lies", Role::Supervisor),
        ("hugo", Role::Hr),
        ("cas", Role::CaseManager),
        ("wim", Role::WorkplaceExpert),
        ("tim", Role::Trainer),
        ("dienst", Role::Arbodienst),
    ] {
        assert_eq!(told(&one(who, "'stecr.saddle_numbness' = 'yes'", "")), Vec::<String>::new(), "{role}");
    }
}

#[test]
fn s_03_a_fact_about_a_record_says_which_record() {
    tells(&one("dr-vos", "'restriction.extent' = 'can'", ""), &["one record of the list `restriction`", "`of ="]);
}

#[test]
fn s_03_with_several_episodes_it_is_said_which_one_is_meant() {
    let several = CAST.replace("[{ id = 'episode' }]", "[{ id = 'spring' }, { id = 'autumn' }]");
    let stated = |more: &str| format!("{several}{}", says("one", "sam", "2026-11-12", "'stecr.fear' = 'none'", more));
    tells(&stated(""), &["several of episode", "`stecr.fear`", "one of: spring, autumn"]);
    tells(&stated("of = 'summer'"), &["the episode that `of` names is not in this file", "one of: spring, autumn"]);
    assert!(told(&stated("of = 'autumn'")).is_empty());

    let decided = |more: &str| {
        format!(
            "{several}[[decisions]]\nfinding = 'stecr.specificity'\nchoice = 'confirm'\noutcome = 'non_specific'\n\
             reason = 'examined'\nby = 'dr-vos'\nabout = 2026-11-12\n{more}\n"
        )
    };
    tells(&decided(""), &["several of episode", "one of: spring, autumn"]);
    tells(&decided("of = 'summer'"), &["the episode that `of` names is not in this file"]);
    assert!(told(&decided("of = 'autumn'")).is_empty());
}

#[test]
fn s_19_a_decision_names_a_finding_and_an_outcome_of_these_packs() {
    let decided = |finding: &str, choice: &str| {
        format!("{CAST}[[decisions]]\nfinding = '{finding}'\n{choice}\nby = 'dr-vos'\nabout = 2026-11-12\n")
    };
    let confirm = "choice = 'confirm'";
    tells(
        &decided("stecr.categroy", confirm),
        &["`stecr.categroy` is not a finding", "did you mean `stecr.category`?"],
    );
    tells(&decided("stecr.ask_fear", confirm), &["`stecr.ask_fear` is not a finding"]);
    tells(&decided("stecr.category", confirm), &["does not say what is judged"]);
    let other = "choice = 'deviate'\noutcome = 'category_9'\nreason = 'own mix'";
    tells(&decided("stecr.category", other), &["none of `stecr.category`", "one of: category_1"]);
    tells(&decided("stecr.intervention_2", "choice = 'confirm'\noutcome = 'maybe'"), &["one of: yes, no"]);
    let one_record = "choice = 'confirm'\noutcome = 'can'\nof = 'nowhere'";
    tells(&decided("common.restriction_shown", one_record), &["`of` names", "not in this file"]);
}

#[test]
fn s_47_all_faults_are_told_at_once_in_the_order_of_the_file() {
    let toml = one("lies", "'stecr.feer' = 'none', 'stecr.fear' = 'enormous', 'restriction.extent' = 'can'", "");
    let told = told(&toml);
    assert_eq!(told.len(), 4, "{told:?}");
    assert!(told[0].contains("`stecr.feer`"), "{told:?}");
    assert!(told[3].contains("`restriction"), "{told:?}");
}

/// A word that stands nowhere in packs or program. Where it comes out, something that was said has come out.
const CANARY: &str = "kanariepiet";

#[test]
fn s_47_no_fault_repeats_what_was_said() {
    let canaries = [
        one("sam", &format!("'stecr.fear' = '{CANARY}'"), ""),
        one("sam", &format!("'stecr.fever' = '{CANARY}'"), ""),
        one("anna", &format!("'common.onset' = '{CANARY}'"), ""),
        one("hugo", &format!("'common.hours_now' = '{CANARY}'"), ""),
        one("sam", "'stecr.age_at_first_episode' = 424242", ""),
        one("lies", &format!("'stecr.fear' = '{CANARY}'"), &format!("reason = '{CANARY}'")),
        one("dr-vos", &format!("'stecr.specificity' = '{CANARY}'"), ""),
        one("sam", "'stecr.specificity' = 'specific'", &format!("reason = '{CANARY}'")),
        one("dr-vos", &format!("'restriction.extent' = '{CANARY}'"), ""),
        one("dr-vos", &format!("'stecr.any_emergency' = '{CANARY}'"), ""),
        one("dr-vos", &format!("'stecr.feer' = '{CANARY}'"), ""),
        format!(
            "{CAST}[[decisions]]\nfinding = 'stecr.category'\nchoice = 'deviate'\noutcome = '{CANARY}'\n\
             reason = '{CANARY}'\nreason_code = '{CANARY}'\nby = 'dr-vos'\nabout = 2026-11-12\n"
        ),
        format!(
            "{CAST}{}[[decisions]]\nfinding = 'stecr.emergency_saddle'\nchoice = 'set_aside'\nsets_aside = ['one']\n\
             reason = '{CANARY}'\nby = 'sam'\nabout = 2026-11-12\n",
            says("one", "anna", "2026-11-12", "'stecr.saddle_numbness' = 'yes'", ""),
        ),
    ];
    for toml in canaries {
        let told = told(&toml);
        assert!(!told.is_empty(), "this does not fit the packs: {toml}");
        for line in told {
            assert!(!line.contains(CANARY) && !line.contains("424242"), "{line}");
        }
    }
}

#[test]
fn s_47_a_fault_says_nothing_of_a_value_that_was_right() {
    for value in ["beginning", "present", "severe"] {
        let told = told(&one("lies", &format!("'stecr.fear' = '{value}'"), ""));
        assert!(told[0].contains("may not state"), "{told:?}");
        assert!(!told[0].contains(value), "who may not say it is not quoted either: {told:?}");
    }
}

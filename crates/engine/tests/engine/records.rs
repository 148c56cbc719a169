//! Lists of records are open: what a fold over them says while the list may be longer (S-10), and rules with `each`.

use crate::shipped;
use crate::small::{Small, WHOLE, choice_of};
use crate::told::{Told, outcome};
use engine::{Rulebook, Status};

/// A goal over treatments: each has a kind, and a number of sessions.
fn over_treatments(when: &str) -> Rulebook {
    Small::new()
        .field("treatment", "treatment.kind", &choice_of(&["massage", "sport"]))
        .field("treatment", "treatment.sessions", WHOLE)
        .derived("t.goal", when)
        .rulebook()
}

/// The outcome for treatments with these sessions (`?`: not known), and then when the list is complete.
fn while_open_and_complete(rulebook: &Rulebook, field: &str, members: &[&str]) -> [String; 2] {
    let mut told = Told::of(rulebook.library());
    for (at, value) in members.iter().enumerate() {
        let id = format!("m{at}");
        told = if *value == "?" { told.member("treatment", &id) } else { told.says_of(field, Some(&id), value) };
    }
    let open = outcome(&told.assessed(rulebook), "t.goal");
    let complete = outcome(&told.complete("treatment").assessed(rulebook), "t.goal");
    [open, complete].map(|text| text.replace("open: no, yes", "open"))
}

#[test]
fn s_10_any_is_yes_by_one_member_and_no_only_over_a_complete_list() {
    let rulebook = over_treatments("{ record = 'treatment', any = { fact = 'treatment.kind', is = 'massage' } }");
    let outcomes = |members: &[&str]| while_open_and_complete(&rulebook, "treatment.kind", members);
    assert_eq!(outcomes(&["sport", "massage"]), ["yes", "yes"]);
    assert_eq!(outcomes(&["massage", "?"]), ["yes", "yes"]);
    assert_eq!(outcomes(&["sport", "sport"]), ["open", "no"]);
    assert_eq!(outcomes(&["sport", "?"]), ["open", "open"], "one of them may still be it");
    assert_eq!(outcomes(&[]), ["open", "no"]);
}

#[test]
fn s_10_all_is_the_mirror_of_any() {
    let rulebook = over_treatments("{ record = 'treatment', all = { fact = 'treatment.kind', is = 'massage' } }");
    let outcomes = |members: &[&str]| while_open_and_complete(&rulebook, "treatment.kind", members);
    assert_eq!(outcomes(&["massage", "sport"]), ["no", "no"]);
    assert_eq!(outcomes(&["massage", "massage"]), ["open", "yes"]);
    assert_eq!(outcomes(&["massage", "?"]), ["open", "open"]);
    assert_eq!(outcomes(&[]), ["open", "yes"]);
}

#[test]
fn s_10_a_count_over_an_open_list_is_a_lower_bound() {
    let of = |between: &str| {
        let when = format!(
            "{{ record = 'treatment', count = {{ fact = 'treatment.kind', is = 'massage' }}, between = {{ {between} }} }}"
        );
        while_open_and_complete(&over_treatments(&when), "treatment.kind", &["massage", "massage", "sport"])
    };
    assert_eq!(of("from = 2"), ["yes", "yes"]);
    assert_eq!(of("from = 3"), ["open", "no"]);
    assert_eq!(of("to = 2"), ["open", "yes"], "one more may come");
    assert_eq!(of("to = 1"), ["no", "no"]);
    assert_eq!(of("from = 1, to = 2"), ["open", "yes"]);
}

#[test]
fn s_10_a_sum_over_an_open_list_is_a_lower_bound() {
    let of = |between: &str, members: &[&str]| {
        let when = format!("{{ record = 'treatment', sum = 'treatment.sessions', between = {{ {between} }} }}");
        while_open_and_complete(&over_treatments(&when), "treatment.sessions", members)
    };
    assert_eq!(of("from = 9", &["4", "5"]), ["yes", "yes"]);
    assert_eq!(of("from = 10", &["4", "5"]), ["open", "no"]);
    assert_eq!(of("to = 9", &["4", "5"]), ["open", "yes"]);
    assert_eq!(of("to = 8", &["4", "5"]), ["no", "no"]);
    assert_eq!(of("to = 9", &["4", "?"]), ["open", "open"], "what one of them adds is not known");
    assert_eq!(of("from = 4", &["4", "?"]), ["yes", "yes"]);
}

#[test]
fn s_10_a_smallest_is_an_upper_bound_and_a_largest_a_lower_one() {
    let of = |fold: &str, between: &str| {
        let when = format!("{{ record = 'treatment', {fold} = 'treatment.sessions', between = {{ {between} }} }}");
        while_open_and_complete(&over_treatments(&when), "treatment.sessions", &["4", "9"])
    };
    assert_eq!(of("min", "to = 4"), ["yes", "yes"]);
    assert_eq!(of("min", "from = 4"), ["open", "yes"], "a smaller one may come");
    assert_eq!(of("min", "from = 5"), ["no", "no"]);
    assert_eq!(of("max", "from = 9"), ["yes", "yes"]);
    assert_eq!(of("max", "to = 9"), ["open", "yes"], "a larger one may come");
    assert_eq!(of("max", "to = 8"), ["no", "no"]);
}

#[test]
fn s_10_the_latest_is_the_member_about_which_was_spoken_last() {
    let rulebook = over_treatments("{ record = 'treatment', latest = 'treatment.kind', is = 'sport' }");
    let told = Told::of(rulebook.library())
        .about("2026-06-01")
        .says_of("treatment.kind", Some("first"), "massage")
        .about("2026-06-10")
        .says_of("treatment.kind", Some("second"), "sport");
    let goal = |told: &Told<'_>| outcome(&told.assessed(&rulebook), "t.goal");
    assert_eq!(goal(&told), "open: no, yes", "the list may be longer");
    assert_eq!(goal(&told.clone().complete("treatment")), "yes");
    let third = told.complete("treatment").says_of("treatment.kind", Some("third"), "massage");
    assert_eq!(goal(&third), "open: no, yes", "two of one day that differ");
}

#[test]
fn s_10_a_rule_for_each_record_gives_one_finding_a_member() {
    let told = Told::of(shipped::rulebook().library())
        .says_of("restriction.extent", Some("lifting"), "limited")
        .says_of("restriction.extent", Some("sitting"), "can")
        .member("restriction", "walking");
    let assessment = told.assessed(shipped::rulebook());
    let shown: Vec<(String, String)> = assessment
        .of_rule("common.restriction_shown")
        .map(|finding| {
            (finding.subject.to_string(), finding.outcome.as_ref().map_or("open".to_owned(), ToString::to_string))
        })
        .collect();
    let expected = [("lifting", "limited"), ("sitting", "can"), ("walking", "open")];
    assert_eq!(shown, expected.map(|(id, outcome)| (format!("restriction {id}"), outcome.to_owned())));
    let open = assessment.of_rule("common.restriction_shown").find(|finding| finding.status == Status::Open).unwrap();
    let missing: Vec<String> = open.explanation.missing.iter().map(|missing| missing.fact.to_string()).collect();
    assert_eq!(
        missing,
        ["restriction.extent of restriction walking"],
        "the question is about this record and no other"
    );
}

#[test]
fn s_10_without_records_a_rule_for_each_has_no_finding() {
    let assessment = Told::of(shipped::rulebook().library()).assessed(shipped::rulebook());
    assert_eq!(assessment.of_rule("common.restriction_shown").count(), 0);
}

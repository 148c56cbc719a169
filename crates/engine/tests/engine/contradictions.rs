//! Two records that do not go together (S-10).

use crate::small::{Small, choice_of};
use crate::told::Told;
use engine::{Assessment, MOST_PAIRED, Rulebook, Status};

/// Two pieces of advice that differ; and treatment against advice.
fn rulebook() -> Rulebook {
    Small::new()
        .field("advice_given", "advice_given.kind", &choice_of(&["rest", "sport"]))
        .field("treatment", "treatment.kind", &choice_of(&["rest", "sport"]))
        .goal(
            "t.against_advice",
            "contradiction",
            "first = 'advice_given'\nsecond = 'treatment'\nwhen = { all = [ \
             { fact = 'advice_given.kind', of = 'first', is = 'rest' }, { fact = 'treatment.kind', of = 'second', is = 'sport' } ] }",
        )
        .goal(
            "t.two_ways",
            "contradiction",
            "first = 'advice_given'\nsecond = 'advice_given'\nwhen = { any = [ \
             { all = [ { fact = 'advice_given.kind', of = 'first', is = 'rest' }, { fact = 'advice_given.kind', of = 'second', is = 'sport' } ] }, \
             { all = [ { fact = 'advice_given.kind', of = 'first', is = 'sport' }, { fact = 'advice_given.kind', of = 'second', is = 'rest' } ] } ] }",
        )
        .rulebook()
}

/// Each pair of a rule: the two records and what comes out.
fn pairs(assessment: &Assessment, rule: &str) -> Vec<(String, String, String)> {
    let pair = |finding: &engine::Finding| {
        let outcome = finding.outcome.as_ref().map_or("open".to_owned(), ToString::to_string);
        (finding.subject.id.to_string(), finding.other.as_ref().unwrap().id.to_string(), outcome)
    };
    assessment.of_rule(rule).map(pair).collect()
}

fn three(first: &str, second: &str, outcome: &str) -> (String, String, String) {
    (first.to_owned(), second.to_owned(), outcome.to_owned())
}

#[test]
fn s_10_every_record_of_one_list_is_held_against_every_record_of_the_other() {
    let rulebook = rulebook();
    let told = Told::of(rulebook.library())
        .says_of("advice_given.kind", Some("gp"), "rest")
        .says_of("advice_given.kind", Some("coach"), "sport")
        .says_of("treatment.kind", Some("gym"), "sport")
        .member("treatment", "unknown");
    let assessment = told.assessed(&rulebook);
    assert_eq!(
        pairs(&assessment, "t.against_advice"),
        [
            three("coach", "gym", "no"),
            three("coach", "unknown", "no"),
            three("gp", "gym", "yes"),
            three("gp", "unknown", "open"),
        ]
    );
    let open = assessment.of_rule("t.against_advice").find(|finding| finding.status == Status::Open).unwrap();
    let missing: Vec<String> = open.explanation.missing.iter().map(|missing| missing.fact.to_string()).collect();
    assert_eq!(missing, ["treatment.kind of treatment unknown"]);
}

#[test]
fn s_10_within_one_list_each_pair_is_looked_at_once() {
    let rulebook = rulebook();
    let told = Told::of(rulebook.library())
        .says_of("advice_given.kind", Some("a"), "rest")
        .says_of("advice_given.kind", Some("b"), "sport")
        .says_of("advice_given.kind", Some("c"), "rest");
    let assessment = told.assessed(&rulebook);
    assert_eq!(
        pairs(&assessment, "t.two_ways"),
        [three("a", "b", "yes"), three("a", "c", "no"), three("b", "c", "yes")]
    );
}

#[test]
fn s_10_without_records_there_is_nothing_to_contradict() {
    let rulebook = rulebook();
    assert_eq!(Told::of(rulebook.library()).assessed(&rulebook).findings.len(), 0);
}

#[test]
fn s_10_at_most_two_hundred_records_of_a_list_are_paired() {
    let rulebook = rulebook();
    let with = |count: usize| {
        let told =
            (0..count).fold(Told::of(rulebook.library()), |told, at| told.member("advice_given", &format!("{at:04}")));
        told.assessed(&rulebook).of_rule("t.two_ways").count()
    };
    assert_eq!(MOST_PAIRED, 200);
    assert_eq!(with(199), 199 * 198 / 2);
    assert_eq!(with(200), 200 * 199 / 2);
    assert_eq!(with(201), 200 * 199 / 2, "what lies beyond is left out, not half looked at");
}

/// The same activity, and two last days that differ, while neither has passed.
fn two_ends() -> Rulebook {
    let running = |whose: &str| {
        format!("{{ calendar = 'days_since', of = 'limit.until', whose = '{whose}', between = {{ to = 0 }} }}")
    };
    Small::new()
        .field("limit", "limit.activity", &choice_of(&["lifting", "sitting"]))
        .field("limit", "limit.until", "type = 'date'")
        .goal(
            "t.two_ends",
            "contradiction",
            &format!(
                "first = 'limit'\nsecond = 'limit'\nwhen = {{ all = [ {{ same = 'limit.activity' }}, \
                 {{ not = {{ same = 'limit.until' }} }}, {}, {} ] }}",
                running("first"),
                running("second"),
            ),
        )
        .rulebook()
}

#[test]
fn s_10_two_records_may_be_held_against_each_other_by_one_field() {
    let rulebook = two_ends();
    let with = |activity: &str, until: &str| {
        Told::of(rulebook.library())
            .on("2026-11-12")
            .says_of("limit.activity", Some("a"), "lifting")
            .says_of("limit.until", Some("a"), "2026-12-10")
            .says_of("limit.activity", Some("b"), activity)
            .says_of("limit.until", Some("b"), until)
            .assessed(&rulebook)
    };
    let outcome = |activity: &str, until: &str| pairs(&with(activity, until), "t.two_ends")[0].2.clone();
    assert_eq!(outcome("lifting", "2026-12-11"), "yes");
    assert_eq!(outcome("lifting", "2026-12-10"), "no", "the same last day");
    assert_eq!(outcome("sitting", "2026-12-11"), "no", "another activity");
    assert_eq!(outcome("lifting", "2026-11-12"), "yes", "the last day itself still holds");
    assert_eq!(outcome("lifting", "2026-11-11"), "no", "one of them has ended: the second, not the first, is read");
}

#[test]
fn s_10_whether_two_records_are_the_same_is_open_until_both_are_known() {
    let rulebook = two_ends();
    let told = Told::of(rulebook.library())
        .on("2026-11-12")
        .says_of("limit.activity", Some("a"), "lifting")
        .says_of("limit.until", Some("a"), "2026-12-10")
        .says_of("limit.until", Some("b"), "2026-12-11");
    let assessment = told.assessed(&rulebook);
    assert_eq!(pairs(&assessment, "t.two_ends"), [three("a", "b", "open")]);
    let open = assessment.of_rule("t.two_ends").next().unwrap();
    let missing: Vec<String> = open.explanation.missing.iter().map(|missing| missing.fact.to_string()).collect();
    assert_eq!(missing, ["limit.activity of limit b"], "only what nobody has said");
}

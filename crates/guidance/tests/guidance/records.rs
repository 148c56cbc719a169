//! Lists of records are open: what a fold decides, what it leaves open, and one finding per member (S-10).

use crate::cast::{CAST, absent_since, says};
use crate::look::{finding, findings, missing_in, outcome, outcome_of, story, under};
use crate::tiny::{TinyPacks, texts, values};
use engine::Rulebook;
use guidance::{ReasonText, View};
use std::sync::OnceLock;

/// Lifts with weight and kind, advice that somebody gave, and every way to fold them.
pub fn packs() -> &'static Rulebook {
    static PACKS: OnceLock<Rulebook> = OnceLock::new();
    PACKS.get_or_init(|| {
        let kind = format!("id = 'lift.kind'\ntype = 'choice'\nsubject = 'lift'\n{}", values(&["push", "carry"]));
        let advice = format!("id = 'advice.kind'\ntype = 'choice'\nsubject = 'advice'\n{}", values(&["rest", "move"]));
        let fold = |rest: &str| format!("{{ record = 'lift', {rest} }}");
        let clash = format!(
            "first = 'advice'\nsecond = 'lift'\nwhen = {{ all = [ {{ fact = 'advice.kind', is = 'rest', of = 'first' }}, \
             {{ fact = 'lift.heavy', is = 'yes', of = 'second' }} ] }}\n{}",
            texts(&["yes", "no"])
        );
        let two = format!(
            "first = 'advice'\nsecond = 'advice'\nwhen = {{ any = [ \
             {{ all = [ {{ fact = 'advice.kind', is = 'rest', of = 'first' }}, {{ fact = 'advice.kind', is = 'move', of = 'second' }} ] }}, \
             {{ all = [ {{ fact = 'advice.kind', is = 'move', of = 'first' }}, {{ fact = 'advice.kind', is = 'rest', of = 'second' }} ] }} \
             ] }}\n{}",
            texts(&["yes", "no"])
        );
        let each = format!("each = 'lift'\nwhen = {{ fact = 'lift.heavy', is = 'yes' }}\n{}", texts(&["yes", "no"]));
        TinyPacks::called("fold")
            .facts(
                "ask",
                &[
                    "id = 'lift.heavy'\ntype = 'yes_no'\nsubject = 'lift'",
                    "id = 'lift.kilos'\ntype = 'whole'\nunit = 'kg'\nmin = 0\nmax = 9\nsubject = 'lift'",
                    &kind,
                    &advice,
                ],
            )
            .derived("any", &fold("any = { fact = 'lift.heavy', is = 'yes' }"))
            .derived("all", &fold("all = { fact = 'lift.heavy', is = 'yes' }"))
            .derived("two_or_more", &fold("count = { fact = 'lift.heavy', is = 'yes' }, between = { from = 2 }"))
            .derived("at_most_one", &fold("count = { fact = 'lift.heavy', is = 'yes' }, between = { to = 1 }"))
            .derived("exactly_one", &fold("count = { fact = 'lift.heavy', is = 'yes' }, between = { from = 1, to = 1 }"))
            .derived("sum_from_3", &fold("sum = 'lift.kilos', between = { from = 3 }"))
            .derived("sum_to_3", &fold("sum = 'lift.kilos', between = { to = 3 }"))
            .derived("min_from_2", &fold("min = 'lift.kilos', between = { from = 2 }"))
            .derived("min_below_2", &fold("min = 'lift.kilos', between = { below = 2 }"))
            .derived("max_from_2", &fold("max = 'lift.kilos', between = { from = 2 }"))
            .derived("max_to_1", &fold("max = 'lift.kilos', between = { to = 1 }"))
            .derived("latest_carries", &fold("latest = 'lift.kind', is = 'carry'"))
            .goal("each", "derived", &each)
            .goal("clash", "contradiction", &clash)
            .goal("two_advices", "contradiction", &two)
            .rulebook()
    })
}

fn seen(entries: &[String]) -> View {
    under(packs(), &format!("{CAST}{}", entries.concat())).physician("2026-10-10")
}

fn lift(of: &str, facts: &str, about: &str) -> String {
    says(&format!("{of}-{about}"), "sam", about, facts, &format!("of = '{of}'"))
}

fn complete(list: &str, answer: &str, about: &str) -> String {
    says(&format!("{list}-{answer}-{about}"), "dr-vos", about, &format!("'{list}.complete' = '{answer}'"), "")
}

#[test]
fn s_10_one_heavy_lift_is_enough_and_no_heavy_lift_needs_the_whole_list() {
    let crate_ = lift("crate", "'lift.heavy' = 'yes'", "2026-10-01");
    let box_ = lift("box", "'lift.heavy' = 'no'", "2026-10-01");
    assert_eq!(outcome(&seen(&[crate_, box_.clone()]), "fold.any"), "yes");
    assert_eq!(outcome(&seen(std::slice::from_ref(&box_)), "fold.any"), "open: no, yes", "there may be others");
    assert_eq!(outcome(&seen(&[box_.clone(), complete("lift", "yes", "2026-10-02")]), "fold.any"), "no");
    assert_eq!(outcome(&seen(&[box_, complete("lift", "no", "2026-10-02")]), "fold.any"), "open: no, yes");
}

#[test]
fn s_10_what_is_missing_is_named_member_by_member_and_so_is_the_list_itself() {
    let view = seen(&[lift("crate", "'lift.kind' = 'carry'", "2026-10-01")]);
    let open = finding(&view, "fold.any");
    assert_eq!(missing_in(open), ["lift.heavy", "lift.complete"]);
    assert_eq!(open.missing[0].record.as_deref(), Some("crate"));
    assert_eq!(missing_in(finding(&view, "fold.sum_from_3")), ["lift.kilos", "lift.complete"]);
}

#[test]
fn s_10_a_yes_names_the_members_that_make_it_so() {
    let view = seen(&[
        lift("crate", "'lift.heavy' = 'yes'", "2026-10-01"),
        lift("box", "'lift.heavy' = 'no'", "2026-10-01"),
        lift("barrel", "'lift.heavy' = 'yes'", "2026-10-01"),
    ]);
    let because = &finding(&view, "fold.any").because;
    assert_eq!(because.len(), 1);
    let expected = ReasonText::Records(true, vec!["barrel".to_owned(), "crate".to_owned()]);
    assert_eq!(because[0].named.value, expected);
}

#[test]
fn s_10_an_incomplete_list_decides_from_and_never_to() {
    let three = [
        lift("crate", "'lift.kilos' = 2", "2026-10-01"),
        lift("box", "'lift.kilos' = 1", "2026-10-01"),
        lift("barrel", "'lift.heavy' = 'no'", "2026-10-01"),
    ];
    let open = seen(&three);
    assert_eq!(outcome(&open, "fold.sum_from_3"), "yes", "three already, and it can only become more");
    assert_eq!(outcome(&open, "fold.sum_to_3"), "open: no, yes", "the barrel weighs something");
    assert_eq!(outcome(&open, "fold.max_from_2"), "yes");
    assert_eq!(outcome(&open, "fold.max_to_1"), "no");
    assert_eq!(outcome(&open, "fold.min_below_2"), "yes", "the smallest known is an upper bound");
    assert_eq!(outcome(&open, "fold.min_from_2"), "no");
    assert_eq!(outcome(&open, "fold.at_most_one"), "open: no, yes");
}

#[test]
fn s_10_the_latest_of_an_open_list_is_open_and_two_of_one_day_that_differ_too() {
    let first = lift("crate", "'lift.kind' = 'push'", "2026-10-01");
    let later = lift("box", "'lift.kind' = 'carry'", "2026-10-03");
    let whole = complete("lift", "yes", "2026-10-04");
    assert_eq!(outcome(&seen(&[first.clone(), later.clone()]), "fold.latest_carries"), "open: no, yes");
    assert_eq!(outcome(&seen(&[first.clone(), later.clone(), whole.clone()]), "fold.latest_carries"), "yes");
    let same_day = lift("barrel", "'lift.kind' = 'push'", "2026-10-03");
    let entries = [first, later, same_day, whole];
    assert_eq!(outcome(&seen(&entries), "fold.latest_carries"), "open: no, yes", "nothing by order in the file");
}

#[test]
fn s_10_a_rule_for_each_record_gives_one_finding_per_member() {
    let view = seen(&[
        lift("crate", "'lift.heavy' = 'yes'", "2026-10-01"),
        lift("box", "'lift.heavy' = 'no'", "2026-10-01"),
        lift("barrel", "'lift.kilos' = 3", "2026-10-01"),
    ]);
    let each: Vec<(Option<&str>, String)> = findings(&view, "fold.each")
        .into_iter()
        .map(|finding| (finding.record.as_deref(), outcome_of(finding)))
        .collect();
    let expected = [(Some("barrel"), "open: no, yes"), (Some("box"), "no"), (Some("crate"), "yes")]
        .map(|(a, b)| (a, b.to_owned()));
    assert_eq!(each, expected);
    assert!(findings(&seen(&[]), "fold.each").is_empty(), "no member, no finding");
}

#[test]
fn s_10_a_contradiction_pairs_every_record_with_every_other_once() {
    let rest = says("rest", "sam", "2026-10-01", "'advice.kind' = 'rest'", "of = 'gp'");
    let keep = says("move", "sam", "2026-10-01", "'advice.kind' = 'move'", "of = 'coach'");
    let heavy = lift("crate", "'lift.heavy' = 'yes'", "2026-10-01");
    let light = lift("box", "'lift.heavy' = 'no'", "2026-10-01");
    let view = seen(&[rest, keep, heavy, light]);
    let pairs: Vec<String> = findings(&view, "fold.clash").into_iter().map(outcome_of).collect();
    assert_eq!(pairs.iter().filter(|word| *word == "yes").count(), 1, "rest with a heavy lift: {pairs:?}");
    assert_eq!(pairs.len(), 4);
    let own: Vec<String> = findings(&view, "fold.two_advices").into_iter().map(outcome_of).collect();
    assert_eq!(own, ["yes"], "two advices are one pair, and none is held against itself");
}

#[test]
fn s_10_a_record_that_is_only_named_is_a_member_of_which_nothing_is_known() {
    let toml = format!("{CAST}records = {{ lift = ['crate', 'box'] }}\n");
    let view = under(packs(), &toml).physician("2026-10-10");
    let each: Vec<String> = findings(&view, "fold.each").into_iter().map(outcome_of).collect();
    assert_eq!(each, ["open: no, yes", "open: no, yes"]);
}

#[test]
fn s_06_a_record_of_which_was_not_spoken_yet_is_no_member_yet() {
    let toml = format!(
        "{CAST}{}",
        says("late", "sam", "2026-10-05", "'lift.heavy' = 'yes'", "of = 'crate'\nrecorded = 2026-10-08"),
    );
    let story = under(packs(), &toml);
    let members = |on: &str, known_on: &str| {
        let view = story.perhaps(facts::Role::Bedrijfsarts, on, known_on).unwrap();
        findings(&view, "fold.each").len()
    };
    assert_eq!(members("2026-10-10", "2026-10-07"), 0, "not yet written down");
    assert_eq!(members("2026-10-10", "2026-10-08"), 1);
    assert_eq!(members("2026-10-04", "2026-10-08"), 0, "it speaks of a later day");
}

#[test]
fn s_07_a_record_that_was_entered_by_mistake_is_no_member_any_more() {
    let slip = lift("crate", "'lift.heavy' = 'yes'", "2026-10-01");
    let back = "[[statements]]\nby = 'sam'\nabout = 2026-10-02\nwithdraws = 'crate-2026-10-01'\n".to_owned();
    let view = seen(&[slip, back, complete("lift", "yes", "2026-10-03")]);
    assert!(findings(&view, "fold.each").is_empty(), "the slip of the finger leaves no lift behind");
    assert_eq!(outcome(&view, "fold.any"), "no");
}

#[test]
fn s_07_the_supervisor_does_not_see_a_restriction_that_was_entered_by_mistake() {
    let slip = "'restriction.activity' = 'lifting'";
    let toml = format!(
        "{}{}[[statements]]\nby = 'dr-vos'\nabout = 2026-11-13\nwithdraws = 'slip'\n",
        absent_since("2026-10-19"),
        says("slip", "dr-vos", "2026-11-12", slip, "of = 'tillen'"),
    );
    let story = story(&toml);
    assert_eq!(findings(&story.supervisor("2026-11-12"), "common.restriction_shown").len(), 1);
    let after = story.supervisor("2026-11-13");
    assert!(findings(&after, "common.restriction_shown").is_empty());
    assert!(after.missing.iter().all(|missing| missing.record.is_none()), "{:?}", after.missing);
}

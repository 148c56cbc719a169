//! What no shipped term declares: a trigger that stays open, the earlier of two anchors, other units (S-30, S-31).

use crate::cast::{CAST, absent_since, says};
use crate::look::{obligation, owed, under};
use crate::tiny::{TinyPacks, three};
use engine::Rulebook;
use std::sync::OnceLock;

fn packs() -> &'static Rulebook {
    static PACKS: OnceLock<Rulebook> = OnceLock::new();
    PACKS.get_or_init(|| {
        let term = |lines: &str| {
            format!(
                "owed_by = 'employer'\nsubject = 'case'\ndone_by = 'term.done'\n{lines}\naudiences = ['professional']\n\
                 texts = {{ owed = {{ {} }} }}\n",
                three("professional", "owed")
            )
        };
        TinyPacks::called("term")
            .facts(
                "ask",
                &[
                    "id = 'term.needed'\ntype = 'yes_no'",
                    "id = 'term.done'\ntype = 'date'",
                    "id = 'term.asked_on'\ntype = 'date'",
                    "id = 'term.granted_on'\ntype = 'date'",
                ],
            )
            .goal(
                "open_trigger",
                "deadline",
                &term("trigger = { fact = 'term.needed', is = 'yes' }\nanchor = 'first_absence_day'\ndue = { absence_day = 42 }"),
            )
            .goal(
                "earlier",
                "deadline",
                &term("anchor = { earlier_of = [ { fact = 'term.asked_on' }, { fact = 'term.granted_on' } ] }\ndue = { weeks = 2 }"),
            )
            .goal("months", "deadline", &term("anchor = { fact = 'term.asked_on' }\ndue = { months = 1 }"))
            .goal("working_days", "deadline", &term("anchor = { fact = 'term.asked_on' }\ndue = { working_days = 5 }\nwarn = { days = 2 }"))
            .rulebook()
    })
}

#[test]
fn s_31_a_trigger_that_nothing_decides_stays_open_and_says_because_of_what() {
    let view = under(packs(), &absent_since("2026-01-05")).physician("2026-02-20");
    assert_eq!(owed(&view, "term.open_trigger"), "trigger_open 2026-02-15", "open is neither owed nor not");
    let open = obligation(&view, "term.open_trigger");
    assert!(open.trigger_open);
    let missing: Vec<&str> = open.missing.iter().filter_map(|missing| missing.fact.as_deref()).collect();
    assert_eq!(missing, ["term.needed"]);
}

#[test]
fn s_31_an_open_trigger_is_closed_by_the_answer_and_what_was_done_is_met_without_it() {
    let with = |facts: &str| {
        let toml = format!("{}{}", absent_since("2026-01-05"), says("told", "sam", "2026-02-10", facts, ""));
        owed(&under(packs(), &toml).physician("2026-02-20"), "term.open_trigger")
    };
    assert_eq!(with("'term.needed' = 'yes'"), "overdue 2026-02-15");
    assert_eq!(with("'term.needed' = 'no'"), "not shown");
    assert_eq!(with("'term.needed' = 'dont_know'"), "trigger_open 2026-02-15");
    assert_eq!(with("'term.done' = 2026-02-10"), "met 2026-02-15");
}

#[test]
fn s_30_of_two_anchors_the_earlier_one_counts() {
    let with = |facts: &str| {
        let toml = format!("{}{}", absent_since("2026-01-05"), says("told", "sam", "2026-02-10", facts, ""));
        owed(&under(packs(), &toml).physician("2026-02-10"), "term.earlier")
    };
    assert_eq!(with("'term.asked_on' = 2026-02-04, 'term.granted_on' = 2026-02-09"), "due 2026-02-18");
    assert_eq!(with("'term.asked_on' = 2026-02-09, 'term.granted_on' = 2026-02-04"), "due 2026-02-18");
    assert_eq!(with("'term.granted_on' = 2026-02-09"), "due 2026-02-23");
    assert_eq!(with("'term.needed' = 'no'"), "waits");
}

#[test]
fn s_30_months_end_with_the_month_and_working_days_skip_the_weekend() {
    let with = |asked: &str, rule: &str| {
        let fact = format!("'term.asked_on' = {asked}");
        let toml = format!("{}{}", absent_since("2026-01-05"), says("told", "sam", asked, &fact, ""));
        owed(&under(packs(), &toml).physician(asked), rule)
    };
    assert_eq!(with("2026-01-31", "term.months"), "due 2026-02-28");
    assert_eq!(with("2026-03-31", "term.months"), "due 2026-04-30");
    assert_eq!(with("2026-01-14", "term.working_days"), "due 2026-01-21");
    assert_eq!(with("2026-01-16", "term.working_days"), "due 2026-01-23");
}

#[test]
fn s_31_a_term_on_a_date_of_a_case_without_a_spell_still_runs() {
    let toml = format!("{CAST}{}", says("told", "sam", "2026-02-10", "'term.asked_on' = 2026-02-04", ""));
    let view = under(packs(), &toml).physician("2026-02-10");
    assert_eq!(owed(&view, "term.earlier"), "due 2026-02-18");
    assert_eq!(owed(&view, "term.open_trigger"), "trigger_open", "but no day of absence can be counted");
}

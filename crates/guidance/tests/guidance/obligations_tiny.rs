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
            .goal("two_years", "deadline", &term("anchor = 'first_absence_day'\ndue = { absence_years = 2 }"))
            .goal("before", "deadline", &term("anchor = { fact = 'term.granted_on' }\ndue = { weeks_before = 13 }"))
            .goal(
                "event",
                "deadline",
                &term("anchor = { fact = 'term.asked_on' }\nevent = true\nanew = true\ndue = { weeks = 2 }"),
            )
            .goal(
                "asked_late",
                "deadline",
                &term(
                    "trigger = { calendar = 'absence_day_at', of = 'term.asked_on', between = { above = 42 } }\n\
                     anchor = { fact = 'term.asked_on' }\nevent = true\ndue = { days = 5 }",
                ),
            )
            .goal(
                "ended_early",
                "deadline",
                &term(
                    "trigger = { calendar = 'absence_day_at_employment_end', between = { below = 42 } }\n\
                     anchor = 'first_absence_day'\ndue = { absence_day = 42 }",
                ),
            )
            .goal("at_the_end", "deadline", &term("anchor = 'employment_end'\ndue = { days = 0 }"))
            .goal(
                "after_the_end",
                "deadline",
                &term(
                    "trigger = { calendar = 'days_since_employment_end', between = { above = 0 } }\n\
                     anchor = 'first_absence_day'\ndue = { absence_day = 42 }",
                ),
            )
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
fn s_30_years_of_absence_count_the_days_of_those_years() {
    let view = under(packs(), &absent_since("2026-01-05")).physician("2026-02-20");
    assert_eq!(owed(&view, "term.two_years"), "due 2028-01-04");
    let leap = under(packs(), &absent_since("2027-03-01")).physician("2027-03-01");
    assert_eq!(owed(&leap, "term.two_years"), "due 2029-02-28", "731 days: 29 February 2028 is one of them");
}

#[test]
fn s_30_a_term_can_end_before_its_anchor() {
    let toml = format!(
        "{}{}",
        absent_since("2026-01-05"),
        says("told", "sam", "2026-02-10", "'term.granted_on' = 2026-07-01", "")
    );
    assert_eq!(owed(&under(packs(), &toml).physician("2026-02-10"), "term.before"), "due 2026-04-01");
}

#[test]
fn s_30_the_last_day_of_the_employment_is_an_anchor_and_can_be_asked_about() {
    let ending = |last: &str| {
        CAST.replace("{ id = 'job', country = 'NL' }", &format!("{{ id = 'job', country = 'NL', last_day = {last} }}"))
            + "spells = [{ id = 'spell', first_day = 2026-01-05, employment = 'job' }]\n"
    };
    let seen = |last: &str, on: &str, rule: &str| owed(&under(packs(), &ending(last)).physician(on), rule);
    assert_eq!(seen("2026-02-20", "2026-02-10", "term.at_the_end"), "due 2026-02-20");
    assert_eq!(seen("2026-02-20", "2026-02-20", "term.after_the_end"), "not shown", "the last day still belongs to it");
    assert_eq!(seen("2026-02-20", "2026-02-21", "term.after_the_end"), "overdue 2026-02-15");
    let without = under(packs(), &absent_since("2026-01-05")).physician("2026-02-21");
    assert_eq!(owed(&without, "term.after_the_end"), "not shown", "no last day is known: it has not ended");
    assert_eq!(owed(&without, "term.at_the_end"), "waits");
}

#[test]
fn s_31_a_term_on_a_date_of_a_case_without_a_spell_still_runs() {
    let toml = format!("{CAST}{}", says("told", "sam", "2026-02-10", "'term.asked_on' = 2026-02-04", ""));
    let view = under(packs(), &toml).physician("2026-02-10");
    assert_eq!(owed(&view, "term.earlier"), "due 2026-02-18");
    assert_eq!(owed(&view, "term.open_trigger"), "trigger_open", "but no day of absence can be counted");
}

#[test]
fn s_30_an_event_owes_nothing_until_it_comes_and_each_time_anew() {
    let with = |facts: &str| {
        let toml = format!("{}{}", absent_since("2026-01-05"), says("told", "sam", "2026-02-20", facts, ""));
        owed(&under(packs(), &toml).physician("2026-02-20"), "term.event")
    };
    assert_eq!(with("'term.needed' = 'no'"), "not shown", "nobody has asked");
    assert_eq!(with("'term.done' = 2026-02-10"), "not shown", "what was done was not done because of it");
    assert_eq!(with("'term.asked_on' = 2026-02-12"), "due 2026-02-26");
    assert_eq!(
        with("'term.asked_on' = 2026-02-12, 'term.done' = 2026-02-11"),
        "due 2026-02-26",
        "that was an earlier round"
    );
    assert_eq!(with("'term.asked_on' = 2026-02-12, 'term.done' = 2026-02-12"), "met 2026-02-26");
}

#[test]
fn s_11_on_which_day_of_absence_something_fell_can_be_asked() {
    let with = |facts: &str| {
        let toml = format!("{}{}", absent_since("2026-01-05"), says("told", "sam", "2026-02-20", facts, ""));
        owed(&under(packs(), &toml).physician("2026-02-20"), "term.asked_late")
    };
    assert_eq!(with("'term.asked_on' = 2026-02-15"), "not shown", "day 42");
    assert_eq!(with("'term.asked_on' = 2026-02-16"), "due 2026-02-21", "day 43");
    assert_eq!(with("'term.asked_on' = 2026-01-02"), "not shown", "before the absence");
    let ending = |last: &str| {
        let job = format!("{{ id = 'job', country = 'NL', last_day = {last} }}");
        let toml = CAST.replace("{ id = 'job', country = 'NL' }", &job)
            + "spells = [{ id = 'spell', first_day = 2026-01-05, employment = 'job' }]\n";
        owed(&under(packs(), &toml).physician("2026-02-20"), "term.ended_early")
    };
    assert_eq!(ending("2026-02-14"), "overdue 2026-02-15", "day 41");
    assert_eq!(ending("2026-02-15"), "not shown", "day 42");
}

//! Due days that moved stay visible with what moved them, and what was met stays met (S-33).

use crate::cast::{CAST, absent_since, says};
use crate::look::{obligation, owed, perhaps_obligation, story};
use guidance::View;

const ANALYSIS: &str = "poortwachter.probleemanalyse";
const PLAN: &str = "poortwachter.plan_van_aanpak";

/// Sick-listed on 19 October; on 10 November it turns out that it was 12 October.
fn corrected(more: &str) -> String {
    format!(
        "{CAST}spells = [\n{{ id = 'reported', first_day = 2026-10-19 }},\n\
         {{ id = 'put-right', first_day = 2026-10-12, recorded = 2026-11-10, replaces = 'reported' }},\n]\n{more}"
    )
}

/// `2026-11-29 until 2026-11-10` for each earlier day.
fn moved(view: &View, rule: &str) -> Vec<String> {
    let moved = &obligation(view, rule).moved;
    moved.iter().map(|moved| format!("{} until {}", moved.was.day, moved.recorded)).collect()
}

#[test]
fn s_33_a_corrected_first_day_moves_what_is_due_and_keeps_the_earlier_day_with_its_entry() {
    let story = story(&corrected(""));
    let before = story.physician("2026-11-09");
    assert_eq!(owed(&before, ANALYSIS), "due 2026-11-29");
    assert!(obligation(&before, ANALYSIS).moved.is_empty(), "nothing has moved yet");

    let after = story.physician("2026-11-10");
    assert_eq!(obligation(&after, ANALYSIS).due.as_ref().unwrap().day.to_string(), "2026-11-22");
    assert_eq!(moved(&after, ANALYSIS), ["2026-11-29 until 2026-11-10"]);
    assert_eq!(obligation(&after, ANALYSIS).moved[0].entries, ["put-right"]);
}

#[test]
fn s_41_the_employer_reads_the_earlier_day_and_no_name_of_an_entry() {
    let view = story(&corrected("")).supervisor("2026-11-10");
    assert_eq!(moved(&view, ANALYSIS), ["2026-11-29 until 2026-11-10"]);
    assert!(obligation(&view, ANALYSIS).moved[0].entries.is_empty());
}

#[test]
fn s_33_a_recovery_that_is_followed_by_a_new_spell_moves_what_is_due_later() {
    let toml = format!(
        "{CAST}spells = [\n{{ id = 'first', first_day = 2026-01-12, last_day = 2026-02-08 }},\n\
         {{ id = 'again', first_day = 2026-03-02 }},\n]\n"
    );
    let view = story(&toml).physician("2026-03-02");
    assert_eq!(obligation(&view, ANALYSIS).due.as_ref().unwrap().day.to_string(), "2026-03-15");
    assert_eq!(moved(&view, ANALYSIS), ["2026-02-22 until 2026-03-02"], "day 42 had the absence gone on");
}

#[test]
fn s_33_a_new_absence_has_no_earlier_day_from_the_one_before() {
    let toml = format!(
        "{CAST}spells = [\n{{ id = 'first', first_day = 2026-01-12, last_day = 2026-02-08 }},\n\
         {{ id = 'again', first_day = 2026-03-09 }},\n]\n"
    );
    let view = story(&toml).physician("2026-03-09");
    assert_eq!(owed(&view, ANALYSIS), "due 2026-04-19");
    assert!(obligation(&view, ANALYSIS).moved.is_empty());
}

#[test]
fn s_33_what_was_met_stays_met_after_a_correction_and_what_was_late_stays_late() {
    let given = |on: &str| {
        let done = says("given", "dr-vos", on, &format!("'poortwachter.probleemanalyse_done' = {on}"), "");
        let toml = format!(
            "{CAST}spells = [\n{{ id = 'reported', first_day = 2026-10-19 }},\n\
             {{ id = 'put-right', first_day = 2026-10-12, recorded = 2026-12-10, replaces = 'reported' }},\n]\n{done}"
        );
        owed(&story(&toml).physician("2026-12-10"), ANALYSIS)
    };
    assert_eq!(given("2026-11-22"), "met 2026-11-22");
    assert_eq!(given("2026-11-27"), "met 2026-11-22", "in time when it was done: the day was 29 November then");
    assert_eq!(given("2026-11-29"), "met 2026-11-22");
    assert_eq!(given("2026-11-30"), "met_late 2026-11-22", "late by the day that held then, too");
}

#[test]
fn s_33_the_plan_follows_the_analysis_and_keeps_the_day_that_was_possible_apart() {
    let done = says("given", "dr-vos", "2026-02-03", "'poortwachter.probleemanalyse_done' = 2026-02-03", "");
    let corrected = says(
        "given-corrected",
        "dr-vos",
        "2026-02-03",
        "'poortwachter.probleemanalyse_done' = 2026-02-05",
        "recorded = 2026-02-09\nreplaces = 'given'",
    );
    let toml = format!("{}{done}{corrected}", absent_since("2026-01-05"));
    let view = story(&toml).physician("2026-02-10");
    assert_eq!(owed(&view, PLAN), "due 2026-02-19");
    assert_eq!(moved(&view, PLAN), ["2026-02-17 until 2026-02-09"], "a latest possible day is no due day");
}

#[test]
fn s_33_nothing_moves_where_nothing_is_owed() {
    let no = says("no", "dr-vos", "2026-10-20", "'poortwachter.long_absence_threatens' = 'no'", "reason = 'expected'");
    assert!(perhaps_obligation(&story(&corrected(&no)).physician("2026-11-10"), ANALYSIS).is_none());
}

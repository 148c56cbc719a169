//! What is owed by whom before when, on the shipped terms (S-30 to S-36).

use crate::cast::{CAST, absent_since, says};
use crate::look::{day, obligation, owed, perhaps_obligation, story};
use calendar::{Step, Weekday};
use engine::ObligationState;
use facts::Role;
use guidance::{NoticeView, View};
use std::collections::BTreeSet;

const ANALYSIS: &str = "poortwachter.probleemanalyse";
const PLAN: &str = "poortwachter.plan_van_aanpak";
const EVALUATION: &str = "poortwachter.evaluation";

/// Absent since Monday 5 January 2026: day 28 is 1 February, day 42 is Sunday 15 February.
fn absent(more: &str) -> String {
    format!("{}{more}", absent_since("2026-01-05"))
}

fn done(fact: &str, by: &str, on: &str) -> String {
    says(&format!("done-{on}"), by, on, &format!("'{fact}' = {on}"), "")
}

fn judged(fact: &str, answer: &str, about: &str) -> String {
    let id = fact.replace('.', "-");
    says(&id, "dr-vos", about, &format!("'{fact}' = '{answer}'"), "reason = 'expected'")
}

fn deviation(finding: &str) -> String {
    format!(
        "[[decisions]]\nfinding = '{finding}'\nchoice = 'deviate'\noutcome = 'does_not_apply'\n\
         reason = 'agreed between both'\nby = 'cas'\nabout = 2026-02-10\n"
    )
}

fn analysis(toml: &str, on: &str) -> String {
    owed(&story(toml).supervisor(on), ANALYSIS)
}

#[test]
fn s_31_does_not_apply_when_the_physician_expects_no_long_absence() {
    let toml = absent(&judged("poortwachter.long_absence_threatens", "no", "2026-01-20"));
    assert_eq!(analysis(&toml, "2026-01-19"), "due 2026-02-15", "not judged yet: it counts as threatened");
    assert_eq!(analysis(&toml, "2026-01-20"), "not shown", "nothing is owed, so nothing is shown");
    assert_eq!(analysis(&toml, "2026-03-01"), "not shown", "nor overdue later");
}

#[test]
fn s_31_while_the_trigger_is_open_it_is_acted_on_carefully_and_what_is_missing_is_named() {
    let view = story(&absent("")).supervisor("2026-01-19");
    let open = obligation(&view, ANALYSIS);
    assert!(open.trigger_open);
    let missing: Vec<&str> = open.missing.iter().filter_map(|missing| missing.fact.as_deref()).collect();
    assert_eq!(missing, ["poortwachter.safety_net", "poortwachter.long_absence_threatens"]);
    assert_eq!(open.missing[1].asked_of, [Role::Bedrijfsarts, Role::Arbodienst]);

    let ordinary = says("position", "hugo", "2026-01-12", "'poortwachter.safety_net' = 'none'", "");
    let toml = absent(&format!("{ordinary}{}", judged("poortwachter.long_absence_threatens", "yes", "2026-01-15")));
    let decided = story(&toml).supervisor("2026-01-19");
    let decided = obligation(&decided, ANALYSIS);
    assert!(!decided.trigger_open && decided.missing.is_empty());
    assert_eq!(decided.due, open.due, "the day is the same");
}

#[test]
fn s_31_the_plan_waits_for_the_analysis_and_names_the_latest_possible_day() {
    let view = story(&absent("")).supervisor("2026-01-19");
    assert_eq!(owed(&view, PLAN), "waits, at the latest 2026-03-01");
    let latest = obligation(&view, PLAN).latest.as_ref().unwrap();
    assert_eq!(day("2026-01-05").days_until(latest.day), 55, "day 56");

    let toml = absent(&done("poortwachter.probleemanalyse_done", "dr-vos", "2026-02-03"));
    let story = story(&toml);
    assert_eq!(owed(&story.supervisor("2026-02-02"), PLAN), "waits, at the latest 2026-03-01");
    assert_eq!(owed(&story.supervisor("2026-02-03"), PLAN), "due 2026-02-17", "two weeks after the analysis");
}

#[test]
fn s_31_an_analysis_that_was_never_asked_for_does_not_put_off_the_plan() {
    let story = story(&absent(""));
    assert_eq!(owed(&story.supervisor("2026-02-20"), PLAN), "waits, at the latest 2026-03-01");
    assert_eq!(owed(&story.supervisor("2026-02-22"), PLAN), "warned, at the latest 2026-03-01", "a week before");
    assert_eq!(owed(&story.supervisor("2026-03-01"), PLAN), "warned, at the latest 2026-03-01");
    assert_eq!(owed(&story.supervisor("2026-03-02"), PLAN), "overdue, at the latest 2026-03-01");
}

#[test]
fn s_31_due_then_warned_then_overdue_from_the_day_after() {
    let toml = absent("");
    assert_eq!(analysis(&toml, "2026-01-05"), "due 2026-02-15", "on the first day");
    assert_eq!(analysis(&toml, "2026-01-31"), "due 2026-02-15");
    assert_eq!(analysis(&toml, "2026-02-01"), "warned 2026-02-15", "day 28");
    assert_eq!(analysis(&toml, "2026-02-15"), "warned 2026-02-15", "on the day itself it is not too late");
    assert_eq!(analysis(&toml, "2026-02-16"), "overdue 2026-02-15");
}

#[test]
fn s_31_met_on_the_last_day_and_met_late_on_the_next() {
    for (done_on, state) in [("2026-02-15", "met 2026-02-15"), ("2026-02-16", "met_late 2026-02-15")] {
        let toml = absent(&done("poortwachter.probleemanalyse_done", "dr-vos", done_on));
        assert_eq!(analysis(&toml, "2026-03-01"), state);
        let view = story(&toml).supervisor("2026-03-01");
        assert_eq!(obligation(&view, ANALYSIS).done_on, Some(day(done_on)));
    }
}

#[test]
fn s_31_what_was_done_in_time_and_written_down_later_was_met_in_time() {
    let written = says(
        "late",
        "dr-vos",
        "2026-02-12",
        "'poortwachter.probleemanalyse_done' = 2026-02-12",
        "recorded = 2026-02-20",
    );
    let toml = absent(&written);
    let story = story(&toml);
    assert_eq!(owed(&story.supervisor("2026-02-19"), ANALYSIS), "overdue 2026-02-15", "nobody knew");
    assert_eq!(owed(&story.supervisor("2026-02-20"), ANALYSIS), "met 2026-02-15");
}

#[test]
fn s_31_deviated_with_a_reason_is_not_overdue() {
    let toml = absent(&deviation(ANALYSIS));
    assert_eq!(analysis(&toml, "2026-02-09"), "warned 2026-02-15");
    assert_eq!(analysis(&toml, "2026-02-20"), "deviated 2026-02-15");
    let view = story(&toml).supervisor("2026-02-20");
    let deviation = obligation(&view, ANALYSIS).deviation.as_ref().expect("who decided is shown");
    assert_eq!(deviation.who.person.as_str(), "case_manager", "an id is a word of the file: the role stands for it");
    let seen_by_physician = story(&toml).physician("2026-02-20");
    let deviation_before_physician = obligation(&seen_by_physician, ANALYSIS).deviation.as_ref().expect("shown too");
    assert_eq!(deviation_before_physician.who.person.as_str(), "cas");
    assert_eq!(deviation.reason, None, "words of reason are not for the employer's side");
}

#[test]
fn s_31_the_terms_of_an_act_know_no_deviation() {
    for (rule, party) in [("week_42_report", "cas"), ("reintegratieverslag", "cas"), ("wia_claim", "anna")] {
        let rule = format!("poortwachter.{rule}");
        let view =
            story(&absent(&deviation(&rule).replace("by = 'cas'", &format!("by = '{party}'")))).physician("2028-06-01");
        let owed = obligation(&view, &rule);
        assert_eq!(owed.state, ObligationState::Overdue, "{rule}");
        assert!(owed.deviation.is_none() && owed.refused_deviation.is_some(), "{rule}");
    }
}

#[test]
fn s_31_suspended_while_the_chain_has_stopped_and_counting_on_when_it_goes_on() {
    let toml = format!(
        "{CAST}spells = [{{ id = 'a', first_day = 2026-01-05, last_day = 2026-01-25 }}, \
         {{ id = 'b', first_day = 2026-02-09 }}]\n"
    );
    assert_eq!(analysis(&toml, "2026-01-25"), "due 2026-02-15");
    assert_eq!(analysis(&toml, "2026-01-26"), "suspended 2026-02-15", "better since today");
    assert_eq!(analysis(&toml, "2026-02-08"), "suspended 2026-02-15");
    // 21 days counted, 14 not: day 42 is the 21st day of the second spell.
    assert_eq!(analysis(&toml, "2026-02-09"), "due 2026-03-01", "the days between do not count");
    let view = story(&toml).supervisor("2026-02-09");
    let due = obligation(&view, ANALYSIS).due.as_ref().unwrap();
    assert!(due.arithmetic.steps.iter().any(|step| matches!(step, Step::Gap { days: 14, .. })), "{:?}", due.arithmetic);
}

#[test]
fn s_31_what_was_overdue_before_the_absence_stopped_stays_overdue() {
    let toml = format!("{CAST}spells = [{{ id = 'a', first_day = 2026-01-05, last_day = 2026-02-20 }}]\n");
    assert_eq!(analysis(&toml, "2026-02-20"), "overdue 2026-02-15");
    assert_eq!(analysis(&toml, "2026-02-25"), "overdue 2026-02-15");
}

#[test]
fn s_32_a_due_day_never_moves_for_a_weekend_or_a_holiday_and_the_last_working_day_stands_beside_it() {
    // Seven starts in one week, so that day 42 falls on every weekday; 5 April 2026 is Easter.
    for offset in 0..28 {
        let first = day("2026-02-16").plus_days(offset);
        let view = story(&absent_since(&first.to_string())).supervisor(&first.to_string());
        let due = obligation(&view, ANALYSIS).due.as_ref().unwrap();
        assert_eq!(due.day, first.plus_days(41), "whatever the weekday");
        assert!(due.last_working_day <= due.day);
        assert!(!matches!(due.last_working_day.weekday(), Weekday::Saturday | Weekday::Sunday));
        let between = due.last_working_day.days_until(due.day);
        assert!(between <= 3, "at most a long weekend: {between}");
    }
    let due = |first: &str| {
        let view = story(&absent_since(first)).supervisor(first);
        let due = obligation(&view, ANALYSIS).due.clone().unwrap();
        (due.day.to_string(), due.last_working_day.to_string())
    };
    assert_eq!(
        due("2026-02-23"),
        ("2026-04-05".to_owned(), "2026-04-03".to_owned()),
        "Easter Sunday, then Good Friday"
    );
    assert_eq!(due("2026-02-24"), ("2026-04-06".to_owned(), "2026-04-03".to_owned()), "Easter Monday is a holiday");
    assert_eq!(due("2026-02-25"), ("2026-04-07".to_owned(), "2026-04-07".to_owned()));
}

#[test]
fn s_32_an_evaluation_counts_from_the_plan_and_then_from_the_last_one() {
    let plan = done("poortwachter.plan_van_aanpak_done", "cas", "2026-02-17");
    let first = done("poortwachter.evaluation_done", "cas", "2026-03-20");
    let second = done("poortwachter.evaluation_done", "cas", "2026-05-04");
    let story = story(&absent(&format!("{plan}{first}{second}")));
    let evaluation = |on: &str| owed(&story.supervisor(on), EVALUATION);
    assert_eq!(evaluation("2026-02-16"), "waits", "no plan, nothing to evaluate");
    assert_eq!(evaluation("2026-02-17"), "due 2026-03-31");
    assert_eq!(evaluation("2026-03-20"), "due 2026-05-01", "six weeks after the last one, not after the term");
    assert_eq!(evaluation("2026-05-02"), "overdue 2026-05-01");
    assert_eq!(evaluation("2026-05-04"), "due 2026-06-15", "done late, and the next counts from there");
}

#[test]
fn s_32_one_missed_round_is_one_overdue_finding_however_long_ago() {
    let story = story(&absent(&done("poortwachter.plan_van_aanpak_done", "cas", "2026-02-17")));
    for on in ["2026-04-01", "2026-07-01", "2026-12-31"] {
        let view = story.supervisor(on);
        assert_eq!(owed(&view, EVALUATION), "overdue 2026-03-31");
        let rounds = view.obligations.iter().filter(|owed| owed.title.nl.contains("Evaluatie")).count();
        assert_eq!(rounds, 1);
    }
}

#[test]
fn s_33_a_spell_that_is_put_right_moves_the_day() {
    let toml = format!(
        "{CAST}spells = [{{ id = 'reported', first_day = 2026-01-05 }}, \
         {{ id = 'right', first_day = 2026-01-08, recorded = 2026-01-20, replaces = 'reported' }}]\n"
    );
    assert_eq!(analysis(&toml, "2026-01-19"), "due 2026-02-15");
    assert_eq!(analysis(&toml, "2026-01-20"), "due 2026-02-18", "three days later");
}

#[test]
fn s_33_what_was_met_stays_met_with_its_day_when_the_absence_goes_on() {
    let toml = format!(
        "{CAST}spells = [{{ id = 'a', first_day = 2026-01-05, last_day = 2026-02-08 }}, \
         {{ id = 'b', first_day = 2026-03-02 }}]\n{}",
        done("poortwachter.probleemanalyse_done", "dr-vos", "2026-02-03"),
    );
    assert_eq!(analysis(&toml, "2026-02-05"), "met 2026-02-15");
    let view = story(&toml).supervisor("2026-03-10");
    let owed = obligation(&view, ANALYSIS);
    assert_eq!((owed.state, owed.done_on), (ObligationState::Met, Some(day("2026-02-03"))));
}

#[test]
fn s_34_the_arithmetic_leads_from_the_first_day_to_the_due_day() {
    let toml = format!(
        "{CAST}spells = [{{ id = 'a', first_day = 2026-01-12, last_day = 2026-02-08 }}, \
         {{ id = 'b', first_day = 2026-03-02 }}]\n"
    );
    let view = story(&toml).supervisor("2026-03-02");
    let arithmetic = &obligation(&view, ANALYSIS).due.as_ref().unwrap().arithmetic;
    assert_eq!(arithmetic.anchor, day("2026-01-12"));
    assert_eq!(arithmetic.result, day("2026-03-15"));
    let steps: Vec<String> = arithmetic
        .steps
        .iter()
        .map(|step| match step {
            Step::Counted { spell, from_day, to_day, .. } => format!("{spell}: {from_day} to {to_day}"),
            Step::Gap { days, .. } => format!("gap of {days}"),
            Step::Continued { from_day, to_day, .. } => format!("goes on: {from_day} to {to_day}"),
            other => format!("{other:?}"),
        })
        .collect();
    assert_eq!(steps, ["a: 1 to 28", "gap of 21", "b: 29 to 29", "goes on: 30 to 42"]);
}

fn owes_by_dutch_law(view: &View) -> Vec<String> {
    view.obligations
        .iter()
        .filter_map(|owed| owed.rule.as_ref())
        .map(ToString::to_string)
        .filter(|rule| rule.starts_with("poortwachter."))
        .collect()
}

#[test]
fn s_36_a_belgian_employment_owes_nothing_under_dutch_law() {
    let toml = absent("").replace("country = 'NL'", "country = 'BE'");
    for on in ["2026-01-05", "2026-02-16", "2027-12-01"] {
        for role in [Role::Bedrijfsarts, Role::Arbeidsarts, Role::Supervisor, Role::Hr, Role::Worker] {
            let view = story(&toml).seen_by(role, on);
            assert_eq!(owes_by_dutch_law(&view), Vec::<String>::new(), "{role} on {on}");
            assert!(!format!("{view:?}").contains("poortwachter"), "not even a name of it");
        }
    }
    assert!(!owes_by_dutch_law(&story(&absent("")).supervisor("2026-01-05")).is_empty(), "a Dutch one does");
}

#[test]
fn s_36_before_a_pack_is_valid_it_is_not_in_force() {
    let story = story(&absent_since("2023-05-01"));
    assert_eq!(owes_by_dutch_law(&story.supervisor("2023-06-30")), Vec::<String>::new());
    assert!(owes_by_dutch_law(&story.supervisor("2023-07-01")).contains(&ANALYSIS.to_owned()));
}

#[test]
fn s_31_of_an_absence_that_is_not_known_every_term_waits() {
    let view = story(CAST).physician("2026-01-19");
    assert!(view.absence.is_none() && !view.known_not_absent);
    assert!(!view.obligations.is_empty());
    for owed in &view.obligations {
        let waits = matches!(owed.state, ObligationState::Waits | ObligationState::TriggerOpen);
        assert!(waits, "{:?} is {:?}", owed.rule, owed.state);
        assert!(owed.due.is_none() && owed.latest.is_none() && owed.warns_on.is_none());
    }
}

#[test]
fn s_31_where_there_is_known_to_be_no_absence_nothing_is_owed() {
    let toml = format!("{CAST}{}", says("none", "anna", "2026-01-19", "'common.absent' = 'no'", ""));
    let story = story(&toml);
    assert!(!story.physician("2026-01-18").obligations.is_empty(), "the day before nobody knew");
    let view = story.physician("2026-01-19");
    assert!(view.known_not_absent);
    assert!(view.obligations.is_empty(), "{:?}", view.obligations);
}

#[test]
fn s_47_of_a_case_of_which_nothing_is_known_everything_is_open() {
    for role in [Role::Bedrijfsarts, Role::IntakeExpert, Role::Worker, Role::WorkplaceExpert] {
        let view = story("format = 'rugwijzer-case/1'").seen_by(role, "2026-01-19");
        assert_eq!(view.absence.is_none(), !view.known_not_absent, "absence is unknown, not none");
        for finding in &view.findings {
            let decided = finding.outcome.is_some() && !finding.because.is_empty();
            assert!(!decided, "{role}: {finding:?}");
        }
    }
    let view = story("format = 'rugwijzer-case/1'").physician("2026-01-19");
    assert!(view.notices.contains(&NoticeView::EmergencyNotExcluded));
    assert!(view.missing.len() > 30, "{} facts are missing", view.missing.len());
    let asked: BTreeSet<&str> = view.missing.iter().filter_map(|missing| missing.fact.as_deref()).collect();
    assert!(asked.contains("common.absent") && asked.contains("stecr.bladder_bowel"), "{asked:?}");
    assert!(story("format = 'rugwijzer-case/1'").perhaps(Role::Supervisor, "2026-01-19", "2026-01-19").is_none());
}

#[test]
fn s_30_who_owes_it_and_who_takes_part_is_told() {
    let view = story(&absent("")).physician("2026-01-19");
    let parties = |rule: &str| (obligation(&view, rule).owed_by, obligation(&view, rule).with.clone());
    assert_eq!(parties("stecr.first_contact"), (Role::Arbodienst, vec![Role::Bedrijfsarts]));
    assert_eq!(parties(ANALYSIS), (Role::Employer, vec![Role::Bedrijfsarts]));
    assert_eq!(parties(PLAN), (Role::Employer, vec![Role::Worker]));
    assert_eq!(parties("poortwachter.uwv_notice"), (Role::Uwv, vec![]));
    assert_eq!(parties("poortwachter.wia_claim"), (Role::Worker, vec![]));
}

#[test]
fn s_30_the_worker_reads_only_what_concerns_her_now() {
    let story = story(&absent(""));
    let titles =
        |on: &str| -> Vec<String> { story.worker(on).obligations.iter().map(|owed| owed.title.nl.clone()).collect() };
    assert_eq!(titles("2026-01-19"), Vec::<String>::new(), "no timeline of terms is held before her");
    assert_eq!(titles("2026-03-02"), ["Plan van aanpak"], "overdue, and she takes part");
    assert!(perhaps_obligation(&story.worker("2026-03-02"), PLAN).is_none(), "without a code");
}

#[test]
fn s_31_when_the_absence_has_ended_for_good_nothing_more_falls_due_and_what_was_late_stays_late() {
    let toml = format!("{CAST}spells = [{{ id = 'a', first_day = 2026-01-05, last_day = 2026-02-03 }}]\n");
    let story = story(&toml);
    // Better since 4 February; a new spell joins up to 3 March.
    let seen = |on: &str| {
        let view = story.physician(on);
        (owed(&view, "stecr.first_contact"), owed(&view, ANALYSIS))
    };
    let expected = |contact: &str, analysis: &str| (contact.to_owned(), analysis.to_owned());
    assert_eq!(seen("2026-03-03"), expected("overdue 2026-02-01", "suspended 2026-02-15"));
    assert_eq!(seen("2026-03-04"), expected("overdue 2026-02-01", "not shown"));
}

#[test]
fn s_31_what_was_done_in_an_earlier_absence_or_lies_ahead_is_not_done() {
    let earlier = done("poortwachter.probleemanalyse_done", "dr-vos", "2025-06-01");
    assert_eq!(analysis(&absent(&earlier), "2026-01-19"), "due 2026-02-15", "of another absence");
    let planned = says("plan", "dr-vos", "2026-01-19", "'poortwachter.probleemanalyse_done' = 2026-02-10", "");
    assert_eq!(analysis(&absent(&planned), "2026-01-19"), "due 2026-02-15", "not done yet");
    assert_eq!(analysis(&absent(&planned), "2026-02-10"), "met 2026-02-15");
}

#[test]
fn s_31_what_is_agreed_about_one_evaluation_is_not_agreed_about_the_next() {
    let plan = done("poortwachter.plan_van_aanpak_done", "cas", "2026-02-17");
    let next = done("poortwachter.evaluation_done", "cas", "2026-04-10");
    let agreed = deviation(EVALUATION).replace("about = 2026-02-10", "about = 2026-03-20");
    let story = story(&absent(&format!("{plan}{next}{agreed}")));
    assert_eq!(owed(&story.supervisor("2026-04-05"), EVALUATION), "deviated 2026-03-31");
    assert_eq!(owed(&story.supervisor("2026-05-23"), EVALUATION), "overdue 2026-05-22");
}

#[test]
fn c_12_what_was_agreed_until_a_day_is_not_shown_as_if_it_still_held() {
    let facts =
        "'restriction.activity' = 'lifting', 'restriction.extent' = 'limited', 'restriction.until' = 2026-02-20";
    let story = story(&absent(&says("can", "dr-vos", "2026-02-01", facts, "of = 'tillen'")));
    let ended = |on: &str| crate::look::findings(&story.supervisor(on), "common.restriction_ended").len();
    assert_eq!(ended("2026-02-20"), 0, "the last day counts");
    assert_eq!(ended("2026-02-21"), 1, "a new advice is needed");
}

//! Obligations: trigger, anchor, day and state (S-30 to S-34). The states of the shipped ones stand in their cases.

use crate::small::Small;
use crate::told::{Told, day};
use calendar::Step;
use engine::{DecisionChoice, Obligation, ObligationState, Rulebook};

/// A term of fourteen days from the day of a fall, with a warning three days before, and a call within a week of it.
fn rulebook(more: &str) -> Rulebook {
    let report = format!(
        "owed_by = 'employer'\nsubject = 'case'\nanchor = {{ fact = 't.fell_on' }}\ndue = {{ days = 14 }}\nwarn = {{ days = 3 }}\n\
         done_by = 't.reported_on'\n{more}"
    );
    let call = "owed_by = 'bedrijfsarts'\nsubject = 'case'\nanchor = { done = 't.report' }\ndue = { weeks = 1 }\ndone_by = 't.called_on'";
    Small::new()
        .yes_no(&["t.hurt"])
        .field("case", "t.fell_on", "type = 'date'")
        .field("case", "t.reported_on", "type = 'date'")
        .field("case", "t.called_on", "type = 'date'")
        .goal("t.report", "deadline", &report)
        .goal("t.call", "deadline", call)
        .rulebook()
}

fn obligation(told: &Told<'_>, rulebook: &Rulebook, rule: &str) -> Obligation {
    told.assessed(rulebook).obligation(rule).unwrap().clone()
}

/// The state of the report on a day, when somebody fell on 1 June.
fn state(rulebook: &Rulebook, on: &str, facts: &[(&str, &str)]) -> &'static str {
    let told = Told::of(rulebook.library()).on(on).about("2026-06-01").says("t.fell_on", "2026-06-01").says_all(facts);
    obligation(&told, rulebook, "t.report").state.as_str()
}

#[test]
fn s_31_by_a_day_is_met_on_that_day_and_overdue_from_the_next() {
    let rulebook = rulebook("");
    assert_eq!(state(&rulebook, "2026-06-11", &[]), "due");
    assert_eq!(state(&rulebook, "2026-06-12", &[]), "warned", "three days before");
    assert_eq!(state(&rulebook, "2026-06-15", &[]), "warned", "the last day");
    assert_eq!(state(&rulebook, "2026-06-16", &[]), "overdue");
    assert_eq!(state(&rulebook, "2026-06-20", &[("t.reported_on", "2026-06-15")]), "met");
    assert_eq!(state(&rulebook, "2026-06-20", &[("t.reported_on", "2026-06-16")]), "met_late");
}

#[test]
fn s_31_what_is_only_planned_is_not_done() {
    let rulebook = rulebook("");
    assert_eq!(state(&rulebook, "2026-06-11", &[("t.reported_on", "2026-06-14")]), "due");
}

#[test]
fn s_31_while_its_anchor_is_missing_an_obligation_waits_with_the_latest_possible_day() {
    let rulebook = rulebook("");
    let told = Told::of(rulebook.library()).on("2026-06-05").about("2026-06-05");
    let nothing = obligation(&told, &rulebook, "t.call");
    assert_eq!((nothing.state, nothing.due, nothing.latest), (ObligationState::Waits, None, None));

    let fell = told.says("t.fell_on", "2026-06-01");
    let call = obligation(&fell, &rulebook, "t.call");
    assert_eq!(call.state, ObligationState::Waits);
    assert_eq!(call.latest.map(|due| due.day), Some(day("2026-06-22")), "a week after the last day of the report");
    assert_eq!(call.due, None);

    let reported = fell.says("t.reported_on", "2026-06-03");
    let call = obligation(&reported, &rulebook, "t.call");
    assert_eq!(call.due.map(|due| due.day), Some(day("2026-06-10")));
    assert_eq!(call.latest, None);
}

#[test]
fn s_31_what_waits_for_a_step_that_was_put_off_with_a_reason_has_no_last_day_to_count_from() {
    let rulebook = rulebook("deviation = 's#1'");
    let told = Told::of(rulebook.library()).on("2026-07-20").about("2026-06-10").says("t.fell_on", "2026-06-01");
    assert_eq!(obligation(&told, &rulebook, "t.call").state, ObligationState::Overdue);

    let put_off = told.decides("t.report", DecisionChoice::Deviate, None);
    let call = obligation(&put_off, &rulebook, "t.call");
    assert_eq!((call.state, call.due, call.latest), (ObligationState::Waits, None, None));

    let reported = put_off.about("2026-07-15").says("t.reported_on", "2026-07-15");
    let call = obligation(&reported, &rulebook, "t.call");
    assert_eq!(call.due.map(|due| due.day), Some(day("2026-07-22")), "a week after it all the same");
}

#[test]
fn s_31_a_deviation_is_accepted_only_where_a_clause_allows_it() {
    let deviating = |rulebook: &Rulebook| {
        let told = Told::of(rulebook.library()).on("2026-06-20").about("2026-06-10").says("t.fell_on", "2026-06-01");
        obligation(&told.decides("t.report", DecisionChoice::Deviate, None), rulebook, "t.report")
    };
    let allowed = deviating(&rulebook("deviation = 's#1'"));
    assert_eq!(allowed.state, ObligationState::Deviated);
    assert_eq!(allowed.deviation.unwrap().reason.as_deref(), Some("because"));

    let refused = deviating(&rulebook(""));
    assert_eq!(refused.state, ObligationState::Overdue);
    assert!(refused.deviation.is_none() && refused.refused_deviation.is_some());
}

#[test]
fn s_31_an_undecided_trigger_says_so_and_is_acted_on_carefully_where_that_is_said() {
    let trigger = "trigger = { fact = 't.hurt', is = 'yes' }\n";
    let open = rulebook(trigger);
    assert_eq!(state(&open, "2026-06-11", &[]), "trigger_open");
    assert_eq!(state(&open, "2026-06-11", &[("t.hurt", "no")]), "does_not_apply");
    assert_eq!(state(&open, "2026-06-11", &[("t.hurt", "yes")]), "due");

    let careful = rulebook(&format!("{trigger}unknown_counts_as = {{ 't.hurt' = 'yes' }}"));
    assert_eq!(state(&careful, "2026-06-11", &[]), "due");
    let told = Told::of(careful.library()).says("t.fell_on", "2026-06-01");
    let report = obligation(&told, &careful, "t.report");
    assert!(report.trigger_open);
    let missing: Vec<&str> = report.explanation.missing.iter().map(|missing| missing.fact.kind.as_str()).collect();
    assert_eq!(missing, ["t.hurt"]);
}

#[test]
fn s_32_a_due_day_does_not_move_and_the_last_working_day_stands_beside_it() {
    let rulebook = rulebook("");
    let told = Told::of(rulebook.library()).about("2026-06-06").says("t.fell_on", "2026-06-06");
    let due = obligation(&told, &rulebook, "t.report").due.unwrap();
    assert_eq!(due.day, day("2026-06-20"), "a Saturday");
    assert_eq!(due.last_working_day, day("2026-06-19"));
}

#[test]
fn s_32_a_periodic_duty_counts_from_its_last_occurrence() {
    let rulebook = rulebook("every = { weeks = 6 }");
    let told = Told::of(rulebook.library()).on("2026-09-20").about("2026-06-01").says("t.fell_on", "2026-06-01");
    let done = told.about("2026-06-10").says("t.reported_on", "2026-06-10");
    let report = obligation(&done, &rulebook, "t.report");
    assert_eq!(report.due.map(|due| due.day), Some(day("2026-07-22")));
    assert_eq!(report.state, ObligationState::Overdue, "one finding, however many rounds were missed");
    let again = done.about("2026-09-15").says("t.reported_on", "2026-09-15");
    let report = obligation(&again, &rulebook, "t.report");
    assert_eq!((report.state, report.due.map(|due| due.day)), (ObligationState::Due, Some(day("2026-10-27"))));
}

#[test]
fn s_34_the_arithmetic_is_data() {
    let rulebook = rulebook("");
    let told = Told::of(rulebook.library()).says("t.fell_on", "2026-06-01");
    let arithmetic = obligation(&told, &rulebook, "t.report").due.unwrap().arithmetic;
    assert_eq!((arithmetic.anchor, arithmetic.result), (day("2026-06-01"), day("2026-06-15")));
    let [Step::Offset { amount: 14, from, to, .. }] = arithmetic.steps.as_slice() else { panic!("{arithmetic:?}") };
    assert_eq!((*from, *to), (day("2026-06-01"), day("2026-06-15")));
}

#[test]
fn s_30_absence_days_are_counted_along_the_chain() {
    let absent_term = "owed_by = 'employer'\nsubject = 'case'\nanchor = 'first_absence_day'\ndue = { absence_day = 42 }\n\
                       warn = { absence_day = 28 }\ndone_by = 't.reported_on'";
    let rulebook = Small::new()
        .field("case", "t.reported_on", "type = 'date'")
        .goal("t.report", "deadline", absent_term)
        .rulebook();
    let told = Told::of(rulebook.library()).absent_since("2026-06-01");
    let report = obligation(&told, &rulebook, "t.report");
    assert_eq!(report.due.map(|due| due.day), Some(day("2026-07-12")));
    assert_eq!(report.warns_on, Some(day("2026-06-28")));
    assert_eq!(obligation(&Told::of(rulebook.library()), &rulebook, "t.report").state, ObligationState::Waits);
    assert_eq!(
        obligation(&Told::of(rulebook.library()).not_absent(), &rulebook, "t.report").state,
        ObligationState::DoesNotApply
    );
}

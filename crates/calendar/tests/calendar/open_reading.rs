//! Worked days beside leave: the law is silent, both dates are kept (domain 3.4).

use calendar::{BesideWork, ChainState, Leave, OpenReading, Step};

use crate::story::{chain, day, ids, leave, leave_of_other_cause, open_spell, period, spell};

#[test]
fn worked_days_after_leave_join_in_the_careful_reading_and_the_other_day_is_kept() {
    let spells = [spell("before", "2026-03-02", "2026-03-31"), open_spell("after", "2026-07-29")];
    let maternity = [leave("m", "2026-04-01", "2026-07-21")];
    let chain = chain(&spells, &maternity, "2026-07-29");
    assert_eq!(ids(&chain), ["before", "after"]);
    assert_eq!(
        chain.open_readings(),
        [OpenReading {
            after_spell: "before".into(),
            before_spell: "after".into(),
            gap_days_without_leave: 7,
            gap_days_with_leave: 119,
            first_day_if_not_joined: day("2026-07-29"),
        }]
    );
    assert_eq!(
        chain.day_reaching(31).steps[1..3],
        [
            Step::Leave { leave: "m".into(), period: period("2026-04-01", "2026-07-21") },
            Step::Gap { period: period("2026-07-22", "2026-07-28"), days: 7 },
        ]
    );
}

#[test]
fn worked_days_before_leave_are_read_in_the_same_way() {
    let spells = [spell("before", "2026-03-02", "2026-03-24"), open_spell("after", "2026-07-22")];
    let maternity = [leave("m", "2026-04-01", "2026-07-21")];
    let chain = chain(&spells, &maternity, "2026-07-22");
    assert_eq!(chain.open_readings().len(), 1);
    assert_eq!(chain.open_readings()[0].gap_days_without_leave, 7);
}

#[test]
fn twenty_seven_worked_days_are_open_and_twenty_eight_are_not() {
    let before = spell("before", "2026-03-02", "2026-03-31");
    let maternity = [leave("m", "2026-04-01", "2026-07-21")];
    let open = chain(&[before.clone(), open_spell("after", "2026-08-18")], &maternity, "2026-08-18");
    assert_eq!(open.open_readings()[0].gap_days_without_leave, 27);

    let apart = chain(&[before, open_spell("after", "2026-08-19")], &maternity, "2026-08-19");
    assert_eq!(ids(&apart), ["after"]);
    assert!(apart.open_readings().is_empty());
}

#[test]
fn nothing_is_open_when_the_days_are_too_few_with_leave_and_all() {
    let spells = [spell("before", "2026-03-02", "2026-03-31"), open_spell("after", "2026-04-20")];
    let chain = chain(&spells, &[leave("m", "2026-04-03", "2026-04-10")], "2026-04-20");
    assert_eq!(ids(&chain), ["before", "after"]);
    assert!(chain.open_readings().is_empty());
}

#[test]
fn nothing_is_open_when_the_causes_differ() {
    let spells = [spell("before", "2026-03-02", "2026-03-31"), open_spell("after", "2026-07-29")];
    let maternity = [leave_of_other_cause("m", "2026-04-01", "2026-07-21")];
    assert_eq!(ids(&chain(&spells, &maternity, "2026-07-29")), ["after"]);
}

#[test]
fn a_stopped_chain_waits_through_leave() {
    let spells = [spell("before", "2026-03-02", "2026-03-24")];
    let maternity = [leave("m", "2026-04-01", "2026-07-21")];
    let chain = chain(&spells, &maternity, "2026-07-25");
    assert_eq!(
        chain.state_on(day("2026-07-25")),
        ChainState::Stopped {
            absence_day: 23,
            since: day("2026-03-25"),
            // Seven days before the leave and twenty-one after it.
            joins_until: day("2026-08-11"),
        }
    );
    assert_eq!(chain.state_on(day("2026-05-05")), ChainState::OnLeave { absence_day: 23 });
}

fn decided(beside_work: BesideWork) -> [Leave; 1] {
    [Leave { beside_work, ..leave("m", "2026-04-01", "2026-07-21") }]
}

#[test]
fn who_decides_that_leave_is_passed_over_closes_the_question_and_the_spells_are_one_absence() {
    let spells = [spell("before", "2026-03-02", "2026-03-31"), open_spell("after", "2026-08-17")];
    let chain = chain(&spells, &decided(BesideWork::PassedOver), "2026-08-17");
    assert_eq!(ids(&chain), ["before", "after"]);
    assert!(chain.open_readings().is_empty());
    assert_eq!(chain.joins_around_leave(), 1);
}

#[test]
fn who_decides_that_leave_interrupts_parts_the_spells_with_one_day_of_work_between() {
    let before = spell("before", "2026-03-02", "2026-03-31");
    let leave = decided(BesideWork::Interrupts);
    let a_day_worked = chain(&[before.clone(), open_spell("after", "2026-07-23")], &leave, "2026-07-23");
    assert_eq!(ids(&a_day_worked), ["after"]);
    assert!(a_day_worked.open_readings().is_empty());

    let none_worked = chain(&[before, open_spell("after", "2026-07-22")], &leave, "2026-07-22");
    assert_eq!(ids(&none_worked), ["before", "after"], "directly before and directly after: no reading is needed");
}

#[test]
fn short_leave_that_interrupts_still_leaves_the_four_weeks() {
    let leave = [Leave { beside_work: BesideWork::Interrupts, ..leave("m", "2026-04-03", "2026-04-10") }];
    let before = spell("before", "2026-03-02", "2026-03-31");
    let twenty_seven = chain(&[before.clone(), open_spell("after", "2026-04-28")], &leave, "2026-04-28");
    assert_eq!(ids(&twenty_seven), ["before", "after"]);
    assert_eq!(twenty_seven.joins_around_leave(), 0, "four weeks are not full with leave and all");
    let twenty_eight = chain(&[before, open_spell("after", "2026-04-29")], &leave, "2026-04-29");
    assert_eq!(ids(&twenty_eight), ["after"]);
}

#[test]
fn a_chain_that_leave_interrupts_has_ended_on_the_second_day_after_it() {
    let spells = [spell("before", "2026-03-02", "2026-03-31")];
    let chain = chain(&spells, &decided(BesideWork::Interrupts), "2026-07-25");
    assert_eq!(chain.state_on(day("2026-05-05")), ChainState::OnLeave { absence_day: 30 });
    let state = |on| chain.state_on(day(on));
    assert!(matches!(state("2026-07-22"), ChainState::Stopped { joins_until, .. } if joins_until == day("2026-07-22")));
    assert!(matches!(state("2026-07-23"), ChainState::Ended { .. }));
}

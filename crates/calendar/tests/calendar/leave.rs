//! Maternity leave neither counts nor breaks (domain 3.3, 3.4; BW 7:629(10)).

use calendar::{ChainState, Step, chain_on};

use crate::story::{FOUR_WEEKS, chain, day, ids, leave, leave_of_other_cause, open_spell, period, spell};

#[test]
fn leave_inside_a_spell_is_taken_out() {
    let spells = [open_spell("a", "2026-03-02")];
    let maternity = [leave("m", "2026-04-01", "2026-07-21")];
    let chain = chain(&spells, &maternity, "2026-08-01");
    assert_eq!(chain.absence_day_on(day("2026-03-31")), 30);
    assert_eq!(chain.absence_day_on(day("2026-07-21")), 30);
    assert_eq!(chain.absence_day_on(day("2026-07-22")), 31);
    assert_eq!(chain.state_on(day("2026-05-05")), ChainState::OnLeave { absence_day: 30 });
    assert_eq!(chain.day_reaching(42).result, day("2026-08-02"));
}

#[test]
fn leave_to_come_is_taken_out_of_what_lies_ahead_s30() {
    let spells = [open_spell("a", "2026-03-02")];
    let maternity = [leave("m", "2026-04-01", "2026-07-21")];
    let way = chain(&spells, &maternity, "2026-03-10").day_reaching(42);
    assert_eq!(way.result, day("2026-08-02"));
    assert_eq!(
        way.steps,
        [
            Step::Counted { spell: "a".into(), period: period("2026-03-02", "2026-03-10"), from_day: 1, to_day: 9 },
            Step::Continued { period: period("2026-03-11", "2026-03-31"), from_day: 10, to_day: 30 },
            Step::Leave { leave: "m".into(), period: period("2026-04-01", "2026-07-21") },
            Step::Continued { period: period("2026-07-22", "2026-08-02"), from_day: 31, to_day: 42 },
        ]
    );
}

#[test]
fn spells_directly_before_and_after_leave_join_however_long_it_is() {
    let spells = [spell("before", "2026-03-02", "2026-03-31"), open_spell("after", "2026-07-22")];
    let maternity = [leave("m", "2026-04-01", "2026-07-21")];
    let chain = chain(&spells, &maternity, "2026-07-22");
    assert_eq!(ids(&chain), ["before", "after"]);
    assert_eq!(chain.absence_day_on(day("2026-07-22")), 31);
    assert!(chain.open_readings().is_empty());
    assert_eq!(
        chain.day_reaching(31).steps,
        [
            Step::Counted {
                spell: "before".into(),
                period: period("2026-03-02", "2026-03-31"),
                from_day: 1,
                to_day: 30
            },
            Step::Leave { leave: "m".into(), period: period("2026-04-01", "2026-07-21") },
            Step::Counted {
                spell: "after".into(),
                period: period("2026-07-22", "2026-07-22"),
                from_day: 31,
                to_day: 31
            },
        ]
    );
}

#[test]
fn leave_in_two_parts_that_follow_on_each_other_is_one_leave() {
    let spells = [spell("before", "2026-03-02", "2026-03-31"), open_spell("after", "2026-07-22")];
    let maternity = [leave("m1", "2026-04-01", "2026-05-15"), leave("m2", "2026-05-16", "2026-07-21")];
    let chain = chain(&spells, &maternity, "2026-07-22");
    assert_eq!(ids(&chain), ["before", "after"]);
    assert!(chain.open_readings().is_empty());
}

#[test]
fn another_cause_parts_the_spells_around_long_leave() {
    let spells = [spell("before", "2026-03-02", "2026-03-31"), open_spell("after", "2026-07-22")];
    let maternity = [leave_of_other_cause("m", "2026-04-01", "2026-07-21")];
    let chain = chain(&spells, &maternity, "2026-07-22");
    assert_eq!(ids(&chain), ["after"]);
    assert_eq!(chain.first_day(), day("2026-07-22"));
}

#[test]
fn another_cause_leaves_the_four_week_rule_with_the_days_of_leave_as_interruption() {
    let before = spell("before", "2026-03-02", "2026-03-31");
    let last_of_leave = [leave_of_other_cause("m", "2026-04-01", "2026-04-27")];
    let joined = chain(&[before.clone(), open_spell("after", "2026-04-28")], &last_of_leave, "2026-04-28");
    assert_eq!(ids(&joined), ["before", "after"]);
    assert!(joined.open_readings().is_empty());

    let a_day_longer = [leave_of_other_cause("m", "2026-04-01", "2026-04-28")];
    let apart = chain(&[before, open_spell("after", "2026-04-29")], &a_day_longer, "2026-04-29");
    assert_eq!(ids(&apart), ["after"]);
}

#[test]
fn a_spell_that_runs_on_through_leave_with_another_cause_is_read_as_two() {
    let spells = [open_spell("a", "2026-03-02")];
    let maternity = [leave_of_other_cause("m", "2026-04-01", "2026-07-21")];
    let before = chain(&spells, &maternity, "2026-03-31");
    assert_eq!(before.spells(), [open_spell("a", "2026-03-02")]);

    let during = chain(&spells, &maternity, "2026-04-10");
    assert_eq!(during.spells(), [spell("a", "2026-03-02", "2026-03-31")]);

    let after = chain(&spells, &maternity, "2026-08-01");
    assert_eq!(after.first_day(), day("2026-07-22"));
    assert_eq!(after.spells(), [open_spell("a", "2026-07-22")]);
}

#[test]
fn sickness_only_during_leave_is_in_no_chain_and_breaks_none() {
    let during = spell("during", "2026-05-01", "2026-05-10");
    let maternity = [leave("m", "2026-04-01", "2026-07-21")];
    let alone = chain_on(std::slice::from_ref(&during), &maternity, &FOUR_WEEKS, day("2026-08-01"));
    assert_eq!(alone, Ok(None));

    let spells = [spell("before", "2026-03-02", "2026-03-31"), during, open_spell("after", "2026-07-22")];
    let around = chain(&spells, &maternity, "2026-07-22");
    assert_eq!(ids(&around), ["before", "after"]);
    assert!(around.open_readings().is_empty());
}

#[test]
fn sickness_that_begins_during_leave_counts_from_the_day_after_it() {
    let spells = [open_spell("a", "2026-07-01")];
    let maternity = [leave("m", "2026-04-01", "2026-07-21")];
    assert_eq!(chain_on(&spells, &maternity, &FOUR_WEEKS, day("2026-07-21")), Ok(None));
    let chain = chain(&spells, &maternity, "2026-07-22");
    assert_eq!(chain.first_day(), day("2026-07-22"));
}

#[test]
fn sickness_that_ends_during_leave_lies_directly_before_it() {
    let spells = [spell("before", "2026-03-02", "2026-04-20"), open_spell("after", "2026-07-22")];
    let maternity = [leave("m", "2026-04-01", "2026-07-21")];
    let chain = chain(&spells, &maternity, "2026-07-22");
    assert_eq!(ids(&chain), ["before", "after"]);
    assert_eq!(chain.absence_day_on(day("2026-07-22")), 31);
    assert!(chain.open_readings().is_empty());
}

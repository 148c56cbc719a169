//! How a chain stands, and what is seen of it.

use calendar::{ChainRule, ChainState, chain_on};

use crate::story::{FOUR_WEEKS, chain, day, ids, leave, open_spell, spell};

#[test]
fn without_spells_there_is_no_chain() {
    assert_eq!(chain_on(&[], &[], &FOUR_WEEKS, day("2026-03-01")), Ok(None));
    let tomorrow = [open_spell("a", "2026-03-02")];
    assert_eq!(chain_on(&tomorrow, &[], &FOUR_WEEKS, day("2026-03-01")), Ok(None));
}

#[test]
fn running_stopped_and_ended_s31() {
    let chain = chain(&[spell("a", "2026-01-12", "2026-02-08")], &[], "2026-06-01");
    let stopped = ChainState::Stopped { absence_day: 28, since: day("2026-02-09"), joins_until: day("2026-03-08") };
    let ended = ChainState::Ended { absence_day: 28, ended_on: day("2026-03-09") };
    assert_eq!(chain.state_on(day("2026-01-11")), ChainState::Running { absence_day: 0 });
    assert_eq!(chain.state_on(day("2026-01-12")), ChainState::Running { absence_day: 1 });
    assert_eq!(chain.state_on(day("2026-02-08")), ChainState::Running { absence_day: 28 });
    assert_eq!(chain.state_on(day("2026-02-09")), stopped);
    assert_eq!(chain.state_on(day("2026-03-08")), stopped);
    assert_eq!(chain.state_on(day("2026-03-09")), ended);
    assert_eq!(chain.state_on(day("2026-06-01")), ended);
}

#[test]
fn the_state_in_a_gap_that_was_bridged_later_is_still_stopped() {
    let spells = [spell("a", "2026-01-12", "2026-02-08"), open_spell("b", "2026-03-02")];
    let chain = chain(&spells, &[], "2026-03-02");
    assert!(matches!(chain.state_on(day("2026-02-20")), ChainState::Stopped { absence_day: 28, .. }));
    assert_eq!(chain.absence_day_on(day("2026-02-20")), 28);
}

#[test]
fn a_spell_that_ends_today_or_later_is_still_open_today() {
    let known_later = [spell("a", "2026-01-12", "2026-02-08")];
    let chain = chain(&known_later, &[], "2026-02-08");
    assert_eq!(chain.spells(), [open_spell("a", "2026-01-12")]);
    assert_eq!(chain.state_on(day("2026-02-08")), ChainState::Running { absence_day: 28 });
    // Seen from here it goes on.
    assert_eq!(chain.absence_day_on(day("2026-02-10")), 30);
}

#[test]
fn a_spell_of_later_is_not_seen() {
    let spells = [spell("a", "2026-01-12", "2026-02-08"), open_spell("b", "2026-03-02")];
    let chain = chain(&spells, &[], "2026-03-01");
    assert_eq!(ids(&chain), ["a"]);
}

#[test]
fn spells_without_a_day_between_them_join_under_any_rule() {
    let spells = [spell("a", "2026-01-12", "2026-02-08"), open_spell("b", "2026-02-09")];
    let never = ChainRule { joins_below_days: 0 };
    let chain = chain_on(&spells, &[], &never, day("2026-02-09")).unwrap().unwrap();
    assert_eq!(ids(&chain), ["a", "b"]);
    assert_eq!(chain.absence_day_on(day("2026-02-09")), 29);
}

#[test]
fn a_stopped_chain_reaches_its_days_as_if_it_had_gone_on() {
    let chain = chain(&[spell("a", "2026-01-12", "2026-02-08")], &[], "2026-02-20");
    assert_eq!(chain.day_reaching(42).result, day("2026-02-22"));
}

#[test]
fn day_zero_is_the_first_day_itself() {
    let chain = chain(&[open_spell("a", "2026-01-12")], &[], "2026-02-20");
    let way = chain.day_reaching(0);
    assert_eq!((way.anchor, way.result), (day("2026-01-12"), day("2026-01-12")));
    assert!(way.steps.is_empty());
}

#[test]
fn a_day_that_never_comes_is_the_end_of_the_calendar() {
    let maternity = [leave("m", "2026-04-01", "2026-07-21")];
    let chain = chain(&[open_spell("a", "2026-01-12")], &maternity, "2026-02-20");
    assert_eq!(chain.day_reaching(u32::MAX).result.to_string(), "9999-12-31");
    let end = chain.first_day().plus_days(i32::MAX);
    assert!(chain.absence_day_on(end) > 0);
    assert!(matches!(chain.state_on(end), ChainState::Running { .. }));
    assert_eq!(chain.absence_day_on(end.plus_days(i32::MIN)), 0);
}

#[test]
fn a_rule_that_joins_everything_is_possible() {
    let always = ChainRule { joins_below_days: u32::MAX };
    let spells = [spell("a", "1900-01-01", "1900-01-02"), spell("b", "2199-12-30", "2199-12-31")];
    let chain = chain_on(&spells, &[], &always, day("2199-12-31")).unwrap().unwrap();
    assert_eq!(ids(&chain), ["a", "b"]);
    assert_eq!(chain.absence_day_on(day("2199-12-31")), 4);
}

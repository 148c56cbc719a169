//! What is refused, and in which words.

use calendar::{BesideWork, ChainError, Day, DayError, Leave, Period, PeriodError, chain_on};

use crate::story::{FOUR_WEEKS, day, leave, open_spell, spell};

#[test]
fn a_spell_that_ends_before_it_starts() {
    let spells = [spell("wrong", "2026-02-08", "2026-01-12")];
    let refusal = chain_on(&spells, &[], &FOUR_WEEKS, day("2026-03-01")).unwrap_err();
    assert_eq!(refusal, ChainError::SpellEndsBeforeItStarts { spell: "wrong".into() });
    assert_eq!(
        refusal.to_string(),
        "spell `wrong` ends before it starts; expected a last sick day on or after the first"
    );
}

#[test]
fn two_spells_that_overlap_in_either_order() {
    let a = spell("a", "2026-01-12", "2026-02-08");
    let b = open_spell("b", "2026-02-08");
    let expected = ChainError::SpellsOverlap { earlier: "a".into(), later: "b".into() };
    let on = day("2026-03-01");
    let in_order = [a.clone(), b.clone()];
    assert_eq!(chain_on(&in_order, &[], &FOUR_WEEKS, on), Err(expected.clone()));
    assert_eq!(chain_on(&[b, a], &[], &FOUR_WEEKS, on), Err(expected.clone()));
    assert_eq!(expected.to_string(), "spells `a` and `b` overlap; expected the first to end before the second starts");
}

#[test]
fn nothing_follows_on_an_open_spell() {
    let spells = [open_spell("a", "2026-01-12"), open_spell("b", "2026-05-01")];
    assert!(chain_on(&spells, &[], &FOUR_WEEKS, day("2026-05-01")).is_err());
    // The day before, the second spell is not seen, so it cannot be wrong.
    assert!(chain_on(&spells, &[], &FOUR_WEEKS, day("2026-04-30")).is_ok());
}

#[test]
fn two_leaves_that_overlap() {
    let leaves = [leave("m2", "2026-06-01", "2026-07-21"), leave("m1", "2026-04-01", "2026-06-01")];
    let refusal = chain_on(&[], &leaves, &FOUR_WEEKS, day("2026-03-01")).unwrap_err();
    assert_eq!(refusal, ChainError::LeavesOverlap { earlier: "m1".into(), later: "m2".into() });
    assert_eq!(refusal.to_string(), "leaves `m1` and `m2` overlap; expected the first to end before the second starts");
}

#[test]
fn a_leave_put_together_by_hand_that_ends_before_it_starts() {
    let turned = Period { first: day("2026-07-21"), last: day("2026-04-01") };
    let leaves = [Leave { id: "m".into(), period: turned, other_cause: false, beside_work: BesideWork::Open }];
    let refusal = chain_on(&[], &leaves, &FOUR_WEEKS, day("2026-03-01")).unwrap_err();
    assert_eq!(refusal, ChainError::LeaveEndsBeforeItStarts { leave: "m".into() });
    assert_eq!(refusal.to_string(), "leave `m` ends before it starts; expected a last day on or after the first");
}

#[test]
fn a_period_that_ends_before_it_starts() {
    let refusal = Period::new(day("2026-02-08"), day("2026-02-07")).unwrap_err();
    assert_eq!(refusal, PeriodError { first: day("2026-02-08"), last: day("2026-02-07") });
    assert_eq!(
        refusal.to_string(),
        "the period ends on 2026-02-07, before it starts on 2026-02-08; expected an end on or after the start"
    );
}

#[test]
fn days_that_are_none() {
    let outside = DayError::OutsideTheRange { year: 1899, month: 12, day: 31 };
    assert_eq!(Day::parse("1899-12-31"), Err(outside.clone()));
    assert_eq!(outside.to_string(), "`1899-12-31` is out of range; expected a day between 1900-01-01 and 2199-12-31");
    assert_eq!(Day::new(2026, 2, 29), Err(DayError::NotInTheCalendar { year: 2026, month: 2, day: 29 }));
    assert_eq!(
        Day::parse("gisteren").unwrap_err().to_string(),
        "`gisteren` is not written as year-month-day, like 2026-10-19; \
         expected a day between 1900-01-01 and 2199-12-31"
    );
}

#[test]
fn a_long_text_is_cut_short_in_the_message() {
    let message = Day::parse(&"é".repeat(10_000)).unwrap_err().to_string();
    assert!(message.len() < 250);
}

//! Ten thousand spells.

use calendar::{BesideWork, ChainRule, Day, Leave, Period, Spell, chain_on};

use crate::story::{FOUR_WEEKS, day};

const SPELLS: i32 = 10_000;

/// Sick on one day, free on the next, from the last to the first.
fn sick_every_other_day(first: Day) -> Vec<Spell> {
    let spells = (0..SPELLS).rev().map(|number| {
        let today = first.plus_days(2 * number);
        Spell { id: number.to_string(), first: today, last: Some(today) }
    });
    spells.collect()
}

#[test]
fn ten_thousand_spells_are_one_chain() {
    let first = day("2026-01-01");
    let spells = sick_every_other_day(first);
    let on = first.plus_days(2 * SPELLS);
    let chain = chain_on(&spells, &[], &FOUR_WEEKS, on).unwrap().unwrap();
    assert_eq!(chain.first_day(), first);
    assert_eq!(chain.spells().len(), SPELLS as usize);
    for number in 0..SPELLS {
        assert_eq!(chain.absence_day_on(first.plus_days(2 * number)), number as u32 + 1);
    }
    assert_eq!(chain.day_reaching(SPELLS as u32).result, first.plus_days(2 * SPELLS - 2));
}

#[test]
fn ten_thousand_spells_with_leave_between_each_two() {
    let first = day("2026-01-01");
    let spells = sick_every_other_day(first);
    let leaves: Vec<Leave> = (0..SPELLS)
        .map(|number| {
            let today = first.plus_days(2 * number + 1);
            Leave {
                id: number.to_string(),
                period: Period::new(today, today).unwrap(),
                other_cause: false,
                beside_work: BesideWork::Open,
            }
        })
        .collect();
    let only_directly = ChainRule { joins_below_days: 0 };
    let on = first.plus_days(2 * SPELLS);
    let chain = chain_on(&spells, &leaves, &only_directly, on).unwrap().unwrap();
    assert_eq!(chain.first_day(), first);
    assert_eq!(chain.absence_day_on(on), SPELLS as u32);
}

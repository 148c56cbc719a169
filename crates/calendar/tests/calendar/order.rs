//! The order in which spells and leave are told does not matter, and what is not seen changes nothing.

use calendar::{BesideWork, Leave, Spell, chain_on};
use proptest::prelude::*;
use proptest::test_runner::RngSeed;

use crate::histories::histories;

fn config() -> ProptestConfig {
    ProptestConfig {
        cases: 500,
        failure_persistence: None,
        rng_seed: RngSeed::Fixed(2004),
        ..ProptestConfig::default()
    }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn the_order_of_telling_does_not_matter(history in histories(), turns in 0usize..8) {
        let mut spells = history.spells.clone();
        let mut leave = history.leave.clone();
        spells.reverse();
        leave.reverse();
        let by = turns % spells.len().max(1);
        spells.rotate_left(by);
        for look in &history.looks {
            prop_assert_eq!(
                chain_on(&spells, &leave, &history.rule, *look),
                chain_on(&history.spells, &history.leave, &history.rule, *look)
            );
        }
    }

    #[test]
    fn what_happens_later_changes_nothing_now(history in histories()) {
        for look in &history.looks {
            let known: Vec<Spell> = history
                .spells
                .iter()
                .filter(|spell| spell.first <= *look)
                .map(|spell| Spell { last: spell.last.filter(|last| last < look), ..spell.clone() })
                .collect();
            prop_assert_eq!(
                chain_on(&known, &history.leave, &history.rule, *look),
                chain_on(&history.spells, &history.leave, &history.rule, *look)
            );
        }
    }

    #[test]
    fn a_new_spell_joins_until_the_day_that_the_state_names(history in histories()) {
        for look in &history.looks {
            let chain = chain_on(&history.spells, &history.leave, &history.rule, *look).unwrap();
            let Some(chain) = chain else { continue };
            let calendar::ChainState::Stopped { joins_until, .. } = chain.state_on(*look) else { continue };
            let day_one_with_a_spell_on = |first| {
                let mut spells = chain.spells().to_vec();
                spells.push(Spell { id: "new".into(), first, last: None });
                let until = history.end.max(first).plus_days(60);
                chain_on(&spells, &history.leave, &history.rule, until).unwrap().unwrap().first_day()
            };
            // A spell that begins on a day of such leave counts from the day after it, when more days have passed.
            let interrupts = |leave: &Leave| leave.other_cause || leave.beside_work == BesideWork::Interrupts;
            if !history.leave.iter().any(interrupts) {
                prop_assert_eq!(day_one_with_a_spell_on(joins_until), chain.first_day());
                prop_assert!(day_one_with_a_spell_on(joins_until.plus_days(1)) > joins_until);
            }
        }
    }
}

//! Short ways to tell an absence.

use calendar::{BesideWork, Chain, ChainRule, Day, Leave, Period, Spell, chain_on};

/// BW 7:629(10): an interruption of less than four weeks.
pub const FOUR_WEEKS: ChainRule = ChainRule { joins_below_days: 28 };

pub fn day(text: &str) -> Day {
    text.parse().unwrap()
}

pub fn period(first: &str, last: &str) -> Period {
    Period::new(day(first), day(last)).unwrap()
}

pub fn spell(id: &str, first: &str, last: &str) -> Spell {
    Spell { id: id.into(), first: day(first), last: Some(day(last)) }
}

pub fn open_spell(id: &str, first: &str) -> Spell {
    Spell { id: id.into(), first: day(first), last: None }
}

pub fn leave(id: &str, first: &str, last: &str) -> Leave {
    Leave { id: id.into(), period: period(first, last), other_cause: false, beside_work: BesideWork::Open }
}

pub fn leave_of_other_cause(id: &str, first: &str, last: &str) -> Leave {
    Leave { other_cause: true, ..leave(id, first, last) }
}

/// The chain under the four-week rule; there must be one.
pub fn chain(spells: &[Spell], leave: &[Leave], on: &str) -> Chain {
    chain_on(spells, leave, &FOUR_WEEKS, day(on)).unwrap().unwrap()
}

pub fn ids(chain: &Chain) -> Vec<&str> {
    chain.spells().iter().map(|spell| spell.id.as_str()).collect()
}

//! Stretches of sick days that count.

use super::known_leave::KnownLeave;
use super::spell::Spell;
use crate::day::Day;
use crate::period::Period;

/// Consecutive days of one spell that count: sick, no leave, not after the day of looking.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Stretch {
    /// The id of the spell.
    pub(super) spell: String,
    /// The days.
    pub(super) period: Period,
    /// The day of absence on the first of them, counted from 1; 0 until the chain is known.
    pub(super) from_day: u32,
    /// The place of the spell among all that are seen.
    place_of_spell: usize,
}

impl Stretch {
    pub(super) fn first_day(&self) -> Day {
        self.period.first
    }

    pub(super) fn last_day(&self) -> Day {
        self.period.last
    }

    /// The day of absence on the last day.
    pub(super) fn to_day(&self) -> u32 {
        self.from_day + self.period.days() - 1
    }

    /// The day of absence on a day on or after the first day; after the last day it stays what it was then.
    pub(super) fn absence_day_on(&self, day: Day) -> u32 {
        let counted = Period { first: self.period.first, last: day.min(self.period.last) };
        self.from_day + counted.days() - 1
    }
}

/// The days of the spells that count, in the order of time; not numbered yet.
pub(super) fn counted_days_of(spells: &[Spell], leave: &KnownLeave, on: Day) -> Vec<Stretch> {
    let places = spells.iter().enumerate();
    let stretches = places.flat_map(|(place, spell)| {
        let last = spell.last.unwrap_or(on);
        leave.outside_any(spell.first, last).map(move |period| Stretch {
            spell: spell.id.clone(),
            period,
            from_day: 0,
            place_of_spell: place,
        })
    });
    stretches.collect()
}

/// The stretches of a chain with their days of absence: the first day is day 1, the days between do not count.
pub(super) fn numbered(mut stretches: Vec<Stretch>) -> Vec<Stretch> {
    let mut next_day = 1;
    for stretch in &mut stretches {
        stretch.from_day = next_day;
        next_day = stretch.to_day() + 1;
    }
    stretches
}

/// The spells that the stretches are days of, each once.
pub(super) fn spells_behind(stretches: &[Stretch], spells: &[Spell]) -> Vec<Spell> {
    let mut places: Vec<usize> = stretches.iter().map(|stretch| stretch.place_of_spell).collect();
    places.dedup();
    places.into_iter().filter_map(|place| spells.get(place).cloned()).collect()
}

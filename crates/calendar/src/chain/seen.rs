//! Which spells are seen on a day, and how.

use super::error::ChainError;
use super::known_leave::KnownLeave;
use super::spell::Spell;
use crate::day::Day;

/// The spells that began by the day, in the order of time, cut where leave parts two causes. A spell that lasts on or
/// after the day is open.
pub(super) fn seen_spells(spells: &[Spell], leave: &KnownLeave, on: Day) -> Result<Vec<Spell>, ChainError> {
    let mut begun: Vec<&Spell> = spells.iter().filter(|spell| spell.first <= on).collect();
    begun.sort_by(|a, b| order_of_time(a).cmp(&order_of_time(b)));
    refuse_what_cannot_be(&begun)?;
    let parts = begun.into_iter().flat_map(|spell| parts_of_one_cause(spell, leave));
    Ok(parts.filter(|part| part.first <= on).map(|part| as_seen(part, on)).collect())
}

fn order_of_time(spell: &Spell) -> (Day, Day, &str) {
    (spell.first, last_or_end_of_time(spell), &spell.id)
}

fn last_or_end_of_time(spell: &Spell) -> Day {
    spell.last.unwrap_or(Day::LATEST)
}

fn refuse_what_cannot_be(in_order: &[&Spell]) -> Result<(), ChainError> {
    if let Some(spell) = in_order.iter().find(|spell| last_or_end_of_time(spell) < spell.first) {
        return Err(ChainError::SpellEndsBeforeItStarts { spell: spell.id.clone() });
    }
    for (earlier, later) in in_order.iter().zip(in_order.iter().skip(1)) {
        if later.first <= last_or_end_of_time(earlier) {
            return Err(ChainError::SpellsOverlap { earlier: earlier.id.clone(), later: later.id.clone() });
        }
    }
    Ok(())
}

/// The spell without the days of leave with another cause: what lies before such leave and what lies after it.
fn parts_of_one_cause(spell: &Spell, leave: &KnownLeave) -> impl Iterator<Item = Spell> {
    leave.outside_other_cause(spell.first, last_or_end_of_time(spell)).map(|part| Spell {
        id: spell.id.clone(),
        first: part.first,
        last: (part.last < Day::LATEST).then_some(part.last),
    })
}

fn as_seen(spell: Spell, on: Day) -> Spell {
    Spell { last: spell.last.filter(|last| *last < on), ..spell }
}

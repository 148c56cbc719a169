//! `[[spells]]` of sickness absence.

use super::employments::Employments;
use super::ids::{self, Ids};
use super::overlap::{Stretch, refuse_overlaps};
use super::placed::{Placed, optional_day, optional_text, refuse_end_before_start};
use super::references::{Called, Naming, refuse_wrong_references};
use crate::model::spell::SpellEntry;
use calendar::Day;
use facts::SubjectId;
use notation::{Fault, Faults, Fields, Node, Place};
use std::collections::{BTreeMap, BTreeSet};

/// Reads `[[spells]]`.
pub(crate) fn read(nodes: &[Node], employments: &Employments, faults: &mut Faults) -> Vec<SpellEntry> {
    let written: Vec<Written> = nodes.iter().filter_map(|node| written(node, employments, faults)).collect();
    let named = all_named(written, faults);
    refuse_wrong_replacements(&named, faults);
    let spells: Vec<SpellEntry> = named.into_iter().filter_map(|(id, spell)| spell.entry(id)).collect();
    refuse_overlapping(&spells, faults);
    spells
}

fn all_named(spells: Vec<Written>, faults: &mut Faults) -> Vec<(String, Written)> {
    let days: Vec<_> = spells.iter().map(|spell| (spell.first_day, spell.recorded)).collect();
    let by_default = ids::by_default_in_time("spell", &days);
    let mut taken = Ids::default();
    let mut name = |(mut spell, by_default): (Written, String)| {
        let id = taken.take_or(spell.id.take(), by_default, &spell.place, faults);
        (id, spell)
    };
    spells.into_iter().zip(by_default).map(&mut name).collect()
}

/// A spell as it is written.
struct Written {
    id: Option<Placed<String>>,
    employment: Option<SubjectId>,
    first_day: Option<Day>,
    last_day: Option<Day>,
    recorded: Option<Day>,
    last_day_recorded: Option<Day>,
    replaces: Option<Placed<String>>,
    place: Place,
}

fn written(node: &Node, employments: &Employments, faults: &mut Faults) -> Option<Written> {
    let mut fields = Fields::of(node, faults)?;
    let id = ids::optional(&mut fields, "id");
    let employment = employments.named(&mut fields);
    let first_day = fields.day("first_day");
    let last_day = optional_day(&mut fields, "last_day");
    let recorded = fields.optional_day("recorded");
    let last_day_recorded = optional_day(&mut fields, "last_day_recorded");
    let replaces = optional_text(&mut fields, "replaces");
    fields.finish();
    refuse_end_before_start(("first_day", first_day), ("last_day", &last_day), faults);
    if let (None, Some(recorded)) = (&last_day, &last_day_recorded) {
        faults.add(
            Fault::at(recorded.place.clone(), "there is no `last_day` that could be recorded")
                .expected("`last_day` too"),
        );
    }
    Some(Written {
        id,
        employment,
        first_day,
        last_day: last_day.map(|day| day.it),
        recorded,
        last_day_recorded: last_day_recorded.map(|day| day.it),
        replaces,
        place: node.place.clone(),
    })
}

impl Written {
    fn entry(self, id: String) -> Option<SpellEntry> {
        let first_day = self.first_day?;
        let recorded = self.recorded.unwrap_or(first_day);
        let known_of_itself = self.last_day.map(|last| last.plus_days(1).max(recorded));
        Some(SpellEntry {
            id,
            employment: self.employment,
            first_day,
            last_day: self.last_day,
            recorded,
            last_day_recorded: self.last_day_recorded.or(known_of_itself),
            replaces: self.replaces.map(|id| id.it),
            place: self.place,
        })
    }
}

fn refuse_wrong_replacements(spells: &[(String, Written)], faults: &mut Faults) {
    let naming = spells.iter().map(|(id, spell)| Naming {
        id,
        recorded: spell.recorded.or(spell.first_day),
        named: spell.replaces.as_ref(),
    });
    let called = Called { one: "spell", heading: "spells" };
    refuse_wrong_references(&called, &naming.collect::<Vec<_>>(), faults);
}

/// Only spells that stand are looked at, employment by employment.
fn refuse_overlapping(spells: &[SpellEntry], faults: &mut Faults) {
    let put_right: BTreeSet<&str> = spells.iter().filter_map(|spell| spell.replaces.as_deref()).collect();
    let mut by_employment: BTreeMap<Option<&SubjectId>, Vec<Stretch<'_>>> = BTreeMap::new();
    for spell in spells.iter().filter(|spell| !put_right.contains(spell.id.as_str())) {
        let stretch = Stretch { id: &spell.id, first: spell.first_day, last: spell.last_day, place: &spell.place };
        by_employment.entry(spell.employment.as_ref()).or_default().push(stretch);
    }
    for stretches in by_employment.into_values() {
        refuse_overlaps(
            "spell",
            stretches,
            "the one to end before the other begins, or to put the other right with `replaces`",
            faults,
        );
    }
}

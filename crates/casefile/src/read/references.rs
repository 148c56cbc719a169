//! Entries that name an earlier entry of their own kind: spells that put one right, decisions that supersede one.

use super::circle::in_a_circle;
use super::placed::{Placed, add_with_nearest};
use calendar::Day;
use notation::{Fault, Faults, Place};
use std::collections::BTreeMap;

/// What an entry is called in a fault, and under which heading its kind stands in the file.
pub(crate) struct Called {
    pub(crate) one: &'static str,
    pub(crate) heading: &'static str,
}

/// An entry, and the earlier one that it names.
pub(crate) struct Naming<'e> {
    pub(crate) id: &'e str,
    pub(crate) recorded: Option<Day>,
    pub(crate) named: Option<&'e Placed<String>>,
}

/// Refuses names that nothing has, entries recorded later than the one that names them, and circles.
pub(crate) fn refuse_wrong_references(called: &Called, entries: &[Naming<'_>], faults: &mut Faults) {
    let ids: Vec<&str> = entries.iter().map(|entry| entry.id).collect();
    let position: BTreeMap<&str, usize> = ids.iter().copied().zip(0..).collect();
    let mut points_to = vec![Vec::new(); entries.len()];
    for (entry, targets) in entries.iter().zip(&mut points_to) {
        let Some(named) = entry.named else { continue };
        let Some(at) = position.get(named.it.as_str()).copied() else {
            let right = ids.iter().copied();
            add_with_nearest(unknown(called, &named.place), &named.it, right, faults);
            continue;
        };
        targets.push(at);
        let target_recorded = entries.get(at).and_then(|target| target.recorded);
        refuse_later(called.one, target_recorded, entry.recorded, &named.place, faults);
    }
    refuse_circles(called, entries, &points_to, faults);
}

fn unknown(called: &Called, place: &Place) -> Fault {
    Fault::at(place.clone(), format!("no {} in this file has this id", called.one))
        .expected(format!("the id of one under [[{}]]", called.heading))
}

/// Refuses an entry that was recorded later than the one that names it.
pub(crate) fn refuse_later(what: &str, named: Option<Day>, naming: Option<Day>, place: &Place, faults: &mut Faults) {
    let (Some(named), Some(naming)) = (named, naming) else {
        return;
    };
    if named > naming {
        faults.add(
            Fault::at(place.clone(), format!("the {what} named here was recorded later than this one"))
                .expected(format!("a {what} recorded on the same day or earlier")),
        );
    }
}

fn refuse_circles(called: &Called, entries: &[Naming<'_>], points_to: &[Vec<usize>], faults: &mut Faults) {
    let circle = in_a_circle(points_to);
    for (_, entry) in entries.iter().enumerate().filter(|(at, _)| circle.contains(at)) {
        if let Some(named) = entry.named {
            faults.add(
                Fault::at(named.place.clone(), format!("{} name each other in a circle", called.heading))
                    .expected(format!("one {} that stands", called.one)),
            );
        }
    }
}

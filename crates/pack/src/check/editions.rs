//! Editions beside each other, and what packs say of their age.

use crate::Library;
use crate::model::{Audience, Pack, Rule};
use notation::Fault;

pub(super) fn check(library: &Library) -> Vec<Fault> {
    let mut faults = Vec::new();
    for pack in library.packs() {
        faults.extend(stands_beside_a_pack(library, pack));
        faults.extend(tells_its_age_to_its_readers(pack));
    }
    for rule in library.rules() {
        faults.extend(comes_in_place_of_its_edition(library, rule));
    }
    faults
}

/// A guideline has editions beside it. Law has none: it changes on a day, for everybody.
fn stands_beside_a_pack(library: &Library, pack: &Pack) -> Option<Fault> {
    let beside = pack.stands_beside.as_ref()?;
    let may_be =
        |other: &Pack| other.id != pack.id && other.stands_beside.is_none() && !other.neutral && other.house.is_none();
    let stands = library.pack(beside).is_some_and(may_be);
    (!stands).then(|| {
        let right = library.packs().iter().filter(|other| may_be(other)).map(|other| other.id.as_str());
        Fault::at(pack.head_place(), format!("`{}` stands beside `{beside}`", pack.id))
            .expected("a guideline that stands beside no other pack")
            .did_you_mean(beside.as_str(), right)
    })
}

/// The employer's side reads of neutral packs only (S-41).
fn tells_its_age_to_its_readers(pack: &Pack) -> Option<Fault> {
    (!pack.neutral && pack.currency.contains_key(&Audience::Employer)).then(|| {
        Fault::at(pack.head_place(), format!("`{}` tells the employer's side whether it is current", pack.id))
            .expected("no `employer` in a pack that is not neutral")
    })
}

fn comes_in_place_of_its_edition(library: &Library, rule: &Rule) -> Vec<Fault> {
    let beside = library.pack(&rule.pack).and_then(|pack| pack.stands_beside.as_ref());
    let mut faults = Vec::new();
    for replaced in &rule.edition.in_place_of {
        let fits = library.rule(replaced).is_some_and(|other| Some(&other.pack) == beside);
        if !fits {
            let right: Vec<&str> =
                library.rules().filter(|other| Some(&other.pack) == beside).map(|other| other.id.as_str()).collect();
            faults.push(
                Fault::at(rule.place.clone(), format!("`{}` comes in place of `{replaced}`", rule.id))
                    .expected("a rule of the pack beside which this pack stands")
                    .did_you_mean(replaced.as_str(), right),
            );
        }
    }
    // Alarm signs are asked whichever edition leads (S-17, S-38).
    for replaced in rule.edition.in_place_of.iter().filter_map(|replaced| library.rule(replaced)) {
        if replaced.is_alarming() {
            faults.push(
                Fault::at(rule.place.clone(), format!("`{}` comes in place of the alarm `{}`", rule.id, replaced.id))
                    .expected("an alarm item beside it"),
            );
        }
    }
    if rule.edition.differs.is_some() && rule.edition.in_place_of.is_empty() {
        faults.push(
            Fault::at(rule.place.clone(), format!("`{}` says what differs, and not from which rule", rule.id))
                .expected("`in_place_of = [ … ]`"),
        );
    }
    faults
}

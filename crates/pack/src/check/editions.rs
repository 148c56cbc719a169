//! Editions beside each other, and what a house pack may choose.

use crate::Library;
use crate::model::{Pack, Rule};
use facts::{PackId, Side};
use notation::{Fault, Place};

pub(super) fn check(library: &Library) -> Vec<Fault> {
    let mut faults = Vec::new();
    for pack in library.packs() {
        faults.extend(stands_beside_a_pack(library, pack));
        faults.extend(leads_an_edition(library, pack));
        faults.extend(gives_steps_within_the_wall(library, pack));
    }
    for rule in library.rules() {
        faults.extend(comes_in_place_of_its_edition(library, rule));
    }
    faults
}

fn stands_beside_a_pack(library: &Library, pack: &Pack) -> Option<Fault> {
    let beside = pack.stands_beside.as_ref()?;
    let stands = library.pack(beside).is_some_and(|other| other.id != pack.id && other.stands_beside.is_none());
    (!stands).then(|| {
        Fault::at(head_of(pack), format!("`{}` stands beside `{beside}`", pack.id))
            .expected("a pack that stands beside no other")
            .did_you_mean(beside.as_str(), ids(library, |other| other.stands_beside.is_none()))
    })
}

fn leads_an_edition(library: &Library, pack: &Pack) -> Option<Fault> {
    let leading = pack.house.as_ref()?.leading.as_ref()?;
    let leads = library.pack(leading).is_some_and(|other| other.stands_beside.is_some());
    (!leads).then(|| {
        Fault::at(head_of(pack), format!("`{leading}` cannot lead"))
            .expected("an edition that stands beside another pack")
            .did_you_mean(leading.as_str(), ids(library, |other| other.stands_beside.is_some()))
    })
}

/// A step that tells medical things is not given to the employer's side, and one after an alarm stays with the medical
/// side (S-38, S-40).
fn gives_steps_within_the_wall(library: &Library, pack: &Pack) -> Vec<Fault> {
    let given = pack.house.iter().flat_map(|house| &house.steps);
    given
        .filter_map(|((id, step), role)| {
            let rule = library.rule(id)?;
            let is_secret = !library.class_of(id).is_for_employer() && role.side() == Side::Employer;
            let is_alarm = rule.alarm().is_some() && role.side() != Side::Medical;
            (is_secret || is_alarm).then(|| {
                Fault::at(head_of(pack), format!("the step `{step}` of `{id}` cannot be given to `{role}`"))
                    .expected("a role of the medical side")
            })
        })
        .collect()
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
    if rule.edition.differs.is_some() && rule.edition.in_place_of.is_empty() {
        faults.push(
            Fault::at(rule.place.clone(), format!("`{}` says what differs, and not from which rule", rule.id))
                .expected("`in_place_of = [ … ]`"),
        );
    }
    faults
}

fn head_of(pack: &Pack) -> Place {
    Place::whole_file(&format!("{}/pack.toml", pack.id))
}

fn ids<'l>(library: &'l Library, fits: impl Fn(&Pack) -> bool) -> Vec<&'l str> {
    library.packs().iter().filter(|pack| fits(pack)).map(|pack: &Pack| PackId::as_str(&pack.id)).collect()
}

//! What a service chose in its house pack, within what the other packs leave to it (S-38).

use crate::hash::ContentHash;
use crate::model::{Body, Chosen, HousePack, Rule, Validity};
use crate::read::PackHead;
use facts::{PackId, RuleId};
use notation::{Fault, Faults, Place};
use std::collections::BTreeMap;

/// What a house pack chose, for when, and where that stands.
pub(super) struct House {
    chosen: HousePack,
    validity: Validity,
    place: Place,
}

impl House {
    pub(super) fn chosen(&self) -> &HousePack {
        &self.chosen
    }
}

/// The choices of every house pack, in the order of the packs.
pub(super) fn choices(heads: &[(PackHead, ContentHash)]) -> Vec<House> {
    let of = |head: &PackHead| {
        Some(House { chosen: head.house.clone()?, validity: head.validity, place: head.place.clone() })
    };
    heads.iter().filter_map(|(head, _)| of(head)).collect()
}

/// The editions that lead in place of those they stand beside.
pub(super) fn leading(houses: &[House]) -> BTreeMap<PackId, Validity> {
    houses.iter().filter_map(|house| Some((house.chosen.leading.clone()?, house.validity))).collect()
}

/// Chosen numbers and roles stand beside the published ones; what may not be chosen is a fault.
pub(super) fn apply(houses: &[House], rules: &mut BTreeMap<RuleId, Rule>, faults: &mut Faults) {
    for House { chosen, validity, place } in houses {
        for (id, number) in &chosen.settings {
            if let Err(fault) = choose_number(rules, id, Chosen { choice: *number, validity: *validity }, place) {
                faults.add(fault);
            }
        }
        for ((id, step), role) in &chosen.steps {
            let Some(rule) = rules.get_mut(id) else {
                faults.add(no_rule(rules, id, place));
                continue;
            };
            match rule.steps.iter_mut().find(|known| known.id.as_deref() == Some(step)) {
                Some(known) => known.given_to = Some(Chosen { choice: *role, validity: *validity }),
                None => {
                    let right: Vec<&str> = rule.steps.iter().filter_map(|known| known.id.as_deref()).collect();
                    faults.add(
                        Fault::at(
                            place.clone(),
                            format!("`{id}` has no step `{step}` that can be given to another role"),
                        )
                        .did_you_mean(step, right),
                    );
                }
            }
        }
    }
}

fn choose_number(
    rules: &mut BTreeMap<RuleId, Rule>,
    id: &RuleId,
    chosen: Chosen<u32>,
    place: &Place,
) -> Result<(), Fault> {
    let Some(rule) = rules.get_mut(id) else { return Err(no_rule(rules, id, place)) };
    let refused = |why: String, expected: String| Err(Fault::at(place.clone(), why).expected(expected));
    let Body::Value(value) = &mut rule.body else {
        return refused(format!("`{id}` is no value"), "a value that is a setting of the service".to_owned());
    };
    match value.setting {
        None => refused(format!("`{id}` is no setting of the service"), "a value with `setting = { … }`".to_owned()),
        Some(range) if !range.contains(chosen.choice) => refused(
            format!("{} is outside of what a service may choose for `{id}`", chosen.choice),
            format!("a number from {} to {}", range.from, range.to),
        ),
        Some(_) => {
            value.chosen = Some(chosen);
            Ok(())
        }
    }
}

fn no_rule(rules: &BTreeMap<RuleId, Rule>, id: &RuleId, place: &Place) -> Fault {
    Fault::at(place.clone(), format!("there is no rule `{id}`"))
        .did_you_mean(id.as_str(), rules.keys().map(RuleId::as_str).collect::<Vec<_>>())
}

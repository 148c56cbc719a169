//! What a service chose in its house pack, within what the other packs leave to it (S-38).

use crate::hash::ContentHash;
use crate::model::{Body, HousePack, Rule};
use crate::read::PackHead;
use facts::{PackId, RuleId};
use notation::{Fault, Faults, Place};
use std::collections::{BTreeMap, BTreeSet};

/// The choices of every house pack, in the order of the packs, with where they stand.
pub(super) fn choices(heads: &[(PackHead, ContentHash)]) -> Vec<(HousePack, Place)> {
    heads.iter().filter_map(|(head, _)| Some((head.house.clone()?, head.place.clone()))).collect()
}

/// The editions that lead in place of those they stand beside.
pub(super) fn leading(house: &[(HousePack, Place)]) -> BTreeSet<PackId> {
    house.iter().filter_map(|(chosen, _)| chosen.leading.clone()).collect()
}

/// Chosen numbers and roles take the place of the defaults; what may not be chosen is a fault.
pub(super) fn apply(house: &[(HousePack, Place)], rules: &mut BTreeMap<RuleId, Rule>, faults: &mut Faults) {
    for (chosen, place) in house {
        for (id, number) in &chosen.settings {
            if let Err(fault) = choose_number(rules, id, *number, place) {
                faults.add(fault);
            }
        }
        for ((id, step), role) in &chosen.steps {
            let Some(rule) = rules.get_mut(id) else {
                faults.add(no_rule(rules, id, place));
                continue;
            };
            match rule.steps.iter_mut().find(|known| known.id.as_deref() == Some(step)) {
                Some(known) => known.who = *role,
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

fn choose_number(rules: &mut BTreeMap<RuleId, Rule>, id: &RuleId, number: u32, place: &Place) -> Result<(), Fault> {
    let Some(rule) = rules.get_mut(id) else { return Err(no_rule(rules, id, place)) };
    let refused = |why: String, expected: String| Err(Fault::at(place.clone(), why).expected(expected));
    let Body::Value(value) = &mut rule.body else {
        return refused(format!("`{id}` is no value"), "a value that is a setting of the service".to_owned());
    };
    match value.setting {
        None => refused(format!("`{id}` is no setting of the service"), "a value with `setting = { … }`".to_owned()),
        Some(range) if !range.contains(number) => refused(
            format!("{number} is outside of what a service may choose for `{id}`"),
            format!("a number from {} to {}", range.from, range.to),
        ),
        Some(_) => {
            value.chosen = Some(number);
            Ok(())
        }
    }
}

fn no_rule(rules: &BTreeMap<RuleId, Rule>, id: &RuleId, place: &Place) -> Fault {
    Fault::at(place.clone(), format!("there is no rule `{id}`"))
        .did_you_mean(id.as_str(), rules.keys().map(RuleId::as_str).collect::<Vec<_>>())
}

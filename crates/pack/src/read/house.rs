//! What a service chose, in the `pack.toml` of its house pack.

use super::condition::condition;
use super::kinds::{Term, offset, warning};
use super::{required_localized, role_words, roles};
use crate::model::{AlarmClass, HousePack, OwnTerm, Queue, RaisedAlarm};
use facts::{PackId, Role, RuleId};
use notation::{Fault, Faults, Fields, Kind, Node, Place};
use std::collections::BTreeMap;

/// What a service chose; only a house pack says it (S-38).
pub(super) fn house(fields: &mut Fields<'_, '_>) -> Option<HousePack> {
    let is_house = fields.flag("house");
    let leading = fields.optional_text("leading").map(PackId::new);
    let settings = fields.optional("settings").map(|node| settings(node, fields.faults()));
    let steps = fields.optional("steps").map(|node| steps(node, fields.faults()));
    let obligations = fields.optional("obligations").map(|node| obligations(node, fields.faults()));
    let alarms = fields.optional("alarms").map(|node| alarms(node, fields.faults()));
    let queues = fields.optional_list("queues").map(|items| queues(items, fields.faults()));
    let chose = [settings.is_some(), steps.is_some(), obligations.is_some(), alarms.is_some(), queues.is_some()];
    let chose = leading.is_some() || chose.contains(&true);
    if chose && !is_house {
        let place = fields.place().clone();
        let what = "`leading`, `settings`, `steps`, `obligations`, `alarms` and `queues` stand in a house pack only";
        fields.faults().add(Fault::at(place, what).expected("`house = true`"));
    }
    // One that chooses and forgot to say so is told once, and read as what it is meant to be.
    (is_house || chose).then(|| HousePack {
        leading,
        settings: settings.unwrap_or_default(),
        steps: steps.unwrap_or_default(),
        obligations: obligations.unwrap_or_default(),
        alarms: alarms.unwrap_or_default(),
        queues: queues.unwrap_or_default(),
    })
}

fn settings(node: &Node, faults: &mut Faults) -> BTreeMap<RuleId, u32> {
    let mut chosen = BTreeMap::new();
    for (rule, node) in node.entries(faults) {
        match node.kind {
            Kind::Whole(number) if (0..=36_600).contains(&number) => {
                chosen.extend(u32::try_from(number).map(|number| (RuleId::new(rule), number)));
            }
            _ => faults.add(
                Fault::at(node.place.clone(), "this is not a number for a setting")
                    .expected("a whole number from 0 to 36600"),
            ),
        }
    }
    chosen
}

/// `"rule#step" = "role"`.
fn steps(node: &Node, faults: &mut Faults) -> BTreeMap<(RuleId, String), Role> {
    let mut chosen = BTreeMap::new();
    for (step, node) in node.entries(faults) {
        let Some(word) = node.text(faults) else { continue };
        let Some((rule, id)) = step_of(step, &node.place, faults) else { continue };
        match Role::ALL.iter().find(|role| role.as_str() == word) {
            Some(role) => _ = chosen.insert((rule, id), *role),
            None => faults.add(super::unknown_word(word, &node.place, "role", role_words())),
        }
    }
    chosen
}

/// `rule#step`.
fn step_of(words: &str, place: &Place, faults: &mut Faults) -> Option<(RuleId, String)> {
    let named = words.split_once('#').map(|(rule, id)| (RuleId::new(rule), id.to_owned()));
    if named.is_none() {
        faults.add(Fault::at(place.clone(), format!("`{words}` is not a step")).expected("`rule#step`"));
    }
    named
}

/// What a service cannot say of a published obligation: all but when it is due and in which cases.
const STAYS_AS_PUBLISHED: [&str; 15] = [
    "anchor",
    "anew",
    "deviation",
    "document",
    "done_by",
    "event",
    "lasts_until",
    "not_counted",
    "owed_by",
    "stands_still_on_leave",
    "subject",
    "texts",
    "unknown_counts_as",
    "with",
    "within_employment",
];

fn obligations(node: &Node, faults: &mut Faults) -> BTreeMap<RuleId, OwnTerm> {
    let own = |(rule, node): &(String, Node), faults: &mut Faults| Some((RuleId::new(rule), own_term(node, faults)?));
    node.entries(faults).iter().filter_map(|entry| own(entry, faults)).collect()
}

fn own_term(node: &Node, faults: &mut Faults) -> Option<OwnTerm> {
    let mut fields = Fields::of(node, faults)?;
    for name in STAYS_AS_PUBLISHED {
        let is_there = matches!(&node.kind, Kind::Table(entries) if entries.iter().any(|(known, _)| known == name));
        if let Some(said) = is_there.then(|| fields.optional(name)).flatten() {
            fields.faults().add(
                Fault::at(said.place.clone(), format!("`{name}` of an obligation stays as it was published"))
                    .expected("`due`, `warn`, `every` or `trigger`"),
            );
        }
    }
    let due = fields.optional("due").and_then(|node| offset(node, Term::Due, fields.faults()));
    let warn = fields.optional("warn").and_then(|node| warning(node, fields.faults()));
    let every = fields.optional("every").and_then(|node| offset(node, Term::Plain, fields.faults()));
    let trigger = fields.optional("trigger").and_then(|node| condition(node, fields.faults()));
    let place = fields.place().clone();
    fields.finish();
    Some(OwnTerm { due, warn, every, trigger, place })
}

/// `"rule" = "class"`.
fn alarms(node: &Node, faults: &mut Faults) -> BTreeMap<RuleId, RaisedAlarm> {
    let mut raised = BTreeMap::new();
    for (rule, node) in node.entries(faults) {
        let Some(word) = node.text(faults) else { continue };
        match AlarmClass::parse(word) {
            Some(to) => _ = raised.insert(RuleId::new(rule), RaisedAlarm { to, place: node.place.clone() }),
            None => faults.add(super::unknown_word(
                word,
                &node.place,
                "class of alarm",
                AlarmClass::ALL.map(AlarmClass::as_str),
            )),
        }
    }
    raised
}

fn queues(items: &[Node], faults: &mut Faults) -> Vec<Queue> {
    items.iter().filter_map(|item| queue(item, faults)).collect()
}

fn queue(node: &Node, faults: &mut Faults) -> Option<Queue> {
    let mut fields = Fields::of(node, faults)?;
    let id = fields.text("id");
    let (name, reach) = (required_localized(&mut fields, "name"), required_localized(&mut fields, "reach"));
    let roles = roles(&mut fields, "roles");
    let steps = fields.optional_texts("steps");
    let steps = steps.iter().filter_map(|(words, place)| step_of(words, place, fields.faults())).collect();
    let place = fields.place().clone();
    fields.finish();
    Some(Queue { id: id?, name: name?, reach: reach?, roles, steps, place })
}

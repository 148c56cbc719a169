//! Where a service is stricter than what is published: its own terms and more urgent alarms (S-38).
//!
//! They stand in the rules themselves, and hold on the days on which the house pack holds: beside them stand the same
//! rules without them, for all other days. Whether they are stricter is the business of `check` and of the diagrams.

use super::Library;
use super::house::House;
use crate::check;
use crate::model::{Body, Deadline, OwnTerm, Queue, Rule};
use calendar::Day;
use facts::{Role, RuleId};
use std::collections::{BTreeMap, BTreeSet};

/// Puts own terms and raised classes in the place of the published ones. What cannot be, stays, and is told by the check.
pub(super) fn apply(houses: &[House], rules: &mut BTreeMap<RuleId, Rule>) {
    for house in houses.iter().map(House::chosen) {
        for (id, own) in &house.obligations {
            let Some(rule) = rules.get_mut(id) else { continue };
            if let Body::Deadline(deadline) = &mut rule.body {
                keep_more_strictly(deadline, own);
                rule.place = own.place.clone();
            }
        }
        for (id, raised) in &house.alarms {
            let Some(rule) = rules.get_mut(id) else { continue };
            if let Body::Derived(derived) = &mut rule.body
                && let Some(class) = &mut derived.alarm
            {
                *class = raised.to.min(*class);
                rule.place = raised.place.clone();
            }
        }
    }
}

fn keep_more_strictly(deadline: &mut Deadline, own: &OwnTerm) {
    deadline.due = own.due.clone().unwrap_or_else(|| deadline.due.clone());
    deadline.warn = own.warn.clone().or_else(|| deadline.warn.take());
    deadline.every = own.every.clone().or_else(|| deadline.every.take());
    deadline.trigger = own.trigger.clone().or_else(|| deadline.trigger.take());
}

impl Library {
    /// The packs as they were published, where a house pack stands beside them.
    pub fn published(&self) -> Option<&Library> {
        self.published.as_deref()
    }

    /// The same packs on days on which the house pack does not hold, where it is stricter than what is published.
    pub fn on_other_days(&self) -> Option<&Library> {
        self.on_other_days.as_deref()
    }

    /// Whether a house pack holds on a day.
    pub fn house_holds_on(&self, day: Day) -> bool {
        self.packs.iter().any(|pack| pack.house.is_some() && pack.validity.contains(day))
    }

    /// The rule as it was published, where a service is stricter; none where it is as published.
    pub fn before_tightening(&self, rule: &RuleId) -> Option<&Rule> {
        let is_stricter = |pack: &crate::model::Pack| {
            let house = pack.house.as_ref();
            house.is_some_and(|house| house.alarms.contains_key(rule) || house.obligations.contains_key(rule))
        };
        self.on_other_days.as_ref().filter(|_| self.packs.iter().any(is_stricter))?.rule(rule)
    }

    /// The alarm items that are more urgent here than published and on which this table rests: where one is yes, the
    /// urgency is at least its class.
    pub fn raised_in<'l>(&'l self, table: &RuleId) -> impl Iterator<Item = &'l Rule> {
        self.raised_in.get(table).into_iter().flatten().filter_map(|id| self.rule(id))
    }

    /// The urgency that sums up a raised alarm item.
    pub fn urgency_of_raised(&self, item: &RuleId) -> Option<&Rule> {
        let table = self.raised_in.iter().find(|(_, items)| items.contains(item));
        table.and_then(|(table, _)| self.rule(table))
    }

    /// Where a role takes a step on a day: the queue that names the step, else the one that names the role.
    pub fn queue_for(&self, rule: &RuleId, step: Option<&str>, role: Role, on: Day) -> Option<&Queue> {
        let holding = self.packs.iter().filter(|pack| pack.validity.contains(on));
        let queues: Vec<&Queue> =
            holding.filter_map(|pack| pack.house.as_ref()).flat_map(|house| &house.queues).collect();
        let names_step =
            |queue: &&&Queue| queue.steps.iter().any(|(of, name)| of == rule && Some(name.as_str()) == step);
        let of_step = queues.iter().find(names_step);
        of_step.or_else(|| queues.iter().find(|queue| queue.roles.contains(&role))).copied()
    }

    /// Finds, for each urgency, the raised alarm items on which it rests.
    pub(super) fn find_raised(&mut self) {
        let houses = self.packs.iter().filter_map(|pack| pack.house.as_ref());
        let raised: BTreeSet<&RuleId> = houses.flat_map(|house| house.alarms.keys()).collect();
        if raised.is_empty() {
            return;
        }
        let is_urgency = |rule: &&Rule| matches!(&rule.body, Body::Table(table) if table.urgency);
        let beneath = |table: &Rule| {
            let rests_on = check::all_beneath(self, &table.id);
            (table.id.clone(), raised.iter().filter(|id| rests_on.contains(**id)).map(|id| (*id).clone()).collect())
        };
        self.raised_in = self.rules().filter(is_urgency).map(beneath).collect();
    }
}

//! Two editions that stand beside each other, rule by rule.

use super::Library;
use crate::model::{Body, Pack, Rule};
use facts::{Localized, PackId, RuleId};
use std::collections::BTreeSet;

/// What is different between two editions, rule by rule, in the order in which they were named.
#[derive(Clone, Debug)]
pub struct EditionDifference<'l> {
    /// The edition that was named first.
    pub first: &'l Pack,
    /// The other one.
    pub second: &'l Pack,
    /// Rules of one that come in place of rules of the other.
    pub pairs: Vec<RulePair<'l>>,
    /// Rules that advise whichever of the two leads.
    pub both: Vec<&'l Rule>,
    /// Rules of the first for which the second has none, or the reverse.
    pub only: [Vec<&'l Rule>; 2],
    /// Questions that are asked only where the first leads, and only where the second does.
    pub asked_only: [Vec<&'l Rule>; 2],
}

/// Rules that answer the same question in two editions.
#[derive(Clone, Debug)]
pub struct RulePair<'l> {
    /// In the edition that was named first.
    pub first: Vec<&'l Rule>,
    /// In the other one.
    pub second: Vec<&'l Rule>,
    /// In what they differ.
    pub differs: Option<&'l Localized>,
}

impl Library {
    /// Holds two editions against each other; none where neither stands beside the other.
    pub fn edition_difference(&self, first: &PackId, second: &PackId) -> Option<EditionDifference<'_>> {
        let (first, second) = (self.pack(first)?, self.pack(second)?);
        let newer_is_second = second.stands_beside.as_ref() == Some(&first.id);
        if !newer_is_second && first.stands_beside.as_ref() != Some(&second.id) {
            return None;
        }
        let (old, new) = if newer_is_second { (first, second) } else { (second, first) };
        let in_order = |of_old, of_new| if newer_is_second { [of_old, of_new] } else { [of_new, of_old] };
        let advises = |rule: &&Rule| self.goals().contains(&rule.id);
        let (mut pairs, mut alone) = (Vec::new(), Vec::new());
        for rule in self.speaking_rules(new) {
            let replaced: Vec<&Rule> = rule.edition.in_place_of.iter().filter_map(|id| self.rule(id)).collect();
            if replaced.is_empty() {
                alone.extend(advises(&rule).then_some(rule));
            } else {
                let [first, second] = in_order(replaced, vec![rule]);
                pairs.push(RulePair { first, second, differs: rule.edition.differs.as_ref() });
            }
        }
        let stays = |rule: &&Rule| advises(rule) && !self.rules_in_place_of(&rule.id).any(|other| other.pack == new.id);
        let (of_old, of_new) = (self.asked_where(old, new, false), self.asked_where(old, new, true));
        let asked = in_order(self.without(&of_old, &of_new), self.without(&of_new, &of_old));
        Some(EditionDifference {
            first,
            second,
            pairs,
            both: self.speaking_rules(old).into_iter().filter(stays).collect(),
            only: in_order(Vec::new(), alone),
            asked_only: asked,
        })
    }

    /// The rules of a pack that have an outcome, by stage; what others read first, then the goals in their order.
    fn speaking_rules(&self, pack: &Pack) -> Vec<&Rule> {
        let mut rules: Vec<&Rule> =
            self.rules().filter(|rule| rule.pack == pack.id && !rule.outcomes().is_empty()).collect();
        let place = |rule: &Rule| self.goals().iter().position(|goal| *goal == rule.id);
        rules.sort_by_key(|rule| (rule.stage, place(rule)));
        rules
    }

    /// The questions that some goal needs where one of the two leads.
    fn asked_where(&self, old: &Pack, new: &Pack, new_leads: bool) -> BTreeSet<RuleId> {
        let advises = |rule: &&Rule| {
            let pack = self.pack(&rule.pack);
            let edition = pack.is_some_and(|pack| pack.stands_beside.is_some());
            let replaced = rule.pack == old.id && self.rules_in_place_of(&rule.id).any(|other| other.pack == new.id);
            if new_leads { (!edition || rule.pack == new.id) && !replaced } else { !edition }
        };
        let goals = self.goals().iter().filter_map(|id| self.rule(id)).filter(advises);
        let facts: BTreeSet<_> = goals.flat_map(|goal| self.base_facts_of(&goal.id)).collect();
        facts.iter().filter_map(|kind| self.declaration(kind)?.filled_by.clone()).collect()
    }

    fn without(&self, these: &BTreeSet<RuleId>, those: &BTreeSet<RuleId>) -> Vec<&Rule> {
        self.questions()
            .filter(|rule| matches!(rule.body, Body::Question(_)))
            .filter(|rule| these.contains(&rule.id) && !those.contains(&rule.id))
            .collect()
    }
}

//! A house pack adds and makes stricter; it removes, excepts, postpones and softens nothing of law and alarm (S-38), and
//! opens no door in the medical wall (S-40, S-41).

use crate::Library;
use crate::model::{Body, Declaration, Exception, HousePack, Judgement, Pack, Rule, Step};
use facts::{Role, RuleId, Side, SubjectKind};
use notation::{Fault, Place};
use std::collections::BTreeSet;

pub(super) fn check(library: &Library) -> Vec<Fault> {
    let houses: Vec<(&Pack, &HousePack)> =
        library.packs().iter().filter_map(|pack| Some((pack, pack.house.as_ref()?))).collect();
    let mut faults = Vec::new();
    for (second, _) in houses.iter().skip(1) {
        faults.push(Fault::at(second.head_place(), "there is a house pack already").expected("one house pack"));
    }
    for (pack, house) in &houses {
        faults.extend(says_what_others_say(library, pack));
        faults.extend(leads_an_edition(library, pack, house));
        faults.extend(gives_steps_to_professionals(library, pack, house));
    }
    if !houses.is_empty() {
        let held = of_law_and_alarm(library);
        let own = library.rules().filter(|rule| is_of_house(library, &rule.id));
        faults.extend(own.flat_map(|rule| adds_only(library, rule, &held)));
    }
    faults
}

/// The published rules of law and of alarm, and all published rules on which they rest: what nobody loosens (S-38).
pub(super) fn of_law_and_alarm(library: &Library) -> BTreeSet<RuleId> {
    let published: Vec<&Pack> = library.packs().iter().filter(|pack| pack.house.is_none()).collect();
    let of_packs = published.iter().flat_map(|pack| pack.alarm_signs.iter().chain(&pack.withholds_reassurance));
    let mut ahead: Vec<RuleId> = of_packs.cloned().collect();
    let is_neutral = |rule: &Rule| library.pack(&rule.pack).is_some_and(|pack| pack.neutral);
    ahead.extend(library.rules().filter(|rule| is_neutral(rule) || rule.is_alarming()).map(|rule| rule.id.clone()));
    beneath(library, ahead)
}

/// A rule and all published rules on which it rests.
pub(crate) fn all_beneath(library: &Library, rule: &RuleId) -> BTreeSet<RuleId> {
    beneath(library, vec![rule.clone()])
}

/// Some rules and all published rules on which they rest.
fn beneath(library: &Library, mut ahead: Vec<RuleId>) -> BTreeSet<RuleId> {
    let mut found = BTreeSet::new();
    while let Some(id) = ahead.pop() {
        let Some(rule) = library.rule(&id).filter(|_| !is_of_house(library, &id)) else { continue };
        if found.insert(id) {
            ahead.extend(rests_on(library, rule));
        }
    }
    found
}

/// The rules on which a rule rests directly: what it reads, counts from, or is excepted by.
fn rests_on(library: &Library, rule: &Rule) -> Vec<RuleId> {
    let inputs = library.inputs_of(rule);
    let read = inputs.iter().flat_map(|input| library.facts_of_input(input));
    let mut found: Vec<RuleId> =
        read.filter_map(|kind| library.rule_of_fact(&kind).map(|read| read.id.clone())).collect();
    if let Body::Deadline(deadline) = &rule.body {
        super::anchor_rules(&deadline.anchor, &mut found);
    }
    found.extend(library.exceptions_of(&rule.id).into_iter().map(|exception| exception.id.clone()));
    found
}

fn is_of_house(library: &Library, rule: &RuleId) -> bool {
    library.pack_of(rule).is_some_and(|pack| pack.house.is_some())
}

/// What stands in the head of other packs, and not in that of a house pack.
fn says_what_others_say(library: &Library, pack: &Pack) -> Vec<Fault> {
    let only_others = [
        (pack.neutral, "neutral", "no `neutral`: only law stands before the employer's side (S-41)"),
        (pack.stands_beside.is_some(), "stands_beside", "`leading`, for an edition that stands beside another pack"),
        (pack.alarm_signs.is_some(), "alarm_signs", "the alarm signs of the published packs"),
        (!pack.countries.is_empty(), "countries", "one house pack for each country: what it chose holds everywhere"),
    ];
    let mut faults: Vec<Fault> = only_others
        .into_iter()
        .filter(|(says, ..)| *says)
        .map(|(_, field, expected)| {
            Fault::at(pack.head_place(), format!("`{field}` does not stand in a house pack")).expected(expected)
        })
        .collect();
    if let Some(other) = library.packs().iter().find(|other| other.id != pack.id && other.prefix == pack.prefix) {
        faults.push(
            Fault::at(pack.head_place(), format!("the prefix `{}` is that of `{}`", pack.prefix, other.id))
                .expected("a prefix of its own"),
        );
    }
    faults
}

fn leads_an_edition(library: &Library, pack: &Pack, house: &HousePack) -> Option<Fault> {
    let leading = house.leading.as_ref()?;
    let leads = library.pack(leading).is_some_and(|other| other.stands_beside.is_some());
    (!leads).then(|| {
        Fault::at(pack.head_place(), format!("`{leading}` cannot lead"))
            .expected("an edition that stands beside another pack")
            .did_you_mean(leading.as_str(), library.editions().map(|edition| edition.id.as_str()))
    })
}

fn gives_steps_to_professionals(library: &Library, pack: &Pack, house: &HousePack) -> Vec<Fault> {
    let mut faults = Vec::new();
    for ((id, name), role) in &house.steps {
        let Some(rule) = library.rule(id) else { continue };
        let Some(step) = rule.steps.iter().find(|step| step.id.as_ref() == Some(name)) else { continue };
        if let Some(expected) = why_not_given(library, rule, step, *role) {
            faults.push(
                Fault::at(pack.head_place(), format!("the step `{name}` of `{id}` cannot be given to `{role}`"))
                    .expected(expected),
            );
        }
    }
    faults
}

/// What is expected instead, when a step may not go to a role. In a neutral pack a step stays with the side that owes it;
/// there and after an alarm a physician's step stays a physician's. The words of a step are written for the worker or for
/// somebody else, never for both.
fn why_not_given(library: &Library, rule: &Rule, step: &Step, role: Role) -> Option<&'static str> {
    let is_neutral = library.pack(&rule.pack).is_some_and(|pack| pack.neutral);
    let is_reader = matches!(role.side(), Side::Medical | Side::Discipline);
    if step.who == Role::Worker {
        Some("a step of somebody else: this one is written for the worker")
    } else if (is_neutral || rule.is_alarming()) && step.who.is_service_physician() {
        (!role.is_service_physician()).then_some("a physician of the service")
    } else if is_neutral {
        (role.side() != step.who.side()).then_some("a role on the same side: what the law asks stays with whom it asks")
    } else if rule.is_alarming() {
        (role.side() != Side::Medical).then_some("a role of the medical side")
    } else {
        (!is_reader).then_some("a professional who reads the file")
    }
}

/// What a rule of a house pack does to published rules.
fn adds_only(library: &Library, rule: &Rule, held: &BTreeSet<RuleId>) -> Vec<Fault> {
    let fault = |message: String| Fault::at(rule.place.clone(), message);
    match &rule.body {
        Body::Exception(Exception { excepts, .. }) if held.contains(excepts) => {
            vec![
                fault(format!("`{}` excepts `{excepts}`, on which law or alarm rests", rule.id))
                    .expected("a rule on which neither rests"),
            ]
        }
        Body::Judgement(judgement @ Judgement { proposed_by, releases, .. }) => {
            let replaced = proposed_by.as_ref().filter(|table| held.contains(*table)).map(|table| {
                fault(format!("`{}` judges `{table}`, on which law or alarm rests", rule.id))
                    .expected("a table on which neither rests")
            });
            let releases = releases.as_ref().map(|_| {
                fault(format!("`{}` releases a judgement in a house pack", rule.id))
                    .expected("no `releases`: what is passed on is published (S-40)")
            });
            let asked = asks_the_employers_side(rule, &judgement.fact);
            replaced.into_iter().chain(releases).chain(asked).collect()
        }
        Body::Chain(_) | Body::Holidays(_) => {
            vec![
                fault(format!("`{}` counts days in a house pack", rule.id))
                    .expected("the chains and holidays of the published packs"),
            ]
        }
        Body::Table(table) if table.urgency => {
            vec![
                fault(format!("`{}` sums up the urgency in a house pack", rule.id))
                    .expected("an alarm item of its own, or `[alarms]` for a published one"),
            ]
        }
        Body::Question(question) => {
            let fields = question.facts.iter().filter_map(|fact| field_of_another(library, rule, fact));
            fields.chain(question.facts.iter().filter_map(|fact| asks_the_employers_side(rule, fact))).collect()
        }
        _ => Vec::new(),
    }
}

/// What a service writes stands before the employer's side nowhere, nor as a question (S-41).
fn asks_the_employers_side(rule: &Rule, fact: &Declaration) -> Option<Fault> {
    let asked = fact.asked_of.iter().find(|role| role.side() == Side::Employer)?;
    Some(
        Fault::at(rule.place.clone(), format!("`{}` of a house pack is asked of `{asked}`", fact.id))
            .expected("nobody on the employer's side"),
    )
}

/// Whoever may fill a field of a list may call the list complete, and its most secret field makes it as secret (S-10):
/// a field more would change what others may read and conclude.
fn field_of_another(library: &Library, rule: &Rule, fact: &Declaration) -> Option<Fault> {
    let SubjectKind::Record(list) = &fact.subject else { return None };
    let is_published = |other: &Declaration| {
        other.subject == fact.subject && other.filled_by.as_ref().is_some_and(|asks| !is_of_house(library, asks))
    };
    library.declarations().any(is_published).then(|| {
        Fault::at(rule.place.clone(), format!("`{}` is a field of the published list `{list}`", fact.id))
            .expected("a list of its own")
    })
}

impl Pack {
    /// Where its head stands.
    pub(super) fn head_place(&self) -> Place {
        Place::whole_file(&format!("{}/pack.toml", self.id))
    }
}

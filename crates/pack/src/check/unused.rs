//! Nothing stands in a pack that nobody reads.

use crate::Library;
use crate::library::{
    COMMON_ABSENT, COMMON_BIRTH_DATE, COMMON_CAUSE_AROUND_LEAVE, COMMON_LEAVE_BESIDE_WORK, COMMON_ONSET,
};
use crate::model::{Body, Number, Pack, Rule, Within};
use facts::{FactKindId, RuleId};
use notation::Fault;
use std::collections::BTreeSet;

pub(super) fn check(library: &Library) -> Vec<Fault> {
    let read = facts_read(library);
    let goals: BTreeSet<&RuleId> = library.goals().iter().collect();
    let mut faults = Vec::new();
    for rule in library.rules() {
        match &rule.body {
            Body::Question(question) => {
                for fact in question.facts.iter().filter(|fact| !fact.record_only && !read.contains(&fact.id)) {
                    faults.push(
                        Fault::at(
                            rule.place.clone(),
                            format!("nobody reads the answer `{}` of the question `{}`", fact.id, rule.id),
                        )
                        .expected("a rule that reads it, or `record_only = true`"),
                    );
                }
            }
            // What a service sets for itself may also be there for people to read.
            Body::Value(value) => {
                if value.setting.is_none() && !values_used(library).contains(&rule.id) {
                    faults.push(Fault::at(rule.place.clone(), format!("nobody uses the value `{}`", rule.id)));
                }
            }
            Body::Holidays(_) | Body::Chain(_) | Body::Exception(_) | Body::Figure(_) | Body::ContentList(_) => {}
            _ => {
                let is_read = read.contains(rule.id.as_str());
                let by_pack = |pack: &Pack| {
                    pack.alarm_signs.as_ref() == Some(&rule.id) || pack.withholds_reassurance.contains(&rule.id)
                };
                if !goals.contains(&rule.id) && !is_read && !library.packs().iter().any(by_pack) {
                    faults
                        .push(Fault::at(rule.place.clone(), format!("`{}` is no goal, and no rule reads it", rule.id)));
                }
            }
        }
    }
    faults
}

fn facts_read(library: &Library) -> BTreeSet<FactKindId> {
    // The calendar reads these by itself: chains and what was judged of leave between spells, the onset since which `ever`
    // looks back, age.
    let by_itself =
        [COMMON_ABSENT, COMMON_LEAVE_BESIDE_WORK, COMMON_CAUSE_AROUND_LEAVE, COMMON_BIRTH_DATE, COMMON_ONSET];
    let mut read: BTreeSet<FactKindId> = by_itself.map(FactKindId::new).into();
    for rule in library.rules() {
        read.extend(rule.steps.iter().filter_map(|step| step.done_by.clone()));
        read.extend(library.inputs_of(rule).iter().flat_map(|input| library.facts_of_input(input)));
        if let Body::Deadline(deadline) = &rule.body {
            read.extend(deadline.days_read());
            super::anchor_facts(&deadline.anchor, library, &mut read);
        }
    }
    read
}

fn values_used(library: &Library) -> BTreeSet<RuleId> {
    library.rules().flat_map(values_of).collect()
}

fn values_of(rule: &Rule) -> Vec<RuleId> {
    let numbers: Vec<&Number> = match &rule.body {
        Body::Chain(chain) => vec![&chain.joins_below_days],
        Body::Deadline(deadline) => {
            let warning = deadline.warn.as_ref().map(|warning| match warning {
                crate::model::Warning::AbsenceDay(number) => number,
                crate::model::Warning::Before(offset) => &offset.amount,
            });
            std::iter::once(&deadline.due.amount)
                .chain(warning)
                .chain(deadline.every.as_ref().map(|offset| &offset.amount))
                .collect()
        }
        _ => Vec::new(),
    };
    let of_steps = rule.steps.iter().filter_map(|step| step.within.as_ref().map(Within::amount));
    numbers
        .into_iter()
        .chain(of_steps)
        .filter_map(|number| match number {
            Number::Value(id) => Some(id.clone()),
            Number::Plain(_) => None,
        })
        .collect()
}

//! Settings: the published number lies in its range, and where law or alarm uses it, every choice is at least as strict
//! (S-38).

use super::house::of_law_and_alarm;
use crate::Library;
use crate::model::{Body, DatedValue, Number, Rule, SettingRange, Warning};
use facts::RuleId;
use notation::Fault;
use std::collections::BTreeSet;

pub(super) fn check(library: &Library) -> Vec<Fault> {
    let held = of_law_and_alarm(library);
    let mut faults = Vec::new();
    for rule in library.rules() {
        let Body::Value(value) = &rule.body else { continue };
        let Some(range) = value.setting else { continue };
        faults.extend(holds_its_own_number(rule, value, range));
        faults.extend(is_at_least_as_strict(library, rule, value, range, &held));
    }
    faults
}

fn holds_its_own_number(rule: &Rule, value: &DatedValue, range: SettingRange) -> Option<Fault> {
    let last = value.dated.last().filter(|last| !range.contains(last.value))?;
    Some(
        Fault::at(
            rule.place.clone(),
            format!("`{}` is {}, outside of what a service may choose for it", rule.id, last.value),
        )
        .expected(format!("a range that holds {}", last.value)),
    )
}

/// What makes a number stricter where it is used.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Stricter {
    /// A smaller one: a term ends earlier.
    Smaller,
    /// A larger one: a warning begins longer before.
    Larger,
    /// None: it says what the law counts.
    Neither,
}

fn is_at_least_as_strict(
    library: &Library,
    rule: &Rule,
    value: &DatedValue,
    range: SettingRange,
    held: &BTreeSet<RuleId>,
) -> Vec<Fault> {
    let numbers = || value.dated.iter().map(|line| line.value);
    let (Some(least), Some(most)) = (numbers().min(), numbers().max()) else { return Vec::new() };
    let users = library.rules().filter(|user| held.contains(&user.id));
    let mut faults = Vec::new();
    for user in users {
        for stricter in uses(user, &rule.id) {
            let expected = match stricter {
                Stricter::Smaller if range.to > least => format!("`to` at most {least}"),
                Stricter::Larger if range.from < most => format!("`from` at least {most}"),
                Stricter::Neither => "no `setting`".to_owned(),
                _ => continue,
            };
            faults.push(
                Fault::at(
                    rule.place.clone(),
                    format!("`{}` could loosen `{}`, on which law or alarm rests", rule.id, user.id),
                )
                .expected(expected),
            );
        }
    }
    faults
}

/// How a rule uses a value.
fn uses(rule: &Rule, value: &RuleId) -> Vec<Stricter> {
    let mut used: Vec<(&Number, Stricter)> = Vec::new();
    match &rule.body {
        Body::Chain(chain) => used.push((&chain.joins_below_days, Stricter::Neither)),
        Body::Deadline(deadline) => {
            // So long before an anchor: earlier is longer.
            let due = if deadline.due.back { Stricter::Larger } else { Stricter::Smaller };
            used.push((&deadline.due.amount, due));
            used.extend(deadline.every.as_ref().map(|every| (&every.amount, Stricter::Smaller)));
            used.extend(deadline.warn.as_ref().map(|warning| match warning {
                Warning::AbsenceDay(day) => (day, Stricter::Smaller),
                Warning::Before(before) => (&before.amount, Stricter::Larger),
            }));
        }
        _ => {}
    }
    used.extend(rule.steps.iter().filter_map(|step| Some((step.within.as_ref()?.amount(), Stricter::Smaller))));
    let is_it = |number: &Number| matches!(number, Number::Value(id) if id == value);
    used.into_iter().filter(|(number, _)| is_it(number)).map(|(_, stricter)| stricter).collect()
}

//! Every outcome that is not silent has its texts; none is written for eyes that may not see its class (S-40, S-43).

use crate::Library;
use crate::model::{Audience, Body, Rule, Slots};
use facts::{ChoiceId, DataClass, Language, Localized};
use notation::Fault;

pub(super) fn check(library: &Library) -> Vec<Fault> {
    library.rules().flat_map(|rule| check_rule(library, rule)).collect()
}

fn check_rule(library: &Library, rule: &Rule) -> Vec<Fault> {
    let mut faults = Vec::new();
    let class = library.class_of(&rule.id);
    let pack = library.pack(&rule.pack);
    let is_goal = pack.is_some_and(|pack| pack.goals.contains(&rule.id) || pack.alarm_signs.as_ref() == Some(&rule.id));
    if is_goal {
        let speaking = rule.outcomes().into_iter().filter(|outcome| !rule.silent.contains(outcome));
        for outcome in speaking.filter(|outcome| !optional(rule, outcome)) {
            for audience in &rule.audiences {
                let there = rule.texts.get(&outcome).is_some_and(|texts| texts.by_audience.contains_key(audience));
                if !there {
                    faults.push(
                        Fault::at(
                            rule.place.clone(),
                            format!(
                                "`{}` has no text for the outcome `{outcome}` and the audience `{}`",
                                rule.id,
                                audience.as_str()
                            ),
                        )
                        .expected("the text in nl, fr and en, or the outcome in `silent`"),
                    );
                }
            }
        }
    }
    for (outcome, texts) in &rule.texts {
        if texts.reassures && class < DataClass::Medical {
            faults.push(
                Fault::at(
                    rule.place.clone(),
                    format!("`{}` reassures for the outcome `{outcome}`, and its class is `{class}`", rule.id),
                )
                .expected("a class of `medical`: whether it is withheld tells whether an alarm stands"),
            );
        }
        for (audience, text) in &texts.by_audience {
            if *audience == Audience::Employer && !class.is_for_employer() {
                faults.push(
                    Fault::at(
                        rule.place.clone(),
                        format!(
                            "`{}` has a text for the employer's side, and it can read facts of class `{class}`",
                            rule.id
                        ),
                    )
                    .expected("no such text, or a judgement that releases"),
                );
            }
            if *audience == Audience::Employer && !pack.is_some_and(|pack| pack.neutral) {
                faults.push(Fault::at(
                    rule.place.clone(),
                    format!("`{}` has a text for the employer's side in a pack that is not neutral", rule.id),
                ));
            }
            if !rule.audiences.contains(audience) {
                faults.push(Fault::at(
                    rule.place.clone(),
                    format!("`{}` has a text for `{}`, which is not among its audiences", rule.id, audience.as_str()),
                ));
            }
            faults.extend(unknown_slots(rule, &format!("outcome `{outcome}`"), text));
        }
    }
    for step in &rule.steps {
        faults.extend(unknown_slots(rule, &format!("a step of `{}`", step.who), &step.what));
    }
    if let Body::Intervention(intervention) = &rule.body {
        faults.extend(intervention.products.iter().flat_map(|product| unknown_slots(rule, "a product", product)));
    }
    faults
}

fn unknown_slots(rule: &Rule, place: &str, text: &Localized) -> Vec<Fault> {
    let slots = Language::ALL.into_iter().flat_map(|language| Slots::in_text(text.in_language(language)));
    slots
        .filter(|slot| !Slots::NAMES.contains(slot))
        .map(|slot| {
            Fault::at(rule.place.clone(), format!("`{}`, {place}, names the slot `{{{slot}}}`", rule.id))
                .expected(format!("one of: {}", Slots::NAMES.join(", ")))
                .did_you_mean(slot, Slots::NAMES)
        })
        .collect()
}

/// Obligations speak through title, party and day; that one does not apply needs no words.
fn optional(rule: &Rule, outcome: &ChoiceId) -> bool {
    matches!(rule.body, Body::Deadline(_)) && outcome.as_str() == "does_not_apply"
}

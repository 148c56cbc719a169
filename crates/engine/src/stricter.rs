//! A house pack makes nothing less strict (S-38), shown on the diagrams: for no combination of facts an alarm is less
//! urgent, or something is not owed that the law asks, with the house pack than without it.

use crate::compile;
use crate::gathered::Gathered;
use crate::rulebook::Rulebook;
use facts::{ChoiceId, RuleId};
use notation::Fault;
use pack::{Body, Library, Rule};

/// What is less strict than it was published, each with the first combination for which it is.
pub(crate) fn check(rulebook: &Rulebook) -> Vec<Fault> {
    let library = rulebook.library();
    let Some(published) = library.published() else { return Vec::new() };
    let gathered = Gathered::of_both(library, Some(published));
    let kept = published.rules().filter(|rule| is_kept(published, library, rule));
    kept.filter_map(|rule| softened(rulebook, published, &gathered, rule)).collect()
}

/// Alarm items, what they come to, what the law asks, and all in which a service says that it is stricter.
fn is_kept(published: &Library, library: &Library, rule: &Rule) -> bool {
    let is_law = published.pack(&rule.pack).is_some_and(|pack| pack.neutral);
    let is_owed = matches!(rule.body, Body::Deadline(_));
    rule.is_alarming() || (is_owed && is_law) || library.before_tightening(&rule.id).is_some()
}

fn softened(rulebook: &Rulebook, published: &Library, gathered: &Gathered, rule: &Rule) -> Option<Fault> {
    let library = rulebook.library();
    // Outcomes stand strictest first: of an urgency the most urgent, `yes` before `no`, owed before not owed.
    let order = rule.outcomes();
    let rank = |word: &ChoiceId| order.iter().position(|known| known == word);
    let is_as_strict = |was: &ChoiceId, is: &ChoiceId| rank(is) <= rank(was);
    let place = library.rule(&rule.id).map_or(&rule.place, |here| &here.place);
    let found = match compile::difference(gathered, [published, library], &rule.id, &is_as_strict) {
        Ok(found) => found?,
        Err(too_large) => {
            let message =
                format!("`{}` and what was published have more than {} {}", rule.id, too_large.limit, too_large.of);
            return Some(Fault::at(place.clone(), message).expected("a trigger that reads fewer facts"));
        }
    };
    let [was, is] = &found.outcomes;
    let combination = rulebook.in_words(&found.goal, &found.way);
    let message = match &rule.body {
        Body::Deadline(_) => {
            format!("`{}` is owed as published, and not here, for this combination: {combination}", rule.id)
        }
        _ => format!("`{}` is `{was}` as published, and here `{is}`, for this combination: {combination}", rule.id),
    };
    Some(Fault::at(place.clone(), message).expected(match &rule.body {
        Body::Deadline(_) => "a trigger that is yes wherever the published one is",
        _ => "an outcome at least as urgent",
    }))
}

/// The urgency of a table, raised: where a raised item is yes, at least the class of that item.
pub(crate) fn at_least<'o>(outcomes: &'o [ChoiceId], outcome: &'o ChoiceId, class: &'o ChoiceId) -> &'o ChoiceId {
    let rank = |word: &ChoiceId| outcomes.iter().position(|known| known == word).unwrap_or(usize::MAX);
    if rank(class) < rank(outcome) { class } else { outcome }
}

/// The class to which an item raises the urgency, as an outcome of it.
pub(crate) fn class_of_item(item: &Rule) -> Option<ChoiceId> {
    item.alarm().map(|class| ChoiceId::new(class.as_str()))
}

/// The raised items on which an urgency rests, each with its class.
pub(crate) fn raised_in<'l>(library: &'l Library, table: &RuleId) -> impl Iterator<Item = (&'l Rule, ChoiceId)> {
    library.raised_in(table).filter_map(|item| Some((item, class_of_item(item)?)))
}

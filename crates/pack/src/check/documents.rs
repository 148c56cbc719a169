//! Content lists: an item is at least as confidential as what it is filled from, and whoever fills it in may read it
//! (S-39, S-40).

use crate::Library;
use crate::model::{Body, ContentItem, Rule};
use facts::{DataClass, FactKindId, Side};
use notation::Fault;

pub(super) fn check(library: &Library) -> Vec<Fault> {
    let items = library.rules().filter_map(|rule| match &rule.body {
        Body::ContentList(list) => Some(list.items.iter().map(move |item| (rule, item))),
        _ => None,
    });
    items.flatten().flat_map(|(rule, item)| check_item(library, rule, item)).collect()
}

fn check_item(library: &Library, rule: &Rule, item: &ContentItem) -> Vec<Fault> {
    let fault = |message: String, expected: String| Fault::at(rule.place.clone(), message).expected(expected);
    let mut faults = Vec::new();
    for from in &item.from {
        let class = class_of(library, from);
        if class > item.class {
            faults.push(fault(
                format!("the item `{}` of `{}` is `{}`, and `{from}` is `{class}`", item.id, rule.id, item.class),
                format!("the class `{class}`, or a judgement that releases"),
            ));
        }
    }
    if item.party.side() == Side::Employer && !item.class.is_for_employer() {
        faults.push(fault(
            format!("the item `{}` of `{}` is `{}`, and `{}` fills it in", item.id, rule.id, item.class, item.party),
            "a role that may read it".to_owned(),
        ));
    }
    faults
}

/// The class of a fact, an outcome or a list of records; what the calendar says of an absence is administrative.
fn class_of(library: &Library, from: &FactKindId) -> DataClass {
    let complete = FactKindId::new(format!("{from}.complete"));
    let declared = library.declaration(from).or_else(|| library.declaration(&complete)).map(|fact| fact.class);
    let derived = || library.rule_of_fact(from).map(|rule| library.class_of(&rule.id));
    // A judgement that releases is declared as the class of the question, and read as what it releases.
    derived().or(declared).unwrap_or(DataClass::Administrative)
}

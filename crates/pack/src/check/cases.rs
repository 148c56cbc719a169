//! Every rule with an outcome has cases beside it, and dated values have no day without a value.

use crate::Library;
use crate::model::Body;
use notation::Fault;

pub(super) fn check(library: &Library) -> Vec<Fault> {
    let mut faults = Vec::new();
    for rule in library.rules() {
        if rule.needs_cases() && library.scenarios(&rule.id).is_empty() {
            faults.push(
                Fault::at(rule.place.clone(), format!("`{}` has no cases beside it", rule.id))
                    .expected("a file with the same name and `.cases.toml`"),
            );
        }
        if let Body::Value(value) = &rule.body {
            let begins_late = value.dated.first().is_none_or(|first| first.from > rule.validity.from);
            if begins_late && !value.none_before {
                faults.push(
                    Fault::at(
                        rule.place.clone(),
                        format!("`{}` has days without a value, between `valid_from` and its first line", rule.id),
                    )
                    .expected("a line for those days, or `none_before = true`"),
                );
            }
        }
    }
    faults
}

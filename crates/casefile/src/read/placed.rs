//! What was read, together with where it stood.

use calendar::Day;
use notation::{Fault, Faults, Fields, Kind, Node, Place};

/// Something, and where it stood.
pub(crate) struct Placed<T> {
    pub(crate) it: T,
    pub(crate) place: Place,
}

/// A day, if the field is there.
pub(crate) fn optional_day(fields: &mut Fields<'_, '_>, name: &'static str) -> Option<Placed<Day>> {
    let node = fields.optional(name)?;
    let it = node.day(fields.faults())?;
    Some(Placed { it, place: node.place.clone() })
}

/// Words, if the field is there.
pub(crate) fn optional_text(fields: &mut Fields<'_, '_>, name: &'static str) -> Option<Placed<String>> {
    let node = fields.optional(name)?;
    text_of(node, fields.faults())
}

/// The words of a node.
pub(crate) fn text_of(node: &Node, faults: &mut Faults) -> Option<Placed<String>> {
    let it = node.text(faults)?.to_owned();
    Some(Placed { it, place: node.place.clone() })
}

/// The members of a list.
pub(crate) fn items_of<'n>(node: &'n Node, faults: &mut Faults) -> Option<&'n [Node]> {
    if let Kind::List(items) = &node.kind {
        return Some(items);
    }
    faults.add(Fault::at(node.place.clone(), format!("{} stands here", node.kind.in_words())).expected("a list"));
    None
}

/// Refuses an end that lies before its start.
pub(crate) fn refuse_end_before_start(
    first: (&str, Option<Day>),
    last: (&str, &Option<Placed<Day>>),
    faults: &mut Faults,
) {
    let ((first_name, Some(first)), (last_name, Some(last))) = (first, last) else {
        return;
    };
    if last.it < first {
        faults.add(
            Fault::at(last.place.clone(), format!("`{last_name}` lies before `{first_name}`"))
                .expected(format!("a day on or after `{first_name}`")),
        );
    }
}

/// Notes a fault, with the right word that is nearest to the wrong one.
///
/// A nearest word costs a look at every right one. It is given up where a file has so many faults of this kind that
/// looking would take longer than anybody waits, or where it is not known how many right words there are; the fault
/// itself is always noted.
pub(crate) fn add_with_nearest<'r>(
    fault: Fault,
    wrong: &str,
    right: impl Iterator<Item = &'r str>,
    faults: &mut Faults,
) {
    const MOST_LOOKS: usize = 1_000_000;
    let right_words = right.size_hint().1.unwrap_or(usize::MAX);
    let looks = right_words.saturating_mul(faults.len());
    faults.add(if looks > MOST_LOOKS { fault } else { fault.did_you_mean(wrong, right) });
}

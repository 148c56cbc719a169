//! What a statement says, fact by fact. Nothing of it is ever repeated in a fault (S-47).

use super::ids;
use crate::model::statement::RawValue;
use facts::FactKindId;
use notation::{Fault, Faults, Kind, Node, Place};

/// One fact and what was said about it.
pub(crate) struct Said {
    pub(crate) kind: FactKindId,
    /// None when it could not be read.
    pub(crate) value: Option<RawValue>,
    pub(crate) place: Place,
}

const DONT_KNOW: &str = "dont_know";

/// Reads `says`.
pub(crate) fn read(node: &Node, faults: &mut Faults) -> Vec<Said> {
    let facts = node.entries(faults);
    if facts.is_empty() && matches!(node.kind, Kind::Table(_)) {
        faults.add(Fault::at(node.place.clone(), "`says` is empty").expected("at least one fact"));
    }
    facts.iter().filter_map(|(kind, node)| said(kind, node, faults)).collect()
}

fn said(kind: &str, node: &Node, faults: &mut Faults) -> Option<Said> {
    let value = value(node, faults);
    if !ids::is_id(kind) {
        faults.add(Fault::at(node.place.clone(), "this is not a fact").expected(ids::SHAPE));
        return None;
    }
    Some(Said { kind: FactKindId::new(kind), value, place: node.place.clone() })
}

fn value(node: &Node, faults: &mut Faults) -> Option<RawValue> {
    let expected = match &node.kind {
        Kind::Text(word) if word == DONT_KNOW => return Some(RawValue::DontKnow),
        Kind::Text(word) if !word.trim().is_empty() => return Some(RawValue::Word(word.clone())),
        Kind::Whole(number) => return Some(RawValue::Whole(*number)),
        Kind::Decimal(number) => return Some(RawValue::Decimal(*number)),
        Kind::Day(day) => return Some(RawValue::Day(*day)),
        Kind::Truth(_) => "\"yes\", \"no\" or \"dont_know\"",
        Kind::Table(_) => "one value; a fact stands between quotation marks: \"stecr.fear\" = …",
        Kind::Text(_) | Kind::Nothing => "a value, or \"dont_know\"",
        Kind::List(_) => "one value",
    };
    let found = if matches!(node.kind, Kind::Text(_)) { "an empty text" } else { node.kind.in_words() };
    faults.add(Fault::at(node.place.clone(), format!("{found} stands here")).expected(expected));
    None
}

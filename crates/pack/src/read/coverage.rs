//! The list of requirements, and what is met elsewhere than in rules.

use super::unknown_word;
use crate::model::{
    Coverage, Elsewhere, MetBy, PlannedRoom, Requirement, RequirementId, RequirementKind, RequirementSource,
};
use notation::{Fault, Faults, Fields, Node, Place};
use std::collections::BTreeMap;

/// Sources and requirements, in their order.
pub(crate) fn requirements_file(node: &Node, faults: &mut Faults) -> Option<Coverage> {
    let mut fields = Fields::of(node, faults)?;
    let sources = fields.optional_list("sources").unwrap_or_default();
    let requirements = fields.optional_list("requirements").unwrap_or_default();
    fields.finish();
    let sources: Vec<RequirementSource> = sources.iter().filter_map(|node| source(node, faults)).collect();
    let mut numbering = Numbering { sources: &sources, last: None, found: Vec::new() };
    for node in requirements {
        numbering.requirement(node, faults);
    }
    let requirements = numbering.found;
    Some(Coverage { sources, requirements, rooms: Vec::new(), elsewhere: BTreeMap::new() })
}

fn source(node: &Node, faults: &mut Faults) -> Option<RequirementSource> {
    let mut fields = Fields::of(node, faults)?;
    let (letter, title, derived) = (fields.text("letter"), fields.text("title"), fields.flag("derived"));
    fields.finish();
    Some(RequirementSource { letter: letter?, title: title?, derived, place: node.place.clone() })
}

/// Requirements are numbered without a gap, so that none can be lost.
struct Numbering<'s> {
    sources: &'s [RequirementSource],
    /// The source of the last one, its number, and with how many digits it was written.
    last: Option<(usize, u32, usize)>,
    found: Vec<Requirement>,
}

impl Numbering<'_> {
    fn requirement(&mut self, node: &Node, faults: &mut Faults) {
        let Some(mut fields) = Fields::of(node, faults) else { return };
        let id = fields.text("id").map(RequirementId::new);
        let kind = fields.word("type", &RequirementKind::ALL.map(RequirementKind::as_str), RequirementKind::parse);
        let says = fields.text("says");
        fields.finish();
        let Some(id) = id else { return };
        let expected = self.expected(&id);
        let place = node.place.clone();
        match expected {
            Ok(expected) if expected == id.as_str() => {}
            _ if self.found.iter().any(|known| known.id == id) => {
                faults.add(Fault::at(place, format!("the requirement `{id}` stands here a second time")));
                return;
            }
            Ok(expected) => {
                let message = format!("the requirement `{id}` stands here");
                faults.add(Fault::at(place.clone(), message).expected(format!("`{expected}`, the next in order")));
            }
            Err(fault) => faults.add(Fault { place: place.clone(), ..fault }),
        }
        let at = self.sources.iter().position(|source| source.letter == id.letter());
        if let (Some(at), Some((number, digits))) = (at, id.number()) {
            self.last = Some((at, number, digits));
        }
        let derived = at.and_then(|at| self.sources.get(at)).map(|source| source.derived);
        if let Some((kind, derived)) = kind.zip(derived).filter(|(kind, derived)| kind.is_derived() != *derived) {
            let right: Vec<&str> = RequirementKind::ALL
                .into_iter()
                .filter(|kind| kind.is_derived() == derived)
                .map(RequirementKind::as_str)
                .collect();
            faults.add(
                Fault::at(place, format!("the requirement `{id}` is of the type {}", kind.as_str()))
                    .expected(format!("one of: {}", right.join(", "))),
            );
        }
        // Also one with a fault: what names it is not wrong for that, and the folder is refused anyhow.
        self.found.push(Requirement {
            id,
            kind: kind.unwrap_or(RequirementKind::Rule),
            says: says.unwrap_or_default(),
        });
    }

    /// What must stand where this one stands: the next number of its source.
    fn expected(&self, id: &RequirementId) -> Result<String, Fault> {
        let nowhere = || Place::whole_file("");
        let Some(at) = self.sources.iter().position(|source| source.letter == id.letter()) else {
            let letters: Vec<&str> = self.sources.iter().map(|source| source.letter.as_str()).collect();
            return Err(Fault::at(nowhere(), format!("`{id}` begins with no letter of a source"))
                .expected(format!("one of: {}", letters.join(", "))));
        };
        let Some((_, digits)) = id.number() else {
            return Err(Fault::at(nowhere(), format!("`{id}` is no number of a requirement"))
                .expected(format!("`{}-001`, with two to four digits", id.letter())));
        };
        let numbered = |number: u32, digits: usize| format!("{}-{number:0digits$}", id.letter());
        match self.last {
            Some((last, number, digits)) if last == at => Ok(numbered(number + 1, digits)),
            Some((last, ..)) if last > at => {
                Err(Fault::at(nowhere(), format!("the requirement `{id}` stands behind those of a later source"))
                    .expected("the order of `sources`"))
            }
            _ => Ok(numbered(1, digits)),
        }
    }
}

/// What is met, planned or left out elsewhere than in rules.
pub(crate) fn elsewhere_file(node: &Node, coverage: &mut Coverage, faults: &mut Faults) {
    let Some(mut fields) = Fields::of(node, faults) else { return };
    let rooms = fields.optional_list("rooms").unwrap_or_default();
    let done = fields.optional_list("done").unwrap_or_default();
    let planned = fields.optional_list("planned").unwrap_or_default();
    let left_out = fields.optional_list("left_out").unwrap_or_default();
    fields.finish();
    for node in rooms {
        if let Some(room) = room(node, faults) {
            if coverage.rooms.iter().any(|known| known.id == room.id) {
                let message = format!("the room `{}` stands here a second time", room.id);
                faults.add(Fault::at(node.place.clone(), message));
            }
            coverage.rooms.push(room);
        }
    }
    for (nodes, how) in [(done, done_by as HowRead), (planned, planned_in), (left_out, left_out_because)] {
        for node in nodes {
            entry(node, how, coverage, faults);
        }
    }
}

/// How the field is read by which a list of entries differs from the others.
type HowRead = fn(&mut Fields<'_, '_>, &Coverage) -> Option<Elsewhere>;

fn room(node: &Node, faults: &mut Faults) -> Option<PlannedRoom> {
    let mut fields = Fields::of(node, faults)?;
    let (id, purpose) = (fields.text("id"), fields.text("for"));
    fields.finish();
    let id = id?;
    if !["crates/", "guidelines/"].iter().any(|top| id.strip_prefix(top).is_some_and(|name| !name.is_empty())) {
        faults.add(
            Fault::at(node.place.clone(), format!("`{id}` is no room"))
                .expected("a folder in `crates/` or `guidelines/`"),
        );
    }
    Some(PlannedRoom { id, purpose: purpose? })
}

fn entry(node: &Node, how: HowRead, coverage: &mut Coverage, faults: &mut Faults) {
    let Some(mut fields) = Fields::of(node, faults) else { return };
    let said = how(&mut fields, coverage);
    let ids = fields.optional_texts("ids");
    fields.optional_text("note");
    fields.finish();
    if ids.is_empty() {
        faults.add(Fault::at(node.place.clone(), "no requirement is named here").expected("`ids = [\"…\"]`"));
    }
    for (id, place) in ids {
        let id = RequirementId::new(id);
        if coverage.requirement(id.as_str()).is_none() {
            faults.add(Fault::at(place, format!("there is no requirement `{id}`")).expected(coverage.range_of(&id)));
        } else if let Some((_, first)) = coverage.elsewhere.get(&id) {
            let line = first.line().map(|line| format!("; the first stands on line {line}")).unwrap_or_default();
            faults.add(
                Fault::at(place, format!("the requirement `{id}` stands here a second time"))
                    .expected(format!("one entry{line}")),
            );
        } else if let Some(said) = &said {
            coverage.elsewhere.insert(id, (said.clone(), place));
        }
    }
}

fn done_by(fields: &mut Fields<'_, '_>, _: &Coverage) -> Option<Elsewhere> {
    let place = fields.place().clone();
    let named = fields.optional_texts("by");
    if named.is_empty() {
        fields.faults().add(Fault::at(place, "it is not said by what this is met").expected(MetBy::FORMS));
        return None;
    }
    let mut by = Vec::new();
    for (text, place) in named {
        match MetBy::parse(&text) {
            Some(one) => by.push(one),
            None if text.starts_with("rule:") => fields.faults().add(
                Fault::at(place, format!("`{text}` stands here"))
                    .expected("nothing: a rule says by `implements` what it meets"),
            ),
            None => {
                fields.faults().add(Fault::at(place, format!("`{text}` does not say by what")).expected(MetBy::FORMS))
            }
        }
    }
    Some(Elsewhere::Done(by))
}

fn planned_in(fields: &mut Fields<'_, '_>, coverage: &Coverage) -> Option<Elsewhere> {
    let node = fields.required("room")?;
    let room = node.text(fields.faults())?;
    let rooms = || coverage.rooms.iter().map(|known| known.id.as_str());
    if !rooms().any(|known| known == room) {
        fields.faults().add(unknown_word(room, &node.place, "room", rooms()));
    }
    Some(Elsewhere::Planned(room.to_owned()))
}

fn left_out_because(fields: &mut Fields<'_, '_>, _: &Coverage) -> Option<Elsewhere> {
    let reason = fields.text("reason")?;
    let reason = reason.split_whitespace().collect::<Vec<_>>().join(" ");
    if reason.is_empty() {
        let place = fields.place().clone();
        fields.faults().add(Fault::at(place, "the reason is empty").expected("words"));
    }
    Some(Elsewhere::LeftOut(reason))
}

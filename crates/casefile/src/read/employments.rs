//! `[[employments]]`, and finding the one that a spell names.

use super::ids::{self, Ids};
use super::placed::{add_with_nearest, optional_day, refuse_end_before_start, text_of};
use crate::model::employment::{Country, Employment};
use facts::SubjectId;
use notation::{Fault, Faults, Fields, Node};

/// The employments that were read, and the ids of all that stand there.
pub(crate) struct Employments {
    read: Vec<Employment>,
    ids: Vec<String>,
}

/// Reads `[[employments]]`.
pub(crate) fn read(nodes: &[Node], faults: &mut Faults) -> Employments {
    let mut taken = Ids::default();
    let mut employments = Employments { read: Vec::new(), ids: Vec::new() };
    for node in nodes {
        employments.add(node, &mut taken, faults);
    }
    employments
}

impl Employments {
    fn add(&mut self, node: &Node, taken: &mut Ids, faults: &mut Faults) {
        let Some(mut fields) = Fields::of(node, faults) else {
            return;
        };
        let id = ids::required(&mut fields, "id");
        let country = fields.word("country", &["NL", "BE"], Country::parse);
        let first_day = fields.optional_day("first_day");
        let last_day = optional_day(&mut fields, "last_day");
        fields.finish();
        refuse_end_before_start(("first_day", first_day), ("last_day", &last_day), faults);
        let Some(id) = id else { return };
        taken.take(&id, faults);
        self.ids.push(id.it.clone());
        if let Some(country) = country {
            let last_day = last_day.map(|day| day.it);
            let place = node.place.clone();
            self.read.push(Employment { id: SubjectId::new(id.it), country, first_day, last_day, place });
        }
    }

    /// All employments.
    pub(crate) fn into_employments(self) -> Vec<Employment> {
        self.read
    }

    /// Reads the field `employment` of an entry; without it the only employment is meant.
    pub(crate) fn named(&self, fields: &mut Fields<'_, '_>) -> Option<SubjectId> {
        let entry = fields.place().clone();
        let Some(node) = fields.optional("employment") else {
            if self.ids.len() > 1 {
                let fault = Fault::at(entry, "the field `employment` is missing, and there are several employments");
                fields.faults().add(fault.expected("the id of one under [[employments]]"));
            }
            return self.ids.first().map(SubjectId::new);
        };
        let id = text_of(node, fields.faults())?;
        if !self.ids.contains(&id.it) {
            let right = self.ids.iter().map(String::as_str);
            let fault = Fault::at(id.place, "no employment in this file has this id")
                .expected("the id of one under [[employments]]");
            add_with_nearest(fault, &id.it, right, fields.faults());
        }
        Some(SubjectId::new(id.it))
    }
}

//! `[[decisions]]` about findings.

use super::choice::WrittenChoice;
use super::ids::{self, Ids};
use super::order::Order;
use super::people::People;
use super::placed::{Placed, optional_text};
use super::references::{Called, Naming, refuse_wrong_references};
use super::speaker::Speaker;
use super::statement_links::StatementIndex;
use crate::model::decision::{Choice, Decision};
use calendar::Day;
use facts::{RuleId, StatementId, SubjectId};
use notation::{Fault, Faults, Fields, Node, Place};
use std::collections::BTreeMap;

/// Reads `[[decisions]]`, which may name statements of the index.
pub(crate) fn read(
    nodes: &[Node],
    people: &People,
    index: &StatementIndex<'_>,
    order: &mut Order,
    faults: &mut Faults,
) -> Vec<Decision> {
    let mut taken = Ids::default();
    let numbered = nodes.iter().zip(1..);
    let written: Vec<Written> =
        numbered.filter_map(|(node, number)| written(node, number, people, index, &mut taken, faults)).collect();
    refuse_wrong_supersedings(&written, faults);
    written.into_iter().filter_map(|decision| decision.in_order(order)).collect()
}

/// A decision as it is written.
struct Written {
    id: String,
    finding: Option<String>,
    of: Option<Placed<String>>,
    choice: Option<Choice>,
    reason_code: Option<Placed<String>>,
    reason: Option<String>,
    about: Option<Day>,
    recorded: Option<Day>,
    speaker: Option<Speaker>,
    receipt: Option<String>,
    supersedes: Option<Placed<String>>,
    place: Place,
}

fn written(
    node: &Node,
    number: usize,
    people: &People,
    index: &StatementIndex<'_>,
    taken: &mut Ids,
    faults: &mut Faults,
) -> Option<Written> {
    let mut fields = Fields::of(node, faults)?;
    let id = ids::optional(&mut fields, "id");
    let finding = ids::required(&mut fields, "finding");
    let of = ids::optional(&mut fields, "of");
    let choice = WrittenChoice::of(&mut fields);
    let reason_code = ids::optional(&mut fields, "reason_code");
    let reason = fields.optional_text("reason");
    let about = fields.day("about");
    let recorded = fields.optional_day("recorded").or(about);
    let speaker = people.speaker(&mut fields);
    let receipt = fields.optional_text("receipt");
    let supersedes = optional_text(&mut fields, "supersedes");
    fields.finish();
    if choice.needs_a_reason() {
        refuse_without_reason(&reason, node, faults);
    }
    Some(Written {
        id: taken.take_or(id, format!("decision-{number}"), &node.place, faults),
        finding: finding.map(|id| id.it),
        of,
        choice: choice.meant(recorded, index, faults),
        reason_code,
        reason,
        about,
        recorded,
        speaker,
        receipt,
        supersedes,
        place: node.place.clone(),
    })
}

fn refuse_without_reason(reason: &Option<String>, node: &Node, faults: &mut Faults) {
    let has_one = reason.as_ref().is_some_and(|words| !words.trim().is_empty());
    if !has_one {
        faults.add(Fault::at(node.place.clone(), "the field `reason` is missing or empty").expected("why, in words"));
    }
}

impl Written {
    fn in_order(self, order: &mut Order) -> Option<Decision> {
        let speaker = self.speaker?;
        Some(Decision {
            id: StatementId::new(self.id),
            finding: RuleId::new(self.finding?),
            of: self.of.map(|id| SubjectId::new(id.it)),
            choice: self.choice?,
            reason_code: self.reason_code.map(|code| code.it),
            reason: self.reason,
            about: self.about?,
            recorded: order.next(self.recorded?),
            by: speaker.by,
            role: speaker.role,
            receipt: self.receipt,
            supersedes: self.supersedes.map(|id| StatementId::new(id.it)),
            place: self.place,
        })
    }
}

fn refuse_wrong_supersedings(decisions: &[Written], faults: &mut Faults) {
    let naming = decisions.iter().map(|decision| Naming {
        id: &decision.id,
        recorded: decision.recorded,
        named: decision.supersedes.as_ref(),
    });
    let called = Called { one: "decision", heading: "decisions" };
    refuse_wrong_references(&called, &naming.collect::<Vec<_>>(), faults);
    refuse_other_findings(decisions, faults);
}

fn refuse_other_findings(decisions: &[Written], faults: &mut Faults) {
    let findings: BTreeMap<&str, &Option<String>> =
        decisions.iter().map(|decision| (decision.id.as_str(), &decision.finding)).collect();
    for decision in decisions {
        let Some(reference) = &decision.supersedes else {
            continue;
        };
        let superseded = findings.get(reference.it.as_str()).copied().and_then(Option::as_ref);
        if superseded.is_some_and(|superseded| decision.finding.as_ref().is_some_and(|finding| finding != superseded)) {
            faults.add(
                Fault::at(reference.place.clone(), "the decision named here is about another finding")
                    .expected("a decision about the same finding"),
            );
        }
    }
}

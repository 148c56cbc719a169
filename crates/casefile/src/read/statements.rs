//! `[[statements]]`.

use super::ids::{self, Ids};
use super::order::Order;
use super::people::People;
use super::placed::{Placed, optional_day, optional_text, refuse_end_before_start};
use super::said::{self, Said};
use super::speaker::Speaker;
use super::statement_links::{Links, StatementIndex, refuse_circles};
use crate::model::statement::{RawStatement, RawValue};
use calendar::Day;
use facts::{FactKindId, PersonId, StatementId, SubjectId};
use notation::{Fault, Faults, Fields, Node, Place};

/// Reads the entries of `[[statements]]`.
pub(crate) fn entries(nodes: &[Node], people: &People, faults: &mut Faults) -> Vec<Entry> {
    let mut taken = Ids::default();
    let numbered = nodes.iter().zip(1..);
    numbered.filter_map(|(node, number)| entry(node, number, people, &mut taken, faults)).collect()
}

/// What the entries state, fact by fact, with what each refers to.
pub(crate) fn read(
    entries: &[Entry],
    index: &StatementIndex<'_>,
    order: &mut Order,
    faults: &mut Faults,
) -> Vec<RawStatement> {
    let mut statements = Vec::new();
    for entry in entries {
        let links = index.links_of(entry, faults);
        statements.extend(entry.statements(&links, order));
    }
    refuse_circles(&statements, faults);
    statements
}

/// One entry as it is written; it may say several things.
pub(crate) struct Entry {
    pub(crate) id: String,
    pub(crate) says: Vec<Said>,
    pub(crate) of: Option<SubjectId>,
    pub(crate) recorded: Option<Day>,
    pub(crate) replaces: Option<Placed<String>>,
    pub(crate) withdraws: Option<Placed<String>>,
    about: Option<Day>,
    until: Option<Day>,
    speaker: Option<Speaker>,
    told_by: Option<PersonId>,
    reason: Option<String>,
    group_answer: bool,
}

fn entry(node: &Node, number: usize, people: &People, taken: &mut Ids, faults: &mut Faults) -> Option<Entry> {
    let mut fields = Fields::of(node, faults)?;
    let id = ids::optional(&mut fields, "id");
    let about = fields.day("about");
    let until = optional_day(&mut fields, "until");
    let recorded = fields.optional_day("recorded").or(about);
    let speaker = people.speaker(&mut fields);
    let told_by = people.told_by(&mut fields);
    let of = ids::optional(&mut fields, "of");
    let reason = fields.optional_text("reason");
    let group_answer = fields.flag("group_answer");
    let replaces = optional_text(&mut fields, "replaces");
    let withdraws = optional_text(&mut fields, "withdraws");
    let says = fields.optional("says");
    fields.finish();
    if says.is_none() && withdraws.is_none() {
        let fault = Fault::at(node.place.clone(), "this statement says nothing and takes nothing back");
        faults.add(fault.expected("`says` or `withdraws`"));
    }
    refuse_end_before_start(("about", about), ("until", &until), faults);
    Some(Entry {
        id: taken.take_or(id, format!("statement-{number}"), &node.place, faults),
        says: says.map_or_else(Vec::new, |node| said::read(node, faults)),
        of: of.map(|id| SubjectId::new(id.it)),
        recorded,
        replaces,
        withdraws,
        about,
        until: until.map(|day| day.it),
        speaker,
        told_by,
        reason,
        group_answer,
    })
}

impl Entry {
    /// The id of what this entry says about one fact.
    pub(crate) fn id_of(&self, kind: &FactKindId) -> StatementId {
        StatementId::new(format!("{}/{kind}", self.id))
    }

    /// What this entry says about one fact.
    pub(crate) fn says_about(&self, kind: &FactKindId) -> Option<&Said> {
        self.says.iter().find(|said| said.kind == *kind)
    }

    /// One statement for each fact; and one that only takes back, when the fact taken back is not among them.
    fn statements(&self, links: &Links<'_>, order: &mut Order) -> Vec<RawStatement> {
        let mut statements = Vec::new();
        for said in &self.says {
            let Some(value) = &said.value else { continue };
            let mut statement = self.statement(&said.kind, value.clone(), &said.place, order);
            if let Some(statement) = &mut statement {
                statement.replaces = links.replaced_about(&said.kind);
                statement.withdraws = links.withdrawn_about(&said.kind);
            }
            statements.extend(statement);
        }
        statements.extend(self.withdrawal(links, order));
        statements
    }

    fn withdrawal(&self, links: &Links<'_>, order: &mut Order) -> Option<RawStatement> {
        let (target, place) = (links.withdraws.as_ref()?, &self.withdraws.as_ref()?.place);
        if self.says_about(target.kind).is_some() {
            return None;
        }
        let mut statement = self.statement(target.kind, RawValue::Nothing, place, order)?;
        statement.of = target.entry.of.clone();
        statement.withdraws = Some(target.id());
        Some(statement)
    }

    /// A statement of this entry that refers to no other; none when the entry has a fault.
    fn statement(&self, kind: &FactKindId, said: RawValue, place: &Place, order: &mut Order) -> Option<RawStatement> {
        let speaker = self.speaker.as_ref()?;
        Some(RawStatement {
            id: self.id_of(kind),
            kind: kind.clone(),
            of: self.of.clone(),
            said,
            about: self.about?,
            until: self.until,
            recorded: order.next(self.recorded?),
            by: speaker.by.clone(),
            role: speaker.role,
            told_by: self.told_by.clone(),
            replaces: None,
            withdraws: None,
            reason: self.reason.clone(),
            group_answer: self.group_answer,
            place: place.clone(),
        })
    }
}

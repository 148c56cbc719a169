//! What `replaces` and `withdraws` of a statement and `sets_aside` of a decision refer to.

use super::circle::in_a_circle;
use super::placed::{Placed, add_with_nearest};
use super::references::refuse_later;
use super::statements::Entry;
use crate::model::statement::RawStatement;
use calendar::Day;
use facts::{FactKindId, StatementId};
use notation::{Fault, Faults};
use std::collections::BTreeMap;

/// What one entry said about one fact.
#[derive(Clone, Copy)]
pub(crate) struct Target<'e> {
    pub(crate) entry: &'e Entry,
    pub(crate) kind: &'e FactKindId,
}

impl Target<'_> {
    /// Its full id.
    pub(crate) fn id(&self) -> StatementId {
        self.entry.id_of(self.kind)
    }
}

/// What one entry puts right and takes back.
pub(crate) struct Links<'e> {
    replaces: Option<Target<'e>>,
    pub(crate) withdraws: Option<Target<'e>>,
}

impl Links<'_> {
    /// What is put right by what is said about this fact.
    pub(crate) fn replaced_about(&self, kind: &FactKindId) -> Option<StatementId> {
        self.replaces.filter(|target| target.kind == kind).map(|target| target.id())
    }

    /// What is taken back by what is said about this fact.
    pub(crate) fn withdrawn_about(&self, kind: &FactKindId) -> Option<StatementId> {
        self.withdraws.filter(|target| target.kind == kind).map(|target| target.id())
    }
}

/// Finds statements by id: the full one, or that of the entry when it says one thing.
pub(crate) struct StatementIndex<'e> {
    entries: BTreeMap<&'e str, &'e Entry>,
    facts: BTreeMap<StatementId, Target<'e>>,
}

impl<'e> StatementIndex<'e> {
    pub(crate) fn of(entries: &'e [Entry]) -> Self {
        let facts = entries.iter().flat_map(|entry| {
            let targets = entry.says.iter().map(move |said| Target { entry, kind: &said.kind });
            targets.map(|target| (target.id(), target))
        });
        Self { entries: entries.iter().map(|entry| (entry.id.as_str(), entry)).collect(), facts: facts.collect() }
    }

    /// What the entry refers to; a fault for what cannot be referred to.
    pub(crate) fn links_of(&self, entry: &Entry, faults: &mut Faults) -> Links<'e> {
        let mut linked = |reference: &Option<Placed<String>>| {
            let reference = reference.as_ref()?;
            self.named(reference, entry.recorded, faults)
        };
        let (replaces, withdraws) = (linked(&entry.replaces), linked(&entry.withdraws));
        if let (Some(target), Some(reference)) = (replaces, &entry.replaces) {
            refuse_other_facts(target, entry, reference, faults);
        }
        Links { replaces, withdraws }
    }

    /// What is named here by something recorded on that day; a fault for what cannot be named, or was recorded later.
    pub(crate) fn named(
        &self,
        reference: &Placed<String>,
        recorded: Option<Day>,
        faults: &mut Faults,
    ) -> Option<Target<'e>> {
        let target = self.found(reference, faults)?;
        refuse_later("statement", target.entry.recorded, recorded, &reference.place, faults);
        Some(target)
    }

    fn found(&self, reference: &Placed<String>, faults: &mut Faults) -> Option<Target<'e>> {
        let id = reference.it.as_str();
        if let Some(target) = self.facts.get(id) {
            return Some(*target);
        }
        let fault = |message: &str| Fault::at(reference.place.clone(), message);
        let Some(entry) = self.entries.get(id).copied() else {
            let fault = fault("no statement in this file has this id").expected("the id of one under [[statements]]");
            let right = self.entries.keys().copied();
            let right = right.chain(self.facts.keys().map(StatementId::as_str));
            add_with_nearest(fault, id, right, faults);
            return None;
        };
        match entry.says.as_slice() {
            [said] => {
                return Some(Target { entry, kind: &said.kind });
            }
            [] => faults.add(
                fault("the statement named here only takes another one back")
                    .expected("a statement that says something"),
            ),
            several => faults.add(
                fault("the statement named here says several things")
                    .expected(one_of(entry, several.iter().map(|said| &said.kind))),
            ),
        }
        None
    }
}

fn one_of<'k>(entry: &Entry, kinds: impl Iterator<Item = &'k FactKindId>) -> String {
    const MOST_SHOWN: usize = 10;
    let mut ids: Vec<String> = kinds.take(MOST_SHOWN + 1).map(|kind| entry.id_of(kind).to_string()).collect();
    if ids.len() > MOST_SHOWN {
        ids.truncate(MOST_SHOWN);
        ids.push("…".to_owned());
    }
    format!("one of: {}", ids.join(", "))
}

/// What puts something right must speak about the same fact.
fn refuse_other_facts(target: Target<'_>, entry: &Entry, reference: &Placed<String>, faults: &mut Faults) {
    if !entry.says.is_empty() && entry.says_about(target.kind).is_none() {
        faults.add(
            Fault::at(
                reference.place.clone(),
                "this statement does not say anything about the fact that it puts right",
            )
            .expected(format!("`{}` in `says`, or `withdraws`", target.kind)),
        );
    }
}

/// Refuses statements that put each other right, or take each other back, in a circle.
pub(crate) fn refuse_circles(statements: &[RawStatement], faults: &mut Faults) {
    let position: BTreeMap<&StatementId, usize> = statements.iter().map(|statement| &statement.id).zip(0..).collect();
    let points_to = statements.iter().map(|statement| {
        let named = statement.replaces.iter().chain(&statement.withdraws);
        named.filter_map(|id| position.get(id).copied()).collect()
    });
    let circle = in_a_circle(&points_to.collect::<Vec<_>>());
    for (_, statement) in statements.iter().enumerate().filter(|(at, _)| circle.contains(at)) {
        faults.add(
            Fault::at(statement.place.clone(), "statements put each other right or take each other back in a circle")
                .expected("one statement that stands"),
        );
    }
}

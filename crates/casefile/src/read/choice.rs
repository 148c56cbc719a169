//! What a decision chooses: `choice`, and `outcome` or `sets_aside` where they go with it.

use super::ids;
use super::placed::{items_of, text_of};
use super::statement_links::StatementIndex;
use crate::model::decision::Choice;
use calendar::Day;
use facts::StatementId;
use notation::{Fault, Faults, Fields, Node, Place};
use std::collections::BTreeSet;

#[derive(Clone, Copy)]
enum Word {
    Confirm,
    Deviate,
    SetAside,
}

impl Word {
    fn parse(word: &str) -> Option<Self> {
        match word {
            "confirm" => Some(Word::Confirm),
            "deviate" => Some(Word::Deviate),
            "set_aside" => Some(Word::SetAside),
            _ => None,
        }
    }
}

/// A choice as it is written.
pub(crate) struct WrittenChoice<'n> {
    word: Option<Word>,
    outcome: Option<&'n Node>,
    sets_aside: Option<&'n Node>,
    decision: Place,
}

impl<'n> WrittenChoice<'n> {
    /// Takes `choice`, `outcome` and `sets_aside`.
    pub(crate) fn of(fields: &mut Fields<'n, '_>) -> Self {
        Self {
            word: fields.word("choice", &Choice::WORDS, Word::parse),
            outcome: fields.optional("outcome"),
            sets_aside: fields.optional("sets_aside"),
            decision: fields.place().clone(),
        }
    }

    /// Whether it is a choice that nobody makes without a reason.
    pub(crate) fn needs_a_reason(&self) -> bool {
        matches!(self.word, Some(Word::Deviate | Word::SetAside))
    }

    /// What is chosen by a decision recorded on that day; a fault for what is missing, wrong, or does not go with it.
    pub(crate) fn meant(
        &self,
        recorded: Option<Day>,
        index: &StatementIndex<'_>,
        faults: &mut Faults,
    ) -> Option<Choice> {
        match self.word {
            Some(Word::Confirm) => {
                self.refuse_sets_aside(faults);
                let outcome = self.outcome(faults);
                Some(Choice::Confirm { outcome })
            }
            Some(Word::Deviate) => {
                self.refuse_sets_aside(faults);
                self.deviation(faults)
            }
            Some(Word::SetAside) => {
                self.refuse_outcome(faults);
                self.setting_aside(recorded, index, faults)
            }
            None => {
                self.outcome(faults);
                self.statements(recorded, index, faults);
                None
            }
        }
    }

    fn deviation(&self, faults: &mut Faults) -> Option<Choice> {
        if self.outcome.is_none() {
            self.add_missing("outcome", "the outcome that holds instead", faults);
        }
        let outcome = self.outcome(faults)?;
        Some(Choice::Deviate { outcome })
    }

    fn setting_aside(&self, recorded: Option<Day>, index: &StatementIndex<'_>, faults: &mut Faults) -> Option<Choice> {
        if self.sets_aside.is_none() {
            self.add_missing("sets_aside", "the statements that are set aside", faults);
        }
        let statements = self.statements(recorded, index, faults)?;
        Some(Choice::SetAside { statements })
    }

    fn outcome(&self, faults: &mut Faults) -> Option<String> {
        ids::id_of(self.outcome?, faults).map(|id| id.it)
    }

    /// The full ids of the statements that `sets_aside` names.
    fn statements(
        &self,
        recorded: Option<Day>,
        index: &StatementIndex<'_>,
        faults: &mut Faults,
    ) -> Option<Vec<StatementId>> {
        let node = self.sets_aside?;
        let items = items_of(node, faults)?;
        if items.is_empty() {
            let fault = Fault::at(node.place.clone(), "`sets_aside` is empty");
            faults.add(fault.expected("at least one statement"));
        }
        let mut taken = BTreeSet::new();
        let mut statements = Vec::new();
        for item in items {
            if let Some(id) = statement(item, recorded, index, faults) {
                refuse_twice(&id, &mut taken, item, faults);
                statements.push(id);
            }
        }
        Some(statements)
    }

    fn add_missing(&self, field: &str, expected: &str, faults: &mut Faults) {
        let message = format!("the field `{field}` is missing");
        faults.add(Fault::at(self.decision.clone(), message).expected(expected));
    }

    fn refuse_outcome(&self, faults: &mut Faults) {
        if let Some(node) = self.outcome {
            faults.add(
                Fault::at(node.place.clone(), "a decision that sets statements aside has no outcome")
                    .expected("`choice = \"confirm\"` or `choice = \"deviate\"`, or no outcome"),
            );
        }
    }

    fn refuse_sets_aside(&self, faults: &mut Faults) {
        if let Some(node) = self.sets_aside {
            faults.add(
                Fault::at(node.place.clone(), "this decision does not set statements aside")
                    .expected("`choice = \"set_aside\"`, or no `sets_aside`"),
            );
        }
    }
}

fn statement(
    node: &Node,
    recorded: Option<Day>,
    index: &StatementIndex<'_>,
    faults: &mut Faults,
) -> Option<StatementId> {
    let reference = text_of(node, faults)?;
    let target = index.named(&reference, recorded, faults)?;
    Some(target.id())
}

fn refuse_twice(id: &StatementId, taken: &mut BTreeSet<StatementId>, node: &Node, faults: &mut Faults) {
    if !taken.insert(id.clone()) {
        let fault = Fault::at(node.place.clone(), format!("the statement `{id}` is named twice"));
        faults.add(fault.expected("each statement once"));
    }
}

//! All goals of a library, compiled once when the packs load.

use crate::compile::{self, CompiledGoal, compile};
use crate::diagram::{Leaf, NodeRef};
use crate::stricter;
use crate::variable::Asked;
use calendar::Day;
use facts::{ChoiceId, FactKindId, PackId, RuleId};
use notation::Fault;
use pack::{Body, Input, Library, Rule};
use std::collections::BTreeMap;
use std::sync::Arc;

/// A library with its goals compiled.
#[derive(Clone, Debug)]
pub struct Rulebook {
    library: Library,
    compiled: BTreeMap<RuleId, CompiledGoal>,
    /// The same without the house pack, where there is one.
    published: Option<Arc<Rulebook>>,
    /// The same on days on which the house pack does not hold, where it is stricter than what is published.
    on_other_days: Option<Arc<Rulebook>>,
}

impl Rulebook {
    /// Compiles all goals and everything that they read.
    ///
    /// # Errors
    /// Goals that are too large; values of `unknown_counts_as` that are not the most careful (S-11); exceptions
    /// that hold together and differ (S-14); what a house pack makes less strict than it was published (S-38).
    pub fn compile(library: Library) -> Result<Self, Vec<Fault>> {
        let mut compiled = BTreeMap::new();
        let mut faults = Vec::new();
        for rule in library.rules().filter(|rule| !rule.outcomes().is_empty()) {
            match compile(&library, rule) {
                Ok(goal) => _ = compiled.insert(rule.id.clone(), goal),
                Err(too_large) => faults.push(
                    Fault::at(
                        rule.place.clone(),
                        format!("the goal `{}` has more than {} {}", rule.id, too_large.limit, too_large.of),
                    )
                    .expected("fewer facts in one goal; group flags in derived facts"),
                ),
            }
        }
        let mut rulebook = Self { library, compiled, published: None, on_other_days: None };
        for rule in rulebook.library.rules() {
            faults.extend(rulebook.check_careful(rule));
            faults.extend(rulebook.check_exceptions(rule));
        }
        faults.extend(stricter::check(&rulebook));
        if !faults.is_empty() {
            return Err(faults);
        }
        if rulebook.library.has_house() {
            rulebook.published = Some(Arc::new(Self::compile(rulebook.library.as_published())?));
        }
        if let Some(library) = rulebook.library.on_other_days() {
            let mut other = Self::compile(library.clone())?;
            other.published = rulebook.published.clone();
            rulebook.on_other_days = Some(Arc::new(other));
        }
        Ok(rulebook)
    }

    /// The rules as they hold on a day: what a service is stricter in holds while its house pack does (S-38).
    pub fn on(&self, day: Day) -> &Rulebook {
        let other = self.on_other_days.as_deref().filter(|_| !self.library.house_holds_on(day));
        other.unwrap_or(self)
    }

    /// The rules without the house pack, where there is one.
    pub(crate) fn published(&self) -> Option<&Rulebook> {
        self.published.as_deref()
    }

    /// The packs.
    pub fn library(&self) -> &Library {
        &self.library
    }

    /// The same rules with another edition in the lead; none when there is nothing to choose between.
    pub fn led_by(&self, edition: &PackId) -> Option<Rulebook> {
        let library = self.library.led_by(edition)?;
        let other = self.on_other_days.as_ref().and_then(|other| other.led_by(edition)).map(Arc::new);
        let (compiled, published) = (self.compiled.clone(), self.published.clone());
        Some(Self { library, compiled, published, on_other_days: other })
    }

    /// The rules as they were published: without a house pack and what it chose, every edition in its own place.
    pub fn as_published(&self) -> Rulebook {
        match &self.published {
            Some(published) => published.as_ref().clone(),
            None => Self {
                library: self.library.as_published(),
                compiled: self.compiled.clone(),
                published: None,
                on_other_days: None,
            },
        }
    }

    /// The compiled outcome of a rule.
    pub fn goal(&self, rule: &RuleId) -> Option<&CompiledGoal> {
        self.compiled.get(rule)
    }

    /// No other value of a fact is more urgent than the one that unknown counts as (S-11).
    fn check_careful(&self, rule: &Rule) -> Vec<Fault> {
        let (careful, order): (&BTreeMap<FactKindId, ChoiceId>, Vec<ChoiceId>) = match &rule.body {
            Body::Table(table) => (&table.unknown_counts_as, rule.outcomes()),
            Body::Deadline(deadline) => (&deadline.unknown_counts_as, rule.outcomes()),
            _ => return Vec::new(),
        };
        let unranked = matches!(&rule.body, Body::Table(table) if !table.ranked && !table.unknown_counts_as.is_empty());
        if unranked {
            return vec![
                Fault::at(
                    rule.place.clone(),
                    format!("`{}` acts on an unknown fact, and its outcomes have no order", rule.id),
                )
                .expected("`ranked = true`, with the most urgent outcome first"),
            ];
        }
        let Some(goal) = self.goal(&rule.id) else { return Vec::new() };
        careful.iter().filter_map(|(kind, value)| self.careful_fault(rule, goal, kind, value, &order)).collect()
    }

    fn careful_fault(
        &self,
        rule: &Rule,
        goal: &CompiledGoal,
        kind: &FactKindId,
        value: &ChoiceId,
        order: &[ChoiceId],
    ) -> Option<Fault> {
        let asked = Asked::Input(compile::normal(&self.library, &Input::fact(kind)));
        let Some(number) = goal.variable_of(&asked) else {
            // A trigger that a service made wider need not read all that the published one does (S-38).
            if self.library.before_tightening(&rule.id).is_some() {
                return None;
            }
            let message = format!("`{}` acts on `{kind}` when it is unknown, and does not read it", rule.id);
            return Some(Fault::at(rule.place.clone(), message));
        };
        let variable = goal.variables.get(usize::from(number))?;
        let careful_class = variable.classes.of_word(value.as_str())?;
        let urgency = |leaf: Leaf| goal.word(leaf).and_then(|word| order.iter().position(|known| known == word));
        let mut diagrams = goal.diagrams.clone();
        let at = |class: usize| move |asked: u16| (asked == number).then_some(class);
        let careful = diagrams.restrict(goal.root, &at(careful_class)).ok()?;
        for class in 0..variable.classes.len() {
            let other = diagrams.restrict(goal.root, &at(class)).ok()?;
            let no_more_urgent = diagrams.compare(careful, other, &|a, b| urgency(a) <= urgency(b)).ok()?;
            if let Some(way) = diagrams.way_to(no_more_urgent, Leaf::FALSE) {
                let message = format!(
                    "`{}` counts an unknown `{kind}` as `{value}`, and `{}` is more urgent here: {}",
                    rule.id,
                    variable.classes.name(class),
                    self.in_words(goal, &way)
                );
                return Some(Fault::at(rule.place.clone(), message).expected("the value that makes most careful"));
            }
        }
        None
    }

    /// Two exceptions to one rule that hold together must agree, unless one excepts the other (S-14).
    fn check_exceptions(&self, rule: &Rule) -> Vec<Fault> {
        let exceptions = self.library.exceptions_of(&rule.id);
        let mut faults = Vec::new();
        for (at, first) in exceptions.iter().enumerate() {
            for second in exceptions.iter().skip(at + 1) {
                faults.extend(self.clash(first, second));
            }
        }
        faults
    }

    fn clash(&self, first: &Rule, second: &Rule) -> Option<Fault> {
        let clash = compile::clash(&self.library, first, second).ok()??;
        let [one, other] = &clash.outcomes;
        let message = format!(
            "the exceptions `{}` ({one}) and `{}` ({other}) hold together for this combination: {}",
            first.id,
            second.id,
            self.in_words(&clash.goal, &clash.way)
        );
        Some(
            Fault::at(second.place.clone(), message)
                .expected("conditions that exclude each other, or one that excepts the other"),
        )
    }

    pub(crate) fn in_words(&self, goal: &CompiledGoal, way: &BTreeMap<u16, usize>) -> String {
        if way.is_empty() {
            return "always".to_owned();
        }
        let named = way.iter().filter_map(|(number, class)| {
            let variable = goal.variables.get(usize::from(*number))?;
            Some(format!("{} = {}", name_of(&variable.asked), variable.classes.name(*class)))
        });
        named.collect::<Vec<_>>().join(", ")
    }

    /// The possible outcomes of a goal under what is known of its variables (S-16).
    ///
    /// ```text
    /// decided  ⇔  exactly one word is left
    /// ```
    pub fn possible(&self, goal: &CompiledGoal, known: &dyn Fn(u16) -> Option<usize>) -> Possible {
        self.possible_from(goal, goal.root, known)
    }

    pub(crate) fn possible_from(
        &self,
        goal: &CompiledGoal,
        root: NodeRef,
        known: &dyn Fn(u16) -> Option<usize>,
    ) -> Possible {
        let mut diagrams = goal.diagrams.clone();
        // Restricting makes no more nodes than there are; were it to fail, nothing would be decided.
        let Ok(left) = diagrams.restrict(root, known) else {
            let all = goal.diagrams.leaves(root);
            return Possible {
                words: all.into_iter().filter_map(|leaf| goal.word(leaf).cloned()).collect(),
                relevant: goal.diagrams.support(root).into_iter().collect(),
            };
        };
        let words = diagrams.leaves(left).into_iter().filter_map(|leaf| goal.word(leaf).cloned()).collect();
        Possible { words, relevant: diagrams.support(left).into_iter().collect() }
    }
}

/// What a goal can still become, and which variables matter for that (S-16, S-23).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Possible {
    /// The outcomes that are left.
    pub words: Vec<ChoiceId>,
    /// The variables for which some filling-in of the others makes two answers differ.
    pub relevant: Vec<u16>,
}

impl Possible {
    /// The outcome, when only one is left.
    pub fn decided(&self) -> Option<&ChoiceId> {
        match self.words.as_slice() {
            [only] => Some(only),
            _ => None,
        }
    }
}

fn name_of(asked: &Asked) -> String {
    match asked {
        Asked::Input(Input::Fact { kind, .. } | Input::Known(kind)) | Asked::Judged(kind) | Asked::IfJudged(kind) => {
            kind.to_string()
        }
        Asked::Input(Input::Calendar(function)) => function.as_str().to_owned(),
        Asked::Input(Input::Same(kind)) => format!("the same {kind}"),
        Asked::Input(Input::Aggregate(aggregate)) => format!("the list {}", aggregate.list),
    }
}

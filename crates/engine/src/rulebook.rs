//! All goals of a library, each compiled once.

use crate::compile::{self, CompiledGoal, compile};
use crate::diagram::{Leaf, NodeRef};
use crate::gathered::Gathered;
use crate::stricter;
use crate::variable::Asked;
use calendar::Day;
use facts::{ChoiceId, FactKindId, PackId, RuleId};
use notation::Fault;
use pack::classes::Classes;
use pack::{Body, Input, Interval, Library, Rule, Test};
use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

/// A library with its goals compiled.
#[derive(Clone, Debug)]
pub struct Rulebook {
    library: Library,
    goals: Arc<Goals>,
    /// The same without the house pack, where there is one.
    published: Option<Arc<Rulebook>>,
    /// The same on days on which the house pack does not hold, where it is stricter than what is published.
    on_other_days: Option<Arc<Rulebook>>,
}

/// The goals do not depend on which edition leads.
#[derive(Debug)]
struct Goals {
    gathered: Gathered,
    /// None where a goal is too large.
    compiled: BTreeMap<RuleId, OnceLock<Option<CompiledGoal>>>,
}

impl Rulebook {
    /// Compiles all goals and everything that they read.
    ///
    /// # Errors
    /// Goals that are too large; values of `unknown_counts_as` that are not the most careful (S-11); exceptions
    /// that hold together and differ (S-14); what a house pack makes less strict than it was published (S-38).
    pub fn compile(library: Library) -> Result<Self, Vec<Fault>> {
        let rulebook = Self::of_checked(library);
        let mut faults: Vec<Fault> = rulebook.library.rules().filter_map(|rule| rulebook.check_size(rule)).collect();
        for rule in rulebook.library.rules() {
            faults.extend(rulebook.check_careful(rule));
            faults.extend(rulebook.check_exceptions(rule));
        }
        faults.extend(stricter::check(&rulebook));
        if !faults.is_empty() {
            return Err(faults);
        }
        let checked = |other: &Option<Arc<Rulebook>>| match other {
            Some(other) => Self::compile(other.library.clone()).map(Some),
            None => Ok(None),
        };
        let published = checked(&rulebook.published)?.map(Arc::new);
        let other = checked(&rulebook.on_other_days)?;
        let on_other_days = other.map(|other| Arc::new(Self { published: published.clone(), ..other }));
        Ok(Self { published, on_other_days, ..rulebook })
    }

    /// The goals of packs that hold: each is compiled when it is first asked for. For packs that have passed
    /// [`Rulebook::compile`] and everything else that `guideline check` looks at.
    pub fn of_checked(library: Library) -> Self {
        let with_outcome = library.rules().filter(|rule| !rule.outcomes().is_empty());
        let compiled = with_outcome.map(|rule| (rule.id.clone(), OnceLock::new())).collect();
        let goals = Arc::new(Goals { gathered: Gathered::of(&library), compiled });
        let published = library.has_house().then(|| Arc::new(Self::of_checked(library.as_published())));
        let other = library.on_other_days().map(|other| Self::of_checked(other.clone()));
        let on_other_days = other.map(|other| Arc::new(Self { published: published.clone(), ..other }));
        Self { library, goals, published, on_other_days }
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

    /// Compiles all goals, the last one first. Another thread may do so while the first goals are assessed.
    pub fn compile_ahead(&self) {
        self.library.goals().iter().rev().for_each(|rule| _ = self.goal(rule));
    }

    /// The packs.
    pub fn library(&self) -> &Library {
        &self.library
    }

    /// The same rules with another edition in the lead; none when there is nothing to choose between.
    pub fn led_by(&self, edition: &PackId) -> Option<Rulebook> {
        let library = self.library.led_by(edition)?;
        let other = self.on_other_days.as_ref().and_then(|other| other.led_by(edition)).map(Arc::new);
        let (goals, published) = (self.goals.clone(), self.published.clone());
        Some(Self { library, goals, published, on_other_days: other })
    }

    /// The rules as they were published: without a house pack and what it chose, every edition in its own place.
    pub fn as_published(&self) -> Rulebook {
        match &self.published {
            Some(published) => published.as_ref().clone(),
            None => {
                let (library, goals) = (self.library.as_published(), self.goals.clone());
                Self { library, goals, published: None, on_other_days: None }
            }
        }
    }

    /// The compiled outcome of a rule.
    pub fn goal(&self, rule: &RuleId) -> Option<&CompiledGoal> {
        let compile = || compile(&self.library, &self.goals.gathered, self.library.rule(rule)?).ok();
        self.goals.compiled.get(rule)?.get_or_init(compile).as_ref()
    }

    /// The classes of what is asked, as one test tells them apart.
    pub(crate) fn classes_for(&self, asked: &Input, test: &Test) -> Option<Arc<Classes>> {
        let cut = |range: Option<&Interval>| Some(Arc::new(Classes::cut(&self.library.span_of(asked)?, range)));
        match test {
            Test::Between(range) => cut(Some(range)),
            Test::In(_) => self.goals.gathered.whole(&Asked::Input(asked.clone())).cloned().or_else(|| cut(None)),
        }
    }

    /// No goal is larger than allowed.
    fn check_size(&self, rule: &Rule) -> Option<Fault> {
        let goal = self.goals.compiled.get(&rule.id)?;
        match compile(&self.library, &self.goals.gathered, rule) {
            Ok(compiled) => {
                _ = goal.set(Some(compiled));
                None
            }
            Err(too_large) => {
                _ = goal.set(None);
                let message = format!("the goal `{}` has more than {} {}", rule.id, too_large.limit, too_large.of);
                Some(
                    Fault::at(rule.place.clone(), message)
                        .expected("fewer facts in one goal; group flags in derived facts"),
                )
            }
        }
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
        let clash = compile::clash(&self.library, &self.goals.gathered, first, second).ok()??;
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
        let restricted = goal.diagrams.restricted(root, known);
        // Restricting makes no more nodes than there are; were it to fail, nothing would be decided.
        let (left, root) = restricted.as_ref().map_or((&goal.diagrams, root), |(left, root)| (left, *root));
        let words = left.leaves(root).into_iter().filter_map(|leaf| goal.word(leaf).cloned()).collect();
        Possible { words, relevant: left.support(root).into_iter().collect() }
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

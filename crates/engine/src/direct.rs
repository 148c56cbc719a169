//! Direct evaluation of rules on a complete assignment, without any diagram.
//!
//! It is the second opinion that holds the diagrams honest (S-22): what `compile` turns into nodes, this reads
//! row by row. It also names the rows that speak, because findings name rows, never the diagram.

use crate::compile::{CompiledGoal, normal};
use crate::stricter;
use crate::variable::{Asked, NOT_JUDGED};
use facts::{ChoiceId, RuleId};
use pack::{Body, Cell, Condition, Input, Judgement, Library, Row, Rule, Table, Test};

/// A complete assignment: for every variable of a goal the class of its value.
pub struct Assignment<'a> {
    goal: &'a CompiledGoal,
    classes: &'a [usize],
}

impl<'a> Assignment<'a> {
    /// One class per variable, in the order of the goal's variables.
    pub fn new(goal: &'a CompiledGoal, classes: &'a [usize]) -> Self {
        Self { goal, classes }
    }

    fn fulfils(&self, asked: &Asked, test: &Test) -> bool {
        let number = self.goal.variable_of(asked).map(usize::from);
        let variable = number.and_then(|at| self.goal.variables.get(at));
        let class = number.and_then(|at| self.classes.get(at));
        matches!((variable, class), (Some(variable), Some(class)) if variable.classes.fulfilling(test).contains(class))
    }

    fn word(&self, asked: &Asked) -> Option<ChoiceId> {
        let at = usize::from(self.goal.variable_of(asked)?);
        let name = self.goal.variables.get(at)?.classes.name(*self.classes.get(at)?);
        Some(ChoiceId::new(name))
    }
}

/// The outcome of a rule, exceptions included.
pub fn outcome(library: &Library, rule: &Rule, given: &Assignment<'_>) -> Option<ChoiceId> {
    let plain = match &rule.body {
        Body::Table(table) => table_outcome(library, table, given),
        Body::Judgement(judgement) => judged(library, judgement, given),
        Body::Deadline(deadline) => {
            let owed = deadline.trigger.as_ref().is_none_or(|trigger| holds(library, trigger, given));
            Some(ChoiceId::new(if owed { "owed" } else { "does_not_apply" }))
        }
        _ => {
            let yes = rule.condition().is_none_or(|condition| holds(library, condition, given));
            Some(ChoiceId::new(if yes { "yes" } else { "no" }))
        }
    };
    excepted(library, &rule.id, given).or(plain).map(|found| raised(library, rule, found, given))
}

/// At least the class of every raised alarm item that is yes.
fn raised(library: &Library, rule: &Rule, found: ChoiceId, given: &Assignment<'_>) -> ChoiceId {
    let yes = |item: &Rule| outcome(library, item, given).is_some_and(|word| word.as_str() == "yes");
    let classes = stricter::raised_in(library, &rule.id).filter(|(item, _)| yes(item)).map(|(_, class)| class);
    let outcomes = rule.outcomes();
    classes.fold(found, |found, class| stricter::at_least(&outcomes, &found, &class).clone())
}

/// The outcome of the exception that holds; its own exceptions go first.
fn excepted(library: &Library, rule: &RuleId, given: &Assignment<'_>) -> Option<ChoiceId> {
    let holding = library.exceptions_of(rule).into_iter().filter_map(|other| match &other.body {
        Body::Exception(exception) if holds(library, &exception.when, given) => Some((other, exception)),
        _ => None,
    });
    holding
        .map(|(other, exception)| excepted(library, &other.id, given).unwrap_or_else(|| exception.then.clone()))
        .next()
}

fn table_outcome(library: &Library, table: &Table, given: &Assignment<'_>) -> Option<ChoiceId> {
    rows(library, table, given).first().map(|row| row.then.clone()).or_else(|| table.otherwise.clone())
}

/// The rows that hold.
pub fn rows<'t>(library: &Library, table: &'t Table, given: &Assignment<'_>) -> Vec<&'t Row> {
    table
        .rows
        .iter()
        .filter(|row| {
            table.columns.iter().zip(&row.cells).all(|(column, cell)| match cell {
                Cell::Free => true,
                Cell::Words(words) => input_holds(library, column, &Test::In(words.clone()), given),
                Cell::Range(range) => input_holds(library, column, &Test::Between(*range), given),
            })
        })
        .collect()
}

fn judged(library: &Library, judgement: &Judgement, given: &Assignment<'_>) -> Option<ChoiceId> {
    let kind = &judgement.fact.id;
    let Some(table) = judgement.proposed_by.as_ref().and_then(|table| library.rule(table)) else {
        return given.word(&Asked::Input(Input::fact(kind)));
    };
    let said = given.word(&Asked::Judged(kind.clone())).filter(|word| word.as_str() != NOT_JUDGED);
    said.or_else(|| {
        let proposed = outcome(library, table, given)?;
        let usable = proposed.as_str() == "does_not_apply" || judgement.fact.domain.words().contains(&proposed);
        if usable { Some(proposed) } else { given.word(&Asked::IfJudged(kind.clone())) }
    })
}

fn holds(library: &Library, condition: &Condition, given: &Assignment<'_>) -> bool {
    match condition {
        Condition::All(parts) => parts.iter().all(|part| holds(library, part, given)),
        Condition::Any(parts) => parts.iter().any(|part| holds(library, part, given)),
        Condition::Not(part) => !holds(library, part, given),
        Condition::Holds(input, test) => input_holds(library, input, test, given),
    }
}

fn input_holds(library: &Library, input: &Input, test: &Test, given: &Assignment<'_>) -> bool {
    if let (Input::Fact { kind, .. }, Test::In(words)) = (input, test)
        && let Some(rule) = library.rule_of_fact(kind)
    {
        return outcome(library, rule, given).is_some_and(|word| words.contains(&word));
    }
    given.fulfils(&Asked::Input(normal(library, input)), test)
}

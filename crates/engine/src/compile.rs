//! From rules to diagrams, when the packs load (S-22).

use crate::diagram::{Diagrams, Leaf, NodeRef, TooLarge};
use crate::gathered::Gathered;
use crate::stricter;
use crate::variable::{Asked, Variable};
use facts::{ChoiceId, RuleId};
use pack::{Body, Cell, Condition, Input, Judgement, Library, Reads, Rule, Table, Test};
use std::collections::{BTreeMap, BTreeSet};

/// A goal of more nodes is a pack error (S-22).
pub const MOST_NODES: usize = 50_000;

/// A goal rests on at most so many facts.
const MOST_VARIABLES: usize = 500;

/// Making a diagram also makes nodes that are thrown away again; this bounds the work, not the result.
const MOST_NODES_WHILE_MAKING: usize = 40 * MOST_NODES;

/// A goal, compiled.
#[derive(Clone, Debug)]
pub struct CompiledGoal {
    /// The rule.
    pub rule: RuleId,
    /// Its variables in the order of the diagram.
    pub variables: Vec<Variable>,
    /// The words of the leaves, from [`Leaf::FIRST_WORD`] on.
    words: Vec<ChoiceId>,
    /// The nodes.
    pub diagrams: Diagrams,
    /// The outcome as a function of the variables.
    pub root: NodeRef,
    /// For a judgement with a proposal: the outcome of the proposal.
    pub proposal: Option<NodeRef>,
}

impl CompiledGoal {
    /// The word of a leaf.
    pub fn word(&self, leaf: Leaf) -> Option<&ChoiceId> {
        leaf.0.checked_sub(Leaf::FIRST_WORD).and_then(|at| self.words.get(usize::from(at)))
    }

    /// The leaf of a word.
    pub fn leaf_of(&self, word: &str) -> Option<Leaf> {
        let at = self.words.iter().position(|known| known.as_str() == word)?;
        u16::try_from(at).ok().and_then(|at| at.checked_add(Leaf::FIRST_WORD)).map(Leaf)
    }

    /// The number of a variable.
    pub fn variable_of(&self, asked: &Asked) -> Option<u16> {
        self.variables.iter().position(|variable| variable.asked == *asked).and_then(|at| u16::try_from(at).ok())
    }
}

/// Compiles the goal of one rule.
///
/// # Errors
/// [`TooLarge`] when the diagram has more than [`MOST_NODES`] nodes.
pub(crate) fn compile(library: &Library, gathered: &Gathered, rule: &Rule) -> Result<CompiledGoal, TooLarge> {
    let mut compiler = Compiler::for_rules(library, gathered, &[rule]);
    // Walking a diagram goes as deep as it has variables.
    if compiler.variables.len() > MOST_VARIABLES {
        return Err(TooLarge { limit: MOST_VARIABLES, of: "facts" });
    }
    let root = compiler.outcome(rule)?;
    let proposal = match &rule.body {
        Body::Judgement(Judgement { proposed_by: Some(table), .. }) => match library.rule(table) {
            Some(table) => Some(compiler.outcome(table)?),
            None => None,
        },
        _ => None,
    };
    if compiler.diagrams.size(root) > MOST_NODES {
        return Err(TooLarge { limit: MOST_NODES, of: "nodes" });
    }
    let (diagrams, kept) =
        compiler.diagrams.keep_only(&[Some(root), proposal].into_iter().flatten().collect::<Vec<_>>())?;
    let root = kept.first().copied().unwrap_or(root);
    let proposal = proposal.and(kept.get(1).copied());
    Ok(CompiledGoal {
        rule: rule.id.clone(),
        variables: compiler.variables,
        words: compiler.words,
        diagrams,
        root,
        proposal,
    })
}

/// A combination for which two outcomes do not go together.
pub(crate) struct Clash {
    pub(crate) goal: CompiledGoal,
    pub(crate) way: BTreeMap<u16, usize>,
    pub(crate) outcomes: [ChoiceId; 2],
}

/// The first combination for which two exceptions to one rule clash, their own exceptions taken into account (S-14).
///
/// # Errors
/// [`TooLarge`], as for [`compile`].
pub(crate) fn clash(
    library: &Library,
    gathered: &Gathered,
    first: &Rule,
    second: &Rule,
) -> Result<Option<Clash>, TooLarge> {
    let mut compiler = Compiler::for_rules(library, gathered, &[first, second]);
    let (holds, then) = compiler.exception(first)?;
    let (other_holds, other_then) = compiler.exception(second)?;
    let both = compiler.diagrams.and(holds, other_holds)?;
    let differ = compiler.diagrams.compare(then, other_then, &|a, b| a != b)?;
    let root = compiler.diagrams.and(both, differ)?;
    let Compiler { variables, words, diagrams, .. } = compiler;
    let goal = CompiledGoal { rule: second.id.clone(), variables, words, diagrams, root, proposal: None };
    let Some(way) = goal.diagrams.way_to(root, Leaf::TRUE) else { return Ok(None) };
    let here = |number: u16| way.get(&number).copied().unwrap_or(0);
    let word = |node| goal.diagrams.evaluate(node, &here).and_then(|leaf| goal.word(leaf).cloned());
    let outcomes = word(then).zip(word(other_then)).map(|(one, other)| [one, other]);
    Ok(outcomes.map(|outcomes| Clash { goal, way, outcomes }))
}

/// The first combination for which a rule comes out in two libraries in a way that does not hold; what both read is
/// gathered together.
///
/// # Errors
/// [`TooLarge`], as for [`compile`].
pub(crate) fn difference(
    gathered: &Gathered,
    [first, second]: [&Library; 2],
    rule: &RuleId,
    holds: &dyn Fn(&ChoiceId, &ChoiceId) -> bool,
) -> Result<Option<Clash>, TooLarge> {
    let (Some(one), Some(other)) = (first.rule(rule), second.rule(rule)) else { return Ok(None) };
    let mut compiler = Compiler::for_rules(first, gathered, &[one]);
    if compiler.variables.len() > MOST_VARIABLES {
        return Err(TooLarge { limit: MOST_VARIABLES, of: "facts" });
    }
    let one = compiler.outcome(one)?;
    let mut compiler = Compiler { library: second, outcomes: BTreeMap::new(), ..compiler };
    let other = compiler.outcome(other)?;
    let words = compiler.words.clone();
    let word = |leaf: Leaf| leaf.0.checked_sub(Leaf::FIRST_WORD).and_then(|at| words.get(usize::from(at)));
    let fits = |a: Leaf, b: Leaf| word(a).zip(word(b)).is_some_and(|(a, b)| holds(a, b));
    let root = compiler.diagrams.compare(one, other, &fits)?;
    let Compiler { variables, words, diagrams, .. } = compiler;
    let goal = CompiledGoal { rule: rule.clone(), variables, words, diagrams, root, proposal: None };
    let Some(way) = goal.diagrams.way_to(root, Leaf::FALSE) else { return Ok(None) };
    let here = |number: u16| way.get(&number).copied().unwrap_or(0);
    let word = |node| goal.diagrams.evaluate(node, &here).and_then(|leaf| goal.word(leaf).cloned());
    let outcomes = word(one).zip(word(other)).map(|(one, other)| [one, other]);
    Ok(outcomes.map(|outcomes| Clash { goal, way, outcomes }))
}

struct Compiler<'l> {
    library: &'l Library,
    gathered: &'l Gathered,
    /// The numbers that the variables have among those of the library, in the same order.
    numbers: Vec<usize>,
    variables: Vec<Variable>,
    words: Vec<ChoiceId>,
    diagrams: Diagrams,
    outcomes: BTreeMap<RuleId, NodeRef>,
}

impl<'l> Compiler<'l> {
    fn for_rules(library: &'l Library, gathered: &'l Gathered, rules: &[&Rule]) -> Self {
        let (numbers, variables) = gathered.variables_of(rules).into_iter().unzip();
        Self {
            library,
            gathered,
            numbers,
            variables,
            words: Vec::new(),
            diagrams: Diagrams::new(MOST_NODES_WHILE_MAKING),
            outcomes: BTreeMap::new(),
        }
    }

    /// The outcome of a rule with its exceptions.
    fn outcome(&mut self, rule: &Rule) -> Result<NodeRef, TooLarge> {
        if let Some(found) = self.outcomes.get(&rule.id) {
            return Ok(*found);
        }
        let plain = match &rule.body {
            Body::Table(table) => self.table(table)?,
            Body::Judgement(judgement) => self.judgement(judgement)?,
            Body::Deadline(deadline) => {
                let owed = match &deadline.trigger {
                    Some(trigger) => self.condition(trigger)?,
                    None => self.diagrams.leaf(Leaf::TRUE)?,
                };
                self.either(owed, "owed", "does_not_apply")?
            }
            _ => {
                let holds = match rule.condition() {
                    Some(condition) => self.condition(condition)?,
                    None => self.diagrams.leaf(Leaf::TRUE)?,
                };
                self.either(holds, "yes", "no")?
            }
        };
        let excepted = self.with_exceptions(&rule.id, plain)?;
        let outcome = self.raised(rule, excepted)?;
        self.outcomes.insert(rule.id.clone(), outcome);
        Ok(outcome)
    }

    /// Where an exception holds, its outcome replaces that of the rule; an exception may itself be excepted (S-14).
    fn with_exceptions(&mut self, rule: &RuleId, plain: NodeRef) -> Result<NodeRef, TooLarge> {
        let mut outcome = plain;
        for other in self.library.exceptions_of(rule) {
            let (holds, then) = self.exception(other)?;
            outcome = self.diagrams.choose(holds, then, outcome)?;
        }
        Ok(outcome)
    }

    /// Where an alarm item is yes that a service raised, the urgency is at least the class of that item (S-38).
    fn raised(&mut self, rule: &Rule, excepted: NodeRef) -> Result<NodeRef, TooLarge> {
        let mut outcome = excepted;
        for (item, class) in stricter::raised_in(self.library, &rule.id) {
            let outcomes = rule.outcomes();
            let item = self.outcome(item)?;
            let yes = self.leaf("yes");
            let holds = self.diagrams.relabel(item, &|leaf| if leaf == yes { Leaf::TRUE } else { Leaf::FALSE })?;
            let raised: BTreeMap<Leaf, Leaf> = outcomes
                .iter()
                .map(|word| (self.leaf(word.as_str()), self.leaf(stricter::at_least(&outcomes, word, &class).as_str())))
                .collect();
            let at_least = self.diagrams.relabel(outcome, &|leaf| raised.get(&leaf).copied().unwrap_or(leaf))?;
            outcome = self.diagrams.choose(holds, at_least, outcome)?;
        }
        Ok(outcome)
    }

    /// When an exception holds, and its outcome with its own exceptions.
    fn exception(&mut self, rule: &Rule) -> Result<(NodeRef, NodeRef), TooLarge> {
        let Body::Exception(exception) = &rule.body else {
            let never = self.diagrams.leaf(Leaf::FALSE)?;
            return Ok((never, never));
        };
        let holds = self.condition(&exception.when)?;
        let then = self.word(exception.then.as_str())?;
        Ok((holds, self.with_exceptions(&rule.id, then)?))
    }

    fn word(&mut self, word: &str) -> Result<NodeRef, TooLarge> {
        let leaf = self.leaf(word);
        self.diagrams.leaf(leaf)
    }

    fn leaf(&mut self, word: &str) -> Leaf {
        let at = self.words.iter().position(|known| known.as_str() == word).unwrap_or_else(|| {
            self.words.push(ChoiceId::new(word));
            self.words.len().saturating_sub(1)
        });
        Leaf(u16::try_from(at).unwrap_or(u16::MAX).saturating_add(Leaf::FIRST_WORD))
    }

    fn either(&mut self, condition: NodeRef, yes: &str, no: &str) -> Result<NodeRef, TooLarge> {
        let (yes, no) = (self.word(yes)?, self.word(no)?);
        self.diagrams.choose(condition, yes, no)
    }

    /// Rows do not overlap unless their outcomes are equal, so their order does not matter (S-13).
    fn table(&mut self, table: &Table) -> Result<NodeRef, TooLarge> {
        let fallback = table.otherwise.clone().or_else(|| table.rows.last().map(|row| row.then.clone()));
        let mut outcome = self.word(fallback.as_ref().map_or("", ChoiceId::as_str))?;
        for row in table.rows.iter().rev() {
            let mut holds = Vec::new();
            for (column, cell) in table.columns.iter().zip(&row.cells) {
                match cell {
                    Cell::Free => {}
                    Cell::Words(words) => holds.push(self.test(column, &Test::In(words.clone()))?),
                    Cell::Range(range) => holds.push(self.test(column, &Test::Between(*range))?),
                }
            }
            let holds = self.fold(holds, true)?;
            let then = self.word(row.then.as_str())?;
            outcome = self.diagrams.choose(holds, then, outcome)?;
        }
        Ok(outcome)
    }

    /// The judgement if there is one, else the proposal; where the proposal is no value of the judgement, what
    /// would be judged (S-18).
    fn judgement(&mut self, judgement: &Judgement) -> Result<NodeRef, TooLarge> {
        let values = judgement.fact.domain.words();
        let proposal = judgement.proposed_by.as_ref().and_then(|table| self.library.rule(table));
        let Some(table) = proposal else {
            return self.pick(&Asked::Input(Input::fact(&judgement.fact.id)), &values);
        };
        let proposed = self.outcome(table)?;
        let if_judged = self.pick(&Asked::IfJudged(judgement.fact.id.clone()), &values)?;
        let usable: BTreeSet<Leaf> = values.iter().map(|value| self.leaf(value.as_str())).collect();
        let does_not_apply = self.leaf("does_not_apply");
        let proposes = self.diagrams.relabel(proposed, &|leaf| {
            if usable.contains(&leaf) || leaf == does_not_apply { Leaf::TRUE } else { Leaf::FALSE }
        })?;
        let unjudged = self.diagrams.choose(proposes, proposed, if_judged)?;
        let mut outcome = unjudged;
        for value in &values {
            let said = self.class_test(&Asked::Judged(judgement.fact.id.clone()), value.as_str())?;
            let word = self.word(value.as_str())?;
            outcome = self.diagrams.choose(said, word, outcome)?;
        }
        Ok(outcome)
    }

    /// The variable itself as an outcome.
    fn pick(&mut self, asked: &Asked, values: &[ChoiceId]) -> Result<NodeRef, TooLarge> {
        let mut outcome = self.word(values.last().map_or("", ChoiceId::as_str))?;
        for value in values.iter().rev().skip(1) {
            let said = self.class_test(asked, value.as_str())?;
            let word = self.word(value.as_str())?;
            outcome = self.diagrams.choose(said, word, outcome)?;
        }
        Ok(outcome)
    }

    fn class_test(&mut self, asked: &Asked, word: &str) -> Result<NodeRef, TooLarge> {
        self.variable_test(asked, &Test::word(word))
    }

    fn variable_test(&mut self, asked: &Asked, test: &Test) -> Result<NodeRef, TooLarge> {
        let found = self.gathered.number(asked).and_then(|number| self.numbers.binary_search(&number).ok());
        let known = found.and_then(|at| Some((u16::try_from(at).ok()?, self.variables.get(at)?)));
        match known {
            Some((number, variable)) => {
                let (size, values) = (variable.classes.len(), variable.classes.fulfilling(test));
                self.diagrams.test(number, size, &values)
            }
            None => self.diagrams.leaf(Leaf::FALSE),
        }
    }

    fn condition(&mut self, condition: &Condition) -> Result<NodeRef, TooLarge> {
        match condition {
            Condition::All(parts) => {
                let parts = parts.iter().map(|part| self.condition(part)).collect::<Result<Vec<_>, _>>()?;
                self.fold(parts, true)
            }
            Condition::Any(parts) => {
                let parts = parts.iter().map(|part| self.condition(part)).collect::<Result<Vec<_>, _>>()?;
                self.fold(parts, false)
            }
            Condition::Not(part) => {
                let part = self.condition(part)?;
                self.diagrams.not(part)
            }
            Condition::Holds(input, test) => self.test(input, test),
        }
    }

    /// Groups are folded two at a time, halves first, which keeps what is made on the way small (S-22).
    fn fold(&mut self, parts: Vec<NodeRef>, all: bool) -> Result<NodeRef, TooLarge> {
        let mut layer = parts;
        while layer.len() > 1 {
            layer = layer
                .chunks(2)
                .map(|pair| match pair {
                    [a, b] if all => self.diagrams.and(*a, *b),
                    [a, b] => self.diagrams.or(*a, *b),
                    other => other.first().copied().map_or_else(|| self.diagrams.leaf(Leaf::FALSE), Ok),
                })
                .collect::<Result<Vec<_>, _>>()?;
        }
        match layer.first() {
            Some(only) => Ok(*only),
            None => self.diagrams.leaf(if all { Leaf::TRUE } else { Leaf::FALSE }),
        }
    }

    /// An input held against a test: a variable, or the outcome of another rule.
    fn test(&mut self, input: &Input, test: &Test) -> Result<NodeRef, TooLarge> {
        if let (Input::Fact { kind, .. }, Test::In(words)) = (input, test)
            && let Some(rule) = self.library.rule_of_fact(kind)
        {
            let outcome = self.outcome(rule)?;
            let wanted: BTreeSet<Leaf> = words.iter().map(|word| self.leaf(word.as_str())).collect();
            return self
                .diagrams
                .relabel(outcome, &|leaf| if wanted.contains(&leaf) { Leaf::TRUE } else { Leaf::FALSE });
        }
        self.variable_test(&Asked::Input(normal(self.library, input)), test)
    }
}

/// Alarm facts are read `ever`, whatever the rule says (S-9).
pub(crate) fn normal(library: &Library, input: &Input) -> Input {
    match input {
        Input::Fact { kind, of, .. } if library.declaration(kind).is_some_and(|declaration| declaration.alarm) => {
            Input::Fact { kind: kind.clone(), reads: Reads::Ever, of: *of }
        }
        other => other.clone(),
    }
}

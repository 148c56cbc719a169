//! What the rules of a library read, gathered once for all goals: their variables, in the one order of all diagrams (S-22).

use crate::compile::normal;
use crate::variable::{Asked, NOT_JUDGED, Rank, Variable};
use facts::{ChoiceId, FactKindId, RuleId};
use pack::classes::{Classes, Span};
use pack::{Body, Cell, Condition, Input, Interval, Library, Rule, Test};
use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// All variables of a library, and which of them each rule reads.
#[derive(Debug)]
pub(crate) struct Gathered {
    /// In the order of the diagrams.
    all: Vec<Uncut>,
    numbers: FxHashMap<Asked, usize>,
    rules: FxHashMap<RuleId, Direct>,
}

/// A variable before it is cut at the bounds that one goal uses.
#[derive(Debug)]
struct Uncut {
    asked: Asked,
    span: Span,
    whole: Arc<Classes>,
}

/// What one rule reads itself: variables by their number, with the bounds they are held against, and other rules.
#[derive(Debug, Default)]
struct Direct {
    variables: Vec<(usize, Option<Interval>)>,
    rules: Vec<RuleId>,
}

/// One thing that a rule reads.
enum Read {
    Variable(Asked, Option<Interval>),
    Rule(RuleId),
}

impl Gathered {
    pub(crate) fn of(library: &Library) -> Self {
        Self::of_both(library, None)
    }

    /// What a rule reads in one of two libraries it counts as reading in both: for holding the two against each other. The
    /// first declares all that the other does.
    pub(crate) fn of_both(library: &Library, other: Option<&Library>) -> Self {
        let libraries = std::iter::once(library).chain(other);
        let rules = libraries.flat_map(|library| library.rules().map(move |rule| (library, rule)));
        let read: Vec<(&RuleId, Vec<Read>)> = rules.map(|(library, rule)| (&rule.id, read_by(library, rule))).collect();
        let order = question_order(library);
        let each: FxHashSet<&Asked> = read.iter().flat_map(|(_, read)| read).filter_map(Read::variable).collect();
        let ranked: BTreeSet<Rank> = each.into_iter().map(|asked| rank(&order, asked.clone())).collect();
        let all: Vec<Uncut> = ranked.into_iter().map(|Rank(_, _, asked)| Uncut::of(library, asked)).collect();
        let numbers: FxHashMap<Asked, usize> =
            all.iter().enumerate().map(|(number, variable)| (variable.asked.clone(), number)).collect();
        let mut rules: FxHashMap<RuleId, Direct> = FxHashMap::default();
        for (rule, read) in read {
            let direct = rules.entry(rule.clone()).or_default();
            for read in read {
                match read {
                    Read::Variable(asked, range) => {
                        direct.variables.extend(numbers.get(&asked).map(|number| (*number, range)));
                    }
                    Read::Rule(rule) => direct.rules.push(rule),
                }
            }
        }
        Self { all, numbers, rules }
    }

    /// The classes of a variable that no goal cuts.
    pub(crate) fn whole(&self, asked: &Asked) -> Option<&Arc<Classes>> {
        self.all.get(self.number(asked)?).map(|variable| &variable.whole)
    }

    /// The number of a variable among those of the library.
    pub(crate) fn number(&self, asked: &Asked) -> Option<usize> {
        self.numbers.get(asked).copied()
    }

    /// Everything that some rules rest on, themselves or through other rules, by number and cut at the bounds they use.
    pub(crate) fn variables_of(&self, rules: &[&Rule]) -> BTreeMap<usize, Variable> {
        let mut ranges: BTreeMap<usize, BTreeSet<Interval>> = BTreeMap::new();
        let mut seen = FxHashSet::default();
        let mut ahead: Vec<&RuleId> = rules.iter().map(|rule| &rule.id).collect();
        while let Some(rule) = ahead.pop() {
            let Some(direct) = self.rules.get(rule).filter(|_| seen.insert(rule)) else { continue };
            for (number, range) in &direct.variables {
                ranges.entry(*number).or_default().extend(range);
            }
            ahead.extend(&direct.rules);
        }
        ranges.iter().filter_map(|(number, ranges)| Some((*number, self.all.get(*number)?.cut(ranges)))).collect()
    }
}

impl Uncut {
    fn of(library: &Library, asked: Asked) -> Self {
        let span = span_of(library, &asked).unwrap_or(Span::Words(Vec::new()));
        let whole = Arc::new(Classes::cut(&span, []));
        Self { asked, span, whole }
    }

    /// Where nothing is to be cut, all goals share the same classes.
    fn cut(&self, ranges: &BTreeSet<Interval>) -> Variable {
        let classes = if ranges.is_empty() { self.whole.clone() } else { Arc::new(Classes::cut(&self.span, ranges)) };
        Variable { asked: self.asked.clone(), classes }
    }
}

fn span_of(library: &Library, asked: &Asked) -> Option<Span> {
    match asked {
        Asked::Input(Input::Fact { kind, .. }) => {
            library.declaration(kind).and_then(|declaration| Span::of_domain(&declaration.domain))
        }
        Asked::Input(input) => library.span_of(input),
        Asked::Judged(kind) | Asked::IfJudged(kind) => {
            let mut words = library.declaration(kind).map(|declaration| declaration.domain.words()).unwrap_or_default();
            if matches!(asked, Asked::Judged(_)) {
                words.push(ChoiceId::new(NOT_JUDGED));
            }
            Some(Span::Words(words))
        }
    }
}

impl Read {
    fn of_input(library: &Library, input: &Input, range: Option<Interval>) -> Self {
        if let Input::Fact { kind, .. } = input
            && let Some(rule) = library.rule_of_fact(kind)
        {
            return Read::Rule(rule.id.clone());
        }
        Read::Variable(Asked::Input(normal(library, input)), range)
    }

    fn variable(&self) -> Option<&Asked> {
        match self {
            Read::Variable(asked, _) => Some(asked),
            Read::Rule(_) => None,
        }
    }
}

fn read_by(library: &Library, rule: &Rule) -> Vec<Read> {
    let mut read = Vec::new();
    match &rule.body {
        Body::Table(table) => {
            for (at, column) in table.columns.iter().enumerate() {
                read.push(Read::of_input(library, column, None));
                for row in &table.rows {
                    if let Some(Cell::Range(range)) = row.cells.get(at) {
                        read.push(Read::of_input(library, column, Some(*range)));
                    }
                }
            }
        }
        Body::Judgement(judgement) => match judgement.proposed_by.as_ref().and_then(|table| library.rule(table)) {
            Some(table) => {
                read.push(Read::Variable(Asked::Judged(judgement.fact.id.clone()), None));
                read.push(Read::Variable(Asked::IfJudged(judgement.fact.id.clone()), None));
                read.push(Read::Rule(table.id.clone()));
            }
            None => read.push(Read::Variable(Asked::Input(Input::fact(&judgement.fact.id)), None)),
        },
        _ => {
            for (input, test) in rule.condition().map(Condition::tests).unwrap_or_default() {
                let range = if let Test::Between(range) = test { Some(*range) } else { None };
                read.push(Read::of_input(library, input, range));
            }
        }
    }
    read.extend(library.exceptions_of(&rule.id).into_iter().map(|exception| Read::Rule(exception.id.clone())));
    read
}

fn question_order(library: &Library) -> BTreeMap<FactKindId, usize> {
    let asked = library.questions().flat_map(|rule| match &rule.body {
        Body::Question(question) => question.facts.iter().map(|fact| fact.id.clone()).collect(),
        _ => Vec::new(),
    });
    let judged = library.goals().iter().map(|id| FactKindId::new(id.as_str()));
    let mut order = BTreeMap::new();
    for (at, kind) in asked.chain(judged).enumerate() {
        order.entry(kind).or_insert(at);
    }
    order
}

fn rank(order: &BTreeMap<FactKindId, usize>, asked: Asked) -> Rank {
    let place = asked.fact().and_then(|kind| order.get(kind)).copied().unwrap_or(usize::MAX);
    let group = match &asked {
        Asked::Input(Input::Calendar(_)) => 0,
        Asked::Input(Input::Known(_)) => 1,
        Asked::Input(Input::Fact { .. }) | Asked::Judged(_) => 2,
        Asked::Input(Input::Same(_) | Input::Aggregate(_)) => 3,
        Asked::IfJudged(_) => 4,
    };
    Rank(group, place, asked)
}

//! What would change this (S-26 to S-29): the smallest sets of answers under which a goal comes out otherwise. Exact,
//! and found only when somebody asks.
//!
//! Nothing is guessed about what an answer does to a fact: each answer is supposed to have been given, and read by the
//! same reader that reads what was.

use crate::compile::CompiledGoal;
use crate::diagram::Leaf;
use crate::known::{Known, Members};
use crate::reading::Reading;
use crate::rulebook::Rulebook;
use crate::situation::{Decision, DecisionChoice, Situation};
use crate::variable::{Asked, NOT_JUDGED, Variable};
use facts::{
    ChoiceId, Decimal, FactId, FactKindId, PersonId, Recorded, Role, RuleId, Said, Statement, StatementId, Value,
};
use pack::{Declaration, Input, Interval, Library, Reads, ValueDomain};
use std::collections::BTreeSet;

/// At most so many facts change together (S-28).
pub const MOST_CHANGED: usize = 3;

/// What would change one goal, as two lists that are never mixed (S-26). Both stand by size, then in the order of the
/// questions; both are complete for sets of at most [`MOST_CHANGED`] facts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// Sets of facts that are unknown now.
    pub still_open: Vec<ChangeSet>,
    /// Sets of which at least one fact is known now.
    pub recorded_otherwise: Vec<ChangeSet>,
}

/// Some answers that together decide the goal otherwise, whatever is still unknown beside them; no part of them does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChangeSet {
    /// The answers, in the order of the questions.
    pub answers: Vec<NewAnswer>,
    /// How the goal is decided then.
    pub outcome: ChoiceId,
}

/// One answer that nobody gave.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewAnswer {
    /// The fact.
    pub fact: FactId,
    /// The answer.
    pub value: NewValue,
    /// The fact is known now, with another value.
    pub recorded: bool,
    /// An alarm sign that was stated: only a physician's judgement lifts it (S-9, S-27).
    pub by_physician: bool,
}

/// A word, or numbers that all make the same difference.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NewValue {
    /// A word of a closed list.
    Word(ChoiceId),
    /// Any number of an interval.
    Within(Interval),
}

/// All change sets of one goal of at most [`MOST_CHANGED`] facts; none where the rule is no goal.
pub fn changes(rulebook: &Rulebook, situation: &Situation, rule: &RuleId, members: &Members) -> Option<Changes> {
    let goal = rulebook.goal(rule)?;
    let search = Search::new(rulebook.library(), situation, goal, members);
    let mut changes = Changes::default();
    for (answers, leaf) in search.minimal_sets() {
        let Some(outcome) = goal.word(leaf).cloned() else { continue };
        let answers: Vec<NewAnswer> = answers.iter().filter_map(|answer| search.told(*answer)).collect();
        let list = match answers.iter().any(|answer| answer.recorded) {
            false => &mut changes.still_open,
            true => &mut changes.recorded_otherwise,
        };
        list.push(ChangeSet { answers, outcome });
    }
    Some(changes)
}

/// A fact that can be answered otherwise.
struct Changeable {
    fact: FactId,
    /// The variables of the goal that rest on it.
    touches: BTreeSet<usize>,
    answers: Vec<Supposed>,
}

/// One answer to it, and what the variables that rest on it would be.
struct Supposed {
    told: NewAnswer,
    given: Given,
    classes: Vec<(usize, Option<usize>)>,
}

/// How an answer would come about.
#[derive(Clone)]
enum Given {
    /// Somebody states it.
    Stated(FactId, Value),
    /// A physician sets aside who stated the contrary.
    SetAside(BTreeSet<StatementId>),
}

/// The place of a fact among the changeable ones, and of an answer among its answers.
type Answer = (usize, usize);

struct Search<'a> {
    library: &'a Library,
    situation: &'a Situation,
    goal: &'a CompiledGoal,
    members: &'a Members,
    /// The class of every variable now.
    now: Vec<Option<usize>>,
    outcome_now: Option<Leaf>,
    changeable: Vec<Changeable>,
}

impl<'a> Search<'a> {
    fn new(library: &'a Library, situation: &'a Situation, goal: &'a CompiledGoal, members: &'a Members) -> Self {
        let known = Known::new(library, situation);
        let now: Vec<Option<usize>> = goal.variables.iter().map(|variable| known.class_of(variable, members)).collect();
        let mut search = Self { library, situation, goal, members, now, outcome_now: None, changeable: Vec::new() };
        search.outcome_now = search.decided(&search.now);
        for variable in &goal.variables {
            if let Some(changeable) = search.changeable_by(variable, &known)
                && !search.changeable.iter().any(|other| other.fact == changeable.fact)
            {
                search.changeable.push(changeable);
            }
        }
        search
    }

    /// The outcome, when one is left whatever the unknown variables turn out to be.
    fn decided(&self, classes: &[Option<usize>]) -> Option<Leaf> {
        self.goal.diagrams.only_leaf(self.goal.root, &|number| classes.get(usize::from(number)).copied().flatten())
    }

    /// S-27: answers and judgements; no dates, ages, folds and proposals, and nothing that is fixed.
    fn changeable_by(&self, variable: &Variable, known: &Known<'_>) -> Option<Changeable> {
        let (kind, of) = match &variable.asked {
            Asked::Input(Input::Fact { kind, of, .. }) => (kind, *of),
            Asked::Judged(kind) => (kind, pack::Slot::Own),
            Asked::Input(_) | Asked::IfJudged(_) => return None,
        };
        let declaration = self.library.declaration(kind).filter(|declaration| !declaration.fixed)?;
        let fact = known.fact(kind, of, self.members);
        let reads = if declaration.alarm { Reads::Ever } else { Reads::Latest };
        let reading = known.reader().read(&fact, reads);
        let recorded = reading.value().is_some();
        let touches: BTreeSet<usize> =
            (0..).zip(&self.goal.variables).filter(|(_, other)| self.rests_on(other, kind)).map(|(at, _)| at).collect();
        let now = known.class_of(variable, self.members);
        let others = (0..variable.classes.len()).filter(|class| Some(*class) != now);
        let answers = others
            .filter(|class| variable.classes.name(*class) != NOT_JUDGED)
            .filter_map(|class| {
                let value = new_value(variable, class);
                let given = given(&fact, declaration, &reading, &value)?;
                let by_physician = matches!(given, Given::SetAside(_));
                let told = NewAnswer { fact: fact.clone(), value, recorded, by_physician };
                let classes = self.classes_if(std::slice::from_ref(&given), &touches);
                Some(Supposed { told, given, classes })
            })
            .collect();
        Some(Changeable { fact, touches, answers })
    }

    /// Whether a variable rests on a fact of this kind, itself or through a fact that it implies.
    fn rests_on(&self, variable: &Variable, kind: &FactKindId) -> bool {
        let mut said = BTreeSet::from([kind.clone()]);
        let mut at = kind;
        while let Some(implied) = self.library.declaration(at).and_then(|declaration| declaration.implies.as_ref()) {
            if !said.insert(implied.clone()) {
                break;
            }
            at = implied;
        }
        match &variable.asked {
            Asked::Input(input) => self.library.facts_of_input(input).iter().any(|read| said.contains(read)),
            Asked::Judged(judged) | Asked::IfJudged(judged) => said.contains(judged),
        }
    }

    /// The classes that some variables would have if these answers had been given.
    fn classes_if(&self, given: &[Given], variables: &BTreeSet<usize>) -> Vec<(usize, Option<usize>)> {
        let supposed = suppose(self.situation, &self.goal.rule, given);
        let known = Known::new(self.library, &supposed);
        let class = |at: &usize| {
            let variable = self.goal.variables.get(*at)?;
            Some((*at, known.class_of(variable, self.members)))
        };
        variables.iter().filter_map(class).collect()
    }

    /// The classes of all variables if these answers had been given together.
    fn classes_with(&self, set: &[Answer]) -> Vec<Option<usize>> {
        let mut classes = self.now.clone();
        let mut put = |changed: &[(usize, Option<usize>)]| {
            for (at, class) in changed {
                if let Some(variable) = classes.get_mut(*at) {
                    *variable = *class;
                }
            }
        };
        let chosen: Vec<(&Changeable, &Supposed)> = set.iter().filter_map(|answer| self.chosen(*answer)).collect();
        chosen.iter().for_each(|(_, supposed)| put(&supposed.classes));
        // What rests on several of them is read with all of them given.
        let mut once = BTreeSet::new();
        let touched = chosen.iter().flat_map(|(changeable, _)| &changeable.touches);
        let shared: BTreeSet<usize> = touched.filter(|at| !once.insert(**at)).copied().collect();
        if !shared.is_empty() {
            let given: Vec<Given> = chosen.iter().map(|(_, supposed)| supposed.given.clone()).collect();
            put(&self.classes_if(&given, &shared));
        }
        classes
    }

    fn chosen(&self, (fact, answer): Answer) -> Option<(&Changeable, &Supposed)> {
        let changeable = self.changeable.get(fact)?;
        Some((changeable, changeable.answers.get(answer)?))
    }

    fn told(&self, answer: Answer) -> Option<NewAnswer> {
        self.chosen(answer).map(|(_, supposed)| supposed.told.clone())
    }

    /// All sets of answers that decide the goal otherwise and of which no part does, with what they decide.
    fn minimal_sets(&self) -> Vec<(Vec<Answer>, Leaf)> {
        let mut found = Found::default();
        for size in 1..=MOST_CHANGED {
            self.extend(&mut Vec::new(), size, &mut found);
        }
        found.sets
    }

    /// Goes through all sets of a size that begin with these answers.
    fn extend(&self, set: &mut Vec<Answer>, size: usize, found: &mut Found) {
        if set.len() == size {
            let decided = self.decided(&self.classes_with(set));
            if let Some(leaf) = decided.filter(|leaf| Some(*leaf) != self.outcome_now) {
                found.add(set, leaf);
            }
            return;
        }
        let first = set.last().map_or(0, |(fact, _)| fact + 1);
        let matter = self.can_matter_after(set);
        for (fact, changeable) in self.changeable.iter().enumerate().skip(first) {
            // Without a say in the outcome it would be a part that can be left out.
            if changeable.touches.is_disjoint(&matter) {
                continue;
            }
            for answer in 0..changeable.answers.len() {
                set.push((fact, answer));
                if !found.has_part_of(set) {
                    self.extend(set, size, found);
                }
                set.pop();
            }
        }
    }

    /// The variables that can still matter once these answers are given and every other changeable fact is free.
    fn can_matter_after(&self, set: &[Answer]) -> BTreeSet<usize> {
        let classes = self.classes_with(set);
        let given: BTreeSet<usize> = set.iter().map(|(fact, _)| *fact).collect();
        let others = (0..).zip(&self.changeable).filter(|(at, _)| !given.contains(at));
        let free: BTreeSet<usize> = others.flat_map(|(_, changeable)| &changeable.touches).copied().collect();
        let known = |number: u16| {
            let at = usize::from(number);
            classes.get(at).copied().flatten().filter(|_| !free.contains(&at))
        };
        self.goal.diagrams.reached(self.goal.root, &known).into_iter().map(usize::from).collect()
    }
}

/// The minimal sets found so far: smaller ones first.
#[derive(Default)]
struct Found {
    sets: Vec<(Vec<Answer>, Leaf)>,
    parts: BTreeSet<Vec<Answer>>,
}

impl Found {
    fn add(&mut self, set: &[Answer], leaf: Leaf) {
        self.parts.insert(set.to_vec());
        self.sets.push((set.to_vec(), leaf));
    }

    /// Whether a set found earlier is a part of this one.
    fn has_part_of(&self, set: &[Answer]) -> bool {
        let parts = (1..1usize << set.len()).map(|chosen| {
            let part = set.iter().enumerate().filter(|(at, _)| chosen >> at & 1 == 1);
            part.map(|(_, answer)| *answer).collect::<Vec<_>>()
        });
        !self.parts.is_empty() && parts.into_iter().any(|part| self.parts.contains(&part))
    }
}

fn new_value(variable: &Variable, class: usize) -> NewValue {
    match variable.classes.interval(class) {
        Some(interval) => NewValue::Within(interval),
        None => NewValue::Word(ChoiceId::new(variable.classes.name(class))),
    }
}

/// How an answer would come about; none where no such answer exists.
fn given(fact: &FactId, declaration: &Declaration, reading: &Reading, value: &NewValue) -> Option<Given> {
    match reading {
        Reading::Known { value: said, by } if declaration.alarm && *said == Value::yes() => {
            Some(Given::SetAside(by.iter().cloned().collect()))
        }
        _ => Some(Given::Stated(fact.clone(), value_of(&declaration.domain, value)?)),
    }
}

fn value_of(domain: &ValueDomain, value: &NewValue) -> Option<Value> {
    let number = match value {
        NewValue::Word(word) => return domain.value_of(pack::Written::Word(word.as_str())),
        NewValue::Within(interval) => some_number_in(interval)?,
    };
    match domain {
        ValueDomain::Number { whole: true, .. } => number.to_string().parse().ok().map(Value::Whole),
        ValueDomain::Number { .. } => Some(Value::Decimal(number)),
        _ => None,
    }
}

/// An end that is counted in, else the middle.
fn some_number_in(interval: &Interval) -> Option<Decimal> {
    match (interval.lower, interval.upper) {
        (Some((end, true)), _) | (_, Some((end, true))) => Some(end),
        (Some((low, false)), Some((high, false))) => Some((low + high) / Decimal::TWO),
        (Some((low, false)), None) => Some(low + Decimal::ONE),
        (None, Some((high, false))) => Some(high - Decimal::ONE),
        (None, None) => Some(Decimal::ZERO),
    }
}

/// The situation as it would be if these answers had been given, instead of what was said about the same facts.
fn suppose(situation: &Situation, rule: &RuleId, given: &[Given]) -> Situation {
    let mut supposed = situation.clone();
    for answer in given {
        match answer {
            Given::Stated(fact, value) => {
                supposed.statements.retain(|statement| statement.fact != *fact || statement.said == Said::Nothing);
                supposed.statements.push(statement(situation, fact, value));
            }
            Given::SetAside(stated) => supposed.decisions.push(setting_aside(situation, rule, stated)),
        }
    }
    supposed
}

fn statement(situation: &Situation, fact: &FactId, value: &Value) -> Statement {
    Statement {
        id: StatementId::new("supposed"),
        fact: fact.clone(),
        said: Said::Value(value.clone()),
        about: situation.on,
        until: None,
        recorded: last_moment(situation),
        by: PersonId::new("nobody"),
        role: Role::Bedrijfsarts,
        told_by: None,
        replaces: None,
        withdraws: None,
        reason: None,
        group_answer: false,
    }
}

fn setting_aside(situation: &Situation, rule: &RuleId, stated: &BTreeSet<StatementId>) -> Decision {
    Decision {
        id: StatementId::new("supposed"),
        rule: rule.clone(),
        subject: None,
        choice: DecisionChoice::SetAside,
        outcome: None,
        sets_aside: stated.clone(),
        reason_code: None,
        reason: None,
        about: situation.on,
        recorded: last_moment(situation),
        by: PersonId::new("nobody"),
        role: Role::Bedrijfsarts,
        supersedes: None,
    }
}

fn last_moment(situation: &Situation) -> Recorded {
    Recorded { day: situation.known_on, sequence: u32::MAX }
}

//! The order of questions held against the best there is (S-24): how many questions more it asks, at worst and on average,
//! on goals with at most eight unknown facts. The table in `docs/interview.md` is made here.

use crate::asked::Asked;
use crate::properties::for_all;
use crate::shipped;
use crate::small::Small;
use crate::told::{TODAY, day};
use engine::{CompiledGoal, LeftOpen, Next, Rulebook, Situation};
use facts::{Decimal, Role};
use proptest::prelude::*;
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet, VecDeque};

/// A function of a few answers: how many answers each fact has, and the outcome of every combination.
struct Function {
    sizes: Vec<usize>,
    outcomes: Vec<usize>,
}

/// How many questions it takes at worst, and on average where all answers are as likely.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Cost {
    worst: u32,
    mean: Decimal,
}

const NOTHING: Cost = Cost { worst: 0, mean: Decimal::ZERO };

impl Function {
    fn outcome(&self, answers: &[usize]) -> usize {
        let at = answers.iter().zip(&self.sizes).fold(0, |at, (answer, size)| at * size + answer);
        self.outcomes[at]
    }

    /// The outcome that all ways to fill in what is unknown agree on.
    fn decided(&self, known: &mut Vec<Option<usize>>) -> Option<usize> {
        match known.iter().position(Option::is_none) {
            None => Some(self.outcome(&known.iter().map(|answer| answer.unwrap()).collect::<Vec<_>>())),
            Some(free) => {
                let mut found = None;
                for answer in 0..self.sizes[free] {
                    known[free] = Some(answer);
                    let outcome = self.decided(known);
                    known[free] = None;
                    if outcome.is_none() || found.is_some_and(|found| Some(found) != outcome) {
                        return None;
                    }
                    found = outcome;
                }
                found
            }
        }
    }

    /// The best worst case and the best average that any order of asking can reach.
    fn best(&self, known: &mut Vec<Option<usize>>, memo: &mut BTreeMap<Vec<Option<usize>>, Cost>) -> Cost {
        if let Some(found) = memo.get(known) {
            return *found;
        }
        let mut best: Option<Cost> = None;
        if self.decided(known).is_none() {
            for fact in 0..self.sizes.len() {
                if known[fact].is_some() {
                    continue;
                }
                let cost = self.asked(fact, known, &mut |known| self.best(known, memo));
                best =
                    Some(best.map_or(cost, |best| Cost {
                        worst: best.worst.min(cost.worst),
                        mean: best.mean.min(cost.mean),
                    }));
            }
        }
        let best = best.unwrap_or(NOTHING);
        memo.insert(known.clone(), best);
        best
    }

    /// What it costs to ask a fact first and then to go on.
    fn asked(
        &self,
        fact: usize,
        known: &mut Vec<Option<usize>>,
        go_on: &mut dyn FnMut(&mut Vec<Option<usize>>) -> Cost,
    ) -> Cost {
        let (mut worst, mut sum) = (0, Decimal::ZERO);
        for answer in 0..self.sizes[fact] {
            known[fact] = Some(answer);
            let after = go_on(known);
            known[fact] = None;
            worst = worst.max(after.worst);
            sum += after.mean;
        }
        Cost { worst: worst + 1, mean: Decimal::ONE + sum / Decimal::from(self.sizes[fact]) }
    }

    /// What an order of asking costs; `ask` says which fact comes next, none when nothing is asked.
    fn cost(&self, known: &mut Vec<Option<usize>>, ask: &mut dyn FnMut(&[Option<usize>]) -> Option<usize>) -> Cost {
        let Some(fact) = ask(known) else {
            assert!(self.decided(known).is_some(), "nothing is asked and nothing is decided: {known:?}");
            return NOTHING;
        };
        assert!(known[fact].is_none(), "fact {fact} is asked twice");
        assert!(self.matters(fact, known), "fact {fact} cannot matter: {known:?}");
        self.asked(fact, known, &mut |known| self.cost(known, ask))
    }

    /// By the definition: for some filling-in of the others two answers differ.
    fn matters(&self, fact: usize, known: &[Option<usize>]) -> bool {
        let mut filled: Vec<usize> = known.iter().map(|answer| answer.unwrap_or(0)).collect();
        loop {
            let here: BTreeSet<usize> = (0..self.sizes[fact])
                .map(|answer| {
                    let mut with = filled.clone();
                    with[fact] = answer;
                    self.outcome(&with)
                })
                .collect();
            if here.len() > 1 {
                return true;
            }
            let free = |at: &usize| known[*at].is_none() && *at != fact;
            let Some(next) = (0..filled.len()).filter(free).find(|at| filled[*at] + 1 < self.sizes[*at]) else {
                return false;
            };
            filled[next] += 1;
            (0..next).filter(free).for_each(|at| filled[at] = 0);
        }
    }
}

/// What was found for goals of one kind.
#[derive(Clone, Default)]
struct Row {
    goals: u32,
    as_good: u32,
    worst: u32,
    best_mean: Decimal,
    own_mean: Decimal,
    largest_mean: Decimal,
}

impl Row {
    fn add(&mut self, best: Cost, own: Cost) {
        assert!(own.worst >= best.worst && own.mean >= best.mean, "better than the best: {own:?}, {best:?}");
        self.goals += 1;
        self.as_good += u32::from(own.worst == best.worst);
        self.worst = self.worst.max(own.worst - best.worst);
        self.best_mean += best.mean;
        self.own_mean += own.mean;
        self.largest_mean = self.largest_mean.max(own.mean - best.mean);
    }

    fn line(&self, name: &str) -> String {
        let of_all = |sum: Decimal| (sum / Decimal::from(self.goals)).round_dp(2);
        format!(
            "| {name} | {} | {:.2} | {:.2} | {:.2} | {:.2} | {} | {} % |\n",
            self.goals,
            of_all(self.best_mean),
            of_all(self.own_mean),
            of_all(self.own_mean - self.best_mean),
            self.largest_mean.round_dp(2),
            self.worst,
            100 * self.as_good / self.goals,
        )
    }
}

const HEAD: &str = "| goals | how many | best, mean | asked, mean | more, mean | more on average, worst goal | more in the worst case, worst goal | no more in the worst case |\n\
                    |---|--:|--:|--:|--:|--:|--:|--:|\n";

/// A tree of questions: at each step a fact that was not asked above, or an outcome.
#[derive(Clone, Debug)]
struct Tree(Vec<(u32, u32)>);

const WORDS: [&str; 3] = ["none", "mild", "severe"];
const OUTCOMES: [&str; 3] = ["rest", "call", "visit"];
const MOST_ROWS: usize = 60;

impl Tree {
    /// The rows of the table that says the same as the tree, of which no branch asks more than a drawn number of facts.
    fn rows(&self, sizes: &[usize]) -> Vec<(Vec<Option<usize>>, usize)> {
        let mut draw = self.0.iter().copied().cycle();
        let deepest = 2 + draw.next().unwrap().0 as usize % (sizes.len() - 1);
        let mut rows = Vec::new();
        let mut ahead = VecDeque::from([vec![None; sizes.len()]]);
        while let Some(path) = ahead.pop_front() {
            let (which, outcome) = draw.next().unwrap();
            let free: Vec<usize> = (0..sizes.len()).filter(|fact| path[*fact].is_none()).collect();
            let deep = sizes.len() - free.len();
            let ends = deep == deepest || rows.len() + ahead.len() > MOST_ROWS || (deep > 1 && outcome % 4 == 0);
            if ends {
                rows.push((path, outcome as usize % OUTCOMES.len()));
                continue;
            }
            let fact = free[which as usize % free.len()];
            ahead.extend((0..sizes[fact]).map(|answer| {
                let mut below: Vec<Option<usize>> = path.clone();
                below[fact] = Some(answer);
                below
            }));
        }
        rows
    }
}

fn name(fact: usize) -> String {
    format!("t.f{fact}")
}

fn words(size: usize) -> &'static [&'static str] {
    if size == 2 { &["yes", "no"] } else { &WORDS }
}

fn rulebook_of(sizes: &[usize], rows: &[(Vec<Option<usize>>, usize)]) -> Rulebook {
    let names: Vec<String> = (0..sizes.len()).map(name).collect();
    let mut small = Small::new();
    for (fact, size) in names.iter().zip(sizes) {
        small = if *size == 2 { small.yes_no(&[fact]) } else { small.choice(fact, &WORDS) };
    }
    let told: Vec<(String, &str)> = rows
        .iter()
        .map(|(cells, outcome)| {
            let cells = cells.iter().enumerate().filter_map(|(fact, answer)| {
                answer.map(|answer| format!("'{}' = '{}'", names[fact], words(sizes[fact])[answer]))
            });
            (format!("{{ {} }}", cells.collect::<Vec<_>>().join(", ")), OUTCOMES[*outcome])
        })
        .collect();
    let told: Vec<(&str, &str)> = told.iter().map(|(when, then)| (when.as_str(), *then)).collect();
    let columns: Vec<&str> = names.iter().map(String::as_str).collect();
    small.table("t.goal", &OUTCOMES, &columns, &told, "").rulebook()
}

fn all(sizes: &[usize]) -> Vec<Vec<usize>> {
    sizes.iter().fold(vec![Vec::new()], |before, size| {
        before.iter().flat_map(|start| (0..*size).map(move |answer| [start.as_slice(), &[answer]].concat())).collect()
    })
}

fn random_goals(facts: usize, goals: u32) -> Row {
    let row = RefCell::new(Row::default());
    let trees = (prop::collection::vec(2..4usize, facts), prop::collection::vec((any::<u32>(), any::<u32>()), 97));
    for_all(goals, &trees, |(sizes, draws)| {
        let rows = Tree(draws).rows(&sizes);
        let fits = |answers: &[usize], cells: &[Option<usize>]| {
            cells.iter().zip(answers).all(|(cell, answer)| cell.is_none_or(|cell| cell == *answer))
        };
        let outcomes = all(&sizes)
            .into_iter()
            .map(|answers| rows.iter().find(|(cells, _)| fits(&answers, cells)).map(|(_, outcome)| *outcome).unwrap());
        let function = Function { outcomes: outcomes.collect(), sizes: sizes.clone() };
        let rulebook = rulebook_of(&sizes, &rows);
        let mut known = vec![None; sizes.len()];
        let best = function.best(&mut known, &mut BTreeMap::new());
        let own = function.cost(&mut known, &mut |known| {
            let mut asked = Asked::of(&rulebook, Situation::empty(day(TODAY)), Role::Bedrijfsarts);
            for (fact, answer) in known.iter().enumerate() {
                let Some(answer) = answer else { continue };
                let word = words(sizes[fact])[*answer];
                let declaration = rulebook.library().declaration(&name(fact).as_str().into()).unwrap();
                let value = declaration.domain.value_of(pack::Written::Word(word)).unwrap();
                let subject = asked.situation.subject(&declaration.subject);
                asked.says(&facts::FactId { kind: declaration.id.clone(), subject }, facts::Said::Value(value));
            }
            match asked.next() {
                Next::Question(asking) => {
                    let [fact] = asking.facts.as_slice() else { panic!("{:?}", asking.facts) };
                    Some(fact.kind.as_str().trim_start_matches("t.f").parse().unwrap())
                }
                Next::Nothing { waits } => {
                    assert_eq!(waits, []);
                    None
                }
            }
        });
        row.borrow_mut().add(best, own);
        Ok(())
    });
    row.into_inner()
}

/// So many combinations of answers to the unknown facts at most.
const MOST_COMBINATIONS: usize = 600;

/// A shipped goal with all but some facts known: which variables are free, and the function of them that is left.
fn left_of(goal: &CompiledGoal, draws: &[u32]) -> Option<(BTreeMap<u16, usize>, Vec<u16>, Function)> {
    let size = |number: u16| goal.variables[usize::from(number)].classes.len();
    let mut free: Vec<u16> = (0..u16::try_from(goal.variables.len()).unwrap()).collect();
    let mut draws = draws.iter().copied().cycle();
    let mut known = BTreeMap::new();
    while free.len() > 8 || free.iter().map(|number| size(*number)).product::<usize>() > MOST_COMBINATIONS {
        let fixed = free.remove(draws.next().unwrap() as usize % free.len());
        known.insert(fixed, draws.next().unwrap() as usize % size(fixed));
    }
    let sizes: Vec<usize> = free.iter().map(|number| size(*number)).collect();
    let outcomes: Option<Vec<usize>> = all(&sizes)
        .into_iter()
        .map(|answers| {
            let class = |number: u16| match free.iter().position(|known| *known == number) {
                Some(at) => answers[at],
                None => known[&number],
            };
            goal.diagrams.evaluate(goal.root, &class).map(|leaf| usize::from(leaf.0))
        })
        .collect();
    Some((known, free, Function { sizes, outcomes: outcomes? }))
}

fn shipped_goals(each: u32) -> Row {
    let rulebook = shipped::rulebook();
    let row = RefCell::new(Row::default());
    let goals: Vec<&CompiledGoal> = rulebook
        .library()
        .goals()
        .iter()
        .filter_map(|id| rulebook.goal(id))
        .filter(|goal| goal.variables.len() > 2)
        .collect();
    for_all(each, &prop::collection::vec(any::<u32>(), 41), |draws| {
        for goal in &goals {
            let Some((fixed, free, function)) = left_of(goal, &draws) else { continue };
            let mut known = vec![None; free.len()];
            if function.decided(&mut known).is_some() {
                continue;
            }
            let best = function.best(&mut known, &mut BTreeMap::new());
            let own = function.cost(&mut known, &mut |known| {
                let class = |number: u16| match free.iter().position(|free| *free == number) {
                    Some(at) => known[at],
                    None => Some(fixed[&number]),
                };
                let relevant = rulebook.possible(goal, &class).relevant;
                let open = LeftOpen::of(goal, &class);
                let left = |number: &u16| open.most_left(&[*number].into(), &BTreeSet::len);
                relevant
                    .iter()
                    .copied()
                    .min_by_key(|number| (left(number), *number))
                    .map(|chosen| free.iter().position(|free| *free == chosen).unwrap())
            });
            row.borrow_mut().add(best, own);
        }
        Ok(())
    });
    row.into_inner()
}

#[test]
fn s_24_the_docs_state_by_how_much_the_order_of_questions_misses_the_best() {
    let mut table = HEAD.to_owned();
    for (facts, goals) in [(3, 60), (4, 60), (5, 60), (6, 60), (7, 40), (8, 30)] {
        table += &random_goals(facts, goals).line(&format!("random, {facts} facts"));
    }
    table += &shipped_goals(4).line("shipped, at most 8 facts unknown");
    crate::docs::holds("docs/interview.md", "surplus", &table);
}

#[test]
fn s_24_the_best_is_found_by_trying_everything() {
    // Two facts of which the first always settles it, and a third that matters never.
    let function = Function { sizes: vec![2, 2, 2], outcomes: vec![0, 0, 0, 0, 1, 1, 1, 1] };
    let mut known = vec![None; 3];
    let best = function.best(&mut known, &mut BTreeMap::new());
    assert_eq!(best, Cost { worst: 1, mean: Decimal::ONE });
    assert!(function.matters(0, &known) && !function.matters(1, &known));
    // Whether three answers are an odd number of yes: all of them, always.
    let odd = Function { sizes: vec![2, 2, 2], outcomes: vec![0, 1, 1, 0, 1, 0, 0, 1] };
    assert_eq!(odd.best(&mut known, &mut BTreeMap::new()), Cost { worst: 3, mean: Decimal::from(3) });
}

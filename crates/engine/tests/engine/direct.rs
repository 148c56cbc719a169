//! The diagrams against direct evaluation of the rules (S-22).

use crate::shipped;
use crate::small::Small;
use engine::direct::{Assignment, outcome};
use engine::{CompiledGoal, MOST_NODES, Rulebook};
use facts::ChoiceId;
use pack::{Body, Library, Rule};

/// Goals with more assignments are tried on random ones.
const SMALL: usize = 20_000;
const RANDOM: usize = 100_000;

/// A tiny generator of numbers (xorshift, 64 bits), so that the same assignments are tried every time.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 33).unwrap() % end
    }
}

fn sizes(goal: &CompiledGoal) -> Vec<usize> {
    goal.variables.iter().map(|variable| variable.classes.len()).collect()
}

/// How many complete assignments there are; none when there are too many to say.
fn count(goal: &CompiledGoal) -> Option<usize> {
    sizes(goal).into_iter().try_fold(1usize, usize::checked_mul)
}

/// The next assignment; false after the last.
fn advance(classes: &mut [usize], sizes: &[usize]) -> bool {
    for (class, size) in classes.iter_mut().zip(sizes) {
        *class += 1;
        if *class < *size {
            return true;
        }
        *class = 0;
    }
    false
}

/// Diagram and rules, side by side on one assignment.
struct Compared<'r> {
    library: &'r Library,
    rule: &'r Rule,
    goal: &'r CompiledGoal,
}

impl Compared<'_> {
    fn agree_on(&self, classes: &[usize]) {
        let class_of = |variable: u16| classes[usize::from(variable)];
        let by_diagram = |root| self.goal.diagrams.evaluate(root, &class_of).and_then(|leaf| self.goal.word(leaf));
        let given = Assignment::new(self.goal, classes);
        let directly = outcome(self.library, self.rule, &given);
        assert_eq!(by_diagram(self.goal.root), directly.as_ref(), "{} on {classes:?}", self.rule.id);
        if let (Body::Judgement(judgement), Some(proposal)) = (&self.rule.body, self.goal.proposal) {
            let table = self.library.rule(judgement.proposed_by.as_ref().unwrap()).unwrap();
            let proposed = outcome(self.library, table, &given);
            assert_eq!(by_diagram(proposal), proposed.as_ref(), "the proposal of {} on {classes:?}", self.rule.id);
        }
    }

    fn agree_on_all(&self) {
        let sizes = sizes(self.goal);
        let mut classes = vec![0; sizes.len()];
        loop {
            self.agree_on(&classes);
            if !advance(&mut classes, &sizes) {
                return;
            }
        }
    }

    fn agree_on_random(&self, numbers: &mut Numbers) {
        let sizes = sizes(self.goal);
        for _ in 0..RANDOM {
            let classes: Vec<usize> = sizes.iter().map(|size| numbers.below(*size)).collect();
            self.agree_on(&classes);
        }
    }
}

/// Every rule with an outcome, with how it was compiled.
fn compared(rulebook: &Rulebook) -> Vec<Compared<'_>> {
    let library = rulebook.library();
    let with_goal = library.rules().filter_map(|rule| Some((rule, rulebook.goal(&rule.id)?)));
    with_goal.map(|(rule, goal)| Compared { library, rule, goal }).collect()
}

#[test]
fn s_22_diagrams_of_small_goals_agree_with_the_rules_on_every_assignment() {
    let all = compared(shipped::rulebook());
    let small: Vec<&Compared> = all.iter().filter(|one| count(one.goal).is_some_and(|count| count <= SMALL)).collect();
    assert!(small.len() > 50, "only {} small goals", small.len());
    small.iter().for_each(|one| one.agree_on_all());
}

#[test]
fn s_22_diagrams_of_large_goals_agree_with_the_rules_on_random_assignments() {
    let all = compared(shipped::rulebook());
    let large: Vec<&Compared> = all.iter().filter(|one| count(one.goal).is_none_or(|count| count > SMALL)).collect();
    assert!(!large.is_empty());
    let mut numbers = Numbers(0x5EED_0000_2004_0022);
    large.iter().for_each(|one| one.agree_on_random(&mut numbers));
}

#[test]
fn s_22_no_shipped_goal_comes_near_the_limit() {
    for one in compared(shipped::rulebook()) {
        let size = one.goal.diagrams.size(one.goal.root);
        assert!(size < MOST_NODES / 10, "{} has {size} nodes", one.rule.id);
    }
}

#[test]
fn s_22_diagrams_agree_where_exceptions_have_exceptions_and_judgements_have_proposals() {
    let rulebook = Small::new()
        .yes_no(&["t.a", "t.b", "t.c"])
        .choice("t.d", &["low", "high"])
        .table(
            "t.table",
            &["one", "two", "not_covered", "does_not_apply"],
            &["t.a", "t.d"],
            &[("{ 't.a' = 'yes', 't.d' = 'low' }", "one"), ("{ 't.a' = 'no', 't.d' = 'low' }", "does_not_apply")],
            "otherwise = 'not_covered'",
        )
        .exception("t.first", "t.table", "{ fact = 't.b', is = 'yes' }", "two")
        .exception("t.of_the_first", "t.first", "{ fact = 't.c', is = 'yes' }", "one")
        .judgement("t.judged", &["one", "two", "three"], "proposed_by = 't.table'")
        .derived("t.follows", "{ not = { fact = 't.judged', in = ['three', 'does_not_apply'] } }")
        .rulebook();
    let all = compared(&rulebook);
    assert_eq!(all.len(), 3);
    all.iter().for_each(Compared::agree_on_all);
}

/// A goal that asks whether the first half of its facts has the same answers as the second half: in the order of the
/// questions no small diagram can tell, because the whole first half has to be kept in mind: for n pairs there are
/// 2^n - 1 nodes above the middle, 2^(n + 1) - 2 below it, and two leaves.
fn the_same_twice(pairs: usize) -> Small {
    let names = |side: &str| -> Vec<String> { (0..pairs).map(|at| format!("t.{side}_{at}")).collect() };
    let (first, second) = (names("first"), names("second"));
    let facts: Vec<&str> = first.iter().chain(&second).map(String::as_str).collect();
    let equal = first.iter().zip(&second).map(|(a, b)| {
        let both = |word: &str| {
            format!("{{ all = [ {{ fact = '{a}', is = '{word}' }}, {{ fact = '{b}', is = '{word}' }} ] }}")
        };
        format!("{{ any = [ {}, {} ] }}", both("yes"), both("no"))
    });
    let when = format!("{{ all = [ {} ] }}", equal.collect::<Vec<_>>().join(", "));
    Small::new().yes_no(&facts).derived("t.same", &when)
}

#[test]
fn s_22_a_goal_of_more_than_fifty_thousand_nodes_is_refused() {
    let told = the_same_twice(15).compiled().unwrap_err();
    assert_eq!(
        told,
        "t/advice/same.toml:1:1: the goal `t.same` has more than 50000 nodes; \
         expected fewer facts in one goal; group flags in derived facts"
    );
}

#[test]
fn s_22_a_goal_just_below_the_limit_is_compiled() {
    let rulebook = the_same_twice(14).rulebook();
    let goal = rulebook.goal(&"t.same".into()).unwrap();
    assert_eq!(goal.diagrams.size(goal.root), 49_151);
    let all_yes = |_: u16| 0;
    let leaf = goal.diagrams.evaluate(goal.root, &all_yes).unwrap();
    assert_eq!(goal.word(leaf), Some(&ChoiceId::new("yes")));
}

//! When a goal is decided: one outcome is left under every way to fill in what is unknown (S-15, S-16).

use crate::properties::for_all;
use crate::small::Small;
use crate::told::{Told, finding, missing, outcome};
use engine::{CompiledGoal, Known, Members, Rulebook, Situation, Status};
use facts::FactKindId;
use pack::{Condition, Input, Library, Test};
use proptest::prelude::*;
use std::cell::Cell;

/// Logic of three values, step by step: what is unknown stays unknown through `all`, `any` and `not`.
fn stepwise(condition: &Condition, holds: &dyn Fn(&Input, &Test) -> Option<bool>) -> Option<bool> {
    let one_of = |parts: &[Condition], decisive: bool| {
        let each: Vec<Option<bool>> = parts.iter().map(|part| stepwise(part, holds)).collect();
        if each.contains(&Some(decisive)) {
            Some(decisive)
        } else {
            each.iter().all(Option::is_some).then_some(!decisive)
        }
    };
    match condition {
        Condition::All(parts) => one_of(parts, false),
        Condition::Any(parts) => one_of(parts, true),
        Condition::Not(part) => stepwise(part, holds).map(|truth| !truth),
        Condition::Holds(input, test) => holds(input, test),
    }
}

/// Step by step, through derived facts, on what is known in a situation.
fn stepwise_in(library: &Library, rule: &str, situation: &Situation) -> Option<bool> {
    let holds = |input: &Input, test: &Test| -> Option<bool> {
        let (Input::Fact { kind, .. }, Test::In(words)) = (input, test) else { panic!("only facts with words") };
        if library.rule_of_fact(kind).is_some() {
            let truth = stepwise_in(library, kind.as_str(), situation)?;
            return Some(words.contains(if truth { "yes" } else { "no" }));
        }
        let known = Known::new(library, situation);
        let reading = known.read(kind, pack::Reads::Latest, pack::Slot::Own, &Members::default());
        reading.value().map(|value| words.contains(value.to_string().as_str()))
    };
    stepwise(library.rule(&rule.into()).unwrap().condition().unwrap(), &holds)
}

#[test]
fn s_16_one_answer_can_decide_a_goal_whatever_the_others_are() {
    let rulebook = Small::new()
        .yes_no(&["t.fever", "t.chills"])
        .derived("t.ill", "{ any = [ { fact = 't.fever', is = 'yes' }, { fact = 't.chills', is = 'yes' } ] }")
        .rulebook();
    let nothing = Told::of(rulebook.library());
    let assessment = nothing.assessed(&rulebook);
    assert_eq!(outcome(&assessment, "t.ill"), "open: no, yes");
    assert_eq!(finding(&assessment, "t.ill").status, Status::Open);
    assert_eq!(missing(&assessment, "t.ill"), ["t.chills", "t.fever"]);

    let assessment = nothing.clone().says("t.fever", "yes").assessed(&rulebook);
    assert_eq!(outcome(&assessment, "t.ill"), "yes");
    assert_eq!(finding(&assessment, "t.ill").status, Status::Decided);

    let assessment = nothing.says("t.fever", "no").assessed(&rulebook);
    assert_eq!(missing(&assessment, "t.ill"), ["t.chills"]);
}

#[test]
fn s_16_a_goal_is_decided_where_stepwise_logic_leaves_it_open() {
    // Whoever rests gets well: without fever because of the rest, with fever because of rest and medicine.
    let rulebook = Small::new()
        .yes_no(&["t.rests", "t.fever"])
        .derived("t.with_fever", "{ all = [ { fact = 't.rests', is = 'yes' }, { fact = 't.fever', is = 'yes' } ] }")
        .derived("t.without_fever", "{ all = [ { fact = 't.rests', is = 'yes' }, { fact = 't.fever', is = 'no' } ] }")
        .derived(
            "t.gets_well",
            "{ any = [ { fact = 't.with_fever', is = 'yes' }, { fact = 't.without_fever', is = 'yes' } ] }",
        )
        .rulebook();
    let rests = Told::of(rulebook.library()).says("t.rests", "yes");
    assert_eq!(stepwise_in(rulebook.library(), "t.gets_well", &rests.situation), None);

    let assessment = rests.assessed(&rulebook);
    assert_eq!(outcome(&assessment, "t.gets_well"), "yes");
    assert_eq!(outcome(&assessment, "t.with_fever"), "open: no, yes", "each of the two ways stays open");
    assert_eq!(outcome(&assessment, "t.without_fever"), "open: no, yes");
}

#[test]
fn s_16_what_no_row_covers_and_what_does_not_apply_are_outcomes() {
    let rulebook = Small::new()
        .yes_no(&["t.applies"])
        .choice("t.grade", &["low", "high"])
        .table(
            "t.advice",
            &["rest", "not_covered", "does_not_apply"],
            &["t.applies", "t.grade"],
            &[("{ 't.applies' = 'no' }", "does_not_apply"), ("{ 't.applies' = 'yes', 't.grade' = 'low' }", "rest")],
            "otherwise = 'not_covered'",
        )
        .rulebook();
    let told = |facts: &[(&str, &str)]| {
        let assessment = Told::of(rulebook.library()).says_all(facts).assessed(&rulebook);
        outcome(&assessment, "t.advice")
    };
    assert_eq!(told(&[("t.applies", "no")]), "does_not_apply");
    assert_eq!(told(&[("t.applies", "yes"), ("t.grade", "high")]), "not_covered");
    assert_eq!(told(&[("t.applies", "yes")]), "open: not_covered, rest");
    assert_eq!(told(&[("t.grade", "low")]), "open: does_not_apply, rest");
}

#[test]
fn s_4_not_knowing_and_never_asked_are_the_same_to_a_rule() {
    let rulebook = Small::new().yes_no(&["t.fever"]).derived("t.ill", "{ fact = 't.fever', is = 'yes' }").rulebook();
    let never_asked = Told::of(rulebook.library());
    let not_known = never_asked.clone().says("t.fever", "dont_know");
    for told in [never_asked, not_known] {
        assert_eq!(outcome(&told.assessed(&rulebook), "t.ill"), "open: no, yes");
    }
}

/// A condition over three facts: two are yes or no, one is none, mild or severe.
#[derive(Clone, Debug)]
enum Tree {
    All(Vec<Tree>),
    Any(Vec<Tree>),
    Not(Box<Tree>),
    Is(usize, usize),
}

const FACTS: [(&str, &[&str]); 3] =
    [("t.a", &["yes", "no"]), ("t.b", &["yes", "no"]), ("t.c", &["none", "mild", "severe"])];

impl Tree {
    fn written(&self) -> String {
        let list = |parts: &[Tree]| parts.iter().map(Tree::written).collect::<Vec<_>>().join(", ");
        match self {
            Tree::All(parts) => format!("{{ all = [ {} ] }}", list(parts)),
            Tree::Any(parts) => format!("{{ any = [ {} ] }}", list(parts)),
            Tree::Not(part) => format!("{{ not = {} }}", part.written()),
            Tree::Is(fact, word) => {
                let (kind, words) = FACTS[*fact];
                format!("{{ fact = '{kind}', is = '{}' }}", words[*word])
            }
        }
    }

    fn holds(&self, answers: [usize; 3]) -> bool {
        match self {
            Tree::All(parts) => parts.iter().all(|part| part.holds(answers)),
            Tree::Any(parts) => parts.iter().any(|part| part.holds(answers)),
            Tree::Not(part) => !part.holds(answers),
            Tree::Is(fact, word) => answers[*fact] == *word,
        }
    }
}

fn trees() -> impl Strategy<Value = Tree> {
    let leaf = (0..3usize).prop_flat_map(|fact| (0..FACTS[fact].1.len()).prop_map(move |word| Tree::Is(fact, word)));
    leaf.prop_recursive(3, 12, 3, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 1..4).prop_map(Tree::All),
            prop::collection::vec(inner.clone(), 1..4).prop_map(Tree::Any),
            inner.prop_map(|part| Tree::Not(Box::new(part))),
        ]
    })
}

/// Every way to know some of the three facts.
fn partly_known() -> Vec<[Option<usize>; 3]> {
    let of = |fact: usize| std::iter::once(None).chain((0..FACTS[fact].1.len()).map(Some));
    of(0).flat_map(|a| of(1).flat_map(move |b| of(2).map(move |c| [a, b, c]))).collect()
}

fn completions(known: [Option<usize>; 3]) -> Vec<[usize; 3]> {
    let all = partly_known().into_iter().filter_map(|answers| Some([answers[0]?, answers[1]?, answers[2]?]));
    all.filter(|answers| known.iter().zip(answers).all(|(known, answer)| known.is_none_or(|known| known == *answer)))
        .collect()
}

fn fact_number(kind: &FactKindId) -> usize {
    FACTS.iter().position(|(known, _)| *known == kind.as_str()).unwrap()
}

/// The answer to the fact behind a variable of the goal, as a class of it.
fn class_of(goal: &CompiledGoal, variable: u16, known: [Option<usize>; 3]) -> Option<usize> {
    let variable = &goal.variables[usize::from(variable)];
    let fact = fact_number(variable.asked.fact().unwrap());
    variable.classes.of_word(FACTS[fact].1[known[fact]?])
}

fn rulebook_of(tree: &Tree) -> Rulebook {
    let small = FACTS.iter().fold(Small::new(), |small, (fact, words)| match words.len() {
        2 => small.yes_no(&[fact]),
        _ => small.choice(fact, words),
    });
    small.derived("t.goal", &tree.written()).rulebook()
}

#[test]
fn s_16_decided_means_that_every_completion_agrees_and_stepwise_logic_never_decides_more() {
    let stronger = Cell::new(0u32);
    for_all(500, &trees(), |tree| {
        let rulebook = rulebook_of(&tree);
        let goal = rulebook.goal(&"t.goal".into()).unwrap();
        let rule = rulebook.library().rule(&"t.goal".into()).unwrap();
        for known in partly_known() {
            let possible = rulebook.possible(goal, &|variable| class_of(goal, variable, known));
            let each: Vec<bool> = completions(known).into_iter().map(|answers| tree.holds(answers)).collect();
            let agreed = each.iter().all(|truth| *truth == each[0]).then_some(each[0]);
            prop_assert_eq!(possible.decided().map(|word| word.as_str() == "yes"), agreed, "{:?}", known);

            let holds = |input: &Input, test: &Test| -> Option<bool> {
                let (Input::Fact { kind, .. }, Test::In(words)) = (input, test) else {
                    panic!("only facts with words")
                };
                let fact = fact_number(kind);
                known[fact].map(|answer| words.contains(FACTS[fact].1[answer]))
            };
            let step_by_step = stepwise(rule.condition().unwrap(), &holds);
            prop_assert!(step_by_step.is_none() || step_by_step == agreed);
            stronger.set(stronger.get() + u32::from(agreed.is_some() && step_by_step.is_none()));
        }
        Ok(())
    });
    assert!(stronger.get() > 100, "only {} times it was stronger", stronger.get());
}

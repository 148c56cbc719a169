//! Which facts matter: those for which some filling-in of the others makes two answers differ (S-23).

use crate::properties::for_all;
use crate::small::Small;
use crate::told::{Told, finding, missing, outcome, sorted};
use engine::{CompiledGoal, Rulebook};
use facts::ChoiceId;
use proptest::prelude::*;
use std::cell::Cell;
use std::collections::BTreeSet;

const FACTS: [(&str, &[&str]); 3] =
    [("t.a", &["yes", "no"]), ("t.b", &["none", "mild", "severe"]), ("t.c", &["yes", "no"])];
const OUTCOMES: [&str; 3] = ["rest", "call", "visit"];

type Answers = [usize; 3];
type Known = [Option<usize>; 3];

fn all_answers() -> Vec<Answers> {
    (0..2).flat_map(|a| (0..3).flat_map(move |b| (0..2).map(move |c| [a, b, c]))).collect()
}

fn partly_known() -> Vec<Known> {
    let of = |fact: usize| std::iter::once(None).chain((0..FACTS[fact].1.len()).map(Some));
    of(0).flat_map(|a| of(1).flat_map(move |b| of(2).map(move |c| [a, b, c]))).collect()
}

/// Any function of three facts, as a table with a row for each combination.
struct Function(Vec<usize>);

impl Function {
    fn outcome(&self, answers: Answers) -> &'static str {
        let at = all_answers().iter().position(|known| *known == answers).unwrap();
        OUTCOMES[self.0[at]]
    }

    fn rulebook(&self) -> Rulebook {
        let rows: Vec<(String, &str)> = all_answers()
            .into_iter()
            .map(|answers| {
                let cells =
                    FACTS.iter().zip(answers).map(|((fact, words), word)| format!("'{fact}' = '{}'", words[word]));
                (format!("{{ {} }}", cells.collect::<Vec<_>>().join(", ")), self.outcome(answers))
            })
            .collect();
        let rows: Vec<(&str, &str)> = rows.iter().map(|(when, then)| (when.as_str(), *then)).collect();
        Small::new()
            .yes_no(&["t.a"])
            .choice("t.b", FACTS[1].1)
            .yes_no(&["t.c"])
            .table("t.goal", &OUTCOMES, &["t.a", "t.b", "t.c"], &rows, "")
            .rulebook()
    }

    fn completions(known: Known) -> impl Iterator<Item = Answers> {
        let fits = move |answers: &Answers| {
            known.iter().zip(answers).all(|(known, answer)| known.is_none_or(|one| one == *answer))
        };
        all_answers().into_iter().filter(fits)
    }

    fn possible(&self, known: Known) -> BTreeSet<&'static str> {
        Self::completions(known).map(|answers| self.outcome(answers)).collect()
    }

    /// By the definition: for some filling-in of the others two answers differ.
    fn relevant(&self, known: Known) -> BTreeSet<usize> {
        let matters = |fact: usize| {
            Self::completions(known).any(|answers| {
                (0..FACTS[fact].1.len()).any(|other| {
                    let mut changed = answers;
                    changed[fact] = other;
                    self.outcome(changed) != self.outcome(answers)
                })
            })
        };
        (0..3).filter(|fact| known[*fact].is_none() && matters(*fact)).collect()
    }

    /// What S-23 warns of: the sets of outcomes that each answer leaves possible, held against each other.
    fn relevant_by_sets(&self, known: Known) -> BTreeSet<usize> {
        let matters = |fact: usize| {
            let after = |answer: usize| {
                let mut known = known;
                known[fact] = Some(answer);
                self.possible(known)
            };
            (1..FACTS[fact].1.len()).any(|answer| after(answer) != after(0))
        };
        (0..3).filter(|fact| known[*fact].is_none() && matters(*fact)).collect()
    }
}

fn number_of(goal: &CompiledGoal, variable: u16) -> usize {
    let kind = goal.variables[usize::from(variable)].asked.fact().unwrap();
    FACTS.iter().position(|(known, _)| *known == kind.as_str()).unwrap()
}

#[test]
fn s_23_relevant_is_what_some_filling_in_of_the_others_makes_differ() {
    let misjudged = Cell::new(0u32);
    for_all(300, &prop::collection::vec(0..3usize, 12), |leaves| {
        let function = Function(leaves);
        let rulebook = function.rulebook();
        let goal = rulebook.goal(&"t.goal".into()).unwrap();
        for known in partly_known() {
            let class_of = |variable: u16| {
                let fact = number_of(goal, variable);
                goal.variables[usize::from(variable)].classes.of_word(FACTS[fact].1[known[fact]?])
            };
            let found = rulebook.possible(goal, &class_of);
            let relevant: BTreeSet<usize> = found.relevant.iter().map(|variable| number_of(goal, *variable)).collect();
            let words: BTreeSet<&str> = found.words.iter().map(ChoiceId::as_str).collect();
            prop_assert_eq!(&relevant, &function.relevant(known), "{:?}", known);
            prop_assert_eq!(words, function.possible(known), "{:?}", known);
            prop_assert_eq!(found.decided().is_some(), relevant.is_empty(), "decided is when nothing matters any more");
            misjudged.set(misjudged.get() + u32::from(function.relevant_by_sets(known) != relevant));
        }
        Ok(())
    });
    assert!(misjudged.get() > 0, "the comparison of sets was never wrong, and the counter-example is none");
}

#[test]
fn s_23_comparing_sets_of_outcomes_calls_facts_irrelevant_that_matter_together() {
    // Rest when the two answers are alike, else visit: whatever one of them is, both outcomes stay possible.
    let alike = all_answers().into_iter().map(|[a, _, c]| if a == c { 0 } else { 2 }).collect();
    let function = Function(alike);
    let nothing: Known = [None; 3];
    assert_eq!(function.relevant_by_sets(nothing), [].into(), "by sets nothing at all would be asked");

    let rulebook = function.rulebook();
    let told = Told::of(rulebook.library());
    let assessment = told.assessed(&rulebook);
    assert_eq!(missing(&assessment, "t.goal"), ["t.a", "t.c"]);
    assert_eq!(outcome(&assessment, "t.goal"), "open: rest, visit");

    let assessment = told.clone().says("t.a", "yes").assessed(&rulebook);
    assert_eq!(missing(&assessment, "t.goal"), ["t.c"]);
    let assessment = told.says("t.a", "yes").says("t.c", "no").assessed(&rulebook);
    assert_eq!(outcome(&assessment, "t.goal"), "visit");
}

#[test]
fn s_23_a_fact_that_cannot_change_anything_any_more_is_not_missing() {
    let rulebook = Small::new()
        .yes_no(&["t.absent", "t.fever"])
        .whole("t.days")
        .table(
            "t.advice",
            &["none", "rest", "call"],
            &["t.absent", "t.days", "t.fever"],
            &[
                ("{ 't.absent' = 'no' }", "none"),
                ("{ 't.absent' = 'yes', 't.days' = { to = 7 } }", "rest"),
                ("{ 't.absent' = 'yes', 't.days' = { from = 8 }, 't.fever' = 'no' }", "rest"),
                ("{ 't.absent' = 'yes', 't.days' = { from = 8 }, 't.fever' = 'yes' }", "call"),
            ],
            "",
        )
        .rulebook();
    let told = Told::of(rulebook.library()).says("t.absent", "yes");
    assert_eq!(missing(&told.assessed(&rulebook), "t.advice"), ["t.days", "t.fever"]);

    let assessment = told.clone().says("t.days", "7").assessed(&rulebook);
    assert_eq!(outcome(&assessment, "t.advice"), "rest");
    let cannot_matter =
        finding(&assessment, "t.advice").explanation.cannot_matter.iter().map(|fact| fact.kind.to_string());
    assert_eq!(sorted(cannot_matter), ["t.fever"]);

    assert_eq!(missing(&told.says("t.days", "8").assessed(&rulebook), "t.advice"), ["t.fever"]);
}

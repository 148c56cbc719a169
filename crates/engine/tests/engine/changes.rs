//! What would change this: all smallest sets of answers under which a goal comes out otherwise (S-26 to S-29).

use crate::properties::for_all;
use crate::shipped;
use crate::small::Small;
use crate::told::Told;
use engine::{ChangeSet, Changes, MOST_CHANGED, Members, NewAnswer, NewValue, Rulebook, changes};
use facts::{Subject, SubjectKind};
use proptest::prelude::*;
use std::cell::Cell;
use std::collections::BTreeSet;

fn of(told: &Told<'_>, rulebook: &Rulebook, rule: &str) -> Changes {
    changes(rulebook, &told.situation, &rule.into(), &Members::default()).expect("is a goal")
}

/// `fact=word` for each answer, then the outcome.
fn words(sets: &[ChangeSet]) -> Vec<String> {
    let answer = |answer: &NewAnswer| {
        let value = match &answer.value {
            NewValue::Word(word) => word.to_string(),
            NewValue::Within(interval) => {
                let end =
                    |end: Option<(facts::Decimal, bool)>| end.map_or(String::new(), |(number, _)| number.to_string());
                format!("{}..{}", end(interval.lower), end(interval.upper))
            }
        };
        let by = if answer.by_physician { " (physician)" } else { "" };
        format!("{}={value}{by}", answer.fact.kind)
    };
    sets.iter()
        .map(|set| {
            let answers: Vec<String> = set.answers.iter().map(answer).collect();
            format!("{} -> {}", answers.join(", "), set.outcome)
        })
        .collect()
}

const FACTS: [(&str, &[&str]); 6] = [
    ("t.a", &["yes", "no"]),
    ("t.b", &["none", "mild", "severe"]),
    ("t.c", &["yes", "no"]),
    ("t.d", &["yes", "no"]),
    ("t.e", &["none", "mild", "severe"]),
    ("t.f", &["yes", "no"]),
];
const OUTCOMES: [&str; 3] = ["rest", "call", "visit"];

type Known = Vec<Option<usize>>;

fn sizes(facts: usize) -> Vec<usize> {
    FACTS[..facts].iter().map(|(_, words)| words.len()).collect()
}

/// All assignments that fit what is known, each as one class per fact.
fn completions(known: &Known) -> Vec<Vec<usize>> {
    known.iter().zip(sizes(known.len())).fold(vec![Vec::new()], |begun, (known, size)| {
        let classes: Vec<usize> = known.map_or_else(|| (0..size).collect(), |class| vec![class]);
        let longer = |assignment: Vec<usize>| {
            classes.iter().map(move |class| [assignment.as_slice(), &[*class]].concat()).collect::<Vec<_>>()
        };
        begun.into_iter().flat_map(longer).collect()
    })
}

/// Any function of so many facts, as a table with a row for each combination.
#[derive(Debug)]
struct Function {
    facts: usize,
    leaves: Vec<usize>,
}

impl Function {
    fn outcome(&self, assignment: &[usize]) -> usize {
        let at = assignment.iter().zip(sizes(self.facts)).fold(0, |at, (class, size)| at * size + class);
        self.leaves[at]
    }

    fn rulebook(&self) -> Rulebook {
        let rows: Vec<(String, &str)> = completions(&vec![None; self.facts])
            .iter()
            .map(|assignment| {
                let cells =
                    FACTS.iter().zip(assignment).map(|((fact, words), word)| format!("'{fact}' = '{}'", words[*word]));
                (format!("{{ {} }}", cells.collect::<Vec<_>>().join(", ")), OUTCOMES[self.outcome(assignment)])
            })
            .collect();
        let rows: Vec<(&str, &str)> = rows.iter().map(|(when, then)| (when.as_str(), *then)).collect();
        let columns: Vec<&str> = FACTS[..self.facts].iter().map(|(fact, _)| *fact).collect();
        let small = FACTS[..self.facts].iter().fold(Small::new(), |small, (fact, words)| match words.len() {
            2 => small.yes_no(&[fact]),
            _ => small.choice(fact, words),
        });
        small.table("t.goal", &OUTCOMES, &columns, &rows, "").rulebook()
    }

    fn decided(&self, known: &Known) -> Option<usize> {
        let outcomes: BTreeSet<usize> = completions(known).iter().map(|assignment| self.outcome(assignment)).collect();
        outcomes.first().copied().filter(|_| outcomes.len() == 1)
    }

    /// By the definition: every set of new answers, held against every completion, and its parts against the same.
    fn changes(&self, known: &Known) -> (Vec<String>, Vec<String>) {
        let now = self.decided(known);
        let decides_otherwise = |set: &Known| {
            let with: Known = known.iter().zip(set).map(|(known, new)| new.or(*known)).collect();
            self.decided(&with).filter(|outcome| Some(*outcome) != now)
        };
        let mut found = Vec::new();
        for set in all_sets(known) {
            let chosen: Vec<usize> = (0..set.len()).filter(|fact| set[*fact].is_some()).collect();
            let smaller = |without: &[usize]| -> Known {
                set.iter().enumerate().map(|(at, new)| new.filter(|_| !without.contains(&at))).collect()
            };
            let parts = (1..(1usize << chosen.len()) - 1).map(|left_out| {
                chosen
                    .iter()
                    .enumerate()
                    .filter(|(at, _)| left_out >> at & 1 == 1)
                    .map(|(_, fact)| *fact)
                    .collect::<Vec<_>>()
            });
            if let Some(outcome) = decides_otherwise(&set)
                && parts.into_iter().all(|without| decides_otherwise(&smaller(&without)).is_none())
            {
                found.push((chosen, set, outcome));
            }
        }
        found.sort_by_key(|(chosen, set, _)| {
            (chosen.len(), chosen.iter().map(|fact| (*fact, set[*fact])).collect::<Vec<_>>())
        });
        let told = |(chosen, set, outcome): &(Vec<usize>, Known, usize)| {
            let answers =
                chosen.iter().map(|fact| format!("{}={}", FACTS[*fact].0, FACTS[*fact].1[set[*fact].unwrap()]));
            format!("{} -> {}", answers.collect::<Vec<_>>().join(", "), OUTCOMES[*outcome])
        };
        let (open, recorded): (Vec<_>, Vec<_>) =
            found.iter().partition(|(chosen, _, _)| chosen.iter().all(|fact| known[*fact].is_none()));
        (open.into_iter().map(told).collect(), recorded.into_iter().map(told).collect())
    }
}

/// Every choice of one, two or three facts with answers that they do not have now.
fn all_sets(known: &Known) -> Vec<Known> {
    let all = known.iter().zip(sizes(known.len())).fold(vec![Vec::new()], |begun, (known, size)| {
        let answers = std::iter::once(None).chain((0..size).map(Some).filter(move |class| class != known));
        let answers: Vec<Option<usize>> = answers.collect();
        let longer =
            |set: Known| answers.iter().map(move |answer| [set.as_slice(), &[*answer]].concat()).collect::<Vec<_>>();
        begun.into_iter().flat_map(longer).collect::<Vec<Known>>()
    });
    all.into_iter().filter(|set| (1..=MOST_CHANGED).contains(&set.iter().flatten().count())).collect()
}

/// One function in a few situations; seldom all leaves differ, so that larger sets come by too.
fn example() -> impl Strategy<Value = (Function, Vec<Known>)> {
    (2..=6usize).prop_flat_map(|facts| {
        let count: usize = sizes(facts).iter().product();
        let leaf = prop_oneof![6 => Just(0usize), 1 => Just(1), 1 => Just(2)];
        let classes = sizes(facts).into_iter().map(|size| prop::option::of(0..size)).collect::<Vec<_>>();
        (prop::collection::vec(leaf, count), prop::collection::vec(classes, 4))
            .prop_map(move |(leaves, known)| (Function { facts, leaves }, known))
    })
}

#[test]
fn s_28_all_change_sets_are_found_as_by_trying_everything() {
    let (open, recorded, of_three) = (Cell::new(0), Cell::new(0), Cell::new(0));
    for_all(150, &example(), |(function, situations)| {
        let rulebook = function.rulebook();
        for known in situations {
            let said: Vec<(&str, &str)> =
                FACTS.iter().zip(&known).filter_map(|((fact, words), class)| Some((*fact, words[(*class)?]))).collect();
            let told = Told::of(rulebook.library()).says_all(&said);
            let found = of(&told, &rulebook, "t.goal");
            let (still_open, recorded_otherwise) = function.changes(&known);
            prop_assert_eq!(&words(&found.still_open), &still_open, "{:?}", known);
            prop_assert_eq!(&words(&found.recorded_otherwise), &recorded_otherwise, "{:?}", known);
            open.set(open.get() + still_open.len());
            recorded.set(recorded.get() + recorded_otherwise.len());
            let threes = still_open.iter().chain(&recorded_otherwise).filter(|set| set.matches('=').count() == 3);
            of_three.set(of_three.get() + threes.count());
        }
        Ok(())
    });
    assert!(open.get() > 500 && recorded.get() > 500 && of_three.get() > 500, "too few sets were looked at");
}

/// Ill is who has a fever and pain for some hours, and who is weak; age and what is fixed nobody can answer otherwise.
fn clinic() -> Rulebook {
    Small::new()
        .yes_no(&["t.fever", "t.pain"])
        .fact("t.twin", "type = 'yes_no'\nfixed = true")
        .alarm(&["t.weakness"])
        .whole("t.hours")
        .derived(
            "t.ill",
            "{ any = [ { fact = 't.weakness', is = 'yes' }, { fact = 't.twin', is = 'yes' }, \
             { calendar = 'age', between = { from = 90 } }, { all = [ { fact = 't.fever', is = 'yes' }, \
             { fact = 't.pain', is = 'yes' }, { fact = 't.hours', between = { from = 8, to = 24 } } ] } ] }",
        )
        .rulebook()
}

#[test]
fn s_26_what_is_unknown_and_what_is_recorded_stand_apart_and_sets_are_the_smallest() {
    let rulebook = clinic();
    let adult = Told::of(rulebook.library()).says("common.birth_date", "1980-01-01").says("t.twin", "no");
    let told = adult.clone().says_all(&[("t.fever", "no"), ("t.weakness", "no"), ("t.hours", "12")]);
    let found = of(&told, &rulebook, "t.ill");
    assert_eq!(words(&found.still_open), [""; 0], "decided, and pain alone changes nothing");
    assert_eq!(words(&found.recorded_otherwise), ["t.weakness=yes -> yes", "t.fever=yes, t.pain=yes -> yes"]);
    assert!(found.recorded_otherwise[1].answers[0].recorded && !found.recorded_otherwise[1].answers[1].recorded);

    let open = adult.says_all(&[("t.fever", "yes"), ("t.weakness", "no"), ("t.hours", "12")]);
    let found = of(&open, &rulebook, "t.ill");
    assert_eq!(words(&found.still_open), ["t.pain=yes -> yes", "t.pain=no -> no"]);
    let recorded = ["t.weakness=yes -> yes", "t.fever=no -> no", "t.hours=0..7 -> no", "t.hours=25..100 -> no"];
    let mut found = words(&found.recorded_otherwise);
    found.sort();
    let mut recorded = recorded.map(str::to_owned);
    recorded.sort();
    assert_eq!(found, recorded);
}

#[test]
fn s_27_a_stated_alarm_sign_is_lifted_by_a_physician_alone_and_what_is_fixed_by_nobody() {
    let rulebook = clinic();
    let adult = Told::of(rulebook.library()).says("common.birth_date", "1980-01-01").says("t.fever", "no");
    let told = adult.clone().says_all(&[("t.twin", "no"), ("t.weakness", "yes")]);
    let found = of(&told, &rulebook, "t.ill");
    assert_eq!(words(&found.recorded_otherwise), ["t.weakness=no (physician) -> no"]);

    let born_so = adult.says_all(&[("t.twin", "yes"), ("t.weakness", "no")]);
    assert_eq!(of(&born_so, &rulebook, "t.ill"), Changes::default(), "no three answers would change this");
}

#[test]
fn s_27_a_sign_that_another_implies_is_yes_with_it_and_lifted_with_it() {
    let rulebook = Small::new()
        .alarm(&["t.weakness"])
        .fact("t.foot_slaps", "type = 'yes_no'\nalarm = true\nimplies = 't.weakness'")
        .derived("t.nerve", "{ fact = 't.weakness', is = 'yes' }")
        .derived("t.foot", "{ fact = 't.foot_slaps', is = 'yes' }")
        .derived(
            "t.foot_alone",
            "{ all = [ { fact = 't.foot_slaps', is = 'yes' }, { fact = 't.weakness', is = 'no' } ] }",
        )
        .rulebook();
    let told = Told::of(rulebook.library()).says("t.weakness", "no").says("t.foot_slaps", "no");
    assert_eq!(of(&told, &rulebook, "t.foot_alone"), Changes::default(), "a foot that slaps is never alone");
    let told = Told::of(rulebook.library()).says("t.foot_slaps", "yes");
    assert_eq!(words(&of(&told, &rulebook, "t.nerve").recorded_otherwise), ["t.weakness=no (physician) -> no"]);
}

#[test]
fn s_27_a_judgement_can_be_made_and_made_otherwise_but_its_proposal_is_nobodys_answer() {
    let rulebook = Small::new()
        .yes_no(&["t.fever"])
        .table(
            "t.proposal",
            &["rest", "work"],
            &["t.fever"],
            &[("{ 't.fever' = 'yes' }", "rest"), ("{ 't.fever' = 'no' }", "work")],
            "",
        )
        .judgement("t.judged", &["rest", "work"], "proposed_by = 't.proposal'")
        .rulebook();
    let told = Told::of(rulebook.library()).says("t.fever", "yes");
    let found = of(&told, &rulebook, "t.judged");
    assert_eq!(words(&found.still_open), ["t.judged=work -> work"], "as judged, whatever is proposed");
    assert_eq!(words(&found.recorded_otherwise), ["t.fever=no -> work"]);

    let judged = told.says("t.judged", "rest");
    let found = of(&judged, &rulebook, "t.judged");
    assert_eq!(words(&found.still_open), [""; 0]);
    assert_eq!(
        words(&found.recorded_otherwise),
        ["t.judged=work -> work"],
        "after a judgement its facts change nothing"
    );
}

#[test]
fn s_27_what_rests_on_several_changed_facts_is_read_with_all_of_them() {
    // Two limits go together as long as they are about the same activity; what they are about can change in both.
    let rulebook = Small::new()
        .field("limit", "limit.activity", &crate::small::choice_of(&["lifting", "sitting"]))
        .goal(
            "t.differ",
            "contradiction",
            "first = 'limit'\nsecond = 'limit'\nwhen = { all = [ { fact = 'limit.activity', of = 'first', in = ['lifting', 'sitting'] }, \
             { fact = 'limit.activity', of = 'second', in = ['lifting', 'sitting'] }, { not = { same = 'limit.activity' } } ] }",
        )
        .rulebook();
    let told = Told::of(rulebook.library()).says_of("limit.activity", Some("one"), "lifting").says_of(
        "limit.activity",
        Some("two"),
        "lifting",
    );
    let record = |id| Some(Subject::named(SubjectKind::Record("limit".into()), id));
    let members = Members { first: record("one"), second: record("two") };
    let found = changes(&rulebook, &told.situation, &"t.differ".into(), &members).unwrap();
    let expected = ["limit.activity=sitting -> yes", "limit.activity=sitting -> yes"];
    assert_eq!(words(&found.recorded_otherwise), expected, "either of them, and not both");
}

#[test]
fn s_29_all_change_sets_of_the_largest_goals_are_found() {
    // The more is unknown the more sets there are: nothing at all is known here.
    let rulebook = shipped::rulebook();
    let told = Told::of(rulebook.library());
    let mut most = 0;
    for rule in rulebook.library().goals() {
        let Some(found) = changes(rulebook, &told.situation, rule, &Members::default()) else { continue };
        most = most.max(found.still_open.len());
        assert!(found.recorded_otherwise.is_empty(), "{rule}: nothing is recorded");
        for set in &found.still_open {
            assert!((1..=MOST_CHANGED).contains(&set.answers.len()));
        }
    }
    assert!(most > 50, "only {most} sets for one goal");
}

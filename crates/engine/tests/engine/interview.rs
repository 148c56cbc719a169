//! What is asked next, whom it waits for, and why all else is not asked (S-17, S-21, S-24, S-25).

use crate::asked::Asked;
use crate::properties::for_all;
use crate::shipped;
use crate::small::Small;
use crate::told::{TODAY, Told, day};
use engine::{Absence, AskedBy, Next, Rulebook, Situation, WaitsFor, WhySkipped};
use facts::{FactId, Role, Said, Value};
use pack::AlarmClass;
use proptest::prelude::*;
use proptest::sample::Index;
use std::collections::BTreeSet;

fn from_nothing(rulebook: &Rulebook, role: Role) -> Asked<'_> {
    Asked::of(rulebook, Situation::empty(day(TODAY)), role)
}

fn yes(fact: &str) -> String {
    format!("{{ fact = '{fact}', is = 'yes' }}")
}

fn why(asked: &Asked<'_>, kind: &str) -> Option<WhySkipped> {
    let skipped = asked.with(|interview| interview.skipped());
    let mut found = skipped.into_iter().filter(|skipped| skipped.kinds.iter().any(|known| known.as_str() == kind));
    let first = found.next().map(|skipped| skipped.why);
    assert!(found.next().is_none(), "{kind} is told twice");
    first
}

#[test]
fn s_24_among_the_questions_of_a_goal_the_one_that_leaves_least_in_its_worst_answer_comes_first() {
    // `pain` stands first in the order of questions; but only `away` can settle the goal at one blow.
    let rulebook = Small::new()
        .yes_no(&["t.pain", "t.tired", "t.away"])
        .derived(
            "t.goal",
            &format!("{{ all = [{}, {{ any = [{}, {}] }}] }}", yes("t.away"), yes("t.pain"), yes("t.tired")),
        )
        .rulebook();
    // away = yes leaves two; pain = yes leaves one (away), pain = no leaves two: a tie, so declared order decides.
    let mut asked = from_nothing(&rulebook, Role::Bedrijfsarts);
    assert_eq!(asked.asks(), ["t.pain"]);
    asked.answers(&mut |_, _| Some(Value::no()));
    // Of tired and away each can settle it, and each leaves the other: the first declared.
    assert_eq!(asked.asks(), ["t.tired"]);
    asked.answers(&mut |_, _| Some(Value::no()));
    assert_eq!(asked.waits(), []);

    let rulebook = Small::new()
        .yes_no(&["t.a", "t.b", "t.c", "t.gate"])
        .table(
            "t.goal",
            &["left", "right"],
            &["t.a", "t.b", "t.c", "t.gate"],
            &[
                ("{ 't.gate' = 'no', 't.a' = 'no' }", "left"),
                ("{ 't.gate' = 'no', 't.a' = 'yes' }", "right"),
                ("{ 't.gate' = 'yes', 't.b' = 'no', 't.c' = 'no' }", "left"),
                ("{ 't.gate' = 'yes', 't.b' = 'no', 't.c' = 'yes' }", "right"),
                ("{ 't.gate' = 'yes', 't.b' = 'yes', 't.c' = 'no' }", "right"),
                ("{ 't.gate' = 'yes', 't.b' = 'yes', 't.c' = 'yes' }", "left"),
            ],
            "",
        )
        .rulebook();
    // The gate leaves two facts at worst, any other three: it comes first although it is declared last.
    assert_eq!(from_nothing(&rulebook, Role::Bedrijfsarts).asks(), ["t.gate"]);
}

#[test]
fn s_24_the_first_open_goal_is_asked_for_before_the_next() {
    let rulebook = Small::new()
        .yes_no(&["t.late", "t.early"])
        .derived("t.first", &yes("t.early"))
        .derived("t.second", &yes("t.late"))
        .rulebook();
    let mut asked = from_nothing(&rulebook, Role::Bedrijfsarts);
    assert_eq!(asked.question().goal.as_str(), "t.first");
    assert_eq!(asked.asks(), ["t.early"]);
    asked.answers(&mut |_, _| Some(Value::yes()));
    assert_eq!(asked.asks(), ["t.late"]);
}

#[test]
fn s_24_who_does_not_know_is_not_asked_again_and_it_is_said_who_may_know() {
    let rulebook = Small::new().yes_no(&["t.a"]).derived("t.goal", &yes("t.a")).rulebook();
    let mut asked = from_nothing(&rulebook, Role::Worker);
    asked.answers(&mut |_, _| None);
    assert_eq!(asked.waits_for(), [("t.goal".to_owned(), WaitsFor::Roles(vec![Role::Bedrijfsarts]))]);
    // The physician is asked; when he does not know either, nobody is left.
    asked.role = Role::Bedrijfsarts;
    assert_eq!(asked.asks(), ["t.a"]);
    asked.answers(&mut |_, _| None);
    assert_eq!(asked.waits_for(), [("t.goal".to_owned(), WaitsFor::Roles(Vec::new()))]);
}

#[test]
fn s_24_a_disputed_answer_is_put_once_and_then_left_to_others() {
    let rulebook = Small::new().yes_no(&["t.a"]).derived("t.goal", &yes("t.a")).rulebook();
    let told = Told::of(rulebook.library()).says("t.a", "yes").says("t.a", "no");
    let asked = Asked::of(&rulebook, told.situation, Role::Bedrijfsarts);
    assert_eq!(asked.waits_for(), [("t.goal".to_owned(), WaitsFor::Roles(vec![Role::Worker]))]);
}

#[test]
fn s_8_what_was_known_too_long_ago_is_asked_again_and_so_is_an_old_dont_know() {
    let rulebook = Small::new()
        .fact("t.a", "type = 'yes_no'\npersistence = { days = 7 }")
        .derived("t.goal", &yes("t.a"))
        .rulebook();
    for answer in ["yes", "dont_know"] {
        let told = Told::of(rulebook.library()).about("2026-06-07").says("t.a", answer);
        let asked = Asked::of(&rulebook, told.situation, Role::Bedrijfsarts);
        assert_eq!(asked.asks(), ["t.a"], "{answer}, eight days ago");
        let told = Told::of(rulebook.library()).about("2026-06-08").says("t.a", answer);
        let asked = Asked::of(&rulebook, told.situation, Role::Bedrijfsarts);
        assert!(matches!(asked.next(), Next::Nothing { .. }), "{answer}, seven days ago");
    }
}

#[test]
fn s_18_a_judgement_with_a_proposal_is_asked_after_what_the_proposal_rests_on() {
    let rulebook = Small::new()
        .yes_no(&["t.a", "t.b"])
        .table(
            "t.proposal",
            &["light", "heavy", "unclear"],
            &["t.a", "t.b"],
            &[("{ 't.a' = 'no', 't.b' = 'no' }", "light"), ("{ 't.a' = 'yes', 't.b' = 'yes' }", "heavy")],
            "otherwise = 'unclear'",
        )
        .judgement("t.judged", &["light", "heavy"], "proposed_by = 't.proposal'")
        .rulebook();
    let mut asked = from_nothing(&rulebook, Role::Bedrijfsarts);
    let mut order = Vec::new();
    while let Next::Question(asking) = asked.next() {
        order.extend(asking.facts.iter().map(|fact| fact.kind.to_string()));
        let mut nth = 0;
        asked.answers(&mut |fact, values| {
            nth += 1;
            Some(if fact.kind.as_str() == "t.a" { Value::yes() } else { values.last().cloned().unwrap() })
        });
    }
    // No row covers yes and no: only then is the judgement asked, because nothing is proposed.
    assert_eq!(order, ["t.a", "t.b", "t.judged"]);

    let mut asked = from_nothing(&rulebook, Role::Bedrijfsarts);
    asked.answers(&mut |_, _| Some(Value::yes()));
    asked.answers(&mut |_, _| Some(Value::yes()));
    assert_eq!(asked.waits(), []);
    assert_eq!(why(&asked, "t.judged"), Some(WhySkipped::Proposed));
}

#[test]
fn s_10_whether_a_list_is_complete_is_a_question_of_its_own_after_the_fields_of_its_members() {
    let rulebook = Small::new()
        .field("treatment", "treatment.passive", "type = 'yes_no'")
        .derived("t.goal", "{ record = 'treatment', any = { fact = 'treatment.passive', is = 'yes' } }")
        .rulebook();
    let mut asked = from_nothing(&rulebook, Role::Bedrijfsarts);
    assert_eq!(asked.question().by, AskedBy::Complete("treatment".into()));
    assert_eq!(why(&asked, "treatment.passive"), Some(WhySkipped::NoRecord));
    asked.situation.records.entry("treatment".into()).or_default().insert("massage".into());
    // A member is there: its field comes first, then whether there is another one.
    assert_eq!(asked.asks(), ["treatment.passive"]);
    asked.answers(&mut |_, _| Some(Value::no()));
    assert_eq!(asked.asks(), ["treatment.complete"]);
    asked.answers(&mut |_, _| Some(Value::yes()));
    assert_eq!(asked.waits(), []);
}

#[test]
fn s_21_emergency_signs_are_asked_one_by_one_and_a_tick_list_of_the_rest_as_one() {
    let mut asked = from_nothing(shipped::rulebook(), Role::IntakeExpert);
    asked.situation.country = Some("NL".to_owned());
    let mut told = Vec::new();
    while let Next::Question(asking) = asked.next() {
        told.push((asking.alarm, asking.facts.len()));
        asked.answers(&mut |_, values| values.last().cloned());
    }
    let emergency: Vec<usize> =
        told.iter().filter(|(class, _)| *class == Some(AlarmClass::Emergency)).map(|(_, facts)| *facts).collect();
    assert!(emergency.len() >= 4 && emergency.iter().all(|facts| *facts == 1), "{told:?}");
    assert!(told.iter().any(|(class, facts)| *class == Some(AlarmClass::Urgent) && *facts > 1), "{told:?}");
    // All of a class before the next, and alarm before all else.
    let classes: Vec<Option<AlarmClass>> = told.iter().map(|(class, _)| *class).collect();
    let mut in_order = classes.clone();
    in_order.sort_by_key(|class| class.map_or(3, |class| class as usize));
    assert_eq!(classes, in_order);
}

#[test]
fn s_17_an_urgent_answer_does_not_end_the_interview_before_the_emergency_items_and_an_alarm_stops_the_rest() {
    let mut asked = from_nothing(shipped::rulebook(), Role::Worker);
    let (mut answers, mut kinds) = (0, BTreeSet::new());
    while let Next::Question(asking) = asked.next() {
        kinds.extend(asking.facts.iter().map(|fact| fact.kind.to_string()));
        asked.answers(&mut |fact, values| {
            let yes = fact.kind.as_str() == "stecr.saddle_numbness";
            if yes { values.first().cloned() } else { values.last().cloned() }
        });
        answers += 1;
        assert!(answers < 100);
    }
    for sign in ["bladder_bowel", "saddle_numbness", "deficit_both_legs", "weakness"] {
        assert!(kinds.contains(&format!("stecr.{sign}")), "{sign} is asked although another one is yes: {kinds:?}");
    }
    assert!(!kinds.contains("stecr.fever") && !kinds.contains("stecr.function"), "{kinds:?}");
    assert!(asked.waits().iter().any(|waiting| matches!(waiting.waits_for, WaitsFor::Alarm(_))));
    let stopped = why(&asked, "stecr.fever");
    assert_eq!(stopped, Some(WhySkipped::Stopped("stecr.emergency_saddle".into())));
}

#[test]
fn s_25_every_question_that_was_not_asked_says_why() {
    let rulebook = Small::new()
        .yes_no(&["t.known", "t.idle", "t.deciding"])
        .fact("t.for_others", "type = 'yes_no'\nasked_of = ['hr']")
        .fact("t.kept", "type = 'yes_no'\nrecord_only = true")
        .derived(
            "t.goal",
            &format!("{{ any = [{}, {{ all = [{}, {}] }}] }}", yes("t.known"), yes("t.deciding"), yes("t.idle")),
        )
        .derived("t.other", &yes("t.for_others"))
        .rulebook();
    let told = Told::of(rulebook.library()).about("2026-06-01").says("t.known", "no");
    let mut asked = Asked::of(&rulebook, told.situation, Role::Bedrijfsarts);
    assert_eq!(why(&asked, "t.deciding"), Some(WhySkipped::NotYetAsked));
    assert_eq!(asked.asks(), ["t.idle"], "the first declared of two that are alike");
    asked.answers(&mut |_, _| Some(Value::no()));
    assert_eq!(why(&asked, "t.idle"), None, "it was asked");
    assert_eq!(why(&asked, "t.known"), Some(WhySkipped::Known));
    assert_eq!(why(&asked, "t.deciding"), Some(WhySkipped::CannotMatter));
    assert_eq!(why(&asked, "t.for_others"), Some(WhySkipped::WaitsFor(vec![Role::Hr])));
    assert_eq!(why(&asked, "t.kept"), Some(WhySkipped::ForPeople));

    let told = Told::of(rulebook.library()).about("2026-06-01").says("t.idle", "dont_know").says("t.known", "no");
    let mut asked = Asked::of(&rulebook, told.situation, Role::Bedrijfsarts);
    asked.answers(&mut |_, _| Some(Value::yes()));
    assert_eq!(why(&asked, "t.idle"), Some(WhySkipped::DontKnow));
}

/// Where an interview begins, and what is answered.
fn interviews() -> impl Strategy<Value = (Role, Option<&'static str>, bool, Vec<(Index, bool)>)> {
    let roles = prop::sample::select(vec![
        Role::Worker,
        Role::IntakeExpert,
        Role::Bedrijfsarts,
        Role::Arbeidsarts,
        Role::CaseManager,
        Role::WorkplaceExpert,
        Role::Trainer,
        Role::Hr,
    ]);
    let country = prop::sample::select(vec![None, Some("NL"), Some("BE")]);
    let answers = prop::collection::vec((any::<Index>(), prop::bool::weighted(0.8)), 1..30);
    (roles, country, any::<bool>(), answers)
}

#[test]
fn s_24_every_interview_ends_asks_nothing_twice_and_nothing_that_does_not_matter() {
    let rulebook = shipped::rulebook();
    let facts = rulebook.library().declarations().count();
    for_all(40, &interviews(), |(role, country, absent, answers)| {
        let mut situation = Situation::empty(day(TODAY));
        situation.country = country.map(str::to_owned);
        if absent {
            situation.absence = Told::of(rulebook.library()).absent_since("2026-05-04").situation.absence;
        } else {
            situation.absence = Absence::None;
        }
        let mut asked = Asked::of(rulebook, situation, role);
        let mut put: BTreeSet<FactId> = BTreeSet::new();
        let mut at = 0;
        while let Next::Question(asking) = asked.next() {
            let assessment = asked.assessed();
            let matters: BTreeSet<&FactId> = assessment
                .findings
                .iter()
                .map(|finding| &finding.explanation)
                .chain(assessment.obligations.iter().map(|owed| &owed.explanation))
                .flat_map(|explanation| &explanation.missing)
                .map(|missing| &missing.fact)
                .collect();
            for fact in &asking.facts {
                prop_assert!(matters.contains(fact), "{fact} cannot matter");
                let is_list = matches!(asking.by, AskedBy::Complete(_));
                prop_assert!(put.insert(fact.clone()) || is_list, "{fact} is asked twice");
                let declaration = rulebook.library().declaration(&fact.kind).unwrap();
                prop_assert!(declaration.authority(role).is_some(), "{fact} is not this role's to answer");
            }
            let before = asked.asked.len();
            asked.answers(&mut |_, values| {
                let (index, known) = &answers[at % answers.len()];
                at += 1;
                known.then(|| index.get(values).clone())
            });
            prop_assert_eq!(asked.asked.len(), before + 1);
            prop_assert!(at < 4 * facts, "the interview goes on and on");
        }
        let left = asked.with(|interview| interview.skipped());
        prop_assert!(left.iter().all(|skipped| skipped.why != WhySkipped::NotYetAsked), "{left:?}");
        Ok(())
    });
}

#[test]
fn s_24_who_says_dont_know_to_everything_comes_to_an_end_too() {
    for role in [Role::Worker, Role::IntakeExpert, Role::Bedrijfsarts, Role::Supervisor] {
        let mut asked = from_nothing(shipped::rulebook(), role);
        while let Next::Question(_) = asked.next() {
            asked.answers(&mut |_, _| None);
            assert!(asked.asked.len() < 500);
        }
        assert!(asked.situation.statements.iter().all(|statement| statement.said == Said::DontKnow));
    }
}

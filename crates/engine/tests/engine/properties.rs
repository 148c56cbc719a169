//! What holds for every situation, however strange, over the shipped packs.

use crate::shipped;
use crate::told::day;
use calendar::{ChainRule, Day, Spell, chain_on};
use engine::{
    Absence, Assessment, Decision, DecisionChoice, Finding, ObligationState, Situation, Status, WhyUnknown, assess,
};
use facts::{
    ChoiceId, Decimal, FactId, PersonId, RecordList, Recorded, Role, Said, Statement, StatementId, Subject, SubjectId,
    SubjectKind, Value,
};
use pack::{Declaration, Rule, ValueDomain};
use proptest::prelude::*;
use proptest::sample::Index;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet};

/// Runs a property on the same examples every time.
pub fn for_all<S: Strategy>(cases: u32, examples: &S, holds: impl Fn(S::Value) -> Result<(), TestCaseError>) {
    let config = Config { cases, failure_persistence: None, ..Config::default() };
    let mut runner = TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha));
    if let Err(difference) = runner.run(examples, holds) {
        panic!("{difference}");
    }
}

const MEMBERS: [&str; 3] = ["first", "second", "third"];

/// One thing that somebody says, as choices still to be resolved against the packs.
#[derive(Clone, Debug)]
struct Saying {
    kind: Index,
    subject: Index,
    said: Index,
    fitting: bool,
    about: i32,
    lasts: Option<i32>,
    written_later: i32,
    role: Index,
    replaces: Option<Index>,
    withdraws: Option<Index>,
}

fn said() -> impl Strategy<Value = Saying> {
    let what = (any::<Index>(), any::<Index>(), any::<Index>(), prop::bool::weighted(0.9));
    let when = (-60..3i32, prop::option::weighted(0.1, -5..40i32), 0..3i32);
    let link = || prop::option::weighted(0.1, any::<Index>());
    (what, when, any::<Index>(), link(), link()).prop_map(
        |((kind, subject, said, fitting), (about, lasts, written_later), role, replaces, withdraws)| Saying {
            kind,
            subject,
            said,
            fitting,
            about,
            lasts,
            written_later,
            role,
            replaces,
            withdraws,
        },
    )
}

/// One decision, likewise.
#[derive(Clone, Debug)]
struct Deciding {
    rule: Index,
    choice: Index,
    outcome: Option<Index>,
    sets_aside: Vec<Index>,
    about: i32,
    role: Index,
    supersedes: Option<Index>,
}

fn decided() -> impl Strategy<Value = Deciding> {
    let link = || prop::option::weighted(0.2, any::<Index>());
    let what = (any::<Index>(), any::<Index>(), prop::option::weighted(0.8, any::<Index>()));
    (what, prop::collection::vec(any::<Index>(), 0..3), -60..3i32, any::<Index>(), link()).prop_map(
        |((rule, choice, outcome), sets_aside, about, role, supersedes)| Deciding {
            rule,
            choice,
            outcome,
            sets_aside,
            about,
            role,
            supersedes,
        },
    )
}

/// A day of the years in which the shipped packs begin and hold.
fn days() -> impl Strategy<Value = Day> {
    (0..3_000i32).prop_map(|after| day("2019-01-01").plus_days(after))
}

pub fn situations() -> impl Strategy<Value = Situation> {
    let country = prop::sample::select(vec![None, Some("NL"), Some("BE"), Some("XX")]);
    let spells = prop::collection::vec((-900..0i32, prop::option::of(1..60i32)), 0..4);
    let told = (prop::collection::vec(said(), 0..60), prop::collection::vec(decided(), 0..4));
    let records = prop::collection::vec((any::<Index>(), any::<Index>()), 0..6);
    (days(), -2..2i32, country, (any::<bool>(), spells), told, records, any::<bool>()).prop_map(
        |(on, known, country, (not_absent, spells), (said, decided), records, named_episode)| {
            let mut situation = Situation::empty(on);
            situation.known_on = on.plus_days(known);
            situation.country = country.map(str::to_owned);
            situation.absence = absence(on, not_absent, &spells);
            if named_episode {
                situation.subjects.insert(SubjectKind::Episode, SubjectId::new("this one"));
            }
            situation.records = members(&records);
            situation.statements = statements(&situation, &said);
            situation.decisions = decisions(&situation, &decided);
            situation
        },
    )
}

fn absence(on: Day, not_absent: bool, spells: &[(i32, Option<i32>)]) -> Absence {
    let spells: Vec<Spell> = spells
        .iter()
        .enumerate()
        .map(|(at, (first, length))| {
            let first = on.plus_days(*first);
            Spell { id: format!("spell-{at}"), first, last: length.map(|length| first.plus_days(length)) }
        })
        .collect();
    match chain_on(&spells, &[], &ChainRule { joins_below_days: 28 }, on) {
        Ok(Some(chain)) => Absence::Chain(chain),
        _ if not_absent => Absence::None,
        _ => Absence::Unknown,
    }
}

fn declarations() -> Vec<&'static Declaration> {
    shipped::rulebook().library().declarations().collect()
}

fn members(chosen: &[(Index, Index)]) -> BTreeMap<RecordList, BTreeSet<SubjectId>> {
    let lists: BTreeSet<&RecordList> = declarations()
        .into_iter()
        .filter_map(|declaration| match &declaration.subject {
            SubjectKind::Record(list) => Some(list),
            _ => None,
        })
        .collect();
    let lists: Vec<&RecordList> = lists.into_iter().collect();
    let mut records: BTreeMap<RecordList, BTreeSet<SubjectId>> = BTreeMap::new();
    for (list, member) in chosen {
        let id = SubjectId::new(member.get(&MEMBERS));
        records.entry((*list.get(&lists)).clone()).or_default().insert(id);
    }
    records
}

fn statements(situation: &Situation, said: &[Saying]) -> Vec<Statement> {
    let declarations = declarations();
    let id = |at: usize| StatementId::new(format!("s{at}"));
    said.iter()
        .enumerate()
        .map(|(at, said)| {
            let declaration = said.kind.get(&declarations);
            let subject = match &declaration.subject {
                kind @ SubjectKind::Record(_) => Subject::named(kind.clone(), said.subject.get(&MEMBERS)),
                kind if said.subject.index(20) == 0 => Subject::named(kind.clone(), "another"),
                kind => situation.subject(kind),
            };
            let about = situation.on.plus_days(said.about);
            let sequence = u32::try_from(at).unwrap();
            let earlier = |link: &Option<Index>| link.filter(|_| at > 0).map(|link| id(link.index(at)));
            Statement {
                id: id(at),
                fact: FactId { kind: declaration.id.clone(), subject },
                said: value(declaration, situation.on, said),
                about,
                until: said.lasts.map(|days| about.plus_days(days)),
                recorded: Recorded { day: about.plus_days(said.written_later), sequence },
                by: PersonId::new("somebody"),
                role: *said.role.get(Role::ALL),
                told_by: None,
                replaces: earlier(&said.replaces),
                withdraws: earlier(&said.withdraws),
                reason: None,
                group_answer: false,
            }
        })
        .collect()
}

/// Mostly a value of the fact, now and then one of another kind, or none.
fn value(declaration: &Declaration, on: Day, said: &Saying) -> Said {
    let pick = said.said;
    if !said.fitting {
        let strange = [
            Said::DontKnow,
            Said::Nothing,
            Said::Value(Value::choice("no such word")),
            Said::Value(Value::Whole(i64::MIN)),
            Said::Value(Value::Decimal(Decimal::MAX)),
            Said::Value(Value::Date(on.plus_years(9_000))),
            Said::Value(Value::Date(on.plus_years(-9_000))),
            Said::Value(Value::Text(String::new())),
        ];
        return pick.get(&strange).clone();
    }
    Said::Value(match &declaration.domain {
        ValueDomain::YesNo => Value::YesNo(pick.index(2) == 0),
        ValueDomain::Choice(choices) => Value::Choice(pick.get(choices).id.clone()),
        ValueDomain::Number { whole: true, .. } => Value::Whole(i64::try_from(pick.index(120)).unwrap()),
        ValueDomain::Number { .. } => Value::Decimal(Decimal::new(i64::try_from(pick.index(500)).unwrap(), 1)),
        ValueDomain::Date => Value::Date(on.plus_days(20 - i32::try_from(pick.index(800)).unwrap())),
        ValueDomain::Text => Value::Text("words".to_owned()),
    })
}

fn decisions(situation: &Situation, decided: &[Deciding]) -> Vec<Decision> {
    let rules: Vec<&Rule> = shipped::rulebook().library().rules().filter(|rule| !rule.outcomes().is_empty()).collect();
    let id = |at: usize| StatementId::new(format!("d{at}"));
    let choices = [DecisionChoice::Confirm, DecisionChoice::Deviate, DecisionChoice::SetAside];
    decided
        .iter()
        .enumerate()
        .map(|(at, decided)| {
            let rule = decided.rule.get(&rules);
            let about = situation.on.plus_days(decided.about);
            let any_statement = |link: &Index| {
                let ids: Vec<&StatementId> = situation.statements.iter().map(|statement| &statement.id).collect();
                (!ids.is_empty()).then(|| (*link.get(&ids)).clone())
            };
            Decision {
                id: id(at),
                rule: rule.id.clone(),
                subject: None,
                choice: *decided.choice.get(&choices),
                outcome: decided.outcome.map(|outcome| outcome.get(&rule.outcomes()).clone()),
                sets_aside: decided.sets_aside.iter().filter_map(any_statement).collect(),
                reason_code: None,
                reason: None,
                about,
                recorded: Recorded { day: about, sequence: 1_000 + u32::try_from(at).unwrap() },
                by: PersonId::new("somebody"),
                role: *decided.role.get(Role::ALL),
                supersedes: decided.supersedes.filter(|_| at > 0).map(|link| id(link.index(at))),
            }
        })
        .collect()
}

pub fn assessed(situation: &Situation) -> Assessment {
    assess(shipped::rulebook(), situation)
}

#[test]
fn s_7_nothing_is_taken_by_order_and_the_same_situation_is_assessed_the_same_way() {
    let shuffled = situations().prop_flat_map(|situation| {
        let orders =
            (Just(situation.statements.clone()).prop_shuffle(), Just(situation.decisions.clone()).prop_shuffle());
        (Just(situation), orders)
    });
    for_all(400, &shuffled, |(situation, (statements, decisions))| {
        let in_words = format!("{:?}", assessed(&situation));
        prop_assert_eq!(&in_words, &format!("{:?}", assessed(&situation)), "a second time");
        let shuffled = Situation { statements, decisions, ..situation };
        prop_assert_eq!(&in_words, &format!("{:?}", assessed(&shuffled)), "in another order");
        Ok(())
    });
}

/// How often something came out, so that it is visible that it did.
#[derive(Default)]
struct Seen(Cell<BTreeMap<String, u32>>);

impl Seen {
    fn note(&self, what: String) {
        let mut counts = self.0.take();
        *counts.entry(what).or_default() += 1;
        self.0.set(counts);
    }
}

#[test]
fn s_16_whatever_is_given_every_finding_is_one_that_can_be() {
    let seen = Seen::default();
    for_all(2_000, &situations(), |situation| {
        let assessment = assessed(&situation);
        for finding in &assessment.findings {
            can_be(finding, &situation)?;
            seen.note(format!("{:?}", finding.status));
        }
        for obligation in &assessment.obligations {
            let counted = obligation.due.is_some() || obligation.latest.is_some();
            let has_a_day = matches!(
                obligation.state,
                ObligationState::Due | ObligationState::Warned | ObligationState::Overdue | ObligationState::Suspended
            );
            prop_assert!(counted || !has_a_day, "{} is {:?} without a day", obligation.rule, obligation.state);
            prop_assert!(!(obligation.due.is_some() && obligation.latest.is_some()), "{}", obligation.rule);
            seen.note(format!("{:?}", obligation.state));
        }
        Ok(())
    });
    let counts = seen.0.take();
    let states =
        ["Decided", "Open", "Confirmed", "Deviated", "WaitsForPhysician", "Due", "Warned", "Overdue", "Met", "MetLate"];
    for state in states.into_iter().chain(["DoesNotApply", "Suspended", "Waits"]) {
        let count = counts.get(state).copied().unwrap_or(0);
        assert!(count >= 10, "{state}: only {count} times");
    }
}

/// What holds for a finding by the meaning of its status.
fn can_be(finding: &Finding, situation: &Situation) -> Result<(), TestCaseError> {
    let rule = &finding.rule;
    let outcomes: Vec<ChoiceId> = {
        let library = shipped::rulebook().library();
        library.outcomes_as_fact(library.rule(rule).unwrap())
    };
    prop_assert!(finding.possible.iter().all(|word| outcomes.contains(word)), "{} of {}", rule, "its own outcomes");
    let explanation = &finding.explanation;
    match finding.status {
        Status::Open => {
            prop_assert_eq!(&finding.outcome, &None, "{}", rule);
            prop_assert!(finding.possible.len() > 1, "{} is open with {:?}", rule, finding.possible);
            prop_assert!(!explanation.missing.is_empty(), "{} is open and asks for nothing", rule);
        }
        Status::Decided | Status::Proposed => {
            prop_assert!(finding.outcome.is_some() && finding.possible.len() == 1, "{}", rule);
            prop_assert!(explanation.missing.is_empty(), "{} is decided and asks for something", rule);
        }
        Status::WaitsForPhysician => prop_assert!(explanation.missing.is_empty(), "{} asks though it waits", rule),
        Status::Confirmed | Status::Deviated => prop_assert!(finding.decision.is_some(), "{}", rule),
    }
    for missing in &explanation.missing {
        prop_assert!(!explanation.cannot_matter.contains(&missing.fact), "{} both ways in {}", missing.fact, rule);
        if let WhyUnknown::Disputed { statements } = &missing.why {
            prop_assert!(statements.len() > 1, "a dispute of one, in {}", rule);
        }
        let ids = || situation.statements.iter().map(|statement| &statement.id);
        if let WhyUnknown::DontKnow { statement, .. } | WhyUnknown::Expired { statement, .. } = &missing.why {
            prop_assert!(ids().any(|id| id == statement), "{} names a statement that nobody made", rule);
        }
    }
    Ok(())
}

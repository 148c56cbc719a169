//! What knowing more does, and does not do, over the shipped packs.

use crate::properties::{assessed, for_all, situations};
use crate::shipped;
use engine::{Assessment, Reader, Rulebook, Situation, Status};
use facts::{Decimal, FactId, PersonId, Recorded, RuleId, Said, Statement, StatementId, Subject, SubjectKind, Value};
use pack::{COMMON_ONSET, Declaration, Input, Reads, SourceKind, ValueDomain};
use proptest::prelude::*;
use proptest::sample::Index;
use std::cell::Cell;
use std::collections::BTreeSet;

/// A fact that is unknown now, and an answer to it.
struct Learnt {
    fact: FactId,
    situation: Situation,
}

/// The situation after somebody with most authority answered one more question today. None where that question was
/// answered before, or where the answer means more than itself: a judgement takes the place of a proposal, an onset says
/// which alarms are of this episode, and a sign may imply another one that was denied.
fn learnt(situation: &Situation, which: Index, answer: Index) -> Option<Learnt> {
    let library = shipped::rulebook().library();
    let means_itself = |declaration: &&Declaration| {
        declaration.source != SourceKind::Judgement
            && declaration.id.as_str() != COMMON_ONSET
            && declaration.implies.is_none()
    };
    let declarations: Vec<&Declaration> = library.declarations().filter(means_itself).collect();
    let declaration = which.get(&declarations);
    let subject = match &declaration.subject {
        SubjectKind::Record(list) => {
            let member = situation.records.get(list)?.first()?.clone();
            Subject { kind: declaration.subject.clone(), id: member }
        }
        kind => situation.subject(kind),
    };
    let fact = FactId { kind: declaration.id.clone(), subject };
    let reads = if declaration.alarm { Reads::Ever } else { Reads::Latest };
    let is_known = |situation: &Situation| Reader::new(library, situation).read(&fact, reads).value().is_some();
    if is_known(situation) {
        return None;
    }
    let mut after = situation.clone();
    after.statements.push(Statement {
        id: StatementId::new("learnt"),
        fact: fact.clone(),
        said: Said::Value(value(declaration, situation, answer)),
        about: situation.on,
        until: None,
        recorded: Recorded { day: situation.known_on, sequence: u32::MAX },
        by: PersonId::new("somebody"),
        role: *declaration.asked_of.first()?,
        told_by: None,
        replaces: None,
        withdraws: None,
        reason: None,
        group_answer: false,
    });
    is_known(&after).then_some(Learnt { fact, situation: after })
}

fn value(declaration: &Declaration, situation: &Situation, answer: Index) -> Value {
    match &declaration.domain {
        ValueDomain::YesNo => Value::YesNo(answer.index(2) == 0),
        ValueDomain::Choice(choices) => Value::Choice(answer.get(choices).id.clone()),
        ValueDomain::Number { whole, min, max, .. } => {
            let steps = Decimal::from(answer.index(8));
            let number = (*min + (*max - *min) * steps / Decimal::from(7)).round();
            if *whole { Value::Whole(number.to_string().parse().unwrap()) } else { Value::Decimal(number) }
        }
        ValueDomain::Date => Value::Date(situation.on.plus_days(-i32::try_from(answer.index(400)).unwrap())),
        ValueDomain::Text => Value::Text("words".to_owned()),
    }
}

/// Texts may ask whether something is known at all (S-11); what they say then changes with knowing, as it should.
fn asks_whether_it_is_known(rulebook: &Rulebook, rule: &RuleId) -> bool {
    let variables = rulebook.goal(rule).map(|goal| goal.variables.as_slice()).unwrap_or_default();
    variables.iter().any(|variable| matches!(variable.asked, engine::Asked::Input(Input::Known(_))))
}

#[test]
fn s_16_more_knowledge_never_reopens_what_is_decided() {
    let (learning, kept) = (Cell::new(0), Cell::new(0));
    let examples = (situations(), any::<Index>(), any::<Index>());
    for_all(1_500, &examples, |(situation, which, answer)| {
        let Some(learnt) = learnt(&situation, which, answer) else { return Ok(()) };
        let (before, after) = (assessed(&situation), assessed(&learnt.situation));
        learning.set(learning.get() + 1);
        for finding in before.findings.iter().filter(|finding| finding.status == Status::Decided) {
            if asks_whether_it_is_known(shipped::rulebook(), &finding.rule) {
                continue;
            }
            let same = |other: &&engine::Finding| {
                (&other.rule, &other.subject, &other.other) == (&finding.rule, &finding.subject, &finding.other)
            };
            let Some(now) = after.findings.iter().find(same) else { panic!("{} is gone", finding.rule) };
            // A new alarm halts what was decided; it does not decide it otherwise.
            if now.status != Status::WaitsForPhysician {
                prop_assert_eq!(now.status, Status::Decided, "{} after {}", finding.rule, learnt.fact);
                prop_assert_eq!(&now.outcome, &finding.outcome, "{} after {}", finding.rule, learnt.fact);
                kept.set(kept.get() + 1);
            }
        }
        Ok(())
    });
    assert!(learning.get() > 500 && kept.get() > 5_000, "{} times, {} findings", learning.get(), kept.get());
}

/// All that somebody would act on.
fn core(assessment: &Assessment) -> Vec<String> {
    let findings = assessment.findings.iter().map(|finding| {
        let missing: Vec<&FactId> = finding.explanation.missing.iter().map(|missing| &missing.fact).collect();
        let outcome = (&finding.outcome, &finding.possible, &finding.acted_on, &finding.proposal);
        format!("{} {:?} {:?} {outcome:?} {missing:?}", finding.rule, finding.subject, finding.status)
    });
    let owed = assessment.obligations.iter().map(|owed| {
        let days = (&owed.due, &owed.latest, owed.warns_on, owed.done_on);
        format!("{} {:?} {} {days:?}", owed.rule, owed.state, owed.trigger_open)
    });
    let flags = (assessment.emergency_not_excluded, assessment.alarm_unknown, &assessment.reassurance_withheld_by);
    findings.chain(owed).chain([format!("{:?} {flags:?}", assessment.halted_by)]).collect()
}

#[test]
fn s_23_a_fact_that_is_not_missing_anywhere_changes_nothing() {
    let library = shipped::rulebook().library();
    let days = library.days_of_obligations();
    let guarded: BTreeSet<_> = library
        .goals()
        .iter()
        .filter(|rule| asks_whether_it_is_known(shipped::rulebook(), rule))
        .flat_map(|rule| library.base_facts_of(rule))
        .collect();
    let learning = Cell::new(0);
    let examples = (situations(), any::<Index>(), any::<Index>());
    for_all(1_500, &examples, |(situation, which, answer)| {
        let Some(learnt) = learnt(&situation, which, answer) else { return Ok(()) };
        let before = assessed(&situation);
        let is_missing = before.missing().iter().any(|missing| missing.fact == learnt.fact);
        // A less urgent alarm item is asked no more, and what is learnt of it is still shown.
        let waits = before.findings.iter().filter(|finding| finding.status == Status::WaitsForPhysician);
        let mut waits = waits.filter(|finding| !finding.possible.is_empty());
        let is_of_one = waits.any(|finding| library.base_facts_of(&finding.rule).contains(&learnt.fact.kind));
        let (kind, counted) = (&learnt.fact.kind, is_missing || is_of_one);
        if counted || days.contains(kind) || guarded.contains(kind) {
            return Ok(());
        }
        let after = assessed(&learnt.situation);
        let differ = core(&before).into_iter().zip(core(&after)).find(|(before, after)| before != after);
        prop_assert_eq!(differ, None, "after {}", learnt.fact);
        prop_assert_eq!(core(&before).len(), core(&after).len(), "after {}", learnt.fact);
        learning.set(learning.get() + 1);
        Ok(())
    });
    assert!(learning.get() > 200, "only {} times", learning.get());
}

//! The wall, as a property: what the employer's side sees does not depend on anything medical. Two cases that differ in
//! medical statements only look the same to it on every day, byte for byte, presence and absence included (S-39, S-41).

use crate::cast::CAST;
use crate::look::{case, difference, shipped};
use crate::random_case::{Pair, pair, start};
use casefile::CaseFile;
use facts::{Role, Side};
use guidance::{FindingView, Looked, MissingView, NoticeView, ObligationView, View, advise};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use std::cell::Cell;

fn config(cases: u32) -> Config {
    Config { cases, failure_persistence: None, max_shrink_iters: 4_000, ..Config::default() }
}

/// Days on which a case is looked at: before, in and after everything that is said, every other time with hindsight.
fn looks() -> impl Iterator<Item = Looked> {
    (-2..130).step_by(8).enumerate().map(|(at, offset)| {
        let on = start().plus_days(offset);
        let hindsight = if at % 2 == 0 { 0 } else { 9 };
        Looked { on, known_on: on.plus_days(hindsight) }
    })
}

fn views(case: &CaseFile, looked: Looked, roles: &[Role]) -> Vec<Option<View>> {
    let guidance = advise(shipped(), case, "case.toml", looked).unwrap_or_else(|faults| {
        let told: Vec<String> = faults.iter().map(ToString::to_string).collect();
        panic!("{}", told.join("\n"))
    });
    roles.iter().map(|role| guidance.view_for(*role).expect("reads files")).collect()
}

fn roles_of(side: Side) -> Vec<Role> {
    let roles: Vec<Role> = Role::ALL.iter().copied().filter(|role| role.side() == side).collect();
    assert!(roles.len() > 3, "{side:?} has readers");
    roles
}

/// What differs first, and whether anything was seen at all.
fn same_for(roles: &[Role], pair: &Pair, seen: &Cell<usize>) -> Result<(), TestCaseError> {
    let [first, second] = pair.cases(CAST).map(|toml| case(&toml));
    for looked in looks() {
        let (a, b) = (views(&first, looked, roles), views(&second, looked, roles));
        for ((role, a), b) in roles.iter().zip(&a).zip(&b) {
            prop_assert_eq!(difference(a, b), None, "{} on {:?}", role, looked);
            seen.set(seen.get() + usize::from(a.is_some()));
        }
    }
    Ok(())
}

#[test]
fn s_41_what_the_employers_side_sees_depends_on_nothing_medical() {
    let roles = roles_of(Side::Employer);
    let seen = Cell::new(0);
    let mut runner = TestRunner::new(config(120));
    runner.run(&pair(), |pair| same_for(&roles, &pair, &seen)).unwrap_or_else(|failure| panic!("{failure}"));
    assert!(seen.get() > 1_000, "there was something to see: {}", seen.get());
}

#[test]
fn s_41_what_other_disciplines_see_depends_on_nothing_medical_either() {
    // Nobody in these roles speaks in the cases: who gives an alarm answer reads what to do about it (S-17).
    let roles = [Role::Arbeidsdeskundige, Role::Psychologist, Role::CompanySocialWorker];
    let seen = Cell::new(0);
    let mut runner = TestRunner::new(config(60));
    runner.run(&pair(), |pair| same_for(&roles, &pair, &seen)).unwrap_or_else(|failure| panic!("{failure}"));
    assert!(seen.get() > 1_000, "there was something to see: {}", seen.get());
}

#[test]
fn s_41_the_random_cases_do_differ_for_those_who_may_see_it() {
    let differ = Cell::new(0);
    let halted = Cell::new(0);
    let mut runner = TestRunner::new(config(60));
    let ran = runner.run(&pair(), |pair| {
        let [first, second] = pair.cases(CAST).map(|toml| case(&toml));
        let looked = Looked::on(start().plus_days(80));
        let (a, b) = (views(&first, looked, &[Role::Bedrijfsarts]), views(&second, looked, &[Role::Bedrijfsarts]));
        differ.set(differ.get() + usize::from(format!("{a:?}") != format!("{b:?}")));
        let is_halted = |views: &[Option<View>]| {
            views.iter().flatten().any(|view| view.notices.contains(&NoticeView::HaltedByAlarm))
        };
        halted.set(halted.get() + usize::from(is_halted(&a) != is_halted(&b)));
        Ok(())
    });
    ran.unwrap_or_else(|failure| panic!("{failure}"));
    assert!(differ.get() > 30, "the physician sees the difference: {}", differ.get());
    assert!(halted.get() > 3, "also that an alarm stands in one of them only: {}", halted.get());
}

#[test]
fn s_41_without_absence_there_is_nothing_to_see_whatever_is_said() {
    let mut runner = TestRunner::new(config(60));
    let ran = runner.run(&pair(), |pair| {
        if pair.is_absent() {
            return Ok(());
        }
        for toml in pair.cases(CAST) {
            let case = case(&toml);
            for looked in looks() {
                let seen = views(&case, looked, &roles_of(Side::Employer));
                prop_assert!(seen.iter().all(Option::is_none));
            }
        }
        Ok(())
    });
    ran.unwrap_or_else(|failure| panic!("{failure}"));
}

#[test]
fn s_41_everything_that_the_supervisor_sees_the_physician_sees_too() {
    let compared = Cell::new(0);
    let mut runner = TestRunner::new(config(40));
    let ran = runner.run(&pair(), |pair| {
        let [first, _] = pair.cases(CAST).map(|toml| case(&toml));
        for looked in looks() {
            let mut both = views(&first, looked, &[Role::Supervisor, Role::Bedrijfsarts]);
            let (physician, supervisor) = (both.pop().flatten().expect("always"), both.pop().flatten());
            if let Some(supervisor) = supervisor {
                is_part_of(&supervisor, &physician)?;
                compared.set(compared.get() + 1);
            }
        }
        Ok(())
    });
    ran.unwrap_or_else(|failure| panic!("{failure}"));
    assert!(compared.get() > 200, "{}", compared.get());
}

/// Texts are written for another reader, reasons stay with professionals, and while an alarm stands the physician is asked
/// nothing else: these three aside, one view is part of the other.
fn is_part_of(part: &View, whole: &View) -> Result<(), TestCaseError> {
    prop_assert_eq!(format!("{:?}", part.absence), format!("{:?}", whole.absence));
    for fact in &part.known {
        prop_assert!(whole.known.contains(fact), "{:?}", fact);
    }
    for step in &part.steps {
        prop_assert!(whole.steps.contains(step), "{:?}", step);
    }
    for pack in &part.packs {
        prop_assert!(whole.packs.contains(pack), "{:?}", pack);
    }
    let findings: Vec<String> = whole.findings.iter().map(core_of_finding).collect();
    for finding in &part.findings {
        let core = core_of_finding(finding);
        prop_assert!(findings.contains(&core), "{} is not in {:?}", core, findings);
    }
    let obligations: Vec<String> = whole.obligations.iter().map(core_of_obligation).collect();
    for owed in &part.obligations {
        let core = core_of_obligation(owed);
        prop_assert!(obligations.contains(&core), "{} is not in {:?}", core, obligations);
    }
    if !whole.notices.contains(&NoticeView::HaltedByAlarm) {
        let whole = without_record(&whole.missing);
        for missing in &part.missing {
            prop_assert!(whole.contains(missing), "{:?}", missing);
        }
    }
    Ok(())
}

/// The employer's side does not read what a record is called.
fn without_record(missing: &[MissingView]) -> Vec<MissingView> {
    missing.iter().cloned().map(|missing| MissingView { record: None, ..missing }).collect()
}

/// Ids of people are words of the file: the employer's side reads the role in their place, and names as they are.
fn without_ids_of_people(told: &str) -> String {
    let mut parts = told.split("person: ");
    let mut rest: Vec<String> = parts.next().map(str::to_owned).into_iter().collect();
    rest.extend(parts.map(|part| part.split_once(',').map_or(part, |(_, after)| after).to_owned()));
    rest.join("person: _,")
}

fn core_of_finding(finding: &FindingView) -> String {
    without_ids_of_people(&format!(
        "{:?} {:?} {:?} {:?} {:?} {:?} {:?}",
        finding.rule,
        finding.status,
        finding.outcome,
        finding.possible,
        finding.because,
        finding.fields,
        without_record(&finding.missing),
    ))
}

fn core_of_obligation(owed: &ObligationView) -> String {
    without_ids_of_people(&format!(
        "{:?} {:?} {:?} {:?} {:?} {:?} {:?} {:?} {:?}",
        owed.rule,
        owed.owed_by,
        owed.with,
        owed.state,
        owed.trigger_open,
        owed.due,
        owed.latest,
        owed.done_on,
        owed.missing,
    ))
}

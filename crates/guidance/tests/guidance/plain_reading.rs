//! Reading single facts with the engine's reader, told in words. The link from file to statement is made here a second
//! time, as plainly as can be, so that a fault in reading is not hidden by a fault in linking.

use crate::look::{case, day};
use casefile::{CaseFile, Choice, RawStatement, RawValue};
use engine::{Absence, Decision, DecisionChoice, Reader, Reading, Rulebook, Situation, WhyUnknown};
use facts::{FactId, FactKindId, Said, Statement, StatementId, Subject, SubjectKind};
use pack::{Library, Reads, Written};
use std::collections::BTreeMap;

/// What was said in a case, as seen on a day with what was known on another.
pub fn situation(library: &Library, case: &CaseFile, on: &str, known_on: &str) -> Situation {
    let mut subjects = BTreeMap::new();
    if let Some(episode) = case.episodes.first() {
        subjects.insert(SubjectKind::Episode, episode.id.clone());
    }
    Situation {
        employment_end: None,
        on: day(on),
        known_on: day(known_on),
        country: None,
        absence: Absence::Unknown,
        statements: case.statements.iter().map(|raw| statement(library, case, raw)).collect(),
        records: BTreeMap::new(),
        decisions: case.decisions.iter().map(decision).collect(),
        subjects,
    }
}

fn statement(library: &Library, case: &CaseFile, raw: &RawStatement) -> Statement {
    let declaration = library.declaration(&raw.kind).expect("a declared fact");
    let value = |written| Said::Value(declaration.domain.value_of(written).expect("a value of the fact"));
    Statement {
        id: raw.id.clone(),
        fact: FactId { kind: raw.kind.clone(), subject: subject(&declaration.subject, case, raw) },
        said: match &raw.said {
            RawValue::DontKnow => Said::DontKnow,
            RawValue::Nothing => Said::Nothing,
            RawValue::Word(word) => value(Written::Word(word)),
            RawValue::Whole(number) => value(Written::Whole(*number)),
            RawValue::Decimal(number) => value(Written::Decimal(*number)),
            RawValue::Day(day) => value(Written::Day(*day)),
        },
        about: raw.about,
        until: raw.until,
        recorded: raw.recorded,
        by: raw.by.clone(),
        role: raw.role,
        told_by: raw.told_by.clone(),
        replaces: raw.replaces.clone(),
        withdraws: raw.withdraws.clone(),
        reason: raw.reason.clone(),
        group_answer: raw.group_answer,
    }
}

fn subject(kind: &SubjectKind, case: &CaseFile, raw: &RawStatement) -> Subject {
    let named = match kind {
        SubjectKind::Record(_) => Some(raw.of.clone().expect("a record is named")),
        SubjectKind::Episode => raw.of.clone().or_else(|| case.episodes.first().map(|episode| episode.id.clone())),
        _ => None,
    };
    named.map_or_else(|| Subject::only(kind.clone()), |id| Subject { kind: kind.clone(), id })
}

fn decision(raw: &casefile::Decision) -> Decision {
    let (choice, sets_aside) = match &raw.choice {
        Choice::Confirm { .. } => (DecisionChoice::Confirm, Vec::new()),
        Choice::Deviate { .. } => (DecisionChoice::Deviate, Vec::new()),
        Choice::SetAside { statements } => (DecisionChoice::SetAside, statements.clone()),
    };
    Decision {
        id: raw.id.clone(),
        rule: raw.finding.clone(),
        subject: raw.of.clone(),
        choice,
        outcome: None,
        sets_aside: sets_aside.into_iter().collect(),
        reason_code: None,
        reason: raw.reason.clone(),
        about: raw.about,
        recorded: raw.recorded,
        by: raw.by.clone(),
        role: raw.role,
        supersedes: raw.supersedes.clone(),
    }
}

/// How a fact reads, in words: `good, by a`; `never asked`; `sam does not know …`.
pub fn reads(rulebook: &Rulebook, toml: &str, kind: &str, on: &str) -> String {
    reads_known(rulebook, toml, kind, on, on)
}

/// As [`reads`], with what was known on a day.
pub fn reads_known(rulebook: &Rulebook, toml: &str, kind: &str, on: &str, known_on: &str) -> String {
    let situation = situation(rulebook.library(), &case(toml), on, known_on);
    let declared = &rulebook.library().declaration(&FactKindId::new(kind)).expect("a declared fact").subject;
    let fact = FactId { kind: FactKindId::new(kind), subject: situation.subject(declared) };
    read_of(rulebook, &situation, &fact)
}

/// How a fact of a named subject reads.
pub fn reads_of(rulebook: &Rulebook, toml: &str, kind: &str, subject: Subject, on: &str) -> String {
    let situation = situation(rulebook.library(), &case(toml), on, on);
    read_of(rulebook, &situation, &FactId { kind: FactKindId::new(kind), subject })
}

pub fn read_of(rulebook: &Rulebook, situation: &Situation, fact: &FactId) -> String {
    let alarm = rulebook.library().declaration(&fact.kind).is_some_and(|declaration| declaration.alarm);
    let reads = if alarm { Reads::Ever } else { Reads::Latest };
    in_words(&Reader::new(rulebook.library(), situation).read(fact, reads))
}

pub fn in_words(reading: &Reading) -> String {
    match reading {
        Reading::Known { value, by } => format!("{value}, by {}", entries(by)),
        Reading::SetAside { value, said, by } => {
            format!("{value}, {} set aside by {}", entries(said), entries(by))
        }
        Reading::Unknown(WhyUnknown::NeverAsked) => "never asked".to_owned(),
        Reading::Unknown(WhyUnknown::DontKnow { role, statement }) => {
            format!("{role} does not know, {}", entries(std::slice::from_ref(statement)))
        }
        Reading::Unknown(WhyUnknown::Expired { known_on, statement }) => {
            format!("known on {known_on}, {}: to be asked again", entries(std::slice::from_ref(statement)))
        }
        Reading::Unknown(WhyUnknown::Disputed { statements }) => format!("disputed, by {}", entries(statements)),
    }
}

/// The entries of the file, without the fact.
fn entries(ids: &[StatementId]) -> String {
    let entries: Vec<&str> = ids.iter().map(|id| id.as_str().split('/').next().unwrap_or_default()).collect();
    entries.join(" and ")
}

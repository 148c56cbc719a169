//! What is known about one person's situation: the only thing, beside packs, that guidance depends on.

use calendar::{Chain, ChainState, Day};
use facts::{
    ChoiceId, PersonId, RecordList, Recorded, Role, RuleId, Statement, StatementId, Subject, SubjectId, SubjectKind,
};
use std::collections::{BTreeMap, BTreeSet};

/// Facts in.
#[derive(Clone, Debug)]
pub struct Situation {
    /// The reference day D (S-6).
    pub on: Day,
    /// What was known on this day, K (S-6).
    pub known_on: Day,
    /// The country of the employment, when it is known.
    pub country: Option<String>,
    /// The last day of the employment, when one is known.
    pub employment_end: Option<Day>,
    /// Absence as far as it is known on K.
    pub absence: Absence,
    /// All statements of the case; reading leaves out what does not hold on D and K.
    pub statements: Vec<Statement>,
    /// Members of lists as far as they are known on K.
    pub records: BTreeMap<RecordList, BTreeSet<SubjectId>>,
    /// Statements on findings (S-19).
    pub decisions: Vec<Decision>,
    /// Which employment and which episode of complaints the case is about.
    pub subjects: BTreeMap<SubjectKind, SubjectId>,
}

/// What is known of absence.
#[derive(Clone, Debug)]
pub enum Absence {
    /// No spell is known, and nobody said that there is none.
    Unknown,
    /// It is known that there is no absence.
    None,
    /// One chain.
    Chain(Chain),
}

impl Absence {
    /// The chain, if there is one.
    pub fn chain(&self) -> Option<&Chain> {
        match self {
            Absence::Chain(chain) => Some(chain),
            _ => None,
        }
    }

    /// The day of absence on a day: `Ok(None)` when it is known that there is no absence on that day.
    ///
    /// # Errors
    /// [`Unknown`] when nothing is known of absence.
    pub fn day_on(&self, on: Day) -> Result<Option<u32>, Unknown> {
        match self {
            Absence::Unknown => Err(Unknown),
            Absence::None => Ok(None),
            Absence::Chain(chain) => Ok(match chain.state_on(on) {
                ChainState::Running { absence_day } | ChainState::OnLeave { absence_day } => Some(absence_day),
                ChainState::Stopped { .. } | ChainState::Ended { .. } => None,
            }),
        }
    }
}

/// Not known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unknown;

/// What somebody decided about a finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DecisionChoice {
    /// As proposed.
    Confirm,
    /// Otherwise, with a reason.
    Deviate,
    /// An alarm, set aside by a physician (S-9, S-19).
    SetAside,
}

/// Confirming, deviating, setting aside: a statement on a finding (S-19).
#[derive(Clone, Debug)]
pub struct Decision {
    /// Identity within the case.
    pub id: StatementId,
    /// The rule of the finding.
    pub rule: RuleId,
    /// The subject, when the rule has several.
    pub subject: Option<SubjectId>,
    /// What was decided.
    pub choice: DecisionChoice,
    /// The outcome that holds from now on.
    pub outcome: Option<ChoiceId>,
    /// The statements that are set aside.
    pub sets_aside: BTreeSet<StatementId>,
    /// A coded reason.
    pub reason_code: Option<String>,
    /// The reason in words.
    pub reason: Option<String>,
    /// The day it speaks about.
    pub about: Day,
    /// When it was written down.
    pub recorded: Recorded,
    /// Who.
    pub by: PersonId,
    /// In which role.
    pub role: Role,
    /// The decision that this one takes the place of.
    pub supersedes: Option<StatementId>,
}

impl Situation {
    /// Nothing known at all, on a day.
    pub fn empty(on: Day) -> Self {
        Self {
            on,
            known_on: on,
            country: None,
            employment_end: None,
            absence: Absence::Unknown,
            statements: Vec::new(),
            records: BTreeMap::new(),
            decisions: Vec::new(),
            subjects: BTreeMap::new(),
        }
    }

    /// The first day of the chain of absence, when there is one.
    pub fn first_absence_day(&self) -> Option<Day> {
        self.absence.chain().map(calendar::Chain::first_day)
    }

    /// The subject of its kind that the case is about.
    pub fn subject(&self, kind: &SubjectKind) -> Subject {
        match self.subjects.get(kind) {
            Some(id) => Subject { kind: kind.clone(), id: id.clone() },
            None => Subject::only(kind.clone()),
        }
    }

    /// The decision in force on a finding: the latest known one that no other took the place of.
    pub fn decision_on(&self, rule: &RuleId, subject: &Subject, choices: &[DecisionChoice]) -> Option<&Decision> {
        self.decisions_in_force()
            .into_iter()
            .filter(|decision| decision.rule == *rule && choices.contains(&decision.choice))
            .filter(|decision| decision.subject.as_ref().is_none_or(|id| *id == subject.id))
            .max_by_key(|decision| (decision.about, decision.recorded))
    }

    /// Known decisions that no other known decision took the place of: a setting-aside that was taken back lifts nothing.
    pub fn decisions_in_force(&self) -> Vec<&Decision> {
        let superseded: BTreeSet<&StatementId> =
            self.known_decisions().filter_map(|decision| decision.supersedes.as_ref()).collect();
        self.known_decisions().filter(|decision| !superseded.contains(&decision.id)).collect()
    }

    /// Decisions that were recorded by K about D or earlier.
    pub fn known_decisions(&self) -> impl Iterator<Item = &Decision> {
        self.decisions.iter().filter(|decision| decision.recorded.day <= self.known_on && decision.about <= self.on)
    }
}

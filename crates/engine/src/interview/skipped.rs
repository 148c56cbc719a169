//! Why a question was not asked (S-25).

use super::{AskedBy, Interview, asked_by};
use crate::assess::{Reach, assess_as_if_no_alarm};
use crate::finding::{Assessment, Status};
use facts::{FactId, FactKindId, Role, RuleId, SubjectKind};
use pack::{Body, Declaration, Reads};
use std::collections::BTreeSet;

/// A question, or some of its facts, that was not asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Skipped {
    /// What would ask.
    pub by: AskedBy,
    /// The kinds of facts.
    pub kinds: Vec<FactKindId>,
    /// Why it was not asked.
    pub why: WhySkipped,
}

/// Why a question was not asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WhySkipped {
    /// It is known already.
    Known,
    /// No answer can make any goal come out otherwise.
    CannotMatter,
    /// It matters only to goals that an alarm stops.
    Stopped(RuleId),
    /// It matters, and others are to answer it.
    WaitsFor(Vec<Role>),
    /// Somebody in this role said that he does not know.
    DontKnow,
    /// It is about records of a list, and none is known.
    NoRecord,
    /// It is left to a judgement for which there is a proposal: to be confirmed rather than asked.
    Proposed,
    /// It is the day on which something owed was done: recorded when it is done.
    RecordedWhenDone,
    /// It is kept for people; no rule reads it.
    ForPeople,
    /// It matters and has not been asked yet: the interview was left before.
    NotYetAsked,
}

impl Interview<'_> {
    /// For every question in force that this role could be asked and was not, why; and what waits for others.
    pub fn skipped(&self) -> Vec<Skipped> {
        let without_halt = assess_as_if_no_alarm(self.rulebook, self.situation);
        let evidence = Evidence {
            matter: self.facts_that_matter(self.assessment),
            matter_without_halt: self.facts_that_matter(&without_halt),
            days_owed: self.library().days_of_obligations(),
        };
        let mut skipped: Vec<Skipped> = Vec::new();
        for declaration in self.facts_in_force().into_iter().filter(|asked| (self.scope.facts)(&asked.id)) {
            let Some(why) = self.why_skipped(declaration, &evidence) else { continue };
            let by = asked_by(self.library(), declaration);
            match skipped.iter_mut().find(|known| known.by == by && known.why == why) {
                Some(known) => known.kinds.push(declaration.id.clone()),
                None => skipped.push(Skipped { by, kinds: vec![declaration.id.clone()], why }),
            }
        }
        skipped
    }

    /// What the packs that advise here ask: questions in their order, judgements, and whether lists are complete.
    fn facts_in_force(&self) -> Vec<&Declaration> {
        let library = self.library();
        let reach = Reach::of(self.rulebook, self.situation);
        let mut declarations: Vec<&Declaration> = Vec::new();
        for rule in library.questions().filter(|rule| reach.advises(rule)) {
            if let Body::Question(question) = &rule.body {
                declarations.extend(&question.facts);
            }
        }
        for rule in reach.goals() {
            if let Body::Judgement(judgement) = &rule.body {
                declarations.push(&judgement.fact);
            }
        }
        let lists: BTreeSet<FactKindId> = declarations
            .iter()
            .filter_map(|field| match &field.subject {
                SubjectKind::Record(list) => Some(FactKindId::new(format!("{list}.complete"))),
                _ => None,
            })
            .collect();
        declarations.extend(lists.iter().filter_map(|kind| library.declaration(kind)));
        declarations
    }

    fn facts_that_matter(&self, assessment: &Assessment) -> BTreeSet<FactId> {
        self.open(assessment).iter().flat_map(|goal| goal.missing).map(|missing| missing.fact.clone()).collect()
    }

    fn why_skipped(&self, declaration: &Declaration, evidence: &Evidence) -> Option<WhySkipped> {
        let facts = self.facts_of(declaration);
        let of_kind = |matter: &BTreeSet<FactId>| matter.iter().any(|fact| facts.contains(fact));
        let may_answer = declaration.authority(self.role).is_some();
        if !may_answer {
            return of_kind(&evidence.matter).then(|| WhySkipped::WaitsFor(self.others(declaration, &facts)));
        }
        let reader = self.known.reader();
        let reads = if declaration.alarm { Reads::Ever } else { Reads::Latest };
        let is_known = |fact: &FactId| reader.read(fact, reads).value().is_some();
        let unanswered: Vec<&FactId> = facts.iter().filter(|fact| !reader.has_spoken_today(fact, self.role)).collect();
        if unanswered.is_empty() && !facts.is_empty() {
            return None;
        }
        Some(if facts.is_empty() {
            WhySkipped::NoRecord
        } else if declaration.record_only {
            WhySkipped::ForPeople
        } else if unanswered.iter().all(|fact| is_known(fact)) {
            WhySkipped::Known
        } else if unanswered.iter().any(|fact| evidence.matter.contains(*fact)) {
            match unanswered.iter().any(|fact| evidence.matter.contains(*fact) && self.is_askable(fact)) {
                true => WhySkipped::NotYetAsked,
                false => WhySkipped::DontKnow,
            }
        } else if let (true, Some(alarm)) = (of_kind(&evidence.matter_without_halt), &self.assessment.halted_by) {
            WhySkipped::Stopped(alarm.clone())
        } else if self.is_proposed_now(declaration) {
            WhySkipped::Proposed
        } else if evidence.days_owed.contains(&declaration.id) {
            WhySkipped::RecordedWhenDone
        } else {
            WhySkipped::CannotMatter
        })
    }

    /// A kind for the subject it is about, or for every record of its list.
    fn facts_of(&self, declaration: &Declaration) -> Vec<FactId> {
        let kind = declaration.id.clone();
        match &declaration.subject {
            SubjectKind::Record(list) => {
                let subject = |id| facts::Subject { kind: declaration.subject.clone(), id };
                self.known
                    .members(list)
                    .into_iter()
                    .map(|id| FactId { kind: kind.clone(), subject: subject(id) })
                    .collect()
            }
            subject => vec![FactId { kind, subject: self.situation.subject(subject) }],
        }
    }

    fn others(&self, declaration: &Declaration, facts: &[FactId]) -> Vec<Role> {
        let reader = self.known.reader();
        let waits = |role: &&Role| facts.iter().any(|fact| !reader.has_answered(fact, **role));
        declaration.asked_of.iter().filter(waits).copied().collect()
    }

    fn is_proposed_now(&self, declaration: &Declaration) -> bool {
        let by_judgement = |rule: &RuleId| Some(rule) == declaration.filled_by.as_ref();
        self.assessment.findings.iter().any(|finding| finding.status == Status::Proposed && by_judgement(&finding.rule))
    }
}

struct Evidence {
    matter: BTreeSet<FactId>,
    matter_without_halt: BTreeSet<FactId>,
    days_owed: BTreeSet<FactKindId>,
}

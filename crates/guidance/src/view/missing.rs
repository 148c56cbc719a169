//! What is missing, and who may say it.

use super::build::Builder;
use super::{MissingView, MissingWhy, WhoSaid};
use engine::{Missing, WhyUnknown};
use facts::{FactId, RuleId};
use std::collections::BTreeSet;

impl Builder<'_> {
    pub(super) fn all_missing(&self) -> Vec<MissingView> {
        let seen: BTreeSet<&RuleId> = self
            .guidance
            .assessment
            .findings
            .iter()
            .map(|finding| &finding.rule)
            .chain(self.guidance.assessment.obligations.iter().map(|obligation| &obligation.rule))
            .filter(|rule| self.may_see_rule(rule))
            .collect();
        let mut facts: Vec<&FactId> = Vec::new();
        let mut missing = Vec::new();
        let explanations =
            self.guidance.assessment.findings.iter().map(|finding| (&finding.rule, &finding.explanation));
        // While an alarm halts the path, nothing else is asked of those who may know of it (S-17); nobody else can tell.
        let halted = self.guidance.assessment.halted_by.is_some() && self.may_see_medical();
        let explanations = explanations.filter(|(rule, _)| !halted || self.is_alarm(rule));
        let owed = self
            .guidance
            .assessment
            .obligations
            .iter()
            .filter(|obligation| obligation.trigger_open && !halted)
            .map(|obligation| (&obligation.rule, &obligation.explanation));
        for item in explanations
            .chain(owed)
            .filter(|(rule, _)| seen.contains(rule))
            .flat_map(|(_, explanation)| &explanation.missing)
        {
            if !facts.contains(&&item.fact) {
                facts.push(&item.fact);
                missing.extend(self.missing(item));
            }
        }
        missing
    }

    pub(super) fn missing(&self, missing: &Missing) -> Option<MissingView> {
        // A bare list of what could be wrong frightens; the worker is asked one question at a time, elsewhere.
        if !self.may_see_fact(&missing.fact.kind) || self.wall.is_worker() {
            return None;
        }
        let why = self.why_unknown(&missing.why);
        Some(MissingView {
            fact: self.shows_codes().then(|| missing.fact.kind.to_string()),
            record: self.record_of(&missing.fact.subject),
            label: self.label_of(&missing.fact.kind),
            judged: self
                .library
                .declaration(&missing.fact.kind)
                .is_some_and(|declared| declared.source == pack::SourceKind::Judgement),
            asked_of: missing.asked_of.clone(),
            why,
        })
    }

    pub(super) fn why_unknown(&self, why: &WhyUnknown) -> MissingWhy {
        match why {
            WhyUnknown::NeverAsked => MissingWhy::NeverAsked,
            WhyUnknown::DontKnow { role, .. } => MissingWhy::DontKnow(*role),
            WhyUnknown::Expired { known_on, .. } => MissingWhy::Expired(*known_on),
            WhyUnknown::Disputed { statements } => {
                let all = self.guidance.situation.statements.iter();
                let mut said: Vec<_> = all.filter(|statement| statements.contains(&statement.id)).collect();
                said.sort_by_key(|statement| (statement.about, statement.recorded.day, &statement.by, &statement.id));
                let said = said.into_iter();
                MissingWhy::Disputed(
                    said.map(|statement| WhoSaid {
                        name: self.name_of(&statement.by),
                        person: self.person_of(&statement.by, statement.role),
                        role: statement.role,
                        told_by: None,
                        about: statement.about,
                        group_answer: statement.group_answer,
                    })
                    .collect(),
                )
            }
        }
    }
}

//! What would change one finding or obligation, for those who may read everything that it rests on (S-26, S-27).

use super::build::Builder;
use super::text::ReasonText;
use super::{AnswerView, ChangeSetView, ChangesView, NamedValue};
use engine::{ChangeSet, Members, NewAnswer, NewValue, changes};
use facts::{Decimal, RuleId, Subject, SubjectKind};
use pack::{Declaration, Interval, Rule, ValueDomain};

/// At most so many sets of a list are shown, beside their true number (S-28).
const MOST_SHOWN: usize = 50;

impl Builder<'_> {
    /// Computed only where somebody asks for it. Who may not read all that the outcome rests on is told nothing: which
    /// answers would change it gives away how the others were answered.
    pub(super) fn changes(&self, rule: &Rule, subject: &Subject, other: Option<&Subject>) -> Option<ChangesView> {
        if self.asked_about != Some(&rule.id) || !self.may_see_all_beneath(&rule.id) || !self.shows_codes() {
            return None;
        }
        let record = |subject: &Subject| Some(subject.clone()).filter(|one| matches!(one.kind, SubjectKind::Record(_)));
        let members = Members { first: record(subject), second: other.and_then(record) };
        let found = changes(self.guidance.rulebook, &self.guidance.situation, &rule.id, &members)?;
        let may_answer = |set: &&ChangeSet| set.answers.iter().all(|answer| self.may_answer(answer));
        let open: Vec<&ChangeSet> = found.still_open.iter().filter(may_answer).collect();
        let recorded: Vec<&ChangeSet> = found.recorded_otherwise.iter().collect();
        let shown =
            |sets: &[&ChangeSet]| sets.iter().take(MOST_SHOWN).filter_map(|set| self.change_set(rule, set)).collect();
        Some(ChangesView {
            still_open: shown(&open),
            number_of_open: open.len(),
            others_may_answer: open.len() < found.still_open.len(),
            recorded_otherwise: shown(&recorded),
            number_of_recorded: recorded.len(),
        })
    }

    fn may_see_all_beneath(&self, rule: &RuleId) -> bool {
        let beneath = self.library.base_facts_of(rule);
        beneath.iter().all(|kind| self.may_see_fact(kind))
    }

    /// What is still open is told to those who can answer it (S-27).
    fn may_answer(&self, answer: &NewAnswer) -> bool {
        let declaration = self.library.declaration(&answer.fact.kind);
        declaration.is_some_and(|declaration| declaration.asked_of.contains(&self.wall.role()))
    }

    fn change_set(&self, rule: &Rule, set: &ChangeSet) -> Option<ChangeSetView> {
        let answers = set.answers.iter().map(|answer| self.answer(answer)).collect::<Option<Vec<AnswerView>>>()?;
        Some(ChangeSetView { answers, outcome: (set.outcome.clone(), self.outcome_label(rule, &set.outcome)) })
    }

    fn answer(&self, answer: &NewAnswer) -> Option<AnswerView> {
        let declaration = self.library.declaration(&answer.fact.kind)?;
        let value = match &answer.value {
            NewValue::Word(word) => word_of(declaration, word.as_str())?,
            NewValue::Within(interval) => numbers(declaration, interval),
        };
        Some(AnswerView {
            named: NamedValue { id: answer.fact.kind.to_string(), label: self.label_of(&answer.fact.kind), value },
            record: self.record_of(&answer.fact.subject),
            asked_of: declaration.asked_of.clone(),
            recorded: answer.recorded,
            by_physician: answer.by_physician,
        })
    }
}

fn word_of(declaration: &Declaration, word: &str) -> Option<ReasonText> {
    let value = declaration.domain.value_of(pack::Written::Word(word))?;
    Some(ReasonText::of(&value, Some(declaration)))
}

/// One number, or from and to; an end that the declaration sets itself is not worth telling.
fn numbers(declaration: &Declaration, interval: &Interval) -> ReasonText {
    let ValueDomain::Number { unit, min, max, .. } = &declaration.domain else { return ReasonText::None };
    match (interval.lower, interval.upper) {
        (Some((one, true)), Some((other, true))) if one == other => ReasonText::Number(one, unit.clone()),
        (lower, upper) => {
            let told = |end: Option<(Decimal, bool)>, outermost: &Decimal| end.filter(|(end, _)| end != outermost);
            ReasonText::Between(told(lower, min), told(upper, max), unit.clone())
        }
    }
}

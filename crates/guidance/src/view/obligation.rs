//! One obligation.

use super::build::Builder;
use super::{DueView, MovedView, ObligationView, PublishedView};
use engine::{Due, Moved, Obligation, ObligationState, PublishedTerm};
use facts::Role;

impl Builder<'_> {
    pub(super) fn obligation(&self, obligation: &Obligation) -> Option<ObligationView> {
        let rule = self.library.rule(&obligation.rule).filter(|rule| self.may_see_rule(&rule.id))?;
        // The worker reads what he himself has to do now; a timeline of terms is not held before him.
        if obligation.state == ObligationState::DoesNotApply
            || (self.wall.is_worker() && !concerns_worker_now(obligation))
        {
            return None;
        }
        let text = rule.texts.get("owed").and_then(|texts| texts.by_audience.get(&self.audience()));
        Some(ObligationView {
            rule: self.shows_codes().then(|| rule.id.clone()),
            title: rule.title.clone(),
            neutral: self.content_of(&rule.id).neutral && obligation.class.is_for_employer(),
            text: text.map(|text| self.filled(text, day_in_text(obligation))),
            owed_by: obligation.owed_by,
            with: obligation.with.clone(),
            state: obligation.state,
            trigger_open: obligation.trigger_open,
            due: obligation.due.as_ref().map(due_view),
            latest: obligation.latest.as_ref().map(due_view),
            warns_on: obligation.warns_on,
            done_on: obligation.done_on,
            published: obligation.published.as_ref().map(|published| self.published(obligation, published)),
            moved: obligation.moved.iter().map(|moved| self.moved(moved)).collect(),
            other_reading: obligation.other_reading.as_ref().map(due_view),
            deviation: obligation.deviation.as_ref().map(|decided| self.decided(decided)),
            refused_deviation: obligation.refused_deviation.as_ref().map(|decided| self.decided(decided)),
            missing: obligation
                .explanation
                .missing
                .iter()
                .filter(|_| obligation.trigger_open)
                .filter_map(|missing| self.missing(missing))
                .collect(),
            sources: if self.shows_codes() {
                rule.sources.iter().map(|source| self.source(&source.clause, source.quote.clone())).collect()
            } else {
                Vec::new()
            },
            confidence: rule.confidence,
            changes: self.changes(rule, &obligation.subject, None),
        })
    }

    fn published(&self, obligation: &Obligation, published: &PublishedTerm) -> PublishedView {
        let on = self.guidance.assessment.on;
        let has_passed = |due: Option<&Due>| due.is_some_and(|due| due.day < on);
        let own = has_passed(obligation.due.as_ref().or(obligation.latest.as_ref()));
        let both = own && has_passed(published.due.as_ref().or(published.latest.as_ref()));
        let is_open = matches!(
            obligation.state,
            ObligationState::TriggerOpen | ObligationState::Waits | ObligationState::Due | ObligationState::Warned
        );
        PublishedView {
            is_law: self.library.pack_of(&obligation.rule).is_some_and(|pack| pack.neutral),
            state: published.state,
            due: published.due.as_ref().map(due_view),
            latest: published.latest.as_ref().map(due_view),
            own_day_passed: own && !both && is_open,
        }
    }

    fn moved(&self, moved: &Moved) -> MovedView {
        // The name of an entry is somebody's own word, and a number in it can tell how much else was said.
        let entries = if self.may_see_medical() { moved.entries.clone() } else { Vec::new() };
        MovedView { was: due_view(&moved.was), recorded: moved.recorded, entries }
    }
}

/// The words of a rule speak of what law or guideline ask: by the published day, where the service has one of its own.
fn day_in_text(obligation: &Obligation) -> Option<&Due> {
    let published = obligation.published.as_ref();
    let published = published.and_then(|published| published.due.as_ref().or(published.latest.as_ref()));
    published.or(obligation.due.as_ref()).or(obligation.latest.as_ref())
}

fn concerns_worker_now(obligation: &Obligation) -> bool {
    let takes_part = obligation.owed_by == Role::Worker || obligation.with.contains(&Role::Worker);
    takes_part && matches!(obligation.state, ObligationState::Warned | ObligationState::Overdue)
}

fn due_view(due: &Due) -> DueView {
    DueView { day: due.day, last_working_day: due.last_working_day, arithmetic: due.arithmetic.clone() }
}

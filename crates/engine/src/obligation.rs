//! Obligations: trigger, anchor, day, state (S-30 to S-34).

use crate::assess::{Assessor, decided};
use crate::finding::{Due, Explanation, Obligation, ObligationState, PublishedTerm};
use crate::known::Members;
use crate::situation::{Absence, DecisionChoice};
use calendar::{Arithmetic, ChainState, Day, Holidays, Period, last_working_day};
use facts::{FactKindId, RuleId, SubjectKind, Value};
use pack::{Anchor, Body, Deadline, Offset, OffsetUnit, Reads, Rule, Slot, Warning};

/// Assesses one obligation; `before` holds those that stand earlier, for anchors on what was done.
pub(crate) fn assess(assessor: &Assessor<'_>, rule: &Rule, deadline: &Deadline, before: &[Obligation]) -> Obligation {
    let members = Members::default();
    let terms = Terms {
        assessor,
        holidays: assessor.rulebook.library().holidays(assessor.situation.country.as_deref().unwrap_or("NL")),
        before,
    };
    let trigger = Trigger::of(assessor, rule, deadline, &members);
    let subject = assessor.situation.subject(&deadline.subject);
    let mut obligation = Obligation {
        rule: rule.id.clone(),
        subject: subject.clone(),
        stage: rule.stage,
        class: assessor.rulebook.library().class_of(&rule.id),
        owed_by: deadline.owed_by,
        with: deadline.with.clone(),
        state: ObligationState::DoesNotApply,
        trigger_open: trigger.open,
        due: None,
        latest: None,
        warns_on: None,
        done_on: terms.done_on(&deadline.done_by),
        published: None,
        moved: Vec::new(),
        other_reading: None,
        deviation: None,
        refused_deviation: None,
        explanation: trigger.explanation,
    };
    let decision = assessor.situation.decision_on(&rule.id, &subject, &[DecisionChoice::Deviate]).map(decided);
    match &deadline.deviation {
        Some(_) => obligation.deviation = decision,
        None => obligation.refused_deviation = decision,
    }
    obligation.state = match trigger.owed {
        Some(false) => ObligationState::DoesNotApply,
        // A case is one absence chain: where there is known to be none, nothing is owed in it.
        _ if matches!(assessor.situation.absence, Absence::None) && deadline.subject == SubjectKind::Case => {
            ObligationState::DoesNotApply
        }
        owed => {
            terms.place(deadline, &mut obligation);
            let state = terms.state(deadline, &obligation);
            let settled = matches!(state, ObligationState::Met | ObligationState::MetLate);
            let has_come = obligation.due.is_some() || obligation.latest.is_some();
            match owed {
                _ if deadline.event && !has_come => ObligationState::DoesNotApply,
                _ if !settled && deadline.within_employment && terms.is_after_employment(&obligation) => {
                    ObligationState::DoesNotApply
                }
                None if !settled => ObligationState::TriggerOpen,
                _ => state,
            }
        }
    };
    let published = assessor.published.as_deref().and_then(|published| as_published(published, &rule.id));
    if let Some(published) = published {
        obligation.state = terms.state_beside(&obligation, &published);
        obligation.published = published.differing_from(&obligation);
    }
    if obligation.state == ObligationState::DoesNotApply {
        obligation.trigger_open = false;
        obligation.published = None;
    }
    obligation
}

/// The same obligation by the rules as they were published; none where a house pack added it.
fn as_published(published: &Assessor<'_>, rule: &RuleId) -> Option<PublishedTerm> {
    let rule = published.rulebook.library().rule(rule)?;
    let Body::Deadline(deadline) = &rule.body else { return None };
    let Obligation { state, due, latest, .. } = assess(published, rule, deadline, &[]);
    Some(PublishedTerm { state, due, latest })
}

impl PublishedTerm {
    /// Something that is owed, or was while the absence lasted.
    fn is_owed(&self) -> bool {
        self.state != ObligationState::DoesNotApply || self.due.is_some() || self.latest.is_some()
    }

    /// Told only where a service keeps another day, or asks what is not asked as published.
    fn differing_from(self, here: &Obligation) -> Option<Self> {
        let days = |due: &Option<Due>, latest: &Option<Due>| {
            (due.as_ref().map(|due| due.day), latest.as_ref().map(|latest| latest.day))
        };
        let differs = !self.is_owed() || days(&self.due, &self.latest) != days(&here.due, &here.latest);
        differs.then_some(self)
    }
}

/// Whether it is owed, as far as that is decided or acted on.
struct Trigger {
    owed: Option<bool>,
    open: bool,
    explanation: Explanation,
}

impl Trigger {
    fn of(assessor: &Assessor<'_>, rule: &Rule, deadline: &Deadline, members: &Members) -> Self {
        let Some(goal) = assessor.rulebook.goal(&rule.id) else {
            return Self { owed: Some(false), open: false, explanation: Explanation::default() };
        };
        let known = assessor.known_classes(goal, members);
        let possible = assessor.rulebook.possible(goal, &|number| known.get(&number).copied());
        let explanation = assessor.explainer().explain(rule, goal, members, &known, &possible);
        let is_owed = |word: &facts::ChoiceId| word.as_str() == "owed";
        match possible.decided() {
            Some(word) => Self { owed: Some(is_owed(word)), open: false, explanation },
            None => {
                let careful = assessor.possible_carefully(goal, &known, &deadline.unknown_counts_as);
                Self { owed: careful.decided().map(is_owed), open: true, explanation }
            }
        }
    }
}

/// Where a term begins.
enum Start {
    /// On a day.
    On(Day),
    /// It has not begun; at the latest on this day, when there is an outer bound.
    NotYet(Option<Day>),
}

struct Terms<'a> {
    assessor: &'a Assessor<'a>,
    holidays: Holidays,
    before: &'a [Obligation],
}

impl Terms<'_> {
    /// Finds the due day, or the latest possible one.
    fn place(&self, deadline: &Deadline, obligation: &mut Obligation) {
        match self.start(&deadline.anchor) {
            Start::On(day) => {
                obligation.due = self.due(deadline, day);
                obligation.done_on = obligation.done_on.filter(|done| !deadline.anew || day <= *done);
            }
            Start::NotYet(Some(latest)) => obligation.latest = self.due(deadline, latest),
            Start::NotYet(None) => {}
        }
        if let (Some(every), Some(done)) = (&deadline.every, obligation.done_on) {
            // A periodic duty counts from its last occurrence (S-32): what was done is the anchor of the next.
            obligation.due = self.term(deadline, every, done);
            obligation.latest = None;
            obligation.done_on = None;
            // One missed round is deviated from, not all that follow.
            obligation.deviation = obligation.deviation.take().filter(|deviation| deviation.about > done);
        }
        let due = obligation.due.as_ref().or(obligation.latest.as_ref()).map(|due| due.day);
        obligation.warns_on = deadline.warn.as_ref().zip(due).and_then(|(warning, due)| self.warns_on(warning, due));
    }

    fn start(&self, anchor: &Anchor) -> Start {
        match anchor {
            Anchor::FirstAbsenceDay => match self.assessor.situation.absence.chain() {
                Some(chain) => Start::On(chain.first_day()),
                None => Start::NotYet(None),
            },
            Anchor::EmploymentEnd => self.assessor.situation.employment_end.map_or(Start::NotYet(None), Start::On),
            Anchor::Fact(kind) => self.day_of(kind).map_or(Start::NotYet(None), Start::On),
            Anchor::Done(id) => match self.other(id) {
                Some(Obligation { done_on: Some(done), .. }) => Start::On(done),
                // Put off with a reason: it has no last day any more from which this one could count.
                Some(Obligation { state: ObligationState::Deviated, .. }) => Start::NotYet(None),
                Some(other) => Start::NotYet(other.due.or(other.latest).map(|due| due.day)),
                None => Start::NotYet(None),
            },
            Anchor::EarlierOf(anchors) => {
                let mut earliest: Option<Day> = None;
                let mut bound: Option<Day> = None;
                for start in anchors.iter().map(|anchor| self.start(anchor)) {
                    match start {
                        Start::On(day) => earliest = Some(earliest.map_or(day, |known| known.min(day))),
                        Start::NotYet(Some(day)) => bound = Some(bound.map_or(day, |known| known.min(day))),
                        Start::NotYet(None) => {}
                    }
                }
                earliest.map_or(Start::NotYet(bound), Start::On)
            }
        }
    }

    /// Another obligation, also where it stands later among the goals. Circles are refused when packs load.
    fn other(&self, id: &RuleId) -> Option<Obligation> {
        if let Some(found) = self.before.iter().find(|obligation| obligation.rule == *id) {
            return Some(found.clone());
        }
        let rule = self.assessor.rulebook.library().rule(id)?;
        match &rule.body {
            Body::Deadline(deadline) => Some(assess(self.assessor, rule, deadline, self.before)),
            _ => None,
        }
    }

    fn due(&self, deadline: &Deadline, start: Day) -> Option<Due> {
        self.term(deadline, &deadline.due, start)
    }

    /// A term of this length from a day, as the obligation counts it: standing still on leave where it does.
    fn term(&self, deadline: &Deadline, length: &Offset, start: Day) -> Option<Due> {
        let arithmetic = match (&deadline.not_counted, self.absence_days(length, start)) {
            (Some((from, until)), Some(days)) => self.leaving_out(days, from, until)?,
            _ => self.offset(length, start)?,
        };
        let chain = self.assessor.situation.absence.chain().filter(|_| deadline.stands_still_on_leave);
        let arithmetic = match chain {
            Some(chain) => chain.standing_still_on_leave(arithmetic),
            None => arithmetic,
        };
        Some(self.with_working_day(arithmetic))
    }

    /// So many days of absence as the length is; none where it is counted along the calendar.
    fn absence_days(&self, length: &Offset, start: Day) -> Option<u32> {
        let amount = self.number(&length.amount)?;
        match length.unit {
            OffsetUnit::AbsenceDay => Some(amount),
            OffsetUnit::AbsenceYears => {
                // As many counted days as those years from the first day have: a gap or leave makes it end later.
                let whole = i32::try_from(amount).ok()?;
                Some(Period { first: start, last: start.plus_years(whole).plus_days(-1) }.days())
            }
            _ => None,
        }
    }

    /// The day of absence, when the days from the one date until the other do not count. Until both are known it is not known.
    fn leaving_out(&self, days: u32, from: &FactKindId, until: &FactKindId) -> Option<Arithmetic> {
        let period = Period::new(self.day_of(from)?, self.day_of(until)?).ok()?;
        self.assessor.situation.absence.chain().map(|chain| chain.day_reaching_without(days, period))
    }

    /// Whether its last day lies after the last day of the employment: then it is not owed any more.
    fn is_after_employment(&self, obligation: &Obligation) -> bool {
        let last = obligation.due.as_ref().or(obligation.latest.as_ref()).map(|due| due.day);
        let ended = self.assessor.situation.employment_end;
        match (last, ended) {
            (Some(last), Some(ended)) => ended < last,
            // What waits without a last day ends with the employment.
            (None, Some(ended)) => ended < self.assessor.situation.on,
            (_, None) => false,
        }
    }

    /// A term from a day: absence days count along the chain, all others along the calendar.
    fn offset(&self, offset: &Offset, start: Day) -> Option<Arithmetic> {
        if let Some(days) = self.absence_days(offset, start) {
            return self.assessor.situation.absence.chain().map(|chain| chain.day_reaching(days));
        }
        let amount = i32::try_from(self.number(&offset.amount)?).ok()?;
        let amount = if offset.back { amount.checked_neg()? } else { amount };
        Some(Arithmetic::plus(start, amount, along_the_calendar(offset.unit), &self.holidays))
    }

    fn warns_on(&self, warning: &Warning, due: Day) -> Option<Day> {
        match warning {
            Warning::AbsenceDay(number) => {
                let chain = self.assessor.situation.absence.chain()?;
                Some(chain.day_reaching(self.number(number)?).result)
            }
            Warning::Before(offset) => {
                let amount = i32::try_from(self.number(&offset.amount)?).ok()?;
                let unit = along_the_calendar(offset.unit);
                Some(Arithmetic::plus(due, amount.checked_neg()?, unit, &self.holidays).result)
            }
        }
    }

    fn number(&self, number: &pack::Number) -> Option<u32> {
        let first = self.assessor.situation.first_absence_day();
        self.assessor.rulebook.library().number(number, self.assessor.situation.on, first)
    }

    fn with_working_day(&self, arithmetic: Arithmetic) -> Due {
        Due {
            day: arithmetic.result,
            last_working_day: last_working_day(arithmetic.result, &self.holidays),
            arithmetic,
        }
    }

    /// The day on which something was done: not one that has yet to come, nor one of an absence before this one.
    fn done_on(&self, kind: &FactKindId) -> Option<Day> {
        let first = self.assessor.situation.first_absence_day();
        let done = self.day_of(kind).filter(|day| *day <= self.assessor.situation.on);
        done.filter(|day| first.is_none_or(|first| first <= *day))
    }

    /// The day that a date fact holds.
    fn day_of(&self, kind: &FactKindId) -> Option<Day> {
        self.assessor.known.read(kind, Reads::Latest, Slot::Own, &Members::default()).value().and_then(Value::as_day)
    }

    /// S-31. "By day n" is met on day n and overdue from the day after.
    fn state(&self, deadline: &Deadline, obligation: &Obligation) -> ObligationState {
        let on = self.assessor.situation.on;
        if let Some(done) = obligation.done_on {
            let in_time = obligation.due.as_ref().or(obligation.latest.as_ref()).is_none_or(|due| done <= due.day);
            return if in_time { ObligationState::Met } else { ObligationState::MetLate };
        }
        if obligation.deviation.is_some() {
            return ObligationState::Deviated;
        }
        // An obligation that waits for another is overdue when even the latest possible day has passed.
        let bound = obligation.due.as_ref().or(obligation.latest.as_ref()).map(|due| due.day);
        if let (Some(bound), Some(stopped)) = (bound, self.stopped(obligation))
            && bound >= stopped.since
        {
            return if stopped.for_good { ObligationState::DoesNotApply } else { ObligationState::Suspended };
        }
        if bound.is_some_and(|bound| on < bound) && deadline.stands_still_on_leave && self.is_on_leave() {
            return ObligationState::Suspended;
        }
        match (&obligation.due, bound) {
            (_, Some(bound)) if on > bound => ObligationState::Overdue,
            (None, None) => ObligationState::Waits,
            (None, Some(_)) if obligation.warns_on.is_none_or(|warns| on < warns) => ObligationState::Waits,
            (None, Some(_)) => ObligationState::Warned,
            (Some(_), _) if obligation.warns_on.is_some_and(|warns| on >= warns) => ObligationState::Warned,
            (Some(_), _) => ObligationState::Due,
        }
    }

    /// Whether the worker is on leave, within an absence.
    fn is_on_leave(&self) -> bool {
        let on = self.assessor.situation.on;
        let chain = self.assessor.situation.absence.chain();
        chain.is_some_and(|chain| matches!(chain.state_on(on), ChainState::OnLeave { .. }))
    }

    /// The day of a service is for planning and warning. Overdue and met late is what is late as published (S-31, S-38).
    fn state_beside(&self, here: &Obligation, published: &PublishedTerm) -> ObligationState {
        use ObligationState::{DoesNotApply, Met, MetLate, Overdue, Suspended, Warned};
        match (here.state, published.state) {
            (Overdue, Overdue | Suspended) | (MetLate, MetLate) => published.state,
            (Overdue, DoesNotApply) if published.is_owed() => DoesNotApply,
            (Overdue, DoesNotApply) => match self.stopped(here) {
                Some(stopped) if stopped.for_good => DoesNotApply,
                Some(_) => Suspended,
                None => Warned,
            },
            (Overdue, _) => Warned,
            (MetLate, _) => Met,
            (state, _) => state,
        }
    }

    /// From when the chain stands still, for an obligation within it.
    fn stopped(&self, obligation: &Obligation) -> Option<Stopped> {
        let chain = self.assessor.situation.absence.chain().filter(|_| obligation.subject.kind == SubjectKind::Case)?;
        match chain.state_on(self.assessor.situation.on) {
            ChainState::Stopped { since, .. } => Some(Stopped { since, for_good: false }),
            ChainState::Ended { .. } => {
                let last = chain.spells().last().and_then(|spell| spell.last)?;
                Some(Stopped { since: last.plus_days(1), for_good: true })
            }
            ChainState::Running { .. } | ChainState::OnLeave { .. } => None,
        }
    }
}

/// The unit along the calendar; what counts along the chain counts its days there.
fn along_the_calendar(unit: OffsetUnit) -> calendar::OffsetUnit {
    match unit {
        OffsetUnit::Weeks => calendar::OffsetUnit::Weeks,
        OffsetUnit::Months => calendar::OffsetUnit::Months,
        OffsetUnit::Years => calendar::OffsetUnit::Years,
        OffsetUnit::WorkingDays => calendar::OffsetUnit::WorkingDays,
        OffsetUnit::Days | OffsetUnit::AbsenceDay | OffsetUnit::AbsenceYears => calendar::OffsetUnit::Days,
    }
}

/// The chain stands still: until a new spell joins, or for good.
struct Stopped {
    since: Day,
    for_good: bool,
}

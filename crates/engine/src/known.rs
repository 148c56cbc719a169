//! What is known of each input of a goal, as the class its value falls in.

use crate::reading::{Reader, Reading, WhyUnknown};
use crate::situation::{Absence, Situation};
use crate::variable::{Asked, NOT_JUDGED, Variable};
use facts::{Decimal, FactId, FactKindId, RecordList, Subject, SubjectId, SubjectKind, Value};
use pack::classes::{Classes, NONE};
use pack::{Aggregate, CalendarFunction, Condition, Fold, Input, Interval, Library, Reads, Slot, Test};
use std::collections::BTreeSet;

/// For whom a rule over records is read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Members {
    /// The record of `each`, or the first of two.
    pub first: Option<Subject>,
    /// The second of two.
    pub second: Option<Subject>,
}

/// Looks up inputs in one situation.
#[derive(Clone, Debug)]
pub struct Known<'a> {
    library: &'a Library,
    situation: &'a Situation,
    reader: Reader<'a>,
}

impl<'a> Known<'a> {
    /// Looks up in one situation.
    pub fn new(library: &'a Library, situation: &'a Situation) -> Self {
        Self { library, situation, reader: Reader::new(library, situation) }
    }

    /// The reader beneath.
    pub fn reader(&self) -> &Reader<'a> {
        &self.reader
    }

    /// The class of a variable; none when it is unknown.
    pub fn class_of(&self, variable: &Variable, members: &Members) -> Option<usize> {
        match &variable.asked {
            Asked::Input(input) => self.class_of_input(input, &variable.classes, members),
            // Two judgements of one day that differ are no judgement, and no reason to fall back on the proposal (S-7).
            Asked::Judged(kind) => match self.read(kind, Reads::Latest, Slot::Own, members) {
                Reading::Unknown(WhyUnknown::Disputed { .. }) => None,
                reading => match reading.value() {
                    Some(value) => variable.classes.of_value(value),
                    None => variable.classes.of_word(NOT_JUDGED),
                },
            },
            Asked::IfJudged(_) => None,
        }
    }

    fn class_of_input(&self, input: &Input, classes: &Classes, members: &Members) -> Option<usize> {
        match input {
            Input::Fact { kind, reads, of } => {
                self.read(kind, *reads, *of, members).value().and_then(|value| classes.of_value(value))
            }
            Input::Known(kind) => {
                let known = self.read(kind, Reads::Latest, Slot::Own, members).value().is_some();
                classes.of_word(if known { "yes" } else { "no" })
            }
            Input::Calendar(function) => match self.calendar(function, members) {
                Some(Some(number)) => classes.of_number(Decimal::from(number)),
                Some(None) => classes.of_word(NONE),
                None => None,
            },
            Input::Same(kind) => {
                let of_first = self.read(kind, Reads::Latest, Slot::First, members);
                let of_second = self.read(kind, Reads::Latest, Slot::Second, members);
                let same = of_first.value()? == of_second.value()?;
                classes.of_word(if same { "yes" } else { "no" })
            }
            Input::Aggregate(aggregate) => {
                self.fold(aggregate).and_then(|truth| classes.of_word(if truth { "yes" } else { "no" }))
            }
        }
    }

    /// Reads a fact for the members that a rule is read for.
    pub fn read(&self, kind: &FactKindId, reads: Reads, of: Slot, members: &Members) -> Reading {
        self.reader.read(&self.fact(kind, of, members), reads)
    }

    /// The fact that a kind means for the members that a rule is read for.
    pub fn fact(&self, kind: &FactKindId, of: Slot, members: &Members) -> FactId {
        let subject_kind =
            self.library.declaration(kind).map_or(SubjectKind::Case, |declaration| declaration.subject.clone());
        let member = match (&subject_kind, of) {
            (SubjectKind::Record(_), Slot::Second) => members.second.clone(),
            (SubjectKind::Record(_), _) => members.first.clone(),
            _ => None,
        };
        FactId { kind: kind.clone(), subject: member.unwrap_or_else(|| self.situation.subject(&subject_kind)) }
    }

    /// A function of the calendar: unknown, known not to exist, or a number.
    pub fn calendar(&self, function: &CalendarFunction, members: &Members) -> Option<Option<i64>> {
        let on = self.situation.on;
        match function {
            CalendarFunction::AbsenceDay => self.situation.absence.day_on(on).ok().map(|day| day.map(i64::from)),
            CalendarFunction::AbsenceWeek => {
                self.situation.absence.day_on(on).ok().map(|day| day.map(|day| i64::from(calendar::absence_week(day))))
            }
            CalendarFunction::ComplaintDays => {
                self.days_since(&FactKindId::new(pack::COMMON_ONSET), Slot::Own, members).map(Some)
            }
            CalendarFunction::DaysSince { kind, of } => self.days_since(kind, *of, members).map(Some),
            CalendarFunction::AbsenceDayAt(kind) => self.absence_day_at(kind, members),
            CalendarFunction::AbsenceDayAtEmploymentEnd => match self.situation.employment_end {
                Some(last) => self.situation.absence.day_on(last).ok().map(|day| day.map(i64::from)),
                None => Some(None),
            },
            CalendarFunction::JoinsAroundLeave => self.of_chain(|chain| i64::from(chain.joins_around_leave())),
            CalendarFunction::JoinsByOpenReading => {
                self.of_chain(|chain| i64::try_from(chain.open_readings().len()).unwrap_or(i64::MAX))
            }
            CalendarFunction::DaysSinceEmploymentEnd => {
                Some(self.situation.employment_end.map(|last| i64::from(last.days_until(on))))
            }
            CalendarFunction::Age => {
                let born = self.day_of(&FactKindId::new(pack::COMMON_BIRTH_DATE), Slot::Own, members)?;
                Some(Some(i64::from(born.years_until(on))))
            }
        }
    }

    /// A number that the chain holds: unknown while nothing is known of absence, none where there is none.
    fn of_chain(&self, number: impl Fn(&calendar::Chain) -> i64) -> Option<Option<i64>> {
        match &self.situation.absence {
            Absence::Unknown => None,
            Absence::None => Some(None),
            Absence::Chain(chain) => Some(Some(number(chain))),
        }
    }

    fn days_since(&self, kind: &FactKindId, of: Slot, members: &Members) -> Option<i64> {
        let day = self.day_of(kind, of, members)?;
        Some(i64::from(day.days_until(self.situation.on)))
    }

    /// On which day of the absence that day fell.
    fn absence_day_at(&self, kind: &FactKindId, members: &Members) -> Option<Option<i64>> {
        match &self.situation.absence {
            Absence::Unknown => None,
            Absence::None => Some(None),
            Absence::Chain(chain) => {
                Some(Some(i64::from(chain.absence_day_on(self.day_of(kind, Slot::Own, members)?))))
            }
        }
    }

    fn day_of(&self, kind: &FactKindId, of: Slot, members: &Members) -> Option<calendar::Day> {
        self.read(kind, Reads::Latest, of, members).value().and_then(Value::as_day)
    }

    /// The members of a list, in the order of their ids.
    pub fn members(&self, list: &RecordList) -> Vec<SubjectId> {
        self.situation.records.get(list).map(|members| members.iter().cloned().collect()).unwrap_or_default()
    }

    /// The fact that a list is complete.
    pub(crate) fn completeness(&self, list: &RecordList) -> FactId {
        self.fact(&FactKindId::new(format!("{list}.complete")), Slot::Own, &Members::default())
    }

    fn is_complete(&self, list: &RecordList) -> bool {
        self.reader.read(&self.completeness(list), Reads::Latest).value() == Some(&Value::yes())
    }

    /// A fold over an open list (S-10): unknown members and an incomplete list leave open what they can still change.
    pub fn fold(&self, aggregate: &Aggregate) -> Option<bool> {
        self.fold_over(aggregate, self.members(&aggregate.list), self.is_complete(&aggregate.list))
    }

    /// Whether a fold comes out like this also while more members may follow.
    pub(crate) fn decides_as_open_list(&self, aggregate: &Aggregate, truth: bool) -> bool {
        self.fold_over(aggregate, self.members(&aggregate.list), false) == Some(truth)
    }

    /// The members by which a fold comes out like this: those each of which is enough by itself; where none is, those that
    /// count together; where it rests on there being no others, all of them.
    pub(crate) fn members_that_decide(&self, aggregate: &Aggregate, truth: bool) -> Vec<SubjectId> {
        let mut members = self.members(&aggregate.list);
        let alone = |id: &SubjectId| self.fold_over(aggregate, vec![id.clone()], false) == Some(truth);
        let enough: Vec<SubjectId> = members.iter().filter(|id| alone(id)).cloned().collect();
        if !enough.is_empty() {
            return enough;
        }
        if let (Fold::Count(condition, _), true) = (&aggregate.fold, self.decides_as_open_list(aggregate, truth)) {
            members.retain(|id| self.holds(condition, &member_of(aggregate, id)) == Some(true));
        }
        members
    }

    fn fold_over(&self, aggregate: &Aggregate, members: Vec<SubjectId>, complete: bool) -> Option<bool> {
        let member = |id: &SubjectId| member_of(aggregate, id);
        match &aggregate.fold {
            Fold::Any(condition) => {
                let each: Vec<Option<bool>> = members.iter().map(|id| self.holds(condition, &member(id))).collect();
                any(&each, complete)
            }
            Fold::All(condition) => {
                let not: Vec<Option<bool>> =
                    members.iter().map(|id| self.holds(condition, &member(id)).map(|truth| !truth)).collect();
                any(&not, complete).map(|truth| !truth)
            }
            Fold::Count(condition, range) => {
                let each: Vec<Option<bool>> = members.iter().map(|id| self.holds(condition, &member(id))).collect();
                let surely = each.iter().filter(|truth| **truth == Some(true)).count();
                let perhaps = each.iter().filter(|truth| truth.is_none()).count();
                let most = complete.then(|| surely.saturating_add(perhaps));
                within(range, Some(decimal(surely)), most.map(decimal))
            }
            Fold::Sum(kind, range) => {
                let values = self.numbers(kind, &members, &member);
                let least_each = self.smallest(kind);
                let known: Decimal = values.iter().flatten().copied().sum();
                let all_known = complete && values.iter().all(Option::is_some);
                // What is unknown adds something not below zero; otherwise nothing can be said of the sum.
                let lower = (all_known || least_each.is_some_and(|least| least >= Decimal::ZERO)).then_some(known);
                within(range, lower, all_known.then_some(known))
            }
            // A complete list without members has no smallest, largest or latest: the condition does not hold.
            Fold::Min(..) | Fold::Max(..) | Fold::Latest(..) if complete && members.is_empty() => Some(false),
            Fold::Min(kind, range) => {
                let values = self.numbers(kind, &members, &member);
                let known = values.iter().flatten().min().copied();
                let all_known = complete && values.iter().all(Option::is_some);
                known.and_then(|known| {
                    within(range, if all_known { Some(known) } else { self.smallest(kind) }, Some(known))
                })
            }
            Fold::Max(kind, range) => {
                let values = self.numbers(kind, &members, &member);
                let known = values.iter().flatten().max().copied();
                let all_known = complete && values.iter().all(Option::is_some);
                known.and_then(|known| within(range, Some(known), all_known.then_some(known)))
            }
            Fold::Latest(kind, test) => self.latest(kind, test, &members, complete, &member),
        }
    }

    fn numbers(
        &self,
        kind: &FactKindId,
        members: &[SubjectId],
        member: &dyn Fn(&SubjectId) -> Members,
    ) -> Vec<Option<Decimal>> {
        members
            .iter()
            .map(|id| match self.read(kind, Reads::Latest, Slot::Own, &member(id)).value() {
                Some(Value::Whole(number)) => Some(Decimal::from(*number)),
                Some(Value::Decimal(number)) => Some(*number),
                _ => None,
            })
            .collect()
    }

    fn smallest(&self, kind: &FactKindId) -> Option<Decimal> {
        match &self.library.declaration(kind)?.domain {
            pack::ValueDomain::Number { min, .. } => Some(*min),
            _ => None,
        }
    }

    /// The member about whose field was spoken last; open while the list is, and when two speak of the same day and differ.
    fn latest(
        &self,
        kind: &FactKindId,
        test: &Test,
        members: &[SubjectId],
        complete: bool,
        member: &dyn Fn(&SubjectId) -> Members,
    ) -> Option<bool> {
        if !complete || members.is_empty() {
            return None;
        }
        let span = self.library.span_of(&Input::fact(kind))?;
        let classes = Classes::cut(&span, if let Test::Between(range) = test { Some(range) } else { None });
        let mut spoken = Vec::new();
        for id in members {
            let Reading::Known { value, by } = self.read(kind, Reads::Latest, Slot::Own, &member(id)) else {
                return None;
            };
            let day = self
                .situation
                .statements
                .iter()
                .filter(|statement| by.contains(&statement.id))
                .map(|statement| statement.about)
                .max()?;
            spoken.push((day, classes.of_value(&value)?));
        }
        let last = spoken.iter().map(|(day, _)| *day).max()?;
        let of_that_day: BTreeSet<usize> =
            spoken.into_iter().filter(|(day, _)| *day == last).map(|(_, class)| class).collect();
        let fulfilling = classes.fulfilling(test);
        let truths: BTreeSet<bool> = of_that_day.iter().map(|class| fulfilling.contains(class)).collect();
        (truths.len() == 1).then(|| truths.contains(&true))
    }

    /// A condition over the fields of one member, exact for one field at a time, stepwise for several.
    fn holds(&self, condition: &Condition, members: &Members) -> Option<bool> {
        match condition {
            Condition::All(parts) => {
                let not: Vec<Option<bool>> =
                    parts.iter().map(|part| self.holds(part, members).map(|truth| !truth)).collect();
                any(&not, true).map(|truth| !truth)
            }
            Condition::Any(parts) => {
                let each: Vec<Option<bool>> = parts.iter().map(|part| self.holds(part, members)).collect();
                any(&each, true)
            }
            Condition::Not(part) => self.holds(part, members).map(|truth| !truth),
            Condition::Holds(input, test) => {
                let span = self.library.span_of(input)?;
                let classes = Classes::cut(&span, if let Test::Between(range) = test { Some(range) } else { None });
                self.class_of_input(input, &classes, members).map(|class| classes.fulfilling(test).contains(&class))
            }
        }
    }
}

/// One member of the list that is folded.
fn member_of(aggregate: &Aggregate, id: &SubjectId) -> Members {
    let subject = Subject { kind: SubjectKind::Record(aggregate.list.clone()), id: id.clone() };
    Members { first: Some(subject), second: None }
}

/// Yes if one is; no only if none is, none is unknown and nothing is left out.
fn any(each: &[Option<bool>], complete: bool) -> Option<bool> {
    if each.contains(&Some(true)) {
        Some(true)
    } else if complete && each.iter().all(|truth| *truth == Some(false)) {
        Some(false)
    } else {
        None
    }
}

/// Whether a number that lies between two bounds (open: no bound) surely lies within a range, or surely not.
fn within(range: &Interval, lower: Option<Decimal>, upper: Option<Decimal>) -> Option<bool> {
    let surely_above = range.lower.is_none()
        || lower.is_some_and(|number| Interval { lower: range.lower, upper: None }.contains(number));
    let surely_below = range.upper.is_none()
        || upper.is_some_and(|number| Interval { lower: None, upper: range.upper }.contains(number));
    if surely_above && surely_below {
        return Some(true);
    }
    let never_above = upper.is_some_and(|number| !Interval { lower: range.lower, upper: None }.contains(number));
    let never_below = lower.is_some_and(|number| !Interval { lower: None, upper: range.upper }.contains(number));
    (never_above || never_below).then_some(false)
}

fn decimal(count: usize) -> Decimal {
    Decimal::from(u64::try_from(count).unwrap_or(u64::MAX))
}

//! Own terms, raised alarms and queues of a house pack: each is stricter than what is published, or adds a name, and opens
//! no door in the medical wall (S-38, S-41). Whether a trigger is wider and an urgency no lower is found on the diagrams.

use crate::Library;
use crate::model::{
    AlarmClass, Body, Deadline, HousePack, Number, Offset, OffsetUnit, OwnTerm, Pack, Queue, RaisedAlarm, Rule, Warning,
};
use facts::{FactKindId, Language, Role, RuleId, Side};
use notation::Fault;
use std::collections::{BTreeMap, BTreeSet};

pub(super) fn check(library: &Library) -> Vec<Fault> {
    let Some(published) = library.published() else { return Vec::new() };
    let houses = library.packs().iter().filter_map(|pack| pack.house.as_ref());
    let mut faults = Vec::new();
    for house in houses {
        for (id, own) in &house.obligations {
            let term = Term { library, published, id, own };
            faults.extend(term.check());
        }
        faults.extend(house.alarms.iter().filter_map(|(id, raised)| is_raised(library, published, id, raised)));
        faults.extend(queues(library, house));
    }
    faults.extend(library.rules().filter_map(|rule| warns_before_it_is_due(library, rule)));
    faults
}

/// A term that a service chose earlier than its warning would come without one.
fn warns_before_it_is_due(library: &Library, rule: &Rule) -> Option<Fault> {
    let Body::Deadline(deadline) = &rule.body else { return None };
    let Some(Warning::AbsenceDay(warn)) = &deadline.warn else { return None };
    let (due, due_chosen) =
        chosen(library, &deadline.due.amount).filter(|_| deadline.due.unit == OffsetUnit::AbsenceDay)?;
    let (warn, warn_chosen) = chosen(library, warn)?;
    let chosen_in = due_chosen.or(warn_chosen);
    let place = match library.before_tightening(&rule.id) {
        Some(_) => rule.place.clone(),
        None => chosen_in?.head_place(),
    };
    (warn >= due).then(|| {
        let message = format!("`{}` is due on day {due} of absence and warns from day {warn}", rule.id);
        Fault::at(place, message).expected("a warning on an earlier day")
    })
}

/// A number as it holds with the house pack, and the pack that chose it.
fn chosen<'l>(library: &'l Library, number: &Number) -> Option<(u32, Option<&'l Pack>)> {
    let id = match number {
        Number::Plain(number) => return Some((*number, None)),
        Number::Value(id) => id,
    };
    let Body::Value(value) = &library.rule(id)?.body else { return None };
    let last = value.dated.last().map(|line| line.value)?;
    let pack =
        library.packs().iter().find(|pack| pack.house.as_ref().is_some_and(|house| house.settings.contains_key(id)));
    Some((value.chosen.as_ref().map_or(last, |chosen| chosen.choice), pack))
}

/// One obligation that a service keeps more strictly.
struct Term<'l> {
    library: &'l Library,
    published: &'l Library,
    id: &'l RuleId,
    own: &'l OwnTerm,
}

impl Term<'_> {
    fn fault(&self, message: String, expected: &str) -> Fault {
        Fault::at(self.own.place.clone(), message).expected(expected)
    }

    fn check(&self) -> Vec<Fault> {
        let (rule, deadline) = match self.published_deadline() {
            Ok(found) => found,
            Err(fault) => return vec![fault],
        };
        if let Some(fault) = self.may_be_moved(deadline) {
            return vec![fault];
        }
        let clauses: Vec<String> = rule.sources.iter().map(|source| source.clause.to_string()).collect();
        let basis = format!("published ({})", clauses.join(", "));
        let mut faults = Vec::new();
        if let Some(due) = &self.own.due {
            faults.extend(self.comes_sooner("due", due, &deadline.due, &basis));
        }
        match (&self.own.every, &deadline.every) {
            (Some(own), Some(published)) => faults.extend(self.comes_sooner("every", own, published, &basis)),
            (Some(_), None) => {
                let message = format!("`{}` comes back here, and as published it does not", self.id);
                faults.push(self.fault(message, "no `every`: a round more would be another obligation"));
            }
            (None, _) => {}
        }
        faults.extend(self.own.warn.as_ref().and_then(|warn| self.warns_sooner(warn, deadline.warn.as_ref(), &basis)));
        if self.own.trigger.is_some() {
            faults.extend(self.trigger_tells_no_more(rule, deadline));
        }
        faults
    }

    fn published_deadline(&self) -> Result<(&Rule, &Deadline), Fault> {
        let id = self.id;
        match self.published.rule(id) {
            Some(rule @ Rule { body: Body::Deadline(deadline), .. }) => Ok((rule, deadline)),
            Some(_) => Err(self.fault(format!("`{id}` is no obligation"), "a rule of kind `deadline`")),
            None if self.library.rule(id).is_some() => {
                Err(self.fault(format!("`{id}` is a rule of this house pack"), "its term in its own file"))
            }
            None => {
                let deadlines = self.published.rules().filter(|rule| matches!(rule.body, Body::Deadline(_)));
                let right: Vec<&str> = deadlines.map(|rule| rule.id.as_str()).collect();
                let fault = Fault::at(self.own.place.clone(), format!("there is no obligation `{id}`"));
                Err(fault.did_you_mean(id.as_str(), right))
            }
        }
    }

    /// What is not for a service to move at all.
    fn may_be_moved(&self, deadline: &Deadline) -> Option<Fault> {
        let OwnTerm { due, warn, every, trigger, .. } = self.own;
        let moves = due.is_some() || every.is_some() || trigger.is_some();
        if !moves && warn.is_none() {
            return Some(self.fault(
                format!("nothing is chosen for `{}`", self.id),
                "`due`, `warn`, `every` or `trigger`, stricter than as published",
            ));
        }
        if deadline.lasts_until && moves {
            return Some(self.fault(
                format!("`{}` says until when something lasts, not by when something is done", self.id),
                "only `warn`: an earlier end would take away what the law gives",
            ));
        }
        let is_of_others = !matches!(deadline.owed_by.side(), Side::Medical | Side::Discipline | Side::Employer);
        (is_of_others && moves).then(|| {
            self.fault(
                format!("`{}` is owed by `{}`", self.id, deadline.owed_by),
                "only `warn`: a service sets no term for the worker, nor for anybody outside",
            )
        })
    }

    /// Same unit, same direction, a smaller number; a larger one where it is counted back.
    fn comes_sooner(&self, field: &str, own: &Offset, published: &Offset, basis: &str) -> Option<Fault> {
        let its = format!("`{field}` of `{}`", self.id);
        if (own.unit, own.back) != (published.unit, published.back) {
            let expected = format!("the unit as {basis}: {}", unit_in_words(published));
            return Some(self.fault(format!("{its} is counted in {}", unit_in_words(own)), &expected));
        }
        let (number, bounds) = match self.numbers(&its, &own.amount, &published.amount) {
            Ok(found) => found,
            Err(fault) => return Some(fault),
        };
        let first_day = matches!(own.unit, OffsetUnit::AbsenceDay | OffsetUnit::AbsenceYears);
        let is_sooner = if own.back { bounds.is_longer(number) } else { bounds.is_shorter(number) };
        let is_a_day = number > 0 || !first_day;
        (!is_sooner || !is_a_day).then(|| {
            let bound = if own.back { bounds.most } else { bounds.least };
            let than = if own.back { "more than" } else { "less than" };
            let from = if first_day { ", and at least 1" } else { "" };
            let expected = format!("{than} {bound}, as {basis}{from}");
            self.fault(format!("{its} is {number} ({}), which is not earlier", unit_in_words(own)), &expected)
        })
    }

    fn warns_sooner(&self, own: &Warning, published: Option<&Warning>, basis: &str) -> Option<Fault> {
        let its = format!("`warn` of `{}`", self.id);
        let other_way = |expected: &str| Some(self.fault(format!("{its} is counted otherwise"), expected));
        let (own, published, is_day) = match (own, published) {
            (_, None) => return None,
            (Warning::AbsenceDay(own), Some(Warning::AbsenceDay(published))) => (own, published, true),
            (Warning::Before(own), Some(Warning::Before(published))) if own.unit == published.unit => {
                (&own.amount, &published.amount, false)
            }
            (_, Some(Warning::AbsenceDay(_))) => return other_way(&format!("a day of absence, as {basis}")),
            (_, Some(Warning::Before(published))) => {
                return other_way(&format!("{} before it is due, as {basis}", unit_in_words(published)));
            }
        };
        let (number, bounds) = match self.numbers(&its, own, published) {
            Ok(found) => found,
            Err(fault) => return Some(fault),
        };
        let is_sooner = if is_day { bounds.is_shorter(number) && number > 0 } else { bounds.is_longer(number) };
        (!is_sooner).then(|| {
            let expected = match is_day {
                true => format!("less than {}, as {basis}, and at least 1", bounds.least),
                false => format!("more than {}, as {basis}", bounds.most),
            };
            self.fault(format!("{its} is {number}, which is not earlier"), &expected)
        })
    }

    /// The own number, and between which numbers the published one lies.
    fn numbers(&self, its: &str, own: &Number, published: &Number) -> Result<(u32, Bounds), Fault> {
        if let Number::Value(value) = published
            && self.published_value(value).is_some_and(|value| value.setting.is_some())
        {
            let message = format!("{its} is left to the service");
            return Err(self.fault(message, &format!("`\"{value}\" = …` under `[settings]`")));
        }
        let Number::Plain(number) = own else {
            return Err(self.fault(format!("{its} is taken from a value"), "a plain number"));
        };
        let bounds = self.bounds(published).ok_or_else(|| self.fault(format!("{its} has no published number"), ""))?;
        Ok((*number, bounds))
    }

    fn published_value(&self, id: &RuleId) -> Option<&crate::model::DatedValue> {
        match &self.published.rule(id)?.body {
            Body::Value(value) => Some(value),
            _ => None,
        }
    }

    fn bounds(&self, number: &Number) -> Option<Bounds> {
        match number {
            Number::Plain(number) => Some(Bounds { least: *number, most: *number }),
            Number::Value(id) => {
                let numbers = || self.published_value(id).into_iter().flat_map(|value| &value.dated);
                let (least, most) = (numbers().map(|line| line.value).min()?, numbers().map(|line| line.value).max()?);
                Some(Bounds { least, most })
            }
        }
    }

    /// Who is told of the obligation now is told of it still, and learns nothing by it that he may not know (S-39, S-41).
    fn trigger_tells_no_more(&self, rule: &Rule, deadline: &Deadline) -> Option<Fault> {
        if deadline.trigger.is_none() {
            let message = format!("`{}` is owed in every case", self.id);
            return Some(self.fault(message, "no `trigger`: none is wider"));
        }
        let (here, before) = (self.library.class_of(self.id), self.published.class_of(self.id));
        if here > before || (here < before && !before.is_for_employer()) {
            return Some(self.fault(
                format!("the trigger of `{}` makes it `{here}`, and as published it is `{before}`", self.id),
                "facts no more and no less secret: whoever sees the obligation now is to see it still",
            ));
        }
        let is_neutral = |library: &Library, id: &RuleId| library.pack_of(id).is_some_and(|pack| pack.neutral);
        if !is_neutral(self.published, &rule.id) {
            return None;
        }
        let known: BTreeSet<FactKindId> = self.published.base_facts_of(self.id);
        let more = self.library.base_facts_of(self.id).into_iter().filter(|kind| !known.contains(kind));
        let is_law = |kind: &FactKindId| {
            let filled_by = self.library.declaration(kind).and_then(|declared| declared.filled_by.as_ref());
            filled_by.is_some_and(|asks| is_neutral(self.library, asks))
        };
        let mut told = more.filter(|kind| !is_law(kind));
        told.next().map(|kind| {
            self.fault(
                format!("the trigger of `{}` reads `{kind}`, of which the employer's side may not know", self.id),
                "facts of neutral packs: that the obligation is there would tell (S-41)",
            )
        })
    }
}

/// Between which numbers a published number lies on all days.
#[derive(Clone, Copy)]
struct Bounds {
    least: u32,
    most: u32,
}

impl Bounds {
    /// Never more than published, and less on some day.
    fn is_shorter(self, number: u32) -> bool {
        number <= self.least && number < self.most
    }

    /// Never less than published, and more on some day.
    fn is_longer(self, number: u32) -> bool {
        number >= self.most && number > self.least
    }
}

fn unit_in_words(offset: &Offset) -> String {
    let unit = match offset.unit {
        OffsetUnit::AbsenceDay => "days of absence",
        OffsetUnit::AbsenceYears => "years of absence",
        OffsetUnit::Days => "days",
        OffsetUnit::Weeks => "weeks",
        OffsetUnit::Months => "months",
        OffsetUnit::Years => "years",
        OffsetUnit::WorkingDays => "working days",
    };
    if offset.back { format!("{unit} back") } else { unit.to_owned() }
}

/// A raised alarm is a published alarm item, more urgent than published, that somebody waits for, with an urgency that
/// knows its class.
fn is_raised(library: &Library, published: &Library, id: &RuleId, raised: &RaisedAlarm) -> Option<Fault> {
    let fault = |message: String| Fault::at(raised.place.clone(), message);
    let Some(rule) = published.rule(id) else {
        if library.rule(id).is_some() {
            let message = format!("`{id}` is a rule of this house pack");
            return Some(fault(message).expected("its class in its own file"));
        }
        let items = published.rules().filter(|rule| rule.alarm().is_some()).map(|rule| rule.id.as_str());
        return Some(
            fault(format!("there is no alarm item `{id}`")).did_you_mean(id.as_str(), items.collect::<Vec<_>>()),
        );
    };
    let Some(class) = rule.alarm() else {
        return Some(fault(format!("`{id}` is no alarm item")).expected("a derived fact with `alarm`"));
    };
    if raised.to >= class {
        let more: Vec<&str> =
            AlarmClass::ALL.into_iter().filter(|more| *more < class).map(AlarmClass::as_str).collect();
        let expected = if more.is_empty() { "no entry: none is more urgent".to_owned() } else { more.join(" or ") };
        let message =
            format!("`{id}` is `{}` as published, and `{}` is not more urgent", class.as_str(), raised.to.as_str());
        return Some(fault(message).expected(expected));
    }
    if !published.goals().contains(id) {
        return Some(
            fault(format!("`{id}` does not stand among the goals")).expected("an alarm item that is asked for"),
        );
    }
    let table = library.urgency_of_raised(id)?;
    let names_class = table.outcomes().iter().any(|outcome| outcome.as_str() == raised.to.as_str());
    let ranks = matches!(&table.body, Body::Table(table) if table.ranked);
    (!names_class || !ranks).then(|| {
        fault(format!("the urgency `{}` cannot come out as `{}`", table.id, raised.to.as_str()))
            .expected("an urgency with `ranked = true` and that outcome")
    })
}

/// Queues have names of their own, take steps of professionals, and each step or role has one.
fn queues(library: &Library, house: &HousePack) -> Vec<Fault> {
    let mut faults = Vec::new();
    let mut ids = BTreeSet::new();
    let mut taken: BTreeMap<String, &str> = BTreeMap::new();
    for queue in &house.queues {
        let fault = |message: String| Fault::at(queue.place.clone(), message);
        if !ids.insert(queue.id.as_str()) {
            faults.push(fault(format!("the queue `{}` stands here a second time", queue.id)));
        }
        if queue.roles.is_empty() && queue.steps.is_empty() {
            faults
                .push(fault(format!("nobody takes a step in the queue `{}`", queue.id)).expected("`roles` or `steps`"));
        }
        faults.extend(queue.roles.iter().filter_map(|role| role_of_queue(queue, *role)));
        faults.extend(queue.steps.iter().filter_map(|step| step_of_queue(library, queue, step)));
        faults.extend(slots_of_queue(queue));
        let of_roles = queue.roles.iter().map(|role| format!("the role `{role}`"));
        for what in of_roles.chain(queue.steps.iter().map(|(rule, step)| format!("the step `{rule}#{step}`"))) {
            if let Some(other) = taken.insert(what.clone(), &queue.id) {
                faults.push(fault(format!("{what} has two queues, `{other}` and `{}`", queue.id)).expected("one"));
            }
        }
    }
    faults
}

const PROFESSIONALS: &str = "a professional who reads the file: what a service writes stands before no one else";

fn reads_the_file(role: Role) -> bool {
    matches!(role.side(), Side::Medical | Side::Discipline)
}

fn role_of_queue(queue: &Queue, role: Role) -> Option<Fault> {
    (!reads_the_file(role)).then(|| {
        Fault::at(queue.place.clone(), format!("`{role}` takes steps in the queue `{}`", queue.id))
            .expected(PROFESSIONALS)
    })
}

fn step_of_queue(library: &Library, queue: &Queue, (id, name): &(RuleId, String)) -> Option<Fault> {
    let fault = |message: String| Fault::at(queue.place.clone(), message);
    let Some(rule) = library.rule(id) else {
        let right: Vec<&str> = library.rules().map(|rule| rule.id.as_str()).collect();
        return Some(fault(format!("there is no rule `{id}`")).did_you_mean(id.as_str(), right));
    };
    let Some(step) = rule.steps.iter().find(|step| step.id.as_ref() == Some(name)) else {
        let right: Vec<&str> = rule.steps.iter().filter_map(|step| step.id.as_deref()).collect();
        return Some(fault(format!("`{id}` has no step `{name}`")).did_you_mean(name, right));
    };
    (!reads_the_file(step.who)).then(|| {
        fault(format!("`{}` takes the step `{id}#{name}`, in the queue `{}`", step.who, queue.id))
            .expected(PROFESSIONALS)
    })
}

fn slots_of_queue(queue: &Queue) -> Option<Fault> {
    let texts = [&queue.name, &queue.reach];
    let has_slot = texts.iter().any(|text| Language::ALL.into_iter().any(|of| text.in_language(of).contains('{')));
    has_slot.then(|| {
        Fault::at(queue.place.clone(), format!("the queue `{}` names a slot", queue.id)).expected("plain words")
    })
}

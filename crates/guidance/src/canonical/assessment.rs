//! Guidance in canonical form: all that was assessed, and who does what before when. No view of one role, and no words.

use super::Canonical;
use crate::advise::Guidance;
use crate::view::StepView;
use calendar::{Arithmetic, Chain, ChainState, OffsetUnit, OpenReading, Period, Spell, Step};
use engine::{
    Absence, Assessment, Because, Decided, Due, Explanation, Finding, Missing, Moved, NearestRow, Obligation,
    PublishedTerm, Stated, Through, WhyUnknown,
};
use facts::{FactId, Subject, Value};
use pack::Library;
use std::collections::BTreeSet;

impl Guidance<'_> {
    /// The whole guidance in canonical form, for receipts and nothing else: no wall stands before it. Who may have a receipt
    /// is asked where one is made.
    pub fn canonical(&self) -> Canonical {
        let Assessment {
            on,
            known_on,
            findings,
            obligations,
            halted_by,
            reassurance_withheld_by,
            emergency_not_excluded,
            alarm_unknown,
            withdrawn_alarms,
        } = &self.assessment;
        Canonical::of([
            ("on", Canonical::text(on)),
            ("known_on", Canonical::text(known_on)),
            ("country", Canonical::optional(self.country())),
            ("packs", Canonical::words(self.packs_that_advise())),
            ("absence", Some(absence(&self.situation.absence, *on))),
            ("halted_by", Canonical::optional(halted_by.as_ref())),
            ("reassurance_withheld_by", Canonical::optional(reassurance_withheld_by.as_ref())),
            ("emergency_not_excluded", Canonical::truth(*emergency_not_excluded)),
            ("alarm_unknown", Canonical::truth(*alarm_unknown)),
            ("withdrawn_alarms", Canonical::list(withdrawn_alarms.iter().map(stated))),
            ("findings", Canonical::list(findings.iter().map(finding))),
            ("obligations", Canonical::list(obligations.iter().map(obligation))),
            ("missing", Canonical::list(self.assessment.missing().into_iter().map(|missing| fact(&missing.fact)))),
            ("steps", Canonical::list(self.steps_of_the_physician().iter().map(step))),
        ])
    }

    fn packs_that_advise(&self) -> impl Iterator<Item = &facts::PackId> {
        let library: &Library = self.rulebook.library();
        let (on, country) = (self.situation.on, self.country());
        library.packs().iter().filter(move |pack| library.advises_here(pack, on, country)).map(|pack| &pack.id)
    }
}

fn absence(absence: &Absence, on: calendar::Day) -> Canonical {
    match absence {
        Absence::Unknown => Canonical::of([("state", Canonical::text("unknown"))]),
        Absence::None => Canonical::of([("state", Canonical::text("none"))]),
        Absence::Chain(chain) => self::chain(chain, on),
    }
}

fn chain(chain: &Chain, on: calendar::Day) -> Canonical {
    let (word, absence_day, since, until) = match chain.state_on(on) {
        ChainState::Running { absence_day } => ("running", absence_day, None, None),
        ChainState::OnLeave { absence_day } => ("on_leave", absence_day, None, None),
        ChainState::Stopped { absence_day, since, joins_until } => {
            ("stopped", absence_day, Some(since), Some(joins_until))
        }
        ChainState::Ended { absence_day, ended_on } => ("ended", absence_day, Some(ended_on), None),
    };
    Canonical::of([
        ("state", Canonical::text(word)),
        ("first_day", Canonical::text(chain.first_day())),
        ("absence_day", Canonical::whole(absence_day)),
        ("since", Canonical::optional(since)),
        ("joins_until", Canonical::optional(until)),
        ("spells", Canonical::list(chain.spells().iter().map(spell))),
        ("arithmetic", Some(arithmetic(&chain.day_reaching(absence_day)))),
        ("open_readings", Canonical::list(chain.open_readings().iter().map(open_reading))),
    ])
}

fn spell(spell: &Spell) -> Canonical {
    let Spell { id, first, last } = spell;
    Canonical::of([
        ("id", Canonical::text(id)),
        ("first", Canonical::text(first)),
        ("last", Canonical::optional(*last)),
    ])
}

fn open_reading(reading: &OpenReading) -> Canonical {
    let OpenReading { after_spell, before_spell, gap_days_without_leave, gap_days_with_leave, first_day_if_not_joined } =
        reading;
    Canonical::of([
        ("after_spell", Canonical::text(after_spell)),
        ("before_spell", Canonical::text(before_spell)),
        ("gap_days_without_leave", Canonical::whole(*gap_days_without_leave)),
        ("gap_days_with_leave", Canonical::whole(*gap_days_with_leave)),
        ("first_day_if_not_joined", Canonical::text(first_day_if_not_joined)),
    ])
}

fn finding(finding: &Finding) -> Canonical {
    let Finding {
        rule,
        subject,
        other,
        stage,
        class,
        status,
        outcome,
        possible,
        acted_on,
        proposal,
        decision,
        explanation,
    } = finding;
    Canonical::of([
        ("rule", Canonical::text(rule)),
        ("subject", Some(self::subject(subject))),
        ("other", other.as_ref().map(self::subject)),
        ("stage", Canonical::text(stage)),
        ("class", Canonical::text(class)),
        ("status", Canonical::text(status.as_str())),
        ("outcome", Canonical::optional(outcome.as_ref())),
        // A set: in which order a diagram gives its outcomes means nothing.
        ("possible", Canonical::words(BTreeSet::from_iter(possible))),
        ("acted_on", Canonical::optional(acted_on.as_ref())),
        ("proposal", Canonical::optional(proposal.as_ref())),
        ("decision", decision.as_ref().map(decided)),
        ("explanation", explained(explanation)),
    ])
}

fn obligation(obligation: &Obligation) -> Canonical {
    let Obligation {
        rule,
        subject,
        stage,
        class,
        owed_by,
        with,
        state,
        trigger_open,
        due,
        latest,
        warns_on,
        done_on,
        published,
        moved,
        other_reading,
        deviation,
        refused_deviation,
        explanation,
    } = obligation;
    Canonical::of([
        ("rule", Canonical::text(rule)),
        ("subject", Some(self::subject(subject))),
        ("stage", Canonical::text(stage)),
        ("class", Canonical::text(class)),
        ("owed_by", Canonical::text(owed_by)),
        ("with", Canonical::words(with)),
        ("state", Canonical::text(state.as_str())),
        ("trigger_open", Canonical::truth(*trigger_open)),
        ("due", due.as_ref().map(self::due)),
        ("latest", latest.as_ref().map(self::due)),
        ("warns_on", Canonical::optional(*warns_on)),
        ("done_on", Canonical::optional(*done_on)),
        ("published", published.as_ref().map(self::published)),
        ("moved", Canonical::list(moved.iter().map(self::moved))),
        ("other_reading", other_reading.as_ref().map(self::due)),
        ("deviation", deviation.as_ref().map(decided)),
        ("refused_deviation", refused_deviation.as_ref().map(decided)),
        ("explanation", explained(explanation)),
    ])
}

fn due(due: &Due) -> Canonical {
    let Due { day, last_working_day, arithmetic } = due;
    Canonical::of([
        ("day", Canonical::text(day)),
        ("last_working_day", Canonical::text(last_working_day)),
        ("arithmetic", Some(self::arithmetic(arithmetic))),
    ])
}

fn published(published: &PublishedTerm) -> Canonical {
    let PublishedTerm { state, due, latest } = published;
    Canonical::of([
        ("state", Canonical::text(state.as_str())),
        ("due", due.as_ref().map(self::due)),
        ("latest", latest.as_ref().map(self::due)),
    ])
}

fn moved(moved: &Moved) -> Canonical {
    let Moved { was, recorded, entries } = moved;
    Canonical::of([
        ("was", Some(due(was))),
        ("recorded", Canonical::text(recorded)),
        ("entries", Canonical::words(entries)),
    ])
}

fn arithmetic(arithmetic: &Arithmetic) -> Canonical {
    let Arithmetic { anchor, steps, result } = arithmetic;
    Canonical::of([
        ("anchor", Canonical::text(anchor)),
        ("steps", Canonical::list(steps.iter().map(counted))),
        ("result", Canonical::text(result)),
    ])
}

fn counted(step: &Step) -> Canonical {
    let between = |period: &Period| (Canonical::text(period.first), Canonical::text(period.last));
    match step {
        Step::Counted { spell, period, from_day, to_day } => Canonical::of([
            ("counted", Canonical::text(spell)),
            ("first", between(period).0),
            ("last", between(period).1),
            ("from_day", Canonical::whole(*from_day)),
            ("to_day", Canonical::whole(*to_day)),
        ]),
        Step::Gap { period, days } => {
            Canonical::of([("gap", Canonical::whole(*days)), ("first", between(period).0), ("last", between(period).1)])
        }
        Step::Leave { leave, period } => Canonical::of([
            ("leave", Canonical::text(leave)),
            ("first", between(period).0),
            ("last", between(period).1),
        ]),
        Step::LeftOut { period, days } => Canonical::of([
            ("left_out", Canonical::whole(*days)),
            ("first", between(period).0),
            ("last", between(period).1),
        ]),
        Step::Continued { period, from_day, to_day } => Canonical::of([
            ("continued", Canonical::truth(true)),
            ("first", between(period).0),
            ("last", between(period).1),
            ("from_day", Canonical::whole(*from_day)),
            ("to_day", Canonical::whole(*to_day)),
        ]),
        Step::Offset { amount, unit, from, to } => Canonical::of([
            ("offset", Canonical::whole(*amount)),
            ("unit", Canonical::text(unit_word(*unit))),
            ("from", Canonical::text(from)),
            ("to", Canonical::text(to)),
        ]),
    }
}

fn unit_word(unit: OffsetUnit) -> &'static str {
    match unit {
        OffsetUnit::Days => "days",
        OffsetUnit::Weeks => "weeks",
        OffsetUnit::Months => "months",
        OffsetUnit::Years => "years",
        OffsetUnit::WorkingDays => "working_days",
    }
}

fn explained(explanation: &Explanation) -> Option<Canonical> {
    let Explanation { because, through, cannot_matter, missing, exceptions, nearest } = explanation;
    let explained = Canonical::of([
        ("because", Canonical::list(because.iter().map(self::because))),
        ("through", Canonical::list(through.iter().map(self::through))),
        ("cannot_matter", Canonical::list(cannot_matter.iter().map(fact))),
        ("missing", Canonical::list(missing.iter().map(self::missing))),
        ("exceptions", Canonical::words(exceptions)),
        ("nearest", Canonical::list(nearest.iter().map(self::nearest))),
    ]);
    (explained != Canonical::of([])).then_some(explained)
}

fn because(because: &Because) -> Canonical {
    match because {
        Because::Fact { fact, value, stated } => Canonical::of([
            ("fact", Some(self::fact(fact))),
            ("value", Some(self::value(value))),
            ("stated", Canonical::list(stated.iter().map(self::stated))),
        ]),
        Because::SetAside { fact, stated, decided } => Canonical::of([
            ("set_aside", Some(self::fact(fact))),
            ("stated", Canonical::list(stated.iter().map(self::stated))),
            ("decided", Canonical::list(decided.iter().map(self::decided))),
        ]),
        Because::Calendar { function, value } => {
            Canonical::of([("calendar", Canonical::text(function)), ("value", value.and_then(Canonical::whole))])
        }
        Because::Records { list, holds, members, stated } => Canonical::of([
            ("records", Canonical::text(list)),
            ("holds", Canonical::truth(*holds)),
            ("members", Canonical::list(members.iter().map(subject))),
            ("stated", Canonical::list(stated.iter().map(self::stated))),
        ]),
    }
}

fn through(through: &Through) -> Canonical {
    let Through { rule, outcome, rows } = through;
    let row = |(id, clause): &(String, Option<facts::ClauseRef>)| {
        Canonical::of([("row", Canonical::text(id)), ("clause", Canonical::optional(clause.as_ref()))])
    };
    Canonical::of([
        ("rule", Canonical::text(rule)),
        ("outcome", Canonical::optional(outcome.as_ref())),
        ("rows", Canonical::list(rows.iter().map(row))),
    ])
}

fn missing(missing: &Missing) -> Canonical {
    let Missing { fact, asked_of, why } = missing;
    Canonical::of([
        ("fact", Some(self::fact(fact))),
        ("asked_of", Canonical::words(asked_of)),
        ("why", Some(why_unknown(why))),
    ])
}

fn why_unknown(why: &WhyUnknown) -> Canonical {
    match why {
        WhyUnknown::NeverAsked => Canonical::of([("kind", Canonical::text("never_asked"))]),
        WhyUnknown::DontKnow { role, statement } => Canonical::of([
            ("kind", Canonical::text("dont_know")),
            ("role", Canonical::text(role)),
            ("statement", Canonical::text(statement)),
        ]),
        WhyUnknown::Expired { known_on, statement } => Canonical::of([
            ("kind", Canonical::text("expired")),
            ("known_on", Canonical::text(known_on)),
            ("statement", Canonical::text(statement)),
        ]),
        WhyUnknown::Disputed { statements } => {
            Canonical::of([("kind", Canonical::text("disputed")), ("statements", Canonical::words(statements))])
        }
    }
}

fn nearest(row: &NearestRow) -> Canonical {
    let NearestRow { row, outcome, differs_in } = row;
    Canonical::of([
        ("row", Canonical::text(row)),
        ("outcome", Canonical::text(outcome)),
        ("differs_in", Canonical::words(differs_in)),
    ])
}

fn stated(stated: &Stated) -> Canonical {
    let Stated { id, fact, by, role, told_by, about, reason, group_answer } = stated;
    Canonical::of([
        ("id", Canonical::text(id)),
        ("fact", Some(self::fact(fact))),
        ("by", Canonical::text(by)),
        ("role", Canonical::text(role)),
        ("told_by", Canonical::optional(told_by.as_ref())),
        ("about", Canonical::text(about)),
        ("reason", Canonical::optional(reason.as_ref())),
        ("group_answer", Canonical::truth(*group_answer)),
    ])
}

fn decided(decided: &Decided) -> Canonical {
    let Decided { id, by, role, about, reason, reason_code } = decided;
    Canonical::of([
        ("id", Canonical::text(id)),
        ("by", Canonical::text(by)),
        ("role", Canonical::text(role)),
        ("about", Canonical::text(about)),
        ("reason", Canonical::optional(reason.as_ref())),
        ("reason_code", Canonical::optional(reason_code.as_ref())),
    ])
}

/// Who does what before when, in which queue. What is done stands in the rule, in words.
fn step(step: &StepView) -> Canonical {
    let StepView { who, what: _, queue, before, rule } = step;
    Canonical::of([
        ("who", Canonical::text(who)),
        ("queue", Canonical::optional(queue.as_ref().map(|queue| &queue.id))),
        ("before", Canonical::optional(*before)),
        ("rule", Canonical::optional(rule.as_ref())),
    ])
}

pub(super) fn fact(fact: &FactId) -> Canonical {
    let FactId { kind, subject } = fact;
    Canonical::of([("kind", Canonical::text(kind)), ("of", Some(self::subject(subject)))])
}

/// The kind of subject, and which one where a case can have several.
fn subject(subject: &Subject) -> Canonical {
    let Subject { kind, id } = subject;
    let which = (kind.as_str() != id.as_str()).then_some(id);
    Canonical::List([kind.as_str()].into_iter().chain(which.map(|id| id.as_str())).map(word).collect())
}

fn word(word: &str) -> Canonical {
    Canonical::Text(word.to_owned())
}

/// A value with its type, so that no two values look alike.
pub(super) fn value(value: &Value) -> Canonical {
    match value {
        Value::YesNo(truth) => Canonical::of([("yes_no", Some(Canonical::Truth(*truth)))]),
        Value::Choice(choice) => Canonical::of([("choice", Canonical::text(choice))]),
        Value::Whole(number) => Canonical::of([("whole", Canonical::whole(*number))]),
        Value::Decimal(number) => Canonical::of([("decimal", Canonical::text(number.normalize()))]),
        Value::Date(day) => Canonical::of([("date", Canonical::text(day))]),
        Value::Text(words) => Canonical::of([("text", Canonical::text(words))]),
    }
}

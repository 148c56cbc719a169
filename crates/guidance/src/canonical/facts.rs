//! Facts in canonical form: all that guidance could read, as far as it was known on K. The same whether the case was
//! written in TOML or in JSON, and whatever was recorded later.

use super::Canonical;
use super::assessment::{fact, value};
use crate::advise::Guidance;
use calendar::Day;
use casefile::{Employment, LeaveEntry, RecordMembers, SpellEntry};
use engine::{Decision, DecisionChoice};
use facts::{Recorded, Said, Statement};

impl Guidance<'_> {
    /// All facts that guidance could read, in canonical form: for the keyed hash in a receipt.
    pub fn canonical_facts(&self) -> Canonical {
        let case = self.case;
        let mut statements: Vec<&Statement> = self.known_statements().collect();
        statements.sort_by_key(|statement| (statement.recorded, &statement.id));
        let mut decisions: Vec<&Decision> = self.known_decisions().collect();
        decisions.sort_by_key(|decision| (decision.recorded, &decision.id));
        Canonical::of([
            ("worker", Canonical::text(&case.worker.id)),
            ("employments", Canonical::list(case.employments.iter().map(employment))),
            ("episodes", Canonical::words(case.episodes.iter().map(|episode| &episode.id))),
            ("records", Canonical::list(case.records.iter().map(members))),
            ("spells", Canonical::list(self.known_spells().map(|entry| spell(entry, self.situation.known_on)))),
            ("leave", Canonical::list(self.known_leave().map(leave))),
            ("statements", Canonical::list(statements.into_iter().map(statement))),
            ("decisions", Canonical::list(decisions.into_iter().map(decision))),
        ])
    }

    /// The identity of all entries that guidance could read, by kind: what is recorded after K is not among them.
    pub fn entries_used(&self) -> Canonical {
        let made_by_decision = |id: &facts::StatementId| self.known_decisions().any(|decision| decision.id == *id);
        let mut statements: Vec<_> =
            self.known_statements().map(|statement| &statement.id).filter(|id| !made_by_decision(id)).collect();
        let mut decisions: Vec<_> = self.known_decisions().map(|decision| &decision.id).collect();
        let mut spells: Vec<_> = self.known_spells().map(|spell| &spell.id).collect();
        let mut leave: Vec<_> = self.known_leave().map(|leave| &leave.id).collect();
        statements.sort();
        decisions.sort();
        spells.sort();
        leave.sort();
        Canonical::of([
            ("statements", Canonical::words(statements)),
            ("decisions", Canonical::words(decisions)),
            ("spells", Canonical::words(spells)),
            ("leave", Canonical::words(leave)),
        ])
    }

    fn known_statements(&self) -> impl Iterator<Item = &Statement> {
        self.situation.statements.iter().filter(|statement| statement.recorded.day <= self.situation.known_on)
    }

    fn known_decisions(&self) -> impl Iterator<Item = &Decision> {
        self.situation.decisions.iter().filter(|decision| decision.recorded.day <= self.situation.known_on)
    }

    fn known_spells(&self) -> impl Iterator<Item = &SpellEntry> {
        self.case.spells.iter().filter(|spell| spell.recorded <= self.situation.known_on)
    }

    fn known_leave(&self) -> impl Iterator<Item = &LeaveEntry> {
        self.case.leave.iter().filter(|leave| leave.recorded <= self.situation.known_on)
    }
}

fn employment(employment: &Employment) -> Canonical {
    let Employment { id, country, first_day, last_day, place: _ } = employment;
    Canonical::of([
        ("id", Canonical::text(id)),
        ("country", Canonical::text(country)),
        ("first_day", Canonical::optional(*first_day)),
        ("last_day", Canonical::optional(*last_day)),
    ])
}

fn members(of: &RecordMembers) -> Canonical {
    let RecordMembers { list, members, place: _ } = of;
    Canonical::of([("list", Canonical::text(list)), ("members", Canonical::words(members))])
}

/// A last day that was recorded after K is not known.
fn spell(spell: &SpellEntry, known_on: Day) -> Canonical {
    let SpellEntry { id, employment, first_day, last_day, recorded, last_day_recorded, replaces, place: _ } = spell;
    let last_day_recorded = last_day_recorded.filter(|recorded| *recorded <= known_on);
    Canonical::of([
        ("id", Canonical::text(id)),
        ("employment", Canonical::optional(employment.as_ref())),
        ("first_day", Canonical::text(first_day)),
        ("last_day", Canonical::optional(last_day.filter(|_| last_day_recorded.is_some()))),
        ("recorded", Canonical::text(recorded)),
        ("last_day_recorded", Canonical::optional(last_day_recorded)),
        ("replaces", Canonical::optional(replaces.as_ref())),
    ])
}

fn leave(leave: &LeaveEntry) -> Canonical {
    let LeaveEntry { id, kind, period, recorded, other_cause, place: _ } = leave;
    Canonical::of([
        ("id", Canonical::text(id)),
        ("kind", Canonical::text(kind)),
        ("first", Canonical::text(period.first)),
        ("last", Canonical::text(period.last)),
        ("recorded", Canonical::text(recorded)),
        ("other_cause", Canonical::truth(*other_cause)),
    ])
}

fn statement(statement: &Statement) -> Canonical {
    let Statement {
        id,
        fact: about_what,
        said,
        about,
        until,
        recorded,
        by,
        role,
        told_by,
        replaces,
        withdraws,
        reason,
        group_answer,
    } = statement;
    let said = match said {
        Said::Value(said) => Some(value(said)),
        Said::DontKnow => Canonical::text("dont_know"),
        Said::Nothing => None,
    };
    Canonical::of([
        ("id", Canonical::text(id)),
        ("fact", Some(fact(about_what))),
        ("said", said),
        ("about", Canonical::text(about)),
        ("until", Canonical::optional(*until)),
        ("recorded", Some(when(recorded))),
        ("by", Canonical::text(by)),
        ("role", Canonical::text(role)),
        ("told_by", Canonical::optional(told_by.as_ref())),
        ("replaces", Canonical::optional(replaces.as_ref())),
        ("withdraws", Canonical::optional(withdraws.as_ref())),
        ("reason", Canonical::optional(reason.as_ref())),
        ("group_answer", Canonical::truth(*group_answer)),
    ])
}

fn decision(decision: &Decision) -> Canonical {
    let Decision {
        id,
        rule,
        subject,
        choice,
        outcome,
        sets_aside,
        reason_code,
        reason,
        about,
        recorded,
        by,
        role,
        supersedes,
    } = decision;
    let choice = match choice {
        DecisionChoice::Confirm => "confirm",
        DecisionChoice::Deviate => "deviate",
        DecisionChoice::SetAside => "set_aside",
    };
    Canonical::of([
        ("id", Canonical::text(id)),
        ("rule", Canonical::text(rule)),
        ("subject", Canonical::optional(subject.as_ref())),
        ("choice", Canonical::text(choice)),
        ("outcome", Canonical::optional(outcome.as_ref())),
        ("sets_aside", Canonical::words(sets_aside)),
        ("reason_code", Canonical::optional(reason_code.as_ref())),
        ("reason", Canonical::optional(reason.as_ref())),
        ("about", Canonical::text(about)),
        ("recorded", Some(when(recorded))),
        ("by", Canonical::text(by)),
        ("role", Canonical::text(role)),
        ("supersedes", Canonical::optional(supersedes.as_ref())),
    ])
}

fn when(recorded: &Recorded) -> Canonical {
    let Recorded { day, sequence } = recorded;
    Canonical::of([("day", Canonical::text(day)), ("sequence", Canonical::whole(*sequence))])
}

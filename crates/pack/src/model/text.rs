//! What people read: texts per outcome, audience and language, and who does what before when (S-43).

use super::pack::Chosen;
use super::value::Number;
use calendar::Day;
use facts::{ChoiceId, FactKindId, Localized, Role};
use std::collections::BTreeMap;

/// For whom a text is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Audience {
    /// Physician, intake expert, other professionals.
    Professional,
    /// The worker.
    Worker,
    /// Supervisor, HR, the law's case manager.
    Employer,
}

impl Audience {
    /// All audiences.
    pub const ALL: [Audience; 3] = [Audience::Professional, Audience::Worker, Audience::Employer];

    /// The word used in packs.
    pub fn as_str(self) -> &'static str {
        match self {
            Audience::Professional => "professional",
            Audience::Worker => "worker",
            Audience::Employer => "employer",
        }
    }

    /// Reads the word used in packs.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|audience| audience.as_str() == word)
    }
}

/// The texts of one outcome.
#[derive(Clone, Debug, Default)]
pub struct OutcomeTexts {
    /// Withheld while an alarm stands; carries the alarm signs while one is unknown.
    pub reassures: bool,
    /// The words, per audience.
    pub by_audience: BTreeMap<Audience, Localized>,
}

/// The closed list of slots that a text may hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Slots;

impl Slots {
    /// Their names.
    pub const NAMES: [&'static str; 5] =
        ["due_day", "last_working_day", "absence_day", "absence_week", "first_absence_day"];

    /// The slots that a text names, in order; an unclosed brace counts as a slot with no name.
    pub fn in_text(text: &str) -> Vec<&str> {
        let mut rest = text;
        let mut found = Vec::new();
        while let Some((_, after)) = rest.split_once('{') {
            let (name, tail) = after.split_once('}').unwrap_or(("", ""));
            found.push(name);
            rest = tail;
        }
        found
    }

    /// Fills the slots; a slot without a value is left out with the program's dash.
    pub fn fill(text: &str, value: impl Fn(&str) -> Option<String>) -> String {
        let mut filled = String::with_capacity(text.len());
        let mut rest = text;
        while let Some((before, after)) = rest.split_once('{') {
            filled.push_str(before);
            let (name, tail) = after.split_once('}').unwrap_or(("", after));
            filled.push_str(&value(name).unwrap_or_else(|| "–".to_owned()));
            rest = tail;
        }
        filled.push_str(rest);
        filled
    }
}

/// Somebody does something, before some day.
#[derive(Clone, Debug)]
pub struct Step {
    /// How a house pack names it, to give it to another role.
    pub id: Option<String>,
    /// For which outcomes.
    pub on: Vec<ChoiceId>,
    /// Who, as it was published.
    pub who: Role,
    /// Who instead, in a service that gave the step to another role (S-38).
    pub given_to: Option<Chosen<Role>>,
    /// What.
    pub what: Localized,
    /// Before when, counted from the day on which the last reason was stated.
    pub within: Option<Within>,
    /// Once this is known (a day, or a yes) the step is done and no longer told.
    pub done_by: Option<FactKindId>,
}

impl Step {
    /// Who takes it on a day: the role to which the service gave it, else the published one.
    pub fn who_on(&self, day: Day) -> Role {
        let given = self.given_to.as_ref().filter(|given| given.validity.contains(day));
        given.map_or(self.who, |given| given.choice)
    }
}

/// How soon.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Within {
    /// Calendar days; 0 is the same day.
    Days(Number),
    /// Working days.
    WorkingDays(Number),
    /// Weeks.
    Weeks(Number),
}

impl Within {
    /// How many of its unit.
    pub fn amount(&self) -> &Number {
        match self {
            Within::Days(number) | Within::WorkingDays(number) | Within::Weeks(number) => number,
        }
    }
}

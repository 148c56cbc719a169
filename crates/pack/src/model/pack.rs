//! A pack: one source in one edition.

use super::house::HousePack;
use super::text::Audience;
use crate::ContentHash;
use calendar::Day;
use facts::{DataClass, Localized, PackId, RuleId};
use std::collections::BTreeMap;
use std::fmt;

/// The seven stages, in the one order of the spine.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stage {
    /// The worker reports sick.
    SickReport,
    /// The first conversation.
    Intake,
    /// Are there alarm signs, and how urgent.
    Triage,
    /// Judgements, category, advice.
    Advice,
    /// Agreements and schedule.
    Plan,
    /// Is it going as planned.
    Evaluation,
    /// The end.
    Closure,
}

impl Stage {
    /// All stages in order.
    pub const ALL: [Stage; 7] = [
        Stage::SickReport,
        Stage::Intake,
        Stage::Triage,
        Stage::Advice,
        Stage::Plan,
        Stage::Evaluation,
        Stage::Closure,
    ];

    /// The word used in packs and folders.
    pub fn as_str(self) -> &'static str {
        match self {
            Stage::SickReport => "sick_report",
            Stage::Intake => "intake",
            Stage::Triage => "triage",
            Stage::Advice => "advice",
            Stage::Plan => "plan",
            Stage::Evaluation => "evaluation",
            Stage::Closure => "closure",
        }
    }

    /// Reads the word used in packs.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|stage| stage.as_str() == word)
    }
}

impl fmt::Display for Stage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// From which day, and until which.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Validity {
    /// First day in force.
    pub from: Day,
    /// Last day in force; none: still.
    pub until: Option<Day>,
}

impl Validity {
    /// Whether a day lies within.
    pub fn contains(&self, day: Day) -> bool {
        self.from <= day && self.until.is_none_or(|until| day <= until)
    }
}

/// What a service chose in its house pack; it holds on the days on which that pack holds (S-36).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chosen<T> {
    /// The choice.
    pub choice: T,
    /// When the house pack holds.
    pub validity: Validity,
}

/// One pack.
#[derive(Clone, Debug)]
pub struct Pack {
    /// Source and edition.
    pub id: PackId,
    /// What every id of the pack begins with.
    pub prefix: String,
    /// Its name.
    pub title: Localized,
    /// Where the employment must be; empty: everywhere.
    pub countries: Vec<String>,
    /// When it holds.
    pub validity: Validity,
    /// When it was last held against its source.
    pub confirmed_on: Day,
    /// Its ids and clauses may stand before the employer's side (S-41).
    pub neutral: bool,
    /// Questions in the order of asking.
    pub questions: Vec<RuleId>,
    /// Goals in order.
    pub goals: Vec<RuleId>,
    /// The text rule with the alarm signs, added to reassuring texts while an alarm item is unknown.
    pub alarm_signs: Option<RuleId>,
    /// While one of these facts is yes, reassuring texts are withheld.
    pub withholds_reassurance: Vec<RuleId>,
    /// Nothing that the pack says is less confidential than this.
    pub class: DataClass,
    /// The edition beside which this pack stands; its rules advise only where it leads, and come in place of others.
    pub stands_beside: Option<PackId>,
    /// The answer to "is this current?", for each audience.
    pub currency: BTreeMap<Audience, Localized>,
    /// What a service chose, when this is its house pack.
    pub house: Option<HousePack>,
    /// The hash over all its files.
    pub hash: ContentHash,
}

impl Pack {
    /// Whether the pack is in force on a day for an employment in a country (S-36). A case without
    /// a known country gets every pack: not knowing where somebody works takes nothing away.
    pub fn in_force(&self, on: Day, country: Option<&str>) -> bool {
        let fits = self.countries.is_empty() || country.is_none_or(|here| self.countries.iter().any(|c| c == here));
        fits && self.validity.contains(on)
    }
}

/// A word of the glossary.
#[derive(Clone, Debug)]
pub struct GlossaryWord {
    /// Its identifier.
    pub id: String,
    /// `role`, `document` or `concept`.
    pub kind: String,
    /// How it is called.
    pub label: Localized,
    /// What it means.
    pub definition: Localized,
    /// Where it comes from.
    pub clause: Option<facts::ClauseRef>,
    /// In which country it is used, when only in one.
    pub country: Option<String>,
}

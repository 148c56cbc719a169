//! Dated values, public holidays, and how spells add up.

use super::pack::Chosen;
use calendar::{Day, HolidayRule};
use facts::RuleId;

/// A number that a rule needs: written there, or taken from a dated value on the day that selects it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Number {
    /// Written in the rule.
    Plain(u32),
    /// A dated value.
    Value(RuleId),
}

/// Which day selects the line of a dated value (S-35).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SelectedBy {
    /// The reference day.
    ReferenceDay,
    /// The first day of absence.
    FirstAbsenceDay,
}

/// A number that changes with time.
#[derive(Clone, Debug)]
pub struct DatedValue {
    /// Unit.
    pub unit: String,
    /// What selects the line.
    pub by: SelectedBy,
    /// The lines, oldest first; each holds until the next begins.
    pub dated: Vec<DatedNumber>,
    /// Days before the first line have no value, and that is meant so.
    pub none_before: bool,
    /// A service may choose another number within this range; none: nobody may.
    pub setting: Option<SettingRange>,
    /// What the service chose in its house pack.
    pub chosen: Option<Chosen<u32>>,
}

/// From which number to which a service may choose, both ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SettingRange {
    /// The smallest number.
    pub from: u32,
    /// The largest number.
    pub to: u32,
}

impl SettingRange {
    /// Whether a service may choose this number.
    pub fn contains(&self, number: u32) -> bool {
        (self.from..=self.to).contains(&number)
    }
}

/// One line of a dated value.
#[derive(Clone, Debug)]
pub struct DatedNumber {
    /// First day.
    pub from: Day,
    /// The number.
    pub value: u32,
    /// When it was last held against its source.
    pub confirmed_on: Day,
}

impl DatedValue {
    /// The number on a day: what the service chose, else the line in force.
    pub fn on(&self, day: Day) -> Option<u32> {
        let line = self.dated.iter().rev().find(|line| line.from <= day)?;
        let chosen = self.chosen.as_ref().filter(|chosen| chosen.validity.contains(day));
        Some(chosen.map_or(line.value, |chosen| chosen.choice))
    }
}

/// Public holidays of a country.
#[derive(Clone, Debug)]
pub struct HolidayList {
    /// The country.
    pub country: String,
    /// Its holidays.
    pub days: Vec<HolidayRule>,
}

/// How spells of absence add up in a country.
#[derive(Clone, Debug)]
pub struct ChainDeclaration {
    /// The country.
    pub country: String,
    /// Fewer than this many full days between two spells: one chain.
    pub joins_below_days: Number,
}

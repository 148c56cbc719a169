//! Numbers that change with time, public holidays, and how spells add up.

use super::Teller;
use crate::render::page::Page;
use calendar::{HolidayDate, HolidayRule};
use pack::{Body, ChainDeclaration, DatedValue, HolidayList, Number};

impl Teller<'_> {
    pub(super) fn value(&self, page: &mut Page, value: &DatedValue) {
        let unit = self.reader.words.unit(&value.unit);
        for line in &value.dated {
            page.line(2, &format!("from {}: {} {unit}", line.from, line.value));
        }
        if let Some(range) = value.setting {
            page.line(2, &format!("a setting of the service: from {} to {} {unit}", range.from, range.to));
        }
        if let Some(chosen) = &value.chosen {
            page.line(2, &format!("chosen by this service: {} {unit}", chosen.choice));
        }
    }

    pub(super) fn holidays(&self, page: &mut Page, list: &HolidayList) {
        list.days.iter().for_each(|day| page.line(2, &self.holiday(day)));
    }

    pub(super) fn chain(&self, page: &mut Page, chain: &ChainDeclaration) {
        let below = self.number(&chain.joins_below_days);
        page.line(2, &format!("{}: fewer than {below} full days between two spells: one chain", chain.country));
    }

    /// A number; one that changes with time as it stands in its last line, or as the service chose it, with the rule
    /// that holds it.
    pub(super) fn number(&self, number: &Number) -> String {
        let id = match number {
            Number::Plain(number) => return number.to_string(),
            Number::Value(id) => id,
        };
        let Some(Body::Value(value)) = self.library.rule(id).map(|rule| &rule.body) else { return format!("[{id}]") };
        let chosen = value.chosen.as_ref().map(|chosen| chosen.choice);
        match chosen.or(value.dated.last().map(|line| line.value)) {
            Some(number) => format!("{number} [{id}]"),
            None => format!("[{id}]"),
        }
    }

    fn holiday(&self, holiday: &HolidayRule) -> String {
        let when = match holiday.when {
            HolidayDate::Fixed { month, day } => format!("{day} {}", self.reader.words.month(month)),
            HolidayDate::Easter { offset_days: 0 } => "Easter Sunday".to_owned(),
            HolidayDate::Easter { offset_days } => format!("Easter Sunday {offset_days:+} days"),
        };
        let span = match (holiday.from_year, holiday.until_year) {
            (None, None) => None,
            (from, until) => {
                let from = from.map(|year| format!("from {year}"));
                let until = until.map(|year| format!("until {year}"));
                Some(from.into_iter().chain(until).collect::<Vec<_>>().join(" "))
            }
        };
        let every = holiday.every.map(|every| format!("every {} years as in {}", every.years, every.counted_from));
        let moved = holiday.if_sunday.map(|days| format!("when on a Sunday: {days:+} days"));
        let parts: Vec<String> = [Some(when), span, every, moved].into_iter().flatten().collect();
        format!("{}: {}", holiday.id, parts.join("; "))
    }
}

//! What was known on a day.

use crate::model::case_file::CaseFile;
use crate::model::employment::Employment;
use crate::model::spell::SpellEntry;
use calendar::{Day, Leave, Spell};
use facts::SubjectId;
use std::collections::{BTreeMap, BTreeSet};

impl CaseFile {
    /// The spells of one employment as they were known on a day, in the order of time. A file that declares no
    /// employment has all its spells under `None`.
    ///
    /// - A spell recorded later is not seen, nor is a last day recorded later: such a spell is open.
    /// - A spell that another one, known by then, puts right is left out.
    /// - The spells never overlap. Where the file as known on that day still had two spells on one day (the first was not
    ///   yet ended, or not yet put right), the earlier one is read as ended on the day before the later one began; of two
    ///   that begin on the same day, the longer one is kept.
    ///
    /// ```
    /// use calendar::Day;
    /// use notation::Notation;
    ///
    /// let file = b"
    /// format = 'rugwijzer-case/1'
    /// spells = [
    ///     { id = 'reported', first_day = 2026-10-19 },
    ///     { id = 'put-right', first_day = 2026-10-20, recorded = 2026-10-26, replaces = 'reported' },
    /// ]";
    /// let case = casefile::read("case.toml", file, Notation::Toml).map_err(|faults| format!("{faults:?}"))?;
    ///
    /// let before = case.spells_known_on(Day::new(2026, 10, 25)?, None);
    /// let after = case.spells_known_on(Day::new(2026, 10, 26)?, None);
    /// assert_eq!(before.first().map(|spell| spell.id.as_str()), Some("reported"));
    /// assert_eq!(after.first().map(|spell| spell.id.as_str()), Some("put-right"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn spells_known_on(&self, known: Day, employment: Option<&SubjectId>) -> Vec<Spell> {
        let of_the_employment = self.spells_by_employment(known).remove(&employment);
        of_the_employment.map_or_else(Vec::new, without_overlap)
    }

    /// The leave that was known on a day, in the order of time.
    pub fn leave_known_on(&self, known: Day) -> Vec<Leave> {
        let known = self.leave.iter().filter(|leave| leave.recorded <= known);
        let mut leave: Vec<Leave> = known.map(|leave| leave.for_the_calendar()).collect();
        leave.sort_by(|a, b| (a.period, &a.id).cmp(&(b.period, &b.id)));
        leave
    }

    /// The employment that a case is about on a day, as far as was known on another.
    ///
    /// It is the employment of the absence of that day: of a spell that lasts on the day, else of the latest one that began
    /// before it. Without absence it is the only employment, or the only one that lasts on the day. When somebody is absent
    /// from two employments from the same day on, it is the one that stands first in the file.
    pub fn employment_of_case(&self, on: Day, known: Day) -> Option<&Employment> {
        let mut spells = self.spells_by_employment(known);
        let absent_from = self.employments.iter().filter_map(|employment| {
            let spells = without_overlap(spells.remove(&Some(&employment.id))?);
            Some((absence_nearest_to(on, &spells)?, employment))
        });
        // Of equal absences the first in the file: `max_by_key` would keep the last.
        let absent_from = absent_from.reduce(|best, next| if next.0 > best.0 { next } else { best });
        absent_from.map(|(_, employment)| employment).or_else(|| self.only_employment_on(on))
    }

    fn only_employment_on(&self, on: Day) -> Option<&Employment> {
        if let [only] = self.employments.as_slice() {
            return Some(only);
        }
        let mut lasting = self.employments.iter().filter(|employment| employment.lasts_on(on));
        let first = lasting.next();
        first.filter(|_| lasting.next().is_none())
    }

    fn spells_by_employment(&self, known: Day) -> BTreeMap<Option<&SubjectId>, Vec<Spell>> {
        let mut by_employment: BTreeMap<_, Vec<Spell>> = BTreeMap::new();
        for spell in self.standing_on(known) {
            by_employment.entry(spell.employment.as_ref()).or_default().push(spell.as_known_on(known));
        }
        by_employment
    }

    /// The spells recorded by the day that no other one recorded by the day puts right.
    fn standing_on(&self, known: Day) -> Vec<&SpellEntry> {
        let mut recorded: Vec<&SpellEntry> = self.spells.iter().filter(|spell| spell.recorded <= known).collect();
        let put_right: BTreeSet<&str> = recorded.iter().filter_map(|spell| spell.replaces.as_deref()).collect();
        recorded.retain(|spell| !put_right.contains(spell.id.as_str()));
        recorded
    }
}

/// Whether the absence of that day lasts on it, and when it began.
fn absence_nearest_to(on: Day, spells: &[Spell]) -> Option<(bool, Day)> {
    let begun = spells.iter().filter(|spell| spell.first <= on);
    begun.map(|spell| (spell.last.is_none_or(|last| on <= last), spell.first)).max()
}

/// The spells in the order of time, each ended before the next begins.
fn without_overlap(mut spells: Vec<Spell>) -> Vec<Spell> {
    spells.sort_by(|a, b| order_of_time(a).cmp(&order_of_time(b)));
    let mut apart: Vec<Spell> = Vec::with_capacity(spells.len());
    for spell in spells {
        if apart.last().is_some_and(|earlier| earlier.first == spell.first) {
            apart.pop();
        }
        if let Some(earlier) = apart.last_mut() {
            let ended = spell.first.plus_days(-1);
            earlier.last = Some(earlier.last.map_or(ended, |last| last.min(ended)));
        }
        apart.push(spell);
    }
    apart
}

/// By first day; among those the open one last.
fn order_of_time(spell: &Spell) -> (Day, bool, Option<Day>, &str) {
    (spell.first, spell.last.is_none(), spell.last, &spell.id)
}

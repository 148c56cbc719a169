//! The place of an entry among those recorded on the same day.

use calendar::Day;
use facts::Recorded;
use std::collections::BTreeMap;

/// How many entries each day has so far.
#[derive(Default)]
pub(crate) struct Order {
    entries: BTreeMap<Day, u32>,
}

impl Order {
    /// The next entry of a day; the first has number 1.
    pub(crate) fn next(&mut self, day: Day) -> Recorded {
        let entries = self.entries.entry(day).or_default();
        *entries = entries.saturating_add(1);
        Recorded { day, sequence: *entries }
    }
}

//! Entries of one kind that have a day in common.

use calendar::Day;
use notation::{Fault, Faults, Place};

/// One entry that lies in time.
pub(crate) struct Stretch<'e> {
    pub(crate) id: &'e str,
    pub(crate) first: Day,
    pub(crate) last: Option<Day>,
    pub(crate) place: &'e Place,
}

/// Refuses entries that overlap. Each fault stands at the entry that begins later.
pub(crate) fn refuse_overlaps(what: &str, mut stretches: Vec<Stretch<'_>>, expected: &str, faults: &mut Faults) {
    stretches.sort_by(|a, b| (a.first, a.id).cmp(&(b.first, b.id)));
    let mut lasts_longest: Option<Stretch<'_>> = None;
    for stretch in stretches {
        let overlapped = lasts_longest.as_ref().filter(|earlier| earlier.last.is_none_or(|last| stretch.first <= last));
        if let Some(earlier) = overlapped {
            let message = format!(
                "{what} `{}` ({}) overlaps with {what} `{}` ({})",
                stretch.id,
                stretch.in_words(),
                earlier.id,
                earlier.in_words()
            );
            faults.add(Fault::at(stretch.place.clone(), message).expected(expected));
        }
        if lasts_longest.as_ref().is_none_or(|earlier| stretch.lasts_longer_than(earlier)) {
            lasts_longest = Some(stretch);
        }
    }
}

impl Stretch<'_> {
    fn lasts_longer_than(&self, other: &Stretch<'_>) -> bool {
        match (self.last, other.last) {
            (_, None) => false,
            (None, Some(_)) => true,
            (Some(last), Some(other)) => last > other,
        }
    }

    fn in_words(&self) -> String {
        match self.last {
            Some(last) => format!("{} to {last}", self.first),
            None => format!("from {}", self.first),
        }
    }
}

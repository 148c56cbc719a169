//! A spell of sickness absence as it was entered.

use calendar::{Day, Spell};
use facts::SubjectId;
use notation::Place;

/// One spell of sickness absence, with the days on which it became known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SpellEntry {
    /// Identity within the case. Without one in the file: `spell-1` for the spell that begins first, and so on.
    pub id: String,
    /// The employment that the worker is absent from; none only when the file declares no employment at all.
    pub employment: Option<SubjectId>,
    /// The first sick day.
    pub first_day: Day,
    /// The last sick day, included; none: still sick.
    pub last_day: Option<Day>,
    /// When the spell was recorded; its first day when the file does not say.
    pub recorded: Day,
    /// When the last day was recorded; when the file does not say: the day after it, or the day on which the spell was
    /// recorded if that is later. None when there is no last day.
    pub last_day_recorded: Option<Day>,
    /// The earlier spell that this one puts right. That one stays in the file.
    pub replaces: Option<String>,
    /// Where it stands.
    pub place: Place,
}

impl SpellEntry {
    /// The spell as it was known on a day: a last day that was recorded later is not seen.
    pub(crate) fn as_known_on(&self, known: Day) -> Spell {
        let last_day_is_known = self.last_day_recorded.is_some_and(|recorded| recorded <= known);
        Spell { id: self.id.clone(), first: self.first_day, last: self.last_day.filter(|_| last_day_is_known) }
    }
}

//! Ids: their shape, that none stands twice, and those that a file may leave out.

use super::placed::{Placed, text_of};
use calendar::Day;
use notation::{Fault, Faults, Fields, Node, Place};
use std::collections::BTreeMap;

const LONGEST: usize = 80;

/// What an id is made of. A slash parts statement and fact kind, and is therefore in neither.
pub(crate) const SHAPE: &str = "letters without accents, digits, `-`, `_` and `.`, at most 80 of them";

/// Whether this word has the shape of an id.
pub(crate) fn is_id(word: &str) -> bool {
    let fits = |letter: u8| letter.is_ascii_alphanumeric() || matches!(letter, b'-' | b'_' | b'.');
    (1..=LONGEST).contains(&word.len()) && word.bytes().all(fits)
}

/// An id, if the field is there.
pub(crate) fn optional(fields: &mut Fields<'_, '_>, name: &'static str) -> Option<Placed<String>> {
    let node = fields.optional(name)?;
    id_of(node, fields.faults())
}

/// An id that must be there.
pub(crate) fn required(fields: &mut Fields<'_, '_>, name: &'static str) -> Option<Placed<String>> {
    let node = fields.required(name)?;
    id_of(node, fields.faults())
}

/// The id that a node holds. One of the wrong shape is noted, and kept when a message can show it, so that what refers to
/// it is not wrong too.
pub(crate) fn id_of(node: &Node, faults: &mut Faults) -> Option<Placed<String>> {
    let id = text_of(node, faults)?;
    if is_id(&id.it) {
        return Some(id);
    }
    faults.add(Fault::at(id.place.clone(), "this is not an id").expected(SHAPE));
    let can_be_shown = id.it.len() <= LONGEST && !id.it.chars().any(char::is_control);
    can_be_shown.then_some(id)
}

/// The ids of one kind of entry, each with where it stands.
#[derive(Default)]
pub(crate) struct Ids {
    taken: BTreeMap<String, Place>,
}

impl Ids {
    /// Takes an id; a fault when it is taken.
    pub(crate) fn take(&mut self, id: &Placed<String>, faults: &mut Faults) {
        if let Some(first) = self.taken.get(&id.it) {
            faults.add(
                Fault::at(
                    id.place.clone(),
                    format!("this id is taken: it is also that of {}", where_in_the_file(first)),
                )
                .expected("an id of its own"),
            );
            return;
        }
        self.taken.insert(id.it.clone(), id.place.clone());
    }

    /// Takes the id that was written, or else the one by default for an entry at this place.
    pub(crate) fn take_or(
        &mut self,
        written: Option<Placed<String>>,
        by_default: String,
        entry: &Place,
        faults: &mut Faults,
    ) -> String {
        let id = written.unwrap_or_else(|| Placed { it: by_default, place: entry.clone() });
        self.take(&id, faults);
        id.it
    }
}

fn where_in_the_file(place: &Place) -> String {
    match place.line() {
        Some(line) => format!("{} in line {line}", place.path()),
        None => place.path(),
    }
}

/// The ids by default of entries that lie in time, such as `spell-1`: numbered by their days, so that the order of the
/// file does not matter.
pub(crate) fn by_default_in_time(what: &str, days: &[(Option<Day>, Option<Day>)]) -> Vec<String> {
    let mut in_time: Vec<usize> = (0..days.len()).collect();
    in_time.sort_by_key(|entry| days.get(*entry));
    let mut numbers: Vec<(usize, usize)> = in_time.into_iter().zip(1..).collect();
    numbers.sort_unstable();
    numbers.into_iter().map(|(_, number)| format!("{what}-{number}")).collect()
}

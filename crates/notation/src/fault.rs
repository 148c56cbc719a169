//! One thing that is wrong, said so that its writer can put it right.

use crate::place::Place;
use std::fmt;

/// What is wrong, where, what was expected, and which word was probably meant.
/// The message never contains a value that was read unless the reader put it there on purpose:
/// case files hold medical facts (S-47).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fault {
    /// Where.
    pub place: Place,
    /// What is wrong: a lower-case sentence without full stop.
    pub message: String,
    /// What was expected.
    pub expected: Option<String>,
    /// The nearest right word.
    pub nearest: Option<String>,
}

impl Fault {
    /// Something wrong at a place.
    pub fn at(place: Place, message: impl Into<String>) -> Self {
        Self { place, message: message.into(), expected: None, nearest: None }
    }

    /// Something stands where a day was expected, and is none.
    pub(crate) fn not_a_day(place: Place) -> Self {
        Self::at(place, "this is not a day").expected("a day between 1900 and 2199, such as 2026-10-19")
    }

    fn said(&self) -> (&str, Option<&str>, Option<&str>) {
        (&self.message, self.expected.as_deref(), self.nearest.as_deref())
    }

    /// Says what was expected.
    #[must_use]
    pub fn expected(mut self, what: impl Into<String>) -> Self {
        self.expected = Some(what.into());
        self
    }

    /// Says which of the right words is nearest to the one that stood there.
    #[must_use]
    pub fn did_you_mean<'w>(mut self, word: &str, right: impl IntoIterator<Item = &'w str>) -> Self {
        self.nearest = crate::nearest(word, right).map(str::to_owned);
        self
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.place, self.message)?;
        if let Some(expected) = &self.expected {
            write!(f, "; expected {expected}")?;
        }
        if let Some(nearest) = &self.nearest {
            write!(f, "; did you mean `{nearest}`?")?;
        }
        Ok(())
    }
}

impl std::error::Error for Fault {}

/// All faults found so far. Reading goes on after a fault, so that a writer sees all of them at once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Faults {
    found: Vec<Fault>,
}

impl Faults {
    /// No faults yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Notes one more.
    pub fn add(&mut self, fault: Fault) {
        self.found.push(fault);
    }

    /// Notes many.
    pub fn extend(&mut self, faults: impl IntoIterator<Item = Fault>) {
        self.found.extend(faults);
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.found.len()
    }

    /// Whether nothing is wrong.
    pub fn is_empty(&self) -> bool {
        self.found.is_empty()
    }

    /// The faults in the order of file, line and path.
    pub fn into_sorted(mut self) -> Vec<Fault> {
        self.found.sort_by(|a, b| a.said().cmp(&b.said()));
        self.found.sort_by_cached_key(|fault| fault.place.found());
        self.found.dedup();
        self.found
    }

    /// `Ok` with the value when nothing is wrong, the sorted faults otherwise.
    ///
    /// # Errors
    /// The faults.
    pub fn or<T>(self, value: T) -> Result<T, Vec<Fault>> {
        if self.is_empty() { Ok(value) } else { Err(self.into_sorted()) }
    }
}

//! For whom the worker works, under which law.

use calendar::Day;
use facts::SubjectId;
use notation::Place;
use std::fmt;

/// One employment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Employment {
    /// Identity within the case.
    pub id: SubjectId,
    /// Whose law holds.
    pub country: Country,
    /// Its first day, if known.
    pub first_day: Option<Day>,
    /// Its last day, if it has one.
    pub last_day: Option<Day>,
    /// Where it stands.
    pub place: Place,
}

impl Employment {
    /// Whether the employment lasts on a day, as far as its days are known.
    pub fn lasts_on(&self, day: Day) -> bool {
        self.first_day.is_none_or(|first| first <= day) && self.last_day.is_none_or(|last| day <= last)
    }
}

/// Whose law an employment is under.
///
/// ```
/// use casefile::Country;
/// assert_eq!(Country::parse("BE"), Some(Country::Be));
/// assert_eq!(Country::parse("be"), None);
/// assert_eq!(Country::Nl.to_string(), "NL");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Country {
    /// The Netherlands.
    Nl,
    /// Belgium.
    Be,
}

impl Country {
    /// All countries.
    pub const ALL: [Country; 2] = [Country::Nl, Country::Be];

    /// The two capital letters.
    pub fn as_str(self) -> &'static str {
        match self {
            Country::Nl => "NL",
            Country::Be => "BE",
        }
    }

    /// Reads the two capital letters.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|country| country.as_str() == word)
    }
}

impl fmt::Display for Country {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

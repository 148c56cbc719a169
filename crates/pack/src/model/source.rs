//! The bibliography.

use calendar::Day;

/// One source: a guideline, a law, a web page.
#[derive(Clone, Debug)]
pub struct Source {
    /// Its identifier, the first half of a clause reference.
    pub id: String,
    /// Its title in its own language.
    pub title: String,
    /// Who published it.
    pub publisher: String,
    /// Year of publication.
    pub year: i64,
    /// Language of the source (`nl`, `fr`, `en`).
    pub language: String,
    /// The day of the version that was read.
    pub version: Option<Day>,
    /// Its clauses.
    pub clauses: Vec<Clause>,
}

/// One clause of a source.
#[derive(Clone, Debug)]
pub struct Clause {
    /// The second half of a clause reference.
    pub id: String,
    /// The heading under which it is found.
    pub heading: String,
}

impl Source {
    /// The clause with this identifier.
    pub fn clause(&self, id: &str) -> Option<&Clause> {
        self.clauses.iter().find(|clause| clause.id == id)
    }
}

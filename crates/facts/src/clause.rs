//! Where a rule comes from.

use std::fmt;

/// A clause of a source, written `source#clause`, for example `stecr-2004#7.4-table`.
/// The bibliography (`guidelines/sources.toml`) holds every source with its clauses.
///
/// ```
/// use facts::ClauseRef;
/// let clause = ClauseRef::parse("wia-2026#25-3").expect("has both parts");
/// assert_eq!((clause.source(), clause.clause()), ("wia-2026", "25-3"));
/// assert!(ClauseRef::parse("wia-2026").is_none());
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ClauseRef {
    source: String,
    clause: String,
}

impl ClauseRef {
    /// Reads `source#clause`; both parts must be there.
    pub fn parse(text: &str) -> Option<Self> {
        let (source, clause) = text.split_once('#')?;
        (!source.is_empty() && !clause.is_empty())
            .then(|| Self { source: source.to_owned(), clause: clause.to_owned() })
    }

    /// The source in the bibliography.
    pub fn source(&self) -> &str {
        &self.source
    }

    /// The clause within the source.
    pub fn clause(&self) -> &str {
        &self.clause
    }
}

impl fmt::Display for ClauseRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}#{}", self.source, self.clause)
    }
}

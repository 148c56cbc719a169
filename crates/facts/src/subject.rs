//! What a fact is about (S-3).

use crate::{FactKindId, RecordList, SubjectId};
use std::fmt;

/// The kind of subject that a fact kind is declared for.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SubjectKind {
    /// The person.
    Worker,
    /// One employment of the worker.
    Employment,
    /// One absence chain.
    Case,
    /// One episode of complaints; can exist without absence.
    Episode,
    /// The place of work.
    Workplace,
    /// The department.
    Department,
    /// A member of a named list of records.
    Record(RecordList),
}

impl SubjectKind {
    /// Reads the word used in packs: one of the six, or the name of a record list.
    pub fn parse(word: &str) -> Self {
        match word {
            "worker" => SubjectKind::Worker,
            "employment" => SubjectKind::Employment,
            "case" => SubjectKind::Case,
            "episode" => SubjectKind::Episode,
            "workplace" => SubjectKind::Workplace,
            "department" => SubjectKind::Department,
            list => SubjectKind::Record(RecordList::new(list)),
        }
    }

    /// The word used in packs.
    pub fn as_str(&self) -> &str {
        match self {
            SubjectKind::Worker => "worker",
            SubjectKind::Employment => "employment",
            SubjectKind::Case => "case",
            SubjectKind::Episode => "episode",
            SubjectKind::Workplace => "workplace",
            SubjectKind::Department => "department",
            SubjectKind::Record(list) => list.as_str(),
        }
    }
}

impl fmt::Display for SubjectKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// One subject: its kind, and which one of that kind.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Subject {
    /// The kind of subject.
    pub kind: SubjectKind,
    /// Which one. For the subjects of which a case has only one it is the word of the kind.
    pub id: SubjectId,
}

impl Subject {
    /// The only subject of its kind in a case (worker, case, workplace, department).
    pub fn only(kind: SubjectKind) -> Self {
        let id = SubjectId::new(kind.as_str());
        Self { kind, id }
    }

    /// One named subject.
    pub fn named(kind: SubjectKind, id: impl AsRef<str>) -> Self {
        Self { kind, id: SubjectId::new(id) }
    }
}

impl fmt::Display for Subject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.kind.as_str() == self.id.as_str() {
            write!(f, "{}", self.kind)
        } else {
            write!(f, "{} {}", self.kind, self.id)
        }
    }
}

/// A fact: kind and subject, nothing else (S-3).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FactId {
    /// What is known.
    pub kind: FactKindId,
    /// About whom or what.
    pub subject: Subject,
}

impl fmt::Display for FactId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} of {}", self.kind, self.subject)
    }
}

//! Data classes: who may ever see a fact is decided by its class first (S-39).

use std::fmt;

/// How confidential a fact is. The order is the order of secrecy: the class of a finding is the
/// highest class among all facts that it *can* read (S-39).
///
/// ```
/// use facts::DataClass;
/// assert!(DataClass::Medical > DataClass::Workplace);
/// assert!(DataClass::WorkAbility.is_for_employer());
/// assert!(!DataClass::Medical.is_for_employer());
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DataClass {
    /// Dates, employment, who is responsible.
    Administrative,
    /// What someone can do, and until when.
    WorkAbility,
    /// The work and the workplace.
    Workplace,
    /// Complaints, flags, examination, diagnosis, treatment.
    Medical,
    /// Notes of one discipline (psychologist, trainer), closed to the others.
    DisciplineNotes,
}

impl DataClass {
    /// All classes, least secret first.
    pub const ALL: [DataClass; 5] = [
        DataClass::Administrative,
        DataClass::WorkAbility,
        DataClass::Workplace,
        DataClass::Medical,
        DataClass::DisciplineNotes,
    ];

    /// The employer's side sees the first three classes and no other (S-39).
    pub fn is_for_employer(self) -> bool {
        self <= DataClass::Workplace
    }

    /// The word used in packs and JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            DataClass::Administrative => "administrative",
            DataClass::WorkAbility => "work_ability",
            DataClass::Workplace => "workplace",
            DataClass::Medical => "medical",
            DataClass::DisciplineNotes => "discipline_notes",
        }
    }

    /// Reads the word used in packs.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|class| class.as_str() == word)
    }
}

impl fmt::Display for DataClass {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

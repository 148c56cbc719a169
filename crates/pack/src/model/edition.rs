//! How a rule stands to newer guidelines and to other editions.

use facts::{ClauseRef, Localized, RuleId};

/// How a rule stands to newer guidelines and to other editions.
#[derive(Clone, Debug, Default)]
pub struct Edition {
    /// Where a newer guideline changed what the rule's clause says.
    pub newer: Vec<Newer>,
    /// With how much weight a guideline that grades its advice gives this one.
    pub strength: Option<Strength>,
    /// The rules of the pack beside which this pack stands, in whose place this rule comes where its pack leads.
    pub in_place_of: Vec<RuleId>,
    /// What is different from those rules.
    pub differs: Option<Localized>,
}

/// What a newer guideline says; by whom and since when stands in the bibliography.
#[derive(Clone, Debug)]
pub struct Newer {
    /// The newer clause.
    pub clause: ClauseRef,
    /// What it says, in our words.
    pub says: Localized,
}

/// The two words of the guideline of 2021: high or moderate certainty advises, low certainty considers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Strength {
    /// "To advise".
    Advise,
    /// "To consider".
    Consider,
}

impl Strength {
    /// Both, in order.
    pub const ALL: [Strength; 2] = [Strength::Advise, Strength::Consider];

    /// The word used in packs.
    pub fn as_str(self) -> &'static str {
        match self {
            Strength::Advise => "advise",
            Strength::Consider => "consider",
        }
    }

    /// Reads the word used in packs.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|strength| strength.as_str() == word)
    }
}

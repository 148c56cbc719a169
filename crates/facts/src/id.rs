//! Identifiers: short, permanent words. Cheap to copy around, ordered by their text.

use std::borrow::Borrow;
use std::fmt;
use std::sync::Arc;

macro_rules! identifiers {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(Arc<str>);

        impl $name {
            /// Takes the word as it is written; which words exist is checked where they are declared.
            pub fn new(word: impl AsRef<str>) -> Self {
                Self(Arc::from(word.as_ref()))
            }

            /// The word itself.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl Borrow<str> for $name {
            fn borrow(&self) -> &str {
                &self.0
            }
        }

        impl From<&str> for $name {
            fn from(word: &str) -> Self {
                Self::new(word)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    )*};
}

identifiers! {
    /// A fact kind, for example `stecr.fear`; permanent, declared in one pack (S-1).
    FactKindId;
    /// A rule of a pack, for example `stecr.category_table`.
    RuleId;
    /// A pack with its edition, for example `stecr-2004`.
    PackId;
    /// One value of a closed list, for example `severe`.
    ChoiceId;
    /// A named list of records, for example `treatment` (S-3).
    RecordList;
    /// The name of one subject among those of its kind: an employment, an episode, a record member.
    SubjectId;
    /// One statement in a case.
    StatementId;
    /// A person in a case.
    PersonId;
}

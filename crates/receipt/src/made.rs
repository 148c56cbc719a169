//! Making a receipt.

use crate::FORMAT;
use crate::content::{Content, PackBytes};
use crate::hash::Key;
use crate::kept::keep;
use crate::seal::{format_word, sealed};
use access::{NoAccess, Wall};
use facts::Role;
use guidance::{Canonical, Guidance};
use notation::Notation;
use pack::SourceFile;
use std::collections::BTreeMap;
use std::fmt;

/// The bytes behind guidance.
#[derive(Clone, Copy, Debug)]
pub struct Given<'a> {
    /// The case as it was read.
    pub case: &'a [u8],
    /// In which notation it is written.
    pub notation: Notation,
    /// All files that the packs were read from.
    pub files: &'a [SourceFile],
    /// The folder of the house pack among them.
    pub house: Option<&'a str>,
}

/// Somebody who may have a receipt: it holds the whole file, so no view of it is enough.
///
/// ```
/// use facts::Role;
/// use receipt::Holder;
/// assert!(Holder::of(Role::Bedrijfsarts).is_ok());
/// assert!([Role::Worker, Role::Supervisor, Role::WorkplaceExpert, Role::Gp].into_iter().all(|role| Holder::of(role).is_err()));
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Holder(());

impl Holder {
    /// Whether a role may have a receipt.
    ///
    /// # Errors
    /// [`Refused`] for roles that do not read the whole file.
    pub fn of(role: Role) -> Result<Self, Refused> {
        let wall = Wall::before(role).map_err(Refused::NoAccess)?;
        if wall.reads_whole_file() { Ok(Self(())) } else { Err(Refused::NotWhole(role)) }
    }
}

/// A role that may have no receipt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refused {
    /// It reads no file.
    NoAccess(NoAccess),
    /// It reads a part of the file.
    NotWhole(Role),
}

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Refused::NoAccess(refused) => write!(f, "{refused}"),
            Refused::NotWhole(role) => {
                write!(f, "the role `{role}` may have no receipt: a receipt holds the whole file")
            }
        }
    }
}

impl std::error::Error for Refused {}

/// A receipt with everything inside that is needed to replay it.
#[derive(Clone, Debug)]
pub struct Receipt {
    content: Content,
    kept: Canonical,
}

impl Receipt {
    /// The receipt of guidance. The key must be random, and used for no other receipt.
    pub fn of(guidance: &Guidance<'_>, given: &Given<'_>, key: &Key, _: Holder) -> Self {
        let packs = PackBytes::of(guidance.library(), given.files);
        Self {
            content: Content::of(guidance, &packs, given.house, key),
            kept: keep(key, given.case, given.notation, &packs, &guidance.canonical()),
        }
    }

    /// Its name: a hash that stays the same wherever case and packs are kept.
    pub fn id(&self) -> String {
        self.content.id()
    }

    /// Its bytes, sealed.
    pub fn to_bytes(&self) -> Vec<u8> {
        sealed(BTreeMap::from([
            ("format".to_owned(), Canonical::Text(format_word(FORMAT))),
            ("receipt".to_owned(), self.content.canonical()),
            ("kept".to_owned(), self.kept.clone()),
        ]))
    }
}

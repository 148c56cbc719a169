//! Who speaks in a case.

use facts::{PersonId, Role};
use notation::Place;

/// About whom the case is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Worker {
    /// The worker's id; `worker` when the file gives none.
    pub id: PersonId,
    /// Where it stands.
    pub place: Place,
}

/// Somebody who speaks in the case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// Identity within the case.
    pub id: PersonId,
    /// The name, if the file gives it.
    pub name: Option<String>,
    /// The roles in which this person may speak; at least one, none twice.
    pub roles: Vec<Role>,
    /// Where it stands.
    pub place: Place,
}

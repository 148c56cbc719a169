//! The medical wall.

use facts::{DataClass, Role, Side};

/// What stands before a reader: its class, and whether its words and ids may stand before the employer's side (S-41).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Content {
    /// How confidential it is: the highest class of all that it can read (S-39).
    pub class: DataClass,
    /// It comes from a pack of law, whose ids, clauses and titles tell nothing about the cause.
    pub neutral: bool,
}

/// A role that reads no file at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoAccess {
    /// The role.
    pub role: Role,
}

impl std::fmt::Display for NoAccess {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "the role `{}` reads no file", self.role)
    }
}

impl std::error::Error for NoAccess {}

/// What one role may see.
///
/// ```
/// use access::{Content, Wall};
/// use facts::{DataClass, Role};
/// let flags = Content { class: DataClass::Medical, neutral: false };
/// let term = Content { class: DataClass::Administrative, neutral: true };
/// let supervisor = Wall::before(Role::Supervisor).expect("reads files");
/// assert!(supervisor.lets_through(term) && !supervisor.lets_through(flags));
/// assert!(Wall::before(Role::Bedrijfsarts).expect("reads files").lets_through(flags));
/// assert!(Wall::before(Role::Gp).is_err());
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wall {
    role: Role,
    highest: DataClass,
}

impl Wall {
    /// The wall before a role.
    ///
    /// # Errors
    /// [`NoAccess`] for roles that read no file: parties outside the service, and those who keep the system or study groups.
    pub fn before(role: Role) -> Result<Self, NoAccess> {
        let highest = match role.side() {
            Side::Employer | Side::Discipline => DataClass::Workplace,
            Side::Worker | Side::Medical => DataClass::Medical,
            Side::Outside | Side::System => return Err(NoAccess { role }),
        };
        Ok(Self { role, highest })
    }

    /// Who stands before it.
    pub fn role(self) -> Role {
        self.role
    }

    /// Whether the reader is on the employer's side: he knows absences, not which of them are backs.
    pub fn is_employer_side(self) -> bool {
        self.role.side() == Side::Employer
    }

    /// Whether the reader is the worker himself.
    pub fn is_worker(self) -> bool {
        self.role.side() == Side::Worker
    }

    /// Whether the reader may have the whole file in his hands, as it was entered, and not only what is made for him: those
    /// of the medical side. Notes of one discipline would still be closed to them; no pack asks for any yet.
    pub fn reads_whole_file(self) -> bool {
        self.role.side() == Side::Medical
    }

    /// Whether something may be seen.
    pub fn lets_through(self, content: Content) -> bool {
        content.class <= self.highest && (content.neutral || !self.is_employer_side())
    }
}

//! The case file of an interview: read, added to, written back at once.

use crate::command::advise::told_to;
use crate::failure::Failure;
use crate::files;
use casefile::{Addition, CaseFile};
use engine::Rulebook;
use facts::{RecordList, Role, SubjectId};
use guidance::{Answering, Guidance, Interview, Looked, advise};
use notation::Notation;
use std::path::{Path, PathBuf};

/// A case file that is being added to, and who answers.
pub(super) struct Session<'r> {
    pub(super) path: PathBuf,
    pub(super) name: String,
    pub(super) rulebook: &'r Rulebook,
    pub(super) role: Role,
    pub(super) looked: Looked,
    pub(super) answering: Answering,
    pub(super) case: CaseFile,
    /// What stands on disk; none while there is no file yet.
    standing: Option<Vec<u8>>,
    notation: Notation,
    /// Records that were named and of which nothing is said yet.
    pub(super) named: Vec<(RecordList, SubjectId)>,
}

/// A case file as it was found, or the beginning of one.
pub(super) struct Found {
    pub(super) name: String,
    pub(super) notation: Notation,
    pub(super) standing: Option<Vec<u8>>,
}

impl Found {
    pub(super) fn at(path: &str) -> Result<Self, Failure> {
        if path == "-" {
            return Err(Failure::WrongUse("answers are kept in a case file; standard input is none".to_owned()));
        }
        match files::case(path) {
            Ok(read) => Ok(Self { name: read.name, notation: read.notation, standing: Some(read.bytes) }),
            Err(Failure::NotFound(_)) => {
                let json = Path::new(path).extension().is_some_and(|extension| extension.eq_ignore_ascii_case("json"));
                let notation = if json { Notation::Json } else { Notation::Toml };
                Ok(Self { name: path.to_owned(), notation, standing: None })
            }
            Err(failure) => Err(failure),
        }
    }

    pub(super) fn case(&self, role: Role) -> Result<CaseFile, Failure> {
        let empty = casefile::new_case(self.notation);
        let bytes = self.standing.as_ref().unwrap_or(&empty);
        casefile::read(&self.name, bytes, self.notation).map_err(|faults| told_to(role, faults))
    }

    pub(super) fn session<'r>(
        self,
        path: &str,
        rulebook: &'r Rulebook,
        (role, looked, answering): (Role, Looked, Answering),
    ) -> Result<Session<'r>, Failure> {
        let case = self.case(role)?;
        Ok(Session {
            path: PathBuf::from(path),
            name: self.name,
            rulebook,
            role,
            looked,
            answering,
            case,
            standing: self.standing,
            notation: self.notation,
            named: Vec::new(),
        })
    }
}

impl Session<'_> {
    pub(super) fn guidance(&self) -> Result<Guidance<'_>, Failure> {
        let guidance = advise(self.rulebook, &self.case, &self.name, self.looked);
        guidance.map(|guidance| guidance.with_records(&self.named)).map_err(|faults| told_to(self.role, faults))
    }

    /// Looks at the case as it stands.
    pub(super) fn with<T>(&self, look: impl FnOnce(&Interview<'_, '_>) -> T) -> Result<T, Failure> {
        let guidance = self.guidance()?;
        let interview = guidance.interview(self.role).map_err(|refused| Failure::NotAllowed(refused.to_string()))?;
        Ok(look(&interview))
    }

    /// Adds to the file. When this returns, it is on the disk.
    pub(super) fn keep(&mut self, additions: &[Addition]) -> Result<(), Failure> {
        if additions.is_empty() {
            return Ok(());
        }
        let empty = casefile::new_case(self.notation);
        let bytes = self.standing.as_ref().unwrap_or(&empty);
        let added = casefile::add(&self.name, bytes, self.notation, additions);
        let added = added.map_err(|fault| told_to(self.role, vec![fault]))?;
        // What could not be read again is not written.
        let case = casefile::read(&self.name, &added, self.notation).map_err(|faults| told_to(self.role, faults))?;
        advise(self.rulebook, &case, &self.name, self.looked).map_err(|faults| told_to(self.role, faults))?;
        files::replace(&self.path, self.standing.as_deref(), &added)?;
        (self.case, self.standing) = (case, Some(added));
        Ok(())
    }
}

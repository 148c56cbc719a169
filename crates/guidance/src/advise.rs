//! A case file in, guidance out.

use crate::link;
use crate::moved;
use crate::other_reading;
use crate::view::View;
use access::{NoAccess, Wall};
use calendar::Day;
use casefile::CaseFile;
use engine::{Assessment, Rulebook, Situation, assess};
use facts::{Role, RuleId};
use notation::Fault;
use pack::Library;

/// Which day is looked at, with what was known on which day (S-6).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Looked {
    /// The reference day D.
    pub on: Day,
    /// What was known on this day, K.
    pub known_on: Day,
}

impl Looked {
    /// On a day, with what was known on it.
    pub fn on(day: Day) -> Self {
        Self { on: day, known_on: day }
    }
}

/// Guidance for one case on one day. What a reader may see of it is asked with [`Guidance::view_for`].
#[derive(Clone, Debug)]
pub struct Guidance<'a> {
    pub(crate) rulebook: &'a Rulebook,
    pub(crate) case: &'a CaseFile,
    pub(crate) situation: Situation,
    pub(crate) assessment: Assessment,
}

/// Advises on a case: guidance is a pure function of case, packs and day.
///
/// # Errors
/// What in the case file does not fit the packs: unknown facts, values out of range, roles that may not state a fact. No
/// fault repeats what was said (S-47).
pub fn advise<'a>(
    rulebook: &'a Rulebook,
    case: &'a CaseFile,
    file: &str,
    looked: Looked,
) -> Result<Guidance<'a>, Vec<Fault>> {
    let rulebook = rulebook.on(looked.on);
    let situation = link::situation(rulebook.library(), case, file, looked.on, looked.known_on)?;
    let mut assessment = assess(rulebook, &situation);
    moved::note(rulebook, case, &situation, &mut assessment.obligations);
    other_reading::note(rulebook, case, &situation, &mut assessment.obligations);
    Ok(Guidance { rulebook, case, situation, assessment })
}

impl Guidance<'_> {
    /// The packs under which it was given.
    pub fn library(&self) -> &Library {
        self.rulebook.library()
    }

    /// For which day, with what was known when.
    pub fn looked(&self) -> Looked {
        Looked { on: self.situation.on, known_on: self.situation.known_on }
    }

    /// The country of the employment, when it is known.
    pub fn country(&self) -> Option<&str> {
        self.situation.country.as_deref()
    }

    /// What a role may see; `None` where for this role there is nothing to see at all: the employer's side knows absences,
    /// and an episode without absence does not exist for it (S-41).
    ///
    /// # Errors
    /// [`NoAccess`] for roles that read no file.
    pub fn view_for(&self, role: Role) -> Result<Option<View>, NoAccess> {
        self.view(role, None)
    }

    /// The same view, in which the findings and the obligation of one rule also say what would change them (S-26).
    ///
    /// # Errors
    /// [`NoAccess`] for roles that read no file.
    pub fn view_that_explains(&self, rule: &RuleId, role: Role) -> Result<Option<View>, NoAccess> {
        self.view(role, Some(rule))
    }

    fn view(&self, role: Role, asked_about: Option<&RuleId>) -> Result<Option<View>, NoAccess> {
        let wall = Wall::before(role)?;
        if wall.is_employer_side() && self.situation.absence.chain().is_none() {
            return Ok(None);
        }
        Ok(Some(match asked_about {
            Some(rule) => View::that_explains(rule, wall, self),
            None => View::behind(wall, self),
        }))
    }
}

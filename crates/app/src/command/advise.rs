//! `advise`: a case file in, guidance out.

use crate::ahead::while_ahead;
use crate::cli::Look;
use crate::clock;
use crate::failure::Failure;
use crate::files;
use crate::packs::{self, PackFiles};
use crate::render::{Reader, json, text, words};
use access::NoAccess;
use engine::Rulebook;
use facts::{Language, Role, RuleId, Side};
use guidance::{Guidance, Looked, View, advise};
use notation::{Fault, Notation, Place};

pub(super) fn run(look: &Look) -> Result<(), Failure> {
    let opened = Opened::open(look)?;
    let view = opened.view(look.role)?;
    show(&opened, &view, look)
}

pub(super) fn show(opened: &Opened, view: &View, look: &Look) -> Result<(), Failure> {
    let reader = Reader::new(opened.rulebook.library(), look.common.lang, &look.common.service_name);
    if look.common.json {
        files::print(&format!("{:#}\n", json::guidance(view, &reader)))
    } else {
        files::print(&text::guidance(view, &reader, opened.case.title.as_deref()))
    }
}

/// A case with its packs, ready to be looked at.
pub(crate) struct Opened {
    pub(crate) rulebook: Rulebook,
    pub(crate) case: casefile::CaseFile,
    pub(crate) name: String,
    pub(crate) looked: Looked,
    /// The bytes of the case, and the files of the packs.
    pub(crate) behind: Behind,
    language: Language,
}

/// What a case and its packs were read from.
pub(crate) struct Behind {
    pub(crate) case: Vec<u8>,
    pub(crate) notation: Notation,
    pub(crate) packs: PackFiles,
}

impl Opened {
    pub(crate) fn open(look: &Look) -> Result<Self, Failure> {
        may_look(look.role)?;
        let read = files::case(&look.case)?;
        let case =
            casefile::read(&read.name, &read.bytes, read.notation).map_err(|faults| told_to(look.role, faults))?;
        let on = match look.on {
            Some(day) => day,
            None => clock::today()?,
        };
        let (rulebook, packs) = packs::load_with_files(&look.common)?;
        let looked = Looked { on, known_on: look.known_on.unwrap_or(on) };
        let behind = Behind { case: read.bytes, notation: read.notation, packs };
        Ok(Self { rulebook, case, name: read.name, looked, behind, language: look.common.lang })
    }

    /// What the role may see.
    pub(crate) fn view(&self, role: Role) -> Result<View, Failure> {
        let view = || view_of(&self.rulebook, &self.case, &self.name, self.looked, role, self.language);
        while_ahead(|| self.rulebook.compile_ahead(), view)
    }

    /// What the role may see, with what would change one finding or obligation.
    pub(crate) fn view_that_explains(&self, rule: &RuleId, role: Role) -> Result<View, Failure> {
        let look = |guidance: &Guidance<'_>| guidance.view_that_explains(rule, role);
        let view = || seen(&self.rulebook, &self.case, &self.name, self.looked, role, self.language, look);
        while_ahead(|| self.rulebook.compile_ahead(), view)
    }
}

/// Who may not look at all is told so before anything is read.
pub(super) fn may_look(role: Role) -> Result<(), Failure> {
    access::Wall::before(role).map(drop).map_err(|refused| Failure::NotAllowed(refused.to_string()))
}

/// What is wrong in a case can name a finding. The employer's side is told where to look, and nothing of what stands there.
pub(super) fn told_to(role: Role, faults: Vec<Fault>) -> Failure {
    if role.side() != Side::Employer {
        return Failure::InvalidInput(faults);
    }
    let file = faults.first().map_or_else(String::new, |fault| fault.place.file().to_owned());
    let told =
        Fault::at(Place::whole_file(&file), "this file is not right").expected("a file that the service has checked");
    Failure::InvalidInput(vec![told])
}

/// For whom absences are all there is: in the reader's own words.
fn no_absence_known(language: Language) -> Failure {
    Failure::NotFound(words::of(language).nothing_known.to_owned())
}

pub(crate) fn view_of(
    rulebook: &Rulebook,
    case: &casefile::CaseFile,
    name: &str,
    looked: Looked,
    role: Role,
    language: Language,
) -> Result<View, Failure> {
    seen(rulebook, case, name, looked, role, language, |guidance| guidance.view_for(role))
}

fn seen(
    rulebook: &Rulebook,
    case: &casefile::CaseFile,
    name: &str,
    looked: Looked,
    role: Role,
    language: Language,
    look: impl FnOnce(&Guidance<'_>) -> Result<Option<View>, NoAccess>,
) -> Result<View, Failure> {
    may_look(role)?;
    let absent = !case.spells_known_on(looked.known_on, None).is_empty()
        || case.employments.iter().any(|work| !case.spells_known_on(looked.known_on, Some(&work.id)).is_empty());
    // An episode without absence does not exist for the employer's side, right or wrong as its entries may be.
    if role.side() == Side::Employer && !absent {
        return Err(no_absence_known(language));
    }
    let guidance = advise(rulebook, case, name, looked).map_err(|faults| told_to(role, faults))?;
    match look(&guidance) {
        Ok(Some(view)) => Ok(view),
        Ok(None) => Err(no_absence_known(language)),
        Err(refused) => Err(Failure::NotAllowed(refused.to_string())),
    }
}

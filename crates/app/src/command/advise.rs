//! `advise`: a case file in, guidance out.

use crate::cli::Look;
use crate::clock;
use crate::failure::Failure;
use crate::files;
use crate::packs;
use crate::render::{Reader, json, text};
use engine::Rulebook;
use facts::{Role, Side};
use guidance::{Looked, View, advise};
use notation::{Fault, Place};

pub(super) fn run(look: &Look) -> Result<(), Failure> {
    let opened = Opened::open(look)?;
    let view = opened.view(look.role)?;
    let reader = Reader::new(opened.rulebook.library(), look.common.lang, &look.common.service_name);
    if look.common.json {
        files::print(&format!("{:#}\n", json::guidance(&view, &reader)))
    } else {
        files::print(&text::guidance(&view, &reader, opened.case.title.as_deref()))
    }
}

/// A case with its packs, ready to be looked at.
pub(crate) struct Opened {
    pub(crate) rulebook: Rulebook,
    pub(crate) case: casefile::CaseFile,
    pub(crate) name: String,
    pub(crate) looked: Looked,
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
        let rulebook = packs::load(&look.common)?;
        let looked = Looked { on, known_on: look.known_on.unwrap_or(on) };
        Ok(Self { rulebook, case, name: read.name, looked })
    }

    /// What the role may see.
    pub(crate) fn view(&self, role: Role) -> Result<View, Failure> {
        view_of(&self.rulebook, &self.case, &self.name, self.looked, role)
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
    let file = faults.first().map_or_else(String::new, |fault| fault.place.file.to_string());
    let told =
        Fault::at(Place::whole_file(&file), "this file is not right").expected("a file that the service has checked");
    Failure::InvalidInput(vec![told])
}

pub(crate) fn view_of(
    rulebook: &Rulebook,
    case: &casefile::CaseFile,
    name: &str,
    looked: Looked,
    role: Role,
) -> Result<View, Failure> {
    may_look(role)?;
    let absent = !case.spells_known_on(looked.known_on, None).is_empty()
        || case.employments.iter().any(|work| !case.spells_known_on(looked.known_on, Some(&work.id)).is_empty());
    // An episode without absence does not exist for the employer's side, right or wrong as its entries may be.
    if role.side() == Side::Employer && !absent {
        return Err(Failure::NotFound("no absence is known on this day".to_owned()));
    }
    let guidance = advise(rulebook, case, name, looked).map_err(|faults| told_to(role, faults))?;
    match guidance.view_for(role) {
        Ok(Some(view)) => Ok(view),
        Ok(None) => Err(Failure::NotFound("no absence is known on this day".to_owned())),
        Err(refused) => Err(Failure::NotAllowed(refused.to_string())),
    }
}

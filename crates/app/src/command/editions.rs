//! Editions held against each other: `advise --compare` and `guideline diff`.

use crate::cli::{Common, Look};
use crate::command::advise::{Opened, told_to};
use crate::failure::Failure;
use crate::files::print;
use crate::packs;
use crate::render::{Reader, editions};
use access::Wall;
use engine::Rulebook;
use facts::{PackId, Role};
use guidance::{advise, compare};
use pack::Library;

/// One case under the edition that leads and under another one.
pub(super) fn compare_case(look: &Look, asked: &str) -> Result<(), Failure> {
    weighs_guidelines(look.role)?;
    let opened = Opened::open(look)?;
    let library = opened.rulebook.library();
    let asked = edition(library, asked)?;
    let other = led_by(&opened.rulebook, &asked)?;
    let guided = |rulebook| {
        advise(rulebook, &opened.case, &opened.name, opened.looked).map_err(|faults| told_to(look.role, faults))
    };
    let compared = compare(&guided(&opened.rulebook)?, &guided(&other)?, &asked, look.role)
        .map_err(|refused| Failure::NotAllowed(refused.to_string()))?;
    let Some(compared) = compared else { return Err(not_for(look.role)) };
    let reader = Reader::new(library, look.common.lang, &look.common.service_name);
    if look.common.json {
        print(&format!("{:#}\n", editions::comparison_json(&compared, &reader)))
    } else {
        print(&editions::comparison(&compared, &reader, opened.case.title.as_deref()))
    }
}

/// Two editions rule by rule.
pub(super) fn difference(first: &str, second: &str, common: &Common) -> Result<(), Failure> {
    let library = &packs::whole(common)?;
    let (first, second) = (edition(library, first)?, edition(library, second)?);
    let Some(difference) = library.edition_difference(&first, &second) else {
        return Err(Failure::WrongUse(if first == second {
            format!("`{first}` is named twice; name two editions")
        } else {
            format!("`{first}` and `{second}` do not stand beside each other")
        }));
    };
    let reader = Reader::new(library, common.lang, &common.service_name);
    if common.json {
        print(&format!("{:#}\n", editions::difference_json(&difference, &reader)))
    } else {
        print(&editions::difference(&difference, &reader))
    }
}

/// The worker and the employer's side weigh no guidelines, and are told so before anything is read.
fn weighs_guidelines(role: Role) -> Result<(), Failure> {
    let wall = Wall::before(role).map_err(|refused| Failure::NotAllowed(refused.to_string()))?;
    if wall.is_worker() || wall.is_employer_side() { Err(not_for(role)) } else { Ok(()) }
}

fn not_for(role: Role) -> Failure {
    Failure::NotAllowed(format!("the role `{role}` compares no editions: that is for professionals"))
}

/// An edition that has another one beside it.
fn edition(library: &Library, named: &str) -> Result<PackId, Failure> {
    let id = PackId::new(named);
    if library.stands_among_editions(&id).is_some() {
        return Ok(id);
    }
    let editions = library.packs().iter().filter(|pack| library.stands_among_editions(&pack.id).is_some());
    let editions: Vec<&str> = editions.map(|pack| pack.id.as_str()).collect();
    let there_are = if editions.is_empty() {
        "there are no editions beside each other".to_owned()
    } else {
        format!("these do: {}", editions.join(", "))
    };
    if library.pack(&id).is_some() {
        return Err(Failure::WrongUse(format!("`{id}` stands beside no other edition; {there_are}")));
    }
    Err(Failure::NotFound(match notation::nearest(named, editions.iter().copied()) {
        Some(nearest) => format!("there is no edition `{named}`; did you mean `{nearest}`?"),
        None => {
            format!("there is no edition `{named}`; editions that stand beside each other: {}", editions.join(", "))
        }
    }))
}

fn led_by(rulebook: &Rulebook, edition: &PackId) -> Result<Rulebook, Failure> {
    rulebook.led_by(edition).ok_or_else(|| Failure::WrongUse(format!("`{edition}` stands beside no other edition")))
}

//! `advise --receipt` and `verify`: an advice that can be replayed years later.

use crate::cli::{Look, VerifyArgs};
use crate::command::advise::{Opened, show, told_to};
use crate::failure::Failure;
use crate::files;
use crate::new_file;
use crate::render::receipt as render;
use receipt::{Answer, Given, Holder, Key, Receipt};
use std::path::Path;

/// Advises, and writes the receipt before the advice is told: who has read it has its receipt.
pub(super) fn advise_and_keep(look: &Look, file: &Path) -> Result<(), Failure> {
    let holder = Holder::of(look.role).map_err(|refused| Failure::NotAllowed(refused.to_string()))?;
    if file == Path::new("-") {
        return Err(Failure::WrongUse("a receipt is written to a file, for nobody else to read".to_owned()));
    }
    new_file::refuse_existing(file)?;
    let opened = Opened::open(look)?;
    let view = opened.view(look.role)?;
    new_file::write(file, &receipt_of(&opened, look, holder)?.to_bytes())?;
    show(&opened, &view, look)
}

fn receipt_of(opened: &Opened, look: &Look, holder: Holder) -> Result<Receipt, Failure> {
    let guidance = guidance::advise(&opened.rulebook, &opened.case, &opened.name, opened.looked)
        .map_err(|faults| told_to(look.role, faults))?;
    let behind = &opened.behind;
    let given = Given {
        case: &behind.case,
        notation: behind.notation,
        files: &behind.packs.files,
        house: behind.packs.house.as_deref(),
    };
    Ok(Receipt::of(&guidance, &given, &random_key()?, holder))
}

/// A key of its own for every receipt.
fn random_key() -> Result<Key, Failure> {
    let mut random = [0; 32];
    getrandom::fill(&mut random)
        .map_err(|error| Failure::other(format!("this machine gives no random key: {error}")))?;
    Ok(Key::new(random))
}

pub(super) fn verify(args: &VerifyArgs) -> Result<(), Failure> {
    let (name, bytes) = files::receipt(&args.receipt)?;
    let verified = receipt::verify(&name, &bytes).map_err(Failure::InvalidInput)?;
    if args.json {
        files::print(&format!("{:#}\n", render::json(&verified)))?;
    } else {
        files::print(&render::text(&verified, args.lang))?;
    }
    match verified.answer {
        Answer::Identical => Ok(()),
        Answer::Differs(_) => Err(Failure::CheckFoundSomething),
        Answer::CannotReplay(_) => Err(Failure::CannotReplay),
    }
}

//! Replaying a receipt with what is kept inside it (S-45).

use crate::FORMAT;
use crate::content::{Content, PackBytes, parts};
use crate::difference::{Difference, first_difference};
use crate::kept::Kept;
use crate::seal;
use calendar::Day;
use engine::Rulebook;
use facts::PackId;
use guidance::advise;
use notation::{Fault, Faults, Place};
use pack::Library;

/// What messages call the case that is kept in a receipt.
const CASE: &str = "the kept case";

/// What came of replaying a receipt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verified {
    /// The number of its format.
    pub format: u32,
    /// What the receipt says of itself; nothing when its format is not known here.
    pub about: Option<About>,
    /// The answer.
    pub answer: Answer,
}

/// What a receipt says of itself. Nothing of it is medical.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct About {
    /// Its name.
    pub id: String,
    /// The version of the program that made it.
    pub engine: String,
    /// The reference day.
    pub on: Day,
    /// With what was known on this day.
    pub known_on: Day,
    /// The country of the employment, when it was known.
    pub country: Option<String>,
    /// The packs, with their content hashes.
    pub packs: Vec<(PackId, String)>,
    /// Which of them is the house pack.
    pub house: Option<PackId>,
}

/// The answer. Whichever it is: the kept bytes match their hashes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// The same comes out, byte for byte.
    Identical,
    /// Something else comes out: a defect.
    Differs(Difference),
    /// It cannot be replayed here.
    CannotReplay(Why),
}

/// Why a receipt cannot be replayed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Why {
    /// This program does not know its format.
    Format(u32),
    /// This program does not take the packs that it took then.
    Packs(Vec<Fault>),
    /// This program does not take the case that it took then.
    Case(Vec<Fault>),
}

/// Replays a receipt. Needs nothing but its bytes; `file` is what messages call it.
///
/// # Errors
/// It is no receipt, a byte of it was changed, or what it holds does not match its hashes. No fault repeats what somebody
/// stated.
pub fn verify(file: &str, bytes: &[u8]) -> Result<Verified, Vec<Fault>> {
    let opened = seal::open(file, bytes).map_err(|fault| vec![fault])?;
    let format = opened.format;
    if format != FORMAT {
        return Ok(Verified { format, about: None, answer: Answer::CannotReplay(Why::Format(format)) });
    }
    let mut faults = Faults::new();
    let read = parts(&opened.tree, &mut faults).and_then(|(content, kept)| {
        let content = Content::read(content, &mut faults)?;
        let kept = Kept::read(kept, &content, &mut faults)?;
        Some((content, kept))
    });
    let not_whole = || vec![Fault::at(Place::whole_file(file), "this receipt does not hold what a receipt holds")];
    let (content, kept) = faults.or(read)?.ok_or_else(not_whole)?;
    let answer = match replayed(&content, &kept) {
        Ok(None) => Answer::Identical,
        Ok(Some(difference)) => Answer::Differs(difference),
        Err(why) => Answer::CannotReplay(why),
    };
    Ok(Verified { format, about: Some(About::of(&content)), answer })
}

/// Advises once more, by the packs that are kept and no others: the first difference, if there is one.
fn replayed(content: &Content, kept: &Kept) -> Result<Option<Difference>, Why> {
    let library = Library::read_with_house(&kept.files, content.house.as_deref()).map_err(Why::Packs)?;
    let packs = PackBytes::of(&library, &kept.files);
    let rulebook = Rulebook::compile(library).map_err(Why::Packs)?;
    let case = casefile::read(CASE, &kept.case, kept.notation).map_err(Why::Case)?;
    let guidance = advise(&rulebook, &case, CASE, content.looked).map_err(Why::Case)?;
    let now = Content::of(&guidance, &packs, content.house.as_deref(), &kept.key);
    let in_what_was_given = first_difference("receipt", &content.given(), &now.given());
    Ok(in_what_was_given.or_else(|| first_difference("guidance", &kept.guidance, &guidance.canonical())))
}

impl About {
    fn of(content: &Content) -> Self {
        Self {
            id: content.id(),
            engine: content.engine.clone(),
            on: content.looked.on,
            known_on: content.looked.known_on,
            country: content.country.clone(),
            packs: content.packs.iter().map(|pack| (PackId::new(&pack.id), pack.hash.clone())).collect(),
            house: content.house.as_ref().map(PackId::new),
        }
    }
}

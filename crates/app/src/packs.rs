//! Where packs come from: inside the program, or a folder instead (S-37).

use crate::failure::Failure;
use crate::files;
use engine::{Rulebook, run_scenarios};
use notation::Fault;
use pack::{Library, SourceFile};
use rust_embed::RustEmbed;
use std::path::Path;

#[derive(RustEmbed)]
#[folder = "../../guidelines"]
#[include = "*.toml"]
#[include = "journeys/*.txt"]
struct Shipped;

/// All files of the shipped packs, or of a folder.
pub(crate) fn source_files(folder: Option<&Path>) -> Result<Vec<SourceFile>, Failure> {
    match folder {
        Some(folder) => files::guidelines(folder),
        None => Ok(Shipped::iter()
            .filter_map(|path| {
                Shipped::get(&path).map(|file| SourceFile::new(path.to_string(), file.data.into_owned()))
            })
            .collect()),
    }
}

/// The packs, ready to advise. The shipped packs were checked when they were built; a folder is checked in full.
pub(crate) fn load(folder: Option<&Path>) -> Result<Rulebook, Failure> {
    let files = source_files(folder)?;
    match folder {
        None => rulebook(&files).map_err(Failure::InvalidInput),
        Some(_) => checked(&files).map(|checked| checked.rulebook).map_err(Failure::InvalidInput),
    }
}

fn rulebook(files: &[SourceFile]) -> Result<Rulebook, Vec<Fault>> {
    Library::read(files).and_then(Rulebook::compile)
}

/// Packs that hold in every way that can be checked.
pub(crate) struct Checked {
    pub(crate) rulebook: Rulebook,
    pub(crate) cases: usize,
}

/// The full check: links, tables, texts, unread questions, diagrams, and every case beside every rule.
pub(crate) fn checked(files: &[SourceFile]) -> Result<Checked, Vec<Fault>> {
    let library = Library::read(files)?;
    let mut faults = pack::check::all(&library);
    let rulebook = match Rulebook::compile(library) {
        Ok(rulebook) => rulebook,
        Err(more) => {
            faults.extend(more);
            return Err(faults);
        }
    };
    let (cases, failures) = run_scenarios(&rulebook);
    faults.extend(failures.into_iter().map(|failure| failure.fault));
    if faults.is_empty() { Ok(Checked { rulebook, cases }) } else { Err(faults) }
}

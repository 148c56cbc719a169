//! Where packs come from: inside the program, or a folder instead (S-37).

use crate::ahead::while_ahead;
use crate::cli::Common;
use crate::failure::Failure;
use crate::files;
use engine::{Rulebook, run_scenarios};
use notation::{Fault, Place};
use pack::{Folder, Library, SourceFile};
use rust_embed::RustEmbed;
use std::path::Path;

#[derive(RustEmbed)]
#[folder = "../../guidelines"]
#[include = "*.toml"]
#[include = "journeys/*.txt"]
struct Shipped;

/// The files of all packs, and which folder among them is the house pack.
pub(crate) struct PackFiles {
    pub(crate) files: Vec<SourceFile>,
    pub(crate) house: Option<String>,
}

/// All files of the shipped packs, or of a folder, with those of the house pack beside them.
pub(crate) fn source_files(common: &Common) -> Result<PackFiles, Failure> {
    let mut files = match &common.guidelines {
        Some(folder) => files::guidelines(folder)?,
        None => shipped(),
    };
    let house = match &common.house {
        Some(folder) => Some(add_house(folder, &mut files)?),
        None => None,
    };
    Ok(PackFiles { files, house })
}

fn shipped() -> Vec<SourceFile> {
    let read = |path: &str| Shipped::get(path).map(|file| SourceFile::new(path.to_owned(), file.data.into_owned()));
    Shipped::iter().filter_map(|path| read(&path)).collect()
}

/// The house pack lies in a folder of its own; its name becomes that of the pack.
fn add_house(folder: &Path, files: &mut Vec<SourceFile>) -> Result<String, Failure> {
    let own = files::guidelines(folder)?;
    let whole = folder.canonicalize().unwrap_or_else(|_| folder.to_path_buf());
    let name = whole.file_name().map_or_else(|| "house".to_owned(), |name| name.to_string_lossy().into_owned());
    let is_taken = |file: &SourceFile| file.path.split_once('/').is_some_and(|(folder, _)| folder == name);
    if files.iter().any(is_taken) {
        let taken = format!("the guidelines hold a folder `{name}` already");
        return Err(Failure::InvalidInput(vec![
            Fault::at(Place::whole_file(&folder.to_string_lossy()), taken)
                .expected("a house pack in a folder with another name"),
        ]));
    }
    files.extend(own.into_iter().map(|file| SourceFile::new(format!("{name}/{}", file.path), file.bytes)));
    Ok(name)
}

/// The packs, ready to advise. The shipped packs were checked when they were built; a folder is checked in full.
pub(crate) fn load(common: &Common) -> Result<Rulebook, Failure> {
    load_with_files(common).map(|(rulebook, _)| rulebook)
}

/// The same, with the files behind them.
pub(crate) fn load_with_files(common: &Common) -> Result<(Rulebook, PackFiles), Failure> {
    let files = source_files(common)?;
    let rulebook = if is_shipped(common) {
        read(&Folder::for_advice(&files.files), None).map(Rulebook::of_checked)
    } else {
        checked(&files).map(|checked| checked.rulebook)
    };
    Ok((rulebook.map_err(Failure::InvalidInput)?, files))
}

/// The packs with the cases beside the rules. A folder is checked in full.
pub(crate) fn whole(common: &Common) -> Result<Library, Failure> {
    let files = source_files(common)?;
    let library = if is_shipped(common) {
        library(&files)
    } else {
        checked(&files).map(|checked| checked.rulebook.library().clone())
    };
    library.map_err(Failure::InvalidInput)
}

fn is_shipped(common: &Common) -> bool {
    common.guidelines.is_none() && common.house.is_none()
}

/// The packs as they stand, read and linked but not checked further.
pub(crate) fn unchecked(common: &Common) -> Result<Library, Failure> {
    library(&source_files(common)?).map_err(Failure::InvalidInput)
}

fn library(files: &PackFiles) -> Result<Library, Vec<Fault>> {
    read(&Folder::of(&files.files), files.house.as_deref())
}

/// Reads a folder from both ends at once.
fn read(folder: &Folder<'_>, house: Option<&str>) -> Result<Library, Vec<Fault>> {
    while_ahead(|| folder.read_ahead(), || Library::read_folder(folder, house))
}

/// Packs that hold in every way that can be checked.
pub(crate) struct Checked {
    pub(crate) rulebook: Rulebook,
    pub(crate) cases: usize,
}

/// The full check: links, tables, texts, unread questions, diagrams, and every case beside every rule.
pub(crate) fn checked(files: &PackFiles) -> Result<Checked, Vec<Fault>> {
    let library = library(files)?;
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

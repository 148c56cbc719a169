//! Reading files, never more of them than allowed.

use crate::failure::Failure;
use notation::{Fault, Notation, Place};
use pack::SourceFile;
use std::fs::File;
use std::io::{ErrorKind, Read, Write};
use std::path::Path;

const MEBIBYTE: u64 = 1024 * 1024;
/// A case file is refused before it is read when it is larger than this.
const LARGEST_CASE: u64 = 16 * MEBIBYTE;
/// A receipt with everything inside is smaller than this.
const LARGEST_RECEIPT: u64 = 64 * MEBIBYTE;
/// A folder of packs is small; more than this is a wrong folder.
const LARGEST_GUIDELINES: u64 = 64 * MEBIBYTE;

/// A case file as it was read.
pub(crate) struct ReadCase {
    /// What messages call it.
    pub(crate) name: String,
    pub(crate) bytes: Vec<u8>,
    pub(crate) notation: Notation,
}

/// A case file as bytes, with the notation it is written in. `-` is standard input.
pub(crate) fn case(path: &str) -> Result<ReadCase, Failure> {
    let (name, bytes) = named(path, "a case file", LARGEST_CASE)?;
    let first = bytes.iter().find(|byte| !byte.is_ascii_whitespace());
    let is_json = match Path::new(path).extension() {
        Some(extension) => extension.eq_ignore_ascii_case("json"),
        None => first == Some(&b'{'),
    };
    Ok(ReadCase { name, bytes, notation: if is_json { Notation::Json } else { Notation::Toml } })
}

/// A receipt: what messages call it, and its bytes. `-` is standard input.
pub(crate) fn receipt(path: &str) -> Result<(String, Vec<u8>), Failure> {
    named(path, "a receipt", LARGEST_RECEIPT)
}

fn named(path: &str, what: &str, most: u64) -> Result<(String, Vec<u8>), Failure> {
    let name = if path == "-" { "standard input" } else { path };
    let bytes = match path {
        "-" => limited(std::io::stdin().lock(), name, what, most)?,
        path => limited(open(path, what)?, name, what, most)?,
    };
    Ok((name.to_owned(), bytes))
}

fn open(path: &str, what: &str) -> Result<File, Failure> {
    if Path::new(path).is_dir() {
        let fault = Fault::at(Place::whole_file(path), "this is a folder").expected(what);
        return Err(Failure::InvalidInput(vec![fault]));
    }
    File::open(path).map_err(|error| match error.kind() {
        ErrorKind::NotFound => Failure::NotFound(format!("{path}: there is no such file")),
        _ => Failure::other(format!("{path}: cannot be read: {error}")),
    })
}

fn limited(source: impl Read, name: &str, what: &str, most: u64) -> Result<Vec<u8>, Failure> {
    let mut bytes = Vec::new();
    source
        .take(most + 1)
        .read_to_end(&mut bytes)
        .map_err(|error| Failure::other(format!("{name}: cannot be read: {error}")))?;
    if u64::try_from(bytes.len()).unwrap_or(u64::MAX) > most {
        let fault = Fault::at(Place::whole_file(name), "the file is too large")
            .expected(format!("{what} of at most {} MiB", most / MEBIBYTE));
        return Err(Failure::InvalidInput(vec![fault]));
    }
    Ok(bytes)
}

/// All TOML files of a guideline folder, with their paths within it.
pub(crate) fn guidelines(folder: &Path) -> Result<Vec<SourceFile>, Failure> {
    if !folder.is_dir() {
        return Err(Failure::NotFound(format!("{}: there is no such folder", folder.display())));
    }
    let mut files = Vec::new();
    let mut read = 0;
    collect(folder, folder, &mut files, &mut read)?;
    files.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(files)
}

fn collect(top: &Path, folder: &Path, files: &mut Vec<SourceFile>, read: &mut u64) -> Result<(), Failure> {
    let fail = |error: std::io::Error| Failure::other(format!("{}: cannot be read: {error}", folder.display()));
    for entry in std::fs::read_dir(folder).map_err(fail)? {
        let entry = entry.map_err(fail)?;
        let path = entry.path();
        let kind = entry.file_type().map_err(fail)?;
        if kind.is_dir() {
            collect(top, &path, files, read)?;
        } else if path.extension().is_some_and(|extension| extension == "toml" || extension == "txt") {
            *read += entry.metadata().map_err(fail)?.len();
            if *read > LARGEST_GUIDELINES {
                return Err(Failure::WrongUse(format!("{}: this folder is too large to hold packs", top.display())));
            }
            let bytes = std::fs::read(&path).map_err(fail)?;
            let within = path.strip_prefix(top).unwrap_or(&path);
            let parts: Vec<String> =
                within.components().map(|part| part.as_os_str().to_string_lossy().into_owned()).collect();
            files.push(SourceFile::new(parts.join("/"), bytes));
        }
    }
    Ok(())
}

/// Writes to standard output. A reader that went away (`| head`) ends the work quietly.
pub(crate) fn print(text: &str) -> Result<(), Failure> {
    let mut stdout = std::io::stdout().lock();
    match stdout.write_all(text.as_bytes()).and_then(|()| stdout.flush()) {
        Ok(()) => Ok(()),
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
        Err(error) => Err(Failure::other(format!("standard output: {error}"))),
    }
}

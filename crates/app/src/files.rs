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

/// Puts a new version of a file in the place of the one that was read, at once and for good: whoever looks sees the old one
/// or the new one whole, and what is there stays there when the power goes (written beside it, synced, renamed, folder
/// synced). A file that changed since it was read is left as it is.
///
/// `before` is what was read; none when the file was not there.
pub(crate) fn replace(path: &Path, before: Option<&[u8]>, after: &[u8]) -> Result<(), Failure> {
    let fail = |error: std::io::Error| Failure::other(format!("{}: cannot be written: {error}", path.display()));
    let path = path.canonicalize().unwrap_or_else(|_| path.to_path_buf());
    // Two that write wait for each other here; the second then finds that the file has changed.
    let standing = if before.is_some() { Some(File::open(&path).map_err(fail)?) } else { None };
    standing.iter().try_for_each(File::lock).map_err(fail)?;
    let now = match std::fs::read(&path) {
        Ok(bytes) => Some(bytes),
        Err(error) if error.kind() == ErrorKind::NotFound => None,
        Err(error) => return Err(fail(error)),
    };
    if now.as_deref() != before {
        let told = "somebody else changed this file in the meantime; nothing was overwritten";
        return Err(Failure::Conflict(format!("{}: {told}", path.display())));
    }
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let beside = path.with_file_name(format!(".{name}.new"));
    let written = write_beside(&beside, standing.as_ref(), after).and_then(|()| std::fs::rename(&beside, &path));
    if let Err(error) = written {
        // What was half written is nobody's; the file itself is untouched.
        drop(std::fs::remove_file(&beside));
        return Err(fail(error));
    }
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or_else(|| Path::new("."));
    sync_folder(folder).map_err(fail)
}

fn write_beside(beside: &Path, standing: Option<&File>, bytes: &[u8]) -> std::io::Result<()> {
    let mut file = new_file(beside)?;
    if let Some(standing) = standing {
        file.set_permissions(standing.metadata()?.permissions())?;
    }
    file.write_all(bytes)?;
    file.sync_all()
}

/// A file that only its owner reads: what stands in it is about somebody's health.
#[cfg(unix)]
fn new_file(path: &Path) -> std::io::Result<File> {
    use std::os::unix::fs::OpenOptionsExt;
    std::fs::OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(path)
}

#[cfg(not(unix))]
fn new_file(path: &Path) -> std::io::Result<File> {
    File::create(path)
}

#[cfg(unix)]
fn sync_folder(folder: &Path) -> std::io::Result<()> {
    File::open(folder)?.sync_all()
}

#[cfg(not(unix))]
fn sync_folder(_: &Path) -> std::io::Result<()> {
    Ok(())
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

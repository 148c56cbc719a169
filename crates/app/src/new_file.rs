//! Writing a new file that nobody else may read: whole or not at all, and never over another one.

use crate::failure::Failure;
use std::io::{ErrorKind, Write};
use std::path::Path;
use tempfile::NamedTempFile;

/// Refuses a path at which something stands, before anything is worked out for it.
pub(crate) fn refuse_existing(path: &Path) -> Result<(), Failure> {
    if path.symlink_metadata().is_ok() { Err(stands_there(path)) } else { Ok(()) }
}

/// Writes a new file. When this returns, it is on the disk; when it fails, nothing stands there. Only the user can read it.
pub(crate) fn write(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    let failed = |error: std::io::Error| match error.kind() {
        ErrorKind::NotFound => Failure::NotFound(format!("{}: there is no such folder", folder.display())),
        _ => Failure::other(format!("{}: cannot be written: {}", path.display(), error.kind())),
    };
    // Beside its place, so that giving it its name is one step; readable by nobody but the user from the first moment on.
    let mut unnamed = NamedTempFile::new_in(folder).map_err(failed)?;
    unnamed.write_all(bytes).and_then(|()| unnamed.as_file().sync_all()).map_err(failed)?;
    unnamed.persist_noclobber(path).map_err(|refused| match refused.error.kind() {
        ErrorKind::AlreadyExists => stands_there(path),
        _ => failed(refused.error),
    })?;
    keep_name(folder).map_err(failed)
}

fn stands_there(path: &Path) -> Failure {
    Failure::Conflict(format!("{}: there is a file already; it was left as it is", path.display()))
}

/// A name is on the disk when its folder is.
#[cfg(unix)]
fn keep_name(folder: &Path) -> std::io::Result<()> {
    std::fs::File::open(folder)?.sync_all()
}

#[cfg(not(unix))]
fn keep_name(_: &Path) -> std::io::Result<()> {
    Ok(())
}

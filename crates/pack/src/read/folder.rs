//! A guideline folder while it is read: which of its files are, and their trees.

use super::{SourceFile, packs_file};
use crate::check::{ELSEWHERE, REQUIREMENTS};
use notation::{Fault, Faults, Node, Notation, Place};
use std::collections::BTreeMap;
use std::sync::OnceLock;

/// The file that names the packs in their order.
pub(crate) const PACKS: &str = "packs.toml";

/// The end of the name of a file with cases.
pub(crate) const CASES: &str = ".cases.toml";

/// The files of a guideline folder, each of them read once, by whoever asks for it first.
///
/// ```
/// use pack::{Folder, Library, SourceFile};
/// let files = [SourceFile::new("packs.toml", b"packs = [\"cough\"]".to_vec())];
/// let folder = Folder::of(&files);
/// // Another thread may do this while the library is read.
/// folder.read_ahead();
/// assert!(Library::read_folder(&folder, None).is_err());
/// ```
#[derive(Debug)]
pub struct Folder<'f> {
    files: BTreeMap<&'f str, Entry<'f>>,
    for_advice: bool,
}

#[derive(Debug)]
struct Entry<'f> {
    file: &'f SourceFile,
    tree: OnceLock<Result<Node, Fault>>,
}

impl<'f> Folder<'f> {
    /// All of a folder.
    pub fn of(files: &'f [SourceFile]) -> Self {
        let entry = |file: &'f SourceFile| (file.path.as_str(), Entry { file, tree: OnceLock::new() });
        Self { files: files.iter().map(entry).collect(), for_advice: false }
    }

    /// What advice rests on: without the cases beside the rules and without the list of requirements, which only the full
    /// check looks at. For packs that have passed it (S-37).
    pub fn for_advice(files: &'f [SourceFile]) -> Self {
        Self { for_advice: true, ..Self::of(files) }
    }

    /// Reads the files of all packs, the last one first: from the other end than
    /// [`Library::read_folder`](crate::Library::read_folder).
    pub fn read_ahead(&self) {
        let Ok(list) = self.tree(PACKS) else { return };
        for (pack, _) in packs_file(list, &mut Faults::new()).iter().rev() {
            for file in self.within(&format!("{pack}/")).iter().rev().filter(|file| self.holds(&file.path)) {
                // What is wrong with it is told to whoever needs it.
                _ = self.tree(&file.path);
            }
        }
    }

    /// Whether there is such a file, and it is looked into.
    pub(crate) fn holds(&self, path: &str) -> bool {
        let is_for_the_check = path.ends_with(CASES) || [REQUIREMENTS, ELSEWHERE].contains(&path);
        path.ends_with(".toml") && self.files.contains_key(path) && !(self.for_advice && is_for_the_check)
    }

    /// All files whose path begins so, in the order of their paths.
    pub(crate) fn within(&self, beginning: &str) -> Vec<&'f SourceFile> {
        let from_here = self.files.range(beginning..);
        from_here.take_while(|(path, _)| path.starts_with(beginning)).map(|(_, entry)| entry.file).collect()
    }

    /// What stands in a file.
    pub(crate) fn tree(&self, path: &str) -> Result<&Node, Fault> {
        match self.files.get(path) {
            Some(entry) => entry.tree(),
            None => Err(Fault::at(Place::whole_file(path), "this file is missing")),
        }
    }
}

impl Entry<'_> {
    fn tree(&self) -> Result<&Node, Fault> {
        let tree = self.tree.get_or_init(|| notation::read(&self.file.path, &self.file.bytes, Notation::Toml));
        tree.as_ref().map_err(Clone::clone)
    }
}

//! Guideline folders on disk, and one laid over another: a mistake over the good library.

use pack::SourceFile;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// What must be told about a folder of mistakes.
const EXPECTED: &str = "expected.txt";
/// The files of the good library that a folder of mistakes takes away, one a line.
const REMOVED: &str = "removed.txt";

/// One test for each folder of mistakes, called like the folder, and one that no folder is left out. What is told about
/// files is the function `told` beside them.
macro_rules! mistakes {
    ($($mistake:ident,)*) => {
        $(#[test]
        fn $mistake() {
            crate::folder::is_all_that_is_told(stringify!($mistake), told);
        })*

        #[test]
        fn no_folder_of_mistakes_is_left_out() {
            let mut shown = vec![$(stringify!($mistake)),*];
            shown.sort_unstable();
            assert_eq!(crate::folder::mistakes(), shown);
        }
    };
}

/// That what a folder of mistakes expects is told, and nothing else.
#[track_caller]
pub fn is_all_that_is_told(mistake: &str, told: impl FnOnce(&[SourceFile]) -> String) {
    let (files, expected) = overlaid(&bad_folder().join(mistake));
    assert_ne!(expected, "", "a mistake of which nothing is told");
    assert_eq!(told(&files), expected);
}

/// The names of all folders of mistakes, in order.
pub fn mistakes() -> Vec<String> {
    let mut names: Vec<String> = entries(&bad_folder()).iter().map(|path| name_of(path)).collect();
    names.sort();
    names
}

/// The small library in which nothing is wrong.
pub fn good() -> Vec<SourceFile> {
    as_files(read(&good_folder()))
}

/// The good library with one folder of mistakes laid over it, and what must be told about the two.
fn overlaid(mistake: &Path) -> (Vec<SourceFile>, String) {
    let mut files = read(&good_folder());
    let mut over = read(mistake);
    let expected = text(over.remove(EXPECTED).expect("a mistake has an expected.txt"));
    for path in text(over.remove(REMOVED).unwrap_or_default()).lines() {
        files.remove(path).unwrap_or_else(|| panic!("{path} is not in the good library"));
    }
    files.extend(over);
    (as_files(files), expected)
}

/// All files beneath a folder, by their path within it.
pub fn read(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    for path in entries(folder) {
        let name = name_of(&path);
        if path.is_dir() {
            files.extend(read(&path).into_iter().map(|(inner, bytes)| (format!("{name}/{inner}"), bytes)));
        } else {
            files.insert(name, fs::read(&path).unwrap());
        }
    }
    files
}

pub fn as_files(files: BTreeMap<String, Vec<u8>>) -> Vec<SourceFile> {
    files.into_iter().map(|(path, bytes)| SourceFile::new(path, bytes)).collect()
}

fn good_folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../pack/tests/good")
}

fn bad_folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/bad")
}

fn entries(folder: &Path) -> Vec<PathBuf> {
    let listed = fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    listed.map(|entry| entry.unwrap().path()).collect()
}

fn name_of(path: &Path) -> String {
    path.file_name().unwrap().to_str().unwrap().to_owned()
}

fn text(bytes: Vec<u8>) -> String {
    String::from_utf8(bytes).unwrap()
}

//! Whatever stands in the files of a folder: a library or faults, never a panic.

use crate::folder;
use crate::properties::for_all;
use pack::{Library, SourceFile, check};
use proptest::prelude::*;
use proptest::sample::Index;
use std::cell::Cell;
use std::ops::Range;
use std::sync::LazyLock;

static GOOD: LazyLock<Vec<SourceFile>> = LazyLock::new(folder::good);

/// Every word between quotation marks in the good library.
static WORDS: LazyLock<Vec<String>> = LazyLock::new(|| {
    let mut words: Vec<String> = GOOD
        .iter()
        .flat_map(|file| {
            quoted(&file.bytes).into_iter().map(|at| String::from_utf8_lossy(&file.bytes[at]).into_owned())
        })
        .collect();
    words.sort();
    words.dedup();
    words
});

/// Where words stand between quotation marks.
fn quoted(bytes: &[u8]) -> Vec<Range<usize>> {
    let marks: Vec<usize> = bytes.iter().enumerate().filter(|(_, byte)| **byte == b'"').map(|(at, _)| at).collect();
    marks.chunks_exact(2).map(|pair| pair[0] + 1..pair[1]).collect()
}

/// A change of one file.
#[derive(Clone, Debug)]
enum Change {
    /// One word becomes another word of the library.
    Word(Index, Index),
    /// At a place, some bytes are replaced by others.
    Bytes(Index, usize, Vec<u8>),
}

fn changes() -> impl Strategy<Value = Vec<(Index, Change)>> {
    let pieces = prop::sample::select(vec![
        "\"",
        "[",
        "]",
        "[[",
        "]]",
        "{",
        "}",
        "=",
        ".",
        ",",
        "\n",
        "\u{0}",
        "é",
        "-1",
        "1e999",
        "9999-12-31",
        "2026-02-30",
        "true",
    ]);
    let put = prop_oneof![
        3 => pieces.prop_map(|piece: &str| piece.as_bytes().to_vec()),
        1 => prop::collection::vec(any::<u8>(), 0..4),
    ];
    let change = prop_oneof![
        4 => (any::<Index>(), any::<Index>()).prop_map(|(at, word)| Change::Word(at, word)),
        1 => (any::<Index>(), 0..24usize, put).prop_map(|(at, taken, put)| Change::Bytes(at, taken, put)),
    ];
    prop::collection::vec((any::<Index>(), change), 1..4)
}

fn changed(changes: &[(Index, Change)]) -> Vec<SourceFile> {
    let mut files = GOOD.clone();
    for (file, change) in changes {
        let at_file = file.index(files.len());
        let bytes = &mut files[at_file].bytes;
        match change {
            Change::Word(at, word) => {
                let places = quoted(bytes);
                if !places.is_empty() {
                    bytes.splice(at.get(&places).clone(), word.get(&WORDS).bytes());
                }
            }
            Change::Bytes(at, taken, put) => {
                let from = at.index(bytes.len() + 1);
                let to = (from + taken).min(bytes.len());
                bytes.splice(from..to, put.iter().copied());
            }
        }
    }
    files
}

#[test]
fn whatever_stands_in_the_files_there_is_a_library_or_a_fault_with_its_file() {
    let (refused, can_be_read) = (Cell::new(0u32), Cell::new(0u32));
    for_all(1_500, &changes(), |changes| {
        let files = changed(&changes);
        let (faults, count) = match Library::read(&files) {
            Ok(library) => (check::all(&library), &can_be_read),
            Err(faults) => {
                prop_assert!(!faults.is_empty(), "refused without a reason");
                (faults, &refused)
            }
        };
        count.set(count.get() + 1);
        for fault in &faults {
            prop_assert!(files.iter().any(|file| *file.path == *fault.place.file()), "{}", fault);
        }
        prop_assert!(faults.is_sorted(), "faults stand in the order of file and line");
        Ok(())
    });
    assert!(refused.get() >= 100, "only {} were refused", refused.get());
    assert!(can_be_read.get() >= 100, "only {} can be read", can_be_read.get());
}

#[test]
fn a_folder_without_files_tells_what_is_missing() {
    let told: Vec<String> = Library::read(&[]).unwrap_err().iter().map(ToString::to_string).collect();
    assert_eq!(told, ["packs.toml: this file is missing"]);
}

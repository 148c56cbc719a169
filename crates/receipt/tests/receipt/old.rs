//! Old receipts, kept as they were written (S-45).

use crate::story::{root, verified};
use receipt::{Answer, FORMAT};
use std::collections::BTreeSet;

#[test]
fn s_45_every_old_receipt_is_replayed_identically() {
    let folder = root().join("crates/receipt/tests/receipts");
    let mut formats = BTreeSet::new();
    let mut houses = BTreeSet::new();
    for entry in std::fs::read_dir(&folder).unwrap() {
        let path = entry.unwrap().path();
        if !path.file_name().unwrap().to_string_lossy().starts_with("format-") {
            continue;
        }
        let found = verified(&std::fs::read(&path).unwrap());
        assert_eq!(found.answer, Answer::Identical, "{}", path.display());
        formats.insert(found.format);
        houses.insert(found.about.unwrap().house.map(|id| id.to_string()));
    }
    assert_eq!(formats, (0..=FORMAT).collect(), "there is one of every format that was ever written");
    assert_eq!(houses.len(), 3, "with and without a house pack: {houses:?}");
}

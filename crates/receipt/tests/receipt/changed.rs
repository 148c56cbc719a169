//! Not a byte can be changed unnoticed (S-45).

use crate::story::{Story, refused, small, verified};
use receipt::Answer;
use std::panic::Location;

/// That one changed byte is found, and that the receipt was whole before.
#[track_caller]
pub fn assert_found(bytes: &[u8], at: usize, mask: u8) {
    let mut changed = bytes.to_vec();
    changed[at] ^= mask;
    let place = Location::caller();
    if let Ok(found) = receipt::verify("receipt.json", &changed) {
        panic!("{place}: byte {at} changed by {mask:#04x}, and the answer is {:?}", found.answer);
    }
}

#[test]
fn s_45_a_byte_that_is_changed_anywhere_is_found() {
    let bytes = Story::of_cough(small()).bytes();
    assert_eq!(verified(&bytes).answer, Answer::Identical);
    // Every byte once, each time another bit of it: letters become other letters, digits other digits, blanks, control signs.
    for at in 0..bytes.len() {
        assert_found(&bytes, at, 1 << (at % 8));
    }
}

#[test]
fn s_45_a_byte_of_a_receipt_with_the_shipped_packs_too() {
    let bytes = Story::of_journey("v02-care-assistant", "2026-11-12").bytes();
    for at in (0..bytes.len()).step_by(bytes.len() / 150) {
        assert_found(&bytes, at, 1 << (at % 8));
    }
}

#[test]
fn s_45_bytes_that_are_added_or_cut_off_are_found() {
    let bytes = Story::of_cough(small()).bytes();
    for end in [0, 1, bytes.len() / 2, bytes.len() - 2, bytes.len() - 1] {
        refused(&bytes[..end]);
    }
    for more in ["\n", " ", "{}", "\u{feff}"] {
        refused(&[&bytes, more.as_bytes()].concat());
        refused(&[more.as_bytes(), &bytes].concat());
    }
    // The same in JSON, written in another way.
    let pretty = format!("{:#}\n", serde_json::from_slice::<serde_json::Value>(&bytes).unwrap());
    assert_eq!(
        refused(pretty.as_bytes())[0].to_string(),
        "receipt.json: this receipt was changed after it was written, or is damaged: its seal does not hold; expected every byte as it was written"
    );
}

#[test]
fn what_is_no_receipt_is_told_with_one_clear_error() {
    for (bytes, told) in [
        ("", "receipt.json:1:1: this is not JSON: EOF while parsing a value"),
        ("format = 'rugwijzer-case/1'", "receipt.json:1:2: this is not JSON: expected ident"),
        ("{}", "receipt.json: this is no receipt; expected `\"format\": \"rugwijzer-receipt/0\"`"),
        ("[]", "receipt.json: this is no receipt; expected `\"format\": \"rugwijzer-receipt/0\"`"),
        (
            "{\"format\":\"rugwijzer-case/1\"}",
            "receipt.json: this is no receipt; expected `\"format\": \"rugwijzer-receipt/0\"`",
        ),
        (
            "{\"format\":\"rugwijzer-receipt/0\",\"number\":1.5}\n",
            "receipt.json: this receipt was changed after it was written, or is damaged: its seal does not hold; expected every byte as it was written",
        ),
    ] {
        let faults = refused(bytes.as_bytes());
        assert_eq!(faults.iter().map(ToString::to_string).collect::<Vec<_>>(), [told], "{bytes}");
    }
}

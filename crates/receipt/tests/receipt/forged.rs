//! Receipts with a right seal over something that was changed: by a program with a defect, or by somebody who seals anew.
//! Made with other libraries than the receipt is made with, as far as there are any: JSON is written by `serde_json`.

use crate::story::{COUGH, Story, answer, refused, small, verified};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, KeyInit, Mac};
use miniz_oxide::deflate::compress_to_vec_zlib;
use miniz_oxide::inflate::decompress_to_vec_zlib;
use receipt::{Answer, Difference, Why};
use serde_json::Value;
use sha2::{Digest, Sha256};

/// The receipt with its fields edited, and a new seal.
pub fn resealed(bytes: &[u8], edit: impl FnOnce(&mut Value)) -> Vec<u8> {
    let mut fields: Value = serde_json::from_slice(bytes).expect("is JSON");
    edit(&mut fields);
    fields.as_object_mut().expect("has fields").remove("seal");
    let seal = hex(&Sha256::digest(fields.to_string()));
    fields["seal"] = seal.into();
    format!("{fields}\n").into_bytes()
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn unfolded(value: &Value) -> Vec<u8> {
    decompress_to_vec_zlib(&STANDARD.decode(value.as_str().unwrap()).unwrap()).unwrap()
}

fn folded(bytes: &[u8]) -> Value {
    STANDARD.encode(compress_to_vec_zlib(bytes, 1)).into()
}

/// The keyed hash, taken with the plain key and not with one that was filled up.
fn keyed(fields: &Value, kind: &str, words: &[u8]) -> Value {
    let digits = fields["kept"]["key"].as_str().unwrap();
    let key: Vec<u8> = (0..32).map(|at| u8::from_str_radix(&digits[2 * at..2 * at + 2], 16).unwrap()).collect();
    let mut mac = Hmac::<Sha256>::new_from_slice(&key).unwrap();
    mac.update(format!("{kind}\n").as_bytes());
    mac.update(words);
    hex(&mac.finalize().into_bytes()).into()
}

fn replaced(text: &str, part: &str, by: &str) -> String {
    assert_eq!(text.matches(part).count(), 1, "`{part}` stands once");
    text.replace(part, by)
}

fn cough() -> Vec<u8> {
    Story::of_cough(small()).bytes()
}

fn hash_of(fields: &Value, pack: &str) -> String {
    let packs = fields["receipt"]["packs"].as_array().unwrap();
    let pack = packs.iter().find(|named| named["id"] == pack).unwrap();
    pack["hash"].as_str().unwrap().to_owned()
}

/// Changes a pack, in everything that stands over it: bytes, hash and name.
fn replace_pack(fields: &mut Value, pack: &str, part: &str, by: &str) {
    assert_eq!(part.len(), by.len(), "the length of the file stands before it");
    let hash = hash_of(fields, pack);
    let bytes = unfolded(&fields["kept"]["files"][&hash]);
    let at = bytes.windows(part.len()).position(|window| window == part.as_bytes()).expect("stands there");
    let bytes = [&bytes[..at], by.as_bytes(), &bytes[at + part.len()..]].concat();
    let new = hex(&Sha256::digest(&bytes));
    fields["kept"]["files"].as_object_mut().unwrap().remove(&hash);
    fields["kept"]["files"][&new] = folded(&bytes);
    for named in fields["receipt"]["packs"].as_array_mut().unwrap() {
        if named["id"] == pack {
            named["hash"] = new.as_str().into();
        }
    }
}

/// Changes the guidance that is kept, and its keyed hash.
fn replace_guidance(fields: &mut Value, edit: impl FnOnce(&mut Value)) {
    let mut guidance: Value = serde_json::from_slice(&unfolded(&fields["kept"]["guidance"])).unwrap();
    edit(&mut guidance);
    fields["kept"]["guidance"] = folded(guidance.to_string().as_bytes());
    fields["receipt"]["guidance"] = keyed(fields, "rugwijzer guidance", guidance.to_string().as_bytes());
}

#[test]
fn another_writer_of_canonical_json_gives_the_same_receipt() {
    let bytes = cough();
    assert_eq!(resealed(&bytes, |_| ()), bytes);
    // Every hash, and every keyed one, comes out the same with other libraries.
    let fields: Value = serde_json::from_slice(&bytes).unwrap();
    for (hash, kept) in fields["kept"]["files"].as_object().unwrap() {
        assert_eq!(hex(&Sha256::digest(unfolded(kept))), *hash);
    }
    let guidance = unfolded(&fields["kept"]["guidance"]);
    assert_eq!(fields["receipt"]["guidance"], keyed(&fields, "rugwijzer guidance", &guidance));
    let facts = Story::of_cough(small()).guided(|guidance| guidance.canonical_facts().to_string());
    assert_eq!(fields["receipt"]["facts"], keyed(&fields, "rugwijzer facts", facts.as_bytes()));
    assert_eq!(unfolded(&fields["kept"]["case"]["bytes"]), COUGH.as_bytes());
}

#[test]
fn s_45_another_outcome_is_the_first_difference_with_both_values() {
    let bytes = cough();
    let mut at = None;
    let changed = resealed(&bytes, |fields| {
        replace_guidance(fields, |guidance| {
            let findings = guidance["findings"].as_array_mut().unwrap();
            let decided = |finding: &Value| finding["outcome"] == "no";
            let found = findings.iter().position(decided).expect("something is no");
            findings[found]["outcome"] = "yes".into();
            at = Some(found);
        });
    });
    let path = format!("guidance.findings[{}].outcome", at.unwrap());
    let text = |word: &str| Some(guidance::Canonical::Text(word.to_owned()));
    assert_eq!(answer(&changed), Answer::Differs(Difference { path, kept: text("yes"), replayed: text("no") }));
}

#[test]
fn s_45_what_stands_on_one_side_only_is_a_difference_too() {
    let differs = |edit: fn(&mut Value)| {
        let changed = resealed(&cough(), |fields| replace_guidance(fields, edit));
        let Answer::Differs(difference) = answer(&changed) else { panic!("differs") };
        difference
    };
    let more = differs(|guidance| guidance["halted_by"] = "cough.blood".into());
    assert_eq!((more.path.as_str(), more.kept.is_some(), more.replayed), ("guidance.halted_by", true, None));
    let less = differs(|guidance| _ = guidance.as_object_mut().unwrap().remove("absence"));
    assert_eq!((less.path.as_str(), less.kept, less.replayed.is_some()), ("guidance.absence", None, true));
    let odd = differs(|guidance| guidance["\u{1b}[2J"] = "x".into());
    assert_eq!(odd.path, "guidance[\"\\u001b[2J\"]");
    let count = |guidance: &Value| guidance["findings"].as_array().unwrap().len();
    let shorter = differs(|guidance| _ = guidance["findings"].as_array_mut().unwrap().pop());
    let whole: Value = serde_json::from_str(&Story::of_cough(small()).guided(|it| it.canonical().to_string())).unwrap();
    assert_eq!(shorter.path, format!("guidance.findings[{}]", count(&whole) - 1));
}

#[test]
fn s_45_a_byte_of_a_kept_pack_is_found_though_sealed_anew() {
    let bytes = cough();
    let fields: Value = serde_json::from_slice(&bytes).unwrap();
    for hash in fields["kept"]["files"].as_object().unwrap().keys() {
        let whole = unfolded(&fields["kept"]["files"][hash]);
        for at in (0..whole.len()).step_by(whole.len() / 25 + 1) {
            let mut changed = whole.clone();
            changed[at] ^= 1;
            let faults = refused(&resealed(&bytes, |fields| fields["kept"]["files"][hash] = folded(&changed)));
            assert!(faults[0].to_string().contains("what is kept here does not match its hash"), "{faults:?}");
        }
    }
}

#[test]
fn s_45_a_pack_under_a_hash_that_the_receipt_does_not_name_is_found() {
    let told = |edit: &dyn Fn(&mut Value)| -> Vec<String> {
        refused(&resealed(&cough(), edit)).iter().map(ToString::to_string).collect()
    };
    let moved = told(&|fields| {
        let named = fields["receipt"].clone();
        replace_pack(fields, "cough-2020", "Syrup", "Sirup");
        fields["receipt"] = named;
    });
    assert_eq!(
        moved,
        [
            "receipt.json (kept.files): `cough-2020` is not kept here",
            "receipt.json (kept.files): files are kept here that the receipt does not name"
        ]
    );
    let hash = |fields: &Value| hash_of(fields, "common");
    let dropped = told(&|fields| {
        let hash = hash(fields);
        fields["kept"]["files"].as_object_mut().unwrap().remove(&hash);
    });
    assert_eq!(dropped, ["receipt.json (kept.files): `common` is not kept here"]);
}

#[test]
fn s_45_a_rule_that_was_changed_with_all_its_hashes_gives_another_advice() {
    // Somebody who seals anew and changes every hash has made another receipt: it has another name, and what came out then
    // does not come out of it.
    let bytes = cough();
    let changed = resealed(&bytes, |fields| replace_pack(fields, "house-a", "leading =", "#eading ="));
    assert_ne!(verified(&changed).about.unwrap().id, verified(&bytes).about.unwrap().id);
    let Answer::Differs(difference) = answer(&changed) else { panic!("differs") };
    assert!(difference.path.starts_with("guidance."), "{difference:?}");
}

#[test]
fn s_45_a_byte_of_the_kept_case_is_found_though_sealed_anew() {
    let bytes = cough();
    for at in (0..COUGH.len()).step_by(13) {
        let mut case = COUGH.as_bytes().to_vec();
        case[at] ^= 1;
        let faults = refused(&resealed(&bytes, |fields| fields["kept"]["case"]["bytes"] = folded(&case)));
        assert_eq!(faults[0].message, "the case does not match its hash");
    }
}

#[test]
fn s_45_facts_that_were_changed_with_the_hash_of_the_case_differ_by_their_keyed_hash() {
    let changed = |part: &str, by: &str| {
        let case = replaced(COUGH, part, by);
        answer(&resealed(&cough(), |fields| {
            fields["kept"]["case"]["bytes"] = folded(case.as_bytes());
            fields["kept"]["case"]["hash"] = hex(&Sha256::digest(case.as_bytes())).into();
        }))
    };
    for (part, by) in [
        ("'cough.fever' = 'no'", "'cough.fever' = 'yes'"),
        ("reason = 'seen at noon'", "reason = 'seen at nine'"),
        ("first_day = 2026-06-08", "first_day = 2026-06-09"),
        ("about = 2026-06-12\nreason", "about = 2026-06-11\nreason"),
    ] {
        let Answer::Differs(difference) = changed(part, by) else { panic!("{part} differs") };
        assert_eq!(difference.path, "receipt.facts", "{part}");
    }
    let Answer::Differs(difference) = changed("id = 'one'", "id = 'two'") else { panic!("differs") };
    assert_eq!(difference.path, "receipt.entries.statements[0]");
    // A name and a remark are no facts: nothing was read from them.
    assert_eq!(changed("Anna Kramer", "A. Kramer"), Answer::Identical);
}

#[test]
fn s_45_guidance_that_does_not_have_its_keyed_hash_is_refused() {
    let bytes = cough();
    let other_hash = refused(&resealed(&bytes, |fields| fields["receipt"]["guidance"] = "00".repeat(32).into()));
    let other_key = refused(&resealed(&bytes, |fields| fields["kept"]["key"] = "01".repeat(32).into()));
    for faults in [other_hash, other_key] {
        assert_eq!(faults[0].message, "the guidance does not match its hash");
    }
}

#[test]
fn s_45_packs_or_a_case_that_are_not_taken_any_more_cannot_be_replayed() {
    let bytes = cough();
    let strange = resealed(&bytes, |fields| replace_pack(fields, "cough-2020", "valid_from", "valid_frum"));
    let Answer::CannotReplay(Why::Packs(faults)) = answer(&strange) else { panic!("cannot be replayed") };
    assert!(faults.iter().any(|fault| fault.to_string().contains("valid_frum")), "{faults:?}");
    let case = COUGH.replace("'cough.fever' = 'no'", "'cough.fevre' = 'no'");
    let strange = resealed(&bytes, |fields| {
        fields["kept"]["case"]["bytes"] = folded(case.as_bytes());
        fields["kept"]["case"]["hash"] = hex(&Sha256::digest(case.as_bytes())).into();
    });
    let Answer::CannotReplay(Why::Case(faults)) = answer(&strange) else { panic!("cannot be replayed") };
    assert!(faults[0].to_string().starts_with("the kept case:"), "{faults:?}");
}

#[test]
fn a_receipt_is_read_strictly() {
    let told = |edit: fn(&mut Value)| refused(&resealed(&cough(), edit))[0].to_string();
    assert_eq!(
        told(|fields| fields["remark"] = "x".into()),
        "receipt.json (remark): the field `remark` is not known here; expected one of: format, seal, receipt, kept"
    );
    assert_eq!(
        told(|fields| fields["receipt"]["on"] = "tomorrow".into()),
        "receipt.json (receipt.on): this is not a day; expected a day between 1900 and 2199, such as 2026-10-19"
    );
    assert_eq!(
        told(|fields| fields["kept"]["guidance"] = "AAAA".into()),
        "receipt.json (kept.guidance): these bytes cannot be unpacked; expected at most 64 MiB in zlib"
    );
    assert_eq!(
        told(|fields| fields["kept"]["case"]["notation"] = "yaml".into()),
        "receipt.json (kept.case.notation): this word is not known here; expected one of: toml, json"
    );
}

#[test]
fn a_receipt_that_would_fill_the_memory_is_refused() {
    // 65 MiB of nothing are small when compressed.
    let large = resealed(&cough(), |fields| fields["kept"]["guidance"] = folded(&vec![0; 65 * 1024 * 1024]));
    assert!(large.len() < 2_000_000);
    assert!(refused(&large)[0].message.contains("cannot be unpacked"));
    // Nor are there many things that would fill it together.
    let many = resealed(&cough(), |fields| {
        for name in ["a", "b"] {
            let bytes = archive(&[(name, &vec![0; 33 * 1024 * 1024])]);
            fields["kept"]["files"][hex(&Sha256::digest(&bytes))] = folded(&bytes);
        }
    });
    assert!(many.len() < 2_000_000);
    assert!(refused(&many)[0].message.contains("cannot be unpacked"));
}

/// Files as they are kept: each name and content with its length before it.
fn archive(files: &[(&str, &[u8])]) -> Vec<u8> {
    let parts = files.iter().flat_map(|(name, content)| [name.as_bytes(), content]);
    parts.flat_map(|part| [&(part.len() as u64).to_be_bytes(), part].concat()).collect()
}

#[test]
fn files_are_kept_once_each_and_in_the_order_of_their_names() {
    for files in
        [&[("b", b"1" as &[u8]), ("a", b"2")] as &[(&str, &[u8])], &[("a", b"1"), ("a", b"2")], &[("", b""), ("", b"")]]
    {
        let bytes = archive(files);
        let hash = hex(&Sha256::digest(&bytes));
        let faults = refused(&resealed(&cough(), |fields| fields["kept"]["files"][&hash] = folded(&bytes)));
        assert!(faults.iter().any(|fault| fault.message == "these bytes are not the files of a pack"), "{faults:?}");
    }
}

#[test]
fn s_46_without_its_key_a_receipt_is_refused_as_long_as_no_store_destroys_keys() {
    // A gap that is known: a receipt of the command line has its key inside. Once a store keeps and destroys keys, what lies
    // there answers "cannot replay: key destroyed".
    let without = refused(&resealed(&cough(), |fields| _ = fields["kept"].as_object_mut().unwrap().remove("key")));
    assert_eq!(without[0].to_string(), "receipt.json (kept): the field `key` is missing");
}

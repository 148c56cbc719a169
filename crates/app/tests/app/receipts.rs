//! `advise --receipt` and `verify`: an advice that can be replayed years later, from the one file that was kept (S-44, S-45).

use crate::by_schema::Schema;
use crate::support::{CARE_ASSISTANT, OLD_RECEIPT, Scratch, Told, roles, root, run, run_reading};
use facts::Side;
use serde_json::Value;
use sha2::{Digest, Sha256};

const LOOK: [&str; 4] = ["advise", "case.toml", "--on", "2026-11-12"];

/// A folder with the case of the care assistant.
fn folder() -> Scratch {
    Scratch::with("case.toml", crate::support::care_assistant())
}

fn advise(folder: &Scratch, more: &[&str]) -> Told {
    folder.run(&[&LOOK[..], more].concat())
}

fn names(folder: &Scratch) -> Vec<String> {
    let entries = std::fs::read_dir(folder.path()).unwrap();
    let mut names: Vec<String> = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

/// The old receipt with its fields edited and a new seal: what a program with a defect, or of another day, would write.
fn resealed(edit: impl FnOnce(&mut Value)) -> String {
    let old = std::fs::read_to_string(root().join(OLD_RECEIPT)).expect("is kept");
    let mut fields: Value = serde_json::from_str(&old).expect("is JSON");
    edit(&mut fields);
    fields.as_object_mut().unwrap().remove("seal");
    let seal: String = Sha256::digest(fields.to_string()).iter().map(|byte| format!("{byte:02x}")).collect();
    fields["seal"] = seal.into();
    format!("{fields}\n")
}

#[test]
fn s_45_a_receipt_that_was_written_is_replayed_with_nothing_else_there() {
    let folder = folder();
    let printed = advise(&folder, &[]).done();
    assert_eq!(advise(&folder, &["--receipt", "receipt.json"]).done(), printed, "the advice is the same");
    assert_eq!(names(&folder), ["case.toml", "receipt.json"]);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = folder.path().join("receipt.json").metadata().unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600, "nobody else reads it");
    }
    let receipt: Value = serde_json::from_str(&folder.read("receipt.json")).expect("is JSON");
    Schema::new(&run(&["schema", "receipt"]).done()).describes(&receipt).unwrap_or_else(|fault| panic!("{fault}"));
    std::fs::remove_file(folder.path().join("case.toml")).unwrap();
    let verification = folder.run(&["verify", "receipt.json", "--json"]).json();
    Schema::new(&run(&["schema", "verification"]).done())
        .describes(&verification)
        .unwrap_or_else(|fault| panic!("{fault}"));
    assert_eq!((&verification["answer"], &verification["receipt"]["on"]), (&"identical".into(), &"2026-11-12".into()));
    // The hashes are those that the advice itself names.
    folder.write("case.toml", crate::support::care_assistant());
    let named = advise(&folder, &["--json"]).json()["packs"].clone();
    for pack in named.as_array().unwrap() {
        let kept = verification["receipt"]["packs"].as_array().unwrap().iter();
        assert!(kept.into_iter().any(|kept| (&kept["id"], &kept["hash"]) == (&pack["id"], &pack["hash"])), "{pack}");
    }
}

#[test]
fn s_45_packs_from_folders_are_kept_inside() {
    let folder = Scratch::new();
    folder.copy(&root().join("crates/pack/tests/good"), "guidelines");
    folder.copy(&root().join("crates/pack/tests/good/house-a"), "house-a");
    std::fs::remove_dir_all(folder.path().join("guidelines/house-a")).unwrap();
    folder.copy(&root().join("crates/receipt/tests/receipts"), "cases");
    let advise = ["advise", "cases/cough.case.json", "--on", "2026-06-15", "--guidelines", "guidelines"];
    folder.run(&[&advise[..], &["--house", "house-a", "--receipt", "receipt.json"]].concat()).done();
    for gone in ["guidelines", "house-a", "cases"] {
        std::fs::remove_dir_all(folder.path().join(gone)).unwrap();
    }
    let told = folder.run(&["verify", "receipt.json", "--lang", "en"]).done();
    assert!(told.starts_with("Identical: replayed, the same advice comes out.\n"), "{told}");
    assert!(told.contains("\n  • house-a ") && told.contains("… · the service's own rules\n"), "{told}");
}

#[test]
fn a_file_that_is_there_is_left_as_it_is() {
    let folder = folder();
    folder.write("receipt.json", "mine");
    let told = "receipt.json: there is a file already; it was left as it is";
    advise(&folder, &["--receipt", "receipt.json"]).refuses(5, told);
    let in_json = advise(&folder, &["--receipt", "receipt.json", "--json"]).refused(5);
    let in_json: Value = serde_json::from_str(&in_json).unwrap();
    assert_eq!((&in_json["code"], &in_json["error"]), (&5.into(), &"conflict".into()));
    assert_eq!(folder.read("receipt.json"), "mine");
    assert_eq!(names(&folder), ["case.toml", "receipt.json"]);
}

#[test]
fn where_no_receipt_can_be_written_no_advice_is_told() {
    let folder = folder();
    advise(&folder, &["--receipt", "there/receipt.json"]).refuses(4, "there: there is no such folder");
    advise(&folder, &["--receipt", "-"]).refuses(2, "a receipt is written to a file, for nobody else to read");
    let both = advise(&folder, &["--receipt", "receipt.json", "--compare", "nvab-2021"]).refused(2);
    assert!(
        both.starts_with("error: the argument '--receipt <FILE>' cannot be used with '--compare <EDITION>'"),
        "{both}"
    );
    assert_eq!(names(&folder), ["case.toml"]);
}

#[test]
fn s_41_who_does_not_read_the_whole_file_may_have_no_receipt_and_learns_nothing() {
    let folder = Scratch::new();
    for role in roles(|side| matches!(side, Side::Employer | Side::Worker | Side::Discipline)) {
        // Told before anything is read: the file need not even be there.
        advise(&folder, &["--receipt", "receipt.json", "--role", role])
            .refuses(6, &format!("the role `{role}` may have no receipt: a receipt holds the whole file"));
    }
    advise(&folder, &["--receipt", "receipt.json", "--role", "gp"]).refuses(6, "the role `gp` reads no file");
    assert_eq!(names(&folder), [""; 0]);
}

#[test]
fn s_45_what_differs_is_told_in_three_languages_and_ends_with_code_8() {
    let folder = Scratch::with("receipt.json", resealed(|fields| fields["receipt"]["country"] = "BE".into()));
    for (language, begins) in [
        ("nl", "Verschilt: opnieuw berekend komt er een ander advies uit.\n\nEerste verschil: receipt.country\n"),
        ("fr", "Différent : recalculé, l'avis n'est pas le même.\n\nPremière différence: receipt.country\n"),
        ("en", "Differs: replayed, another advice comes out.\n\nFirst difference: receipt.country\n"),
    ] {
        let told = folder.run(&["verify", "receipt.json", "--lang", language]);
        assert_eq!((told.code, told.stderr.as_str()), (Some(8), ""));
        assert!(told.stdout.starts_with(begins), "{}", told.stdout);
        assert!(told.stdout.contains(": \"BE\"\n") && told.stdout.contains(": \"NL\"\n"), "{}", told.stdout);
    }
    let told = folder.run(&["verify", "receipt.json", "--json"]);
    assert_eq!((told.code, told.stderr.as_str()), (Some(8), ""));
    let told: Value = serde_json::from_str(&told.stdout).unwrap();
    assert_eq!(told["difference"], serde_json::json!({ "path": "receipt.country", "kept": "BE", "replayed": "NL" }));
    Schema::new(&run(&["schema", "verification"]).done()).describes(&told).unwrap_or_else(|fault| panic!("{fault}"));
}

#[test]
fn s_45_what_cannot_be_replayed_is_told_with_its_format_and_ends_with_code_9() {
    let folder = Scratch::with("receipt.json", resealed(|fields| fields["format"] = "rugwijzer-receipt/7".into()));
    let told = folder.run(&["verify", "receipt.json", "--lang", "en"]);
    assert_eq!((told.code, told.stderr.as_str()), (Some(9), ""));
    assert_eq!(
        told.stdout,
        "Cannot replay: format 7. This program knows format 0.\nThe kept bytes are whole: all of them match their hashes.\n"
    );
    let told = folder.run(&["verify", "receipt.json", "--json"]);
    assert_eq!((told.code, told.stderr.as_str()), (Some(9), ""));
    let told: Value = serde_json::from_str(&told.stdout).unwrap();
    assert_eq!(
        (&told["answer"], &told["receipt"], &told["because"]["kind"]),
        (&"cannot_replay".into(), &Value::Null, &"format".into())
    );
    Schema::new(&run(&["schema", "verification"]).done()).describes(&told).unwrap_or_else(|fault| panic!("{fault}"));
}

#[test]
fn s_45_a_receipt_that_was_changed_is_refused_and_what_is_none_too() {
    let whole = std::fs::read_to_string(root().join(OLD_RECEIPT)).unwrap();
    let folder = Scratch::with("receipt.json", whole.replacen("\"on\":\"2026-06-15\"", "\"on\":\"2026-06-16\"", 1));
    folder.run(&["verify", "receipt.json"]).refuses(
        3,
        "receipt.json: this receipt was changed after it was written, or is damaged: its seal does not hold; expected every byte as it was written",
    );
    run(&["verify", CARE_ASSISTANT]).refused(3);
    folder.run(&["verify", "other.json"]).refuses(4, "other.json: there is no such file");
    folder.run(&["verify", "."]).refuses(3, ".: this is a folder; expected a receipt");
    assert!(run_reading(&["verify", "-"], whole.as_bytes()).done().starts_with("Gelijk: "));
}

//! The rooms of the house and the walls between them. What a room may know stands in its `Cargo.toml`; that it knows no
//! clock, no disk and no float stands in its sources, which are read here without comments.

use crate::support::root;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// Every room, with all that it may depend on: rooms first, then code from outside. `app` may depend on anything.
const ROOMS: [(&str, &[&str], &[&str]); 11] = [
    ("calendar", &[], &["jiff"]),
    ("facts", &["calendar"], &["rust_decimal"]),
    ("notation", &["calendar"], &["rust_decimal", "serde", "serde_json", "toml"]),
    ("pack", &["calendar", "facts", "notation"], &["indexmap", "rustc-hash", "sha2"]),
    ("engine", &["calendar", "facts", "notation", "pack"], &["indexmap", "rustc-hash"]),
    ("casefile", &["calendar", "facts", "notation"], &["serde_json", "toml_edit"]),
    ("access", &["facts"], &[]),
    ("guidance", &["access", "calendar", "casefile", "engine", "facts", "notation", "pack"], &[]),
    ("exchange", &["calendar"], &["sha2"]),
    (
        "receipt",
        &["access", "calendar", "casefile", "engine", "facts", "guidance", "notation", "pack"],
        &["base64", "hmac", "miniz_oxide", "sha2"],
    ),
    ("app", &[], &[]),
];
const TOP: &str = "app";

fn manifest(path: &Path) -> toml::Table {
    let text = std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    text.parse().unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn room(name: &str) -> toml::Table {
    manifest(&root().join("crates").join(name).join("Cargo.toml"))
}

/// The folders under `crates/`.
fn folders() -> BTreeSet<String> {
    let entries = std::fs::read_dir(root().join("crates")).expect("there are rooms").map(|entry| entry.unwrap());
    let folders = entries.filter(|entry| entry.path().is_dir());
    folders.map(|folder| folder.file_name().into_string().expect("is UTF-8")).collect()
}

/// What a room needs to be built: the packages, under whatever name it calls them.
fn dependencies(name: &str) -> BTreeSet<String> {
    let manifest = room(name);
    for table in manifest.keys() {
        assert!(
            ["package", "bin", "dependencies", "dev-dependencies", "lints"].contains(&table.as_str()),
            "crates/{name}/Cargo.toml: [{table}] is not looked at by this test"
        );
    }
    let table = manifest.get("dependencies").and_then(toml::Value::as_table).cloned().unwrap_or_default();
    let package = |(name, told): (String, toml::Value)| {
        told.get("package").and_then(toml::Value::as_str).map_or(name, str::to_owned)
    };
    table.into_iter().map(package).collect()
}

/// All rooms that a room depends on, directly or through others.
fn beneath(name: &str) -> BTreeSet<String> {
    let rooms = folders();
    let mut found = BTreeSet::new();
    let mut ahead = vec![name.to_owned()];
    while let Some(next) = ahead.pop() {
        for below in dependencies(&next).into_iter().filter(|below| rooms.contains(below)) {
            if found.insert(below.clone()) {
                ahead.push(below);
            }
        }
    }
    found
}

#[test]
fn every_room_is_known_here_and_called_like_its_folder() {
    let known: BTreeSet<String> = ROOMS.iter().map(|(name, _, _)| (*name).to_owned()).collect();
    assert_eq!(folders(), known, "a new room says here what it may depend on");
    let top = manifest(&root().join("Cargo.toml"));
    assert_eq!(top["workspace"]["members"], toml::Value::from(vec!["crates/*"]));
    for (name, told) in top["workspace"]["dependencies"].as_table().expect("is a table") {
        assert!(told.get("package").is_none(), "{name} is called by its own name");
        if let Some(path) = told.get("path") {
            assert_eq!(path.as_str(), Some(format!("crates/{name}").as_str()));
        }
    }
    for name in known {
        assert_eq!(room(&name)["package"]["name"].as_str(), Some(name.as_str()));
    }
}

#[test]
fn a_room_depends_on_no_other_than_it_may() {
    for (name, rooms, outside) in ROOMS.into_iter().filter(|(name, _, _)| *name != TOP) {
        let allowed: BTreeSet<&str> = rooms.iter().chain(outside).copied().collect();
        for dependency in dependencies(name) {
            assert!(allowed.contains(dependency.as_str()), "`{name}` may not depend on `{dependency}`");
        }
    }
}

#[test]
fn guideline_and_case_meet_in_guidance_and_nowhere_else() {
    let knows = |name: &str, other: &str| beneath(name).contains(other);
    assert!(!knows("engine", "casefile") && !knows("pack", "casefile"), "the engine knows no case");
    assert!(!knows("casefile", "pack") && !knows("casefile", "engine"), "a case file knows no guideline");
    let meeting: Vec<&str> = ROOMS.iter().map(|(name, _, _)| *name).collect();
    let meeting: Vec<&str> =
        meeting.into_iter().filter(|name| knows(name, "casefile") && knows(name, "pack")).collect();
    // A receipt holds both, and has guidance bring them together once more.
    assert_eq!(meeting, ["guidance", "receipt", "app"]);
    for name in folders() {
        assert!(!knows(&name, TOP), "nothing depends on `app`, and `{name}` does");
        assert!(!knows(&name, &name), "`{name}` depends on itself");
    }
}

#[test]
fn the_whole_behind_all_views_goes_into_receipts_and_nowhere_else() {
    let whole = ["canonical", "canonical_facts", "entries_used"];
    let names_it = |name: &str| sources(name).values().flatten().filter_map(word).any(|called| whole.contains(&called));
    let naming: BTreeSet<String> = folders().into_iter().filter(|name| names_it(name)).collect();
    assert_eq!(naming, BTreeSet::from(["guidance".to_owned(), "receipt".to_owned()]));
}

#[test]
fn every_room_is_under_the_lints_of_the_workspace_and_those_forbid_unsafe_code() {
    let top = manifest(&root().join("Cargo.toml"));
    let lints = &top["workspace"]["lints"];
    assert_eq!(lints["rust"]["unsafe_code"].as_str(), Some("forbid"));
    for lint in ["unwrap_used", "expect_used", "panic", "float_arithmetic"] {
        assert_eq!(lints["clippy"][lint].as_str(), Some("warn"), "{lint}");
    }
    for name in folders() {
        let lints = room(&name).get("lints").cloned();
        assert_eq!(lints, Some("workspace = true".parse::<toml::Table>().unwrap().into()), "{name}");
    }
}

/// A piece of Rust, as far as this test reads it.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Token {
    Word(String),
    Number(String),
    Text(String),
    Sign(char),
}

/// The tokens of a source without its comments.
fn tokens(source: &str) -> Vec<Token> {
    let letters: Vec<char> = source.chars().collect();
    let at = |index: usize| letters.get(index).copied().unwrap_or('\0');
    let is_word = |letter: char| letter.is_alphanumeric() || letter == '_';
    let mut tokens = Vec::new();
    let mut here = 0;
    while here < letters.len() {
        let letter = at(here);
        let start = here;
        if letter.is_whitespace() {
            here += 1;
        } else if letter == '/' && at(here + 1) == '/' {
            while here < letters.len() && at(here) != '\n' {
                here += 1;
            }
        } else if letter == '/' && at(here + 1) == '*' {
            let mut depth = 0;
            loop {
                match (at(here), at(here + 1)) {
                    ('/', '*') => (depth, here) = (depth + 1, here + 2),
                    ('*', '/') => (depth, here) = (depth - 1, here + 2),
                    _ => here += 1,
                }
                if depth == 0 || here >= letters.len() {
                    break;
                }
            }
        } else if let Some((text, end)) = raw_text(&letters, here) {
            tokens.push(Token::Text(text));
            here = end;
        } else if letter == '"' {
            here += 1;
            while here < letters.len() && at(here) != '"' {
                here += if at(here) == '\\' { 2 } else { 1 };
            }
            tokens.push(Token::Text(letters.get(start + 1..here).unwrap_or_default().iter().collect()));
            here += 1;
        } else if letter == '\'' && (at(here + 1) == '\\' || at(here + 2) == '\'') {
            here += if at(here + 1) == '\\' { 3 } else { 2 };
            while here < letters.len() && at(here) != '\'' {
                here += 1;
            }
            here += 1;
        } else if letter.is_ascii_digit() {
            let is_field = tokens.last() == Some(&Token::Sign('.'));
            while is_word(at(here)) || (at(here) == '.' && !is_field && at(here + 1).is_ascii_digit()) {
                here += 1;
            }
            tokens.push(Token::Number(letters.get(start..here).unwrap_or_default().iter().collect()));
        } else if is_word(letter) {
            while is_word(at(here)) {
                here += 1;
            }
            tokens.push(Token::Word(letters.get(start..here).unwrap_or_default().iter().collect()));
        } else {
            tokens.push(Token::Sign(letter));
            here += 1;
        }
    }
    tokens
}

/// A text like `r#"…"#` or `b"…"` that begins here, and where it ends.
fn raw_text(letters: &[char], start: usize) -> Option<(String, usize)> {
    let at = |index: usize| letters.get(index).copied().unwrap_or('\0');
    let is_inside_word = start > 0 && (at(start - 1).is_alphanumeric() || at(start - 1) == '_');
    let mut here = start + usize::from(at(start) == 'b');
    if at(here) != 'r' || is_inside_word {
        return None;
    }
    here += 1;
    let hashes = letters.iter().skip(here).take_while(|letter| **letter == '#').count();
    here += hashes;
    if at(here) != '"' {
        return None;
    }
    let inside = here + 1;
    let ends = |end: usize| at(end) == '"' && (1..=hashes).all(|next| at(end + next) == '#');
    let end = (inside..letters.len()).find(|end| ends(*end)).unwrap_or(letters.len());
    Some((letters.get(inside..end).unwrap_or_default().iter().collect(), end + 1 + hashes))
}

fn word(token: &Token) -> Option<&str> {
    match token {
        Token::Word(word) => Some(word),
        _ => None,
    }
}

/// The modules of the standard library that a source names, also as `std::{fs, io}`.
fn modules_of_std(tokens: &[Token]) -> BTreeSet<&str> {
    let mut found = BTreeSet::new();
    for at in 0..tokens.len() {
        let path = [Token::Word("std".to_owned()), Token::Sign(':'), Token::Sign(':')];
        if !tokens.get(at..).is_some_and(|rest| rest.starts_with(&path)) {
            continue;
        }
        let rest = tokens.get(at + path.len()..).unwrap_or_default();
        match rest.first() {
            Some(Token::Word(module)) => {
                found.insert(module.as_str());
            }
            Some(Token::Sign('{')) => {
                let mut depth = 0;
                for token in rest {
                    match token {
                        Token::Sign('{') => depth += 1,
                        Token::Sign('}') => depth -= 1,
                        _ => found.extend(word(token)),
                    }
                    if depth == 0 {
                        break;
                    }
                }
            }
            // `std::*` would name them all.
            _ => {
                found.insert("*");
            }
        }
    }
    found
}

/// The sources of a room: its `src`, not its tests.
fn sources(name: &str) -> BTreeMap<PathBuf, Vec<Token>> {
    let mut found = BTreeMap::new();
    let mut folders = vec![root().join("crates").join(name).join("src")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display())) {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                found.insert(path.clone(), tokens(&std::fs::read_to_string(&path).unwrap()));
            }
        }
    }
    assert!(!found.is_empty(), "{name} has sources");
    found
}

fn below_the_top() -> impl Iterator<Item = (PathBuf, Vec<Token>)> {
    folders().into_iter().filter(|name| name != TOP).flat_map(|name| sources(&name))
}

/// Ways to ask what time it is.
fn clocks(tokens: &[Token]) -> Vec<String> {
    let words = tokens.iter().filter_map(word).filter(|word| ["SystemTime", "Instant"].contains(word));
    let mut found: Vec<String> = words.map(str::to_owned).collect();
    let now = [Token::Sign(':'), Token::Sign(':'), Token::Word("now".to_owned())];
    found.extend(tokens.windows(now.len()).filter(|part| *part == now).map(|_| "::now".to_owned()));
    found.extend(modules_of_std(tokens).into_iter().filter(|module| ["time", "*"].contains(module)).map(str::to_owned));
    found
}

#[test]
fn there_is_one_clock_in_the_house() {
    for (path, tokens) in below_the_top() {
        assert_eq!(clocks(&tokens), [""; 0], "{}", path.display());
    }
    let with_clock: Vec<PathBuf> =
        sources(TOP).into_iter().filter(|(_, tokens)| !clocks(tokens).is_empty()).map(|(path, _)| path).collect();
    assert_eq!(with_clock, [root().join("crates/app/src/clock.rs")]);
}

#[test]
fn no_disk_no_environment_no_network_and_no_other_program_below_the_top() {
    let mut modules = BTreeSet::new();
    for (path, tokens) in below_the_top() {
        let found = modules_of_std(&tokens);
        for module in ["fs", "env", "net", "process", "thread", "os", "*"] {
            assert!(!found.contains(module), "{}: std::{module}", path.display());
        }
        for prints in ["print", "println", "eprint", "eprintln", "dbg"] {
            let call = [Token::Word(prints.to_owned()), Token::Sign('!')];
            assert!(!tokens.windows(2).any(|part| part == call), "{}: {prints}!", path.display());
        }
        modules.extend(found.into_iter().map(str::to_owned));
    }
    // What is read here is really code: it names modules that are allowed.
    assert!(modules.contains("collections") && modules.contains("fmt"), "{modules:?}");
}

#[test]
fn no_float_anywhere_in_the_sources() {
    for name in folders() {
        for (path, tokens) in sources(&name) {
            for token in tokens {
                let is_float = match &token {
                    Token::Word(word) => ["f32", "f64"].contains(&word.as_str()),
                    Token::Number(digits) => digits.contains('.') || digits.ends_with("f32") || digits.ends_with("f64"),
                    _ => false,
                };
                assert!(!is_float, "{}: {token:?}", path.display());
            }
        }
    }
}

/// Numbers that the law or a guideline gave their meaning: days and weeks of absence.
const OF_THE_LAW: [&str; 8] = ["28", "42", "91", "93", "104", "295", "364", "728"];

#[test]
fn no_number_of_the_law_stands_in_guidance_access_or_app() {
    for name in ["guidance", "access", "app"] {
        for (path, tokens) in sources(name) {
            for token in tokens {
                let numbers: Vec<String> = match &token {
                    Token::Number(digits) => {
                        vec![digits.chars().filter(|letter| *letter != '_').take_while(char::is_ascii_digit).collect()]
                    }
                    Token::Text(text) => {
                        text.split(|letter: char| !letter.is_alphanumeric()).map(str::to_owned).collect()
                    }
                    _ => continue,
                };
                let found = numbers.iter().find(|number| OF_THE_LAW.contains(&number.as_str()));
                assert!(found.is_none(), "{}: {token:?}", path.display());
            }
        }
    }
    // The numbers stand where they belong: in packs.
    let packs = root().join("guidelines/nl-poortwachter/advice/probleemanalyse.toml");
    assert!(std::fs::read_to_string(packs).unwrap().contains("due = { absence_day = 42 }"));
}

#[test]
fn the_sources_are_read_without_their_comments_and_with_their_texts() {
    let source = r##"
        // std::fs in a comment, 42
        /* std::env /* nested */ 42 */
        use std::{collections::BTreeMap, fs::File};
        fn f<'a>(pair: &'a (u8, (u8, u8))) -> u8 { let _ = ('"', '\'', '\u{42}', "std::net // 28"); pair.1.0 }
        const TEXT: &str = r#"a "quoted" 91"#; const BYTES: &[u8] = br"93"; const N: u32 = 1_04u32; const F: f64 = 1.5;
        fn now() -> Day { jiff::Zoned::now() }
    "##;
    let tokens = tokens(source);
    let modules: Vec<&str> = modules_of_std(&tokens).into_iter().collect();
    assert_eq!(modules, ["BTreeMap", "File", "collections", "fs"]);
    let texts: Vec<&Token> = tokens.iter().filter(|token| matches!(token, Token::Text(_))).collect();
    let expected = ["std::net // 28", "a \"quoted\" 91", "93"].map(|text| Token::Text(text.to_owned()));
    assert_eq!(texts, expected.iter().collect::<Vec<_>>());
    let numbers: Vec<&Token> = tokens.iter().filter(|token| matches!(token, Token::Number(_))).collect();
    let expected = ["1", "0", "1_04u32", "1.5"].map(|digits| Token::Number(digits.to_owned()));
    assert_eq!(numbers, expected.iter().collect::<Vec<_>>());
    assert_eq!(clocks(&tokens), ["::now"]);
}

//! Every requirement is met by something that exists, planned in a room, or left out with the reason (S-49).

use crate::by_schema::Schema;
use crate::support::{Told, copied_guidelines, replaced, root, run};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

fn coverage(more: &[&str]) -> Told {
    run(&[&["guideline", "coverage"], more].concat())
}

fn all(more: &[&str]) -> Vec<Value> {
    coverage(&[&["--json"], more].concat()).json().as_array().expect("is an array").clone()
}

fn text<'v>(line: &'v Value, key: &str) -> &'v str {
    line[key].as_str().unwrap_or_else(|| panic!("{key} of {line} is text"))
}

fn ids(lines: &[Value]) -> Vec<&str> {
    lines.iter().map(|line| text(line, "id")).collect()
}

/// How many requirements the sources have, and what follows from them.
const SOURCES: [(char, usize); 5] = [('W', 280), ('B', 55), ('I', 60), ('D', 35), ('F', 55)];
const DERIVED: [(char, usize); 2] = [('N', 33), ('C', 25)];

fn numbered(sources: &[(char, usize)], digits: usize) -> Vec<String> {
    sources
        .iter()
        .flat_map(|(letter, count)| (1..=*count).map(move |number| format!("{letter}-{number:0digits$}")))
        .collect()
}

#[test]
fn s_49_there_are_exactly_these_requirements_in_this_order() {
    let expected = numbered(&SOURCES, 3);
    assert_eq!(expected.len(), 485);
    assert_eq!(ids(&all(&[])), expected);
    let with_derived = [expected, numbered(&DERIVED, 2)].concat();
    assert_eq!(ids(&all(&["--derived"])), with_derived);
}

#[test]
fn s_49_so_many_requirements_are_of_each_type() {
    let mut counted: BTreeMap<String, usize> = BTreeMap::new();
    for line in all(&["--derived"]) {
        *counted.entry(text(&line, "type").to_owned()).or_default() += 1;
    }
    let expected = [
        ("ACTOR", 19),
        ("ATTITUDE", 11),
        ("DATUM", 118),
        ("DEADLINE", 17),
        ("DERIVED", 33),
        ("DOC", 19),
        ("FIGURE", 46),
        ("PRIVACY", 4),
        ("RESOLUTION", 25),
        ("RULE", 248),
        ("SCOPE", 3),
    ];
    assert_eq!(counted, expected.map(|(kind, count)| (kind.to_owned(), count)).into());
}

#[test]
fn s_49_every_requirement_has_six_keys_and_exactly_the_one_that_belongs_to_its_status() {
    let schema = Schema::new(&run(&["schema", "coverage"]).done());
    let printed = coverage(&["--json", "--derived"]).json();
    let described = schema.describes(&printed).unwrap_or_else(|fault| panic!("{fault}"));
    assert_eq!(described, schema.properties());
    for line in printed.as_array().unwrap() {
        let keys: Vec<&str> = line.as_object().unwrap().keys().map(String::as_str).collect();
        assert_eq!(keys, ["by", "id", "reason", "room", "status", "type"]);
        let filled: Vec<&str> = ["by", "room", "reason"].into_iter().filter(|key| !line[key].is_null()).collect();
        let expected = match text(line, "status") {
            "done" => "by",
            "planned" => "room",
            "left_out" => "reason",
            other => panic!("{}: {other}", text(line, "id")),
        };
        assert_eq!(filled, [expected], "{line}");
    }
}

/// Whether what meets a requirement exists in the repository.
fn exists(by: &str, rules: &BTreeSet<String>, words: &BTreeSet<String>) -> bool {
    let (kind, name) = by.split_once(':').unwrap_or_default();
    match kind {
        "rule" => rules.contains(name),
        "glossary" => words.contains(name),
        "document" => !name.contains("..") && !name.starts_with('/') && root().join(name).is_file(),
        "test" => is_a_test(name),
        // There are no screens yet: a crate with routes brings the way to look them up.
        _ => false,
    }
}

/// `<crate>:<file>::<name>`: a function under `#[test]`, or a name in the list of `mistakes!`.
fn is_a_test(name: &str) -> bool {
    let Some((room, (file, name))) = name.split_once(':').and_then(|(room, rest)| Some((room, rest.split_once("::")?)))
    else {
        return false;
    };
    let path = root().join("crates").join(room).join(file);
    let source = if path.components().any(|part| part.as_os_str() == "..") {
        String::new()
    } else {
        std::fs::read_to_string(path).unwrap_or_default()
    };
    let mut is_under_test = false;
    let mut is_in_list = false;
    for line in source.lines().map(str::trim) {
        if line == "#[test]" {
            is_under_test = true;
        } else if line.starts_with("fn ") {
            if is_under_test && line.starts_with(&format!("fn {name}(")) {
                return true;
            }
            is_under_test = false;
        }
        is_in_list = line == "mistakes! {" || (is_in_list && line != "}");
        if is_in_list && line == format!("{name},") {
            return true;
        }
    }
    false
}

fn rules_and_words() -> (BTreeSet<String>, BTreeSet<String>) {
    let printed = run(&["guideline", "glossary", "--json"]).json();
    let words = printed.as_array().unwrap().iter().map(|word| text(word, "id").to_owned()).collect();
    let mut rules = BTreeSet::new();
    let mut folders = vec![root().join("guidelines")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "toml") {
                let file: toml::Table = std::fs::read_to_string(&path).unwrap().parse().unwrap();
                let is_rule = file.contains_key("kind") && file.contains_key("stage");
                rules.extend(file.get("id").and_then(toml::Value::as_str).filter(|_| is_rule).map(str::to_owned));
            }
        }
    }
    (rules, words)
}

#[test]
fn s_49_every_rule_screen_document_word_and_test_that_is_named_exists() {
    let (rules, words) = rules_and_words();
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    let mut nowhere = Vec::new();
    for line in all(&["--derived"]) {
        for by in line["by"].as_array().into_iter().flatten().map(|by| by.as_str().expect("is text")) {
            *seen.entry(by.split(':').next().unwrap_or_default().to_owned()).or_default() += 1;
            if !exists(by, &rules, &words) {
                nowhere.push(format!("{}: {by}", text(&line, "id")));
            }
        }
    }
    assert!(nowhere.is_empty(), "named as meeting a requirement, and not there: {nowhere:#?}");
    let kinds: Vec<&str> = seen.keys().map(String::as_str).collect();
    assert_eq!(kinds, ["document", "glossary", "rule", "test"], "{seen:?}");
}

#[test]
fn what_does_not_exist_is_noticed() {
    let (rules, words) = rules_and_words();
    let here = |by: &str| exists(by, &rules, &words);
    for by in [
        "rule:stecr.category_table",
        "glossary:supervisor",
        "document:CONTRIBUTING.md",
        "test:app:tests/app/coverage.rs::what_does_not_exist_is_noticed",
        "test:pack:tests/pack/mistakes.rs::a_rule_names_its_source",
    ] {
        assert!(here(by), "{by}");
    }
    for by in [
        "rule:stecr.category_tables",
        "glossary:supervisors",
        "document:CONTRIBUTE.md",
        "document:guidelines",
        "document:../README.md",
        "document:/etc/hostname",
        "test:app:tests/app/coverage.rs::is_a_test",
        "test:app:tests/app/coverage.rs::what_does_not_exist",
        "test:app:tests/app/covered.rs::what_does_not_exist_is_noticed",
        "test:application:tests/app/coverage.rs::what_does_not_exist_is_noticed",
        "test:app:tests/app/coverage.rs",
        "test:pack:tests/pack/mistakes.rs::a_rule_names_its",
        "screen:/cases",
        "habit:looking",
        "nothing",
    ] {
        assert!(!here(by), "{by}");
    }
}

#[test]
fn s_49_every_room_that_is_planned_in_is_built_or_stands_in_the_map_of_the_house() {
    let map = std::fs::read_to_string(root().join("ARCHITECTURE.md")).expect("there is a map");
    let packs = std::fs::read_to_string(root().join("guidelines/README.md")).expect("there is a list of packs");
    let mut rooms = BTreeSet::new();
    for line in all(&["--derived"]) {
        rooms.extend(line["room"].as_str().map(str::to_owned));
    }
    assert!(!rooms.is_empty());
    for room in rooms {
        let name = room.rsplit('/').next().unwrap_or_default();
        let page = if room.starts_with("crates/") { &map } else { &packs };
        assert!(root().join(&room).is_dir() || page.contains(&format!("`{name}`")), "{room}");
    }
}

/// The lines of a page that begin with a requirement.
fn entries(page: &str) -> Vec<&str> {
    let is_entry = |line: &&str| {
        let id = line.trim_start().split(' ').next().unwrap_or_default();
        line.starts_with("  ")
            && id.split_once('-').is_some_and(|(letter, digits)| {
                letter.len() == 1 && !digits.is_empty() && digits.bytes().all(|digit| digit.is_ascii_digit())
            })
    };
    page.lines().filter(is_entry).collect()
}

#[test]
fn the_page_has_totals_and_every_requirement_once() {
    let page = coverage(&[]).done();
    let printed = all(&["--derived"]);
    let found: Vec<&str> = entries(&page).iter().filter_map(|line| line.split_whitespace().next()).collect();
    assert_eq!(found, ids(&printed));
    assert!(page.lines().all(|line| line.chars().count() <= 100), "it fits a page");
    let count = |letters: &str, status: Option<&str>| {
        let of = |line: &&Value| letters.contains(text(line, "id").chars().next().unwrap_or_default());
        let so = |line: &&Value| status.is_none_or(|status| text(line, "status") == status);
        printed.iter().filter(of).filter(so).count()
    };
    for (letters, head) in [("W", "W  "), ("F", "F  "), ("C", "C  "), ("WBIDF", "   together")] {
        let row = page.lines().find(|line| line.starts_with(head)).expect("has a row");
        let told: Vec<&str> = row.split_whitespace().rev().take(5).collect();
        let expected = [Some("missing"), Some("left_out"), Some("planned"), Some("done"), None].map(|status| {
            let count = count(letters, status);
            if count == 0 { "–".to_owned() } else { count.to_string() }
        });
        assert_eq!(told, expected, "{row}");
    }
}

#[test]
fn a_line_of_the_page_says_what_is_asked_and_what_meets_it() {
    let page = coverage(&["--source", "W"]).done();
    let told = page.split_whitespace().collect::<Vec<_>>().join(" ");
    let line =
        "W-044 done NVAB: first contact with bedrijfsarts at the latest at four weeks of absence (deadline) — by rule ";
    assert!(told.contains(line), "{page}");
    let rooms = page.split_once("Rooms in which something is planned\n").map(|(_, rooms)| rooms);
    assert!(rooms.is_none_or(|rooms| rooms.lines().all(|line| line.starts_with("  "))), "{page}");
}

#[test]
fn only_what_was_asked_for_is_shown() {
    let planned = all(&["--source", "b", "--status", "planned"]);
    assert!(!planned.is_empty());
    assert!(planned.iter().all(|line| text(line, "id").starts_with("B-") && text(line, "status") == "planned"));
    let page = coverage(&["--source", "B", "--status", "planned"]).done();
    let found: Vec<&str> = entries(&page).iter().filter_map(|line| line.split_whitespace().next()).collect();
    assert_eq!(found, ids(&planned));
    let both = all(&["--source", "D,C", "--status", "done,left_out"]);
    let letters: BTreeSet<char> = both.iter().filter_map(|line| text(line, "id").chars().next()).collect();
    assert_eq!(letters, ['C', 'D'].into(), "a derived source that is named is shown");
    assert_eq!(all(&["--status", "missing"]), Vec::<Value>::new(), "nothing is met nowhere");
}

#[test]
fn what_was_asked_for_must_exist() {
    for more in [&[] as &[&str], &["--json"]] {
        let told = coverage(&[&["--source", "Q"], more].concat()).refused(2);
        assert!(told.contains("no requirement begins with `Q`; expected one of: W, B, I, D, F, N, C"), "{told}");
    }
    let told = coverage(&["--status", "plan"]).refused(2);
    assert!(told.contains("[possible values: done, planned, left_out, missing]"), "{told}");
}

#[test]
fn a_requirement_that_is_met_nowhere_is_told_by_coverage_and_by_the_check() {
    let folder = copied_guidelines();
    let path = "guidelines/stecr-2004/advice/first_contact.toml";
    folder.write(path, replaced(&folder.read(path), "implements = [", "implements = [\"W-999\", "));
    let path = "guidelines/coverage/requirements.toml";
    let list = folder.read(path);
    let list = list.trim_end().strip_suffix(']').expect("ends with the list");
    let further = "{ id = \"C-26\", type = \"RESOLUTION\", says = \"Something new\" }";
    folder.write(path, format!("{list}  {further},\n]\n"));
    let unknown = "stecr-2004/advice/first_contact.toml:1:1: `stecr.first_contact` implements `W-999`, which does not exist; \
                   expected a requirement from `W-001` to `W-280`\n";
    let nowhere = "(sources[6]): 1 requirement is met nowhere: C-26 (";
    let told = folder.run(&["guideline", "coverage", "--guidelines", "guidelines", "--status", "missing"]);
    assert_eq!((told.code, told.stderr.as_str()), (Some(8), ""));
    assert_eq!(entries(&told.stdout), ["  C-26   missing   Something new (resolution)"]);
    assert!(told.stdout.contains(unknown) && told.stdout.contains(nowhere), "{}", told.stdout);
    assert!(told.stdout.ends_with("\n2 things to put right.\n"), "{}", told.stdout);
    let json = ["guideline", "coverage", "--guidelines", "guidelines", "--derived", "--json"];
    let json = folder.run(&json);
    assert_eq!((json.code, json.stderr.as_str()), (Some(8), ""));
    let lines: Value = serde_json::from_str(&json.stdout).expect("is an array");
    Schema::new(&run(&["schema", "coverage"]).done()).describes(&lines).unwrap();
    let missing: Vec<&Value> =
        lines.as_array().unwrap().iter().filter(|line| text(line, "status") == "missing").collect();
    assert!(matches!(missing.as_slice(), [line] if line["id"] == "C-26" && line["by"].is_null()), "{missing:?}");
    let told = folder.run(&["guideline", "check", "--guidelines", "guidelines"]);
    assert_eq!(told.code, Some(8));
    assert!(told.stdout.contains(unknown) && told.stdout.contains(nowhere), "{}", told.stdout);
    assert!(told.stdout.ends_with("\n2 things to put right.\n"), "{}", told.stdout);
}

#[test]
fn a_folder_without_a_list_of_requirements_passes_the_check_and_has_no_coverage() {
    let folder = copied_guidelines();
    std::fs::remove_dir_all(folder.path().join("guidelines/coverage")).unwrap();
    let page = folder.run(&["guideline", "check", "--guidelines", "guidelines"]).done();
    assert!(!page.contains("requirements"), "{page}");
    folder.run(&["guideline", "coverage", "--guidelines", "guidelines"]).refuses(
        4,
        "guidelines: this folder lists no requirements; expected coverage/requirements.toml and coverage/elsewhere.toml",
    );
}

#[test]
fn the_check_counts_requirements_as_coverage_does() {
    let lines = all(&["--derived"]);
    let counted = run(&["guideline", "check", "--json"]).json()["requirements"].clone();
    for status in ["done", "planned", "left_out"] {
        let count = lines.iter().filter(|line| text(line, "status") == status).count();
        assert_eq!(counted[status], count, "{status}");
    }
    let page = run(&["guideline", "check"]).done();
    let told = page.split_whitespace().collect::<Vec<_>>().join(" ");
    let sentence = format!(
        "Of {} requirements {} are met, {} planned and {} left out with a reason",
        lines.len(),
        counted["done"],
        counted["planned"],
        counted["left_out"]
    );
    assert!(told.contains(&sentence), "{page}");
}

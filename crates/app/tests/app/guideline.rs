//! `guideline`: the packs, checked and shown; and packs from a folder, corrected without building anything (S-37).

use crate::support::{CARE_ASSISTANT, Scratch, Told, copied_guidelines, journeys, replaced, root, run, told};
use facts::Role;
use serde_json::Value;
use std::collections::BTreeSet;

fn check(folder: &Scratch) -> Told {
    folder.run(&["guideline", "check", "--guidelines", "guidelines"])
}

/// What a check of a folder found.
#[track_caller]
fn found(folder: &Scratch) -> String {
    let told = check(folder);
    assert_eq!((told.code, told.stderr.as_str()), (Some(8), ""), "{}", told.stdout);
    told.stdout
}

/// The file of a rule in a copy, with one part of it replaced.
fn change(folder: &Scratch, path: &str, part: &str, by: &str) {
    let path = format!("guidelines/{path}");
    folder.write(&path, replaced(&folder.read(&path), part, by));
}

#[test]
fn the_shipped_packs_are_in_order() {
    let told = run(&["guideline", "check"]).done();
    let packs: Vec<&str> = told.lines().take_while(|line| !line.is_empty()).collect();
    let (_, rest) = told.split_once("\n\n").expect("has a summary");
    let summary = rest.lines().next().unwrap();
    assert!(summary.starts_with(&format!("In order: {} packs, ", packs.len())), "{summary}");
    assert!(summary.ends_with(&format!(" and {} journeys.", journeys().len())), "{summary}");
    assert!(packs.iter().all(|line| line.contains("; held against its source on 20")), "{told}");
    assert!(packs.iter().any(|line| line.starts_with("stecr-2004: ")), "{told}");
    let printed = run(&["guideline", "check", "--json"]).json();
    assert_eq!((&printed["ok"], &printed["faults"]), (&Value::from(true), &Value::Array(Vec::new())));
    let count = |name: &str| printed[name].as_u64().unwrap();
    assert!(summary.contains(&format!("{} rules, {} cases", count("rules"), count("cases"))), "{summary}");
    // What is our reading is named, so that somebody can confirm it.
    let unconfirmed = printed["to_be_confirmed"].as_array().unwrap();
    assert!(told.contains(&format!("\n{} rules are our reading, and to be confirmed", unconfirmed.len())), "{told}");
    let (_, listed) = rest.split_once("guideline show RULE):").expect("lists them");
    let listed: Vec<&str> = listed.split([',', ' ', '\n']).filter(|word| !word.is_empty()).collect();
    assert_eq!(listed, unconfirmed.iter().map(|rule| rule.as_str().unwrap()).collect::<Vec<_>>());
    assert!(listed.contains(&"stecr.emergency_saddle"), "{listed:?}");
}

#[test]
fn the_folder_and_what_the_program_carries_are_the_same() {
    assert_eq!(run(&["guideline", "check", "--guidelines", "guidelines"]), run(&["guideline", "check"]));
    let packs = |more: &[&str]| run(&[&["guideline", "check", "--json"], more].concat()).json()["packs"].clone();
    assert_eq!(packs(&["--guidelines", "guidelines"]), packs(&[]));
}

#[test]
fn a_rule_that_is_broken_is_named_with_file_line_and_the_word_that_was_meant() {
    for (path, part, by, told) in [
        (
            "stecr-2004/advice/category_table.toml",
            "kind = \"table\"",
            "kind = \"tabel\"",
            "stecr-2004/advice/category_table.toml:2:8 (kind): this word is not known here; ",
        ),
        (
            "common/advice/restriction_shown.toml",
            "each = \"restriction\"",
            "each = \"restricton\"",
            "common/advice/restriction_shown.toml:1:1: ",
        ),
        (
            "nl-poortwachter/advice/probleemanalyse.toml",
            "anchor = \"first_absence_day\"",
            "anchor = \"first_abscence_day\"",
            "nl-poortwachter/advice/probleemanalyse.toml:",
        ),
        (
            "nl-poortwachter/advice/probleemanalyse.toml",
            "regeling-procesgang-2023#2-2",
            "regeling-procesgang-2023#2-22",
            "nl-poortwachter/advice/probleemanalyse.toml:",
        ),
    ] {
        let folder = copied_guidelines();
        change(&folder, path, part, by);
        let found = found(&folder);
        assert!(found.lines().any(|line| line.starts_with(told)), "{told}\n{found}");
        let last = found.lines().last().unwrap();
        let things = found.lines().count() - 1;
        let word = if things == 1 { "thing" } else { "things" };
        assert_eq!(last, format!("{things} {word} to put right."));
    }
}

#[test]
fn a_rule_that_says_something_else_than_its_cases_is_named_by_its_cases() {
    // The service wants to be warned from day 10: the two cases before the old day 14 now say so.
    let folder = copied_guidelines();
    change(&folder, "stecr-2004/advice/first_contact_warning.toml", "value = 14,", "value = 10,");
    let found = found(&folder);
    let of_cases: Vec<&str> =
        found.lines().filter(|line| line.starts_with("stecr-2004/advice/first_contact.cases.toml:")).collect();
    assert!(!of_cases.is_empty() && of_cases.len() == found.lines().count() - 1, "{found}");
}

#[test]
fn a_story_that_reads_otherwise_is_named_with_the_first_line_that_differs() {
    let folder = copied_guidelines();
    let path = "guidelines/common/sick_report/ask_works_now.toml";
    let rule = folder.read(path);
    folder.write(path, replaced(&rule, "nl = \"Werkt nu\"", "nl = \"Werkt op dit moment\""));
    let told = found(&folder);
    let (last, differences) =
        told.lines().collect::<Vec<_>>().split_last().map(|(last, all)| (*last, all.to_vec())).unwrap();
    assert_eq!(last, format!("{} things to put right.", differences.len()));
    for told in &differences {
        assert!(
            told.starts_with("journeys/") && told.contains(".trace.txt:") && told.contains("; expected \""),
            "{told}"
        );
    }
    let line =
        "found \"  • Werkt op dit moment: een deel van de uren (12 november 2026)\"; expected \"  • Werkt nu: een";
    assert!(differences.iter().any(|told| told.contains(line)), "{told}");
    // Written anew, the change is what is meant.
    let write = ["guideline", "journeys", "guidelines/journeys", "--guidelines", "guidelines", "--write"];
    assert_eq!(folder.run(&write).done(), format!("{} traces written\n", journeys().len()));
    check(&folder).done();
    let trace = folder.read("guidelines/journeys/v02-care-assistant.trace.txt");
    assert!(trace.contains("Werkt op dit moment: een deel van de uren"));
}

#[test]
fn a_story_with_a_fault_or_without_a_trace_is_found_too() {
    let folder = copied_guidelines();
    change(&folder, "journeys/v01-order-picker.toml", "\"stecr.malaise\" = \"no\"", "\"stecr.malaisse\" = \"no\"");
    change(&folder, "journeys/v04-teacher.looks.toml", "role = \"intake_expert\"", "role = \"intake_exper\"");
    std::fs::remove_file(folder.path().join("guidelines/journeys/v05-numb-saddle.trace.txt")).unwrap();
    let told = found(&folder);
    let lines: Vec<&str> = told.lines().collect();
    let begins = [
        "journeys/v01-order-picker.toml:",
        "journeys/v04-teacher.looks.toml:3:8 (looks[0].role): this word is not known here; ",
        "journeys/v05-numb-saddle.trace.txt: this journey has no golden trace",
        "3 things to put right.",
    ];
    assert_eq!(lines.len(), begins.len(), "{told}");
    for (line, begins) in lines.iter().zip(begins) {
        assert!(line.starts_with(begins), "{begins}\n{line}");
    }
    assert!(lines[0].ends_with("did you mean `stecr.malaise`?"), "{told}");
}

#[test]
fn s_37_a_text_that_was_corrected_in_a_folder_is_read_without_building_anything() {
    let folder = copied_guidelines();
    let path = "guidelines/common/advice/work_now_shown.toml";
    let rule = folder.read(path);
    let (_, rest) = rule.split_once("[texts.part_adapted]").expect("has words for this outcome");
    let (_, rest) = rest.split_once("worker = { nl = \"").expect("has words for the worker");
    let (shipped, _) = rest.split_once('"').expect("ends");
    assert!(!shipped.is_empty());
    let corrected = "U werkt nu halve dagen, in ander werk. Zo staat het ook in het plan.";
    folder.write(path, rule.replace(shipped, corrected));
    folder.write("case.toml", crate::support::care_assistant());
    let look = ["advise", "case.toml", "--on", "2026-11-12", "--role", "worker"];
    let unfolded = |page: String| page.split_whitespace().collect::<Vec<_>>().join(" ");
    let before = unfolded(folder.run(&look).done());
    let after = unfolded(folder.run(&[&look[..], &["--guidelines", "guidelines"]].concat()).done());
    assert!(before.contains(shipped) && !before.contains(corrected), "{before}");
    assert!(after.contains(corrected) && !after.contains(shipped), "{after}");
    assert_eq!(before.replace(shipped, corrected), after);
    // The packs say by their hash that they are others.
    let packs = |more: &[&str]| {
        let printed = folder.run(&[&["advise", "case.toml", "--on", "2026-11-12", "--json"], more].concat()).json();
        let packs = printed["packs"].as_array().unwrap().clone();
        packs.into_iter().map(|pack| (pack["id"].to_string(), pack["hash"].to_string())).collect::<Vec<_>>()
    };
    let (shipped, changed) = (packs(&[]), packs(&["--guidelines", "guidelines"]));
    let differ: Vec<&str> =
        shipped.iter().zip(&changed).filter(|(a, b)| a != b).map(|(pack, _)| pack.0.as_str()).collect();
    assert_eq!(differ, ["\"common\""]);
}

#[test]
fn s_37_no_advice_comes_from_a_folder_with_a_fault() {
    let folder = copied_guidelines();
    change(&folder, "common/pack.toml", "neutral = true", "neutrl = true");
    folder.write("case.toml", crate::support::care_assistant());
    for command in [
        &["advise", "case.toml", "--on", "2026-11-12"] as &[&str],
        &["explain", "case.toml", "stecr.category", "--on", "2026-11-12"],
        &["guideline", "show", "stecr.category_table"],
        &["guideline", "glossary"],
        &["guideline", "journeys", "guidelines/journeys"],
    ] {
        let told = folder.run(&[command, &["--guidelines", "guidelines"]].concat()).refused(3);
        assert!(told.starts_with("common/pack.toml:6:10 (neutrl): "), "{told}");
        // The packs in the program are not touched by it.
        folder.run(command).done();
    }
    // Nor from one whose rules no longer do what their cases say.
    let folder = copied_guidelines();
    change(&folder, "stecr-2004/advice/first_contact_day.toml", "value = 28,", "value = 26,");
    folder.write("case.toml", crate::support::care_assistant());
    let told = folder.run(&["advise", "case.toml", "--on", "2026-11-12", "--guidelines", "guidelines"]).refused(3);
    assert!(told.lines().all(|line| line.starts_with("stecr-2004/advice/first_contact.cases.toml:")), "{told}");
}

#[test]
fn a_folder_without_packs_is_refused() {
    let folder = Scratch::new();
    folder.write("guidelines/readme.txt", "nothing here");
    let told = folder.run(&["guideline", "check", "--guidelines", "guidelines"]);
    assert_eq!(told.code, Some(8));
    assert!(told.stdout.starts_with("packs.toml: "), "{}", told.stdout);
    folder.write("guidelines/packs.toml", "packs = [\"common\"]\n");
    let told = folder.run(&["guideline", "check", "--guidelines", "guidelines"]);
    assert!(told.code == Some(8) && told.stdout.contains("common/pack.toml"), "{}", told.stdout);
}

fn show(id: &str) -> String {
    run(&["guideline", "show", id, "--lang", "en"]).done()
}

#[test]
fn one_rule_of_each_kind_is_shown_in_words() {
    for (kind, id, parts) in [
        ("question", "stecr.ask_bladder_bowel", ["asks: ", "(stecr.bladder_bowel): yes / no", "class medical"]),
        ("derived", "stecr.follows_non_specific_path", ["yes when", "Judgement of specificity: ", "class medical"]),
        ("table", "stecr.category_table", ["row_3: ", "→ ", "anything else → "]),
        (
            "judgement",
            "stecr.category",
            ["(judged by: ", "proposed by the table stecr.category_table", "class medical"],
        ),
        (
            "deadline",
            "poortwachter.probleemanalyse",
            [
                "owed by: employer; with: occupational physician",
                "due: day 42 of absence",
                "deviation with a reason: regeling-procesgang-2023#5",
            ],
        ),
        ("intervention", "stecr.intervention_3", ["by: occupational physician", "; with: supervisor", "when"]),
        ("text", "common.restriction_open_ended", ["this does not hold:", "is known", "Its words"]),
        ("figure", "figures.iza_ever", ["70 to 80 per cent", "of whom: ", "never averaged or pooled"]),
        (
            "contradiction",
            "common.restrictions_differ",
            ["both have the same: Activity", "this does not hold:", "Who does what"],
        ),
        (
            "content_list",
            "poortwachter.probleemanalyse_content",
            [
                "document: problem analysis",
                "filled in by: employer; class administrative",
                "from the case: first absence day",
            ],
        ),
        ("value", "common.chain_gap_days", ["from 2004-01-01: 28 days", "Where it comes from", "class administrative"]),
        (
            "holidays",
            "common.holidays_nl",
            ["nieuwjaarsdag: 1 January", "hemelvaartsdag: Easter Sunday +39 days", "when on a Sunday: -1 days"],
        ),
        ("chain", "common.chain", ["NL: fewer than", "full days between two spells", "class administrative"]),
    ] {
        let page = show(id);
        let told = page.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(page.starts_with(&format!("{id} — ")), "{page}");
        assert!(page.lines().nth(1).unwrap().starts_with(&format!("{kind} · ")), "{page}");
        for part in parts {
            assert!(told.contains(part), "{id}: {part}\n{page}");
        }
        // Nothing of how the program holds it.
        let says =
            page.split_once("What it says").and_then(|(_, rest)| rest.split_once("Where it comes from")).unwrap().0;
        assert!(!says.contains('{') && !says.contains("Some("), "{says}");
        let printed = run(&["guideline", "show", id, "--lang", "en", "--json"]).json();
        assert_eq!((&printed["id"], &printed["kind"]), (&Value::from(id), &Value::from(kind)));
        assert_eq!(printed["in_words"], page);
    }
}

#[test]
fn every_kind_of_rule_in_the_packs_is_among_those_shown() {
    let mut kinds = BTreeSet::new();
    let mut folders = vec![root().join("guidelines")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            if path.is_dir() && name != "journeys" {
                folders.push(path);
            } else if name.ends_with(".toml") && !name.ends_with(".cases.toml") && name != "glossary.toml" {
                let file: toml::Table = std::fs::read_to_string(&path).unwrap().parse().unwrap();
                kinds.extend(file.get("kind").and_then(|kind| kind.as_str()).map(str::to_owned));
            }
        }
    }
    let shown = [
        "chain",
        "content_list",
        "contradiction",
        "deadline",
        "derived",
        "figure",
        "holidays",
        "intervention",
        "judgement",
        "question",
        "table",
        "text",
        "value",
    ];
    assert_eq!(kinds.iter().map(String::as_str).collect::<Vec<_>>(), shown);
}

#[test]
fn a_fact_is_shown_by_the_question_that_asks_it() {
    assert_eq!(show("stecr.bladder_bowel"), show("stecr.ask_bladder_bowel"));
}

#[test]
fn the_glossary_page_of_the_repository_is_the_one_that_is_printed() {
    let page = std::fs::read_to_string(root().join("GLOSSARY.md")).expect("the page is there");
    assert_eq!(
        run(&["guideline", "glossary"]).done(),
        page,
        "to write it anew: rugwijzer guideline glossary > GLOSSARY.md"
    );
    assert_eq!(run(&["guideline", "glossary", "--guidelines", "guidelines"]).done(), page);
}

#[test]
fn the_roles_of_the_glossary_are_the_roles_of_the_program() {
    let printed = run(&["guideline", "glossary", "--json"]).json();
    let words = printed.as_array().expect("is a list");
    let of_kind = |kind: &str| -> BTreeSet<&str> {
        words.iter().filter(|word| word["kind"] == kind).map(|word| word["id"].as_str().unwrap()).collect()
    };
    assert_eq!(of_kind("role"), Role::ALL.iter().map(|role| role.as_str()).collect());
    let count = ["role", "document", "concept"].map(|kind| of_kind(kind).len());
    assert_eq!(count.iter().sum::<usize>(), words.len(), "every word is of one of three kinds, and stands once");
    let page = run(&["guideline", "glossary"]).done();
    for word in words {
        let id = word["id"].as_str().unwrap();
        assert!(page.contains(&format!("| `{id}`")), "{id}");
        for part in ["label", "definition"] {
            for language in crate::support::LANGUAGES {
                assert!(!word[part][language].as_str().unwrap().is_empty(), "{id} has a {part} in {language}");
            }
        }
    }
}

#[test]
fn s_48_the_journeys_read_as_their_golden_traces() {
    let printed = run(&["guideline", "journeys", "guidelines/journeys", "--json"]).json();
    let mut all = Vec::new();
    for journey in journeys() {
        let golden = std::fs::read_to_string(root().join(format!("guidelines/journeys/{}.trace.txt", journey.name)));
        let golden = golden.expect("has a golden trace");
        assert_eq!(printed[&journey.name].as_str(), Some(golden.as_str()), "{}", journey.name);
        // A trace is what each person reads, one after the other.
        for look in &journey.looks {
            let (on, role, language) = (&look.on, &look.role, &look.language);
            let told = told(&["advise", &journey.case, "--on", on, "--role", role, "--lang", language]);
            let stands = golden.contains(&told.stdout);
            assert!(stands, "{} {look:?}", journey.name);
        }
        all.push(golden);
    }
    assert_eq!(printed.as_object().unwrap().len(), all.len());
    assert_eq!(run(&["guideline", "journeys", "guidelines/journeys"]).done(), all.join("\n"));
}

#[test]
fn printing_the_journeys_writes_nothing() {
    let folder = copied_guidelines();
    let trace = "guidelines/journeys/v02-care-assistant.trace.txt";
    folder.write(trace, "something else\n");
    folder.run(&["guideline", "journeys", "guidelines/journeys"]).done();
    assert_eq!(folder.read(trace), "something else\n");
    folder.run(&["guideline", "journeys", "guidelines/journeys", "--write"]).done();
    let golden = std::fs::read_to_string(root().join(trace)).unwrap();
    assert_eq!(folder.read(trace), golden);
    assert!(run(&["advise", CARE_ASSISTANT, "--on", "2026-11-12"]).done().len() > 1_000);
}

//! `explain`: one finding or obligation in full.

use crate::support::{CARE_ASSISTANT, Scratch, care_assistant, employers_side, replaced, run};
use serde_json::Value;

const BACK_AND_GONE_AGAIN: &str = "guidelines/journeys/v10-back-and-gone-again.toml";

fn explain(case: &str, id: &str, more: &[&str]) -> String {
    run(&[&["explain", case, id], more].concat()).done()
}

#[test]
fn a_finding_is_told_with_facts_people_row_and_clauses() {
    let page = explain(CARE_ASSISTANT, "stecr.category", &["--on", "2026-11-12", "--lang", "en"]);
    let told = page.split_whitespace().collect::<Vec<_>>().join(" ");
    for part in [
        "Category: category 3: some dysfunction, beginning fear",
        "WHY",
        "Fear and avoidance: beginning: in word or behaviour with certain movements — J. Vos (occupational physician (bedrijfsarts)), 12 November 2026",
        "through: stecr.category_table (row row_3)",
        "[stecr-2004#7.4-row-3]",
        "rule: stecr.category",
    ] {
        assert!(told.contains(part), "{part}\n{page}");
    }
    let printed = explain(CARE_ASSISTANT, "stecr.category", &["--on", "2026-11-12", "--lang", "en", "--json"]);
    let printed: Value = serde_json::from_str(&printed).unwrap();
    assert_eq!(printed["obligation"], Value::Null);
    let [finding] = printed["findings"].as_array().unwrap().as_slice() else { panic!("one finding: {printed}") };
    assert_eq!(finding["rule"], "stecr.category");
    assert_eq!(finding["outcome"]["id"], "category_3");
    let fear = finding["because"].as_array().unwrap().iter().find(|because| because["id"] == "stecr.fear").unwrap();
    assert_eq!((&fear["value"], &fear["said"][0]["person"]), (&Value::from("beginning"), &Value::from("dr-vos")));
    assert_eq!(finding["through"][0]["rows"][0], "row_3");
}

#[test]
fn an_explanation_says_the_same_as_the_advice() {
    let advice = run(&["advise", CARE_ASSISTANT, "--on", "2026-11-12", "--json"]).json();
    for finding in advice["findings"].as_array().unwrap() {
        let id = finding["rule"].as_str().unwrap();
        let printed = explain(CARE_ASSISTANT, id, &["--on", "2026-11-12", "--json"]);
        let printed: Value = serde_json::from_str(&printed).unwrap();
        let findings = printed["findings"].as_array().unwrap().iter().cloned().map(without_what_would_change);
        assert!(findings.collect::<Vec<_>>().contains(finding), "{id}");
    }
    for obligation in advice["obligations"].as_array().unwrap() {
        let id = obligation["rule"].as_str().unwrap();
        let printed = explain(CARE_ASSISTANT, id, &["--on", "2026-11-12", "--json"]);
        let printed: Value = serde_json::from_str(&printed).unwrap();
        assert_eq!(without_what_would_change(printed["obligation"].clone()), *obligation);
    }
}

/// Told only where somebody asks for an explanation.
fn without_what_would_change(mut explained: Value) -> Value {
    explained.as_object_mut().unwrap().remove("would_change");
    explained
}

#[test]
fn s_26_what_would_change_it_is_told_in_two_lists() {
    let look = |language| explain(CARE_ASSISTANT, "stecr.category", &["--on", "2026-11-12", "--lang", language]);
    for (language, open, recorded) in [
        (
            "nl",
            "Nog open: • Categorie: categorie 1",
            "Als het anders was vastgelegd: • Angst en vermijden: geen → categorie 2",
        ),
        ("fr", "Encore ouvert : • Catégorie : catégorie 1", "Si autre chose avait été noté :"),
        (
            "en",
            "Still open: • Category: category 1",
            "If it had been recorded otherwise: • Fear and avoidance: none → category 2",
        ),
    ] {
        let told = look(language).split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(
            told.replace("Catégorie:", "Catégorie :").contains(open) && told.contains(recorded),
            "{language}\n{told}"
        );
    }
    let printed = explain(CARE_ASSISTANT, "stecr.category", &["--on", "2026-11-12", "--json"]);
    let printed: Value = serde_json::from_str(&printed).unwrap();
    let would_change = &printed["findings"][0]["would_change"];
    let (open, recorded) = (&would_change["still_open"], &would_change["recorded_otherwise"]);
    assert_eq!((open["number"].as_u64(), open["sets"].as_array().map(Vec::len)), (Some(5), Some(5)));
    let fear = &recorded["sets"][0];
    assert_eq!((&fear["answers"][0]["fact"], &fear["answers"][0]["value"]), (&"stecr.fear".into(), &"none".into()));
    assert_eq!(fear["outcome"]["id"], "category_2");
}

#[test]
fn v10_the_arithmetic_over_two_spells_and_the_gap_between_them_is_shown() {
    // Sick for four weeks, three weeks at work, sick again: one chain, and day 42 moves by the gap.
    let in_words = [
        (
            "nl",
            "geteld vanaf 12 januari 2026",
            [
                "12 januari 2026 t/m 8 februari 2026: dag 1 t/m 28",
                "9 februari 2026 t/m 1 maart 2026: 21 dagen ertussen, tellen niet mee; één verzuimgeval",
                "2 maart 2026 t/m 2 maart 2026: dag 29 t/m 29",
                "3 maart 2026 t/m 15 maart 2026: dag 30 t/m 42, als het verzuim doorloopt",
            ],
        ),
        (
            "fr",
            "compté à partir du 12 janvier 2026",
            [
                "12 janvier 2026 au 8 février 2026 : jour 1 à 28",
                "9 février 2026 au 1er mars 2026 : 21 jours entre les deux, non comptés ; une seule période d'absence",
                "2 mars 2026 au 2 mars 2026 : jour 29 à 29",
                "3 mars 2026 au 15 mars 2026 : jour 30 à 42, si l'absence continue",
            ],
        ),
        (
            "en",
            "counted from 12 January 2026",
            [
                "12 January 2026 to 8 February 2026: day 1 to 28",
                "9 February 2026 to 1 March 2026: 21 days in between, not counted; one absence chain",
                "2 March 2026 to 2 March 2026: day 29 to 29",
                "3 March 2026 to 15 March 2026: day 30 to 42, if the absence goes on",
            ],
        ),
    ];
    for (language, anchor, steps) in in_words {
        let look = ["--on", "2026-03-02", "--lang", language];
        let page = explain(BACK_AND_GONE_AGAIN, "poortwachter.probleemanalyse", &look);
        let told = page.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(told.contains(&format!("{anchor} · {} ", steps.join(" · "))), "{page}");
        let printed = explain(BACK_AND_GONE_AGAIN, "poortwachter.probleemanalyse", &[&look[..], &["--json"]].concat());
        let printed: Value = serde_json::from_str(&printed).unwrap();
        let due = &printed["obligation"]["due"];
        assert_eq!((&due["anchor"], &due["day"]), (&Value::from("2026-01-12"), &Value::from("2026-03-15")));
        assert_eq!(due["last_working_day"], "2026-03-13");
        assert_eq!(due["arithmetic"], Value::from(steps.to_vec()));
    }
}

#[test]
fn an_offset_from_another_step_says_from_which_day_it_was_counted() {
    // Not from the first day of absence, but from the last day of the step before.
    let page = explain(CARE_ASSISTANT, "poortwachter.plan_van_aanpak", &["--on", "2026-11-12", "--lang", "en"]);
    let lines: Vec<&str> = page.lines().map(str::trim_start).collect();
    let from =
        lines.iter().position(|line| *line == "counted from 29 November 2026").unwrap_or_else(|| panic!("{page}"));
    assert_eq!(lines[from + 1], "· 29 November 2026 +2 w = 13 December 2026");
}

#[test]
fn what_a_role_may_not_see_is_not_there_just_as_what_does_not_exist() {
    // Findings and obligations of the physician that the employer's side may not know of.
    let all = run(&["advise", CARE_ASSISTANT, "--on", "2026-11-12", "--json"]).json();
    let rules = |printed: &Value| -> Vec<String> {
        let parts = ["findings", "obligations"].map(|part| printed[part].as_array().unwrap().clone()).concat();
        parts.iter().map(|item| item["rule"].as_str().unwrap().to_owned()).collect()
    };
    let roles = employers_side();
    for (at, role) in roles.iter().copied().enumerate() {
        let look = ["--on", "2026-11-12", "--role", role];
        let seen = rules(&run(&[&["advise", CARE_ASSISTANT, "--json"], &look[..]].concat()).json());
        let hidden: Vec<String> = rules(&all).into_iter().filter(|rule| !seen.contains(rule)).collect();
        assert!(hidden.contains(&"stecr.category".to_owned()) && hidden.len() > 5, "{hidden:?}");
        for more in [&[] as &[&str], &["--json"]] {
            let refused = |id: &str| {
                let told = run(&[&["explain", CARE_ASSISTANT, id], &look[..], more].concat()).refused(4);
                assert!(told.contains(id), "{told}");
                told.replace(id, "…")
            };
            let does_not_exist = refused("banana.of_no_pack");
            // The supervisor asks for all of them, the others for some each, so that each is asked for once more.
            let step = if role == "supervisor" { 1 } else { roles.len() };
            for id in hidden.iter().skip(at % step).step_by(step) {
                assert_eq!(refused(id), does_not_exist, "{role}: {id}");
            }
            assert!(!does_not_exist.contains("stecr"), "{does_not_exist}");
        }
        for id in &seen {
            explain(CARE_ASSISTANT, id, &look);
        }
    }
}

#[test]
fn an_emergency_changes_nothing_in_what_the_employers_side_is_refused() {
    let emergency =
        replaced(&care_assistant(), "\"stecr.saddle_numbness\" = \"no\"", "\"stecr.saddle_numbness\" = \"yes\"");
    let folder = Scratch::with("case.toml", care_assistant());
    folder.write("emergency.toml", emergency);
    for id in ["stecr.urgency_by_history", "stecr.emergency_saddle", "stecr.category", "poortwachter.probleemanalyse"] {
        for form in [&[] as &[&str], &["--json"]] {
            let look = |case: &str| {
                folder.run(&[&["explain", case, id, "--on", "2026-11-13", "--role", "supervisor"], form].concat())
            };
            assert_eq!(look("case.toml"), look("emergency.toml"), "{id}");
        }
    }
    // The physician, for whom it is made, sees it.
    folder.run(&["explain", "emergency.toml", "stecr.emergency_saddle", "--on", "2026-11-13"]).done();
    folder.run(&["explain", "case.toml", "stecr.emergency_saddle", "--on", "2026-11-13"]).refused(4);
}

//! Editions that stand beside each other: `advise --compare`, `guideline diff`, and a service that lets another one lead.

use crate::support::{CARE_ASSISTANT, LANGUAGES, Scratch, employers_side, root, run};
use serde_json::Value;

/// The words of a page, however its lines are broken.
fn words_of(page: &str) -> String {
    page.split_whitespace().collect::<Vec<_>>().join(" ")
}

const ON: [&str; 2] = ["--on", "2026-11-12"];

fn compare(more: &[&str]) -> crate::support::Told {
    run(&[&["advise", CARE_ASSISTANT], &ON[..], more].concat())
}

/// A house pack that lets the guideline of 2021 lead.
fn house() -> Scratch {
    let words = "{ nl = 'Huis', fr = 'Maison', en = 'House' }";
    Scratch::with(
        "house-newer/pack.toml",
        format!(
            "id = 'house-newer'\nprefix = 'house'\ntitle = {words}\nvalid_from = 2021-04-10\nconfirmed_on = 2026-11-22\n\
             house = true\nleading = 'nvab-2021'\nquestions = []\ngoals = []\n"
        ),
    )
}

#[test]
fn a_comparison_says_what_is_advised_now_and_what_would_be_and_why() {
    let told = compare(&["--compare", "nvab-2021", "--lang", "en"]).done();
    for words in [
        "Leading now: STECR guide",
        "[stecr-2004]",
        "Beside it: NVAB/NVVG guideline Low-back pain and LRS (2021), public summary [nvab-2021]",
        "only its public summary was read here",
        "• Category: category 3: some dysfunction, beginning fear [proposal, the physician decides]",
        "• Step of stepped care: step 1: staying active and building up",
        "≠ difference: Steps by time (start, 6 weeks, 12 weeks)",
        "(to advise)",
        "WHO WOULD DO SOMETHING ELSE",
        "only with nvab-2021:",
        "WHAT WOULD BE ASKED OTHERWISE",
        "Findings that stay the same:",
    ] {
        assert!(words_of(&told).contains(words), "`{words}` in\n{told}");
    }
    // Rules of the law are the same under both, and not told again.
    assert!(!told.contains("poortwachter"), "{told}");
}

#[test]
fn a_comparison_stands_there_in_three_languages() {
    for (language, words) in
        LANGUAGES.into_iter().zip(["WAT ANDERS ZOU ZIJN", "CE QUI CHANGERAIT", "WHAT WOULD BE DIFFERENT"])
    {
        let told = compare(&["--compare", "nvab-2021", "--lang", language]).done();
        assert!(told.contains(words), "{told}");
        let json = compare(&["--compare", "nvab-2021", "--lang", language, "--json"]).json();
        assert_eq!(json["language"], language);
        assert_eq!(json["comparison"]["guidance"]["language"], language);
    }
}

#[test]
fn in_json_the_guidance_of_now_is_the_same_with_and_without_a_comparison() {
    let without = compare(&["--json"]).json();
    let mut with = compare(&["--compare", "nvab-2021", "--json"]).json();
    let comparison = with.as_object_mut().unwrap().remove("comparison").expect("is there");
    assert_eq!(with, without);
    assert_eq!((&comparison["now"]["id"], &comparison["other"]["id"]), (&"stecr-2004".into(), &"nvab-2021".into()));
    assert_eq!(comparison["other"]["in_force"], Value::from(true));
    let house = house();
    let folder = house.path().join("house-newer");
    let led = compare(&["--house", folder.to_str().unwrap(), "--json"]).json();
    // But for the packs, among which the house pack stands.
    let without_packs = |guidance: &Value| {
        let mut guidance = guidance.clone();
        guidance.as_object_mut().unwrap().remove("packs").expect("are there");
        guidance
    };
    assert_eq!(without_packs(&comparison["guidance"]), without_packs(&led));
}

#[test]
fn a_service_that_lets_the_newer_one_lead_looks_back() {
    let house = house();
    let folder = house.path().join("house-newer");
    let with_house = ["--house", folder.to_str().unwrap(), "--lang", "en"];
    let advice = compare(&with_house).done();
    assert!(advice.contains("• Step of stepped care: step 1"), "{advice}");
    assert!(!advice.contains("stecr.category") && !advice.contains("category 3"), "{advice}");
    // Alarm signs and cause stay those of the guide of 2004; its age is answered for by the one that leads.
    assert!(advice.contains("stecr-2004#") && !advice.contains("This guide is of 2004"), "{advice}");
    let back = compare(&[&with_house[..], &["--compare", "stecr-2004"]].concat()).done();
    assert!(back.contains("Leading now: NVAB/NVVG guideline"), "{back}");
    assert!(back.contains("Beside it: STECR guide"), "{back}");
    assert!(back.contains("• Category: category 3"), "{back}");
}

#[test]
fn where_nothing_would_be_different_it_says_so() {
    let same = compare(&["--compare", "stecr-2004", "--lang", "en"]).done();
    assert!(same.contains("stecr-2004 leads already. Nothing would be different."), "{same}");
    let early = run(&["advise", CARE_ASSISTANT, "--on", "2021-04-09", "--compare", "nvab-2021", "--lang", "en"]).done();
    assert!(early.contains("nvab-2021 is not in force on this day"), "{early}");
}

#[test]
fn the_worker_and_the_employers_side_are_refused_before_anything_is_read() {
    for role in employers_side().into_iter().chain(["worker"]) {
        let look = ["advise", "no-such-case.toml", "--role", role, "--compare", "no-such-edition"];
        run(&look).refuses(6, &format!("the role `{role}` compares no editions: that is for professionals"));
    }
    run(&["advise", CARE_ASSISTANT, "--role", "gp", "--compare", "nvab-2021"])
        .refuses(6, "the role `gp` reads no file");
}

#[test]
fn an_edition_that_is_not_there_or_stands_alone_is_refused() {
    compare(&["--compare", "nvab-2012"]).refuses(4, "there is no edition `nvab-2012`; did you mean `nvab-2021`?");
    let alone = "`dokterdokter-2019` stands beside no other edition; these do: stecr-2004, nvab-2021";
    compare(&["--compare", "dokterdokter-2019"]).refuses(2, alone);
    run(&["guideline", "diff", "stecr-2004", "dokterdokter-2019"]).refuses(2, alone);
    run(&["guideline", "diff", "stecr-2040", "nvab-2021"])
        .refuses(4, "there is no edition `stecr-2040`; did you mean `stecr-2004`?");
    run(&["guideline", "diff", "nvab-2021", "nvab-2021"]).refuses(2, "`nvab-2021` is named twice; name two editions");
    let json: Value = serde_json::from_str(&compare(&["--compare", "nvab-2012", "--json"]).refused(4)).unwrap();
    assert_eq!(json["error"], "not_found");
}

#[test]
fn two_editions_stand_against_each_other_rule_by_rule() {
    let told = run(&["guideline", "diff", "stecr-2004", "nvab-2021", "--lang", "en"]).done();
    for words in [
        "nvab-2021: NVAB/NVVG guideline Low-back pain and LRS (2021), public summary",
        "in force from 10 April 2021 · NL",
        "• Intervention table: proposed category (stecr.category_table)",
        "• Step of stepped care (nvab.step)",
        "§ nvab-2021#step-1 · nvab-2021#step-2 · nvab-2021#step-3",
        "• Risk factors (nvab.risk_factors), to consider",
        "ONLY IN nvab-2021",
        "ASKED ONLY WITH stecr-2004",
        "(stecr.ask_advice_feasible)",
        "ASKED ONLY WITH nvab-2021",
        "WHAT STAYS, WHICHEVER OF THE TWO LEADS",
    ] {
        assert!(words_of(&told).contains(words), "`{words}` in\n{told}");
    }
    for (language, heading) in LANGUAGES.into_iter().zip(["ALLEEN IN", "SEULEMENT DANS", "ONLY IN"]) {
        let told = run(&["guideline", "diff", "nvab-2021", "stecr-2004", "--lang", language]).done();
        assert!(told.contains(&format!("{heading} nvab-2021")), "{told}");
    }
}

#[test]
fn every_rule_of_both_editions_stands_in_one_place_of_the_difference() {
    let difference = run(&["guideline", "diff", "stecr-2004", "nvab-2021", "--json"]).json();
    let back = run(&["guideline", "diff", "nvab-2021", "stecr-2004", "--json"]).json();
    let ids = |list: &Value| -> Vec<String> {
        list.as_array().unwrap().iter().map(|rule| rule["id"].as_str().unwrap().to_owned()).collect()
    };
    let pairs = difference["pairs"].as_array().unwrap();
    let replaced: Vec<String> = pairs.iter().flat_map(|pair| ids(&pair["first"])).collect();
    let both = ids(&difference["both"]);
    assert!(both.contains(&"stecr.emergency_saddle".to_owned()), "alarm signs stay: {both:?}");
    assert!(both.contains(&"stecr.specificity".to_owned()), "the cause stays: {both:?}");
    assert!(both.iter().all(|id| !replaced.contains(id)));
    for pair in pairs {
        assert!(pair["differs"].as_str().is_some_and(|text| !text.is_empty()), "{pair}");
        assert!(ids(&pair["second"]).iter().all(|id| id.starts_with("nvab.")));
    }
    assert!(ids(&difference["only"]["first"]).is_empty());
    assert!(ids(&difference["only"]["second"]).contains(&"nvab.lifting".to_owned()));
    // The other way round the same, with the sides changed.
    assert_eq!(difference["both"], back["both"]);
    assert_eq!(difference["only"]["second"], back["only"]["first"]);
    assert_eq!(difference["asked_only"]["second"], back["asked_only"]["first"]);
    let mirrored: Vec<&Value> = back["pairs"].as_array().unwrap().iter().map(|pair| &pair["second"]).collect();
    assert_eq!(pairs.iter().map(|pair| &pair["first"]).collect::<Vec<_>>(), mirrored);
}

#[test]
fn a_house_pack_with_the_newer_one_in_the_lead_is_in_order() {
    let house = house();
    let folder = house.path().join("house-newer");
    let told = run(&["guideline", "check", "--house", folder.to_str().unwrap()]).done();
    assert!(told.contains("nvab-2021: ") && told.contains("house-newer: "), "{told}");
    assert!(root().join(CARE_ASSISTANT).exists());
}

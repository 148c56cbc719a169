//! `--house`: what one service chose, from its own folder, for every command (S-37, S-38).

use crate::by_schema::Schema;
use crate::support::{Scratch, Told, root};
use serde_json::Value;

/// The small library of `pack`: two editions and, in a folder of its own, a house pack.
fn folder() -> Scratch {
    let scratch = Scratch::new();
    scratch.copy(&root().join("crates/pack/tests/good"), "guidelines");
    scratch.copy(&root().join("crates/pack/tests/good/house-a"), "house-a");
    std::fs::remove_dir_all(scratch.path().join("guidelines/house-a")).unwrap();
    scratch.write("case.toml", CASE);
    scratch
}

const CASE: &str = "\
format = 'rugwijzer-case/1'
worker = { id = 'anna' }
people = [ { id = 'anna', roles = ['worker'] }, { id = 'dr-vos', roles = ['bedrijfsarts'] } ]
employments = [ { id = 'job', country = 'NL' } ]
episodes = [ { id = 'episode' } ]
spells = [ { id = 'spell', first_day = 2026-06-08 } ]

[[statements]]
id = 'one'
by = 'dr-vos'
about = 2026-06-12
reason = 'seen'
says = { 'cough.blood' = 'no', 'cough.fever' = 'no', 'cough.chills' = 'no', 'cough.severity' = 'mild', 'cough.care' = 'at_home', 'cough24.dry' = 'yes' }
";

const HOUSE: [&str; 2] = ["--house", "house-a"];

fn under(folder: &Scratch, command: &[&str], more: &[&str]) -> Told {
    folder.run(&[command, &["--guidelines", "guidelines"], more].concat())
}

fn advise(folder: &Scratch, role: &str, more: &[&str]) -> Value {
    under(folder, &["advise", "case.toml", "--on", "2026-06-15", "--role", role, "--json"], more).json()
}

fn rules(printed: &Value) -> Vec<&str> {
    printed["findings"].as_array().unwrap().iter().filter_map(|found| found["rule"].as_str()).collect()
}

fn change(folder: &Scratch, path: &str, part: &str, by: &str) {
    folder.write(path, crate::support::replaced(&folder.read(path), part, by));
}

#[test]
fn s_38_advice_follows_what_the_service_chose() {
    let folder = folder();
    let (published, house) = (advise(&folder, "bedrijfsarts", &[]), advise(&folder, "bedrijfsarts", &HOUSE));
    assert!(rules(&published).contains(&"cough.syrup") && !rules(&published).contains(&"cough24.honey"));
    assert!(rules(&house).contains(&"cough24.honey") && !rules(&house).contains(&"cough.syrup"));
    let packs = |printed: &Value| -> Vec<String> {
        printed["packs"].as_array().unwrap().iter().map(|pack| pack["id"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(packs(&published), ["common", "cough-2020"]);
    assert_eq!(packs(&house), ["common", "cough-2020", "cough-2024", "house-a"]);
    // Without the lead, its step and its term.
    change(&folder, "house-a/pack.toml", "leading = \"cough-2024\"\n", "");
    let house = advise(&folder, "bedrijfsarts", &HOUSE);
    let steps = house["steps"].as_array().unwrap();
    assert!(steps.iter().any(|step| step["before"] == "2026-06-17"), "three working days and not five: {steps:?}");
    let who = steps.iter().filter_map(|step| step["who"].as_str());
    assert!(who.into_iter().any(|who| who == "arboverpleegkundige"), "{steps:?}");
}

#[test]
fn s_41_the_employers_side_reads_the_same_with_and_without_a_house_pack() {
    let folder = folder();
    for role in crate::support::employers_side() {
        assert_eq!(advise(&folder, role, &[]), advise(&folder, role, &HOUSE), "{role}");
    }
}

#[test]
fn a_house_pack_is_checked_with_the_packs_beside_which_it_stands() {
    let folder = folder();
    let told = under(&folder, &["guideline", "check"], &HOUSE).done();
    assert!(told.contains("\nhouse-a: 2 rules, 2 cases; held against its source on 2026-11-22\n"), "{told}");
    assert!(told.contains("In order: 4 packs, "), "{told}");
    let printed = under(&folder, &["guideline", "check", "--json"], &HOUSE).json();
    assert_eq!(printed["packs"][3]["id"], "house-a");
    // It stands beside the packs in the program too.
    change(&folder, "house-a/pack.toml", "leading = \"cough-2024\"\n", "");
    change(&folder, "house-a/pack.toml", "\"cough.fetched_within\" = 3\n", "");
    change(&folder, "house-a/pack.toml", "\"cough.syrup#visit\" = \"arboverpleegkundige\"\n", "");
    let told = folder.run(&["guideline", "check", "--house", "house-a"]).done();
    assert!(told.contains("\nhouse-a: 2 rules, ") && told.contains("stecr-2004: "), "{told}");
    let journeys = format!(" and {} journeys.", crate::support::journeys().len());
    assert!(told.contains(&journeys), "the stories are read as they were published: {told}");
}

#[test]
fn code_8_a_check_names_what_a_house_pack_may_not_choose() {
    let folder = folder();
    change(&folder, "house-a/pack.toml", "\"cough.fetched_within\" = 3", "\"cough.fetched_within\" = 30");
    let told = under(&folder, &["guideline", "check"], &HOUSE);
    assert_eq!((told.code, told.stderr.as_str()), (Some(8), ""));
    assert_eq!(
        told.stdout,
        "house-a/pack.toml:1:1: 30 is outside of what a service may choose for `cough.fetched_within`; expected a number from 1 to 7\n1 thing to put right.\n"
    );
}

#[test]
fn code_3_no_advice_comes_with_a_house_pack_that_loosens_an_alarm() {
    let folder = folder();
    folder.write(
        "house-a/intake/no_fever.toml",
        "id = 'a.no_fever'\nkind = 'exception'\nstage = 'intake'\ntitle = { nl = 'x', fr = 'x', en = 'x' }\n\
         valid_from = 2020-01-01\nconfirmed_on = 2026-11-22\nsources = [ { clause = 'house-a#desk' } ]\n\
         excepts = 'cough.urgent_fever'\nwhen = { fact = 'a.called', is = 'yes' }\nthen = 'no'\n",
    );
    for command in [&["advise", "case.toml", "--on", "2026-06-15"] as &[&str], &["guideline", "show", "cough.syrup"]] {
        under(&folder, command, &HOUSE).refuses(
            3,
            "house-a/intake/no_fever.toml:1:1: `a.no_fever` excepts `cough.urgent_fever`, on which law or alarm rests; expected a rule on which neither rests",
        );
        under(&folder, command, &[]).done();
    }
}

#[test]
fn code_3_a_folder_that_holds_no_house_pack_or_has_the_name_of_another_folder() {
    let folder = folder();
    let check = ["guideline", "check"];
    folder.write("empty/readme.txt", "nothing");
    let told = under(&folder, &check, &["--house", "empty"]);
    assert_eq!(told.code, Some(8));
    assert!(told.stdout.starts_with("empty: the pack `empty` has no file empty/pack.toml\n"), "{}", told.stdout);
    folder.copy(&root().join("crates/pack/tests/good/cough-2024"), "elsewhere/cough-2024");
    under(&folder, &check, &["--house", "elsewhere/cough-2024"]).refuses(
        3,
        "elsewhere/cough-2024: the guidelines hold a folder `cough-2024` already; expected a house pack in a folder with another name",
    );
    let head = folder.read("elsewhere/cough-2024/pack.toml");
    folder.write(
        "plain/pack.toml",
        head.replace("cough-2024", "plain")
            .replace("cough24", "plain")
            .replace("stands_beside = \"cough-2020\"\n", "")
            .replace("[\"plain.ask_dry\"]", "[]")
            .replace("[\"plain.honey\"]", "[]"),
    );
    let told = under(&folder, &check, &["--house", "plain"]);
    assert_eq!(told.code, Some(8));
    assert!(
        told.stdout.starts_with("plain/pack.toml:1:1: this pack is no house pack; expected `house = true`\n"),
        "{}",
        told.stdout
    );
}

#[test]
fn code_4_a_house_folder_that_is_not_there() {
    let folder = folder();
    for command in [&["advise", "case.toml"] as &[&str], &["guideline", "check"]] {
        under(&folder, command, &["--house", "home"]).refuses(4, "home: there is no such folder");
    }
}

#[test]
fn what_the_service_chose_is_shown_beside_what_was_published() {
    let folder = folder();
    let show = |id: &str, more: &[&str]| {
        let page = under(&folder, &["guideline", "show", id, "--lang", "en"], more).done();
        page.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let value = show("cough.fetched_within", &HOUSE);
    for part in
        ["from 2020-01-01: 5 days", "a setting of the service: from 1 to 7 days", "chosen by this service: 3 days"]
    {
        assert!(value.contains(part), "{part}: {value}");
    }
    assert!(!show("cough.fetched_within", &[]).contains("chosen by this service"));
    let syrup = show("cough.syrup", &HOUSE);
    for part in [
        "Who does what",
        "intake_expert, in this service arboverpleegkundige",
        ": Call after a week (within 1 weeks) [step visit]",
        "Get syrup (within 3 [cough.fetched_within] working days) [step fetch]",
        "Where cough-2024 leads, cough24.honey comes in its place",
    ] {
        assert!(syrup.contains(part), "{part}: {syrup}");
    }
    assert!(show("cough.syrup", &[]).contains("Get syrup (within 5 [cough.fetched_within] working days)"));
}

#[test]
fn a_physician_can_read_figures_content_lists_and_editions() {
    let folder = folder();
    for (id, parts) in [
        (
            "cough.most_recover",
            &[
                "80 to 90.5 per cent",
                "of whom: adults who cough",
                "what was measured: back at work",
                "after 6 weeks",
                "data of 1993",
                "series leaflet-1993: one population, one endpoint",
                "! One country.",
                "never averaged or pooled",
            ] as &[&str],
        ),
        (
            "common.care_plan_holds",
            &[
                "document: care plan",
                "• Since when (since) filled in by: bedrijfsarts; class medical from the case: Started on; the list treatment § leaflet#signs",
                "• What is possible (work) filled in by: employer; class work_ability; may be left empty from the case: Can work; first absence day",
            ],
        ),
        (
            "cough24.honey",
            &[
                "Weight: to consider",
                "Where cough-2024 leads, it comes in place of cough.syrup: Honey instead of syrup.",
            ],
        ),
        (
            "cough.smokes_shown",
            &[
                "↻ newer (De herzieners van deze proef, since 1 March 2024): Offer help with stopping. [leaflet-2024#smoke]",
            ],
        ),
    ] {
        let page = under(&folder, &["guideline", "show", id, "--lang", "en"], &[]).done();
        let told = page.split_whitespace().collect::<Vec<_>>().join(" ");
        for part in parts {
            assert!(told.contains(part), "{id}: {part}\n{page}");
        }
        let printed = under(&folder, &["guideline", "show", id, "--lang", "en", "--json"], &[]).json();
        assert_eq!(printed["in_words"], page);
    }
    let honey = under(&folder, &["guideline", "show", "cough24.honey", "--json"], &[]).json();
    assert_eq!((&honey["strength"], &honey["in_place_of"][0]), (&"consider".into(), &"cough.syrup".into()));
}

const EXAMPLE: [&str; 2] = ["--house", "docs/examples/house-example"];

#[test]
fn the_example_is_in_order_and_each_of_its_choices_changes_advice() {
    let told = crate::support::run(&[&["guideline", "check"] as &[&str], &EXAMPLE].concat()).done();
    assert!(told.contains("\nhouse-example: 2 rules, 3 cases; "), "{told}");
    let look = ["advise", crate::support::CARE_ASSISTANT, "--on", "2026-10-20", "--json"];
    let (before, after) =
        (crate::support::run(&look).json(), crate::support::run(&[&look[..], &EXAMPLE].concat()).json());
    let contact = |printed: &Value| {
        let owed = printed["obligations"].as_array().unwrap().iter();
        owed.filter(|owed| owed["rule"] == "stecr.first_contact")
            .map(|owed| owed["due"]["day"].clone())
            .collect::<Vec<_>>()
    };
    assert_eq!((contact(&before), contact(&after)), (vec!["2026-11-15".into()], vec!["2026-11-01".into()]));
    let intake = |printed: &Value| {
        let steps = printed["steps"].as_array().unwrap().iter();
        steps.filter(|step| step["rule"] == "stecr.route").map(|step| step["who"].clone()).collect::<Vec<_>>()
    };
    assert_eq!(intake(&before).first(), Some(&"intake_expert".into()));
    assert_eq!(intake(&after).first(), Some(&"arboverpleegkundige".into()));
    let queue = |printed: &Value| {
        let steps = printed["steps"].as_array().unwrap().iter();
        steps.filter(|step| step["rule"] == "stecr.route").map(|step| step["queue"]["name"].clone()).collect::<Vec<_>>()
    };
    assert_eq!(queue(&before).first(), Some(&Value::Null));
    assert_eq!(queue(&after).first(), Some(&"Intakebalie Zuid".into()));
    let schema = Schema::new(&crate::support::run(&["schema", "guidance"]).done());
    schema.describes(&after).unwrap();
    for value in
        ["stecr.first_contact_day", "stecr.first_contact_warning", "stecr.assess_within", "stecr.evaluation_weeks"]
    {
        let page =
            crate::support::run(&[&["guideline", "show", value, "--lang", "en"] as &[&str], &EXAMPLE].concat()).done();
        assert!(page.contains("chosen by this service: "), "{page}");
    }
    for (rule, parts) in [
        (
            "poortwachter.probleemanalyse",
            &["due: day 35 of absence", "as published", "due: day 42 of absence"] as &[&str],
        ),
        ("poortwachter.hearing", &["as published", "Threatened long absence: yes"]),
        ("stecr.assess_corticosteroids", &["alarm, more urgent in this service: urgent; published: assess"]),
    ] {
        let page =
            crate::support::run(&[&["guideline", "show", rule, "--lang", "en"] as &[&str], &EXAMPLE].concat()).done();
        for part in parts {
            assert!(page.contains(part), "{rule}: {part}: {page}");
        }
    }
}

#[test]
fn s_38_the_own_day_stands_beside_that_of_the_law_and_nothing_is_called_late_by_it() {
    let look = ["deadlines", crate::support::CARE_ASSISTANT, "--on", "2026-11-24", "--role", "supervisor"];
    let told = crate::support::run(&[&look[..], &["--lang", "en"], &EXAMPLE].concat()).done();
    let told = told.split_whitespace().collect::<Vec<_>>().join(" ");
    for part in [
        "approaching Problem analysis (probleemanalyse) Sunday 22 November 2026",
        "own day passed",
        "· this service's own day · own day passed; term of the law: Sunday 29 November 2026",
    ] {
        assert!(told.contains(part), "{part}: {told}");
    }
    for name in ["Intake desk", "Physician on duty", "house-example"] {
        assert!(!told.contains(name), "{name}: {told}");
    }
    let printed = crate::support::run(&[&look[..], &["--json"], &EXAMPLE].concat()).json();
    let mut owed = printed["deadlines"].as_array().unwrap().iter();
    let owed = owed.find(|owed| owed["obligation"]["rule"] == "poortwachter.probleemanalyse").unwrap();
    assert_eq!((&owed["days_left"], &owed["obligation"]["state"]), (&5.into(), &"warned".into()), "to that of the law");
    assert_eq!(owed["obligation"]["published"]["due"]["day"], "2026-11-29");
}

//! Newer guidelines beside a finding, editions beside each other, and what a service chose: who reads what of it.

use crate::look::{difference, files_of, finding, perhaps_finding, under};
use engine::Rulebook;
use facts::{Language, Role};
use guidance::{Since, View};
use pack::{Library, SourceFile};
use std::path::Path;

/// The small library of `pack`, which holds two editions and a house pack in which the newer one leads.
fn files() -> Vec<SourceFile> {
    files_of(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../pack/tests/good"))
}

fn rulebook(files: &[SourceFile], house: Option<&str>) -> Rulebook {
    Rulebook::compile(Library::read_with_house(files, house).unwrap()).unwrap()
}

fn replaced(files: &mut [SourceFile], path: &str, part: &str, by: &str) {
    let file = files.iter_mut().find(|file| file.path == path).expect("the file is there");
    let text = String::from_utf8(file.bytes.clone()).unwrap();
    assert!(text.contains(part), "{part}");
    file.bytes = text.replace(part, by).into_bytes();
}

/// Anna coughs, mildly and dry, smokes, and is judged to stay at home.
fn anna(more: &str) -> String {
    format!(
        "format = 'rugwijzer-case/1'\nworker = {{ id = 'anna' }}\n\
         people = [ {{ id = 'anna', roles = ['worker'] }}, {{ id = 'dr-vos', roles = ['bedrijfsarts'] }} ]\n\
         employments = [{{ id = 'job', country = 'NL' }}]\nepisodes = [{{ id = 'episode' }}]\n\
         spells = [{{ id = 'spell', first_day = 2026-06-08 }}]\n\
         [[statements]]\nid = 'one'\nby = 'dr-vos'\nabout = 2026-06-12\nreason = 'seen'\n\
         says = {{ 'cough.blood' = 'no', 'cough.severity' = 'mild', 'cough.care' = 'at_home', \
         'cough.smokes' = 'yes', 'cough24.dry' = 'yes', 'common.can_work' = 'yes', {more} }}\n"
    )
}

const NO_FEVER: &str = "'cough.fever' = 'no', 'cough.chills' = 'no'";
const TODAY: &str = "2026-06-15";

fn seen(rulebook: &Rulebook, role: Role, on: &str) -> View {
    under(rulebook, &anna(NO_FEVER)).seen_by(role, on)
}

#[test]
fn what_a_newer_guideline_says_is_shown_to_professionals_with_publisher_and_day() {
    let rulebook = rulebook(&files(), None);
    let physician = seen(&rulebook, Role::Bedrijfsarts, TODAY);
    let [newer] = finding(&physician, "cough.smokes_shown").newer.as_slice() else { panic!("there is one") };
    assert_eq!((newer.clause.as_str(), newer.by.as_str()), ("leaflet-2024#smoke", "De herzieners van deze proef"));
    assert_eq!(newer.title, "Hoesten en werken, herzien");
    assert_eq!(newer.since, Since::Day(crate::look::day("2024-03-01")));
    assert_eq!(newer.says.in_language(Language::En), "Offer help with stopping.");
}

#[test]
fn where_the_bibliography_knows_no_day_the_year_stands_there() {
    let mut files = files();
    replaced(&mut files, "sources/leaflet_2024.toml", "version = 2024-03-01\n", "");
    let physician = seen(&rulebook(&files, None), Role::Bedrijfsarts, TODAY);
    assert_eq!(finding(&physician, "cough.smokes_shown").newer[0].since, Since::Year(2024));
}

#[test]
fn s_41_nobody_but_a_professional_reads_what_is_newer_or_with_how_much_weight() {
    let mut files = files();
    // Also where worker and employer's side read the finding itself.
    let newer =
        "newer = [ { clause = 'leaflet-2024#smoke', says = { nl = 'n', fr = 'n', en = 'n' } } ]\nstrength = 'advise'\n";
    for rule in ["common/advice/can_work_shown.toml", "cough-2020/advice/syrup.toml"] {
        replaced(&mut files, rule, "subject = ", &format!("{newer}subject = "));
    }
    replaced(
        &mut files,
        "common/advice/can_work_shown.toml",
        "audiences = [\"employer\"]",
        "audiences = [\"professional\", \"employer\"]",
    );
    replaced(
        &mut files,
        "common/advice/can_work_shown.toml",
        "[texts.yes]",
        "[texts.yes]\nprofessional = { nl = 'x', fr = 'x', en = 'x' }",
    );
    let rulebook = rulebook(&files, None);
    let physician = seen(&rulebook, Role::Bedrijfsarts, TODAY);
    for rule in ["common.can_work_shown", "cough.syrup"] {
        let found = finding(&physician, rule);
        assert!(found.newer.len() == 1 && found.strength.is_some(), "{rule}");
    }
    for role in [Role::Worker, Role::Supervisor, Role::Hr, Role::CaseManager, Role::Employer] {
        let view = seen(&rulebook, role, TODAY);
        assert!(!view.findings.is_empty(), "{role} reads something");
        for found in &view.findings {
            assert!(found.newer.is_empty() && found.strength.is_none(), "{role}: {}", found.title.en);
        }
        assert!(!format!("{view:?}").contains("leaflet-2024"), "{role}");
    }
}

#[test]
fn s_41_how_current_a_pack_is_each_reads_in_his_own_words_and_the_employers_side_only_of_law() {
    let mut files = files();
    let pack = "common/pack.toml";
    let texts = "[currency]\nprofessional = { nl = 'p', fr = 'p', en = 'law for p' }\nworker = { nl = 'w', fr = 'w', en = 'law for w' }\nemployer = { nl = 'e', fr = 'e', en = 'law for e' }\n";
    let file = files.iter_mut().find(|file| file.path == pack).unwrap();
    file.bytes.extend_from_slice(texts.as_bytes());
    replaced(&mut files, "cough-2020/pack.toml", "prefix = \"cough\"", "prefix = \"cough\"\nclass = \"medical\"");
    let rulebook = rulebook(&files, None);
    let told = |role: Role| -> Vec<String> {
        seen(&rulebook, role, TODAY).currency.iter().map(|line| line.in_language(Language::En).to_owned()).collect()
    };
    assert_eq!(told(Role::Bedrijfsarts), ["law for p", "Of 2020; there is a newer one."]);
    assert_eq!(told(Role::Worker), ["law for w", "This advice is of 2020."]);
    assert_eq!(told(Role::Supervisor), ["law for e"]);
    // What a pack about the complaint says is as secret as the complaint.
    assert_eq!(told(Role::Trainer), ["law for p"]);
}

#[test]
fn s_37_packs_that_do_not_advise_are_not_listed_and_their_facts_not_shown() {
    let mut files = files();
    replaced(&mut files, "cough-2024/advice/ask_dry.toml", "class = \"medical\"", "class = \"work_ability\"");
    let shown = |house: Option<&str>| {
        let view = seen(&rulebook(&files, house), Role::Bedrijfsarts, TODAY);
        let packs: Vec<String> = view.packs.iter().map(|(id, _)| id.clone()).collect();
        (packs, view.known.iter().any(|known| known.named.id == "cough24.dry"))
    };
    assert_eq!(shown(None), (vec!["common".to_owned(), "cough-2020".to_owned()], false));
    let all = ["common", "cough-2020", "cough-2024", "house-a"].map(str::to_owned).to_vec();
    assert_eq!(shown(Some("house-a")), (all, true));
}

#[test]
fn s_41_the_employers_side_does_not_learn_of_editions_or_of_a_house_pack() {
    let (published, house) = (rulebook(&files(), None), rulebook(&files(), Some("house-a")));
    for role in [Role::Supervisor, Role::Hr, Role::CaseManager, Role::Employer] {
        assert_eq!(difference(&seen(&published, role, TODAY), &seen(&house, role, TODAY)), None, "{role}");
    }
    let physician = (seen(&published, Role::Bedrijfsarts, TODAY), seen(&house, Role::Bedrijfsarts, TODAY));
    assert!(difference(&physician.0, &physician.1).is_some());
    assert!(
        perhaps_finding(&physician.0, "cough.syrup").is_some()
            && perhaps_finding(&physician.1, "cough.syrup").is_none()
    );
}

/// Who takes a step, and before when.
fn step(view: &View, what: &str) -> (Role, String) {
    let found: Vec<_> = view.steps.iter().filter(|step| step.what.en == what).collect();
    let [step] = found.as_slice() else { panic!("`{what}` stands there {} times", found.len()) };
    (step.who, step.before.map_or_else(String::new, |day| day.to_string()))
}

#[test]
fn s_38_steps_go_to_the_role_and_end_on_the_day_that_the_service_chose() {
    let mut files = files();
    replaced(&mut files, "house-a/pack.toml", "leading = \"cough-2024\"\n", "");
    let (published, house) = (rulebook(&files, None), rulebook(&files, Some("house-a")));
    // Friday 12 June: five working days, or three.
    let fetched = |rulebook: &Rulebook| step(&seen(rulebook, Role::Bedrijfsarts, TODAY), "Get syrup");
    assert_eq!(fetched(&published), (Role::Worker, "2026-06-19".to_owned()));
    assert_eq!(fetched(&house), (Role::Worker, "2026-06-17".to_owned()));
    let called = |rulebook: &Rulebook| step(&seen(rulebook, Role::Bedrijfsarts, TODAY), "Call after a week").0;
    assert_eq!((called(&published), called(&house)), (Role::IntakeExpert, Role::Arboverpleegkundige));
}

/// A rule of the house: whoever called himself is an emergency, and only professionals read of it.
const ALARM_OF_THE_HOUSE: &str = "\
id = 'a.at_the_desk'
kind = 'derived'
stage = 'intake'
title = { nl = 'x', fr = 'x', en = 'x' }
valid_from = 2026-01-01
confirmed_on = 2026-11-22
sources = [ { clause = 'house-a#desk' } ]
when = { fact = 'cough.smokes', is = 'yes' }
subject = 'case'
alarm = 'emergency'
audiences = ['professional']
silent = ['no']
[texts.yes]
professional = { nl = 'Bel.', fr = 'Appelez.', en = 'Call.' }
";

#[test]
fn s_38_an_alarm_of_the_house_takes_no_words_from_the_worker() {
    let mut files = files();
    let rule = files.iter_mut().find(|file| file.path == "house-a/intake/at_the_desk.toml").unwrap();
    // It reads smoking, which is then no longer kept for people alone.
    rule.bytes = ALARM_OF_THE_HOUSE.as_bytes().to_vec();
    let ask = files.iter_mut().find(|file| file.path == "cough-2020/advice/ask_remark.toml").unwrap();
    let text = String::from_utf8(ask.bytes.clone()).unwrap();
    ask.bytes = text.replacen("record_only = true\n", "", 1).into_bytes();
    let rulebook = rulebook(&files, Some("house-a"));
    let feverish = anna("'cough.fever' = 'yes'");
    let story = under(&rulebook, &feverish);
    let read = |view: &View| -> Vec<String> {
        view.findings.iter().filter_map(|found| found.text.as_ref()).map(|text| text.en.clone()).collect()
    };
    let physician = story.physician(TODAY);
    assert!(read(&physician).contains(&"Call.".to_owned()), "the alarm of the house stands there");
    assert_eq!(read(&story.worker(TODAY)), ["Call today."], "and the worker still reads the published one");
}

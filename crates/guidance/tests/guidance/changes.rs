//! What would change a finding or an obligation, and who is told (S-26, S-27, S-41).

use crate::cast::{absent_since, consultation, sick_report};
use crate::look::{difference, finding, journey, obligation, story, told_in, under};
use crate::tiny::TinyPacks;
use facts::{DataClass, Role};
use guidance::{ChangeSetView, ChangesView, View};

const ON: &str = "2026-11-12";

fn of_finding<'v>(view: &'v View, rule: &str) -> Option<&'v ChangesView> {
    finding(view, rule).changes.as_ref()
}

/// `fact` of each answer, then the outcome.
fn told(sets: &[ChangeSetView]) -> Vec<String> {
    let one = |set: &ChangeSetView| {
        let facts: Vec<&str> = set.answers.iter().map(|answer| answer.named.id.as_str()).collect();
        format!("{} -> {}", facts.join(", "), set.outcome.0)
    };
    sets.iter().map(one).collect()
}

#[test]
fn s_26_only_what_is_asked_about_says_what_would_change_it() {
    let care_assistant = told_in(journey("v02-care-assistant"));
    let plain = care_assistant.physician(ON);
    assert!(plain.findings.iter().all(|finding| finding.changes.is_none()));
    assert!(plain.obligations.iter().all(|obligation| obligation.changes.is_none()));

    let view = care_assistant.explained_to(Role::Bedrijfsarts, "stecr.category", ON);
    let others = view.findings.iter().filter(|finding| finding.changes.is_some());
    assert_eq!(others.map(|finding| finding.rule.as_ref().unwrap().as_str()).collect::<Vec<_>>(), ["stecr.category"]);
    let changes = of_finding(&view, "stecr.category").unwrap();
    let judged = ["1", "2", "4", "5", "6"].map(|other| format!("stecr.category -> category_{other}"));
    assert_eq!(told(&changes.still_open), judged, "the physician may judge otherwise");
    assert_eq!(told(&changes.recorded_otherwise)[0], "stecr.fear -> category_2");
    assert!(changes.recorded_otherwise.iter().all(|set| set.answers.iter().any(|answer| answer.recorded)));
}

#[test]
fn s_27_still_open_holds_what_the_reader_may_answer() {
    let care_assistant = told_in(journey("v02-care-assistant"));
    let view = care_assistant.explained_to(Role::Supervisor, "poortwachter.probleemanalyse", ON);
    let changes = obligation(&view, "poortwachter.probleemanalyse").changes.as_ref().unwrap();
    assert_eq!(told(&changes.still_open), [""; 0], "he judges nothing and is not asked about the safety net");
    assert!(changes.others_may_answer);
    let view = care_assistant.explained_to(Role::Bedrijfsarts, "poortwachter.probleemanalyse", ON);
    let changes = obligation(&view, "poortwachter.probleemanalyse").changes.as_ref().unwrap();
    assert!(!changes.others_may_answer && changes.number_of_open > 0);
}

#[test]
fn s_41_nobody_is_told_what_rests_on_what_he_may_not_read() {
    // The restriction is passed on to the workplace; the judgement beneath other findings is not.
    for name in ["v02-care-assistant", "v03-road-worker", "v09-stagnation"] {
        let story = told_in(journey(name));
        for role in [Role::Supervisor, Role::Hr, Role::CaseManager, Role::Trainer, Role::WorkplaceExpert] {
            let plain = story.seen_by(role, ON);
            let rules = plain.findings.iter().filter_map(|finding| finding.rule.clone());
            let owed = plain.obligations.iter().filter_map(|obligation| obligation.rule.clone());
            for rule in rules.chain(owed) {
                let view = story.explained_to(role, rule.as_str(), ON);
                let of_findings = view.findings.iter().filter_map(|finding| finding.changes.as_ref());
                let of_owed = view.obligations.iter().filter_map(|obligation| obligation.changes.as_ref());
                for changes in of_findings.chain(of_owed) {
                    let sets = changes.still_open.iter().chain(&changes.recorded_otherwise);
                    for answer in sets.flat_map(|set| &set.answers) {
                        let kind = answer.named.id.as_str().into();
                        let class = crate::look::shipped().library().declaration(&kind).unwrap().class;
                        assert!(class <= DataClass::Workplace, "{role:?} {rule}: {kind}");
                    }
                }
            }
        }
    }
}

#[test]
fn s_41_before_the_employer_it_stays_the_same_whatever_the_physician_found() {
    let beginning = absent_since("2026-10-19") + &sick_report("2026-10-19", "1980-01-01", "2026-10-12");
    let other = beginning.clone() + &consultation("2026-11-09", "");
    for rule in ["poortwachter.probleemanalyse", "poortwachter.plan_van_aanpak"] {
        let [one, two] =
            [&beginning, &other].map(|toml| story(toml).explained_to(Role::Supervisor, rule, "2026-11-12"));
        assert_eq!(difference(&one, &two), None, "{rule}");
    }
}

#[test]
fn s_27_a_stated_alarm_sign_is_lifted_by_a_physician_alone() {
    let view = told_in(journey("v05-numb-saddle"));
    let look = view.explained_to(Role::Bedrijfsarts, "stecr.emergency_saddle", "2026-11-12");
    let changes = of_finding(&look, "stecr.emergency_saddle").unwrap();
    let lifting = &changes.recorded_otherwise[0].answers[0];
    assert!(lifting.by_physician, "a stated sign is lifted by a physician alone");
}

#[test]
fn s_28_at_most_fifty_sets_are_shown_with_their_true_number() {
    let names: Vec<String> = (0..60).map(|at| format!("tiny.sign_{at}")).collect();
    let facts: Vec<String> = names
        .iter()
        .map(|name| format!("id = '{name}'\ntype = 'yes_no'\nsubject = 'case'\nclass = 'medical'"))
        .collect();
    let any: Vec<String> = names.iter().map(|name| format!("{{ fact = '{name}', is = 'yes' }}")).collect();
    let packs = TinyPacks::called("tiny")
        .facts("signs", &facts.iter().map(String::as_str).collect::<Vec<_>>())
        .derived("any_sign", &format!("{{ any = [ {} ] }}", any.join(", ")))
        .rulebook();
    let view = under(&packs, &absent_since("2026-10-19")).explained_to(Role::Bedrijfsarts, "tiny.any_sign", ON);
    let changes = of_finding(&view, "tiny.any_sign").unwrap();
    assert_eq!((changes.still_open.len(), changes.number_of_open), (50, 60), "each sign alone would decide it");
}

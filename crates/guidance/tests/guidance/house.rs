//! What a reader sees of a service that is stricter than what is published (S-38), and what the employer's side does not
//! (S-41).

use crate::look::{
    Story, day, difference, files_of, finding, guidelines, obligation, perhaps_finding, story, told, under, words,
};
use engine::{ObligationState, Rulebook};
use facts::{Language, Role};
use guidance::{StepView, View};
use pack::{Library, SourceFile};
use std::path::Path;
use std::sync::LazyLock;

fn compiled(files: &[SourceFile], house: &str) -> Rulebook {
    let library = Library::read_with_house(files, Some(house)).unwrap_or_else(|faults| panic!("{faults:?}"));
    Rulebook::compile(library).unwrap_or_else(|faults| panic!("{faults:?}"))
}

/// The shipped packs with the house pack to begin with, in which fever is an emergency too.
static EXAMPLE: LazyLock<Rulebook> = LazyLock::new(|| {
    let mut files = files_of(guidelines());
    let example = files_of(&guidelines().join("../docs/examples/house-example"));
    files.extend(example.into_iter().map(|file| SourceFile::new(format!("house-example/{}", file.path), file.bytes)));
    let head = files.iter_mut().find(|file| file.path == "house-example/pack.toml").unwrap();
    let text = String::from_utf8(head.bytes.clone()).unwrap();
    let more = "[alarms]\n\"stecr.urgent_fever\" = \"emergency\"\n\"stecr.assess_examination\" = \"urgent\"\n";
    head.bytes = text.replace("[alarms]\n", more).into_bytes();
    compiled(&files, "house-example")
});

/// The small library of `pack` with a house pack that chooses this.
fn small(chooses: &str, more: &[(&str, &str)]) -> Rulebook {
    let mut files = files_of(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../pack/tests/good"));
    let head = files.iter_mut().find(|file| file.path == "house-a/pack.toml").unwrap();
    let goals = if more.is_empty() { "goals = [" } else { "goals = [\"a.alarm\", " };
    let text = String::from_utf8(head.bytes.clone()).unwrap().replace("goals = [", goals);
    head.bytes = format!("{text}\n{chooses}").into_bytes();
    files.extend(more.iter().map(|(path, text)| SourceFile::new(*path, text.as_bytes().to_vec())));
    compiled(&files, "house-a")
}

/// Somebody with these answers, given by the intake expert on 12 June; absent since 8 June.
fn case(says: &str, more: &str) -> String {
    format!(
        "format = 'rugwijzer-case/1'\nworker = {{ id = 'anna' }}\n\
         people = [ {{ id = 'anna', roles = ['worker'] }}, {{ id = 'dr-vos', roles = ['bedrijfsarts'] }}, {{ id = 'iris', roles = ['intake_expert'] }} ]\n\
         employments = [{{ id = 'job', country = 'NL' }}]\nepisodes = [{{ id = 'episode' }}]\n\
         spells = [{{ id = 'spell', first_day = 2026-06-08 }}]\n\
         [[statements]]\nid = 'one'\nby = 'iris'\nabout = 2026-06-12\nsays = {{ {says} }}\n{more}\n"
    )
}

const NO_EMERGENCY: &str = "'stecr.bladder_bowel' = 'no', 'stecr.saddle_numbness' = 'no', 'stecr.deficit_both_legs' = 'no', 'stecr.weakness' = 'no'";
const NO_ALARM: &str = "'stecr.bladder_bowel' = 'no', 'stecr.saddle_numbness' = 'no', 'stecr.deficit_both_legs' = 'no', 'stecr.weakness' = 'no', \
    'stecr.numbness' = 'no', 'stecr.trauma' = 'no', 'stecr.malignancy_history' = 'no', 'stecr.weight_loss' = 'no', 'stecr.fever' = 'no', \
    'stecr.immunosuppression' = 'no', 'stecr.hiv' = 'no', 'stecr.drug_use' = 'no', 'stecr.first_episode' = 'no', 'stecr.progressive_pain' = 'no', \
    'stecr.malaise' = 'no', 'stecr.leg_pain_beyond_knee' = 'no', 'stecr.leg_pain_predominant' = 'no'";
const TODAY: &str = "2026-06-12";

fn feverish() -> String {
    case(&format!("{NO_EMERGENCY}, 'stecr.fever' = 'yes'"), "")
}

fn alarm(view: &View, rule: &str) -> (Option<String>, Option<String>) {
    let found = finding(view, rule);
    let word = |class: &Option<facts::ChoiceId>| class.as_ref().map(ToString::to_string);
    (word(&found.alarm), word(&found.alarm_published))
}

fn step<'v>(view: &'v View, part: &str) -> &'v StepView {
    let found = view.steps.iter().find(|step| step.what.en.contains(part));
    found.unwrap_or_else(|| panic!("no step with {part}: {:?}", view.steps))
}

#[test]
fn s_38_a_raised_alarm_is_told_and_acted_on_as_its_new_class() {
    let toml = feverish();
    let (published, house) = (story(&toml), under(&EXAMPLE, &toml));
    let (before, now) = (published.seen_by(Role::IntakeExpert, TODAY), house.seen_by(Role::IntakeExpert, TODAY));
    let word = |class: &str| Some(class.to_owned());
    assert_eq!(alarm(&before, "stecr.urgent_fever"), (word("urgent"), None));
    assert_eq!(alarm(&now, "stecr.urgent_fever"), (word("emergency"), word("urgent")));
    assert_eq!(alarm(&before, "stecr.urgency_by_history").0, word("urgent"));
    assert_eq!(alarm(&now, "stecr.urgency_by_history").0, word("emergency"));
    // It is asked no less for it: signs that are urgent as published go on being asked beside it.
    let asked: Vec<&str> = now.missing.iter().filter_map(|missing| missing.fact.as_deref()).collect();
    assert!(asked.contains(&"stecr.malignancy_history") && !asked.contains(&"stecr.malaise"), "{asked:?}");
    // What to do, and before when: as for an emergency.
    assert_eq!(step(&now, "Refer today").before, Some(day(TODAY)));
    assert!(before.steps.iter().all(|step| !step.what.en.contains("Refer today")));
    // The words that were written for the lower class are not said.
    let of_item = finding(&now, "stecr.urgent_fever").text.clone().unwrap();
    assert!(of_item.en.starts_with("Emergency by history"), "{}", of_item.en);
    assert!(finding(&before, "stecr.urgent_fever").text.clone().unwrap().en.starts_with("Urgent: fever."));
}

#[test]
fn s_17_the_worker_reads_the_words_of_the_new_class_once_and_none_of_the_old() {
    let toml = feverish();
    let worker = |story: &Story<'_>| {
        let view = story.worker(TODAY);
        words(&view).into_iter().map(str::to_owned).collect::<Vec<_>>()
    };
    let (published, house) = (worker(&story(&toml)), worker(&under(&EXAMPLE, &toml)));
    let count = |words: &[String], part: &str| words.iter().filter(|line| line.contains(part)).count();
    let (next_working_day, call_now) = ("uiterlijk de volgende werkdag", "Bel nu uw huisarts of, buiten kantoortijd");
    assert_eq!((count(&published, next_working_day), count(&published, call_now)), (1, 0), "{published:#?}");
    assert_eq!((count(&house, next_working_day), count(&house, call_now)), (0, 1), "{house:#?}");
}

#[test]
fn s_38_a_point_to_assess_that_is_urgent_here_halts_and_reaches_the_worker() {
    let toml = case(&format!("{NO_ALARM}, 'stecr.corticosteroids' = 'yes'"), "");
    let (published, house) = (story(&toml), under(&EXAMPLE, &toml));
    let of = |story: &Story<'_>| story.outcome("stecr.urgency_by_history", TODAY);
    assert_eq!((of(&published), of(&house)), ("assess".to_owned(), "urgent".to_owned()));
    let physician = house.physician(TODAY);
    assert_eq!(step(&physician, "Assess the urgent points").before, Some(day("2026-06-15")), "the next working day");
    assert!(
        perhaps_finding(&physician, "stecr.category").is_none_or(|found| found.text.is_none()),
        "the path is halted"
    );
    let told = house.worker(TODAY);
    assert!(words(&told).iter().any(|line| line.contains("uiterlijk de volgende werkdag")), "{:#?}", words(&told));
}

#[test]
fn s_38_a_sign_on_examination_that_is_raised_speaks_with_the_words_of_its_new_class() {
    let seen = "[[statements]]\nid = 'two'\nby = 'dr-vos'\nabout = 2026-06-12\nreason = 'seen'\nsays = { 'stecr.spinous_pain' = 'yes' }";
    let toml = case(&format!("{NO_ALARM}, 'stecr.corticosteroids' = 'no'"), seen);
    let view = under(&EXAMPLE, &toml).worker(TODAY);
    assert!(words(&view).iter().any(|line| line.contains("uiterlijk de volgende werkdag")), "{:#?}", words(&view));
    let before = story(&toml).worker(TODAY);
    assert!(!words(&before).iter().any(|line| line.contains("uiterlijk de volgende werkdag")), "{:#?}", words(&before));
}

#[test]
fn s_9_what_was_decided_before_an_alarm_was_raised_is_no_fault_and_lifts_nothing() {
    let says = format!("{NO_ALARM}, 'stecr.corticosteroids' = 'yes'");
    let decided = |about: &str| {
        let decision = format!(
            "[[decisions]]\nid = 'otherwise'\nby = 'dr-vos'\nabout = {about}\nfinding = 'stecr.assess_corticosteroids'\n\
             choice = 'deviate'\noutcome = 'no'\nreason = 'a cream'"
        );
        case(&says, &decision)
            .replace("2026-06-", "2025-12-")
            .replace("2025-12-12\nfinding", &format!("{about}\nfinding"))
    };
    let before = decided("2025-12-12");
    assert_eq!(story(&before).outcome("stecr.assess_corticosteroids", "2026-01-05"), "no", "as published it holds");
    let house = under(&EXAMPLE, &before);
    assert_eq!(house.outcome("stecr.assess_corticosteroids", "2025-12-31"), "no", "the house pack does not hold yet");
    assert_eq!(house.outcome("stecr.assess_corticosteroids", "2026-01-05"), "yes");
    assert_eq!(house.outcome("stecr.urgency_by_history", "2026-01-05"), "urgent");
    assert!(told(&decided("2026-01-04")).is_empty(), "as published it may be decided so");
}

const QUEUE: &str = "[[queues]]\nid = 'desk'\nname = { nl = 'Rugpoli', fr = 'Dos', en = 'Back desk' }\n\
    reach = { nl = '030-1', fr = '030-1', en = '030-1' }\nroles = ['intake_expert', 'bedrijfsarts']\n\
    [[queues]]\nid = 'line'\nname = { nl = 'Lijn', fr = 'Ligne', en = 'Line' }\nreach = { nl = '030-2', fr = '030-2', en = '030-2' }\n\
    steps = ['cough.urgent_fever#call']\n";

#[test]
fn s_41_a_queue_stands_before_professionals_alone() {
    let toml = case("'cough.blood' = 'no', 'cough.fever' = 'yes'", "");
    let house = small(QUEUE, &[]);
    let view = under(&house, &toml).seen_by(Role::IntakeExpert, TODAY);
    let queue = |part: &str| step(&view, part).queue.as_ref().map(|queue| queue.id.as_str());
    assert_eq!(
        (queue("See the worker"), queue("Call the physician")),
        (Some("desk"), Some("line")),
        "a step goes first"
    );
    for role in [Role::Worker, Role::Supervisor, Role::Hr, Role::CaseManager, Role::Employer] {
        let seen = under(&house, &toml).seen_by(role, TODAY);
        assert!(seen.steps.iter().all(|step| step.queue.is_none()), "{role}");
        assert!(!format!("{seen:?}").contains("Rugpoli"), "{role}");
    }
    let before = under(&house, &toml.replace("2026-06", "2025-06")).seen_by(Role::IntakeExpert, "2025-06-12");
    assert!(before.steps.iter().all(|step| step.queue.is_none()), "the house pack does not hold yet");
}

#[test]
fn s_41_raised_alarms_and_queues_change_nothing_for_the_employers_side() {
    let toml = case("'cough.blood' = 'no', 'cough.fever' = 'yes'", "");
    let alarms = format!("[alarms]\n'cough.urgent_fever' = 'emergency'\n{QUEUE}");
    let (house, plain) = (small(&alarms, &[]), small("", &[]));
    for role in [Role::Supervisor, Role::Hr, Role::CaseManager, Role::Employer] {
        let (now, before) = (under(&house, &toml).seen_by(role, TODAY), under(&plain, &toml).seen_by(role, TODAY));
        assert_eq!(difference(&now, &before), None, "{role}");
    }
}

#[test]
fn s_38_the_words_of_an_obligation_name_the_published_day() {
    let house = small("[obligations.'common.review']\ndue = { absence_day = 35 }\nwarn = { absence_day = 21 }\n", &[]);
    let toml = case("'cough.blood' = 'no'", "");
    let view = under(&house, &toml).supervisor("2026-07-14");
    let review = obligation(&view, "common.review");
    assert_eq!(review.text.as_ref().unwrap().in_language(Language::En), "Review it before 19 July 2026.");
    assert_eq!((review.due.as_ref().unwrap().day, review.state), (day("2026-07-12"), ObligationState::Warned));
    let published = review.published.as_ref().unwrap();
    assert!(published.is_law && published.own_day_passed);
    assert_eq!(published.due.as_ref().unwrap().day, day("2026-07-19"));
    let late = under(&house, &toml).supervisor("2026-07-20");
    let late = obligation(&late, "common.review");
    assert_eq!((late.state, late.published.as_ref().unwrap().own_day_passed), (ObligationState::Overdue, false));
}

/// An alarm of the service on the same sign, with soft words.
const SOFT: &str = "id = 'a.alarm'\nkind = 'derived'\nstage = 'intake'\ntitle = { nl = 'x', fr = 'x', en = 'x' }\n\
    valid_from = 2020-01-01\nconfirmed_on = 2026-11-22\nsources = [ { clause = 'house-a#desk' } ]\n\
    when = { fact = 'cough.fever', is = 'yes' }\nsubject = 'episode'\nalarm = 'emergency'\nsilent = ['no']\n\
    [texts.yes]\nprofessional = { nl = 'x', fr = 'x', en = 'x' }\nworker = { nl = 'Rust uit.', fr = 'Reposez-vous.', en = 'Have a rest.' }\n";

#[test]
fn s_38_the_words_of_a_service_stand_in_the_place_of_no_published_alarm() {
    let house = small("", &[("house-a/intake/alarm.toml", SOFT)]);
    let view = under(&house, &case("'cough.blood' = 'no', 'cough.fever' = 'yes'", "")).worker(TODAY);
    let told = words(&view);
    assert!(told.contains(&"Bel vandaag."), "what was published is said too: {told:?}");
    assert!(told.contains(&"Rust uit."), "{told:?}");
}

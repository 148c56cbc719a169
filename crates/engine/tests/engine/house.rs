//! A service that is stricter than what is published (S-38): its own terms, a wider trigger, more urgent alarms; on the days
//! of its house pack alone, and nothing is overdue but by what is published.

use crate::folder;
use crate::told::{Told, day, finding, missing, outcome};
use calendar::{Spell, chain_on};
use engine::direct::{Assignment, outcome as directly};
use engine::{Absence, Assessment, Because, Obligation, ObligationState, Rulebook, Status, assess};
use facts::{ChoiceId, RuleId};
use pack::{Body, Library, SourceFile};

/// The good library, whose review is owed where somebody cannot work.
const NARROW: (&str, &str, &str) =
    ("common/plan/review.toml", "anchor = ", "trigger = { fact = \"common.can_work\", is = \"no\" }\nanchor = ");

/// The good library with a house pack that chooses this, and other changes.
fn files(chooses: &str, changes: &[(&str, &str, &str)]) -> Vec<SourceFile> {
    let mut files = folder::good();
    for (path, part, by) in changes {
        let file = files.iter_mut().find(|file| file.path == *path).unwrap();
        let text = String::from_utf8(file.bytes.clone()).unwrap();
        assert!(text.contains(part), "{part}");
        file.bytes = text.replacen(part, by, 1).into_bytes();
    }
    let head = files.iter_mut().find(|file| file.path == "house-a/pack.toml").unwrap();
    head.bytes.extend_from_slice(format!("\n{chooses}").as_bytes());
    files
}

fn rulebook(chooses: &str, changes: &[(&str, &str, &str)]) -> Rulebook {
    let library = Library::read_with_house(&files(chooses, changes), Some("house-a"));
    let library = library.unwrap_or_else(|faults| panic!("{faults:?}"));
    Rulebook::compile(library).unwrap_or_else(|faults| panic!("{faults:?}"))
}

const EARLIER: &str = "[obligations.\"common.review\"]\ndue = { absence_day = 35 }\nwarn = { absence_day = 21 }\n";

/// Absent since 1 June 2026: day 21 is 21 June, day 35 is 5 July, day 42 is 12 July.
fn review(rulebook: &Rulebook, on: &str, facts: &[(&str, &str)]) -> Obligation {
    let told = Told::of(rulebook.library()).on(on).about("2026-06-10").absent_since("2026-06-01").says_all(facts);
    told.assessed(rulebook).obligation("common.review").unwrap().clone()
}

fn days(of: &Obligation) -> (Option<String>, Option<String>) {
    let day = |due: &engine::Due| due.day.to_string();
    let published = of.published.as_ref().and_then(|published| published.due.as_ref());
    (of.due.as_ref().map(day), published.map(day))
}

#[test]
fn s_38_an_own_term_warns_and_the_published_term_makes_overdue() {
    let rulebook = rulebook(EARLIER, &[]);
    let state = |on: &str| review(&rulebook, on, &[]).state.as_str();
    for (on, expected) in [
        ("2026-06-20", "due"),
        ("2026-06-21", "warned"),
        ("2026-07-05", "warned"),
        ("2026-07-06", "warned"),
        ("2026-07-12", "warned"),
        ("2026-07-13", "overdue"),
    ] {
        assert_eq!(state(on), expected, "{on}");
    }
    let done = |on: &str| review(&rulebook, "2026-07-20", &[("common.reviewed_on", on)]).state.as_str();
    assert_eq!(
        [done("2026-07-05"), done("2026-07-06"), done("2026-07-12"), done("2026-07-13")],
        ["met", "met", "met", "met_late"]
    );
}

#[test]
fn s_38_the_published_term_stands_beside_the_own_one() {
    let rulebook = rulebook(EARLIER, &[]);
    let found = review(&rulebook, "2026-06-10", &[]);
    assert_eq!(days(&found), (Some("2026-07-05".to_owned()), Some("2026-07-12".to_owned())));
    assert_eq!(found.published.unwrap().state, ObligationState::Due);
    assert_eq!(found.warns_on, Some(day("2026-06-21")));
    // A warning alone is no other term.
    let warned = self::rulebook("[obligations.\"common.review\"]\nwarn = { absence_day = 7 }\n", &[]);
    let warned = review(&warned, "2026-06-10", &[]);
    assert_eq!((warned.state, days(&warned)), (ObligationState::Warned, (Some("2026-07-12".to_owned()), None)));
}

#[test]
fn s_38_a_setting_that_makes_a_term_earlier_stands_beside_the_published_number_too() {
    let due = "due = { absence_day = { value = \"common.review_day\" } }";
    let mut files = files(
        "",
        &[
            ("common/plan/review.toml", "due = { absence_day = 42 }", due),
            ("house-a/pack.toml", "\"cough.fetched_within\" = 3", "\"common.review_day\" = 35"),
        ],
    );
    let value = "id = 'common.review_day'\nkind = 'value'\nstage = 'plan'\ntitle = { nl = 'x', fr = 'x', en = 'x' }\n\
                 valid_from = 2020-01-01\nconfirmed_on = 2026-11-22\nsources = [ { clause = 'leaflet#work' } ]\n\
                 type = 'whole'\nunit = 'day'\nsetting = { from = 7, to = 42 }\n\
                 dated = [ { from = 2020-01-01, value = 42, confirmed_on = 2026-11-22 } ]\n";
    files.push(SourceFile::new("common/plan/review_day.toml", value.as_bytes().to_vec()));
    let rulebook = Rulebook::compile(Library::read_with_house(&files, Some("house-a")).unwrap()).unwrap();
    let found = review(&rulebook, "2026-07-06", &[]);
    assert_eq!(days(&found), (Some("2026-07-05".to_owned()), Some("2026-07-12".to_owned())));
    assert_eq!(found.state, ObligationState::Warned);
}

#[test]
fn s_38_a_term_counted_back_and_a_round_come_earlier() {
    let back = "[obligations.\"common.review\"]\ndue = { weeks_before = 4 }\n";
    let rulebook = rulebook(
        back,
        &[(
            "common/plan/review.toml",
            "anchor = \"first_absence_day\"\ndue = { absence_day = 42 }\nwarn = { absence_day = 28 }",
            "anchor = \"employment_end\"\ndue = { weeks_before = 3 }\nwarn = { days = 7 }",
        )],
    );
    let mut told = Told::of(rulebook.library()).on("2026-06-10").absent_since("2026-06-01");
    told.situation.employment_end = Some(day("2026-07-31"));
    let found = told.assessed(&rulebook).obligation("common.review").unwrap().clone();
    assert_eq!(days(&found), (Some("2026-07-03".to_owned()), Some("2026-07-10".to_owned())));

    let every = "[obligations.\"common.review\"]\nevery = { weeks = 2 }\n";
    let rulebook = self::rulebook(every, &[("common/plan/review.toml", "due = ", "every = { weeks = 4 }\ndue = ")]);
    let found = review(&rulebook, "2026-06-30", &[("common.reviewed_on", "2026-06-15")]);
    assert_eq!(days(&found), (Some("2026-06-29".to_owned()), Some("2026-07-13".to_owned())));
    assert_eq!(found.state, ObligationState::Warned, "the own round is missed, the published one is not");
}

#[test]
fn s_38_what_is_stricter_holds_on_the_days_of_the_house_pack() {
    let rulebook = rulebook(
        &format!("{EARLIER}\n[alarms]\n\"cough.urgent_fever\" = \"emergency\"\n"),
        &[("house-a/pack.toml", "valid_from = 2026-01-01", "valid_from = 2026-06-15\nvalid_until = 2026-06-25")],
    );
    let on = |on: &str| {
        let told = Told::of(rulebook.library()).on(on).about("2026-06-10").absent_since("2026-06-01");
        let assessment = told.says("cough.blood", "no").says("cough.fever", "yes").assessed(&rulebook);
        let review = assessment.obligation("common.review").unwrap().clone();
        (outcome(&assessment, "cough.urgency"), days(&review))
    };
    let published = ("urgent".to_owned(), (Some("2026-07-12".to_owned()), None));
    let house = ("emergency".to_owned(), (Some("2026-07-05".to_owned()), Some("2026-07-12".to_owned())));
    assert_eq!([on("2026-06-14"), on("2026-06-25")], [published.clone(), house.clone()]);
    assert_eq!([on("2026-06-15"), on("2026-06-26")], [house, published]);
}

#[test]
fn s_38_what_was_published_runs_as_published() {
    let rulebook = rulebook(&format!("{EARLIER}\n[alarms]\n\"cough.urgent_fever\" = \"emergency\"\n"), &[]);
    let (count, failures) = engine::run_scenarios(&rulebook);
    assert!(failures.is_empty() && count > 20, "{failures:?}");
    let published = rulebook.as_published();
    let found = review(&published, "2026-07-06", &[]);
    assert_eq!((days(&found), found.state), ((Some("2026-07-12".to_owned()), None), ObligationState::Warned));
    let hash = |rulebook: &Rulebook| rulebook.library().pack(&"cough-2020".into()).unwrap().hash;
    assert_eq!(hash(&published), hash(&rulebook), "the pack is the same, to the last byte");
    // Another edition in the lead changes nothing of it.
    let led = rulebook.led_by(&"cough-2020".into()).unwrap();
    assert_eq!(days(&review(&led, "2026-07-06", &[])).0, Some("2026-07-05".to_owned()));
    let due = |rulebook: &Rulebook| due_of_review(rulebook.on(day("2025-07-06")));
    assert_eq!([due(&led), due(&rulebook)], [pack::Number::Plain(42), pack::Number::Plain(42)]);
}

/// A case of somebody who was absent from 1 June to a day, seen on another.
fn recovered(rulebook: &Rulebook, last: &str, on: &str) -> &'static str {
    let mut told = Told::of(rulebook.library()).on(on);
    let spell = Spell { id: "spell".to_owned(), first: day("2026-06-01"), last: Some(day(last)) };
    let rule = rulebook.library().chain_rule(None, day(on));
    told.situation.absence = Absence::Chain(chain_on(&[spell], &[], &rule, day(on)).unwrap().unwrap());
    told.assessed(rulebook).obligation("common.review").unwrap().state.as_str()
}

#[test]
fn s_38_who_recovers_after_the_own_day_and_before_the_published_one_leaves_nothing_overdue() {
    let rulebook = rulebook(EARLIER, &[]);
    assert_eq!(recovered(&rulebook, "2026-07-08", "2026-07-10"), "suspended");
    assert_eq!(recovered(&rulebook, "2026-07-08", "2026-09-10"), "does_not_apply");
    assert_eq!(recovered(&rulebook, "2026-07-14", "2026-07-16"), "overdue", "the published day had passed before");
}

const WIDER: &str = "[obligations.\"common.review\"]\n\
    trigger = { any = [ { fact = \"common.can_work\", is = \"no\" }, { calendar = \"absence_day\", between = { from = 15 } } ] }\n";

#[test]
fn s_38_what_only_the_service_asks_is_owed_and_never_overdue() {
    let rulebook = rulebook(WIDER, &[NARROW]);
    let works = [("common.can_work", "yes")];
    let state = |on: &str| review(&rulebook, on, &works).state.as_str();
    assert_eq!([state("2026-06-14"), state("2026-06-15")], ["does_not_apply", "due"], "day 14, day 15");
    assert_eq!([state("2026-07-12"), state("2026-07-13")], ["warned", "warned"]);
    let found = review(&rulebook, "2026-07-20", &works);
    assert_eq!(found.published.unwrap().state, ObligationState::DoesNotApply);
    let done = review(&rulebook, "2026-07-20", &[works[0], ("common.reviewed_on", "2026-07-13")]);
    assert_eq!(done.state, ObligationState::Met);
    // Where it is owed as published too, it is as it was.
    let owed = review(&rulebook, "2026-07-20", &[("common.can_work", "no")]);
    assert_eq!((owed.state, owed.published), (ObligationState::Overdue, None));
}

#[test]
fn s_38_a_wider_trigger_decides_more_and_never_less() {
    let (wider, narrow) = (rulebook(WIDER, &[NARROW]), rulebook("", &[NARROW]));
    for on in ["2026-06-02", "2026-06-14", "2026-06-15", "2026-07-20"] {
        for said in [None, Some("yes"), Some("no"), Some("dont_know")] {
            let facts: Vec<(&str, &str)> = said.map(|said| ("common.can_work", said)).into_iter().collect();
            let state = |rulebook: &Rulebook| review(rulebook, on, &facts).state;
            let is_owed = |state| !matches!(state, ObligationState::DoesNotApply | ObligationState::TriggerOpen);
            assert!(!is_owed(state(&narrow)) || is_owed(state(&wider)), "{on} {said:?}");
        }
    }
    assert_eq!(review(&wider, "2026-06-15", &[]).state, ObligationState::Due, "owed whatever is answered");
}

const RAISED: &str = "[alarms]\n\"cough.urgent_fever\" = \"emergency\"\n";

fn assessed(rulebook: &Rulebook, facts: &[(&str, &str)]) -> Assessment {
    Told::of(rulebook.library()).absent_since("2026-06-01").says_all(facts).assessed(rulebook)
}

#[test]
fn s_38_a_raised_alarm_is_asked_among_its_new_class_and_halts_as_it_does() {
    let rulebook = rulebook(RAISED, &[]);
    let goals: Vec<&str> = rulebook.library().goals().iter().take(2).map(RuleId::as_str).collect();
    assert_eq!(goals, ["cough.emergency_blood", "cough.urgent_fever"]);
    let unknown = assessed(&rulebook, &[("cough.blood", "no")]);
    assert!(unknown.emergency_not_excluded, "fever is an emergency here, and nobody asked about it");
    let feverish = assessed(&rulebook, &[("cough.fever", "yes")]);
    assert_eq!(feverish.halted_by, Some("cough.urgent_fever".into()));
    assert_eq!(outcome(&feverish, "cough.urgency"), "emergency", "decided, though nobody asked about blood");
    assert_eq!(
        missing(&feverish, "cough.emergency_blood"),
        ["cough.blood", "cough.much_blood"],
        "and that is asked still"
    );
}

#[test]
fn s_42_a_raised_urgency_names_the_item_that_raised_it() {
    let rulebook = rulebook(RAISED, &[]);
    let feverish = assessed(&rulebook, &[("cough.fever", "yes"), ("cough.blood", "no")]);
    let urgency = finding(&feverish, "cough.urgency");
    let because: Vec<&str> = urgency
        .explanation
        .because
        .iter()
        .filter_map(|because| match because {
            Because::Fact { fact, .. } => Some(fact.kind.as_str()),
            _ => None,
        })
        .collect();
    assert_eq!(because, ["cough.fever"]);
    assert!(urgency.explanation.through.iter().any(|through| through.rule.as_str() == "cough.urgent_fever"));
}

/// Every assignment of a small goal.
fn assignments(sizes: &[usize]) -> Vec<Vec<usize>> {
    sizes.iter().fold(vec![Vec::new()], |made, size| {
        made.iter().flat_map(|one| (0..*size).map(move |class| [one.as_slice(), &[class]].concat())).collect()
    })
}

#[test]
fn s_38_no_combination_is_less_urgent_than_published_and_rows_and_diagrams_agree() {
    let rulebook = rulebook(RAISED, &[]);
    let (library, published) = (rulebook.library(), rulebook.as_published());
    let id = RuleId::new("cough.urgency");
    let (goal, before) = (rulebook.goal(&id).unwrap(), published.goal(&id).unwrap());
    let rule = library.rule(&id).unwrap();
    let rank = |word: &ChoiceId| rule.outcomes().iter().position(|known| known == word).unwrap();
    let mut raised = 0;
    let sizes: Vec<usize> = goal.variables.iter().map(|variable| variable.classes.len()).collect();
    for classes in assignments(&sizes) {
        let here = directly(library, rule, &Assignment::new(goal, &classes)).unwrap();
        let leaf = goal.diagrams.evaluate(goal.root, &|number| classes[usize::from(number)]).unwrap();
        assert_eq!(goal.word(leaf), Some(&here), "{classes:?}");
        let was =
            directly(published.library(), published.library().rule(&id).unwrap(), &Assignment::new(before, &classes));
        let was = was.unwrap();
        assert!(rank(&here) <= rank(&was), "{classes:?}: {was} became {here}");
        let fever =
            directly(library, library.rule(&"cough.urgent_fever".into()).unwrap(), &Assignment::new(goal, &classes));
        assert_eq!(here.as_str() == "emergency", was.as_str() == "emergency" || fever.unwrap().as_str() == "yes");
        raised += usize::from(here != was);
    }
    assert!(raised > 0, "something is more urgent");
}

#[test]
fn s_38_an_alarm_of_the_service_ends_no_asking_after_published_signs() {
    let own = "id = 'a.alarm'\nkind = 'derived'\nstage = 'intake'\ntitle = { nl = 'x', fr = 'x', en = 'x' }\n\
               valid_from = 2020-01-01\nconfirmed_on = 2026-11-22\nsources = [ { clause = 'house-a#desk' } ]\n\
               when = { fact = 'a.called', is = 'yes' }\nsubject = 'case'\nalarm = 'emergency'\nsilent = ['yes', 'no']\n";
    let mut files = files("", &[("house-a/pack.toml", "goals = [", "goals = [\"a.alarm\", ")]);
    files.push(SourceFile::new("house-a/intake/alarm.toml", own.as_bytes().to_vec()));
    let rulebook = Rulebook::compile(Library::read_with_house(&files, Some("house-a")).unwrap()).unwrap();
    let called = assessed(&rulebook, &[("a.called", "yes")]);
    assert_eq!(called.halted_by, Some("a.alarm".into()), "it halts what an alarm halts");
    assert_eq!(finding(&called, "cough.urgent_fever").status, Status::Open);
    assert_eq!(missing(&called, "cough.urgent_fever"), ["cough.chills", "cough.fever"]);
    let bleeding = assessed(&rulebook, &[("a.called", "yes"), ("cough.blood", "yes"), ("cough.much_blood", "yes")]);
    assert_eq!(finding(&bleeding, "cough.urgent_fever").status, Status::WaitsForPhysician, "a published one does");
}

#[test]
fn s_35_what_lasts_until_a_day_of_the_law_is_marked_and_nothing_else() {
    let library = crate::shipped::rulebook().library();
    let mut marked = 0;
    for rule in library.rules() {
        let Body::Deadline(deadline) = &rule.body else { continue };
        let is_an_end = rule.title.en.starts_with("End of ");
        assert_eq!(deadline.lasts_until, is_an_end, "{}: {}", rule.id, rule.title.en);
        marked += usize::from(is_an_end);
    }
    assert_eq!(marked, 12);
}

fn due_of_review(rulebook: &Rulebook) -> pack::Number {
    match &rulebook.library().rule(&"common.review".into()).unwrap().body {
        Body::Deadline(deadline) => deadline.due.amount.clone(),
        _ => panic!("is an obligation"),
    }
}

#[test]
fn the_rules_on_a_day_are_those_of_that_day_and_stay_so() {
    let rulebook = rulebook(EARLIER, &[]);
    let (before, within) = (day("2025-12-31"), day("2026-01-01"));
    assert_eq!(due_of_review(rulebook.on(before)), pack::Number::Plain(42));
    assert_eq!(due_of_review(rulebook.on(within)), pack::Number::Plain(35));
    assert_eq!(due_of_review(rulebook.on(within).on(within)), pack::Number::Plain(35));
    let nothing = engine::Situation::empty(before);
    assert_eq!(assess(&rulebook, &nothing).obligations.len(), assess(rulebook.on(before), &nothing).obligations.len());
}

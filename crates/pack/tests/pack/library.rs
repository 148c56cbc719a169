//! What a library knows of its rules, shown on the good one.

use crate::folder;
use calendar::Day;
use facts::{DataClass, FactKindId, Role, RuleId, SubjectKind};
use pack::{Body, Library, Persistence, RequirementKind, Slots, SourceFile, Standing};

fn library() -> Library {
    Library::read(&folder::good()).unwrap()
}

fn day(text: &str) -> Day {
    Day::parse(text).unwrap()
}

#[test]
fn s_17_alarm_items_are_the_first_goals_and_then_the_order_of_stages_holds() {
    let goals: Vec<String> = library().goals().iter().map(ToString::to_string).collect();
    assert_eq!(
        goals,
        [
            "cough.emergency_blood",
            "cough.urgent_fever",
            "cough.urgency",
            "common.can_work",
            "common.can_work_shown",
            "cough.care_table",
            "cough.care",
            "cough.syrup",
            "cough.syrup_shown",
            "cough.ask_again",
            "cough.smokes_shown",
            "cough.against_advice",
            "cough24.honey",
            "common.review",
        ]
    );
}

#[test]
fn s_39_a_rule_is_as_secret_as_the_most_secret_fact_it_can_read() {
    let library = library();
    let class = |rule: &str| library.class_of(&RuleId::new(rule));
    assert_eq!(class("common.review"), DataClass::Administrative);
    assert_eq!(class("cough.care_table"), DataClass::Medical);
    assert_eq!(class("cough.syrup"), DataClass::Medical, "through the judgement");
    assert_eq!(class("cough.severe_is_seen"), DataClass::Medical, "through a derived fact");
    assert_eq!(class("cough.no_such_rule"), DataClass::DisciplineNotes, "what nobody knows is shown to nobody");
}

#[test]
fn s_40_what_reads_a_judgement_that_releases_has_the_class_it_releases() {
    let library = library();
    assert_eq!(library.class_of(&RuleId::new("common.can_work")), DataClass::WorkAbility);
    assert_eq!(library.class_of(&RuleId::new("common.can_work_shown")), DataClass::WorkAbility);
}

#[test]
fn s_10_whether_a_list_is_complete_is_a_fact_as_secret_as_its_fields() {
    let library = library();
    let complete = library.declaration(&FactKindId::new("treatment.complete")).unwrap();
    assert_eq!(complete.subject, SubjectKind::Case);
    assert_eq!(complete.class, DataClass::Medical);
    assert_eq!(complete.asked_of, [Role::Bedrijfsarts, Role::Worker]);
    assert!(library.declaration(&FactKindId::new("syrup.complete")).is_none(), "there is no such list");
}

#[test]
fn s_14_a_rule_reads_also_what_its_exceptions_read() {
    let library = library();
    let base = library.base_facts_of(&RuleId::new("cough.care_table"));
    let base: Vec<&str> = base.iter().map(FactKindId::as_str).collect();
    assert_eq!(base, ["common.absent", "common.birth_date", "cough.severity", "cough.temperature"]);
}

#[test]
fn s_8_persistence_is_until_changed_unless_said_otherwise() {
    let library = library();
    let persistence = |kind: &str| library.declaration(&FactKindId::new(kind)).unwrap().persistence;
    assert_eq!(persistence("common.birth_date"), Persistence::Permanent);
    assert_eq!(persistence("cough.severity"), Persistence::UntilChanged);
}

#[test]
fn s_36_a_pack_is_in_force_from_its_first_day_to_its_last_and_in_its_countries() {
    let library = library();
    let [common, cough, _] = library.packs() else { panic!("there are three packs") };
    assert!(!cough.in_force(day("2019-12-31"), Some("NL")));
    assert!(cough.in_force(day("2020-01-01"), Some("NL")));
    assert!(!cough.in_force(day("2020-01-01"), Some("BE")));
    assert!(common.in_force(day("2020-01-01"), Some("BE")), "a pack that names no country holds in all");
    assert!(cough.in_force(day("2020-01-01"), None), "not knowing where somebody works takes nothing away");
    let mut ended = cough.clone();
    ended.validity.until = Some(day("2024-06-30"));
    assert!(ended.in_force(day("2024-06-30"), None));
    assert!(!ended.in_force(day("2024-07-01"), None));
}

#[test]
fn s_35_a_dated_value_holds_from_its_day_until_the_next() {
    let library = library();
    let Some(Body::Value(value)) = library.rule(&RuleId::new("common.gap_days")).map(|rule| &rule.body) else {
        panic!("this rule is a value")
    };
    let mut value = value.clone();
    let later = pack::DatedNumber { from: day("2023-01-01"), value: 30, ..value.dated[0].clone() };
    value.dated.push(later);
    let on = |text: &str| value.on(day(text));
    assert_eq!(
        [on("2019-12-31"), on("2020-01-01"), on("2022-12-31"), on("2023-01-01")],
        [None, Some(28), Some(28), Some(30)]
    );
}

#[test]
fn s_35_the_chain_of_a_country_takes_its_number_from_the_dated_value() {
    let library = library();
    let joins_below = |country: Option<&str>| library.chain_rule(country, day("2026-01-01")).joins_below_days;
    assert_eq!(joins_below(Some("NL")), 28);
    assert_eq!(joins_below(None), 28);
    assert_eq!(joins_below(Some("BE")), 28, "a country without a rule of its own counts as the Netherlands");
}

#[test]
fn s_43_a_slot_is_filled_and_one_without_a_value_is_a_dash() {
    let fill = |text: &str| Slots::fill(text, |slot| (slot == "due_day").then(|| "19 October".to_owned()));
    assert_eq!(fill("before {due_day}, on {absence_day}."), "before 19 October, on –.");
    assert_eq!(fill("nothing to fill"), "nothing to fill");
    assert_eq!(fill("left open {due_day"), "left open –due_day");
}

#[test]
fn s_43_the_slots_of_a_text_are_read_in_their_order() {
    assert_eq!(Slots::in_text("{due_day} and {x}"), ["due_day", "x"]);
    assert_eq!(Slots::in_text("left open {due_day"), [""]);
}

#[test]
fn s_49_a_requirement_is_met_by_rules_and_by_what_stands_elsewhere_planned_or_left_out() {
    let library = library();
    let told: Vec<String> = library
        .standings()
        .into_iter()
        .map(|(requirement, standing)| {
            let standing = match standing {
                Standing::Done(by) => by.iter().map(ToString::to_string).collect::<Vec<_>>().join(" "),
                Standing::Planned(room) => format!("in {room}"),
                Standing::LeftOut(reason) => format!("not: {reason}"),
                Standing::Missing => "nowhere".to_owned(),
            };
            format!("{} {} {standing}", requirement.id, requirement.kind.as_str())
        })
        .collect();
    assert_eq!(
        told,
        [
            "W-001 RULE rule:common.can_work",
            "W-002 DOC glossary:care_plan",
            "W-003 DATUM in crates/nights",
            "W-004 FIGURE not: nobody counted them",
            "N-01 DERIVED document:README.md screen:/plan \
             test:pack:tests/pack/mistakes.rs::nothing_is_told_about_the_good_library",
        ]
    );
}

#[test]
fn s_49_what_a_rule_implements_and_something_else_meets_is_met_by_both() {
    let mut files = folder::good();
    let elsewhere = files.iter_mut().find(|file| file.path == "coverage/elsewhere.toml").unwrap();
    elsewhere.bytes.extend(b"\n[[done]]\nby = [\"screen:/work\"]\nids = [\"W-001\"]\n");
    let library = Library::read(&files).unwrap();
    assert_eq!(pack::check::all(&library), []);
    let standings = library.standings();
    let Standing::Done(by) = &standings[0].1 else { panic!("it is met") };
    assert_eq!(by.iter().map(ToString::to_string).collect::<Vec<_>>(), ["rule:common.can_work", "screen:/work"]);
}

#[test]
fn s_49_a_folder_may_go_without_a_list_of_requirements() {
    let mut files = folder::good();
    files.retain(|file| !file.path.starts_with("coverage/"));
    let library = Library::read(&files).unwrap();
    assert_eq!(pack::check::all(&library), [], "then nobody looks at what rules implement");
    assert!(library.coverage().is_none() && library.standings().is_empty());
}

#[test]
fn s_49_every_kind_of_requirement_is_read_as_it_is_written() {
    for kind in RequirementKind::ALL {
        assert_eq!(RequirementKind::parse(kind.as_str()), Some(kind));
    }
    assert_eq!(RequirementKind::parse("rule"), None);
}

#[test]
fn s_49_a_house_pack_may_implement_what_is_only_planned() {
    let figure = |id: &str| {
        let words = "{ nl = \"x\", fr = \"x\", en = \"x\" }";
        format!(
            "id = \"{id}\"\nkind = \"figure\"\nstage = \"sick_report\"\nimplements = [\"W-003\"]\ntitle = {words}\n\
             valid_from = 2020-01-01\nconfirmed_on = 2026-11-22\nsources = [ {{ clause = \"leaflet#work\" }} ]\n\
             value = \"57\"\npopulation = {words}\nendpoint = {words}\n"
        )
    };
    let with = |path: &str, id: &str, house: Option<&str>| {
        let mut files = folder::good();
        let head = "id = \"our-house\"\nprefix = \"house\"\nhouse = true\nvalid_from = 2020-01-01\n\
                    title = { nl = \"Huis\", fr = \"Maison\", en = \"House\" }\nconfirmed_on = 2026-11-22\n";
        files.push(SourceFile::new("our-house/pack.toml", head.as_bytes().to_vec()));
        files.push(SourceFile::new(path, figure(id).into_bytes()));
        let library = Library::read_with_house(&files, house).unwrap();
        let faults: Vec<String> = pack::check::coverage(&library).iter().map(ToString::to_string).collect();
        let is_done = matches!(library.standings()[2].1, Standing::Done(_));
        assert!(is_done, "what exists is met");
        faults
    };
    let ours = with("common/sick_report/founding.toml", "common.founding", None);
    assert_eq!(
        ours,
        ["coverage/elsewhere.toml:14:8 (planned[0].ids[0]): `W-003` is planned here, and the rule `common.founding` \
          implements it; expected one of the two"]
    );
    let theirs = with("our-house/sick_report/founding.toml", "house.founding", Some("our-house"));
    assert_eq!(theirs, [""; 0]);
}

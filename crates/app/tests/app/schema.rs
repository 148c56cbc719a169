//! The published schemas, and what is really read and printed.

use crate::by_schema::{Described, Schema};
use crate::support::{
    Journey, LANGUAGES, Scratch, Told, care_assistant, copied_guidelines, employers_side, journeys, journeys_by_day,
    readers, replaced, roles, run, told,
};
use facts::{DataClass, Language, Role, Side};
use serde_json::{Map, Value};
use std::collections::BTreeSet;

fn of_cases() -> Schema {
    Schema::new(&run(&["schema"]).done())
}

fn of_guidance() -> Schema {
    Schema::new(&run(&["schema", "guidance"]).done())
}

/// TOML as the JSON that says the same: days become text.
fn as_json(value: &toml::Value) -> Value {
    match value {
        toml::Value::String(text) => Value::from(text.as_str()),
        toml::Value::Integer(number) => Value::from(*number),
        toml::Value::Boolean(truth) => Value::from(*truth),
        toml::Value::Datetime(day) => Value::from(day.to_string()),
        toml::Value::Array(items) => items.iter().map(as_json).collect(),
        toml::Value::Table(fields) => {
            Value::Object(fields.iter().map(|(name, field)| (name.clone(), as_json(field))).collect::<Map<_, _>>())
        }
        toml::Value::Float(_) => panic!("a case in this repository holds no float"),
    }
}

fn case_as_json(toml: &str) -> Value {
    as_json(&toml::Value::Table(toml.parse().expect("is TOML")))
}

#[test]
fn the_schema_of_case_files_is_the_one_beside_their_reader() {
    let printed = run(&["schema"]).done();
    assert_eq!(printed, casefile::schema());
    assert_eq!(run(&["schema", "case"]).done(), printed);
    assert_eq!(run(&["schema", "--json"]).done(), printed);
    assert_eq!(of_cases().at("/$schema"), "https://json-schema.org/draft/2020-12/schema");
    assert_eq!(of_guidance().at("/$schema"), "https://json-schema.org/draft/2020-12/schema");
}

#[test]
fn every_journey_is_a_case_by_the_schema() {
    let schema = of_cases();
    for journey in journeys() {
        let case = std::fs::read_to_string(crate::support::root().join(&journey.case)).unwrap();
        schema.describes(&case_as_json(&case)).unwrap_or_else(|fault| panic!("{}: {fault}", journey.name));
    }
}

#[test]
fn what_the_program_refuses_as_a_case_the_schema_refuses_too() {
    let wrong = [
        "title = 'no format'",
        "format = 'rugwijzer-case/2'",
        "format = 'rugwijzer-case/1'\nspels = []",
        "format = 'rugwijzer-case/1'\nspells = [{ last_day = 2026-11-01 }]",
        "format = 'rugwijzer-case/1'\nspells = [{ first_day = 9999-01-01 }]",
        "format = 'rugwijzer-case/1'\npeople = [{ id = 'dr', roles = ['doctor'] }]",
        "format = 'rugwijzer-case/1'\nstatements = [{ about = 2026-11-12, by = 'worker' }]",
    ];
    let schema = of_cases();
    for case in wrong {
        assert!(schema.describes(&case_as_json(case)).is_err(), "{case}");
        let folder = Scratch::with("case.toml", case);
        folder.run(&["advise", "case.toml", "--on", "2026-11-12"]).refused(3);
    }
}

fn advise(journey: &Journey, on: &str, role: &str, language: &str) -> Option<Value> {
    let told = told(&["advise", &journey.case, "--on", on, "--role", role, "--lang", language, "--json"]);
    if told.code == Some(4) {
        // The employer's side knows absences; this journey has none, or none yet.
        let case = crate::support::root().join(&journey.case);
        let case: toml::Table = std::fs::read_to_string(case).unwrap().parse().expect("is TOML");
        let spells = case.get("spells").and_then(toml::Value::as_array);
        let first_days =
            spells.into_iter().flatten().map(|spell| spell["first_day"].as_datetime().expect("is a day").to_string());
        assert!(employers_side().contains(&role), "{}", told.stderr);
        assert!(first_days.min().is_none_or(|first| first.as_str() > on), "{}: {}", journey.name, told.stderr);
        return None;
    }
    Some(told.json())
}

/// All journeys, on each of their days: before the worker, the physician and the supervisor, and before one of all the
/// other roles that read files, so that each of them comes by.
fn printed_for_all() -> Vec<Value> {
    let readers = readers();
    let others: Vec<&str> = readers.into_iter().filter(|role| !ALWAYS.contains(role)).collect();
    let mut looked = BTreeSet::new();
    let mut printed = Vec::new();
    for (at, (journey, on)) in journeys_by_day(&[]).into_iter().enumerate() {
        let other = others[at % others.len()];
        looked.insert(other);
        printed.extend(ALWAYS.into_iter().chain([other]).filter_map(|role| advise(&journey, &on, role, "nl")));
    }
    assert_eq!(looked.len(), others.len(), "every role comes by");
    printed
}

const ALWAYS: [&str; 3] = ["worker", "bedrijfsarts", "supervisor"];

#[track_caller]
fn described(schema: &Schema, printed: &Value) -> Described {
    schema.describes(printed).unwrap_or_else(|fault| panic!("{} on {}: {fault}", printed["role"], printed["on"]))
}

/// Stories with what no journey has: each a case and a day.
fn further_cases() -> Vec<(String, &'static str)> {
    let with = |more: &str| format!("{}\n{more}", care_assistant());
    let said = |id: &str, on: &str, says: &str| {
        format!("[[statements]]\nid = '{id}'\nabout = {on}\nby = 'dr-vos'\nreason = 'seen'\nsays = {{ {says} }}\n")
    };
    vec![
        // Not known by the physician herself, and contradicted on one day.
        (with(&said("later", "2026-11-13", "'stecr.fear' = 'dont_know'")), "2026-11-13"),
        (with(&said("other", "2026-11-12", "'stecr.fear' = 'severe'")), "2026-11-12"),
        // A statement of months ago is asked again.
        (care_assistant(), "2027-03-01"),
        // Leave after a sickness, and a sickness that does not follow it at once: the law leaves open how to count.
        (
            replaced(
                &care_assistant(),
                "first_day = 2026-10-19\n",
                "first_day = 2026-10-19\nlast_day = 2026-11-30\n[[leave]]\nkind = 'maternity'\nfirst_day = 2026-12-01\nlast_day = 2027-03-22\n[[spells]]\nfirst_day = 2027-03-29\n",
            ),
            "2027-04-01",
        ),
        // What was meant to reassure is withheld: by an alarm, and by the judgement of a specific cause.
        (with(&said("alarm", "2026-11-13", "'stecr.saddle_numbness' = 'yes'")), "2026-11-13"),
        // An alarm that the physician judged and set aside.
        (
            with(&format!(
                "{}[[decisions]]\nfinding = 'stecr.urgency_by_history'\nchoice = 'set_aside'\nsets_aside = ['alarm/stecr.saddle_numbness']\nreason = 'known'\nabout = 2026-11-14\nby = 'dr-vos'\n",
                said("alarm", "2026-11-13", "'stecr.saddle_numbness' = 'yes'")
            )),
            "2026-11-14",
        ),
        (with(&said("cause", "2026-11-13", "'stecr.specificity' = 'specific'")), "2026-11-13"),
        // An activity of which nobody said to what extent it is possible.
        (
            with(
                "[[statements]]\nabout = 2026-11-12\nby = 'dr-vos'\nof = 'zitten'\nsays = { 'restriction.activity' = 'sitting' }\n",
            ),
            "2026-11-12",
        ),
    ]
}

fn printed_for_further_cases() -> Vec<Value> {
    let mut printed = Vec::new();
    for (case, on) in further_cases() {
        let folder = Scratch::with("case.toml", case);
        for role in ["bedrijfsarts", "intake_expert", "worker", "trainer", "supervisor"] {
            printed.push(folder.run(&["advise", "case.toml", "--on", on, "--role", role, "--json"]).json());
        }
    }
    printed
}

/// A copy of the guidelines with one more text in the pack `common`.
fn with_a_text(name: &str, head: &str, texts: &str, case: &str) -> Scratch {
    let folder = copied_guidelines();
    let words = "nl = \"Tekst\", fr = \"Texte\", en = \"Text\"";
    let rule = format!(
        "id = \"common.{name}\"\nkind = \"text\"\nstage = \"plan\"\ntitle = {{ {words} }}\nvalid_from = 2004-01-01\n\
         confirmed_on = 2026-11-22\nsources = [ {{ clause = \"domain-decisions#end-date\" }} ]\nsubject = \"case\"\n\
         silent = [\"no\"]\n{head}\n[texts.yes]\nprofessional = {{ {words} }}\n{texts}\n"
    );
    folder.write(&format!("guidelines/common/plan/{name}.toml"), rule);
    let case = format!("[[cases]]\nname = \"typical\"\n{case}\nexpect = \"yes\"\n");
    folder.write(&format!("guidelines/common/plan/{name}.cases.toml"), case);
    let pack = folder.read("guidelines/common/pack.toml");
    let goals = format!("goals = [\n  \"common.{name}\",");
    folder.write("guidelines/common/pack.toml", replaced(&pack, "goals = [", &goals));
    folder
}

/// A pack that says how current it is, and a rule that says with how much weight and what is newer, on a day or in a year.
fn printed_with_what_is_newer() -> Vec<Value> {
    let words = "{ nl = \"Tekst\", fr = \"Texte\", en = \"Text\" }";
    let newer = format!(
        "newer = [ {{ clause = \"nhg-m55-2015#terms\", says = {words} }}, {{ clause = \"domain-decisions#end-date\", says = {words} }} ]"
    );
    let folder = with_a_text(
        "onset_known",
        &format!(
            "when = {{ known = \"common.onset\" }}\naudiences = [\"professional\", \"worker\"]\nstrength = \"consider\"\n{newer}"
        ),
        &format!("worker = {words}"),
        "facts = { \"common.onset\" = 2026-10-16 }",
    );
    let pack = folder.read("guidelines/common/pack.toml");
    let currency = format!("\n[currency]\nprofessional = {words}\nworker = {words}\nemployer = {words}\n");
    folder.write("guidelines/common/pack.toml", pack + &currency);
    folder.write("case.toml", care_assistant());
    ["bedrijfsarts", "worker", "supervisor"]
        .map(|role| {
            let look =
                ["advise", "case.toml", "--guidelines", "guidelines", "--on", "2026-11-12", "--json", "--role", role];
            folder.run(&look).json()
        })
        .to_vec()
}

/// What no shipped pack has yet: a rule that reads a whole list of records, and a reassuring text that an alarm does not halt.
fn printed_with_further_rules() -> Vec<Value> {
    let of_records = with_a_text(
        "something_limited",
        "when = { record = \"restriction\", any = { fact = \"restriction.extent\", is = \"limited\" } }\naudiences = [\"professional\", \"employer\"]",
        "employer = { nl = \"Tekst\", fr = \"Texte\", en = \"Text\" }",
        "records = { restriction = [ { \"restriction.extent\" = \"limited\" } ] }",
    );
    of_records.write("case.toml", care_assistant());
    let reassuring = with_a_text(
        "onset_known",
        "when = { known = \"common.onset\" }\naudiences = [\"professional\"]",
        "reassures = true",
        "facts = { \"common.onset\" = 2026-10-16 }",
    );
    let emergency = ("\"stecr.saddle_numbness\" = \"no\"", "\"stecr.saddle_numbness\" = \"yes\"");
    reassuring.write("case.toml", replaced(&care_assistant(), emergency.0, emergency.1));
    [(&of_records, "bedrijfsarts"), (&of_records, "supervisor"), (&reassuring, "bedrijfsarts")]
        .map(|(folder, role)| {
            let look =
                ["advise", "case.toml", "--guidelines", "guidelines", "--on", "2026-11-12", "--json", "--role", role];
            folder.run(&look).json()
        })
        .to_vec()
}

/// A service that is stricter than what is published: an own day, a raised alarm, a queue.
fn printed_with_a_house_pack() -> Value {
    let steroids = ("\"stecr.corticosteroids\" = \"no\"", "\"stecr.corticosteroids\" = \"yes\"");
    let folder = Scratch::with("case.toml", replaced(&care_assistant(), steroids.0, steroids.1));
    let house = crate::support::root().join("docs/examples/house-example");
    let look = ["advise", "case.toml", "--on", "2026-11-12", "--json", "--house", house.to_str().unwrap()];
    folder.run(&look).json()
}

#[test]
fn every_key_that_is_printed_is_described_and_every_key_that_is_described_is_printed() {
    let schema = of_guidance();
    let mut printed = printed_for_all();
    printed.push(compared("bedrijfsarts", "2026-11-12"));
    printed.extend(printed_for_further_cases());
    printed.extend(printed_with_further_rules());
    printed.extend(printed_with_what_is_newer());
    printed.push(printed_with_a_house_pack());
    let mut seen: Described = printed.iter().flat_map(|printed| described(&schema, printed)).collect();
    seen.extend(described_in_explanations(&schema));
    let never: Vec<String> = schema.properties().difference(&seen).cloned().collect();
    assert!(never.is_empty(), "described, and never printed: {never:#?}");
}

/// What only an explanation says: what would change a finding or an obligation. One with numbers, one with a record, one
/// before the employer's side.
fn described_in_explanations(schema: &Schema) -> Described {
    let mut seen = Described::new();
    for (role, rule, form) in [
        ("bedrijfsarts", "stecr.urgency_by_history", "finding"),
        ("bedrijfsarts", "common.restriction_shown", "finding"),
        ("supervisor", "common.restriction_shown", "neutral_finding"),
        ("bedrijfsarts", "poortwachter.probleemanalyse", "obligation"),
    ] {
        let case = crate::support::CARE_ASSISTANT;
        let printed = run(&["explain", case, rule, "--on", "2026-11-13", "--role", role, "--json"]).json();
        let findings = printed["findings"].as_array().expect("is a list").iter();
        for explained in findings.chain(Some(&printed["obligation"]).filter(|owed| !owed.is_null())) {
            seen.extend(schema.check(&format!("/$defs/{form}"), explained).unwrap_or_else(|fault| panic!("{fault}")));
        }
    }
    seen
}

/// The care assistant under two editions.
fn compared(role: &str, on: &str) -> Value {
    run(&["advise", crate::support::CARE_ASSISTANT, "--on", on, "--role", role, "--compare", "nvab-2021", "--json"])
        .json()
}

#[test]
fn a_comparison_is_described_for_every_role_that_compares() {
    let schema = of_guidance();
    for role in roles(|side| matches!(side, Side::Medical | Side::Discipline)) {
        for on in ["2026-11-12", "2026-12-11", "2027-01-20"] {
            let printed = compared(role, on);
            described(&schema, &printed);
            assert!(printed["comparison"]["guidance"].get("comparison").is_none());
        }
    }
}

#[test]
fn every_language_is_described() {
    let schema = of_guidance();
    let mut at = 0;
    for journey in journeys() {
        for look in &journey.looks {
            let language = LANGUAGES[at % LANGUAGES.len()];
            if let Some(printed) = advise(&journey, &look.on, &look.role, language) {
                described(&schema, &printed);
                assert_eq!(printed["language"], language);
            }
            at += 1;
        }
    }
    assert!(at > 100, "{at}");
}

#[test]
fn a_key_or_a_form_that_is_not_described_is_noticed() {
    let schema = of_guidance();
    let journey = &journeys()[1];
    let physician = advise(journey, "2026-11-12", "bedrijfsarts", "nl").unwrap();
    let supervisor = advise(journey, "2026-11-13", "supervisor", "nl").unwrap();
    let changed = |printed: &Value, pointer: &str, name: &str, value: Value| {
        let mut printed = printed.clone();
        printed.pointer_mut(pointer).expect("is there")[name] = value;
        schema.describes(&printed)
    };
    assert!(changed(&physician, "", "role", "bedrijfsarts".into()).is_ok());
    assert!(changed(&physician, "", "extra", Value::Null).is_err());
    assert!(changed(&physician, "/findings/0", "extra", Value::Null).is_err());
    assert!(changed(&physician, "/obligations/0", "state", "forgotten".into()).is_err());
    assert!(changed(&physician, "", "on", "12-11-2026".into()).is_err());
    // What stands before a professional may not stand before the employer's side, and the other way round.
    for (name, value) in [("packs", physician["packs"].clone()), ("notices", physician["notices"].clone())] {
        assert!(changed(&supervisor, "", name, value).is_err(), "{name}");
    }
    assert!(changed(&supervisor, "", "format", physician["format"].clone()).is_err());
    assert!(changed(&supervisor, "/findings/0", "record", "lifting".into()).is_err());
    assert!(changed(&supervisor, "/findings/0", "class", "medical".into()).is_err());
    assert!(changed(&physician, "", "role", "supervisor".into()).is_err());
}

#[test]
fn the_words_of_the_schema_are_those_of_the_program() {
    let schema = of_guidance();
    let words = |pointer: &str| -> Vec<String> {
        let words = schema.at(pointer).as_array().expect("is a list");
        words.iter().map(|word| word.as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(words("/$defs/role/enum"), roles(|_| true));
    assert_eq!(words("/$defs/neutral_guidance/properties/role/enum"), employers_side());
    let others = roles(|side| !matches!(side, Side::Employer | Side::Outside | Side::System));
    assert_eq!(words("/$defs/guidance/properties/role/enum"), others);
    for form in ["guidance", "neutral_guidance"] {
        let languages = words(&format!("/$defs/{form}/properties/language/enum"));
        assert_eq!(languages, Language::ALL.map(|language| language.as_str()));
    }
    assert_eq!(words("/$defs/finding/properties/stage/enum"), pack::Stage::ALL.map(|stage| stage.as_str()));
    assert_eq!(words("/$defs/finding/properties/alarm/enum"), pack::AlarmClass::ALL.map(|class| class.as_str()));
    assert_eq!(words("/$defs/finding/properties/class/enum"), DataClass::ALL.map(|class| class.as_str()));
    let for_employer = DataClass::ALL.into_iter().filter(|class| class.is_for_employer());
    let for_employer: Vec<&str> = for_employer.map(|class| class.as_str()).collect();
    assert_eq!(words("/$defs/neutral_finding/properties/class/enum"), for_employer);
    assert_eq!(Role::ALL.len(), words("/$defs/role/enum").len());
}

#[test]
fn every_property_of_the_schema_says_what_it_is() {
    let schema = of_guidance();
    for pointer in schema.properties() {
        let description = schema.at(&pointer).get("description").and_then(Value::as_str);
        assert!(description.is_some_and(|words| words.ends_with('.')), "{pointer}");
    }
}

#[test]
fn what_explain_prints_is_described_by_the_same_schema() {
    let schema = of_guidance();
    let look = |role: &str, id: &str| -> Told {
        run(&["explain", crate::support::CARE_ASSISTANT, id, "--on", "2026-11-13", "--role", role, "--json"])
    };
    for (role, finding, form) in [
        ("bedrijfsarts", "stecr.category", "finding"),
        ("bedrijfsarts", "common.restriction_shown", "finding"),
        ("supervisor", "common.restriction_shown", "neutral_finding"),
    ] {
        let printed = look(role, finding).json();
        assert_eq!(printed["obligation"], Value::Null);
        let findings = printed["findings"].as_array().expect("is a list");
        assert!(!findings.is_empty());
        for finding in findings {
            schema.check(&format!("/$defs/{form}"), finding).unwrap();
        }
    }
    for role in ["bedrijfsarts", "supervisor"] {
        let printed = look(role, "poortwachter.probleemanalyse").json();
        assert_eq!(printed["findings"], Value::Array(Vec::new()));
        schema.check("/$defs/obligation", &printed["obligation"]).unwrap();
    }
}

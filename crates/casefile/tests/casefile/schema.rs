//! The published schema and the reader say the same.

use crate::support::{read, tells};
use facts::Role;
use notation::Notation;
use serde_json::{Map, Value, json};
use std::collections::BTreeSet;

fn schema() -> Value {
    serde_json::from_str(&casefile::schema()).expect("the schema is JSON")
}

/// The lists of entries in a file, and the definition of one entry.
const ENTRIES: [(&str, &str); 7] = [
    ("people", "person"),
    ("employments", "employment"),
    ("spells", "spell"),
    ("leave", "leave"),
    ("episodes", "episode"),
    ("statements", "statement"),
    ("decisions", "decision"),
];

fn properties(schema: &Value, pointer: &str) -> Map<String, Value> {
    let properties = schema.pointer(&format!("{pointer}/properties")).expect("has properties");
    properties.as_object().expect("are an object").clone()
}

fn names(schema: &Value, pointer: &str) -> BTreeSet<String> {
    properties(schema, pointer).keys().cloned().collect()
}

/// An object with every property, each with its example.
fn example(schema: &Value, pointer: &str) -> Value {
    let with_examples = properties(schema, pointer).into_iter().map(|(name, property)| {
        let example = property.pointer("/examples/0").unwrap_or_else(|| panic!("{pointer}/{name} has an example"));
        (name, example.clone())
    });
    Value::Object(with_examples.collect())
}

#[test]
fn every_field_of_the_schema_is_read() {
    let schema = schema();
    let mut file = json!({ "worker": example(&schema, "/$defs/worker") });
    for field in ["format", "title", "records"] {
        file[field] = schema[&"properties"][field]["examples"][0].clone();
    }
    for (list, definition) in ENTRIES {
        file[list] = json!([example(&schema, &format!("/$defs/{definition}"))]);
    }
    // What cannot stand in one decision stands in two.
    let sets_aside = file["decisions"][0].as_object_mut().unwrap().remove("sets_aside").expect("has an example");
    let top_level = file.as_object().unwrap().keys().cloned().collect::<BTreeSet<_>>();
    assert_eq!(top_level, names(&schema, ""));

    // What the examples refer to.
    add(&mut file, "spells", json!({ "id": "s0", "first_day": "2026-10-18" }));
    add(
        &mut file,
        "statements",
        json!({ "id": "consult-0", "about": "2026-11-01", "by": "dr-vos", "role": "bedrijfsarts", "says": { "stecr.fear": "yes" } }),
    );
    add(
        &mut file,
        "statements",
        json!({ "id": "intake-1", "about": "2026-11-01", "by": "worker", "says": { "stecr.fever": "no" } }),
    );
    add(
        &mut file,
        "statements",
        json!({ "id": "intake-2", "about": "2026-11-02", "by": "worker", "says": { "stecr.fever": "yes" } }),
    );
    add(
        &mut file,
        "decisions",
        json!({ "id": "d0", "finding": "stecr.category", "choice": "confirm", "about": "2026-11-01", "by": "dr-vos", "role": "bedrijfsarts" }),
    );
    add(
        &mut file,
        "decisions",
        json!({ "finding": "x", "choice": "set_aside", "sets_aside": sets_aside, "reason": "seen", "about": "2026-11-02", "by": "dr-vos", "role": "bedrijfsarts" }),
    );

    let case = read(&file.to_string(), Notation::Json).unwrap_or_else(|told| panic!("{}", told.join("\n")));
    assert_eq!(case.statements.len(), 8);
    assert_eq!(case.decisions.len(), 3);
}

fn add(file: &mut Value, list: &str, entry: Value) {
    file[list].as_array_mut().unwrap().push(entry);
}

/// The fields that the reader knows at a place: it names them all when one is not known.
fn known_to_the_reader(toml: &str) -> BTreeSet<String> {
    let told = read(&format!("format = 'rugwijzer-case/1'\n{toml}"), Notation::Toml).unwrap_err();
    let told = told.iter().find(|told| told.contains("`no-such-field`")).expect("is told");
    let (_, fields) = told.split_once("expected one of: ").expect("fields are named");
    fields.split(", ").map(str::to_owned).collect()
}

#[test]
fn every_field_that_is_read_stands_in_the_schema() {
    let schema = schema();
    assert_eq!(known_to_the_reader("no-such-field = 1"), names(&schema, ""));
    assert_eq!(known_to_the_reader("worker.no-such-field = 1"), names(&schema, "/$defs/worker"));
    for (list, definition) in ENTRIES {
        assert_eq!(
            known_to_the_reader(&format!("[[{list}]]\nno-such-field = 1")),
            names(&schema, &format!("/$defs/{definition}")),
            "{list}"
        );
    }
}

#[test]
fn what_the_schema_requires_is_required() {
    let schema = schema();
    let required = |definition: &str| -> BTreeSet<String> {
        let required = schema["$defs"][definition]["required"].as_array().into_iter().flatten();
        required.map(|name| name.as_str().unwrap().to_owned()).collect()
    };
    for (list, definition) in ENTRIES {
        let text = format!("format = 'rugwijzer-case/1'\n{list} = [{{}}]");
        let told = read(&text, Notation::Toml).err().unwrap_or_default();
        let missing = told.iter().filter_map(|told| told.split_once("the field `")?.1.split_once("` is missing"));
        let missing: BTreeSet<String> = missing.map(|(name, _)| name.to_owned()).collect();
        assert_eq!(missing, required(definition), "{list}");
    }
}

/// Whether an object fulfils a part of the schema that says which fields go together.
fn fulfils(part: &Value, object: &Value) -> bool {
    let words = part.as_object().expect("is an object");
    words.iter().all(|(word, means)| match word.as_str() {
        "required" => means.as_array().unwrap().iter().all(|name| object.get(name.as_str().unwrap()).is_some()),
        "properties" => means.as_object().unwrap().iter().all(|(name, property)| {
            let found = object.get(name);
            found.is_none_or(|found| *found == property["const"])
        }),
        "not" => !fulfils(means, object),
        "if" => {
            let branch = if fulfils(means, object) { "then" } else { "else" };
            part.get(branch).is_none_or(|branch| fulfils(branch, object))
        }
        "then" | "else" => true,
        other => panic!("`{other}` is not understood here"),
    })
}

#[test]
fn the_fields_that_go_with_a_choice_are_the_same_in_the_schema_and_in_the_reader() {
    let together = schema()["$defs"]["decision"]["allOf"].clone();
    let optional = [("outcome", json!("o")), ("sets_aside", json!(["s"])), ("reason", json!("r"))];
    let statement = json!({ "id": "s", "about": "2026-11-01", "by": "worker", "says": { "x": 1 } });
    let mut accepted = 0;
    for choice in casefile::Choice::WORDS {
        for chosen in 0..8 {
            let mut decision = json!({ "finding": "x", "choice": choice, "about": "2026-11-01", "by": "worker" });
            for (at, (name, value)) in optional.iter().enumerate() {
                if chosen & (1 << at) != 0 {
                    decision[*name] = value.clone();
                }
            }
            let parts = together.as_array().unwrap();
            let by_the_schema = parts.iter().all(|part| fulfils(part, &decision));
            let file = json!({ "format": casefile::FORMAT, "statements": [statement], "decisions": [decision] });
            let by_the_reader = read(&file.to_string(), Notation::Json);
            assert_eq!(by_the_reader.is_ok(), by_the_schema, "{decision}: {by_the_reader:?}");
            accepted += usize::from(by_the_schema);
        }
    }
    // Confirm with and without outcome and reason, deviate with both, set aside with statements and reason.
    assert_eq!(accepted, 4 + 1 + 1);
}

#[test]
fn a_list_of_what_is_set_aside_is_refused_where_the_schema_refuses_it() {
    let schema = schema();
    let sets_aside = &schema["$defs"]["decision"]["properties"]["sets_aside"];
    assert_eq!(sets_aside["minItems"], 1);
    assert_eq!(sets_aside["uniqueItems"], true);
    let reference = &schema["$defs"]["statement_reference"];
    assert_eq!(sets_aside["items"]["$ref"], "#/$defs/statement_reference");
    assert_eq!((&reference["type"], &reference["minLength"]), (&json!("string"), &json!(1)));
    let told = |list: &str| {
        let file = format!(
            "format = 'rugwijzer-case/1'\nstatements = [{{ id = 's', about = 2026-11-01, by = 'worker', says = {{ x = 1 }} }}]\n\
             decisions = [{{ finding = 'x', choice = 'set_aside', reason = 'r', about = 2026-11-01, by = 'worker', sets_aside = {list} }}]"
        );
        read(&file, Notation::Toml).err().unwrap_or_default().len()
    };
    assert_eq!(told("['s']"), 0);
    for refused in ["[]", "['s', 's']", "['']", "[1]", "'s'", "{}"] {
        assert_eq!(told(refused), 1, "{refused}");
    }
    let most = sets_aside["maxItems"].as_u64().unwrap();
    let ids = "'s',".repeat(usize::try_from(most).unwrap() + 1);
    tells(
        &format!("format = 'rugwijzer-case/1'\ndecisions = [{{ sets_aside = [{ids}] }}]"),
        &[&format!(
            "case:2:14 (decisions[0]): there are {} statements set aside in decisions; expected at most {most}",
            most + 1
        )],
    );
}

#[test]
fn the_words_of_the_schema_are_those_of_the_reader() {
    let schema = schema();
    let words = |pointer: &str| -> Vec<String> {
        let words = schema.pointer(pointer).unwrap().as_array().unwrap();
        words.iter().map(|word| word.as_str().unwrap().to_owned()).collect()
    };
    let roles: Vec<&str> = Role::ALL.iter().map(|role| role.as_str()).collect();
    assert_eq!(words("/$defs/role/enum"), roles);
    assert_eq!(words("/$defs/decision/properties/choice/enum"), casefile::Choice::WORDS);
    assert_eq!(
        words("/$defs/employment/properties/country/enum"),
        casefile::Country::ALL.map(|country| country.as_str())
    );
    assert_eq!(words("/$defs/leave/properties/kind/enum"), casefile::LeaveKind::ALL.map(|kind| kind.as_str()));
    assert_eq!(schema["properties"]["format"]["const"], casefile::FORMAT);
}

#[test]
fn the_limits_of_the_schema_are_those_of_the_reader() {
    let schema = schema();
    for (list, _) in ENTRIES {
        let most = schema["properties"][list]["maxItems"].as_u64().unwrap();
        let entries = "{},".repeat(usize::try_from(most).unwrap() + 1);
        let name = if list == "leave" { "entries of leave" } else { list };
        let column = list.len() + 5;
        tells(
            &format!("format = 'rugwijzer-case/1'\n{list} = [{entries}]"),
            &[&format!("case:2:{column} ({list}[0]): there are {} {name}; expected at most {most}", most + 1)],
        );
    }
}

#[test]
fn every_property_says_what_it_is() {
    let schema = schema();
    for (_, definition) in ENTRIES {
        for (name, property) in properties(&schema, &format!("/$defs/{definition}")) {
            assert!(property["description"].as_str().is_some_and(|words| words.ends_with('.')), "{definition}.{name}");
        }
    }
    for (name, property) in properties(&schema, "") {
        assert!(property["description"].as_str().is_some_and(|words| words.ends_with('.')), "{name}");
    }
}

//! Adding to a case file: what stands there stays, what is added can be read.

use casefile::{Addition, CaseFile, Country, NewStatement, RawValue, add, new_case};
use facts::{Decimal, FactKindId, Role, Said, Value};
use notation::Notation;

const TOML: &str = r#"# Who wrote this comment wants to keep it.
format = "rugwijzer-case/1"   # and this one

[[people]]
id = "dr-vos"
roles = [ "bedrijfsarts", ]

# An intake that was never finished.
[[statements]]
id = "consult-1"
about = 2026-11-12
by = "dr-vos"
says = { "stecr.fear" = "none" } # none at all

[[spells]]
first_day = 2026-10-19
"#;

const JSON: &str = r#"{ "format": "rugwijzer-case/1",
  "title": "a \"quoted\" ] title",
  "people": [ {"id": "dr-vos", "roles": ["bedrijfsarts"]} ],
  "statements": [
    {"id": "consult-1", "about": "2026-11-12", "by": "dr-vos", "says": {"stecr.fear": "none"}}
  ],
  "spells": [] }"#;

fn day(text: &str) -> calendar::Day {
    calendar::Day::parse(text).unwrap()
}

fn statement(id: &str, kind: &str, said: Said) -> NewStatement {
    NewStatement {
        id: id.to_owned(),
        about: day("2026-11-20"),
        recorded: day("2026-11-21"),
        by: "dr-vos".into(),
        role: Role::Bedrijfsarts,
        told_by: None,
        of: None,
        says: vec![(FactKindId::new(kind), said)],
        reason: None,
        group_answer: false,
        replaces: None,
        withdraws: None,
    }
}

fn read(bytes: &[u8], notation: Notation) -> CaseFile {
    let told = String::from_utf8_lossy(bytes).into_owned();
    casefile::read("case", bytes, notation).unwrap_or_else(|faults| panic!("{faults:?}\n{told}"))
}

fn everything() -> Vec<Addition> {
    let decimal: Decimal = "12.50".parse().unwrap();
    let said = [
        ("a.word", Said::Value(Value::choice("severe"))),
        ("a.yes", Said::Value(Value::yes())),
        ("a.number", Said::Value(Value::Whole(-3))),
        ("a.decimal", Said::Value(Value::Decimal(decimal))),
        ("a.day", Said::Value(Value::Date(day("2026-11-19")))),
        ("a.text", Said::Value(Value::Text("says \"so\"\nand = [more]".to_owned()))),
        ("a.unknown", Said::DontKnow),
    ];
    let many = NewStatement {
        says: said.into_iter().map(|(kind, said)| (FactKindId::new(kind), said)).collect(),
        reason: Some("because # of it".to_owned()),
        group_answer: true,
        of: Some("massage".into()),
        ..statement("ask-1", "x", Said::DontKnow)
    };
    vec![
        Addition::Person { id: "s-jansen".into(), role: Role::IntakeExpert },
        Addition::Statement(many),
        Addition::Employment { id: "work".into(), country: Country::Be },
        Addition::Spell {
            id: "reported".to_owned(),
            employment: None,
            first_day: day("2026-11-18"),
            recorded: day("2026-11-20"),
            replaces: Some("spell-1".to_owned()),
        },
        Addition::Statement(NewStatement {
            replaces: Some("consult-1/stecr.fear".into()),
            ..statement("ask-2", "stecr.fear", Said::Value(Value::choice("severe")))
        }),
    ]
}

fn is_all_there(case: &CaseFile) {
    let said: Vec<&RawValue> = case.statements.iter().map(|statement| &statement.said).collect();
    let word = |word: &str| RawValue::Word(word.to_owned());
    let (_, added) = said.split_first().unwrap();
    assert_eq!(
        added[..4],
        [&word("severe"), &word("yes"), &RawValue::Whole(-3), &RawValue::Decimal("12.50".parse().unwrap())]
    );
    assert!([RawValue::Day(day("2026-11-19")), word("2026-11-19")].contains(added[4]), "JSON writes days as words");
    assert_eq!(added[5..], [&word("says \"so\"\nand = [more]"), &RawValue::DontKnow, &word("severe")]);
    let first = &case.statements[1];
    assert_eq!(first.id.as_str(), "ask-1/a.word");
    assert_eq!((first.about, first.recorded.day), (day("2026-11-20"), day("2026-11-21")));
    assert_eq!((first.reason.as_deref(), first.group_answer), (Some("because # of it"), true));
    assert_eq!(case.statements.last().unwrap().replaces.as_ref().map(|id| id.as_str()), Some("consult-1/stecr.fear"));
    assert!(case.person(&"s-jansen".into()).is_some());
    assert_eq!(case.employments[0].country, Country::Be);
}

/// Every line of a text stands in another one, in the same order.
fn keeps_all_lines(before: &str, after: &str) {
    let mut lines = after.lines();
    for line in before.lines() {
        assert!(lines.any(|other| other == line), "`{line}` is gone from\n{after}");
    }
}

#[test]
fn what_is_added_to_toml_can_be_read_and_all_else_stays_as_it_stood() {
    let added = add("case.toml", TOML.as_bytes(), Notation::Toml, &everything()).unwrap();
    is_all_there(&read(&added, Notation::Toml));
    keeps_all_lines(TOML, std::str::from_utf8(&added).unwrap());
}

#[test]
fn what_is_added_to_json_is_put_in_and_not_a_byte_of_the_rest_changes() {
    let mut additions = everything();
    // There is no spell yet that this one could put right.
    additions.retain(|addition| !matches!(addition, Addition::Spell { .. }));
    let added = add("case.json", JSON.as_bytes(), Notation::Json, &additions).unwrap();
    is_all_there(&read(&added, Notation::Json));
    let mut left = JSON.bytes().peekable();
    added.iter().for_each(|byte| _ = left.next_if_eq(byte));
    assert_eq!(left.count(), 0, "something is gone from\n{}", String::from_utf8_lossy(&added));
}

#[test]
fn s_7_what_was_said_earlier_is_read_as_before() {
    let before = read(TOML.as_bytes(), Notation::Toml);
    let added = add("case.toml", TOML.as_bytes(), Notation::Toml, &everything()).unwrap();
    let after = read(&added, Notation::Toml);
    let same = |a: &casefile::RawStatement, b: &casefile::RawStatement| {
        (&a.id, &a.said, a.about, a.recorded, &a.by) == (&b.id, &b.said, b.about, b.recorded, &b.by)
    };
    assert!(before.statements.iter().zip(&after.statements).all(|(a, b)| same(a, b)));
}

#[test]
fn a_new_case_can_be_read_and_added_to_again_and_again() {
    for notation in [Notation::Toml, Notation::Json] {
        let mut file = new_case(notation);
        assert!(read(&file, notation).statements.is_empty());
        let person = Addition::Person { id: "dr-vos".into(), role: Role::Bedrijfsarts };
        file = add("case", &file, notation, &[person]).unwrap();
        for number in 1..=3 {
            let said = Said::Value(Value::no());
            let entry = Addition::Statement(statement(&format!("ask-{number}"), "stecr.fever", said));
            file = add("case", &file, notation, &[entry]).unwrap();
        }
        assert_eq!(read(&file, notation).statements.len(), 3);
    }
}

#[test]
fn lists_written_on_one_line_are_added_to_where_they_stand() {
    let file =
        "format = \"rugwijzer-case/1\"\npeople = [{ id = \"dr-vos\", roles = [\"bedrijfsarts\"] }]\nstatements = []\n";
    let entry = Addition::Statement(statement("ask-1", "stecr.fever", Said::Value(Value::no())));
    let added = add("case.toml", file.as_bytes(), Notation::Toml, &[entry]).unwrap();
    assert_eq!(read(&added, Notation::Toml).statements.len(), 1);
    let wrong = "{\"format\": \"rugwijzer-case/1\", \"statements\": 3}";
    let entry = Addition::Statement(statement("ask-1", "stecr.fever", Said::Value(Value::no())));
    let fault = add("case.json", wrong.as_bytes(), Notation::Json, &[entry]).unwrap_err();
    assert_eq!(fault.to_string(), "case.json: nothing can be added to `statements`; expected a list of entries");
}

#[test]
fn every_journey_can_be_added_to_and_reads_as_before() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../guidelines/journeys");
    let mut looked_at = 0;
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if !name.ends_with(".toml") || name.ends_with(".looks.toml") {
            continue;
        }
        let bytes = std::fs::read(&path).unwrap();
        let before = read(&bytes, Notation::Toml);
        let speaker = &before.people[0];
        let said = NewStatement {
            by: speaker.id.clone(),
            role: speaker.roles[0],
            ..statement("ask-1", "stecr.fever", Said::DontKnow)
        };
        let added = add(&name, &bytes, Notation::Toml, &[Addition::Statement(said)]).unwrap();
        keeps_all_lines(std::str::from_utf8(&bytes).unwrap(), std::str::from_utf8(&added).unwrap());
        let after = read(&added, Notation::Toml);
        assert_eq!(after.statements.len(), before.statements.len() + 1, "{name}");
        assert_eq!((after.spells.len(), after.decisions.len()), (before.spells.len(), before.decisions.len()));
        looked_at += 1;
    }
    assert!(looked_at > 20);
}

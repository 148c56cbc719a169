//! S-47: nothing that was said about somebody stands in a message.

use crate::support::read;
use notation::Notation;

/// A word that would be recognised anywhere.
const SECRET: &str = "kanarie";

/// Files with something wrong in, before or after what is said, which is the secret everywhere.
const TOML: [&str; 22] = [
    "says = { 'x' = 'kanarie' }\nunknown = 'kanarie'",
    "says = { 'x' = 'kanarie', 'y' = ['kanarie'], 'z' = { a = 'kanarie' } }",
    "says = ['kanarie']",
    "says = 'kanarie'",
    "says = { 'x' = kanarie }",
    "says = { 'x' = 'kanarie",
    "says = { 'x' = \"kanarie\\q\" }",
    "says = { 'x' = '''kanarie\n",
    "says = { 'x' = 'kanarie' }\nsays = { 'x' = 'kanarie' }",
    "says = { 'x' = 'kanarie', 'x' = 'kanarie' }",
    "says = { 'x' = 'kanarie' }\nreason = ['kanarie']",
    "says = { 'x' = 'kanarie' }\nreason = 'kanarie' 'kanarie'",
    "reason = 'kanarie'",
    "says = { 'x' = 'kanarie' }\nreplaces = 'kanarie'\nwithdraws = 'kanarie'",
    "says = { 'x' = 'kanarie' }\ntold_by = 'kanarie'\nrole = 'kanarie'\nuntil = 'kanarie'\ngroup_answer = 'kanarie'",
    "says = { 'x' = 'kanarie' }\nof = 'kanarie kanarie'\nrecorded = 'kanarie'",
    "[[decisions]]\nfinding = 'kanarie!'\nchoice = 'kanarie'\noutcome = 'kanarie!'\nreason_code = 'kanarie!'\nreason = 'kanarie'\nabout = 'kanarie'\nby = 'kanarie'",
    "says = { 'x' = 'kanarie', 'y' = 'kanarie' }\nid = 'a'\n[[decisions]]\nchoice = 'set_aside'\nreason = 'kanarie'\noutcome = 'kanarie'\nsets_aside = ['a', 'a/x', 'a/x', 'kanarie', 'a/kanarie']",
    "says = { 'x' = 'kanarie' }\nid = 'a'\n[[decisions]]\nfinding = 'x'\nchoice = 'set_aside'\nreason = 'kanarie'\nabout = 1999-01-01\nby = 'worker'\nsets_aside = ['a', 'a/x']",
    "[[decisions]]\nchoice = 'set_aside'\nsets_aside = [['kanarie'], { kan = 'kanarie' }]",
    "[[decisions]]\nchoice = 'confirm'\noutcome = 'kanarie!'\nsets_aside = 'kanarie'",
    "[[decisions]]\nfinding = 'x'\nchoice = 'deviate'\noutcome = ['kanarie']\nreason = { kan = 'kanarie' }\nsupersedes = 'kanarie'",
];

#[test]
fn s_47_no_word_that_was_said_stands_in_a_message() {
    for text in TOML {
        let text = format!(
            "format = 'rugwijzer-case/1'\n[[statements]]\nabout = 2026-11-12\nby = 'worker'\nuntil = 2026-11-11\n{text}"
        );
        assert_silent(&read(&text, Notation::Toml).unwrap_err());
    }
}

#[test]
fn s_47_no_word_that_was_said_stands_in_a_message_about_json() {
    let values = [
        "\"kanarie",
        "kanarie",
        "\"kanarie\\q\"",
        "[\"kanarie\"]",
        "{\"$serde_json::private::Number\": \"kanarie\"}",
        "{\"$serde_json::private::Number\": [\"kanarie\"]}",
        "{\"x\": \"kanarie\"}",
        "\"kanarie\"} \"kanarie\"",
        "\"kanarie\", \"x\": \"kanarie\"",
        "\"kanarie\"",
    ];
    for value in values {
        for field in ["says\": {\"x\": ", "reason\": ", "until\": ", "title\": "] {
            let text = format!(
                "{{\"format\": \"rugwijzer-case/1\", \"statements\": [{{\"about\": \"kanarie\", \"by\": \"worker\", \"{field}{value}{}}}]}}",
                if field.starts_with("says") { "}" } else { "" }
            );
            assert_silent(&read(&text, Notation::Json).unwrap_err());
        }
    }
}

#[test]
fn s_47_no_number_or_day_that_was_said_stands_in_a_message() {
    for value in [
        "9876-05-04",
        "1.8765e43",
        "98765987659876598765987659876",
        "-0.98765987659876598765",
        "nan98765",
        "2026-11-12T09:87:65",
        "0x98765zz",
        "98765_",
    ] {
        let text = format!(
            "format = 'rugwijzer-case/1'\n[[statements]]\nabout = 2026-11-12\nby = 'worker'\nsays = {{ x = {value} }}"
        );
        for told in read(&text, Notation::Toml).unwrap_err() {
            assert!(!told.contains("9876") && !told.contains("8765") && !told.contains("87:65"), "{told}");
        }
    }
}

#[test]
fn s_47_every_value_of_a_whole_file_can_be_the_secret() {
    let mut text = String::from("format = 'rugwijzer-case/1'\n");
    let tables: [(&str, &[&str]); 7] = [
        ("people", &["name", "roles"]),
        ("employments", &["country", "first_day", "last_day"]),
        ("spells", &["employment", "first_day", "last_day", "recorded", "last_day_recorded", "replaces"]),
        ("leave", &["kind", "first_day", "last_day", "recorded", "other_cause"]),
        ("episodes", &["onset"]),
        (
            "statements",
            &[
                "about",
                "until",
                "recorded",
                "by",
                "role",
                "told_by",
                "reason",
                "group_answer",
                "replaces",
                "withdraws",
                "says",
            ],
        ),
        (
            "decisions",
            &[
                "finding",
                "choice",
                "outcome",
                "sets_aside",
                "reason",
                "about",
                "recorded",
                "by",
                "role",
                "receipt",
                "supersedes",
            ],
        ),
    ];
    for (table, fields) in tables {
        text.push_str(&format!("[[{table}]]\n"));
        for field in fields {
            text.push_str(&format!("{field} = 'kanarie'\n"));
        }
    }
    let told = read(&text, Notation::Toml).unwrap_err();
    assert!(told.len() > 20, "{told:#?}");
    assert_silent(&told);
}

fn assert_silent(told: &[String]) {
    assert!(!told.is_empty());
    for told in told {
        assert!(!told.contains(SECRET), "{told}");
    }
}

//! The same case in JSON.

use crate::good_file::FILE;
use crate::support::{case, read};
use casefile::{CaseFile, RawValue};
use notation::{Notation, Place};

pub const JSON: &str = r#"{
  "format": "rugwijzer-case/1",
  "title": "Care assistant with beginning fear",
  "worker": { "id": "mevrouw-a" },
  "people": [
    { "id": "dr-vos", "name": "J. Vos", "roles": ["bedrijfsarts"] },
    { "id": "kim", "roles": ["intake-deskundige", "arboverpleegkundige"] }
  ],
  "employments": [{ "id": "zorghuis", "country": "NL", "first_day": "2015-03-01", "last_day": "2027-10-09" }],
  "spells": [
    { "id": "s0", "first_day": "2026-10-18" },
    { "id": "s1", "employment": "zorghuis", "first_day": "2026-10-19", "last_day": "2026-11-30",
      "recorded": "2026-10-20", "last_day_recorded": "2026-12-03", "replaces": "s0" }
  ],
  "leave": [{ "id": "l1", "kind": "maternity", "first_day": "2027-02-01", "last_day": "2027-05-23", "other_cause": true }],
  "episodes": [{ "id": "e1" }],
  "records": { "treatment": ["massage-1", "gp-advice"] },
  "statements": [
    { "id": "intake-1", "about": "2026-11-04", "by": "kim", "role": "intake_expert", "told_by": "worker",
      "group_answer": true, "says": { "stecr.fever": "no", "stecr.fear": "yes" } },
    { "id": "consult-1", "about": "2026-11-12", "until": "2026-12-12", "recorded": "2026-11-13", "by": "dr-vos",
      "of": "e1", "reason": "Examination without particulars.", "replaces": "intake-1/stecr.fear",
      "says": { "stecr.fear": "dont_know", "stecr.function": "some", "plan.hours": 16, "plan.share": 0.50,
                "complaint.onset": "2026-10-01" } },
    { "about": "2026-11-13", "by": "dr-vos", "withdraws": "intake-1/stecr.fever" },
    { "id": "intake-2", "about": "2026-11-05", "by": "kim", "role": "intake_expert",
      "says": { "stecr.weight_loss": "yes" } }
  ],
  "decisions": [
    { "id": "d0", "finding": "stecr.category", "choice": "confirm", "outcome": "category_3",
      "about": "2026-11-12", "by": "dr-vos" },
    { "id": "d1", "finding": "stecr.category", "of": "e1", "choice": "deviate", "outcome": "category_4",
      "reason_code": "workplace", "reason": "The workplace cannot be adapted in time.", "about": "2026-11-13",
      "by": "dr-vos", "role": "bedrijfsarts", "receipt": "r-1", "supersedes": "d0" },
    { "id": "d2", "finding": "stecr.urgency", "choice": "set_aside",
      "sets_aside": ["intake-1/stecr.fever", "intake-2"], "reason": "Losing weight is what she wants.",
      "about": "2026-11-14", "by": "dr-vos" }
  ]
}"#;

#[test]
fn json_says_the_same_as_toml() {
    let from_toml = without_places(case(FILE));
    let from_json = without_places(read(JSON, Notation::Json).unwrap());
    assert_eq!(from_json, from_toml);
}

/// Lines differ between notations; and what JSON writes as text, TOML may write as a day.
pub fn without_places(mut case: CaseFile) -> CaseFile {
    let nowhere = Place::whole_file("");
    case.worker.place = nowhere.clone();
    case.people.iter_mut().for_each(|person| person.place = nowhere.clone());
    case.employments.iter_mut().for_each(|employment| employment.place = nowhere.clone());
    case.spells.iter_mut().for_each(|spell| spell.place = nowhere.clone());
    case.leave.iter_mut().for_each(|leave| leave.place = nowhere.clone());
    case.episodes.iter_mut().for_each(|episode| episode.place = nowhere.clone());
    case.records.iter_mut().for_each(|records| records.place = nowhere.clone());
    case.decisions.iter_mut().for_each(|decision| decision.place = nowhere.clone());
    for statement in &mut case.statements {
        statement.place = nowhere.clone();
        if let RawValue::Day(day) = statement.said {
            statement.said = RawValue::Word(day.to_string());
        }
    }
    case
}

#[test]
fn faults_in_json_name_the_field() {
    let text = r#"{"format": "rugwijzer-case/1", "statements": [
        {"about": "12-11-2026", "by": "worker", "says": {"stecr.fever": null, "stecr.fear": false}}]}"#;
    assert_eq!(
        read(text, Notation::Json).unwrap_err(),
        [
            "case (statements[0].about): this is not a day; expected a day between 1900 and 2199, such as 2026-10-19",
            "case (statements[0].says[\"stecr.fear\"]): true or false stands here; expected \"yes\", \"no\" or \"dont_know\"",
            "case (statements[0].says[\"stecr.fever\"]): nothing (null) stands here; expected a value, or \"dont_know\"",
        ]
    );
}

#[test]
fn what_is_set_aside_is_a_list_of_ids_in_json_too() {
    let text = r#"{"format": "rugwijzer-case/1", "decisions": [
        {"finding": "x", "choice": "set_aside", "sets_aside": ["a", null, {}], "reason": "r", "about": "2026-11-12",
         "by": "worker"}]}"#;
    assert_eq!(
        read(text, Notation::Json).unwrap_err(),
        [
            "case (decisions[0].sets_aside[0]): no statement in this file has this id; expected the id of one under [[statements]]",
            "case (decisions[0].sets_aside[1]): nothing (null) stands here; expected text between quotation marks",
            "case (decisions[0].sets_aside[2]): a table of fields stands here; expected text between quotation marks",
        ]
    );
}

#[test]
fn a_field_that_stands_twice_is_refused() {
    let text = r#"{"format": "rugwijzer-case/1", "title": "a", "title": "b"}"#;
    assert_eq!(
        read(text, Notation::Json).unwrap_err(),
        ["case:1:52: this is not JSON: a key stands twice in one object"]
    );
}

//! What would change a finding or an obligation: two lists that are never mixed (S-26).

use crate::render::json::{object, roles};
use crate::render::page::Page;
use crate::render::{Reader, json, text};
use guidance::{AnswerView, ChangeSetView, ChangesView};
use serde_json::{Value, json};

/// As lines beneath an explanation.
pub(super) fn lines(page: &mut Page, changes: &ChangesView, reader: &Reader<'_>) {
    let words = reader.words;
    page.heading(words.would_change);
    if changes.others_may_answer {
        page.line(2, words.others_may_answer);
    } else if changes.number_of_open + changes.number_of_recorded == 0 {
        page.line(2, words.no_three_answers);
    }
    let lists = [
        (words.still_open, &changes.still_open, changes.number_of_open),
        (words.recorded_otherwise, &changes.recorded_otherwise, changes.number_of_recorded),
    ];
    for (title, sets, number) in lists.into_iter().filter(|(_, _, number)| *number > 0) {
        page.line(2, title);
        sets.iter().for_each(|set| page.marked(4, "• ", &told(set, reader)));
        if sets.len() < number {
            let shown = words.shown_of.replace("{shown}", &sets.len().to_string());
            page.line(4, &shown.replace("{all}", &number.to_string()));
        }
    }
}

/// `koorts: ja; gewicht verloren: nee → dringend`.
fn told(set: &ChangeSetView, reader: &Reader<'_>) -> String {
    let answers: Vec<String> = set.answers.iter().map(|answer| answer_told(answer, reader)).collect();
    format!("{} → {}", answers.join("; "), text::outcome(&set.outcome, reader))
}

fn answer_told(answer: &AnswerView, reader: &Reader<'_>) -> String {
    let record = answer.record.as_ref().map(|record| format!(" ({record})")).unwrap_or_default();
    let physician = if answer.by_physician { reader.words.physician_alone } else { "" };
    let (label, value) = (reader.tell(&answer.named.label), reader.value(&answer.named.value));
    format!("{label}{record}: {value}{physician}")
}

/// As JSON.
pub(super) fn object_of(changes: &ChangesView, reader: &Reader<'_>) -> Value {
    let list = |sets: &[ChangeSetView], number: usize| json!({ "sets": sets.iter().map(|set| set_of(set, reader)).collect::<Vec<_>>(), "number": number });
    json!({
        "still_open": list(&changes.still_open, changes.number_of_open),
        "others_may_answer": changes.others_may_answer,
        "recorded_otherwise": list(&changes.recorded_otherwise, changes.number_of_recorded),
    })
}

fn set_of(set: &ChangeSetView, reader: &Reader<'_>) -> Value {
    let answers: Vec<Value> = set.answers.iter().map(|answer| answer_of(answer, reader)).collect();
    json!({ "answers": answers, "outcome": json::outcome(&set.outcome, reader) })
}

fn answer_of(answer: &AnswerView, reader: &Reader<'_>) -> Value {
    let mut fields = object([
        ("fact", json!(answer.named.id)),
        ("label", json!(reader.tell(&answer.named.label))),
        ("value", json::value(&answer.named.value, reader)),
        ("told", json!(reader.value(&answer.named.value))),
        ("asked_of", roles(&answer.asked_of)),
        ("recorded", json!(answer.recorded)),
        ("by_physician", json!(answer.by_physician)),
    ]);
    if let Some(record) = &answer.record {
        fields.insert("record".to_owned(), json!(record));
    }
    Value::Object(fields)
}

//! What came of replaying a receipt, as text and as JSON described by `verification.schema.json`.

mod words;

use crate::render::day_in_words;
use crate::render::page::Page;
use facts::Language;
use guidance::Canonical;
use notation::Fault;
use receipt::{About, Answer, Difference, ENGINE, FORMAT, Verified, Why};
use serde_json::{Value, json};
use words::ReceiptWords;

const JSON_FORMAT: &str = "rugwijzer-verification/1";

/// So many letters of one value are shown; the whole stands in the JSON.
const LONGEST_VALUE: usize = 300;

/// So many digits of a hash are shown; the whole stands in the JSON.
const DIGITS: usize = 16;

/// The answer first, then what the receipt says of itself.
pub(crate) fn text(verified: &Verified, language: Language) -> String {
    let words = words::of(language);
    let mut page = Page::default();
    match &verified.answer {
        Answer::Identical => page.line(0, words.identical),
        Answer::Differs(difference) => differs(&mut page, difference, words),
        Answer::CannotReplay(why) => cannot_replay(&mut page, why, words),
    }
    if let Some(about) = &verified.about {
        page.blank();
        self::about(&mut page, about, verified.format, words, language);
    }
    visible(&page.into_text())
}

/// What stands in a receipt can be anything, when somebody sealed it anew: nothing of it acts on a terminal.
fn visible(text: &str) -> String {
    text.chars().map(|letter| if letter.is_control() && letter != '\n' { '\u{fffd}' } else { letter }).collect()
}

fn differs(page: &mut Page, difference: &Difference, words: &ReceiptWords) {
    page.line(0, words.differs);
    page.blank();
    page.line(0, &format!("{}: {}", words.first_difference, difference.path));
    page.marked(2, "", &format!("{}: {}", words.in_the_receipt, shown(difference.kept.as_ref(), words)));
    page.marked(2, "", &format!("{}: {}", words.replayed, shown(difference.replayed.as_ref(), words)));
    page.blank();
    page.line(0, words.defect);
}

fn shown(value: Option<&Canonical>, words: &ReceiptWords) -> String {
    let Some(value) = value else { return words.nothing.to_owned() };
    let whole = value.to_string();
    match whole.char_indices().nth(LONGEST_VALUE) {
        Some((end, _)) => format!("{}…", whole.get(..end).unwrap_or_default()),
        None => whole,
    }
}

fn cannot_replay(page: &mut Page, why: &Why, words: &ReceiptWords) {
    let (reason, faults): (String, &[Fault]) = match why {
        Why::Format(format) => {
            (format!("{} {format}. {} {FORMAT}.", words.cannot_replay_format, words.known_format), &[])
        }
        Why::Packs(faults) => (words.cannot_replay_packs.to_owned(), faults),
        Why::Case(faults) => (words.cannot_replay_case.to_owned(), faults),
    };
    page.line(0, &reason);
    faults.iter().for_each(|fault| page.marked(2, "• ", &fault.to_string()));
    page.line(0, words.bytes_match);
}

fn about(page: &mut Page, about: &About, format: u32, words: &ReceiptWords, language: Language) {
    let known_on = if about.known_on == about.on {
        String::new()
    } else {
        format!(", {} {}", words.known_on, day_in_words(about.known_on, language))
    };
    let country = about.country.as_ref().map(|country| format!(" · {country}")).unwrap_or_default();
    page.line(0, &format!("{} {}", words.receipt, about.id));
    page.line(0, &format!("{} {}{known_on}{country}", words.advice_of, day_in_words(about.on, language)));
    page.line(
        0,
        &format!("{} {} ({} {format}); {} {ENGINE}", words.made_by, about.engine, words.format, words.replayed_by),
    );
    page.line(0, &format!("{}:", words.packs));
    for (id, hash) in &about.packs {
        let house = if about.house.as_ref() == Some(id) { format!(" · {}", words.house_pack) } else { String::new() };
        page.marked(2, "• ", &format!("{id} {}…{house}", hash.get(..DIGITS).unwrap_or(hash)));
    }
}

/// The same for programs.
pub(crate) fn json(verified: &Verified) -> Value {
    let (answer, difference, because) = match &verified.answer {
        Answer::Identical => ("identical", Value::Null, Value::Null),
        Answer::Differs(difference) => ("differs", self::difference(difference), Value::Null),
        Answer::CannotReplay(why) => ("cannot_replay", Value::Null, self::why(why)),
    };
    json!({
        "format": JSON_FORMAT,
        "answer": answer,
        "because": because,
        "difference": difference,
        "receipt_format": verified.format,
        "receipt": verified.about.as_ref().map(of_receipt),
        "replayed_by": ENGINE,
    })
}

fn difference(difference: &Difference) -> Value {
    let value = |value: &Option<Canonical>| value.as_ref().map_or(Value::Null, as_json);
    json!({ "path": difference.path, "kept": value(&difference.kept), "replayed": value(&difference.replayed) })
}

fn as_json(value: &Canonical) -> Value {
    match value {
        Canonical::Truth(truth) => json!(truth),
        Canonical::Whole(number) => json!(number),
        Canonical::Text(words) => json!(words),
        Canonical::List(items) => items.iter().map(as_json).collect(),
        Canonical::Fields(fields) => fields.iter().map(|(name, value)| (name.clone(), as_json(value))).collect(),
    }
}

fn why(why: &Why) -> Value {
    let messages = |faults: &[Fault]| faults.iter().map(ToString::to_string).collect::<Vec<_>>();
    match why {
        Why::Format(format) => json!({ "kind": "format", "messages": [format!("format {format}")] }),
        Why::Packs(faults) => json!({ "kind": "packs", "messages": messages(faults) }),
        Why::Case(faults) => json!({ "kind": "case", "messages": messages(faults) }),
    }
}

fn of_receipt(about: &About) -> Value {
    let pack = |(id, hash): &(facts::PackId, String)| json!({ "id": id.as_str(), "hash": hash, "house": about.house.as_ref() == Some(id) });
    json!({
        "id": about.id,
        "engine": about.engine,
        "on": about.on.to_string(),
        "known_on": about.known_on.to_string(),
        "country": about.country,
        "packs": about.packs.iter().map(pack).collect::<Vec<_>>(),
    })
}

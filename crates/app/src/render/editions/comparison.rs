//! One case under two editions: per difference what is advised now, what the other would advise, and why.

use super::words::{self, EditionWords};
use crate::render::page::Page;
use crate::render::{Reader, json as as_json, text};
use guidance::{BecauseView, ComparedEdition, Comparison, Difference, EitherSide, FindingView};
use serde_json::{Value, json};

/// The differences, for a professional.
pub(crate) fn in_words(comparison: &Comparison, reader: &Reader<'_>, title: Option<&str>) -> String {
    let reader = &reader.of_view(&comparison.now.view);
    let words = words::of(reader.language());
    let mut page = Page::default();
    let title = title.filter(|_| reader.reads_title).map(|title| format!(": {title}")).unwrap_or_default();
    page.line(0, &format!("{}{title}", words.comparison));
    text::day_and_reader(&mut page, &comparison.now.view, reader);
    page.blank();
    page.line(0, &named(words.leads, &comparison.now, reader));
    page.line(0, &named(words.beside, &comparison.other, reader));
    if let Some(currency) = &comparison.other.currency {
        page.line(2, reader.tell(currency));
    }
    for notice in &comparison.now.view.notices {
        page.marked(0, "! ", text::notice_in_words(*notice, reader.words));
    }
    match nothing(comparison, words) {
        Some(why) => {
            page.blank();
            page.line(0, &why);
        }
        None => differences(&mut page, comparison, reader, words),
    }
    page.blank();
    page.line(0, &format!("{}: {}. {}", words.same, comparison.same, words.whole));
    page.line(0, reader.words.limits);
    page.into_text()
}

fn named(word: &str, edition: &ComparedEdition, reader: &Reader<'_>) -> String {
    format!("{word}: {} [{}]", reader.tell(&edition.title), edition.id)
}

/// Why nothing at all is different.
fn nothing(comparison: &Comparison, words: &EditionWords) -> Option<String> {
    let (now, other) = (&comparison.now, &comparison.other);
    if now.id == other.id {
        return Some(format!("{} {}", other.id, words.leads_already));
    }
    if !other.in_force {
        return Some(format!("{} {}", other.id, words.not_in_force));
    }
    let same = comparison.differences.is_empty()
        && comparison.steps.is_empty()
        && comparison.obligations.is_empty()
        && comparison.missing.is_empty();
    same.then(|| words.nothing_differs.to_owned())
}

fn differences(page: &mut Page, comparison: &Comparison, reader: &Reader<'_>, words: &EditionWords) {
    let (now, other) = (comparison.now.id.as_str(), comparison.other.id.as_str());
    let (both, one): (Vec<&Difference>, Vec<&Difference>) =
        comparison.differences.iter().partition(|found| !found.now.is_empty() && !found.other.is_empty());
    for (at, difference) in both.iter().enumerate() {
        page.heading(&format!("{} ({}/{})", words.difference, at + 1, both.len()));
        page.line(2, &format!("{} {now}:", words.now));
        one_side(page, &difference.now, reader);
        page.line(2, &format!("{} {other}:", words.then));
        one_side(page, &difference.other, reader);
        in_what(page, difference, reader, words);
    }
    for (heading, edition, is_added) in [(words.dropped, now, false), (words.added, other, true)] {
        let of_side = one.iter().filter(|found| found.now.is_empty() == is_added);
        for (at, difference) in of_side.enumerate() {
            if at == 0 {
                page.heading(&format!("{heading} {edition}"));
            }
            one_side(page, if is_added { &difference.other } else { &difference.now }, reader);
            in_what(page, difference, reader, words);
        }
    }
    let on = comparison.now.view.on;
    either_side(page, words.steps, &comparison.steps, [now, other], words, |page, step| {
        page.marked(4, "→ ", &text::step_line(step, on, reader));
    });
    either_side(page, words.terms, &comparison.obligations, [now, other], words, |page, owed| {
        text::term(page, owed, reader, true, false);
    });
    either_side(page, words.asked, &comparison.missing, [now, other], words, |page, item| {
        page.marked(4, "? ", &format!("{}: {}", reader.roles(&item.asked_of), text::missing_label(item, reader)));
    });
}

/// What one edition finds; a reason that several findings share is told once.
fn one_side(page: &mut Page, findings: &[FindingView], reader: &Reader<'_>) {
    let mut told: Vec<&BecauseView> = Vec::new();
    for finding in findings {
        page.marked(2, "• ", &format!("{}{}", text::alarm_mark(finding, reader), text::title(finding, reader)));
        if let Some(says) = text::text_or_why_not(finding, reader) {
            page.line(4, &says);
        }
        text::needed(page, finding, reader);
        text::offer(page, finding, reader);
        text::nearest(page, finding, reader);
        let mut new = finding.clone();
        new.because.retain(|because| !told.contains(&because));
        text::reasons(page, &new, reader, false);
        told.extend(&finding.because);
    }
}

fn in_what(page: &mut Page, difference: &Difference, reader: &Reader<'_>, words: &EditionWords) {
    for differs in &difference.differs {
        page.marked(2, "≠ ", &format!("{}: {}", words.differs, reader.tell(differs)));
    }
}

fn either_side<T>(
    page: &mut Page,
    heading: &str,
    sides: &EitherSide<T>,
    editions: [&str; 2],
    words: &EditionWords,
    mut tell: impl FnMut(&mut Page, &T),
) {
    if sides.is_empty() {
        return;
    }
    page.heading(heading);
    for (edition, items) in editions.into_iter().zip([&sides.now, &sides.other]) {
        if !items.is_empty() {
            page.line(2, &format!("{} {edition}:", words.only));
            items.iter().for_each(|item| tell(page, item));
        }
    }
}

/// The guidance of now, with the comparison in it.
pub(crate) fn json(comparison: &Comparison, reader: &Reader<'_>) -> Value {
    let mut guidance = as_json::guidance(&comparison.now.view, reader);
    let reader = &reader.of_view(&comparison.now.view);
    let told = json!({
        "now": edition(&comparison.now, reader),
        "other": edition(&comparison.other, reader),
        "differences": comparison.differences.iter().map(|found| difference(found, reader)).collect::<Vec<_>>(),
        "steps": sides(&comparison.steps, |step| as_json::step(step, reader)),
        "obligations": sides(&comparison.obligations, |owed| as_json::obligation(owed, reader)),
        "missing": sides(&comparison.missing, |item| as_json::missing(item, reader)),
        "same": comparison.same,
        "guidance": as_json::guidance(&comparison.other.view, reader),
    });
    if let Some(fields) = guidance.as_object_mut() {
        fields.insert("comparison".to_owned(), told);
    }
    guidance
}

fn edition(edition: &ComparedEdition, reader: &Reader<'_>) -> Value {
    json!({
        "id": edition.id.as_str(),
        "title": reader.tell(&edition.title),
        "in_force": edition.in_force,
        "currency": as_json::text(edition.currency.as_ref(), reader),
    })
}

fn difference(found: &Difference, reader: &Reader<'_>) -> Value {
    let findings = |list: &[FindingView]| list.iter().map(|item| as_json::finding(item, reader)).collect::<Vec<_>>();
    json!({
        "now": findings(&found.now),
        "other": findings(&found.other),
        "differs": found.differs.iter().map(|text| reader.tell(text)).collect::<Vec<_>>(),
    })
}

fn sides<T>(sides: &EitherSide<T>, tell: impl Fn(&T) -> Value) -> Value {
    let list = |items: &[T]| items.iter().map(&tell).collect::<Vec<_>>();
    json!({ "now": list(&sides.now), "other": list(&sides.other) })
}

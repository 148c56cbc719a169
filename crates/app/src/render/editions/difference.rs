//! Two editions rule by rule, for somebody who cannot program.

use super::words::{self, EditionWords};
use crate::render::Reader;
use crate::render::page::Page;
use facts::RuleId;
use pack::{Confidence, EditionDifference, Pack, Rule, Stage};
use serde_json::{Value, json};

pub(crate) fn in_words(difference: &EditionDifference<'_>, reader: &Reader<'_>) -> String {
    let words = words::of(reader.language());
    let mut page = Page::default();
    for pack in [difference.first, difference.second] {
        head(&mut page, pack, reader, words);
    }
    page.heading(words.pairs);
    let mut told: Vec<&RuleId> = Vec::new();
    for (at, pair) in difference.pairs.iter().enumerate() {
        if at > 0 {
            page.blank();
        }
        for (pack, rules) in [(difference.first, &pair.first), (difference.second, &pair.second)] {
            page.line(2, &format!("{}:", pack.id));
            for rule in rules {
                // A rule for which several come in place has its clauses once.
                if told.contains(&&rule.id) {
                    page.marked(2, "• ", &named(rule, reader));
                } else {
                    in_full(&mut page, rule, reader);
                    told.push(&rule.id);
                }
            }
        }
        if let Some(differs) = pair.differs {
            page.marked(2, "≠ ", reader.tell(differs));
        }
    }
    for (pack, rules) in [difference.first, difference.second].into_iter().zip(&difference.only) {
        if !rules.is_empty() {
            page.heading(&format!("{} {}", words.only_in, pack.id));
            rules.iter().for_each(|rule| in_full(&mut page, rule, reader));
        }
    }
    for (pack, rules) in [difference.first, difference.second].into_iter().zip(&difference.asked_only) {
        if !rules.is_empty() {
            page.heading(&format!("{} {}", words.asked_only, pack.id));
            rules.iter().for_each(|rule| page.marked(2, "? ", &named(rule, reader)));
        }
    }
    page.heading(words.both);
    by_stage(&mut page, &difference.both, reader, words);
    page.into_text()
}

fn head(page: &mut Page, pack: &Pack, reader: &Reader<'_>, words: &EditionWords) {
    page.line(0, &format!("{}: {}", pack.id, reader.tell(&pack.title)));
    let until = pack.validity.until.map(|day| format!(" {} {}", words.until, reader.day(day))).unwrap_or_default();
    let countries =
        if pack.countries.is_empty() { String::new() } else { format!(" · {}", pack.countries.join(", ")) };
    page.line(
        2,
        &format!(
            "{} {}{until}{countries} · {} {}",
            words.from,
            reader.day(pack.validity.from),
            words.checked,
            reader.day(pack.confirmed_on)
        ),
    );
}

fn named(rule: &Rule, reader: &Reader<'_>) -> String {
    format!("{} ({})", reader.tell(&rule.title), rule.id)
}

fn in_full(page: &mut Page, rule: &Rule, reader: &Reader<'_>) {
    let strength =
        rule.edition.strength.map(|weight| format!(", {}", reader.words.strength(weight))).unwrap_or_default();
    let confirm = match rule.confidence {
        Confidence::ToBeConfirmed => format!(" ({})", reader.words.to_be_confirmed),
        _ => String::new(),
    };
    page.marked(2, "• ", &format!("{}{strength}{confirm}", named(rule, reader)));
    page.marked(4, "§ ", &clauses(rule).join(" · "));
}

fn clauses(rule: &Rule) -> Vec<String> {
    let mut clauses: Vec<String> = Vec::new();
    for clause in rule.sources.iter().map(|source| source.clause.to_string()) {
        if !clauses.contains(&clause) {
            clauses.push(clause);
        }
    }
    clauses
}

fn by_stage(page: &mut Page, rules: &[&Rule], reader: &Reader<'_>, words: &EditionWords) {
    if rules.is_empty() {
        page.line(2, words.none);
    }
    for stage in Stage::ALL {
        let of_stage: Vec<String> =
            rules.iter().filter(|rule| rule.stage == stage).map(|rule| named(rule, reader)).collect();
        if !of_stage.is_empty() {
            page.line(2, &format!("{}:", reader.words.stage(stage)));
            of_stage.iter().for_each(|rule| page.marked(2, "• ", rule));
        }
    }
}

pub(crate) fn json(difference: &EditionDifference<'_>, reader: &Reader<'_>) -> Value {
    let list = |rules: &[&Rule]| rules.iter().map(|rule| self::rule(rule, reader)).collect::<Vec<_>>();
    let pack = |pack: &Pack| {
        json!({
            "id": pack.id.as_str(),
            "title": reader.tell(&pack.title),
            "valid_from": pack.validity.from.to_string(),
            "valid_until": pack.validity.until.map(|day| day.to_string()),
            "countries": pack.countries,
            "confirmed_on": pack.confirmed_on.to_string(),
        })
    };
    let pairs = difference.pairs.iter().map(|pair| {
        json!({
            "first": list(&pair.first),
            "second": list(&pair.second),
            "differs": pair.differs.map(|text| reader.tell(text)),
        })
    });
    let [only_first, only_second] = &difference.only;
    let [asked_first, asked_second] = &difference.asked_only;
    json!({
        "first": pack(difference.first),
        "second": pack(difference.second),
        "pairs": pairs.collect::<Vec<_>>(),
        "only": { "first": list(only_first), "second": list(only_second) },
        "asked_only": { "first": list(asked_first), "second": list(asked_second) },
        "both": list(&difference.both),
    })
}

fn rule(rule: &Rule, reader: &Reader<'_>) -> Value {
    json!({
        "id": rule.id.as_str(),
        "kind": rule.body.kind(),
        "stage": rule.stage.as_str(),
        "title": reader.tell(&rule.title),
        "strength": rule.edition.strength.map(|strength| strength.as_str()),
        "clauses": clauses(rule),
    })
}

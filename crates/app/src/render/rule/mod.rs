//! One rule in words, for somebody who cannot program.
//!
//! Here the page as a whole; what each kind of rule says has a room of its own.

mod condition;
mod deadline;
mod document;
mod figure;
mod origin;
mod question;
mod table;
mod value;
mod words;

use crate::render::Reader;
use crate::render::page::Page;
use facts::{ChoiceId, DataClass, FactKindId, Role, RuleId};
use pack::{Body, Confidence, Input, Intervention, Library, RequirementId, Rule, Strength, ValueDomain};
use serde_json::{Value, json};

pub(crate) fn in_words(rule: &Rule, library: &Library, reader: &Reader<'_>) -> String {
    let teller = Teller { library, reader };
    let mut page = Page::default();
    page.line(0, &format!("{} — {}", rule.id, reader.tell(&rule.title)));
    let confidence = match rule.confidence {
        Confidence::Verified => "read in the source",
        Confidence::RecalledHigh => "well known, not read here",
        Confidence::ToBeConfirmed => "to be confirmed",
    };
    let until = rule.validity.until.map(|day| format!(" until {day}")).unwrap_or_default();
    page.line(
        0,
        &format!(
            "{} · {} · {} · from {}{until} · held against its source on {} · {confidence}",
            rule.body.kind(),
            rule.pack,
            rule.stage,
            rule.validity.from,
            rule.confirmed_on
        ),
    );
    page.heading("What it says");
    teller.body(&mut page, rule);
    teller.stricter(&mut page, rule);
    teller.exceptions(&mut page, rule);
    teller.texts(&mut page, rule);
    teller.steps(&mut page, rule);
    teller.origin(&mut page, rule);
    page.heading("Who may see it");
    page.line(2, &format!("class {}", class_of(rule, library)));
    let scenarios = library.scenarios(&rule.id);
    if !scenarios.is_empty() {
        page.heading(&format!("Its {} cases", scenarios.len()));
        scenarios.iter().for_each(|scenario| page.marked(2, "• ", &scenario.name));
    }
    page.into_text()
}

pub(crate) fn json(rule: &Rule, library: &Library, reader: &Reader<'_>) -> Value {
    json!({
        "id": rule.id.as_str(),
        "kind": rule.body.kind(),
        "pack": rule.pack.as_str(),
        "stage": rule.stage.as_str(),
        "title": reader.tell(&rule.title),
        "valid_from": rule.validity.from.to_string(),
        "valid_until": rule.validity.until.map(|day| day.to_string()),
        "confirmed_on": rule.confirmed_on.to_string(),
        "class": class_of(rule, library).as_str(),
        "implements": rule.implements.iter().map(RequirementId::as_str).collect::<Vec<_>>(),
        "sources": rule.sources.iter().map(|source| json!({ "clause": source.clause.to_string(), "quote": source.quote })).collect::<Vec<_>>(),
        "note": rule.note,
        "newer": rule.edition.newer.iter().map(|newer| json!({ "clause": newer.clause.to_string(), "says": reader.tell(&newer.says) })).collect::<Vec<_>>(),
        "strength": rule.edition.strength.map(Strength::as_str),
        "in_place_of": rule.edition.in_place_of.iter().map(RuleId::as_str).collect::<Vec<_>>(),
        "outcomes": rule.outcomes().iter().map(ChoiceId::as_str).collect::<Vec<_>>(),
        "reads": library.base_facts_of(&rule.id).iter().map(FactKindId::as_str).collect::<Vec<_>>(),
        "cases": library.scenarios(&rule.id).iter().map(|scenario| scenario.name.as_str()).collect::<Vec<_>>(),
        "in_words": in_words(rule, library, reader),
    })
}

/// A question is as confidential as the most confidential fact that it asks.
fn class_of(rule: &Rule, library: &Library) -> DataClass {
    let of_rule = library.class_of(&rule.id);
    match &rule.body {
        Body::Question(question) => question.facts.iter().map(|fact| fact.class).fold(of_rule, DataClass::max),
        _ => of_rule,
    }
}

struct Teller<'a> {
    library: &'a Library,
    reader: &'a Reader<'a>,
}

impl Teller<'_> {
    fn body(&self, page: &mut Page, rule: &Rule) {
        match &rule.body {
            Body::Question(question) => self.question(page, question),
            Body::Table(table) => self.table(page, table),
            Body::Judgement(judgement) => self.judgement(page, judgement),
            Body::Deadline(deadline) => self.deadline(page, deadline),
            Body::Exception(exception) => {
                page.line(2, &format!("instead of the outcome of {}: {} — when", exception.excepts, exception.then));
                self.condition(page, &exception.when, 4);
            }
            Body::Value(value) => self.value(page, value),
            Body::Figure(figure) => self.figure(page, figure),
            Body::ContentList(list) => self.content_list(page, list),
            Body::Holidays(list) => self.holidays(page, list),
            Body::Chain(chain) => self.chain(page, chain),
            Body::Intervention(offer) => self.intervention(page, offer),
            Body::Derived(_) | Body::Text(_) | Body::Contradiction(_) => {
                if let Some(condition) = rule.condition() {
                    page.line(2, "yes when");
                    self.condition(page, condition, 4);
                }
            }
        }
    }

    fn intervention(&self, page: &mut Page, offer: &Intervention) {
        offer.products.iter().for_each(|product| page.marked(2, "– ", self.reader.tell(product)));
        let by = self.reader.roles(&offer.carried_out_by);
        page.line(2, &format!("by: {by}{}", self.with(&offer.participants)));
        page.line(2, "when");
        self.condition(page, &offer.when, 4);
    }

    fn exceptions(&self, page: &mut Page, rule: &Rule) {
        for exception in self.library.exceptions_of(&rule.id) {
            page.marked(2, "! ", &format!("exception: {} ({})", self.reader.tell(&exception.title), exception.id));
        }
    }

    fn with(&self, others: &[Role]) -> String {
        if others.is_empty() { String::new() } else { format!("; with: {}", self.reader.roles(others)) }
    }

    fn label(&self, kind: &FactKindId) -> String {
        let declared = self.library.declaration(kind).map(|declaration| &declaration.label);
        let label = declared.or_else(|| self.library.rule_of_fact(kind).map(|rule| &rule.title));
        label.map_or_else(|| kind.to_string(), |label| self.reader.tell(label).to_owned())
    }

    fn word(&self, input: &Input, word: &ChoiceId) -> String {
        let plain = match word.as_str() {
            "yes" => self.reader.words.yes.to_owned(),
            "no" => self.reader.words.no.to_owned(),
            other => other.to_owned(),
        };
        let Input::Fact { kind, .. } = input else { return plain };
        match self.library.declaration(kind).map(|declaration| &declaration.domain) {
            Some(ValueDomain::Choice(choices)) => choices
                .iter()
                .find(|choice| choice.id == *word)
                .map_or(plain, |choice| self.reader.tell(&choice.label).to_owned()),
            _ => plain,
        }
    }
}

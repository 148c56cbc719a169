//! One rule file: the head that every rule has, then what its kind asks for.

use super::kinds;
use super::pack_file::validity;
use super::{clause, localized, optional_localized, required_localized, role_words};
use crate::model::{
    Audience, Body, Confidence, Edition, Newer, OffsetUnit, OutcomeTexts, RequirementId, Rule, SourceQuote, Stage,
    Step, Strength, Within,
};
use facts::{ChoiceId, FactKindId, PackId, RecordList, Role, RuleId};
use notation::{Fault, Faults, Fields, Node, Place};
use std::collections::{BTreeMap, BTreeSet};

/// The words of `kind`.
const KINDS: [&str; 14] = [
    "question",
    "derived",
    "table",
    "judgement",
    "deadline",
    "intervention",
    "text",
    "contradiction",
    "exception",
    "value",
    "figure",
    "content_list",
    "holidays",
    "chain",
];

pub(crate) fn rule_file(node: &Node, pack: &PackId, faults: &mut Faults) -> Option<Rule> {
    let mut fields = Fields::of(node, faults)?;
    let id = fields.text("id").map(RuleId::new);
    let kind = fields.word("kind", &KINDS, |word| KINDS.into_iter().find(|kind| *kind == word));
    let stage = fields.word("stage", &Stage::ALL.map(Stage::as_str), Stage::parse);
    let title = required_localized(&mut fields, "title");
    let validity = validity(&mut fields);
    let confirmed_on = fields.day("confirmed_on");
    let confidence =
        fields.optional_word("confidence", &["verified", "recalled_high", "to_be_confirmed"], Confidence::parse);
    let implements =
        fields.optional_texts("implements").into_iter().map(|(word, _)| RequirementId::new(word)).collect();
    let sources = sources(&mut fields);
    let note = fields.optional_text("note");
    let edition = edition(&mut fields);
    let each = fields.optional_text("each").map(RecordList::new);
    let restates = fields.flag("restates");
    let background = fields.flag("background");
    let silent = fields.optional_texts("silent").into_iter().map(|(word, _)| ChoiceId::new(word)).collect();
    let audiences = audiences(&mut fields);
    let texts = texts(&mut fields);
    let steps = fields.optional_list("steps").unwrap_or_default();
    let steps = self::steps(steps, fields.faults());
    let place = fields.place().clone();
    let mut body = match (kind, &id) {
        (Some(kind), Some(id)) => body(kind, id, each.is_some(), &mut fields),
        _ => None,
    };
    // Among reasons a judgement is called by its name, not by its question.
    if let (Some(Body::Judgement(judgement)), Some(title)) = (&mut body, &title) {
        judgement.fact.label = title.clone();
    }
    if let Some(body) = &body {
        refuse_what_does_not_fit(body, each.is_some(), !steps.is_empty(), &place, fields.faults());
        fields.finish();
    }
    Some(Rule {
        id: id?,
        pack: pack.clone(),
        stage: stage?,
        title: title?,
        validity: validity?,
        confirmed_on: confirmed_on?,
        confidence: confidence.unwrap_or(Confidence::Verified),
        implements,
        sources,
        note,
        edition,
        each,
        restates,
        background,
        silent,
        texts,
        audiences,
        steps,
        body: body?,
        place,
    })
}

/// Some fields of the head mean something for some kinds only.
fn refuse_what_does_not_fit(body: &Body, each: bool, steps: bool, place: &Place, faults: &mut Faults) {
    let without_each = matches!(body, Body::Deadline(_) | Body::Judgement(_) | Body::Exception(_));
    if each && without_each {
        faults.add(
            Fault::at(place.clone(), format!("a {} is not read once for every record", body.kind()))
                .expected("no `each`"),
        );
    }
    if steps && matches!(body, Body::Deadline(_)) {
        faults.add(
            Fault::at(place.clone(), "a deadline says by itself who does what before when").expected("no `steps`"),
        );
    }
}

fn body(kind: &str, id: &RuleId, in_each: bool, fields: &mut Fields<'_, '_>) -> Option<Body> {
    match kind {
        "question" => kinds::question(id, fields).map(Body::Question),
        "derived" => kinds::derived(fields, in_each).map(Body::Derived),
        "table" => super::table::table(fields, in_each).map(Body::Table),
        "judgement" => kinds::judgement(id, fields).map(Body::Judgement),
        "deadline" => kinds::deadline(fields).map(|deadline| Body::Deadline(Box::new(deadline))),
        "intervention" => kinds::intervention(fields, in_each).map(Body::Intervention),
        "text" => kinds::text(fields, in_each).map(Body::Text),
        "contradiction" => kinds::contradiction(fields).map(Body::Contradiction),
        "exception" => kinds::exception(fields).map(Body::Exception),
        "value" => kinds::dated_value(fields).map(Body::Value),
        "figure" => super::figure::figure(fields).map(Body::Figure),
        "content_list" => super::content_list::content_list(fields).map(Body::ContentList),
        "holidays" => kinds::holidays(fields).map(Body::Holidays),
        _ => kinds::chain(fields).map(Body::Chain),
    }
}

/// The clauses a rule rests on. A quotation has at most fifteen words.
fn sources(fields: &mut Fields<'_, '_>) -> Vec<SourceQuote> {
    const MOST_WORDS: usize = 15;
    let place = fields.place().clone();
    let nodes = fields.optional_list("sources").unwrap_or_default();
    if nodes.is_empty() {
        fields.faults().add(
            Fault::at(place, "this rule names no source").expected("`sources = [ { clause = \"source#clause\" } ]`"),
        );
    }
    let mut found = Vec::new();
    for node in nodes {
        let Some(mut inner) = Fields::of(node, fields.faults()) else { continue };
        let named = inner.text("clause");
        let quote = inner.optional_text("quote");
        inner.finish();
        let faults = fields.faults();
        if quote.as_deref().is_some_and(|quote| quote.split_whitespace().count() > MOST_WORDS) {
            faults.add(
                Fault::at(node.place.clone(), "this quotation is too long")
                    .expected(format!("at most {MOST_WORDS} words")),
            );
        }
        if let Some(clause) = named.and_then(|text| clause(&text, &node.place, faults)) {
            found.push(SourceQuote { clause, quote });
        }
    }
    found
}

/// How the rule stands to newer guidelines and to other editions.
fn edition(fields: &mut Fields<'_, '_>) -> Edition {
    let nodes = fields.optional_list("newer").unwrap_or_default();
    let newer = nodes.iter().filter_map(|node| newer(node, fields.faults())).collect();
    let strength = fields.optional_word("strength", &Strength::ALL.map(Strength::as_str), Strength::parse);
    let in_place_of = fields.optional_texts("in_place_of").into_iter().map(|(word, _)| RuleId::new(word)).collect();
    Edition { newer, strength, in_place_of, differs: optional_localized(fields, "differs") }
}

fn newer(node: &Node, faults: &mut Faults) -> Option<Newer> {
    let mut fields = Fields::of(node, faults)?;
    let named = fields.text("clause");
    let says = required_localized(&mut fields, "says");
    fields.finish();
    let clause = clause(&named?, &node.place, faults);
    Some(Newer { clause: clause?, says: says? })
}

fn audiences(fields: &mut Fields<'_, '_>) -> BTreeSet<Audience> {
    let mut audiences = BTreeSet::new();
    for (word, place) in fields.optional_texts("audiences") {
        match Audience::parse(&word) {
            Some(audience) => _ = audiences.insert(audience),
            None => {
                fields.faults().add(super::unknown_word(&word, &place, "audience", Audience::ALL.map(Audience::as_str)))
            }
        }
    }
    if audiences.is_empty() {
        audiences.extend([Audience::Professional, Audience::Worker]);
    }
    audiences
}

fn texts(fields: &mut Fields<'_, '_>) -> BTreeMap<ChoiceId, OutcomeTexts> {
    let Some(node) = fields.optional("texts") else { return BTreeMap::new() };
    let entries = node.entries(fields.faults());
    entries
        .iter()
        .filter_map(|(outcome, node)| Some((ChoiceId::new(outcome), outcome_texts(node, fields.faults())?)))
        .collect()
}

fn outcome_texts(node: &Node, faults: &mut Faults) -> Option<OutcomeTexts> {
    let mut fields = Fields::of(node, faults)?;
    let reassures = fields.flag("reassures");
    let mut by_audience = BTreeMap::new();
    for audience in Audience::ALL {
        let Some(node) = fields.optional(audience.as_str()) else { continue };
        if let Some(text) = localized(node, fields.faults()) {
            by_audience.insert(audience, text);
        }
    }
    fields.finish();
    Some(OutcomeTexts { reassures, by_audience })
}

/// The steps; a house pack names one by its id, so no two have the same.
fn steps(nodes: &[Node], faults: &mut Faults) -> Vec<Step> {
    let mut named = BTreeSet::new();
    let mut steps = Vec::new();
    for node in nodes {
        let Some(step) = step(node, faults) else { continue };
        if let Some(id) = step.id.as_ref().filter(|id| !named.insert((*id).clone())) {
            faults.add(
                Fault::at(node.place.clone(), format!("the step `{id}` stands here twice")).expected("another `id`"),
            );
        }
        steps.push(step);
    }
    steps
}

fn step(node: &Node, faults: &mut Faults) -> Option<Step> {
    let mut fields = Fields::of(node, faults)?;
    let id = fields.optional_text("id");
    let on = fields.optional_texts("on").into_iter().map(|(word, _)| ChoiceId::new(word)).collect();
    let who = fields.word("who", &role_words(), Role::parse);
    let what = required_localized(&mut fields, "what");
    let within = fields.optional("within").and_then(|node| within(node, fields.faults()));
    let done_by = fields.optional_text("done_by").map(FactKindId::new);
    fields.finish();
    Some(Step { id, on, who: who?, given_to: None, what: what?, within, done_by })
}

fn within(node: &Node, faults: &mut Faults) -> Option<Within> {
    let term = kinds::offset(node, kinds::Term::Soon, faults)?;
    Some(match term.unit {
        OffsetUnit::WorkingDays => Within::WorkingDays(term.amount),
        OffsetUnit::Weeks => Within::Weeks(term.amount),
        _ => Within::Days(term.amount),
    })
}

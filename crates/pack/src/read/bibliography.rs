//! Sources and glossary.

use super::{localized_fields, optional_clause, required_localized};
use crate::model::{Clause, GlossaryWord, Source};
use notation::{Faults, Fields, Node};

pub(crate) fn source_file(node: &Node, faults: &mut Faults) -> Option<Source> {
    let mut fields = Fields::of(node, faults)?;
    let id = fields.text("id");
    let title = fields.text("title");
    let publisher = fields.text("publisher");
    let year = fields.whole("year", 1800..=2200);
    let language = fields
        .word("language", &["nl", "fr", "en"], |word| matches!(word, "nl" | "fr" | "en").then(|| word.to_owned()));
    let version = fields.optional_day("version");
    fields.optional_text("note");
    let clauses = fields.optional_list("clauses").unwrap_or_default();
    fields.finish();
    let clauses = clauses.iter().filter_map(|node| clause(node, faults)).collect();
    Some(Source { id: id?, title: title?, publisher: publisher?, year: year?, language: language?, version, clauses })
}

fn clause(node: &Node, faults: &mut Faults) -> Option<Clause> {
    let mut fields = Fields::of(node, faults)?;
    let (id, heading) = (fields.text("id"), fields.text("heading"));
    fields.finish();
    Some(Clause { id: id?, heading: heading? })
}

pub(crate) fn glossary_file(node: &Node, faults: &mut Faults) -> Vec<GlossaryWord> {
    let Some(mut fields) = Fields::of(node, faults) else { return Vec::new() };
    let words = fields.optional_list("words").unwrap_or_default();
    fields.finish();
    words.iter().filter_map(|node| word(node, faults)).collect()
}

fn word(node: &Node, faults: &mut Faults) -> Option<GlossaryWord> {
    const KINDS: [&str; 3] = ["role", "document", "concept"];
    let mut fields = Fields::of(node, faults)?;
    let id = fields.text("id");
    let kind = fields.word("kind", &KINDS, |word| KINDS.contains(&word).then(|| word.to_owned()));
    let label = localized_fields(&mut fields);
    let definition = required_localized(&mut fields, "definition");
    let clause = optional_clause(&mut fields, "clause");
    let country = fields.optional_text("country");
    fields.finish();
    Some(GlossaryWord { id: id?, kind: kind?, label: label?, definition: definition?, clause, country })
}

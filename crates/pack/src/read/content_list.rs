//! What a document holds.

use super::{optional_clause, required_localized, role_words};
use crate::model::{ContentItem, ContentList};
use facts::{FactKindId, Role};
use notation::{Fault, Faults, Fields, Node};

pub(super) fn content_list(fields: &mut Fields<'_, '_>) -> Option<ContentList> {
    let document = fields.text("document");
    let place = fields.place().clone();
    let nodes = fields.optional_list("items").unwrap_or_default();
    if nodes.is_empty() {
        fields.faults().add(Fault::at(place, "this document holds nothing").expected("`[[items]]`"));
    }
    let items: Vec<ContentItem> = nodes.iter().filter_map(|node| item(node, fields.faults())).collect();
    for (at, twice) in items.iter().enumerate() {
        if items.iter().take(at).any(|before| before.id == twice.id) {
            let place = fields.place().clone();
            fields.faults().add(Fault::at(place, format!("the item `{}` stands here twice", twice.id)));
        }
    }
    Some(ContentList { document: document?, items })
}

fn item(node: &Node, faults: &mut Faults) -> Option<ContentItem> {
    let mut fields = Fields::of(node, faults)?;
    let id = fields.text("id");
    let label = required_localized(&mut fields, "label");
    let party = fields.word("party", &role_words(), Role::parse);
    let class = super::kinds::class(&mut fields);
    let from = fields.optional_texts("from").into_iter().map(|(word, _)| FactKindId::new(word)).collect();
    let clause = optional_clause(&mut fields, "clause");
    let optional = fields.flag("optional");
    fields.finish();
    Some(ContentItem { id: id?, label: label?, party: party?, class: class?, from, clause, optional })
}

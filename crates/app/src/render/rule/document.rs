//! What a document holds, item by item.

use super::Teller;
use crate::render::page::Page;
use facts::FactKindId;
use pack::{ContentItem, ContentList};

impl Teller<'_> {
    pub(super) fn content_list(&self, page: &mut Page, list: &ContentList) {
        page.line(2, &format!("document: {}", self.reader.word(&list.document)));
        list.items.iter().for_each(|item| self.item(page, item));
    }

    fn item(&self, page: &mut Page, item: &ContentItem) {
        let optional = if item.optional { "; may be left empty" } else { "" };
        page.marked(2, "• ", &format!("{} ({})", self.reader.tell(&item.label), item.id));
        page.line(4, &format!("filled in by: {}; class {}{optional}", self.reader.role(item.party), item.class));
        let from: Vec<String> = item.from.iter().map(|from| self.comes_from(from)).collect();
        let from = if from.is_empty() { "written by hand".to_owned() } else { from.join("; ") };
        let clause = item.clause.as_ref().map(|clause| format!(" § {clause}")).unwrap_or_default();
        page.line(4, &format!("from the case: {from}{clause}"));
    }

    /// A fact or an outcome by its name, a list of records, or what the calendar says of the absence.
    fn comes_from(&self, from: &FactKindId) -> String {
        if ContentItem::OF_THE_ABSENCE.contains(&from.as_str()) {
            return from.as_str().replace('_', " ");
        }
        let is_list = self.library.declaration(&FactKindId::new(format!("{from}.complete"))).is_some();
        if is_list { format!("the list {from}") } else { self.label(from) }
    }
}

//! What a document holds, who fills it in, and where in the case it comes from.

use facts::{ClauseRef, DataClass, FactKindId, Localized, Role};

/// What a document holds.
#[derive(Clone, Debug)]
pub struct ContentList {
    /// The document, a word of the glossary.
    pub document: String,
    /// Its items, in the order of the page.
    pub items: Vec<ContentItem>,
}

impl ContentItem {
    /// What the case knows of the absence itself, besides facts and lists of records.
    pub const OF_THE_ABSENCE: [&'static str; 3] = ["first_absence_day", "absence_day", "spells"];
}

/// One item of a document.
#[derive(Clone, Debug)]
pub struct ContentItem {
    /// Permanent within the list.
    pub id: String,
    /// How it is called on the page.
    pub label: Localized,
    /// Who fills it in.
    pub party: Role,
    /// How confidential it is.
    pub class: DataClass,
    /// The facts of the case that it comes from; none: written by hand.
    pub from: Vec<FactKindId>,
    /// The clause that asks for it.
    pub clause: Option<ClauseRef>,
    /// May be left empty.
    pub optional: bool,
}

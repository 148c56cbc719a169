//! The parts that a case file can have, each as it stands in the tree.

use crate::model::case_file::FORMAT;
use notation::{Fault, Faults, Fields, Kind, Node};

/// What the first line of every case file is.
pub(crate) const FORMAT_LINE: &str = "`format = \"rugwijzer-case/1\"`";

/// Refuses what does not call itself a case file of this format.
pub(crate) fn refuse_another_format(tree: &Node) -> Result<(), Fault> {
    let place = tree.place.clone();
    let Kind::Table(fields) = &tree.kind else {
        return Err(Fault::at(place, format!("{} stands here", tree.kind.in_words())).expected("a table of fields"));
    };
    let Some((_, format)) = fields.iter().find(|(name, _)| name == "format") else {
        return Err(Fault::at(place, "the field `format` is missing").expected(FORMAT_LINE));
    };
    match &format.kind {
        Kind::Text(word) if word == FORMAT => Ok(()),
        _ => Err(Fault::at(format.place.clone(), "this format is not known").expected(FORMAT_LINE)),
    }
}

/// The parts of one file. What is not there is an empty list.
pub(crate) struct Parts<'n> {
    pub(crate) tree: &'n Node,
    pub(crate) title: Option<String>,
    pub(crate) worker: Option<&'n Node>,
    pub(crate) people: &'n [Node],
    pub(crate) employments: &'n [Node],
    pub(crate) spells: &'n [Node],
    pub(crate) leave: &'n [Node],
    pub(crate) episodes: &'n [Node],
    pub(crate) records: Option<&'n Node>,
    pub(crate) statements: &'n [Node],
    pub(crate) decisions: &'n [Node],
}

impl<'n> Parts<'n> {
    /// Takes the parts; a field that is none of them is a fault.
    pub(crate) fn of(tree: &'n Node, faults: &mut Faults) -> Self {
        let Some(mut fields) = Fields::of(tree, faults) else {
            return Self::none(tree);
        };
        fields.optional("format");
        let parts = Self {
            tree,
            title: fields.optional_text("title"),
            worker: fields.optional("worker"),
            people: fields.optional_list("people").unwrap_or_default(),
            employments: fields.optional_list("employments").unwrap_or_default(),
            spells: fields.optional_list("spells").unwrap_or_default(),
            leave: fields.optional_list("leave").unwrap_or_default(),
            episodes: fields.optional_list("episodes").unwrap_or_default(),
            records: fields.optional("records"),
            statements: fields.optional_list("statements").unwrap_or_default(),
            decisions: fields.optional_list("decisions").unwrap_or_default(),
        };
        fields.finish();
        parts
    }

    fn none(tree: &'n Node) -> Self {
        Self {
            tree,
            title: None,
            worker: None,
            people: &[],
            employments: &[],
            spells: &[],
            leave: &[],
            episodes: &[],
            records: None,
            statements: &[],
            decisions: &[],
        }
    }
}

//! Strict reading of pack files: a word that is not known is a fault, never ignored.

mod bibliography;
mod condition;
mod content_list;
mod coverage;
mod figure;
mod folder;
mod house;
mod kinds;
mod pack_file;
mod rule_file;
mod scenario_file;
mod table;

pub(crate) use bibliography::{glossary_file, source_file};
pub use folder::Folder;
pub(crate) use folder::{CASES, PACKS};

pub(crate) use coverage::{elsewhere_file, requirements_file};
pub(crate) use pack_file::{PackHead, pack_file, packs_file};
pub(crate) use rule_file::rule_file;
pub(crate) use scenario_file::scenario_file;

use facts::{ClauseRef, Localized, Role};
use notation::{Fault, Faults, Fields, Node, Place};

/// One file of a guideline folder: its path within the folder with forward slashes, and its bytes.
#[derive(Clone, Debug)]
pub struct SourceFile {
    /// Path within the folder.
    pub path: String,
    /// Content.
    pub bytes: Vec<u8>,
}

impl SourceFile {
    /// A file by path and content.
    pub fn new(path: impl Into<String>, bytes: Vec<u8>) -> Self {
        Self { path: path.into(), bytes }
    }
}

/// A text in all three languages; a missing language is a fault (S-43).
fn localized(node: &Node, faults: &mut Faults) -> Option<Localized> {
    let mut fields = Fields::of(node, faults)?;
    let text = localized_fields(&mut fields);
    fields.finish();
    text
}

fn localized_fields(fields: &mut Fields<'_, '_>) -> Option<Localized> {
    let (nl, fr, en) = (language(fields, "nl"), language(fields, "fr"), language(fields, "en"));
    Some(Localized { nl: nl?, fr: fr?, en: en? })
}

fn language(fields: &mut Fields<'_, '_>, code: &'static str) -> Option<String> {
    let text = fields.required(code)?.text(fields.faults())?;
    let line = in_one_line(text);
    if line.is_empty() {
        let place = fields.place().clone();
        fields.faults().add(Fault::at(place, format!("the text in `{code}` is empty")).expected("words"));
        return None;
    }
    Some(line)
}

/// The words with one space between them, however the file breaks its lines.
fn in_one_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    line
}

fn required_localized(fields: &mut Fields<'_, '_>, name: &'static str) -> Option<Localized> {
    let node = fields.required(name)?;
    localized(node, fields.faults())
}

fn optional_localized(fields: &mut Fields<'_, '_>, name: &'static str) -> Option<Localized> {
    let node = fields.optional(name)?;
    localized(node, fields.faults())
}

fn clause(text: &str, place: &Place, faults: &mut Faults) -> Option<ClauseRef> {
    let clause = ClauseRef::parse(text);
    if clause.is_none() {
        faults.add(Fault::at(place.clone(), format!("`{text}` is not a clause")).expected("`source#clause`"));
    }
    clause
}

fn optional_clause(fields: &mut Fields<'_, '_>, name: &'static str) -> Option<ClauseRef> {
    let node = fields.optional(name)?;
    let text = node.text(fields.faults())?;
    clause(text, &node.place, fields.faults())
}

fn role_words() -> Vec<&'static str> {
    Role::ALL.iter().map(|role| role.as_str()).collect()
}

fn roles(fields: &mut Fields<'_, '_>, name: &'static str) -> Vec<Role> {
    let mut roles = Vec::new();
    for (word, place) in fields.optional_texts(name) {
        match Role::ALL.iter().find(|role| role.as_str() == word) {
            Some(role) => roles.push(*role),
            None => fields.faults().add(unknown_word(&word, &place, "role", role_words())),
        }
    }
    roles
}

/// "`x` is not a known role; expected one of …; did you mean …"
fn unknown_word<'w>(word: &str, place: &Place, what: &str, right: impl IntoIterator<Item = &'w str>) -> Fault {
    let right: Vec<&str> = right.into_iter().collect();
    Fault::at(place.clone(), format!("`{word}` is not a known {what}"))
        .expected(format!("one of: {}", right.join(", ")))
        .did_you_mean(word, right)
}

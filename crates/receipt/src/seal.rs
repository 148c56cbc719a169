//! The outside of a receipt, the same for every format: a number and a seal. Whoever reads a format that he does not know
//! can still tell whether the bytes are those that were written.

use crate::hash::sha256;
use guidance::Canonical;
use notation::{Fault, Kind, Node, Notation, Place};
use std::collections::BTreeMap;

/// Every receipt says so, with the number of its format behind it.
const KIND: &str = "rugwijzer-receipt/";
const SEAL: &str = "seal";

/// A receipt whose seal holds.
pub(crate) struct Opened {
    pub(crate) format: u32,
    pub(crate) tree: Node,
}

/// What stands in the field `format`.
pub(crate) fn format_word(format: u32) -> String {
    format!("{KIND}{format}")
}

/// The bytes of a receipt: its fields with the seal over all of them.
pub(crate) fn sealed(mut fields: BTreeMap<String, Canonical>) -> Vec<u8> {
    let whole = Canonical::Fields(fields.clone()).to_string();
    fields.insert(SEAL.to_owned(), Canonical::Text(sha256(whole.as_bytes())));
    format!("{}\n", Canonical::Fields(fields)).into_bytes()
}

/// Opens a receipt of any format.
///
/// # Errors
/// It is no receipt, or a byte of it is not as it was written.
pub(crate) fn open(file: &str, bytes: &[u8]) -> Result<Opened, Fault> {
    let tree = notation::read(file, bytes, Notation::Json)?;
    let place = Place::whole_file(file);
    let Some(format) = format_of(&tree) else {
        return Err(Fault::at(place, "this is no receipt").expected(format!("`\"format\": \"{}\"`", format_word(0))));
    };
    if seal_holds(&tree, bytes) {
        Ok(Opened { format, tree })
    } else {
        Err(Fault::at(place, "this receipt was changed after it was written, or is damaged: its seal does not hold")
            .expected("every byte as it was written"))
    }
}

fn format_of(tree: &Node) -> Option<u32> {
    let Kind::Table(fields) = &tree.kind else { return None };
    let (_, format) = fields.iter().find(|(name, _)| name == "format")?;
    let Kind::Text(word) = &format.kind else { return None };
    word.strip_prefix(KIND)?.parse().ok()
}

/// The bytes are those that sealing gives: canonical, and with the right seal.
fn seal_holds(tree: &Node, bytes: &[u8]) -> bool {
    let Some(Canonical::Fields(mut fields)) = canonical(tree) else { return false };
    fields.remove(SEAL);
    bytes == sealed(fields)
}

/// What was read, in canonical form; none when it holds what that form does not have.
pub(crate) fn canonical(node: &Node) -> Option<Canonical> {
    Some(match &node.kind {
        Kind::Text(words) => Canonical::Text(words.clone()),
        Kind::Whole(number) => Canonical::Whole(*number),
        Kind::Truth(truth) => Canonical::Truth(*truth),
        Kind::List(items) => Canonical::List(items.iter().map(canonical).collect::<Option<_>>()?),
        Kind::Table(fields) => {
            let fields = fields.iter().map(|(name, value)| Some((name.clone(), canonical(value)?)));
            Canonical::Fields(fields.collect::<Option<_>>()?)
        }
        Kind::Decimal(_) | Kind::Day(_) | Kind::Nothing => return None,
    })
}

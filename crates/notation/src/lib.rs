//! TOML and JSON as one tree that remembers where each thing stood, and typed fields read from it.
//!
//! Packs and case files are written by hand. Whoever makes a mistake must be told in which file, on
//! which line, what stood there, what was expected and which word was probably meant. This room reads
//! text into a [`Node`] tree and hands out fields through [`Fields`]; it collects every [`Fault`]
//! instead of stopping at the first.
//!
//! It knows no pack, no case and no fact: only text, place and type. Decimals are read from their
//! digits, never through a float.

mod fault;
mod fields;
mod json;
mod nearest;
mod node;
mod place;
mod size;
mod toml_tree;

pub use fault::{Fault, Faults};
pub use fields::Fields;
pub use nearest::nearest;
pub use node::{Kind, Node};
pub use place::Place;

/// In which notation a text is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Notation {
    /// TOML 1.1.
    Toml,
    /// JSON (RFC 8259).
    Json,
}

/// Reads one file into a tree.
///
/// # Errors
/// One [`Fault`] with line and column: not UTF-8, not well formed, a key twice, nested too deeply, more than a
/// million values.
///
/// ```
/// use notation::{read, Notation};
/// let tree = read("case.toml", b"format = \"x\"", Notation::Toml).expect("is TOML");
/// assert_eq!(tree.place.line(), Some(1));
/// let fault = read("case.toml", b"format = ", Notation::Toml).expect_err("is not TOML");
/// assert_eq!(fault.place.line(), Some(1));
/// ```
pub fn read(file: &str, bytes: &[u8], notation: Notation) -> Result<Node, Fault> {
    let text = std::str::from_utf8(bytes).map_err(|error| {
        let upto = bytes.get(..error.valid_up_to()).unwrap_or_default();
        let (line, column) = place::line_and_column(upto);
        Fault::at(Place::in_file(file, line, column), "this is not UTF-8 text").expected("a file saved as UTF-8")
    })?;
    match notation {
        Notation::Toml => toml_tree::read(file, text),
        Notation::Json => json::read(file, text),
    }
}

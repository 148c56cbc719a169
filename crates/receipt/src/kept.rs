//! What is kept inside a receipt, so that nothing else is needed to replay it: the case, all files of the packs, the
//! guidance, and the key of its hashes. Each is compressed and stands under the hash of its bytes.

use crate::archive::unpacked;
use crate::content::{Content, PackBytes, wrong_hash};
use crate::hash::{Key, sha256};
use crate::seal::canonical;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use guidance::Canonical;
use miniz_oxide::deflate::compress_to_vec_zlib;
use miniz_oxide::inflate::decompress_to_vec_zlib_with_limit;
use notation::{Fault, Faults, Fields, Node, Notation};
use pack::SourceFile;
use std::collections::BTreeMap;

/// So many bytes the case may have, the guidance, and all files together: more is refused before it fills the memory.
const MOST_BYTES: usize = 64 * 1024 * 1024;

/// How hard is tried to make it small: further levels cost more time than they save bytes.
const COMPRESSION: u8 = 6;

/// What messages call the guidance while it is read.
const GUIDANCE: &str = "the kept guidance";

/// What is kept inside a receipt.
pub(crate) struct Kept {
    pub(crate) key: Key,
    pub(crate) case: Vec<u8>,
    pub(crate) notation: Notation,
    /// The files of the packs and beside them.
    pub(crate) files: Vec<SourceFile>,
    pub(crate) guidance: Canonical,
}

/// What is to be kept, in canonical form.
pub(crate) fn keep(key: &Key, case: &[u8], notation: Notation, packs: &PackBytes, guidance: &Canonical) -> Canonical {
    let files: BTreeMap<String, Canonical> =
        packs.all().map(|bytes| (sha256(bytes), Canonical::Text(folded(bytes)))).collect();
    let case = Canonical::of([
        ("notation", Canonical::text(notation_word(notation))),
        ("hash", Canonical::text(sha256(case))),
        ("bytes", Canonical::text(folded(case))),
    ]);
    Canonical::of([
        ("key", Canonical::text(key.to_hex())),
        ("case", Some(case)),
        ("files", Some(Canonical::Fields(files))),
        ("guidance", Canonical::text(folded(guidance.to_string().as_bytes()))),
    ])
}

impl Kept {
    /// Takes out what is kept, and holds all of it against the hashes.
    pub(crate) fn read(node: &Node, content: &Content, faults: &mut Faults) -> Option<Self> {
        let mut fields = Fields::of(node, faults)?;
        let key = fields.required("key");
        let (case, files, guidance) = (fields.required("case"), fields.required("files"), fields.required("guidance"));
        fields.finish();
        let key = key_in(key?, faults)?;
        let (notation, case) = case_in(case?, faults)?;
        let files = files_in(files?, content, faults)?;
        let guidance = guidance_in(guidance?, content, &key, faults)?;
        Some(Self { key, case, notation, files, guidance })
    }
}

fn key_in(node: &Node, faults: &mut Faults) -> Option<Key> {
    let key = Key::from_hex(node.text(faults)?);
    if key.is_none() {
        faults.add(Fault::at(node.place.clone(), "this is not a key").expected("64 digits from 0 to f"));
    }
    key
}

fn case_in(node: &Node, faults: &mut Faults) -> Option<(Notation, Vec<u8>)> {
    let mut fields = Fields::of(node, faults)?;
    let notation = fields.word("notation", &["toml", "json"], notation_of);
    let (hash, bytes) = (fields.text("hash"), fields.required("bytes"));
    fields.finish();
    let bytes = unfolded(bytes?, MOST_BYTES, faults)?;
    if sha256(&bytes) != hash? {
        faults.add(wrong_hash(node, "the case"));
        return None;
    }
    Some((notation?, bytes))
}

/// Every pack that the receipt names, and what lies beside them; nothing else.
fn files_in(node: &Node, content: &Content, faults: &mut Faults) -> Option<Vec<SourceFile>> {
    let entries = node.entries(faults);
    let mut kept = BTreeMap::new();
    let mut room = MOST_BYTES;
    for (hash, folded) in entries {
        let bytes = unfolded(folded, room, faults)?;
        room = room.saturating_sub(bytes.len());
        if sha256(&bytes) != *hash {
            faults.add(wrong_hash(folded, "what is kept here"));
            return None;
        }
        kept.insert(hash.as_str(), unpacked(&bytes).or_else(|| not_files(folded, faults))?);
    }
    let named = content.packs.iter().map(|pack| (pack.id.as_str(), pack.hash.as_str()));
    let mut files = Vec::new();
    for (what, hash) in named.chain([("what lies beside the packs", content.beside_packs.as_str())]) {
        match kept.remove(hash) {
            Some(more) => files.extend(more),
            None => faults.add(Fault::at(node.place.clone(), format!("`{what}` is not kept here"))),
        }
    }
    if !kept.is_empty() {
        faults.add(Fault::at(node.place.clone(), "files are kept here that the receipt does not name"));
    }
    faults.is_empty().then_some(files)
}

fn not_files(node: &Node, faults: &mut Faults) -> Option<Vec<SourceFile>> {
    faults.add(Fault::at(node.place.clone(), "these bytes are not the files of a pack"));
    None
}

fn guidance_in(node: &Node, content: &Content, key: &Key, faults: &mut Faults) -> Option<Canonical> {
    let bytes = unfolded(node, MOST_BYTES, faults)?;
    let words = std::str::from_utf8(&bytes).unwrap_or_default();
    if !content.has_hash_of(words, key) {
        faults.add(wrong_hash(node, "the guidance"));
        return None;
    }
    let tree = notation::read(GUIDANCE, &bytes, Notation::Json).map_err(|fault| faults.add(fault)).ok()?;
    canonical(&tree)
}

fn folded(bytes: &[u8]) -> String {
    STANDARD.encode(compress_to_vec_zlib(bytes, COMPRESSION))
}

fn unfolded(node: &Node, most: usize, faults: &mut Faults) -> Option<Vec<u8>> {
    let compressed = STANDARD.decode(node.text(faults)?).ok();
    let bytes = compressed.and_then(|bytes| decompress_to_vec_zlib_with_limit(&bytes, most).ok());
    if bytes.is_none() {
        faults.add(Fault::at(node.place.clone(), "these bytes cannot be unpacked").expected("at most 64 MiB in zlib"));
    }
    bytes
}

fn notation_word(notation: Notation) -> &'static str {
    match notation {
        Notation::Toml => "toml",
        Notation::Json => "json",
    }
}

fn notation_of(word: &str) -> Option<Notation> {
    [Notation::Toml, Notation::Json].into_iter().find(|notation| notation_word(*notation) == word)
}

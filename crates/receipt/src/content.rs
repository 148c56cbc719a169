//! What a receipt holds (S-44): hashes and identities, and nothing that somebody stated. The same whether case and packs
//! lie inside it or elsewhere.

use crate::archive::packed;
use crate::hash::{Key, sha256};
use crate::seal::{canonical, format_word};
use crate::{ENGINE, FORMAT};
use guidance::{Canonical, Guidance, Looked};
use notation::{Fault, Faults, Fields, Node};
use pack::{Library, SourceFile};

/// The words under which facts and guidance are hashed.
const FACTS: &str = "rugwijzer facts";
const GUIDANCE: &str = "rugwijzer guidance";

/// What a receipt holds.
#[derive(Clone, Debug)]
pub(crate) struct Content {
    /// The version of the program.
    pub(crate) engine: String,
    pub(crate) looked: Looked,
    pub(crate) country: Option<String>,
    /// All packs that were linked, in their order.
    pub(crate) packs: Vec<NamedHash>,
    /// The hash of what lies beside the packs: their order, the sources, the glossary.
    pub(crate) beside_packs: String,
    /// Which of the packs is the house pack.
    pub(crate) house: Option<String>,
    /// The identity of the entries that were used.
    entries: Canonical,
    /// The keyed hash of the facts.
    facts: String,
    /// The keyed hash of the guidance.
    guidance: String,
}

/// A pack with its content hash.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct NamedHash {
    pub(crate) id: String,
    pub(crate) hash: String,
}

/// The files behind guidance, each pack as one run of bytes.
pub(crate) struct PackBytes {
    packs: Vec<(String, Vec<u8>)>,
    beside: Vec<u8>,
}

impl PackBytes {
    /// Those files that the library was linked from: every file of every pack, the order of the packs, the sources and the
    /// glossary. Journeys and requirements change no advice.
    pub(crate) fn of(library: &Library, files: &[SourceFile]) -> Self {
        let within = |folder: &str| -> Vec<&SourceFile> {
            files.iter().filter(|file| file.path.split_once('/').is_some_and(|(first, _)| first == folder)).collect()
        };
        let alone = files.iter().filter(|file| ["packs.toml", "glossary.toml"].contains(&file.path.as_str()));
        let beside: Vec<&SourceFile> = alone.chain(within("sources")).collect();
        let ids = library.packs().iter().map(|pack| pack.id.as_str());
        Self { packs: ids.map(|id| (id.to_owned(), packed(&within(id)))).collect(), beside: packed(&beside) }
    }

    /// All runs of bytes.
    pub(crate) fn all(&self) -> impl Iterator<Item = &[u8]> {
        self.packs.iter().map(|(_, bytes)| bytes.as_slice()).chain([self.beside.as_slice()])
    }
}

impl Content {
    pub(crate) fn of(guidance: &Guidance<'_>, bytes: &PackBytes, house: Option<&str>, key: &Key) -> Self {
        let named = |(id, bytes): &(String, Vec<u8>)| NamedHash { id: id.clone(), hash: sha256(bytes) };
        Self {
            engine: ENGINE.to_owned(),
            looked: guidance.looked(),
            country: guidance.country().map(str::to_owned),
            packs: bytes.packs.iter().map(named).collect(),
            beside_packs: sha256(&bytes.beside),
            house: house.map(str::to_owned),
            entries: guidance.entries_used(),
            facts: key.hash(FACTS, &guidance.canonical_facts().to_string()),
            guidance: key.hash(GUIDANCE, &guidance.canonical().to_string()),
        }
    }

    /// Whether this is the guidance that was hashed.
    pub(crate) fn has_hash_of(&self, guidance: &str, key: &Key) -> bool {
        self.guidance == key.hash(GUIDANCE, guidance)
    }

    /// The name of the receipt: the hash of what it holds.
    pub(crate) fn id(&self) -> String {
        let named =
            Canonical::of([("format", Canonical::text(format_word(FORMAT))), ("receipt", Some(self.canonical()))]);
        sha256(named.to_string().as_bytes())
    }

    pub(crate) fn canonical(&self) -> Canonical {
        let pack = |pack: &NamedHash| {
            Canonical::of([("id", Canonical::text(&pack.id)), ("hash", Canonical::text(&pack.hash))])
        };
        Canonical::of([
            ("engine", Canonical::text(&self.engine)),
            ("on", Canonical::text(self.looked.on)),
            ("known_on", Canonical::text(self.looked.known_on)),
            ("country", Canonical::optional(self.country.as_ref())),
            ("packs", Canonical::list(self.packs.iter().map(pack))),
            ("beside_packs", Canonical::text(&self.beside_packs)),
            ("house", Canonical::optional(self.house.as_ref())),
            ("entries", Some(self.entries.clone())),
            ("facts", Canonical::text(&self.facts)),
            ("guidance", Canonical::text(&self.guidance)),
        ])
    }

    /// What the advice was made from, as far as another run must give the same.
    pub(crate) fn given(&self) -> Canonical {
        self.canonical().without(&["engine", "guidance"])
    }

    pub(crate) fn read(node: &Node, faults: &mut Faults) -> Option<Self> {
        let mut fields = Fields::of(node, faults)?;
        let engine = fields.text("engine");
        let (on, known_on) = (fields.day("on"), fields.day("known_on"));
        let country = fields.optional_text("country");
        let packs = fields.optional_list("packs").unwrap_or_default();
        let beside_packs = fields.text("beside_packs");
        let house = fields.optional_text("house");
        let entries = fields.required("entries").and_then(canonical);
        let (facts, guidance) = (fields.text("facts"), fields.text("guidance"));
        fields.finish();
        let packs = packs.iter().map(|node| NamedHash::read(node, faults)).collect::<Option<Vec<_>>>()?;
        Some(Self {
            engine: engine?,
            looked: Looked { on: on?, known_on: known_on? },
            country,
            packs,
            beside_packs: beside_packs?,
            house,
            entries: entries?,
            facts: facts?,
            guidance: guidance?,
        })
    }
}

impl NamedHash {
    fn read(node: &Node, faults: &mut Faults) -> Option<Self> {
        let mut fields = Fields::of(node, faults)?;
        let (id, hash) = (fields.text("id"), fields.text("hash"));
        fields.finish();
        Some(Self { id: id?, hash: hash? })
    }
}

/// The fields of a whole receipt: what it holds, and what is kept inside it.
pub(crate) fn parts<'n>(tree: &'n Node, faults: &mut Faults) -> Option<(&'n Node, &'n Node)> {
    let mut fields = Fields::of(tree, faults)?;
    let (_, _) = (fields.text("format"), fields.text("seal"));
    let (content, kept) = (fields.required("receipt"), fields.required("kept"));
    fields.finish();
    content.zip(kept)
}

/// Bytes that do not have the hash that the receipt names.
pub(crate) fn wrong_hash(node: &Node, what: &str) -> Fault {
    Fault::at(node.place.clone(), format!("{what} does not match its hash")).expected("the bytes that were kept")
}

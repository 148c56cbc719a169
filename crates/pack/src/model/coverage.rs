//! What the program was asked for, requirement by requirement, and where each is met (S-49).

use facts::RuleId;
use notation::Place;
use std::borrow::Borrow;
use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

/// A requirement, for example `W-044`: the letter of its source and its number there.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RequirementId(Arc<str>);

impl RequirementId {
    /// Takes the word as it is written; which requirements exist is checked where they are listed.
    pub fn new(word: impl AsRef<str>) -> Self {
        Self(Arc::from(word.as_ref()))
    }

    /// The word itself.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What stands before the dash: the source.
    pub fn letter(&self) -> &str {
        self.0.split_once('-').map_or(&self.0, |(letter, _)| letter)
    }

    /// The number, and with how many digits it is written.
    pub(crate) fn number(&self) -> Option<(u32, usize)> {
        let (_, digits) = self.0.split_once('-')?;
        let only_digits = (2..=4).contains(&digits.len()) && digits.bytes().all(|digit| digit.is_ascii_digit());
        digits.parse().ok().filter(|_| only_digits).map(|number| (number, digits.len()))
    }
}

impl Borrow<str> for RequirementId {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for RequirementId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl fmt::Debug for RequirementId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// What kind of thing is required.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RequirementKind {
    /// What is in, and what is out.
    Scope,
    /// A person or party that acts.
    Actor,
    /// Something to record.
    Datum,
    /// A rule of decision, or a bound on what may be done.
    Rule,
    /// A limit of time, or a duration.
    Deadline,
    /// A document that is made, received or handed out.
    Doc,
    /// A published number; never a prediction for one person.
    Figure,
    /// A rule of confidentiality.
    Privacy,
    /// A rule for words and tone before the worker.
    Attitude,
    /// What follows from several sources together.
    Derived,
    /// How it was settled where sources disagree.
    Resolution,
}

impl RequirementKind {
    /// All kinds.
    pub const ALL: [RequirementKind; 11] = [
        RequirementKind::Scope,
        RequirementKind::Actor,
        RequirementKind::Datum,
        RequirementKind::Rule,
        RequirementKind::Deadline,
        RequirementKind::Doc,
        RequirementKind::Figure,
        RequirementKind::Privacy,
        RequirementKind::Attitude,
        RequirementKind::Derived,
        RequirementKind::Resolution,
    ];

    /// The word used in the list of requirements.
    pub fn as_str(self) -> &'static str {
        match self {
            RequirementKind::Scope => "SCOPE",
            RequirementKind::Actor => "ACTOR",
            RequirementKind::Datum => "DATUM",
            RequirementKind::Rule => "RULE",
            RequirementKind::Deadline => "DEADLINE",
            RequirementKind::Doc => "DOC",
            RequirementKind::Figure => "FIGURE",
            RequirementKind::Privacy => "PRIVACY",
            RequirementKind::Attitude => "ATTITUDE",
            RequirementKind::Derived => "DERIVED",
            RequirementKind::Resolution => "RESOLUTION",
        }
    }

    /// Reads that word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == word)
    }

    /// Whether it was found in no single source.
    pub fn is_derived(self) -> bool {
        matches!(self, RequirementKind::Derived | RequirementKind::Resolution)
    }
}

/// A source of requirements.
#[derive(Clone, Debug)]
pub struct RequirementSource {
    /// What its requirements begin with.
    pub letter: String,
    /// How it is called.
    pub title: String,
    /// Its requirements follow from other sources.
    pub derived: bool,
    /// Where it is listed.
    pub place: Place,
}

/// One requirement.
#[derive(Clone, Debug)]
pub struct Requirement {
    /// Its identifier.
    pub id: RequirementId,
    /// What kind of thing is required.
    pub kind: RequirementKind,
    /// What is required, in one sentence.
    pub says: String,
}

/// A room of the house, built or to be built, in which requirements are planned.
#[derive(Clone, Debug)]
pub struct PlannedRoom {
    /// Its folder: `crates/…` or `guidelines/…`.
    pub id: String,
    /// What it is for.
    pub purpose: String,
}

/// Something that exists, by which a requirement is met.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum MetBy {
    /// A rule that says so by `implements`.
    Rule(RuleId),
    /// A screen, by its route.
    Screen(String),
    /// A document of the repository, by its path.
    Document(String),
    /// A word of the glossary.
    Glossary(String),
    /// A test.
    Test {
        /// The crate it belongs to.
        room: String,
        /// The file within the crate.
        file: String,
        /// The name of the function.
        name: String,
    },
}

impl MetBy {
    /// How everything but a rule is written.
    pub(crate) const FORMS: &str =
        "`test:<crate>:<file>::<name>`, `document:<path>`, `glossary:<word>` or `screen:<route>`";

    /// Reads what stands in a file; a rule is not written there, it says by itself what it implements.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let (kind, rest) = text.split_once(':').filter(|(_, rest)| !rest.is_empty())?;
        match kind {
            "screen" => Some(MetBy::Screen(rest.to_owned())),
            "document" => Some(MetBy::Document(rest.to_owned())),
            "glossary" => Some(MetBy::Glossary(rest.to_owned())),
            "test" => {
                let (room, rest) = rest.split_once(':')?;
                let (file, name) = rest.split_once("::")?;
                let whole = ![room, file, name].contains(&"");
                whole.then(|| MetBy::Test { room: room.to_owned(), file: file.to_owned(), name: name.to_owned() })
            }
            _ => None,
        }
    }
}

impl fmt::Display for MetBy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            MetBy::Rule(rule) => write!(f, "rule:{rule}"),
            MetBy::Screen(route) => write!(f, "screen:{route}"),
            MetBy::Document(path) => write!(f, "document:{path}"),
            MetBy::Glossary(word) => write!(f, "glossary:{word}"),
            MetBy::Test { room, file, name } => write!(f, "test:{room}:{file}::{name}"),
        }
    }
}

/// What is said of a requirement outside the rules.
#[derive(Clone, Debug)]
pub enum Elsewhere {
    /// It is met by these.
    Done(Vec<MetBy>),
    /// It will be met in this room.
    Planned(String),
    /// It will not be met, because of this.
    LeftOut(String),
}

/// All requirements, and what is said of them outside the rules.
#[derive(Clone, Debug)]
pub struct Coverage {
    /// The sources in order.
    pub sources: Vec<RequirementSource>,
    /// The requirements in order.
    pub requirements: Vec<Requirement>,
    /// The rooms in which something is planned, in order.
    pub rooms: Vec<PlannedRoom>,
    /// What is met, planned or left out elsewhere than in rules, and where that is written.
    pub elsewhere: BTreeMap<RequirementId, (Elsewhere, Place)>,
}

impl Coverage {
    /// The requirement with this identifier.
    pub fn requirement(&self, id: &str) -> Option<&Requirement> {
        self.requirements.iter().find(|requirement| requirement.id.as_str() == id)
    }

    /// Which requirements there are with the letter of a word, to say what was expected instead of it.
    pub(crate) fn range_of(&self, id: &RequirementId) -> String {
        let mut alike = self.requirements.iter().filter(|known| known.id.letter() == id.letter());
        match (alike.next(), alike.next_back()) {
            (Some(first), Some(last)) => format!("a requirement from `{}` to `{}`", first.id, last.id),
            (Some(only), None) => format!("`{}`, the only one of its source", only.id),
            _ => {
                let letters: Vec<&str> = self.sources.iter().map(|source| source.letter.as_str()).collect();
                format!("one that begins with: {}", letters.join(", "))
            }
        }
    }
}

/// Where one requirement stands.
#[derive(Clone, Debug)]
pub enum Standing<'l> {
    /// Met, by what exists.
    Done(Vec<MetBy>),
    /// To be met in a room.
    Planned(&'l str),
    /// Not to be met, with the reason.
    LeftOut(&'l str),
    /// Nobody says anything of it. A folder in which this occurs does not pass the check.
    Missing,
}

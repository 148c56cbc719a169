//! Adding to a case file: bytes in, bytes out. Nothing that stands there is changed, moved or taken away; comments, order
//! and layout stay.

mod json;
mod toml;

use crate::model::case_file::FORMAT;
use crate::model::employment::Country;
use calendar::Day;
use facts::{FactKindId, PersonId, Role, Said, StatementId, SubjectId, Value};
use notation::{Fault, Notation, Place};

/// Something that is added to a case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Addition {
    /// Somebody who speaks in the case.
    Person {
        /// Identity within the case.
        id: PersonId,
        /// In which role.
        role: Role,
    },
    /// An employment.
    Employment {
        /// Identity within the case.
        id: SubjectId,
        /// Whose law holds.
        country: Country,
    },
    /// A spell of absence that has not ended.
    Spell {
        /// Identity within the case.
        id: String,
        /// From which employment, where the file declares several.
        employment: Option<SubjectId>,
        /// The first sick day.
        first_day: Day,
        /// When it was recorded.
        recorded: Day,
        /// The spell that this one puts right.
        replaces: Option<String>,
    },
    /// What somebody states.
    Statement(NewStatement),
}

/// What somebody states about one fact or several, in one entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewStatement {
    /// Identity of the entry within the case.
    pub id: String,
    /// The day it speaks about.
    pub about: Day,
    /// When it is written down.
    pub recorded: Day,
    /// Who.
    pub by: PersonId,
    /// In which role.
    pub role: Role,
    /// Who told it, if somebody else did.
    pub told_by: Option<PersonId>,
    /// Which subject, where a case can have several.
    pub of: Option<SubjectId>,
    /// What is said, fact by fact.
    pub says: Vec<(FactKindId, Said)>,
    /// Why, in words.
    pub reason: Option<String>,
    /// It was answered by leaving a tick list, or these of it, without a tick (S-21).
    pub group_answer: bool,
    /// The statement about the same fact that it puts right.
    pub replaces: Option<StatementId>,
    /// The statement about the same fact that it takes back.
    pub withdraws: Option<StatementId>,
}

/// A case file in which nothing stands yet.
pub fn new_case(notation: Notation) -> Vec<u8> {
    match notation {
        Notation::Toml => format!("format = \"{FORMAT}\"\n").into_bytes(),
        Notation::Json => format!("{{\n  \"format\": \"{FORMAT}\"\n}}\n").into_bytes(),
    }
}

/// The file with additions at the end of the lists they belong to.
///
/// ```
/// use casefile::{Addition, add, new_case};
/// use facts::Role;
/// use notation::Notation;
///
/// let added = [Addition::Person { id: "dr-vos".into(), role: Role::Bedrijfsarts }];
/// let file = add("case.toml", &new_case(Notation::Toml), Notation::Toml, &added).map_err(|fault| fault.to_string())?;
/// let case = casefile::read("case.toml", &file, Notation::Toml).map_err(|faults| format!("{faults:?}"))?;
/// assert!(case.person(&"dr-vos".into()).is_some());
/// # Ok::<(), String>(())
/// ```
///
/// # Errors
/// The file is not what it says it is, or a list has another form than a list.
pub fn add(file: &str, bytes: &[u8], notation: Notation, additions: &[Addition]) -> Result<Vec<u8>, Fault> {
    let text = std::str::from_utf8(bytes)
        .map_err(|_| Fault::at(Place::whole_file(file), "this is not UTF-8 text").expected("a file saved as UTF-8"))?;
    let mut lists: Vec<(&'static str, Vec<Fields>)> = Vec::new();
    for addition in additions {
        let (list, entry) = written(addition);
        match lists.iter_mut().find(|(name, _)| *name == list) {
            Some((_, entries)) => entries.push(entry),
            None => lists.push((list, vec![entry])),
        }
    }
    match notation {
        Notation::Toml => toml::add(file, text, &lists),
        Notation::Json => json::add(file, text, &lists),
    }
}

/// The fields of an entry, in the order in which they are written.
type Fields = Vec<(String, Written)>;

/// What stands in a field.
enum Written {
    Text(String),
    Digits(String),
    Day(Day),
    Yes,
    List(Vec<String>),
    Fields(Fields),
}

/// Which list an addition belongs to, and how it is written.
fn written(addition: &Addition) -> (&'static str, Fields) {
    let text = |word: &str| Written::Text(word.to_owned());
    let list = match addition {
        Addition::Person { .. } => "people",
        Addition::Employment { .. } => "employments",
        Addition::Spell { .. } => "spells",
        Addition::Statement(_) => "statements",
    };
    let fields = match addition {
        Addition::Person { id, role } => {
            vec![("id", text(id.as_str())), ("roles", Written::List(vec![role.as_str().to_owned()]))]
        }
        Addition::Employment { id, country } => vec![("id", text(id.as_str())), ("country", text(country.as_str()))],
        Addition::Spell { id, employment, first_day, recorded, replaces } => {
            let mut fields = vec![("id", text(id))];
            fields.extend(employment.iter().map(|id| ("employment", text(id.as_str()))));
            fields.extend([("first_day", Written::Day(*first_day)), ("recorded", Written::Day(*recorded))]);
            fields.extend(replaces.iter().map(|id| ("replaces", text(id))));
            fields
        }
        Addition::Statement(statement) => fields_of(statement),
    };
    (list, fields.into_iter().map(|(name, field)| (name.to_owned(), field)).collect())
}

fn fields_of(statement: &NewStatement) -> Vec<(&'static str, Written)> {
    let text = |word: &str| Written::Text(word.to_owned());
    let mut fields = vec![("id", text(&statement.id)), ("about", Written::Day(statement.about))];
    if statement.recorded != statement.about {
        fields.push(("recorded", Written::Day(statement.recorded)));
    }
    fields.extend([("by", text(statement.by.as_str())), ("role", text(statement.role.as_str()))]);
    fields.extend(statement.told_by.iter().map(|id| ("told_by", text(id.as_str()))));
    fields.extend(statement.of.iter().map(|id| ("of", text(id.as_str()))));
    fields.extend(statement.reason.iter().map(|reason| ("reason", text(reason))));
    if statement.group_answer {
        fields.push(("group_answer", Written::Yes));
    }
    fields.extend(statement.replaces.iter().map(|id| ("replaces", text(id.as_str()))));
    fields.extend(statement.withdraws.iter().map(|id| ("withdraws", text(id.as_str()))));
    let says: Fields =
        statement.says.iter().filter_map(|(kind, said)| Some((kind.to_string(), value_of(said)?))).collect();
    if !says.is_empty() {
        fields.push(("says", Written::Fields(says)));
    }
    fields
}

fn value_of(said: &Said) -> Option<Written> {
    Some(match said {
        Said::Nothing => return None,
        Said::DontKnow => Written::Text("dont_know".to_owned()),
        Said::Value(value @ (Value::YesNo(_) | Value::Choice(_) | Value::Text(_))) => Written::Text(value.to_string()),
        Said::Value(value @ (Value::Whole(_) | Value::Decimal(_))) => Written::Digits(value.to_string()),
        Said::Value(Value::Date(day)) => Written::Day(*day),
    })
}

/// What keeps a file from being added to.
fn cannot_add(file: &str, list: &str) -> Fault {
    Fault::at(Place::whole_file(file), format!("nothing can be added to `{list}`")).expected("a list of entries")
}

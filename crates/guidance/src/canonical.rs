//! Facts and guidance in one form that never varies: canonical JSON (S-44). What is hashed and compared is this form.
//!
//! UTF-8, fields sorted by name, no blanks, whole numbers only. What is not there is left out: there is no `null`, no empty
//! list and no `false`. Nothing is rendered, and nothing comes from a clock. Everything is taken apart field by field, so
//! that what is added to an assessment cannot be forgotten here.

mod assessment;
mod facts;

use std::collections::BTreeMap;
use std::fmt::{self, Write};

/// One value in canonical JSON. It has no float, because the type has none.
///
/// ```
/// use guidance::Canonical;
/// let told = Canonical::of([
///     ("outcome", Canonical::text("category_3")),
///     ("because", Canonical::list([])),
///     ("absence_day", Canonical::whole(25_u32)),
/// ]);
/// assert_eq!(told.to_string(), r#"{"absence_day":25,"outcome":"category_3"}"#);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Canonical {
    /// `true`; in what is made here `false` is left out.
    Truth(bool),
    /// A whole number.
    Whole(i64),
    /// Words.
    Text(String),
    /// A list, in its order.
    List(Vec<Canonical>),
    /// Fields, by their names.
    Fields(BTreeMap<String, Canonical>),
}

impl Canonical {
    /// The fields that are there.
    pub fn of<const N: usize>(fields: [(&str, Option<Canonical>); N]) -> Self {
        let there = fields.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?)));
        Canonical::Fields(there.collect())
    }

    /// Words, as they are written.
    pub fn text(words: impl fmt::Display) -> Option<Self> {
        Some(Canonical::Text(words.to_string()))
    }

    /// Words that may not be there.
    pub fn optional(words: Option<impl fmt::Display>) -> Option<Self> {
        words.and_then(Self::text)
    }

    /// A whole number.
    pub fn whole(number: impl Into<i64>) -> Option<Self> {
        Some(Canonical::Whole(number.into()))
    }

    /// Something that holds; nothing where it does not.
    pub fn truth(holds: bool) -> Option<Self> {
        holds.then_some(Canonical::Truth(true))
    }

    /// A list; nothing where it is empty.
    pub fn list(items: impl IntoIterator<Item = Canonical>) -> Option<Self> {
        let items: Vec<Canonical> = items.into_iter().collect();
        (!items.is_empty()).then_some(Canonical::List(items))
    }

    /// A list of words; nothing where it is empty.
    pub fn words(items: impl IntoIterator<Item = impl fmt::Display>) -> Option<Self> {
        Self::list(items.into_iter().map(|word| Canonical::Text(word.to_string())))
    }

    /// The same without some of its fields.
    #[must_use]
    pub fn without(mut self, names: &[&str]) -> Self {
        if let Canonical::Fields(fields) = &mut self {
            fields.retain(|name, _| !names.contains(&name.as_str()));
        }
        self
    }
}

impl fmt::Display for Canonical {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Canonical::Truth(truth) => write!(f, "{truth}"),
            Canonical::Whole(number) => write!(f, "{number}"),
            Canonical::Text(words) => quoted(words, f),
            Canonical::List(items) => {
                f.write_char('[')?;
                for (at, item) in items.iter().enumerate() {
                    comma_before(at, f)?;
                    write!(f, "{item}")?;
                }
                f.write_char(']')
            }
            Canonical::Fields(fields) => {
                f.write_char('{')?;
                for (at, (name, value)) in fields.iter().enumerate() {
                    comma_before(at, f)?;
                    quoted(name, f)?;
                    write!(f, ":{value}")?;
                }
                f.write_char('}')
            }
        }
    }
}

fn comma_before(at: usize, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    if at > 0 { f.write_char(',') } else { Ok(()) }
}

/// Words between quotation marks; only what must be escaped is escaped (RFC 8785).
fn quoted(words: &str, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    f.write_char('"')?;
    let mut plain_from = 0;
    for (at, letter) in words.char_indices().filter(|(_, letter)| matches!(letter, '"' | '\\' | '\0'..='\u{1f}')) {
        f.write_str(words.get(plain_from..at).unwrap_or_default())?;
        plain_from = at + 1;
        match letter {
            '"' => f.write_str("\\\"")?,
            '\\' => f.write_str("\\\\")?,
            '\u{8}' => f.write_str("\\b")?,
            '\t' => f.write_str("\\t")?,
            '\n' => f.write_str("\\n")?,
            '\u{c}' => f.write_str("\\f")?,
            '\r' => f.write_str("\\r")?,
            control => write!(f, "\\u{:04x}", u32::from(control))?,
        }
    }
    f.write_str(words.get(plain_from..).unwrap_or_default())?;
    f.write_char('"')
}

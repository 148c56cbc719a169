//! JSON text into the tree. A key that stands twice is a fault: nothing is silently lost.

use crate::fault::Fault;
use crate::node::{Kind, Node};
use crate::place::{Marker, Place};
use crate::size::Count;
use crate::toml_tree::exact;
use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use std::fmt;

pub(crate) fn read(file: &str, text: &str) -> Result<Node, Fault> {
    let tree = parse(text).map_err(|error| {
        let line = u32::try_from(error.line()).unwrap_or(u32::MAX);
        let column = u32::try_from(error.column()).unwrap_or(u32::MAX);
        let message = error.to_string();
        let message = message.split(" at line ").next().unwrap_or("not well formed").to_owned();
        Fault::at(Place::in_file(file, line.max(1), column.max(1)), format!("this is not JSON: {message}"))
    })?;
    let mut marker = Marker::new(file, None);
    let top = marker.top();
    let tree = placed(tree, top, &mut marker);
    marker.finish();
    tree
}

fn parse(text: &str) -> Result<Tree, serde_json::Error> {
    let mut deserializer = serde_json::Deserializer::from_str(text);
    let tree = TreeReader(&Count::default()).deserialize(&mut deserializer)?;
    deserializer.end()?;
    Ok(tree)
}

enum Tree {
    Text(String),
    Number(serde_json::Number),
    Truth(bool),
    Nothing,
    List(Vec<Tree>),
    Table(Vec<(String, Tree)>),
}

fn placed(tree: Tree, place: Place, marker: &mut Marker) -> Result<Node, Fault> {
    let kind = match tree {
        Tree::Text(text) => Kind::Text(text),
        Tree::Truth(truth) => Kind::Truth(truth),
        Tree::Nothing => Kind::Nothing,
        Tree::Number(number) => number_kind(&number).ok_or_else(|| {
            Fault::at(place.clone(), "this is not a whole number, nor a decimal with at most 18 digits")
        })?,
        Tree::List(items) => {
            let items = items.into_iter().enumerate().map(|(at, item)| {
                let here = marker.item(&place, at, 0);
                placed(item, here, marker)
            });
            Kind::List(items.collect::<Result<_, _>>()?)
        }
        Tree::Table(fields) => {
            let fields = fields.into_iter().map(|(name, value)| {
                let here = marker.field(&place, &name, 0);
                Ok((name, placed(value, here, marker)?))
            });
            Kind::Table(fields.collect::<Result<_, Fault>>()?)
        }
    };
    Ok(Node { kind, place })
}

fn number_kind(number: &serde_json::Number) -> Option<Kind> {
    let digits = number.to_string();
    match digits.parse::<i64>() {
        Ok(whole) => Some(Kind::Whole(whole)),
        Err(_) => exact(&digits).map(Kind::Decimal),
    }
}

/// Reads one value, and counts it.
#[derive(Clone, Copy)]
struct TreeReader<'c>(&'c Count);

impl<'de> DeserializeSeed<'de> for TreeReader<'_> {
    type Value = Tree;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Tree, D::Error> {
        self.0.one_more().map_err(D::Error::custom)?;
        deserializer.deserialize_any(self)
    }
}

/// With `arbitrary_precision`, serde_json hands a number over as a map with this one key.
const NUMBER_KEY: &str = "$serde_json::private::Number";

impl<'de> Visitor<'de> for TreeReader<'_> {
    type Value = Tree;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_bool<E: Error>(self, truth: bool) -> Result<Tree, E> {
        Ok(Tree::Truth(truth))
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<Tree, E> {
        Ok(Tree::Number(number.into()))
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<Tree, E> {
        Ok(Tree::Number(number.into()))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Tree, E> {
        Ok(Tree::Text(text.to_owned()))
    }

    fn visit_unit<E: Error>(self) -> Result<Tree, E> {
        Ok(Tree::Nothing)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Tree, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element_seed(self)? {
            list.push(item);
        }
        Ok(Tree::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Tree, A::Error> {
        let mut table: Vec<(String, Tree)> = Vec::new();
        let mut seen = std::collections::BTreeSet::new();
        while let Some(name) = entries.next_key::<String>()? {
            if name == NUMBER_KEY && table.is_empty() {
                // A file can hold that key too; what stands there is not repeated.
                return match entries.next_value_seed(self)? {
                    Tree::Text(digits) => {
                        digits.parse().map(Tree::Number).map_err(|_| A::Error::custom("invalid number"))
                    }
                    _ => Err(A::Error::custom("invalid number")),
                };
            }
            if !seen.insert(name.clone()) {
                return Err(A::Error::custom("a key stands twice in one object"));
            }
            table.push((name, entries.next_value_seed(self)?));
        }
        Ok(Tree::Table(table))
    }
}

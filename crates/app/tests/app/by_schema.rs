//! Whether a value is as a JSON schema says: as much of draft 2020-12 as the published schemas use. A keyword that is not
//! understood here fails the test.

use serde_json::{Map, Value};
use std::collections::BTreeSet;

/// A schema as it was published.
pub struct Schema {
    root: Value,
}

/// The properties (as pointers into the schema) by which a value was described.
pub type Described = BTreeSet<String>;

impl Schema {
    pub fn new(text: &str) -> Self {
        Self { root: serde_json::from_str(text).expect("the schema is JSON") }
    }

    pub fn at(&self, pointer: &str) -> &Value {
        self.root.pointer(pointer).unwrap_or_else(|| panic!("{pointer} stands in the schema"))
    }

    /// All properties that are described, as pointers.
    pub fn properties(&self) -> BTreeSet<String> {
        let mut found = BTreeSet::new();
        collect_properties(&self.root, "", &mut found);
        found
    }

    /// Whether a value is as the whole schema says; by which properties, or where not.
    pub fn describes(&self, value: &Value) -> Result<Described, String> {
        self.check("", value)
    }

    /// Whether a value is as the part at a pointer says.
    pub fn check(&self, pointer: &str, value: &Value) -> Result<Described, String> {
        let part = self.at(pointer).as_object().expect("a schema is an object");
        let mut described = Described::new();
        for keyword in part.keys() {
            let here = format!("{pointer}/{keyword}");
            described.extend(self.keyword(&here, keyword, part, value).map_err(|fault| {
                let shown: String = value.to_string().chars().take(120).collect();
                if fault.is_empty() { format!("{here}: {shown}") } else { fault }
            })?);
        }
        Ok(described)
    }

    /// An empty fault means: this value, by this keyword.
    fn keyword(
        &self,
        here: &str,
        keyword: &str,
        part: &Map<String, Value>,
        value: &Value,
    ) -> Result<Described, String> {
        let wanted = &part[keyword];
        let holds = match keyword {
            "$schema" | "$id" | "$defs" | "title" | "description" | "examples" | "default" | "then" | "else" => true,
            // Said by a pattern beside it.
            "format" => part.contains_key("pattern"),
            "$ref" => {
                let pointer = wanted.as_str().and_then(|to| to.strip_prefix('#')).expect("points into this schema");
                return self.check(pointer, value);
            }
            "type" => match wanted {
                Value::Array(names) => names.iter().any(|name| is_of_type(value, name.as_str().unwrap())),
                name => is_of_type(value, name.as_str().unwrap()),
            },
            "const" => value == wanted,
            "enum" => wanted.as_array().unwrap().contains(value),
            "pattern" => value.as_str().is_none_or(|text| matches(wanted.as_str().unwrap(), text)),
            "minLength" => value.as_str().is_none_or(|text| text.chars().count() >= number(wanted)),
            "maxLength" => value.as_str().is_none_or(|text| text.chars().count() <= number(wanted)),
            "minimum" => value.as_i64().is_none_or(|found| found >= wanted.as_i64().unwrap()),
            "minItems" => value.as_array().is_none_or(|items| items.len() >= number(wanted)),
            "maxItems" => value.as_array().is_none_or(|items| items.len() <= number(wanted)),
            "uniqueItems" => value.as_array().is_none_or(|items| {
                items.iter().enumerate().all(|(at, item)| !items.iter().skip(at + 1).any(|other| other == item))
            }),
            "minProperties" => value.as_object().is_none_or(|fields| fields.len() >= number(wanted)),
            "required" => value
                .as_object()
                .is_none_or(|fields| wanted.as_array().unwrap().iter().all(|name| fields.contains_key(text(name)))),
            "dependentRequired" => value.as_object().is_none_or(|fields| {
                let with = wanted.as_object().unwrap().iter().filter(|(name, _)| fields.contains_key(*name));
                with.flat_map(|(_, names)| names.as_array().unwrap()).all(|name| fields.contains_key(text(name)))
            }),
            "items" => return self.each(value.as_array().into_iter().flatten().map(|item| (here.to_owned(), item))),
            "propertyNames" => {
                let names = value.as_object().into_iter().flatten().map(|(name, _)| Value::from(name.as_str()));
                return names.map(|name| self.check(here, &name)).collect::<Result<Vec<_>, _>>().map(merged);
            }
            "properties" => return self.properties_of(here, wanted, value),
            "additionalProperties" => {
                let known = part.get("properties").and_then(Value::as_object);
                let others = value.as_object().into_iter().flatten();
                let mut others = others.filter(|(name, _)| known.is_none_or(|known| !known.contains_key(*name)));
                match wanted {
                    Value::Bool(false) => match others.next() {
                        Some((name, _)) => return Err(format!("{here}: `{name}` is not described")),
                        None => true,
                    },
                    _ => return self.each(others.map(|(_, value)| (here.to_owned(), value))),
                }
            }
            "allOf" => {
                return self.each((0..wanted.as_array().unwrap().len()).map(|at| (format!("{here}/{at}"), value)));
            }
            "anyOf" | "oneOf" => {
                let tried = (0..wanted.as_array().unwrap().len()).map(|at| self.check(&format!("{here}/{at}"), value));
                let (right, wrong): (Vec<_>, Vec<_>) = tried.partition(Result::is_ok);
                let wrong: Vec<String> = wrong.into_iter().filter_map(Result::err).collect();
                return match right.len() {
                    0 => Err(format!("{here}: none of\n{}", wrong.join("\n"))),
                    1 => Ok(merged(right.into_iter().filter_map(Result::ok).collect())),
                    _ if keyword == "anyOf" => Ok(merged(right.into_iter().filter_map(Result::ok).collect())),
                    count => Err(format!("{here}: {count} of them at once")),
                };
            }
            "not" => self.check(here, value).is_err(),
            "if" => {
                let branch = if self.check(here, value).is_ok() { "then" } else { "else" };
                let pointer = format!("{}/{branch}", here.strip_suffix("/if").unwrap());
                return if part.contains_key(branch) { self.check(&pointer, value) } else { Ok(Described::new()) };
            }
            other => panic!("the keyword `{other}` is not understood here"),
        };
        if holds { Ok(Described::new()) } else { Err(String::new()) }
    }

    fn properties_of(&self, here: &str, wanted: &Value, value: &Value) -> Result<Described, String> {
        let mut described = Described::new();
        for name in wanted.as_object().expect("are named").keys() {
            if let Some(field) = value.get(name) {
                let pointer = format!("{here}/{name}");
                described.extend(self.check(&pointer, field)?);
                described.insert(pointer);
            }
        }
        Ok(described)
    }

    fn each<'v>(&self, parts: impl Iterator<Item = (String, &'v Value)>) -> Result<Described, String> {
        parts.map(|(pointer, value)| self.check(&pointer, value)).collect::<Result<Vec<_>, _>>().map(merged)
    }
}

fn merged(all: Vec<Described>) -> Described {
    all.into_iter().flatten().collect()
}

fn number(value: &Value) -> usize {
    usize::try_from(value.as_u64().expect("is a whole number")).unwrap()
}

fn text(value: &Value) -> &str {
    value.as_str().expect("is text")
}

fn is_of_type(value: &Value, name: &str) -> bool {
    match name {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "boolean" => value.is_boolean(),
        "null" => value.is_null(),
        "number" => value.is_number(),
        "integer" => value.is_i64() || value.is_u64(),
        other => panic!("the type `{other}` is not understood here"),
    }
}

fn matches(pattern: &str, text: &str) -> bool {
    let is_day = |centuries: &[&str]| {
        let parts: Vec<&str> = text.split('-').collect();
        let digits = |part: &str, count: usize| part.len() == count && part.chars().all(|digit| digit.is_ascii_digit());
        matches!(parts.as_slice(), [year, month, day] if digits(year, 4) && digits(month, 2) && digits(day, 2))
            && (centuries.is_empty() || centuries.iter().any(|century| text.starts_with(century)))
    };
    match pattern {
        "\\S" => text.chars().any(|letter| !letter.is_whitespace()),
        "^[A-Za-z0-9._-]+$" => {
            !text.is_empty() && text.chars().all(|letter| letter.is_ascii_alphanumeric() || "._-".contains(letter))
        }
        "^[0-9a-f]{64}$" => {
            text.len() == 64 && text.chars().all(|letter| letter.is_ascii_digit() || ('a'..='f').contains(&letter))
        }
        "^[A-Z]-[0-9]+$" => text.split_once('-').is_some_and(|(letter, digits)| {
            letter.len() == 1
                && letter.chars().all(|letter| letter.is_ascii_uppercase())
                && !digits.is_empty()
                && digits.chars().all(|digit| digit.is_ascii_digit())
        }),
        "^[0-9]{4}-[0-9]{2}-[0-9]{2}$" => is_day(&[]),
        "^[0-9]{4}(-[0-9]{2}-[0-9]{2})?$" => {
            is_day(&[]) || (text.len() == 4 && text.chars().all(|letter| letter.is_ascii_digit()))
        }
        "^(19|20|21)[0-9]{2}-[0-9]{2}-[0-9]{2}$" => is_day(&["19", "20", "21"]),
        other => panic!("the pattern `{other}` is not understood here"),
    }
}

fn collect_properties(part: &Value, pointer: &str, found: &mut BTreeSet<String>) {
    match part {
        Value::Object(fields) => {
            for (name, field) in fields {
                let here = format!("{pointer}/{name}");
                if pointer.ends_with("/properties") {
                    found.insert(here.clone());
                }
                collect_properties(field, &here, found);
            }
        }
        Value::Array(items) => {
            items.iter().enumerate().for_each(|(at, item)| collect_properties(item, &format!("{pointer}/{at}"), found));
        }
        _ => {}
    }
}

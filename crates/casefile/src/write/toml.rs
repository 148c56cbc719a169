//! TOML: edited, so that comments and order survive.

use super::{Fields, Written, cannot_add};
use notation::Fault;
use toml_edit::{Array, ArrayOfTables, DocumentMut, InlineTable, Item, Table, Value};

pub(super) fn add(file: &str, text: &str, lists: &[(&'static str, Vec<Fields>)]) -> Result<Vec<u8>, Fault> {
    let mut document: DocumentMut = text.parse().map_err(|_| cannot_add(file, "this file"))?;
    for (name, entries) in lists {
        let list = document.as_table_mut().entry(name).or_insert_with(|| Item::ArrayOfTables(ArrayOfTables::new()));
        for entry in entries {
            match list {
                Item::ArrayOfTables(tables) => tables.push(table_of(entry)),
                Item::Value(Value::Array(array)) => array.push(Value::InlineTable(inline(entry))),
                _ => return Err(cannot_add(file, name)),
            }
        }
    }
    let mut written = document.to_string();
    if !written.ends_with('\n') {
        written.push('\n');
    }
    Ok(written.into_bytes())
}

fn table_of(fields: &Fields) -> Table {
    let mut table = Table::new();
    table.decor_mut().set_prefix("\n");
    for (name, field) in fields {
        table.insert(name, Item::Value(value(field)));
    }
    table
}

fn inline(fields: &Fields) -> InlineTable {
    let mut table = InlineTable::new();
    for (name, field) in fields {
        table.insert(name, value(field));
    }
    table
}

fn value(field: &Written) -> Value {
    match field {
        Written::Text(words) => Value::from(words.as_str()),
        // Digits and days are written as they read: a number never goes through a float.
        Written::Digits(digits) => digits.parse().unwrap_or_else(|_| Value::from(digits.as_str())),
        Written::Day(day) => day.to_string().parse().unwrap_or_else(|_| Value::from(day.to_string())),
        Written::Yes => Value::from(true),
        Written::List(words) => Value::Array(words.iter().map(String::as_str).collect::<Array>()),
        Written::Fields(fields) => Value::InlineTable(inline(fields)),
    }
}

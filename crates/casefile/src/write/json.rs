//! JSON: text is put in at the end of a list, and all else stays byte for byte as it stands.

use super::{Fields, Written, cannot_add};
use notation::Fault;

pub(super) fn add(file: &str, text: &str, lists: &[(&'static str, Vec<Fields>)]) -> Result<Vec<u8>, Fault> {
    let mut text = text.to_owned();
    for (name, entries) in lists {
        let members = members_of(&text).ok_or_else(|| cannot_add(file, "this file"))?;
        let entries: Vec<String> = entries.iter().map(|entry| format!("\n    {}", object(entry))).collect();
        let entries = entries.join(",");
        let found = members.iter().find(|member| member.name == *name);
        let (at, put) = match found {
            Some(member) if member.is_list => {
                let comma = if member.is_empty { "" } else { "," };
                (member.end, format!("{comma}{entries}\n  "))
            }
            Some(_) => return Err(cannot_add(file, name)),
            None => {
                let after = members.last().map(|member| member.after);
                let comma = if after.is_some() { "," } else { "" };
                let at = after.or_else(|| text.find('{').map(|at| at + 1)).ok_or_else(|| cannot_add(file, name))?;
                (at, format!("{comma}\n  \"{name}\": [{entries}\n  ]"))
            }
        };
        text.insert_str(at, &put);
    }
    Ok(text.into_bytes())
}

/// A member of the outermost object.
struct Member {
    name: String,
    is_list: bool,
    is_empty: bool,
    /// Where the last byte of its value that is not blank ends, before the bracket that closes it.
    end: usize,
    /// Right after its value.
    after: usize,
}

/// The members of the outermost object of a text that is JSON.
fn members_of(text: &str) -> Option<Vec<Member>> {
    let bytes = text.as_bytes();
    let mut at = skip_blank(bytes, 0);
    if bytes.get(at) != Some(&b'{') {
        return None;
    }
    at = skip_blank(bytes, at + 1);
    let mut members = Vec::new();
    while bytes.get(at)? == &b'"' {
        let name_ends = end_of_value(bytes, at)?;
        let name: String = serde_json::from_str(text.get(at..name_ends)?).ok()?;
        let colon = skip_blank(bytes, name_ends);
        let begins = skip_blank(bytes, colon + 1);
        let after = end_of_value(bytes, begins)?;
        let inside = bytes.get(begins + 1..after.saturating_sub(1)).unwrap_or_default();
        let filled = inside.iter().rposition(|byte| !byte.is_ascii_whitespace()).map_or(0, |last| last + 1);
        members.push(Member {
            name,
            is_list: bytes.get(begins) == Some(&b'['),
            is_empty: filled == 0,
            end: begins + 1 + filled,
            after,
        });
        at = skip_blank(bytes, after);
        if bytes.get(at) == Some(&b',') {
            at = skip_blank(bytes, at + 1);
        }
    }
    Some(members)
}

fn skip_blank(bytes: &[u8], from: usize) -> usize {
    let blank = bytes.iter().skip(from).take_while(|byte| byte.is_ascii_whitespace()).count();
    from + blank
}

/// Right after the value that begins here.
fn end_of_value(bytes: &[u8], from: usize) -> Option<usize> {
    let (mut at, mut depth, mut in_words) = (from, 0usize, false);
    loop {
        let byte = bytes.get(at)?;
        match (in_words, byte) {
            (true, b'\\') => at += 1,
            (true, b'"') => in_words = false,
            (true, _) => {}
            (false, b'"') => in_words = true,
            (false, b'{' | b'[') => depth += 1,
            (false, b'}' | b']') if depth == 0 => return Some(at),
            (false, b'}' | b']') => depth -= 1,
            (false, b',') if depth == 0 => return Some(at),
            (false, _) => {}
        }
        at += 1;
        let closed = matches!(byte, b'"' | b'}' | b']') && !in_words && depth == 0;
        if closed {
            return Some(at);
        }
    }
}

fn object(fields: &Fields) -> String {
    let fields: Vec<String> = fields.iter().map(|(name, field)| format!("{}: {}", words(name), value(field))).collect();
    format!("{{ {} }}", fields.join(", "))
}

fn value(field: &Written) -> String {
    match field {
        Written::Text(text) => words(text),
        Written::Digits(digits) => digits.clone(),
        Written::Day(day) => words(&day.to_string()),
        Written::Yes => "true".to_owned(),
        Written::List(list) => format!("[{}]", list.iter().map(|word| words(word)).collect::<Vec<_>>().join(", ")),
        Written::Fields(fields) => object(fields),
    }
}

fn words(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

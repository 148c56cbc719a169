//! TOML text into the tree.

use crate::fault::Fault;
use crate::node::{Kind, LineIndex, Node, Place};
use crate::size::{Count, path_of_field, path_of_item, refuse_too_deep};
use calendar::Day;
use rust_decimal::Decimal;
use std::sync::Arc;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

pub(crate) fn read(file: &str, text: &str) -> Result<Node, Fault> {
    let file: Arc<str> = Arc::from(file);
    let lines = LineIndex::of(text);
    let table = DeTable::parse(text).map_err(|error| {
        let offset = error.span().map_or(0, |span| span.start);
        let message = error.message().lines().next().unwrap_or("not well formed").to_owned();
        Fault::at(lines.place(&file, offset, String::new()), format!("this is not TOML: {message}"))
    })?;
    let reader = Reader { file, lines, count: Count::default() };
    reader.table(table.get_ref(), reader.lines.place(&reader.file, 0, String::new()), 0)
}

struct Reader<'t> {
    file: Arc<str>,
    lines: LineIndex<'t>,
    count: Count,
}

impl Reader<'_> {
    fn table(&self, table: &DeTable<'_>, place: Place, depth: usize) -> Result<Node, Fault> {
        let mut entries = Vec::with_capacity(table.len());
        for (key, value) in table {
            let name: &str = key.get_ref();
            let path = path_of_field(&place.path, name);
            entries.push((key.span().start, name.to_owned(), self.value(value, path, depth + 1)?));
        }
        entries.sort_by_key(|(offset, _, _)| *offset);
        let fields = entries.into_iter().map(|(_, name, node)| (name, node)).collect();
        Ok(Node { kind: Kind::Table(fields), place })
    }

    fn value(&self, value: &Spanned<DeValue<'_>>, path: String, depth: usize) -> Result<Node, Fault> {
        let place = self.lines.place(&self.file, value.span().start, path);
        refuse_too_deep(depth, &place)?;
        self.count.one_more().map_err(|refusal| Fault::at(place.clone(), refusal))?;
        let kind = match value.get_ref() {
            DeValue::String(text) => Kind::Text(text.clone().into_owned()),
            DeValue::Integer(digits) => i64::from_str_radix(digits.as_str(), digits.radix())
                .map(Kind::Whole)
                .map_err(|_| Fault::at(place.clone(), "this whole number is too large"))?,
            DeValue::Float(digits) => exact(digits.as_str())
                .map(Kind::Decimal)
                .ok_or_else(|| Fault::at(place.clone(), "this is not a decimal number with at most 18 digits"))?,
            DeValue::Boolean(truth) => Kind::Truth(*truth),
            DeValue::Datetime(moment) => {
                let date = moment.date.filter(|_| moment.time.is_none()).map(|date| date.to_string());
                Kind::Day(civil_day(date, &place)?)
            }
            DeValue::Array(items) => {
                let items = items.iter().enumerate();
                Kind::List(
                    items
                        .map(|(at, item)| self.value(item, path_of_item(&place.path, at), depth + 1))
                        .collect::<Result<_, _>>()?,
                )
            }
            DeValue::Table(table) => return self.table(table, place, depth),
        };
        Ok(Node { kind, place })
    }
}

/// A date without a time of day. The message does not repeat it: it may be something medical (S-47).
fn civil_day(date: Option<String>, place: &Place) -> Result<Day, Fault> {
    let Some(date) = date else {
        return Err(
            Fault::at(place.clone(), "a time of day stands here").expected("a day without time, such as 2026-10-19")
        );
    };
    Day::parse(&date).map_err(|_| Fault::not_a_day(place.clone()))
}

/// Reads a decimal from its digits. Infinity, not-a-number and exponents are refused.
pub(crate) fn exact(digits: &str) -> Option<Decimal> {
    const MOST_DIGITS: usize = 18;
    let plain = digits.trim_start_matches(['+', '-']);
    let count = plain.chars().filter(char::is_ascii_digit).count();
    let allowed = plain.chars().all(|letter| letter.is_ascii_digit() || letter == '.');
    (allowed && count > 0 && count <= MOST_DIGITS)
        .then(|| digits.trim_start_matches('+').parse::<Decimal>().ok().map(|number| number.normalize()))
        .flatten()
}

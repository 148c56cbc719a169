//! TOML text into the tree.

use crate::fault::Fault;
use crate::node::{Kind, Node};
use crate::place::{Marker, Place, line_and_column};
use crate::size::{Count, refuse_too_deep};
use calendar::Day;
use rust_decimal::Decimal;
use toml::Spanned;
use toml::de::{DeArray, DeTable, DeValue};

pub(crate) fn read(file: &str, text: &str) -> Result<Node, Fault> {
    let table = DeTable::parse(text).map_err(|error| {
        let offset = error.span().map_or(0, |span| span.start);
        let (line, column) = line_and_column(text.as_bytes().get(..offset).unwrap_or_default());
        let message = error.message().lines().next().unwrap_or("not well formed").to_owned();
        Fault::at(Place::in_file(file, line, column), format!("this is not TOML: {message}"))
    })?;
    let mut reader = Reader { marker: Marker::new(file, Some(text)), count: Count::default() };
    let top = reader.marker.top();
    let tree = reader.table(table.into_inner(), top, 0);
    reader.marker.finish();
    tree
}

struct Reader {
    marker: Marker,
    count: Count,
}

impl Reader {
    fn table(&mut self, table: DeTable<'_>, place: Place, depth: usize) -> Result<Node, Fault> {
        let mut entries: Vec<_> = table.into_iter().collect();
        entries.sort_unstable_by_key(|(key, _)| key.span().start);
        let mut fields = Vec::with_capacity(entries.len());
        for (key, value) in entries {
            let name = key.into_inner().into_owned();
            let here = self.marker.field(&place, &name, value.span().start);
            fields.push((name, self.value(value, here, depth + 1)?));
        }
        Ok(Node { kind: Kind::Table(fields), place })
    }

    fn value(&mut self, value: Spanned<DeValue<'_>>, place: Place, depth: usize) -> Result<Node, Fault> {
        refuse_too_deep(depth, &place)?;
        self.count.one_more().map_err(|refusal| Fault::at(place.clone(), refusal))?;
        let kind = match value.into_inner() {
            DeValue::String(text) => Kind::Text(text.into_owned()),
            DeValue::Integer(digits) => i64::from_str_radix(digits.as_str(), digits.radix())
                .map(Kind::Whole)
                .map_err(|_| Fault::at(place.clone(), "this whole number is too large"))?,
            DeValue::Float(digits) => exact(digits.as_str())
                .map(Kind::Decimal)
                .ok_or_else(|| Fault::at(place.clone(), "this is not a decimal number with at most 18 digits"))?,
            DeValue::Boolean(truth) => Kind::Truth(truth),
            DeValue::Datetime(moment) => {
                let date = moment.date.filter(|_| moment.time.is_none()).map(|date| date.to_string());
                Kind::Day(civil_day(date, &place)?)
            }
            DeValue::Array(items) => Kind::List(self.list(items, &place, depth)?),
            DeValue::Table(table) => return self.table(table, place, depth),
        };
        Ok(Node { kind, place })
    }

    fn list(&mut self, items: DeArray<'_>, place: &Place, depth: usize) -> Result<Vec<Node>, Fault> {
        let mut nodes = Vec::with_capacity(items.len());
        for (at, item) in items.into_iter().enumerate() {
            let here = self.marker.item(place, at, item.span().start);
            nodes.push(self.value(item, here, depth + 1)?);
        }
        Ok(nodes)
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

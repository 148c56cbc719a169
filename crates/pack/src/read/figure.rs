//! A published number.

use super::{localized, optional_localized, required_localized};
use crate::model::{Bound, Figure, FigureNumber};
use facts::Decimal;
use notation::{Fault, Faults, Fields, Node};

pub(super) fn figure(fields: &mut Fields<'_, '_>) -> Option<Figure> {
    let number = figure_number(fields);
    let unit = fields.optional_text("unit");
    let population = required_localized(fields, "population");
    let endpoint = required_localized(fields, "endpoint");
    let at_weeks = fields.optional("at").and_then(|node| weeks(node, fields.faults()));
    let year = fields.optional_whole("year", 1900..=2199).and_then(|year| u32::try_from(year).ok());
    let series = fields.optional_text("series");
    let caveat = optional_localized(fields, "caveat");
    Some(Figure { number: number?, unit, population: population?, endpoint: endpoint?, at_weeks, year, series, caveat })
}

/// Exactly one of `value`, `range` and `words`; a bound only beside a value.
fn figure_number(fields: &mut Fields<'_, '_>) -> Option<FigureNumber> {
    let place = fields.place().clone();
    let value = fields.optional("value").map(|node| decimal(node, fields.faults()));
    let range = fields.optional("range").map(|node| range(node, fields.faults()));
    let words = fields.optional("words").map(|node| localized(node, fields.faults()));
    let bound = fields.optional_word("bound", &["less_than", "more_than"], |word| match word {
        "less_than" => Some(Bound::LessThan),
        "more_than" => Some(Bound::MoreThan),
        _ => None,
    });
    match (value, range, words, bound) {
        (Some(value), None, None, bound) => value.map(|value| FigureNumber::One(bound.unwrap_or(Bound::Exact), value)),
        (None, Some(range), None, None) => range.map(|(from, to)| FigureNumber::Range(from, to)),
        (None, None, Some(words), None) => words.map(FigureNumber::Words),
        _ => {
            fields.faults().add(
                Fault::at(place, "this figure does not say its number")
                    .expected("exactly one of `value`, `range` and `words`; `bound` only beside `value`"),
            );
            None
        }
    }
}

fn decimal(node: &Node, faults: &mut Faults) -> Option<Decimal> {
    let number = node.decimal();
    if number.is_none() {
        faults.add(Fault::at(node.place.clone(), "this is not a number"));
    }
    number
}

fn range(node: &Node, faults: &mut Faults) -> Option<(Decimal, Decimal)> {
    let mut fields = Fields::of(node, faults)?;
    let (from, to) = (super::kinds::number_end(&mut fields, "from"), super::kinds::number_end(&mut fields, "to"));
    fields.finish();
    let (from, to) = (from?, to?);
    if from >= to {
        faults.add(Fault::at(node.place.clone(), "`to` does not lie above `from`"));
    }
    Some((from, to))
}

fn weeks(node: &Node, faults: &mut Faults) -> Option<u32> {
    let mut fields = Fields::of(node, faults)?;
    let weeks = fields.whole("weeks", 0..=5_200);
    fields.finish();
    u32::try_from(weeks?).ok()
}

//! Conditions: the whole set of operators (S-11).

use crate::model::{Aggregate, CalendarFunction, Condition, Fold, Input, Interval, Reads, Slot, Test};
use facts::{ChoiceId, FactKindId, RecordList};
use notation::{Fault, Faults, Fields, Kind, Node};
use std::collections::BTreeSet;

/// The words with which a condition can begin.
const BEGINNINGS: [&str; 9] = ["fact", "calendar", "record", "same", "any", "all", "not", "known", "unknown"];
const FUNCTIONS: [&str; 10] = [
    "absence_day",
    "absence_week",
    "complaint_days",
    "age",
    "days_since_employment_end",
    "absence_day_at_employment_end",
    "joins_around_leave",
    "joins_by_open_reading",
    "days_since",
    "absence_day_at",
];

pub(crate) fn condition(node: &Node, faults: &mut Faults) -> Option<Condition> {
    let entries = node.entries(faults);
    let has = |word: &str| entries.iter().any(|(name, _)| name == word);
    if entries.is_empty() {
        faults.add(
            Fault::at(node.place.clone(), "this condition is empty")
                .expected(format!("one of: {}", BEGINNINGS.join(", "))),
        );
        return None;
    }
    if has("record") {
        aggregate(node, faults)
    } else if has("fact") {
        fact(node, faults)
    } else if has("calendar") {
        calendar(node, faults)
    } else {
        connective(node, faults)
    }
}

/// A list of conditions.
fn conditions(node: &Node, faults: &mut Faults) -> Option<Vec<Condition>> {
    match &node.kind {
        Kind::List(items) => items.iter().map(|item| condition(item, faults)).collect(),
        other => {
            faults.add(
                Fault::at(node.place.clone(), format!("{} stands here", other.in_words()))
                    .expected("a list of conditions"),
            );
            None
        }
    }
}

fn connective(node: &Node, faults: &mut Faults) -> Option<Condition> {
    let [(word, inner)] = node.entries(faults) else {
        faults.add(
            Fault::at(node.place.clone(), "this condition has more than one beginning")
                .expected("one of them, or several inside `all` or `any`"),
        );
        return None;
    };
    match word.as_str() {
        "all" => conditions(inner, faults).map(Condition::All),
        "any" => conditions(inner, faults).map(Condition::Any),
        "not" => condition(inner, faults).map(|part| Condition::Not(Box::new(part))),
        "same" => inner.text(faults).map(|kind| Condition::Holds(Input::Same(FactKindId::new(kind)), Test::is_yes())),
        "known" => known(inner, faults),
        "unknown" => known(inner, faults).map(|part| Condition::Not(Box::new(part))),
        other => {
            faults.add(
                Fault::at(inner.place.clone(), format!("`{other}` does not begin a condition"))
                    .expected(format!("one of: {}", BEGINNINGS.join(", ")))
                    .did_you_mean(other, BEGINNINGS),
            );
            None
        }
    }
}

fn known(node: &Node, faults: &mut Faults) -> Option<Condition> {
    let kind = node.text(faults)?;
    Some(Condition::Holds(Input::Known(FactKindId::new(kind)), Test::is_yes()))
}

fn fact(node: &Node, faults: &mut Faults) -> Option<Condition> {
    let mut fields = Fields::of(node, faults)?;
    let kind = fields.text("fact").map(FactKindId::new);
    let reads = fields.optional_word("reads", &["latest", "ever"], |word| match word {
        "latest" => Some(Reads::Latest),
        "ever" => Some(Reads::Ever),
        _ => None,
    });
    let of = slot(&mut fields, "of");
    let test = test(&mut fields);
    fields.finish();
    let input = Input::Fact { kind: kind?, reads: reads.unwrap_or(Reads::Latest), of };
    Some(Condition::Holds(input, test?))
}

/// Of which of two records a field is read.
fn slot(fields: &mut Fields<'_, '_>, name: &'static str) -> Slot {
    let slot = fields.optional_word(name, &["first", "second"], |word| match word {
        "first" => Some(Slot::First),
        "second" => Some(Slot::Second),
        _ => None,
    });
    slot.unwrap_or(Slot::Own)
}

fn calendar(node: &Node, faults: &mut Faults) -> Option<Condition> {
    let mut fields = Fields::of(node, faults)?;
    let name = fields.word("calendar", &FUNCTIONS, |word| FUNCTIONS.contains(&word).then(|| word.to_owned()));
    let function = match name.as_deref() {
        Some("days_since") => {
            let kind = fields.text("of").map(FactKindId::new);
            let of = slot(&mut fields, "whose");
            kind.map(|kind| CalendarFunction::DaysSince { kind, of })
        }
        Some("absence_day_at") => fields.text("of").map(|kind| CalendarFunction::AbsenceDayAt(FactKindId::new(kind))),
        Some(word) => CalendarFunction::parse(word),
        None => None,
    };
    let test = test(&mut fields);
    fields.finish();
    Some(Condition::Holds(Input::Calendar(function?), test?))
}

/// `is`, `in` or `between`: exactly one of them.
fn test(fields: &mut Fields<'_, '_>) -> Option<Test> {
    let (is, one_of, between) = (fields.optional("is"), fields.optional("in"), fields.optional("between"));
    let faults_place = fields.place().clone();
    match (is, one_of, between) {
        (Some(node), None, None) => node.text(fields.faults()).map(Test::word),
        (None, Some(node), None) => words(node, fields.faults()).map(Test::In),
        (None, None, Some(node)) => interval(node, fields.faults()).map(Test::Between),
        _ => {
            fields.faults().add(
                Fault::at(faults_place, "this condition compares with nothing, or twice")
                    .expected("exactly one of `is`, `in`, `between`"),
            );
            None
        }
    }
}

pub(super) fn words(node: &Node, faults: &mut Faults) -> Option<BTreeSet<ChoiceId>> {
    match &node.kind {
        Kind::Text(word) => Some(BTreeSet::from([ChoiceId::new(word)])),
        Kind::List(items) if !items.is_empty() => {
            items.iter().map(|item| item.text(faults).map(ChoiceId::new)).collect()
        }
        other => {
            faults.add(
                Fault::at(node.place.clone(), format!("{} stands here", other.in_words()))
                    .expected("a word, or a list of words that is not empty"),
            );
            None
        }
    }
}

pub(super) fn interval(node: &Node, faults: &mut Faults) -> Option<Interval> {
    let mut fields = Fields::of(node, faults)?;
    let (from, above) = (fields.optional_decimal("from"), fields.optional_decimal("above"));
    let (to, below) = (fields.optional_decimal("to"), fields.optional_decimal("below"));
    let place = fields.place().clone();
    if (from.is_some() && above.is_some()) || (to.is_some() && below.is_some()) {
        fields.faults().add(
            Fault::at(place.clone(), "an end of this interval is given twice")
                .expected("`from` or `above`, and `to` or `below`"),
        );
    }
    if from.or(above).is_none() && to.or(below).is_none() {
        fields
            .faults()
            .add(Fault::at(place.clone(), "this interval has no end").expected("`from`, `above`, `to` or `below`"));
    }
    if let (Some(low), Some(high)) = (from.or(above), to.or(below)) {
        if low > high {
            fields.faults().add(Fault::at(place, "this interval ends before it begins"));
        } else if low == high && (above.is_some() || below.is_some()) {
            fields.faults().add(Fault::at(place, "this interval holds no number"));
        }
    }
    fields.finish();
    Some(Interval {
        lower: from.map(|end| (end, true)).or(above.map(|end| (end, false))),
        upper: to.map(|end| (end, true)).or(below.map(|end| (end, false))),
    })
}

fn aggregate(node: &Node, faults: &mut Faults) -> Option<Condition> {
    let mut fields = Fields::of(node, faults)?;
    let list = fields.text("record").map(RecordList::new);
    let fold = fold(&mut fields);
    fields.finish();
    let aggregate = Aggregate { list: list?, fold: fold? };
    Some(Condition::Holds(Input::Aggregate(Box::new(aggregate)), Test::is_yes()))
}

fn fold(fields: &mut Fields<'_, '_>) -> Option<Fold> {
    if let Some(node) = fields.optional("any") {
        return condition(node, fields.faults()).map(Fold::Any);
    }
    if let Some(node) = fields.optional("all") {
        return condition(node, fields.faults()).map(Fold::All);
    }
    if let Some(node) = fields.optional("count") {
        let counted = condition(node, fields.faults());
        let range = fields.required("between").and_then(|node| interval(node, fields.faults()));
        return Some(Fold::Count(counted?, range?));
    }
    if let Some(field) = fields.optional_text("latest") {
        return test(fields).map(|test| Fold::Latest(FactKindId::new(field), test));
    }
    type MakeFold = fn(FactKindId, Interval) -> Fold;
    let folds: [(&'static str, MakeFold); 3] = [("sum", Fold::Sum), ("min", Fold::Min), ("max", Fold::Max)];
    for (name, make) in folds {
        if let Some(field) = fields.optional_text(name) {
            let range = fields.required("between").and_then(|node| interval(node, fields.faults()));
            return range.map(|range| make(FactKindId::new(field), range));
        }
    }
    let place = fields.place().clone();
    fields.faults().add(
        Fault::at(place, "nothing is asked of these records")
            .expected("one of: any, all, count, sum, min, max, latest"),
    );
    None
}

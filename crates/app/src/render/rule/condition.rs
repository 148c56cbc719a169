//! Conditions as sentences.

use super::Teller;
use crate::render::page::Page;
use pack::{Aggregate, CalendarFunction, Condition, Fold, Input, Interval, Test};

impl Teller<'_> {
    pub(super) fn condition(&self, page: &mut Page, condition: &Condition, indent: usize) {
        match condition {
            Condition::All(parts) if parts.is_empty() => page.line(indent, "always"),
            Condition::All(parts) => {
                page.line(indent, "all of these hold:");
                parts.iter().for_each(|part| self.condition(page, part, indent + 2));
            }
            Condition::Any(parts) => {
                page.line(indent, "one of these holds:");
                parts.iter().for_each(|part| self.condition(page, part, indent + 2));
            }
            Condition::Not(part) => {
                page.line(indent, "this does not hold:");
                self.condition(page, part, indent + 2);
            }
            Condition::Holds(input, test) => page.marked(indent, "• ", &self.test(input, test)),
        }
    }

    fn test(&self, input: &Input, test: &Test) -> String {
        match (input, test) {
            (Input::Aggregate(aggregate), _) => self.aggregate(aggregate),
            (Input::Known(_), _) => format!("{} is known", self.input(input)),
            (Input::Same(_), _) => format!("both have the same: {}", self.input(input)),
            (_, Test::In(words)) => format!(
                "{}: {}",
                self.input(input),
                words.iter().map(|word| self.word(input, word)).collect::<Vec<_>>().join(" or ")
            ),
            (_, Test::Between(range)) => format!("{}: {}", self.input(input), range_in_words(range)),
        }
    }

    fn aggregate(&self, aggregate: &Aggregate) -> String {
        let list = &aggregate.list;
        match &aggregate.fold {
            Fold::Any(condition) => format!("for one {list}: {}", self.inline(condition)),
            Fold::All(condition) => format!("for every {list}: {}", self.inline(condition)),
            Fold::Count(condition, range) => {
                format!("how many {list} with {}: {}", self.inline(condition), range_in_words(range))
            }
            Fold::Sum(kind, range) => format!("the sum of {kind}: {}", range_in_words(range)),
            Fold::Min(kind, range) => format!("the smallest {kind}: {}", range_in_words(range)),
            Fold::Max(kind, range) => format!("the largest {kind}: {}", range_in_words(range)),
            Fold::Latest(kind, test) => format!("the latest of {}", self.test(&Input::fact(kind), test)),
        }
    }

    fn inline(&self, condition: &Condition) -> String {
        match condition {
            Condition::All(parts) => parts.iter().map(|part| self.inline(part)).collect::<Vec<_>>().join(" and "),
            Condition::Any(parts) => {
                format!("({})", parts.iter().map(|part| self.inline(part)).collect::<Vec<_>>().join(" or "))
            }
            Condition::Not(part) => format!("not {}", self.inline(part)),
            Condition::Holds(input, test) => self.test(input, test),
        }
    }

    pub(super) fn input(&self, input: &Input) -> String {
        match input {
            Input::Fact { kind, .. } | Input::Known(kind) | Input::Same(kind) => self.label(kind),
            Input::Calendar(CalendarFunction::DaysSince { kind, .. }) => format!("days since {}", self.label(kind)),
            Input::Calendar(CalendarFunction::AbsenceDayAt(kind)) => {
                format!("absence day on the day of {}", self.label(kind))
            }
            Input::Calendar(function) => function.as_str().replace('_', " "),
            Input::Aggregate(aggregate) => aggregate.list.to_string(),
        }
    }
}

pub(super) fn range_in_words(range: &Interval) -> String {
    let lower = range.lower.map(|(end, counted)| format!("{} {end}", if counted { "from" } else { "above" }));
    let upper = range.upper.map(|(end, counted)| format!("{} {end}", if counted { "to" } else { "below" }));
    lower.into_iter().chain(upper).collect::<Vec<_>>().join(" ")
}

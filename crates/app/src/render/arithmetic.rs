//! The arithmetic of a day, told step by step. What was counted is data; this only tells it (S-34).

use crate::render::Reader;
use calendar::{Arithmetic, OffsetUnit, Period, Step};

/// One line per step.
pub(crate) fn lines(arithmetic: &Arithmetic, reader: &Reader<'_>) -> Vec<String> {
    arithmetic.steps.iter().map(|step| line(step, reader)).collect()
}

fn line(step: &Step, reader: &Reader<'_>) -> String {
    let words = reader.words;
    match step {
        Step::Counted { period, from_day, to_day, .. } => span(words.counted, period, reader)
            .replace("{a}", &from_day.to_string())
            .replace("{b}", &to_day.to_string()),
        Step::Continued { period, from_day, to_day } => span(words.continued, period, reader)
            .replace("{a}", &from_day.to_string())
            .replace("{b}", &to_day.to_string()),
        Step::Gap { period, days } => span(words.gap, period, reader).replace("{n}", &days.to_string()),
        Step::Leave { period, .. } => span(words.leave, period, reader),
        Step::LeftOut { period, days } => span(words.left_out, period, reader).replace("{n}", &days.to_string()),
        Step::Offset { amount, unit, from, to } => {
            format!("{} {amount:+} {} = {}", reader.day(*from), unit_word(*unit), reader.day(*to))
        }
    }
}

fn span(pattern: &str, period: &Period, reader: &Reader<'_>) -> String {
    pattern
        .replace("{from}", &reader.day(period.first))
        .replace("{to}", &format!("{} {}", reader.words.to, reader.day(period.last)))
}

/// The sign of a unit, the same in every language.
fn unit_word(unit: OffsetUnit) -> &'static str {
    match unit {
        OffsetUnit::Days => "d",
        OffsetUnit::Weeks => "w",
        OffsetUnit::Months => "m",
        OffsetUnit::Years => "y",
        OffsetUnit::WorkingDays => "wd",
    }
}

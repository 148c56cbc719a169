//! Values as people read them, and texts with their slots filled.

use calendar::Day;
use facts::{Decimal, Language, Localized, Value};
use pack::{Declaration, Slots, ValueDomain};

/// A value that is rendered per language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReasonText {
    /// A word of a closed list.
    Word(String, Localized),
    /// Yes or no.
    YesNo(bool),
    /// A number with its unit.
    Number(Decimal, String),
    /// Numbers from and to, each end counted in or not, with their unit; without an end for ever on.
    Between(Option<(Decimal, bool)>, Option<(Decimal, bool)>, String),
    /// A day.
    Day(Day),
    /// Words that somebody wrote.
    Text(String),
    /// Nothing: it is known that there is none.
    None,
    /// A list of records holds or does not hold, by these members.
    Records(bool, Vec<String>),
}

impl ReasonText {
    /// The value of a declared fact.
    pub(crate) fn of(value: &Value, declaration: Option<&Declaration>) -> Self {
        match value {
            Value::YesNo(truth) => ReasonText::YesNo(*truth),
            Value::Whole(number) => ReasonText::Number(Decimal::from(*number), unit(declaration)),
            Value::Decimal(number) => ReasonText::Number(*number, unit(declaration)),
            Value::Date(day) => ReasonText::Day(*day),
            Value::Text(words) => ReasonText::Text(words.clone()),
            Value::Choice(word) => {
                let label = declaration.and_then(|declaration| match &declaration.domain {
                    ValueDomain::Choice(choices) => {
                        choices.iter().find(|choice| choice.id == *word).map(|choice| choice.label.clone())
                    }
                    _ => None,
                });
                let plain = word.as_str().to_owned();
                let label =
                    label.unwrap_or_else(|| Localized { nl: plain.clone(), fr: plain.clone(), en: plain.clone() });
                ReasonText::Word(plain, label)
            }
        }
    }
}

fn unit(declaration: Option<&Declaration>) -> String {
    match declaration.map(|declaration| &declaration.domain) {
        Some(ValueDomain::Number { unit, .. }) => unit.clone(),
        _ => String::new(),
    }
}

/// A text with its slots filled, language by language.
pub(crate) fn fill(text: &Localized, value: &dyn Fn(&str, Language) -> Option<String>) -> Localized {
    let filled = |language: Language| Slots::fill(text.in_language(language), |slot| value(slot, language));
    Localized { nl: filled(Language::Nl), fr: filled(Language::Fr), en: filled(Language::En) }
}

/// A day in words: `19 oktober 2026`.
pub(crate) fn day_in_words(day: Day, language: Language) -> String {
    const NL: [&str; 12] = [
        "januari",
        "februari",
        "maart",
        "april",
        "mei",
        "juni",
        "juli",
        "augustus",
        "september",
        "oktober",
        "november",
        "december",
    ];
    const FR: [&str; 12] = [
        "janvier",
        "février",
        "mars",
        "avril",
        "mai",
        "juin",
        "juillet",
        "août",
        "septembre",
        "octobre",
        "novembre",
        "décembre",
    ];
    const EN: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let names = match language {
        Language::Nl => NL,
        Language::Fr => FR,
        Language::En => EN,
    };
    let month =
        usize::try_from(day.month()).ok().and_then(|month| names.get(month.checked_sub(1)?)).copied().unwrap_or("");
    let number = match (language, day.day_of_month()) {
        (Language::Fr, 1) => "1er".to_owned(),
        (_, number) => number.to_string(),
    };
    format!("{number} {month} {}", day.year())
}

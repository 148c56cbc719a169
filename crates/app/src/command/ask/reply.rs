//! What somebody writes at a prompt, and what is meant by it.

use calendar::Day;
use facts::{Decimal, Language, Said, Value};
use guidance::{AnswersView, ItemView};

/// What is meant by a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Reply<T> {
    /// An answer.
    Answer(T),
    /// Why is this asked?
    Why,
    /// Back to the question before.
    Back,
    /// Stop here.
    Stop,
    /// It cannot be read as an answer to this question.
    Unreadable,
}

/// The words for a command, whatever the language: nobody should have to think about it.
fn command<T>(line: &str) -> Option<Reply<T>> {
    Some(match line {
        "?" => Reply::Why,
        "b" | "terug" | "back" | "retour" => Reply::Back,
        "s" | "stop" | "stoppen" | "arrêter" => Reply::Stop,
        _ => return None,
    })
}

fn is_dont_know(line: &str) -> bool {
    matches!(line, "d" | "weet niet" | "weet ik niet" | "don't know" | "dont know" | "dont_know" | "je ne sais pas")
}

fn tidy(line: &str) -> String {
    line.trim().to_lowercase()
}

/// One answer to one fact.
pub(super) fn to_item(line: &str, item: &ItemView, language: Language) -> Reply<Said> {
    let word = tidy(line);
    if let Some(command) = command(&word) {
        return command;
    }
    if is_dont_know(&word) {
        return Reply::Answer(Said::DontKnow);
    }
    match value(line.trim(), &word, &item.answers, language) {
        Some(value) => Reply::Answer(Said::Value(value)),
        None => Reply::Unreadable,
    }
}

fn value(line: &str, word: &str, answers: &AnswersView, language: Language) -> Option<Value> {
    match answers {
        AnswersView::YesNo => match word {
            "1" | "j" | "ja" | "y" | "yes" | "o" | "oui" => Some(Value::yes()),
            "2" | "n" | "nee" | "no" | "non" => Some(Value::no()),
            _ => None,
        },
        AnswersView::Choice(choices) => {
            let numbered = word.parse::<usize>().ok().and_then(|number| choices.get(number.checked_sub(1)?));
            let named = || {
                choices
                    .iter()
                    .find(|(id, label)| id.as_str() == word || label.in_language(language).to_lowercase() == word)
            };
            numbered.or_else(named).map(|(id, _)| Value::Choice(id.clone()))
        }
        AnswersView::Number { whole, min, max, .. } => {
            let number: Decimal = word.replace(',', ".").parse().ok()?;
            let fits = *min <= number && number <= *max && (!whole || number.fract().is_zero());
            let value =
                if *whole { Value::Whole(number.trunc().to_string().parse().ok()?) } else { Value::Decimal(number) };
            fits.then_some(value)
        }
        AnswersView::Day => day(word).map(Value::Date),
        AnswersView::Text => (!line.is_empty()).then(|| Value::Text(line.to_owned())),
    }
}

/// `2026-10-19`, `19-10-2026`, `19/10/2026`.
pub(super) fn day(word: &str) -> Option<Day> {
    let parts: Vec<&str> = word.trim().split(['-', '/', '.']).collect();
    let [first, month, last] = parts.as_slice() else { return None };
    let (year, day) = if first.len() == 4 { (first, last) } else { (last, first) };
    (year.len() == 4).then(|| Day::parse(&format!("{year}-{month:0>2}-{day:0>2}")).ok()).flatten()
}

/// Which of a tick list hold, and of which somebody is in doubt.
pub(super) fn to_tick_list(line: &str, items: usize) -> Reply<Vec<Tick>> {
    let word = tidy(line);
    if let Some(command) = command(&word) {
        return command;
    }
    if is_dont_know(&word) {
        return Reply::Answer(vec![Tick::InDoubt; items]);
    }
    let mut ticks = vec![Tick::No; items];
    if matches!(word.as_str(), "0" | "geen" | "geen van deze" | "none" | "none of these" | "aucun" | "aucune") {
        return Reply::Answer(ticks);
    }
    let parts: Vec<&str> = word.split([' ', ',', ';']).filter(|part| !part.is_empty()).collect();
    for part in &parts {
        let (number, tick) = match part.strip_suffix('?') {
            Some(number) => (number, Tick::InDoubt),
            None => (*part, Tick::Yes),
        };
        let at = number.parse::<usize>().ok().and_then(|number| number.checked_sub(1));
        match at.and_then(|at| ticks.get_mut(at)) {
            Some(known) => *known = tick,
            None => return Reply::Unreadable,
        }
    }
    if parts.is_empty() { Reply::Unreadable } else { Reply::Answer(ticks) }
}

/// One line of a tick list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tick {
    /// Ticked.
    Yes,
    /// Left without a tick.
    No,
    /// In doubt.
    InDoubt,
}

impl Tick {
    pub(super) fn said(self) -> Said {
        match self {
            Tick::Yes => Said::Value(Value::yes()),
            Tick::No => Said::Value(Value::no()),
            Tick::InDoubt => Said::DontKnow,
        }
    }
}

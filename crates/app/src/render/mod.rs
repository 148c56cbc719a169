//! Views as text and as JSON. Everything here receives a view made for one role, and rule and glossary words.

pub(crate) mod arithmetic;
pub(crate) mod glossary;
pub(crate) mod json;
pub(crate) mod page;
pub(crate) mod rule;
pub(crate) mod text;
pub(crate) mod words;

use calendar::Day;
use facts::{Decimal, Language, Localized, Role};
use guidance::{ReasonText, WhoSaid};
use pack::Library;
use words::Words;

/// In which language, with which words.
pub(crate) struct Reader<'a> {
    library: &'a Library,
    language: Language,
    /// The name of the service that stands before the employer's side.
    pub(crate) service_name: &'a str,
    pub(crate) words: &'static Words,
    country: Option<&'a str>,
}

impl<'a> Reader<'a> {
    pub(crate) fn new(library: &'a Library, language: Language, service_name: &'a str) -> Self {
        Self { library, language, service_name, words: words::of(language), country: None }
    }

    /// The same reader for a case in a country: roles of the other country are not named.
    pub(crate) fn in_country(&self, country: Option<&'a str>) -> Self {
        Self { country, ..*self }
    }

    pub(crate) fn language(&self) -> Language {
        self.language
    }

    pub(crate) fn tell<'t>(&self, text: &'t Localized) -> &'t str {
        text.in_language(self.language)
    }

    /// A role as the glossary calls it.
    pub(crate) fn role(&self, role: Role) -> String {
        self.word(role.as_str())
    }

    /// A word of the glossary.
    pub(crate) fn word(&self, id: &str) -> String {
        self.library.word(id).map_or_else(|| id.to_owned(), |word| self.tell(&word.label).to_owned())
    }

    pub(crate) fn roles(&self, roles: &[Role]) -> String {
        let here = roles.iter().filter(|role| self.is_of_this_country(**role));
        here.map(|role| self.role(*role)).collect::<Vec<_>>().join(", ")
    }

    fn is_of_this_country(&self, role: Role) -> bool {
        let of_role = self.library.word(role.as_str()).and_then(|word| word.country.as_deref());
        of_role.zip(self.country).is_none_or(|(of_role, here)| of_role == here)
    }

    /// `donderdag 12 november 2026`.
    pub(crate) fn weekday(&self, day: Day) -> String {
        format!("{} {}", self.words.weekday(day.weekday()), self.day(day))
    }

    /// `12 november 2026`.
    pub(crate) fn day(&self, day: Day) -> String {
        let number = match (self.language, day.day_of_month()) {
            (Language::Fr, 1) => "1er".to_owned(),
            (_, number) => number.to_string(),
        };
        format!("{number} {} {}", self.words.month(day.month()), day.year())
    }

    pub(crate) fn number(&self, number: Decimal) -> String {
        let digits = number.normalize().to_string();
        match self.language {
            Language::En => digits,
            Language::Nl | Language::Fr => digits.replace('.', ","),
        }
    }

    pub(crate) fn value(&self, value: &ReasonText) -> String {
        match value {
            ReasonText::Word(_, label) => self.tell(label).to_owned(),
            ReasonText::YesNo(true) => self.words.yes.to_owned(),
            ReasonText::YesNo(false) => self.words.no.to_owned(),
            ReasonText::Number(number, unit) if unit.is_empty() => self.number(*number),
            ReasonText::Number(number, unit) => format!("{} {}", self.number(*number), self.words.unit(unit)),
            ReasonText::Day(day) => self.day(*day),
            ReasonText::Text(words) => words.clone(),
            ReasonText::None => self.words.no_absence.to_owned(),
            ReasonText::Records(holds, members) => {
                let truth = if *holds { self.words.yes } else { self.words.no };
                if members.is_empty() { truth.to_owned() } else { format!("{truth} ({})", members.join(", ")) }
            }
        }
    }

    /// `J. Vos (bedrijfsarts), 12 november 2026`.
    pub(crate) fn who(&self, said: &WhoSaid) -> String {
        let person = said.name.clone().unwrap_or_else(|| said.person.to_string());
        let told = said.told_by.as_ref().map(|teller| format!(", {} {teller}", self.words.told_by)).unwrap_or_default();
        let group = if said.group_answer { format!(", {}", self.words.group_answer) } else { String::new() };
        format!("{person} ({}){told}, {}{group}", self.role(said.role), self.day(said.about))
    }
}

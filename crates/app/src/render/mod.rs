//! Views as text and as JSON. Everything here receives a view made for one role, and rule and glossary words.

pub(crate) mod arithmetic;
pub(crate) mod ask;
mod changes;
pub(crate) mod coverage;
pub(crate) mod deadlines;
pub(crate) mod editions;
pub(crate) mod glossary;
pub(crate) mod json;
pub(crate) mod page;
pub(crate) mod receipt;
pub(crate) mod rule;
pub(crate) mod text;
pub(crate) mod words;

use access::{Content, Wall};
use calendar::Day;
use facts::{DataClass, Decimal, Language, Localized, Role};
use guidance::{ReasonText, Since, View, WhoSaid};
use pack::Library;
use words::Words;

/// `12 november 2026`.
pub(crate) fn day_in_words(day: Day, language: Language) -> String {
    let number = match (language, day.day_of_month()) {
        (Language::Fr, 1) => "1er".to_owned(),
        (_, number) => number.to_string(),
    };
    format!("{number} {} {}", words::of(language).month(day.month()), day.year())
}

/// In which language, with which words.
pub(crate) struct Reader<'a> {
    library: &'a Library,
    language: Language,
    /// The name of the service that stands before the employer's side.
    pub(crate) service_name: &'a str,
    pub(crate) words: &'static Words,
    country: Option<&'a str>,
    /// Before the employer's side, no word stands that somebody chose freely, such as the name of a record.
    neutral: bool,
    /// Whether the title of the case may be read: free words of the service, and so perhaps medical.
    reads_title: bool,
    /// For whom the view was made.
    role_of_view: Option<Role>,
}

impl<'a> Reader<'a> {
    pub(crate) fn new(library: &'a Library, language: Language, service_name: &'a str) -> Self {
        let words = words::of(language);
        Self {
            library,
            language,
            service_name,
            words,
            country: None,
            neutral: true,
            reads_title: false,
            role_of_view: None,
        }
    }

    /// The same reader for one view: what its role may read, and only the roles of the country of the case.
    pub(crate) fn of_view(&self, view: &'a View) -> Self {
        let medical = Content { class: DataClass::Medical, neutral: false };
        let reads_title = Wall::before(view.role).is_ok_and(|wall| wall.lets_through(medical));
        Self {
            country: view.country.as_deref(),
            neutral: view.neutral,
            reads_title,
            role_of_view: Some(view.role),
            ..*self
        }
    }

    pub(crate) fn language(&self) -> Language {
        self.language
    }

    pub(crate) fn tell<'t>(&self, text: &'t Localized) -> &'t str {
        text.in_language(self.language)
    }

    /// A role as the glossary calls it.
    pub(crate) fn role(&self, role: Role) -> String {
        self.word(self.here(role).as_str())
    }

    /// The physician of a Belgian case is the arbeidsarts: packs that serve both countries name the Dutch one.
    pub(crate) fn here(&self, role: Role) -> Role {
        match (self.country, role) {
            (Some("BE"), Role::Bedrijfsarts) => Role::Arbeidsarts,
            _ => role,
        }
    }

    /// A word of the glossary.
    pub(crate) fn word(&self, id: &str) -> String {
        self.library.word(id).map_or_else(|| id.to_owned(), |word| self.tell(&word.label).to_owned())
    }

    pub(crate) fn roles(&self, roles: &[Role]) -> String {
        let mut here: Vec<String> = Vec::new();
        for role in roles.iter().map(|role| self.here(*role)).filter(|role| self.is_of_this_country(*role)) {
            let told = self.role(role);
            if !here.contains(&told) {
                here.push(told);
            }
        }
        here.join(", ")
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
        day_in_words(day, self.language)
    }

    /// A day in words, or a year.
    pub(crate) fn since(&self, since: Since) -> String {
        match since {
            Since::Day(day) => self.day(day),
            Since::Year(year) => year.to_string(),
        }
    }

    pub(crate) fn number(&self, number: Decimal) -> String {
        let digits = number.normalize().to_string();
        match self.language {
            Language::En => digits,
            Language::Nl | Language::Fr => digits.replace('.', ","),
        }
    }

    /// `8 uur of meer`, `van 8 tot en met 24 uur`.
    fn between(&self, from: Option<(Decimal, bool)>, to: Option<(Decimal, bool)>, unit: &str) -> String {
        let words = self.words;
        let end = |end: Option<(Decimal, bool)>, counted: &str, left_out: &str| {
            end.map(|(number, is_counted)| {
                format!("{} {}", if is_counted { counted } else { left_out }, self.number(number))
            })
        };
        let ends = [end(from, words.at_least, words.more_than), end(to, words.at_most, words.less_than)];
        let told: Vec<String> = ends.into_iter().flatten().collect();
        let told = if told.is_empty() { words.any_number.to_owned() } else { told.join(words.and) };
        if unit.is_empty() { told } else { format!("{told} {}", words.unit(unit)) }
    }

    pub(crate) fn value(&self, value: &ReasonText) -> String {
        match value {
            ReasonText::Word(_, label) => self.tell(label).to_owned(),
            ReasonText::YesNo(true) => self.words.yes.to_owned(),
            ReasonText::YesNo(false) => self.words.no.to_owned(),
            ReasonText::Number(number, unit) if unit.is_empty() => self.number(*number),
            ReasonText::Number(number, unit) => format!("{} {}", self.number(*number), self.words.unit(unit)),
            ReasonText::Between(from, to, unit) => self.between(*from, *to, unit),
            ReasonText::Day(day) => self.day(*day),
            ReasonText::Text(words) => words.clone(),
            ReasonText::None => self.words.no_absence.to_owned(),
            ReasonText::Records(holds, members) => {
                let truth = if *holds { self.words.yes } else { self.words.no };
                if members.is_empty() || self.neutral {
                    truth.to_owned()
                } else {
                    format!("{truth} ({})", members.join(", "))
                }
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

//! What a fact kind is: declared once, in one pack, and used by any (S-1).

use facts::{ChoiceId, DataClass, Decimal, FactKindId, Localized, Role, RuleId, SubjectKind, Value, ValueKind};

/// How urgent an alarm item is (`design.md`, Triage). The order is the order of asking.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum AlarmClass {
    /// Same-day referral.
    Emergency,
    /// Physician first, at the latest the next working day.
    Urgent,
    /// Asks the physician; never closes the path by itself.
    Assess,
}

impl AlarmClass {
    /// All classes, most urgent first.
    pub const ALL: [AlarmClass; 3] = [AlarmClass::Emergency, AlarmClass::Urgent, AlarmClass::Assess];

    /// The word used in packs.
    pub fn as_str(self) -> &'static str {
        match self {
            AlarmClass::Emergency => "emergency",
            AlarmClass::Urgent => "urgent",
            AlarmClass::Assess => "assess",
        }
    }

    /// Reads the word used in packs.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|class| class.as_str() == word)
    }
}

/// One value of a closed list with its label.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// The word.
    pub id: ChoiceId,
    /// What people read.
    pub label: Localized,
}

/// Which values are possible.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ValueDomain {
    /// Yes or no.
    YesNo,
    /// One of these.
    Choice(Vec<Choice>),
    /// A number in a range (both ends included), with its unit.
    Number {
        /// Whole numbers only.
        whole: bool,
        /// Unit, as a word of the interface.
        unit: String,
        /// Smallest.
        min: Decimal,
        /// Largest.
        max: Decimal,
    },
    /// A civil day.
    Date,
    /// Words.
    Text,
}

impl ValueDomain {
    /// The kind of value.
    pub fn kind(&self) -> ValueKind {
        match self {
            ValueDomain::YesNo => ValueKind::YesNo,
            ValueDomain::Choice(_) => ValueKind::Choice,
            ValueDomain::Number { whole: true, .. } => ValueKind::Whole,
            ValueDomain::Number { whole: false, .. } => ValueKind::Decimal,
            ValueDomain::Date => ValueKind::Date,
            ValueDomain::Text => ValueKind::Text,
        }
    }

    /// The words of a closed list (yes and no included); empty for numbers, days and text.
    pub fn words(&self) -> Vec<ChoiceId> {
        match self {
            ValueDomain::YesNo => vec![ChoiceId::new("yes"), ChoiceId::new("no")],
            ValueDomain::Choice(choices) => choices.iter().map(|choice| choice.id.clone()).collect(),
            _ => Vec::new(),
        }
    }

    /// Whether a value belongs here.
    pub fn contains(&self, value: &Value) -> bool {
        match (self, value) {
            (ValueDomain::YesNo, Value::YesNo(_))
            | (ValueDomain::Date, Value::Date(_))
            | (ValueDomain::Text, Value::Text(_)) => true,
            (ValueDomain::Choice(choices), Value::Choice(word)) => choices.iter().any(|choice| choice.id == *word),
            (ValueDomain::Number { min, max, .. }, Value::Decimal(number)) => min <= number && number <= max,
            (ValueDomain::Number { min, max, .. }, Value::Whole(number)) => {
                let number = Decimal::from(*number);
                *min <= number && number <= *max
            }
            _ => false,
        }
    }

    /// The value that was written, if it belongs here. JSON writes days as words.
    ///
    /// ```
    /// use pack::{ValueDomain, Written};
    /// assert_eq!(ValueDomain::YesNo.value_of(Written::Word("yes")), Some(facts::Value::yes()));
    /// assert_eq!(ValueDomain::YesNo.value_of(Written::Whole(1)), None);
    /// ```
    pub fn value_of(&self, written: Written<'_>) -> Option<Value> {
        let value = match (self, written) {
            (ValueDomain::YesNo, Written::Word("yes")) => Value::yes(),
            (ValueDomain::YesNo, Written::Word("no")) => Value::no(),
            (ValueDomain::Choice(_), Written::Word(word)) => Value::choice(word),
            (ValueDomain::Number { whole: true, .. }, Written::Whole(number)) => Value::Whole(number),
            (ValueDomain::Number { whole: false, .. }, Written::Whole(number)) => Value::Decimal(Decimal::from(number)),
            (ValueDomain::Number { whole: false, .. }, Written::Decimal(number)) => Value::Decimal(number),
            (ValueDomain::Number { whole: false, .. }, Written::Word(digits)) => Value::Decimal(digits.parse().ok()?),
            (ValueDomain::Date, Written::Day(day)) => Value::Date(day),
            (ValueDomain::Date, Written::Word(word)) => Value::Date(calendar::Day::parse(word).ok()?),
            (ValueDomain::Text, Written::Word(word)) => Value::Text(word.to_owned()),
            _ => return None,
        };
        self.contains(&value).then_some(value)
    }

    /// What is possible, in words for an error; names values of the declaration only.
    pub fn in_words(&self) -> String {
        match self {
            ValueDomain::YesNo => "\"yes\", \"no\" or \"dont_know\"".to_owned(),
            ValueDomain::Choice(choices) => {
                let words: Vec<&str> = choices.iter().map(|choice| choice.id.as_str()).collect();
                format!("one of: {}, dont_know", words.join(", "))
            }
            ValueDomain::Number { whole, unit, min, max } => {
                let kind = if *whole { "a whole number" } else { "a number" };
                format!("{kind} from {min} to {max} ({unit})")
            }
            ValueDomain::Date => "a day, such as 2026-10-19".to_owned(),
            ValueDomain::Text => "text".to_owned(),
        }
    }
}

/// A value as it stands in a file.
#[derive(Clone, Copy, Debug)]
pub enum Written<'w> {
    /// A word, or words.
    Word(&'w str),
    /// A whole number.
    Whole(i64),
    /// A decimal number.
    Decimal(Decimal),
    /// A day.
    Day(calendar::Day),
}

/// How a fact comes to be known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SourceKind {
    /// Told by the worker.
    History,
    /// Found on physical examination.
    Examination,
    /// Read in a document.
    Document,
    /// Measured.
    Measurement,
    /// Taken from a register.
    Register,
    /// Judged by a professional.
    Judgement,
}

impl SourceKind {
    /// Reads the word used in packs.
    pub fn parse(word: &str) -> Option<Self> {
        Some(match word {
            "history" => SourceKind::History,
            "examination" => SourceKind::Examination,
            "document" => SourceKind::Document,
            "measurement" => SourceKind::Measurement,
            "register" => SourceKind::Register,
            "judgement" => SourceKind::Judgement,
            _ => return None,
        })
    }
}

/// How long a statement stays good (S-8).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Persistence {
    /// For ever.
    Permanent,
    /// Until somebody says otherwise.
    UntilChanged,
    /// For so many days after the day it speaks about.
    Days(u32),
}

/// A fact kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Declaration {
    /// Its permanent identifier.
    pub id: FactKindId,
    /// The question or judgement that fills it; none for what the program declares itself (`<list>.complete`).
    pub filled_by: Option<RuleId>,
    /// What people read.
    pub label: Localized,
    /// Which values are possible.
    pub domain: ValueDomain,
    /// What it is about.
    pub subject: SubjectKind,
    /// How confidential it is.
    pub class: DataClass,
    /// Who may answer, most authority first.
    pub asked_of: Vec<Role>,
    /// How it comes to be known.
    pub source: SourceKind,
    /// How long it stays good.
    pub persistence: Persistence,
    /// Read as `ever`, and set aside by a physician alone (S-9).
    pub alarm: bool,
    /// A matter of record: not something a person could answer otherwise (S-27).
    pub fixed: bool,
    /// Kept for people to read; no rule reads it.
    pub record_only: bool,
    /// A yes here is also a yes on this alarm fact: a foot that slaps is a weak leg, whoever denied the weakness before.
    pub implies: Option<FactKindId>,
}

impl Declaration {
    /// The place of a role in the order of authority: lower is more. None: this role may not say it.
    pub fn authority(&self, role: Role) -> Option<usize> {
        self.asked_of.iter().position(|asked| *asked == role)
    }
}

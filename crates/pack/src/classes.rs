//! Classes of values: the finitely many kinds of answer that the tests of some rules can tell apart (S-13).
//!
//! A closed list has one class per word. A number is cut at all the bounds that are used, so that two
//! numbers in one class can never make a difference. Exact: no sampling, no rounding.

use crate::model::{Cell, Interval, Test, ValueDomain};
use facts::{ChoiceId, Decimal, Value};
use std::collections::{BTreeMap, BTreeSet};

/// The border before a number, or right after it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Cut {
    at: Decimal,
    after: bool,
}

/// What values a column or an input can have, before it is cut.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Span {
    /// A closed list of words.
    Words(Vec<ChoiceId>),
    /// Numbers.
    Numbers {
        /// Whole numbers only.
        whole: bool,
        /// Smallest, when there is one.
        min: Option<Decimal>,
        /// Largest, when there is one.
        max: Option<Decimal>,
        /// The value can be known not to exist (`none`).
        or_none: bool,
    },
}

impl Span {
    /// The span of a declared fact; none for days and text, which conditions never read.
    pub fn of_domain(domain: &ValueDomain) -> Option<Self> {
        match domain {
            ValueDomain::YesNo | ValueDomain::Choice(_) => Some(Span::Words(domain.words())),
            ValueDomain::Number { whole, min, max, .. } => {
                Some(Span::Numbers { whole: *whole, min: Some(*min), max: Some(*max), or_none: false })
            }
            ValueDomain::Date | ValueDomain::Text => None,
        }
    }

    /// The span of a yes/no.
    pub fn yes_no() -> Self {
        Span::Words(vec![ChoiceId::new("yes"), ChoiceId::new("no")])
    }
}

/// The word for "known not to exist".
pub const NONE: &str = "none";

/// The classes of one input.
#[derive(Clone, Debug)]
pub struct Classes {
    names: Vec<String>,
    words: BTreeMap<ChoiceId, usize>,
    numbers: Vec<NumberClass>,
    whole: bool,
}

/// Numbers between two cuts; an open end goes on for ever.
#[derive(Clone, Copy, Debug)]
struct NumberClass {
    lower: Option<Cut>,
    upper: Option<Cut>,
}

impl Classes {
    /// Cuts a span at all the ranges used.
    ///
    /// ```
    /// use facts::Decimal;
    /// use pack::classes::{Classes, Span};
    /// use pack::Interval;
    /// let days = Span::Numbers { whole: true, min: Some(Decimal::ONE), max: None, or_none: true };
    /// let first_week = Interval { lower: Some((1.into(), true)), upper: Some((7.into(), true)) };
    /// let classes = Classes::cut(&days, [&first_week]);
    /// let names: Vec<&str> = (0..classes.len()).map(|class| classes.name(class)).collect();
    /// assert_eq!(names, ["none", "1 to 7", "8 or more"]);
    /// ```
    pub fn cut<'i>(span: &Span, ranges: impl IntoIterator<Item = &'i Interval>) -> Self {
        match span {
            Span::Words(words) => Self {
                names: words.iter().map(|word| word.as_str().to_owned()).collect(),
                words: words.iter().cloned().enumerate().map(|(at, word)| (word, at)).collect(),
                numbers: Vec::new(),
                whole: false,
            },
            Span::Numbers { whole, min, max, or_none } => {
                let lowest = min.map(|min| Cut::new(min, false, *whole));
                let highest = max.map(|max| Cut::new(max, true, *whole));
                let words = if *or_none { vec![ChoiceId::new(NONE)] } else { Vec::new() };
                let numbers = number_classes(lowest, highest, *whole, ranges);
                Self {
                    names: words
                        .iter()
                        .map(|word| word.as_str().to_owned())
                        .chain(numbers.iter().map(|class| class.in_words(*whole)))
                        .collect(),
                    words: words.into_iter().enumerate().map(|(at, word)| (word, at)).collect(),
                    numbers,
                    whole: *whole,
                }
            }
        }
    }

    /// How many classes there are.
    pub fn len(&self) -> usize {
        self.names.len()
    }

    /// Whether there is no class at all.
    pub fn is_empty(&self) -> bool {
        self.names.is_empty()
    }

    /// A class in words: `severe`, `8 to 21`.
    pub fn name(&self, class: usize) -> &str {
        self.names.get(class).map_or("", String::as_str)
    }

    /// The numbers of a class; none where it is a word.
    pub fn interval(&self, class: usize) -> Option<Interval> {
        let numbers = self.numbers.get(class.checked_sub(self.words.len())?)?;
        Some(numbers.interval(self.whole))
    }

    /// The class of a word.
    pub fn of_word(&self, word: &str) -> Option<usize> {
        self.words.get(word).copied()
    }

    /// The class of a number; none when it lies outside the span.
    pub fn of_number(&self, number: Decimal) -> Option<usize> {
        self.numbers.iter().position(|class| class.contains(number)).map(|at| at + self.words.len())
    }

    /// The class of a value.
    pub fn of_value(&self, value: &Value) -> Option<usize> {
        match value {
            Value::YesNo(true) => self.of_word("yes"),
            Value::YesNo(false) => self.of_word("no"),
            Value::Choice(word) => self.of_word(word.as_str()),
            Value::Whole(number) => self.of_number(Decimal::from(*number)),
            Value::Decimal(number) => self.of_number(*number),
            Value::Date(_) | Value::Text(_) => None,
        }
    }

    /// The classes that fulfil a test.
    pub fn fulfilling(&self, test: &Test) -> BTreeSet<usize> {
        match test {
            Test::In(words) => self.of_words(words),
            Test::Between(range) => self.within(range),
        }
    }

    /// The classes that fulfil a cell.
    pub fn in_cell(&self, cell: &Cell) -> BTreeSet<usize> {
        match cell {
            Cell::Free => (0..self.len()).collect(),
            Cell::Words(words) => self.of_words(words),
            Cell::Range(range) => self.within(range),
        }
    }

    fn of_words(&self, words: &BTreeSet<ChoiceId>) -> BTreeSet<usize> {
        words.iter().filter_map(|word| self.of_word(word.as_str())).collect()
    }

    /// A class lies wholly within a range or wholly outside it: the cuts see to that.
    fn within(&self, range: &Interval) -> BTreeSet<usize> {
        let from = range.lower.map(|(end, counted)| Cut::new(end, !counted, self.whole));
        let to = range.upper.map(|(end, counted)| Cut::new(end, counted, self.whole));
        let inside = |class: &NumberClass| {
            from.is_none_or(|from| class.lower.is_some_and(|lower| lower >= from))
                && to.is_none_or(|to| class.upper.is_some_and(|upper| upper <= to))
        };
        self.numbers
            .iter()
            .enumerate()
            .filter(|(_, class)| inside(class))
            .map(|(at, _)| at + self.words.len())
            .collect()
    }
}

fn number_classes<'i>(
    lowest: Option<Cut>,
    highest: Option<Cut>,
    whole: bool,
    ranges: impl IntoIterator<Item = &'i Interval>,
) -> Vec<NumberClass> {
    let mut cuts = BTreeSet::new();
    for range in ranges {
        cuts.extend(range.lower.map(|(end, counted)| Cut::new(end, !counted, whole)));
        cuts.extend(range.upper.map(|(end, counted)| Cut::new(end, counted, whole)));
    }
    cuts.retain(|cut| lowest.is_none_or(|low| *cut > low) && highest.is_none_or(|high| *cut < high));
    let lowers = std::iter::once(lowest).chain(cuts.iter().copied().map(Some));
    let uppers = cuts.iter().copied().map(Some).chain(std::iter::once(highest));
    lowers.zip(uppers).map(|(lower, upper)| NumberClass { lower, upper }).collect()
}

impl Cut {
    /// Among whole numbers, right after 7 is right before 8.
    fn new(at: Decimal, after: bool, whole: bool) -> Self {
        match (whole, after) {
            (true, true) => Self { at: at.floor() + Decimal::ONE, after: false },
            (true, false) => Self { at: at.ceil(), after: false },
            (false, after) => Self { at, after },
        }
    }

    fn lies_before(self, number: Decimal) -> bool {
        self.at < number || (self.at == number && !self.after)
    }
}

impl NumberClass {
    fn contains(&self, number: Decimal) -> bool {
        self.lower.is_none_or(|lower| lower.lies_before(number))
            && self.upper.is_none_or(|upper| !upper.lies_before(number))
    }

    /// Whole numbers count both ends in.
    fn interval(&self, whole: bool) -> Interval {
        let lower = self.lower.map(|low| (low.at, !low.after));
        let upper = self.upper.map(|high| if whole { (high.at - Decimal::ONE, true) } else { (high.at, high.after) });
        Interval { lower, upper }
    }

    fn in_words(&self, whole: bool) -> String {
        let one = Decimal::ONE;
        match (self.lower, self.upper) {
            (Some(low), Some(high)) if whole && high.at - one == low.at => low.at.to_string(),
            (Some(low), Some(high)) if whole => format!("{} to {}", low.at, high.at - one),
            (Some(low), None) if whole => format!("{} or more", low.at),
            (None, Some(high)) if whole => format!("{} or less", high.at - one),
            (Some(low), Some(high)) => format!("{} and {}", low.as_lower(), high.as_upper()),
            (Some(low), None) => low.as_lower(),
            (None, Some(high)) => high.as_upper(),
            (None, None) => "any number".to_owned(),
        }
    }
}

impl Cut {
    fn as_lower(self) -> String {
        format!("{} {}", if self.after { "more than" } else { "at least" }, self.at)
    }

    fn as_upper(self) -> String {
        format!("{} {}", if self.after { "at most" } else { "less than" }, self.at)
    }
}

//! Typed reading of the fields of one table. Every field that nobody asked for is a fault.

use crate::fault::{Fault, Faults};
use crate::node::{Kind, Node};
use crate::place::Place;
use calendar::Day;
use rust_decimal::Decimal;

/// The fields of one table. Each reading method takes a field; [`Fields::finish`] reports what is left.
///
/// Methods with `optional` in their name return `None` without a fault when the field is not there;
/// all others note a fault and return `None`.
///
/// ```
/// use notation::{read, Faults, Fields, Notation};
/// let tree = read("x.toml", b"id = \"a\"\nkindd = 3", Notation::Toml).expect("is TOML");
/// let mut faults = Faults::new();
/// let mut fields = Fields::of(&tree, &mut faults).expect("is a table");
/// assert_eq!(fields.text("id").as_deref(), Some("a"));
/// fields.optional_text("kind");
/// fields.finish();
/// assert!(faults.into_sorted()[0].to_string().ends_with("did you mean `kind`?"));
/// ```
pub struct Fields<'n, 'f> {
    place: &'n Place,
    /// Those that nobody has asked for yet.
    left: Vec<(&'n str, &'n Node)>,
    asked: Vec<&'static str>,
    faults: &'f mut Faults,
}

impl<'n, 'f> Fields<'n, 'f> {
    /// The fields of a node; a fault when it is no table.
    pub fn of(node: &'n Node, faults: &'f mut Faults) -> Option<Self> {
        match &node.kind {
            Kind::Table(fields) => Some(Self {
                place: &node.place,
                left: fields.iter().map(|(name, value)| (name.as_str(), value)).collect(),
                asked: Vec::new(),
                faults,
            }),
            other => {
                faults.add(wrong_kind(node, other, "a table of fields"));
                None
            }
        }
    }

    /// Where the table stands.
    pub fn place(&self) -> &'n Place {
        self.place
    }

    /// The faults, to note one more while reading.
    pub fn faults(&mut self) -> &mut Faults {
        self.faults
    }

    /// Takes a field as it stands.
    pub fn optional(&mut self, name: &'static str) -> Option<&'n Node> {
        self.asked.push(name);
        let at = self.left.iter().position(|(left, _)| *left == name)?;
        Some(self.left.swap_remove(at).1)
    }

    /// Takes a field that must be there.
    pub fn required(&mut self, name: &'static str) -> Option<&'n Node> {
        let found = self.optional(name);
        if found.is_none() {
            self.faults.add(Fault::at(self.place.clone(), format!("the field `{name}` is missing")));
        }
        found
    }

    /// Words that must be there.
    pub fn text(&mut self, name: &'static str) -> Option<String> {
        let node = self.required(name)?;
        text_of(node, self.faults).map(str::to_owned)
    }

    /// Words, if they are there.
    pub fn optional_text(&mut self, name: &'static str) -> Option<String> {
        let node = self.optional(name)?;
        text_of(node, self.faults).map(str::to_owned)
    }

    /// A word of a closed list, turned into what it means.
    pub fn word<T>(&mut self, name: &'static str, right: &[&str], parse: impl Fn(&str) -> Option<T>) -> Option<T> {
        let node = self.required(name)?;
        word_of(node, right, parse, self.faults)
    }

    /// A word of a closed list, if it is there.
    pub fn optional_word<T>(
        &mut self,
        name: &'static str,
        right: &[&str],
        parse: impl Fn(&str) -> Option<T>,
    ) -> Option<T> {
        let node = self.optional(name)?;
        word_of(node, right, parse, self.faults)
    }

    /// A list of words.
    pub fn optional_texts(&mut self, name: &'static str) -> Vec<(String, Place)> {
        let Some(items) = self.optional_list(name) else { return Vec::new() };
        let mut words = Vec::new();
        for item in items {
            if let Some(word) = text_of(item, self.faults) {
                words.push((word.to_owned(), item.place.clone()));
            }
        }
        words
    }

    /// A list.
    pub fn optional_list(&mut self, name: &'static str) -> Option<&'n [Node]> {
        let node = self.optional(name)?;
        match &node.kind {
            Kind::List(items) => Some(items),
            other => {
                self.faults.add(wrong_kind(node, other, "a list"));
                None
            }
        }
    }

    /// A whole number within a range, if it is there.
    pub fn optional_whole(&mut self, name: &'static str, range: std::ops::RangeInclusive<i64>) -> Option<i64> {
        let node = self.optional(name)?;
        match node.kind {
            Kind::Whole(number) if range.contains(&number) => Some(number),
            _ => {
                let expected = format!("a whole number from {} to {}", range.start(), range.end());
                self.faults.add(wrong_kind(node, &node.kind, &expected));
                None
            }
        }
    }

    /// A whole number within a range that must be there.
    pub fn whole(&mut self, name: &'static str, range: std::ops::RangeInclusive<i64>) -> Option<i64> {
        if self.left.iter().all(|(left, _)| *left != name) {
            self.required(name);
            return None;
        }
        self.optional_whole(name, range)
    }

    /// A decimal, if it is there.
    pub fn optional_decimal(&mut self, name: &'static str) -> Option<Decimal> {
        let node = self.optional(name)?;
        let number = decimal_of(node);
        if number.is_none() {
            self.faults.add(wrong_kind(node, &node.kind, "a number"));
        }
        number
    }

    /// `true` or `false`; not there is `false`.
    pub fn flag(&mut self, name: &'static str) -> bool {
        match self.optional(name) {
            None => false,
            Some(Node { kind: Kind::Truth(truth), .. }) => *truth,
            Some(node) => {
                self.faults.add(wrong_kind(node, &node.kind, "true or false"));
                false
            }
        }
    }

    /// A day that must be there.
    pub fn day(&mut self, name: &'static str) -> Option<Day> {
        let node = self.required(name)?;
        day_of(node, self.faults)
    }

    /// A day, if it is there.
    pub fn optional_day(&mut self, name: &'static str) -> Option<Day> {
        let node = self.optional(name)?;
        day_of(node, self.faults)
    }

    /// Ends the reading: every field that nobody asked for is a fault with the nearest right name.
    pub fn finish(self) {
        for (name, node) in &self.left {
            let shown = crate::size::shown(name);
            self.faults.add(
                Fault::at(node.place.clone(), format!("the field `{shown}` is not known here"))
                    .expected(format!("one of: {}", self.asked.join(", ")))
                    .did_you_mean(name, self.asked.iter().copied()),
            );
        }
    }
}

/// The words of a text node; a fault otherwise.
pub(crate) fn text_of<'n>(node: &'n Node, faults: &mut Faults) -> Option<&'n str> {
    match &node.kind {
        Kind::Text(text) => Some(text),
        other => {
            faults.add(wrong_kind(node, other, "text between quotation marks"));
            None
        }
    }
}

fn word_of<T>(node: &Node, right: &[&str], parse: impl Fn(&str) -> Option<T>, faults: &mut Faults) -> Option<T> {
    let word = text_of(node, faults)?;
    let meant = parse(word);
    if meant.is_none() {
        faults.add(
            Fault::at(node.place.clone(), "this word is not known here")
                .expected(format!("one of: {}", right.join(", ")))
                .did_you_mean(word, right.iter().copied()),
        );
    }
    meant
}

/// A day: TOML's own, or text in the form 2026-10-19.
pub(crate) fn day_of(node: &Node, faults: &mut Faults) -> Option<Day> {
    match &node.kind {
        Kind::Day(day) => Some(*day),
        Kind::Text(text) => Day::parse(text).map_err(|_| faults.add(Fault::not_a_day(node.place.clone()))).ok(),
        other => {
            faults.add(wrong_kind(node, other, "a day, such as 2026-10-19"));
            None
        }
    }
}

/// A number: a decimal or whole number, or its digits between quotation marks.
fn decimal_of(node: &Node) -> Option<Decimal> {
    match &node.kind {
        Kind::Decimal(number) => Some(*number),
        Kind::Whole(number) => Some(Decimal::from(*number)),
        Kind::Text(digits) => crate::toml_tree::exact(digits),
        _ => None,
    }
}

fn wrong_kind(node: &Node, found: &Kind, expected: &str) -> Fault {
    Fault::at(node.place.clone(), format!("{} stands here", found.in_words())).expected(expected)
}

impl Node {
    /// The words of this node; a fault otherwise.
    pub fn text(&self, faults: &mut Faults) -> Option<&str> {
        text_of(self, faults)
    }

    /// The day of this node; a fault otherwise.
    pub fn day(&self, faults: &mut Faults) -> Option<Day> {
        day_of(self, faults)
    }

    /// The number of this node, if it is one.
    pub fn decimal(&self) -> Option<Decimal> {
        decimal_of(self)
    }

    /// The fields of this node in the order of the file; a fault when it is no table.
    pub fn entries(&self, faults: &mut Faults) -> &[(String, Node)] {
        match &self.kind {
            Kind::Table(fields) => fields,
            other => {
                faults.add(wrong_kind(self, other, "a table of fields"));
                &[]
            }
        }
    }
}

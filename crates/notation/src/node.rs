//! The tree: what stood in the file, and where.

use calendar::Day;
use rust_decimal::Decimal;
use std::fmt;
use std::sync::Arc;

/// Where something stands: file, line and column when the notation gives them, and the path of the field.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The file as it was named by the caller.
    pub file: Arc<str>,
    /// Line, counted from 1.
    pub line: Option<u32>,
    /// Column in characters, counted from 1.
    pub column: Option<u32>,
    /// The path of the field, for example `statements[3].about`; empty for the whole file.
    pub path: String,
}

impl Place {
    /// A place in a file by line and column.
    pub fn in_file(file: &str, line: u32, column: u32) -> Self {
        Self { file: Arc::from(file), line: Some(line), column: Some(column), path: String::new() }
    }

    /// A whole file.
    pub fn whole_file(file: &str) -> Self {
        Self { file: Arc::from(file), line: None, column: None, path: String::new() }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.file)?;
        if let (Some(line), Some(column)) = (self.line, self.column) {
            write!(f, ":{line}:{column}")?;
        }
        if !self.path.is_empty() {
            write!(f, " ({})", self.path)?;
        }
        Ok(())
    }
}

/// One thing in the tree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node {
    /// What it is.
    pub kind: Kind,
    /// Where it stands.
    pub place: Place,
}

/// What a node is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Words between quotation marks.
    Text(String),
    /// A whole number.
    Whole(i64),
    /// A decimal number, read from its digits.
    Decimal(Decimal),
    /// `true` or `false`.
    Truth(bool),
    /// A civil day (TOML only; JSON writes days as text).
    Day(Day),
    /// A list.
    List(Vec<Node>),
    /// Named fields, in the order of the file.
    Table(Vec<(String, Node)>),
    /// JSON `null`.
    Nothing,
}

impl Kind {
    /// What it is, in words for a person.
    pub fn in_words(&self) -> &'static str {
        match self {
            Kind::Text(_) => "text",
            Kind::Whole(_) => "a whole number",
            Kind::Decimal(_) => "a decimal number",
            Kind::Truth(_) => "true or false",
            Kind::Day(_) => "a day",
            Kind::List(_) => "a list",
            Kind::Table(_) => "a table of fields",
            Kind::Nothing => "nothing (null)",
        }
    }
}

/// Line and column (both from 1) right after the given text; bytes of one character count once.
pub(crate) fn line_and_column(before: &[u8]) -> (u32, u32) {
    let line = before.iter().filter(|byte| **byte == b'\n').count();
    let last_line = before.iter().rposition(|byte| *byte == b'\n').map_or(0, |at| at + 1);
    let column = characters_in(before.get(last_line..).unwrap_or_default());
    (from_one(line), from_one(column))
}

/// Finds line and column for many offsets without reading the text, or one long line of it, again each time.
pub(crate) struct LineIndex<'t> {
    text: &'t [u8],
    starts: Vec<usize>,
    /// How many characters begin before each block of bytes.
    before_block: Vec<usize>,
}

impl<'t> LineIndex<'t> {
    const BLOCK: usize = 256;

    pub(crate) fn of(text: &'t str) -> Self {
        let text = text.as_bytes();
        let starts = std::iter::once(0)
            .chain(text.iter().enumerate().filter(|(_, byte)| **byte == b'\n').map(|(at, _)| at + 1))
            .collect();
        let mut before_block = vec![0];
        let mut counted = 0;
        for block in text.chunks(Self::BLOCK) {
            counted += characters_in(block);
            before_block.push(counted);
        }
        Self { text, starts, before_block }
    }

    pub(crate) fn place(&self, file: &Arc<str>, offset: usize, path: String) -> Place {
        let line = self.starts.partition_point(|start| *start <= offset).saturating_sub(1);
        let start = self.starts.get(line).copied().unwrap_or(0);
        let column = self.characters_before(offset).saturating_sub(self.characters_before(start));
        Place { file: file.clone(), line: Some(from_one(line)), column: Some(from_one(column)), path }
    }

    fn characters_before(&self, offset: usize) -> usize {
        let block = offset / Self::BLOCK;
        let before = self.before_block.get(block).copied().unwrap_or(0);
        before + characters_in(self.text.get(block * Self::BLOCK..offset).unwrap_or_default())
    }
}

/// Every byte begins a character, but for those that continue one.
fn characters_in(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| (**byte & 0xC0) != 0x80).count()
}

fn from_one(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX).saturating_add(1)
}

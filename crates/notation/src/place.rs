//! Where something stands in a file.

use crate::size::{path_of_field, path_of_item};
use std::cmp::Ordering;
use std::fmt;
use std::sync::{Arc, OnceLock};

/// Where something stands: the file, line and column when the notation gives them, and the path of the field.
///
/// A file holds thousands of values, and hardly ever is anything wrong with one of them. A place is therefore only a mark
/// in the file; line, column and path are found when somebody asks.
///
/// ```
/// use notation::{read, Kind, Notation};
/// let tree = read("case.toml", b"spells = [\n  { first = 3 } ]", Notation::Toml).expect("is TOML");
/// let Kind::Table(fields) = &tree.kind else { panic!("a file is a table") };
/// let Kind::List(spells) = &fields[0].1.kind else { panic!("spells is a list") };
/// assert_eq!(spells[0].place.to_string(), "case.toml:2:3 (spells[0])");
/// ```
#[derive(Clone)]
pub struct Place {
    file: Arc<File>,
    mark: Mark,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Mark {
    WholeFile,
    Point {
        line: u32,
        column: u32,
    },
    /// A value by its number among the values of the file.
    Value(u32),
}

impl Place {
    /// A place in a file by line and column.
    pub fn in_file(file: &str, line: u32, column: u32) -> Self {
        Self { file: Arc::new(File::new(file, None)), mark: Mark::Point { line, column } }
    }

    /// A whole file.
    pub fn whole_file(file: &str) -> Self {
        Self { file: Arc::new(File::new(file, None)), mark: Mark::WholeFile }
    }

    /// The file as it was named by the caller.
    pub fn file(&self) -> &str {
        &self.file.name
    }

    /// Line, counted from 1.
    pub fn line(&self) -> Option<u32> {
        self.line_and_column().map(|(line, _)| line)
    }

    /// Column in characters, counted from 1.
    pub fn column(&self) -> Option<u32> {
        self.line_and_column().map(|(_, column)| column)
    }

    /// The path of the field, for example `statements[3].about`; empty for the whole file.
    pub fn path(&self) -> String {
        match self.mark {
            Mark::Value(number) => self.file.values().path(number),
            Mark::WholeFile | Mark::Point { .. } => String::new(),
        }
    }

    fn line_and_column(&self) -> Option<(u32, u32)> {
        match self.mark {
            Mark::WholeFile => None,
            Mark::Point { line, column } => Some((line, column)),
            Mark::Value(number) => self.file.line_and_column(self.file.values().offset(number)?),
        }
    }

    /// What places are compared by. Whoever compares many keeps it.
    pub(crate) fn found(&self) -> Found {
        Found { file: self.file.name.clone(), at: self.line_and_column(), path: self.path() }
    }
}

/// A place, found: file, line and column, path. In this order places follow each other.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Found {
    file: Arc<str>,
    at: Option<(u32, u32)>,
    path: String,
}

impl PartialEq for Place {
    fn eq(&self, other: &Self) -> bool {
        (Arc::ptr_eq(&self.file, &other.file) && self.mark == other.mark) || self.found() == other.found()
    }
}

impl Eq for Place {}

impl PartialOrd for Place {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Place {
    fn cmp(&self, other: &Self) -> Ordering {
        self.found().cmp(&other.found())
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.file())?;
        if let Some((line, column)) = self.line_and_column() {
            write!(f, ":{line}:{column}")?;
        }
        match self.path() {
            path if path.is_empty() => Ok(()),
            path => write!(f, " ({path})"),
        }
    }
}

impl fmt::Debug for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}

/// What is needed to find the values of a file again.
struct File {
    name: Arc<str>,
    /// The text, where the notation says at which byte of it a value begins.
    text: Option<Box<str>>,
    lines: OnceLock<LineIndex>,
    values: OnceLock<Values>,
}

impl File {
    fn new(name: &str, text: Option<&str>) -> Self {
        let text = text.map(Box::from);
        Self { name: Arc::from(name), text, lines: OnceLock::new(), values: OnceLock::new() }
    }

    fn values(&self) -> &Values {
        self.values.get_or_init(Values::default)
    }

    fn line_and_column(&self, offset: usize) -> Option<(u32, u32)> {
        let text = self.text.as_deref()?;
        Some(self.lines.get_or_init(|| LineIndex::of(text)).line_and_column(text, offset))
    }
}

/// Marks the values of one file while it is read.
pub(crate) struct Marker {
    file: Arc<File>,
    values: Values,
}

impl Marker {
    /// A file of which nothing has been read yet.
    pub(crate) fn new(name: &str, text: Option<&str>) -> Self {
        Self { file: Arc::new(File::new(name, text)), values: Values::default() }
    }

    /// The value that the whole file is.
    pub(crate) fn top(&mut self) -> Place {
        self.mark(&Mark::WholeFile, Called::Top, 0)
    }

    /// A value that stands in a table under a name.
    pub(crate) fn field(&mut self, table: &Place, name: &str, offset: usize) -> Place {
        let from = number_of(self.values.names.len());
        self.values.names.push_str(name);
        let upto = number_of(self.values.names.len());
        self.mark(&table.mark, Called::Field { from, upto }, offset)
    }

    /// A value that stands in a list.
    pub(crate) fn item(&mut self, list: &Place, at: usize, offset: usize) -> Place {
        self.mark(&list.mark, Called::Item(number_of(at)), offset)
    }

    /// All is read: from now on its places can be found.
    pub(crate) fn finish(self) {
        // Nobody else sets it: this is the only marker of this file.
        _ = self.file.values.set(self.values);
    }

    fn mark(&mut self, within: &Mark, called: Called, offset: usize) -> Place {
        let number = number_of(self.values.all.len());
        let within = if let Mark::Value(number) = within { *number } else { 0 };
        self.values.all.push(Value { within, called, offset: number_of(offset) });
        Place { file: self.file.clone(), mark: Mark::Value(number) }
    }
}

/// The values of one file in the order in which they were read; the file itself comes first.
#[derive(Default)]
struct Values {
    all: Vec<Value>,
    /// The names of all fields, one after the other.
    names: String,
}

struct Value {
    /// The number of the table or list in which it stands.
    within: u32,
    called: Called,
    /// The byte at which it begins.
    offset: u32,
}

#[derive(Clone, Copy)]
enum Called {
    Top,
    Field { from: u32, upto: u32 },
    Item(u32),
}

impl Values {
    fn get(&self, number: u32) -> Option<&Value> {
        self.all.get(index(number))
    }

    fn offset(&self, number: u32) -> Option<usize> {
        self.get(number).map(|value| index(value.offset))
    }

    fn path(&self, number: u32) -> String {
        let mut way = Vec::new();
        let mut at = number;
        while let Some(Value { within, called: called @ (Called::Field { .. } | Called::Item(_)), .. }) = self.get(at) {
            way.push(*called);
            at = *within;
        }
        way.into_iter().rev().fold(String::new(), |path, called| match called {
            Called::Top => path,
            Called::Field { from, upto } => {
                path_of_field(&path, self.names.get(index(from)..index(upto)).unwrap_or_default())
            }
            Called::Item(at) => path_of_item(&path, index(at)),
        })
    }
}

/// No file is large enough for more (`size.rs`).
fn number_of(index: usize) -> u32 {
    u32::try_from(index).unwrap_or(u32::MAX)
}

fn index(number: u32) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}

/// Line and column (both from 1) right after the given text; bytes of one character count once.
pub(crate) fn line_and_column(before: &[u8]) -> (u32, u32) {
    let line = before.iter().filter(|byte| **byte == b'\n').count();
    let last_line = before.iter().rposition(|byte| *byte == b'\n').map_or(0, |at| at + 1);
    let column = characters_in(before.get(last_line..).unwrap_or_default());
    (from_one(line), from_one(column))
}

/// Finds line and column for many offsets without reading the text, or one long line of it, again each time.
struct LineIndex {
    starts: Vec<usize>,
    /// How many characters begin before each block of bytes.
    before_block: Vec<usize>,
}

impl LineIndex {
    const BLOCK: usize = 256;

    fn of(text: &str) -> Self {
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
        Self { starts, before_block }
    }

    fn line_and_column(&self, text: &str, offset: usize) -> (u32, u32) {
        let line = self.starts.partition_point(|start| *start <= offset).saturating_sub(1);
        let start = self.starts.get(line).copied().unwrap_or(0);
        let column = self.characters_before(text, offset).saturating_sub(self.characters_before(text, start));
        (from_one(line), from_one(column))
    }

    fn characters_before(&self, text: &str, offset: usize) -> usize {
        let block = offset / Self::BLOCK;
        let before = self.before_block.get(block).copied().unwrap_or(0);
        before + characters_in(text.as_bytes().get(block * Self::BLOCK..offset).unwrap_or_default())
    }
}

/// Every byte begins a character, but for those that continue one.
fn characters_in(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| (**byte & 0xC0) != 0x80).count()
}

fn from_one(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX).saturating_add(1)
}

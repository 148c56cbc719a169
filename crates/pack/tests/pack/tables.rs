//! The check of tables against counting out every combination, on many small tables (S-13).

use crate::properties::{for_all, in_quarters, ranges};
use facts::{ChoiceId, Decimal};
use pack::classes::{Classes, Span};
use pack::{Interval, Library, SourceFile, check};
use proptest::prelude::*;
use std::collections::BTreeSet;
use std::fmt::Write as _;

/// What one column of a small table is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Column {
    YesNo,
    Choice,
    Whole,
    Decimal,
}

const COLUMNS: [Column; 4] = [Column::YesNo, Column::Choice, Column::Whole, Column::Decimal];
/// Both kinds of number go from 0 to here.
const LARGEST: i64 = 3;

#[derive(Clone, Debug)]
enum Cell {
    Free,
    Words(BTreeSet<&'static str>),
    Range(Interval),
}

#[derive(Clone, Debug)]
struct Row {
    cells: Vec<Cell>,
    then: &'static str,
}

#[derive(Clone, Debug)]
struct Table {
    columns: Vec<Column>,
    rows: Vec<Row>,
    otherwise: bool,
}

/// One value of one column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Value {
    Word(&'static str),
    Number(Decimal),
}

impl Column {
    fn words(self) -> &'static [&'static str] {
        match self {
            Column::YesNo => &["yes", "no"],
            Column::Choice => &["none", "mild", "severe"],
            Column::Whole | Column::Decimal => &[],
        }
    }

    fn span(self) -> Span {
        match self {
            Column::YesNo | Column::Choice => Span::Words(self.words().iter().map(ChoiceId::new).collect()),
            Column::Whole | Column::Decimal => Span::Numbers {
                whole: self == Column::Whole,
                min: Some(Decimal::ZERO),
                max: Some(LARGEST.into()),
                or_none: false,
            },
        }
    }

    /// Every value, or for decimals one between every two ends of ranges.
    fn values(self) -> Vec<Value> {
        match self {
            Column::Whole => (0..=LARGEST).map(|number| Value::Number(number.into())).collect(),
            Column::Decimal => (0..=4 * LARGEST).map(|quarters| Value::Number(in_quarters(quarters))).collect(),
            Column::YesNo | Column::Choice => self.words().iter().map(|word| Value::Word(word)).collect(),
        }
    }

    fn declared(self) -> String {
        let values = |words: &[&str]| -> String {
            words.iter().map(|word| format!("{{ id = '{word}', nl = 'x', fr = 'x', en = 'x' }}, ")).collect()
        };
        match self {
            Column::YesNo => "type = 'yes_no'".to_owned(),
            Column::Choice => format!("type = 'choice'\nvalues = [ {} ]", values(self.words())),
            Column::Whole => format!("type = 'whole'\nunit = 'x'\nmin = 0\nmax = {LARGEST}"),
            Column::Decimal => format!("type = 'decimal'\nunit = 'x'\nmin = 0\nmax = {LARGEST}"),
        }
    }
}

impl Cell {
    fn holds(&self, value: Value) -> bool {
        match (self, value) {
            (Cell::Free, _) => true,
            (Cell::Words(words), Value::Word(word)) => words.contains(word),
            (Cell::Range(range), Value::Number(number)) => range.contains(number),
            _ => false,
        }
    }

    fn written(&self) -> Option<String> {
        match self {
            Cell::Free => None,
            Cell::Words(words) => Some(format!("{words:?}").replace('{', "[").replace('}', "]")),
            Cell::Range(range) => {
                let end = |end: Option<(Decimal, bool)>, counted: &str, left_out: &str| {
                    end.map(|(end, is_counted)| format!("{} = '{end}'", if is_counted { counted } else { left_out }))
                };
                let ends = [end(range.lower, "from", "above"), end(range.upper, "to", "below")];
                Some(format!("{{ {} }}", ends.into_iter().flatten().collect::<Vec<_>>().join(", ")))
            }
        }
    }
}

fn cells(column: Column) -> BoxedStrategy<Cell> {
    let some = match column {
        Column::YesNo | Column::Choice => prop::sample::subsequence(column.words(), 1..=column.words().len())
            .prop_map(|words| Cell::Words(words.into_iter().collect()))
            .boxed(),
        Column::Whole | Column::Decimal => {
            let is_written = |range: &Interval| match (range.lower, range.upper) {
                (None, None) => false,
                (Some((low, low_counted)), Some((high, high_counted))) => low < high || (low_counted && high_counted),
                _ => true,
            };
            ranges(0..2 * LARGEST + 1)
                .prop_filter("a range that can be written", is_written)
                .prop_map(Cell::Range)
                .boxed()
        }
    };
    prop_oneof![1 => Just(Cell::Free), 2 => some].boxed()
}

fn tables() -> impl Strategy<Value = Table> {
    let columns = prop::collection::vec(prop::sample::select(COLUMNS.to_vec()), 1..=3);
    columns.prop_flat_map(|columns| {
        let row_cells: Vec<BoxedStrategy<Cell>> = columns.iter().map(|column| cells(*column)).collect();
        let row = (row_cells, prop::sample::select(vec!["a", "b"])).prop_map(|(cells, then)| Row { cells, then });
        (prop::collection::vec(row, 0..=6), any::<bool>()).prop_map(move |(rows, otherwise)| Table {
            columns: columns.clone(),
            rows,
            otherwise,
        })
    })
}

impl Table {
    fn combinations(&self) -> Vec<Vec<Value>> {
        self.columns.iter().fold(vec![Vec::new()], |before, column| {
            let longer = |start: &Vec<Value>| -> Vec<Vec<Value>> {
                column.values().into_iter().map(|value| [start.as_slice(), &[value]].concat()).collect()
            };
            before.iter().flat_map(longer).collect()
        })
    }

    fn holds(&self, row: usize, combination: &[Value]) -> bool {
        self.rows[row].cells.iter().zip(combination).all(|(cell, value)| cell.holds(*value))
    }

    /// A combination as the check names it: numbers by the class in which they lie.
    fn in_words(&self, combination: &[Value]) -> String {
        let named = self.columns.iter().zip(combination).enumerate().map(|(at, (column, value))| {
            let ranges = self.rows.iter().filter_map(|row| match &row.cells[at] {
                Cell::Range(range) => Some(range),
                _ => None,
            });
            let classes = Classes::cut(&column.span(), ranges);
            let class = match value {
                Value::Word(word) => classes.of_word(word),
                Value::Number(number) => classes.of_number(*number),
            };
            format!("t.column_{at} = {}", classes.name(class.unwrap()))
        });
        named.collect::<Vec<_>>().join(", ")
    }

    /// What must be told, by counting out.
    fn counted_out(&self) -> BTreeSet<String> {
        let all = self.combinations();
        let mut told = BTreeSet::new();
        let rows = 0..self.rows.len();
        let uncovered = all.iter().find(|combination| !rows.clone().any(|row| self.holds(row, combination)));
        match (self.otherwise, uncovered) {
            (false, Some(gap)) => {
                told.insert(format!("the table `t.table` says nothing about this combination: {}", self.in_words(gap)));
            }
            (true, None) => {
                told.insert(
                    "in the table `t.table` the rows cover everything: `otherwise` is never reached".to_owned(),
                );
            }
            _ => {}
        }
        for row in rows {
            let own = || all.iter().filter(|combination| self.holds(row, combination));
            for before in (0..row).filter(|before| self.rows[*before].then != self.rows[row].then) {
                if let Some(both) = own().find(|combination| self.holds(before, combination)) {
                    told.insert(format!(
                        "in the table `t.table` the rows `row_{before}` ({}) and `row_{row}` ({}) both hold for this combination: {}",
                        self.rows[before].then,
                        self.rows[row].then,
                        self.in_words(both)
                    ));
                }
            }
            if own().all(|combination| (0..row).any(|before| self.holds(before, combination))) {
                told.insert(format!("in the table `t.table` the row `row_{row}` is never reached"));
            }
        }
        told
    }

    /// What the check tells about tables.
    fn checked(&self) -> BTreeSet<String> {
        let library = Library::read(&self.written()).unwrap_or_else(|faults| panic!("{faults:?}"));
        let faults = check::all(&library);
        let about_the_table =
            faults.into_iter().map(|fault| fault.message).filter(|text| text.contains("the table `t.table`"));
        about_the_table.collect()
    }

    /// The table in a pack of its own.
    fn written(&self) -> Vec<SourceFile> {
        let head = |id: &str, kind: &str| {
            format!(
                "id = 't.{id}'\nkind = '{kind}'\nstage = 'advice'\ntitle = {{ nl = 'x', fr = 'x', en = 'x' }}\n\
                 valid_from = 2020-01-01\nconfirmed_on = 2020-01-01\nsources = [ {{ clause = 's#1' }} ]\n"
            )
        };
        let names: Vec<String> = (0..self.columns.len()).map(|at| format!("t.column_{at}")).collect();

        let mut question = head("ask", "question") + "ask = { nl = 'x', fr = 'x', en = 'x' }\n";
        for (name, column) in names.iter().zip(&self.columns) {
            let declared = column.declared();
            writeln!(
                question,
                "[[facts]]\nid = '{name}'\nlabel = {{ nl = 'x', fr = 'x', en = 'x' }}\n{declared}\nsubject = 'case'\n\
                 class = 'medical'\nasked_of = ['worker']\nsource = 'history'"
            )
            .unwrap();
        }

        let mut table = head("table", "table");
        let outcomes = ["a", "b", "none"].map(|id| format!("{{ id = '{id}', nl = 'x', fr = 'x', en = 'x' }}"));
        let otherwise = if self.otherwise { "otherwise = 'none'" } else { "" };
        let outcomes = outcomes.join(", ");
        writeln!(table, "subject = 'case'\nvalues = [ {outcomes} ]\ncolumns = {names:?}\n{otherwise}").unwrap();
        for (at, row) in self.rows.iter().enumerate() {
            let cells = names.iter().zip(&row.cells);
            let written = cells.filter_map(|(name, cell)| Some(format!("'{name}' = {}", cell.written()?)));
            let when = written.collect::<Vec<_>>().join(", ");
            writeln!(table, "[[rows]]\nid = 'row_{at}'\nwhen = {{ {when} }}\nthen = '{}'", row.then).unwrap();
        }

        let pack = "id = 't'\nprefix = 't'\ntitle = { nl = 'x', fr = 'x', en = 'x' }\nvalid_from = 2020-01-01\n\
                    confirmed_on = 2020-01-01\nquestions = ['t.ask']\ngoals = ['t.table']\n";
        let source = "id = 's'\ntitle = 'x'\npublisher = 'x'\nyear = 2020\nlanguage = 'en'\n\
                      clauses = [ { id = '1', heading = 'x' } ]\n";
        [
            ("packs.toml", "packs = ['t']".to_owned()),
            ("sources/s.toml", source.to_owned()),
            ("t/pack.toml", pack.to_owned()),
            ("t/advice/ask.toml", question),
            ("t/advice/table.toml", table),
        ]
        .map(|(path, text)| SourceFile::new(path, text.into_bytes()))
        .into()
    }
}

#[test]
fn s_13_the_check_of_a_table_agrees_with_counting_out_every_combination() {
    let [gaps, conflicts, unreached, in_order] = [(); 4].map(|()| std::cell::Cell::new(0u32));
    for_all(3_000, &tables(), |table| {
        let told = table.checked();
        prop_assert_eq!(&told, &table.counted_out());
        let one_more = |count: &std::cell::Cell<u32>, words: &str| {
            count.set(count.get() + u32::from(told.iter().any(|text| text.contains(words))));
        };
        one_more(&gaps, "says nothing");
        one_more(&conflicts, "both hold");
        one_more(&unreached, "is never reached");
        in_order.set(in_order.get() + u32::from(told.is_empty()));
        Ok(())
    });
    for (what, count) in [("gap", gaps), ("conflict", conflicts), ("unreached", unreached), ("in order", in_order)] {
        assert!(count.get() >= 100, "{what}: only {} tables", count.get());
    }
}

//! A decision table, row by row.

use super::Teller;
use super::condition::range_in_words;
use crate::render::page::Page;
use facts::ChoiceId;
use pack::{Cell, Table};

impl Teller<'_> {
    pub(super) fn table(&self, page: &mut Page, table: &Table) {
        for row in &table.rows {
            let cells = table.columns.iter().zip(&row.cells).filter_map(|(column, cell)| {
                let told = match cell {
                    Cell::Free => return None,
                    Cell::Words(words) => {
                        words.iter().map(|word| self.word(column, word)).collect::<Vec<_>>().join(" or ")
                    }
                    Cell::Range(range) => range_in_words(range),
                };
                Some(format!("{}: {told}", self.input(column)))
            });
            let cells: Vec<String> = cells.collect();
            let when = if cells.is_empty() { "always".to_owned() } else { cells.join(" · ") };
            page.marked(2, "• ", &format!("{}: {when} → {}", row.id, self.outcome(table, &row.then)));
        }
        if let Some(otherwise) = &table.otherwise {
            page.marked(2, "• ", &format!("anything else → {}", self.outcome(table, otherwise)));
        }
        for (kind, value) in &table.unknown_counts_as {
            page.line(2, &format!("while {kind} is unknown, act as if it were {value}"));
        }
    }

    fn outcome(&self, table: &Table, word: &ChoiceId) -> String {
        table
            .values
            .iter()
            .find(|choice| choice.id == *word)
            .map_or_else(|| word.to_string(), |choice| self.reader.tell(&choice.label).to_owned())
    }
}

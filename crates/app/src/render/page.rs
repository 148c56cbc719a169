//! Lines that fit a page: wrapped at a width, with a hanging indent.

use std::collections::BTreeSet;

const WIDTH: usize = 100;

/// Text that grows line by line.
#[derive(Default)]
pub(crate) struct Page {
    text: String,
    /// What needs telling once only.
    told: BTreeSet<String>,
}

impl Page {
    pub(crate) fn heading(&mut self, words: &str) {
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        self.text.push_str(words);
        self.text.push('\n');
    }

    /// Whether this is told for the first time on the page.
    pub(crate) fn tells_first(&mut self, what: &str) -> bool {
        self.told.insert(what.to_owned())
    }

    pub(crate) fn blank(&mut self) {
        self.text.push('\n');
    }

    /// A paragraph behind a mark (`• `), further lines under its first word.
    pub(crate) fn marked(&mut self, indent: usize, mark: &str, words: &str) {
        let lead = format!("{}{mark}", " ".repeat(indent));
        let hanging = " ".repeat(lead.chars().count());
        let mut line = lead.clone();
        let mut is_first_word = true;
        for word in words.split_whitespace() {
            let too_long = line.chars().count() + 1 + word.chars().count() > WIDTH;
            if !is_first_word && too_long {
                self.text.push_str(line.trim_end());
                self.text.push('\n');
                line = hanging.clone();
                is_first_word = true;
            }
            if !is_first_word {
                line.push(' ');
            }
            line.push_str(word);
            is_first_word = false;
        }
        self.text.push_str(line.trim_end());
        self.text.push('\n');
    }

    /// A paragraph.
    pub(crate) fn line(&mut self, indent: usize, words: &str) {
        self.marked(indent, "", words);
    }

    pub(crate) fn into_text(self) -> String {
        self.text
    }
}

//! Lines that fit a page: wrapped at a width, with a hanging indent.

use std::collections::BTreeSet;

const WIDTH: usize = 100;
/// So much room stands between two cells.
pub(crate) const BETWEEN: usize = 2;

/// Text that grows line by line.
pub(crate) struct Page {
    text: String,
    /// What needs telling once only.
    told: BTreeSet<String>,
    width: usize,
}

impl Default for Page {
    fn default() -> Self {
        Self::of_width(WIDTH)
    }
}

impl Page {
    /// A page on whose lines so many letters fit.
    pub(crate) fn of_width(width: usize) -> Self {
        Self { text: String::new(), told: BTreeSet::new(), width }
    }

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
            let too_long = line.chars().count() + 1 + word.chars().count() > self.width;
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

    /// Cells beside each other, each wrapped within its width.
    pub(crate) fn cells<const N: usize>(&mut self, cells: [(usize, &[String]); N]) {
        let wrapped = cells.map(|(width, paragraphs)| (width, wrapped(paragraphs, width)));
        let most = wrapped.iter().map(|(_, lines)| lines.len()).max().unwrap_or(0);
        for at in 0..most {
            let mut line = String::new();
            for (width, lines) in &wrapped {
                let words = lines.get(at).map_or("", String::as_str);
                line.push_str(&format!("{words:<width$}{}", " ".repeat(BETWEEN)));
            }
            self.text.push_str(line.trim_end());
            self.text.push('\n');
        }
    }

    /// A line across the page.
    pub(crate) fn rule(&mut self) {
        self.text.push_str(&"─".repeat(self.width));
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

/// Paragraphs in lines of at most this width; a word that is longer has a line of its own.
fn wrapped(paragraphs: &[String], width: usize) -> Vec<String> {
    let mut lines = Vec::new();
    for paragraph in paragraphs {
        let mut line = String::new();
        for word in paragraph.split_whitespace() {
            if !line.is_empty() && line.chars().count() + 1 + word.chars().count() > width {
                lines.push(std::mem::take(&mut line));
            }
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(word);
        }
        lines.push(line);
    }
    lines
}

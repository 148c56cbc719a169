//! Who is talked with: somebody at a terminal or a pipe, line by line; or a file of answers.

use super::answers::Answers;
use crate::failure::Failure;
use std::io::{BufRead, ErrorKind, IsTerminal, Write};

/// From where answers come.
pub(super) enum Source {
    /// Line by line, from standard input.
    Lines,
    /// From a file.
    File(Answers),
}

/// Words out, answers in.
pub(super) struct Talk {
    pub(super) source: Source,
    /// With `--json` standard output is left to the transcript: a person reads the words on standard error, a script none.
    aside: bool,
    silent: bool,
    /// What is read from a pipe is shown, as a terminal does by itself.
    echo: bool,
}

/// Longer than any answer.
const LONGEST_LINE: u64 = 16 * 1024;

impl Talk {
    pub(super) fn new(source: Source, json: bool) -> Self {
        let at_terminal = matches!(source, Source::Lines) && std::io::stdin().is_terminal();
        Self {
            echo: matches!(source, Source::Lines) && !at_terminal,
            source,
            aside: json,
            silent: json && !at_terminal,
        }
    }

    /// Says something. A reader that went away is no reason to lose what was answered.
    pub(super) fn say(&self, words: &str) -> Result<(), Failure> {
        if self.silent {
            return Ok(());
        }
        let told = if self.aside {
            let mut out = std::io::stderr().lock();
            out.write_all(words.as_bytes()).and_then(|()| out.flush())
        } else {
            let mut out = std::io::stdout().lock();
            out.write_all(words.as_bytes()).and_then(|()| out.flush())
        };
        match told {
            Err(error) if error.kind() != ErrorKind::BrokenPipe => {
                Err(Failure::other(format!("standard output: {error}")))
            }
            _ => Ok(()),
        }
    }

    /// The next line; none when there are no more, or when answers come from a file.
    pub(super) fn line(&self) -> Result<Option<String>, Failure> {
        if !matches!(self.source, Source::Lines) {
            return Ok(None);
        }
        self.say("> ")?;
        let mut line = Vec::new();
        let mut input = std::io::Read::take(std::io::stdin().lock(), LONGEST_LINE);
        let read = input.read_until(b'\n', &mut line);
        read.map_err(|error| Failure::other(format!("standard input: {error}")))?;
        if line.is_empty() {
            self.say("\n")?;
            return Ok(None);
        }
        let line = String::from_utf8_lossy(&line).trim().to_owned();
        if self.echo {
            self.say(&format!("{line}\n"))?;
        }
        Ok(Some(line))
    }
}

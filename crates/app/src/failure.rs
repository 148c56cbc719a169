//! What went wrong, and the exit code that says which kind it was.

use notation::Fault;
use std::io::Write;

/// A command that did not do what was asked.
#[derive(Debug)]
pub(crate) enum Failure {
    /// Something in the machine failed: exit code 1.
    Other(String),
    /// The command was not well given: exit code 2.
    WrongUse(String),
    /// What was read is not right: exit code 3.
    InvalidInput(Vec<Fault>),
    /// Not there: exit code 4.
    NotFound(String),
    /// Something stands in the way that is not to be undone, or somebody else changed it meanwhile: exit code 5.
    Conflict(String),
    /// This role may not: exit code 6.
    NotAllowed(String),
    /// A check found something: exit code 8. The findings were printed already.
    CheckFoundSomething,
    /// What was kept is whole and cannot be replayed here: exit code 9. Why was printed already.
    CannotReplay,
}

impl Failure {
    pub(crate) fn other(message: impl Into<String>) -> Self {
        Failure::Other(message.into())
    }

    /// The exit code (handbook, command line).
    pub(crate) fn code(&self) -> u8 {
        match self {
            Failure::Other(_) => 1,
            Failure::WrongUse(_) => 2,
            Failure::InvalidInput(_) => 3,
            Failure::NotFound(_) => 4,
            Failure::Conflict(_) => 5,
            Failure::NotAllowed(_) => 6,
            Failure::CheckFoundSomething => 8,
            Failure::CannotReplay => 9,
        }
    }

    fn word(&self) -> &'static str {
        match self {
            Failure::Other(_) => "failure",
            Failure::WrongUse(_) => "wrong_use",
            Failure::InvalidInput(_) => "invalid_input",
            Failure::NotFound(_) => "not_found",
            Failure::Conflict(_) => "conflict",
            Failure::NotAllowed(_) => "not_allowed",
            Failure::CheckFoundSomething => "check_found_something",
            Failure::CannotReplay => "cannot_replay",
        }
    }

    fn lines(&self) -> Vec<String> {
        match self {
            Failure::Other(message)
            | Failure::WrongUse(message)
            | Failure::NotFound(message)
            | Failure::Conflict(message)
            | Failure::NotAllowed(message) => {
                vec![message.clone()]
            }
            Failure::InvalidInput(faults) => faults.iter().map(ToString::to_string).collect(),
            Failure::CheckFoundSomething | Failure::CannotReplay => Vec::new(),
        }
    }

    /// Says it on standard error; a standard error that is closed is no reason to fail again.
    pub(crate) fn tell(&self, json: bool) {
        let lines = self.lines();
        let mut stderr = std::io::stderr().lock();
        if json && !lines.is_empty() {
            let told = serde_json::json!({ "error": self.word(), "code": self.code(), "messages": lines });
            let _ = writeln!(stderr, "{told:#}");
        } else {
            for line in lines {
                let _ = writeln!(stderr, "{line}");
            }
        }
    }
}

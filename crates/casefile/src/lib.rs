//! One case as it is written in a file: people, employments, spells of absence, leave, records, and everything that
//! somebody stated or decided, each with its day.
//!
//! A case file is written by hand, exported, or kept by a store; it has one format ([`FORMAT`]) in two notations, TOML
//! and JSON. [`read`] takes the bytes and gives back the whole case, or everything that is wrong with it: where, what was
//! expected, which word was probably meant. What somebody said about a worker is never repeated in such a message (S-47).
//!
//! This room deliberately knows no guideline: it does not know which facts exist, what they mean, or which of them are
//! medical. A statement therefore keeps what was said as it was written ([`RawValue`]) and where it stood; `guidance`
//! gives it its type.
//!
//! It also knows no clock. What was known on a day is asked with that day: [`CaseFile::spells_known_on`],
//! [`CaseFile::leave_known_on`], [`CaseFile::employment_of_case`].
//!
//! ```
//! use notation::Notation;
//!
//! let file = br#"
//! format = "rugwijzer-case/1"
//!
//! [[people]]
//! id = "dr-vos"
//! roles = ["bedrijfsarts"]
//!
//! [[spells]]
//! id = "autumn"
//! first_day = 2026-10-19
//! last_day = 2026-11-30
//!
//! [[statements]]
//! id = "consult-1"
//! about = 2026-11-12
//! by = "dr-vos"
//! says = { "stecr.function" = "some", "stecr.fear" = "dont_know" }
//! "#;
//! let case = casefile::read("case.toml", file, Notation::Toml).map_err(|faults| format!("{faults:?}"))?;
//!
//! let [function, fear] = case.statements.as_slice() else { return Err("two facts were said".into()) };
//! assert_eq!(function.id.as_str(), "consult-1/stecr.function");
//! assert_eq!(function.recorded.day, function.about);
//! assert_eq!(fear.said, casefile::RawValue::DontKnow);
//!
//! // On 12 November nobody knew yet that the absence would end on the 30th.
//! let known = case.spells_known_on(function.about, None);
//! assert_eq!(known.first().and_then(|spell| spell.last), None);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod known;
mod limits;
mod model;
mod read;
mod schema;
mod write;

pub use model::case_file::{CaseFile, FORMAT};
pub use model::decision::{Choice, Decision};
pub use model::employment::{Country, Employment};
pub use model::leave::{LeaveEntry, LeaveKind};
pub use model::person::{Person, Worker};
pub use model::spell::SpellEntry;
pub use model::statement::{RawStatement, RawValue};
pub use model::subjects::{Episode, RecordMembers};
pub use read::read;
pub use schema::schema;
pub use write::{Addition, NewStatement, add, new_case};

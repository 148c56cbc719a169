//! Case and guideline together, tested from outside, as stories: what a fact reads as on a day, what is owed by whom, what
//! each reader sees of it and what he may not see. The number of the rule (s_07 …) or of the vignette (v04 …) begins each
//! name. Cases are short TOML files read by `casefile`; packs are the shipped folder, or tiny ones where a rule needs a
//! declaration that no shipped pack has.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that cannot go on has failed")]
#![allow(missing_docs, reason = "a test says in its name what it shows")]

mod alarms;
mod around_leave;
mod cast;
mod changes;
mod comparison;
mod decisions;
#[path = "../../../engine/tests/engine/docs.rs"]
mod docs;
mod editions;
mod facts_on_a_day;
mod facts_properties;
mod faults;
#[path = "../../../calendar/tests/calendar/histories.rs"]
mod histories;
mod house;
mod interviews;
mod look;
mod moved;
#[path = "../../../calendar/tests/calendar/naive.rs"]
mod naive;
mod non_interference;
mod obligations;
mod obligations_tiny;
mod plain_reading;
mod random_case;
mod records;
mod records_truth;
mod steps;
mod terms_again;
mod tiny;
mod vignettes;
mod wall;
mod wording;
mod worker_page;

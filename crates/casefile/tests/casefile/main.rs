//! The case file, tested from outside, as stories. Where a rule of the semantics is meant, its number is in the name
//! (S-4, S-6, S-7, S-10, S-19, S-47).

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that cannot go on has failed")]

mod adding;
mod decisions;
mod employments;
mod format;
mod good_file;
mod ids;
mod json;
mod known_on;
mod leave;
mod limits;
mod links;
mod people;
mod properties;
mod schema;
mod secrecy;
mod spells;
mod statements;
mod subjects;
mod support;

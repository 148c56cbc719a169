//! The program, tested from outside, as the people who use it meet it: what it prints, what it refuses and with which
//! words, and who may read what. Two modules look at the house itself: `walls` at the rooms, `readme` at the front door.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that cannot go on has failed")]

mod advise;
mod ask;
mod bad_input;
mod by_schema;
mod coverage;
mod deadlines;
#[path = "../../../engine/tests/engine/docs.rs"]
mod docs;
mod editions;
mod employer;
mod exit_codes;
mod explain;
mod guideline;
mod help;
mod house;
mod readme;
mod receipts;
mod schema;
mod support;
mod walls;

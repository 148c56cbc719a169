//! The engine, tested from outside. Where a rule of the semantics is meant, its number begins the name.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that cannot go on has failed")]

#[macro_use]
#[path = "../../../pack/tests/pack/folder.rs"]
mod folder;

mod alarms;
mod asked;
mod changes;
mod conditions;
mod contradictions;
mod decided;
mod decisions;
mod diagrams;
mod direct;
mod docs;
mod editions;
mod exceptions;
mod explanation;
mod house;
mod interview;
mod judgements;
mod knowledge;
mod mistakes;
mod nearest;
mod obligations;
mod properties;
mod reading;
mod records;
mod relevance;
mod shipped;
mod small;
mod surplus;
mod told;

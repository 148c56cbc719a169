//! Packs, tested from outside: what is told about a mistake, and what is exact. Where a rule of the semantics is meant,
//! its number begins the name.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that cannot go on has failed")]

#[macro_use]
mod folder;

mod broken;
mod classes;
mod editions;
mod figures;
mod hash;
mod house;
mod library;
mod mistakes;
mod properties;
mod quotations;
mod tables;

//! Receipts, tested from outside: what they hold and what they do not, that they are replayed by what is kept inside them and
//! by nothing else, and that no changed byte is overlooked. The number of the rule (s_44 …) begins each name. The small packs
//! of `pack` keep most of it quick; the shipped ones and whole journeys are there where it matters that it holds for them.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that cannot go on has failed")]
#![allow(missing_docs, reason = "a test says in its name what it shows")]

mod changed;
mod content;
mod forged;
mod old;
mod replay;
mod story;

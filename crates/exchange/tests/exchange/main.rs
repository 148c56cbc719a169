//! Files for others, read back by a program of others.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that cannot go on has failed")]
#![allow(missing_docs, reason = "a test says in its name what it shows")]

mod calendar_files;

//! The calendar, tested from outside. Where a rule of the semantics is meant, its number is in the name (S-30 to S-34).

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on has failed")]

mod arithmetic;
mod at_scale;
mod comparison;
mod days;
mod errors;
mod histories;
mod holidays;
mod leave;
mod naive;
mod open_reading;
mod order;
mod periods;
mod states;
mod story;
mod vignettes;
mod working_days;

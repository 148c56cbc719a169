//! Editions that stand beside each other: one case under both, and both rule by rule.

mod comparison;
mod difference;
mod words;

pub(crate) use comparison::{in_words as comparison, json as comparison_json};
pub(crate) use difference::{in_words as difference, json as difference_json};

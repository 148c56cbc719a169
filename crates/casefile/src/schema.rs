//! The published description of the format.

/// The JSON Schema (draft 2020-12) of the case file format, with a description of every field. It describes the JSON
/// notation; TOML has the same fields, with its own days.
///
/// What a schema cannot say is said by [`crate::read`] alone: whether ids are found, spells overlap, an end lies before
/// its start, one statement is set aside under two names.
///
/// ```
/// assert!(casefile::schema().contains("https://json-schema.org/draft/2020-12/schema"));
/// ```
pub fn schema() -> String {
    include_str!("schema.json").to_owned()
}

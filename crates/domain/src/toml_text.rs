//! Reading definitions: TOML errors become problems with a line.

use crate::parsers;
use banso_kernel::{Problem, Text};
use serde::de::DeserializeOwned;

/// Reads a definition; a syntax or shape error says on which line.
pub(crate) fn read<T: DeserializeOwned>(text: &str) -> Result<T, Problem> {
    toml::from_str(text).map_err(|error| {
        let line = error.span().map_or(1, |span| text[..span.start.min(text.len())].matches('\n').count() + 1);
        parsers::of_toml(error.message(), line)
    })
}

/// Reads a definition as bare TOML, whatever it defines.
///
/// # Errors
/// What is wrong with it as TOML, and on which line.
pub fn table(text: &str) -> Result<toml::Table, Problem> {
    read(text)
}

/// Ids are `a-z`, digits and `_`, starting with a letter: they become column names and links.
pub(crate) fn check_id(id: &str) -> Result<(), Problem> {
    let mut bytes = id.bytes();
    let first = bytes.next().is_some_and(|b| b.is_ascii_lowercase());
    if first && id.len() <= 60 && bytes.all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_') {
        return Ok(());
    }
    Err(Problem::new("problem-definition-id").with("id", id))
}

/// A name must stand in both languages.
pub(crate) fn check_name(name: &Text) -> Result<(), Problem> {
    if name.ja.is_empty() || name.en.is_empty() {
        return Err(Problem::new("problem-definition-name-missing"));
    }
    Ok(())
}

//! Many rows in one statement: they travel as one JSON parameter.

use super::error::Result;
use serde::Serialize;

/// Rows of a bulk statement. Larger ones gain nothing and hold the writer's memory.
pub(crate) const CHUNK: usize = 2_000;

/// The rows as a JSON array.
pub(crate) fn json<T: Serialize>(rows: &[T]) -> Result<String> {
    Ok(serde_json::to_string(rows)?)
}

/// Bytes as hexadecimal digits, as `unhex` of SQLite and `decode` of PostgreSQL read them.
pub(crate) fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let mut text = String::with_capacity(bytes.len() * 2);
    for byte in bytes {
        text.push(char::from(DIGITS[usize::from(byte >> 4)]));
        text.push(char::from(DIGITS[usize::from(byte & 15)]));
    }
    text
}

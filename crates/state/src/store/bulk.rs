//! Many rows in one statement: they travel as one JSON parameter.

use super::error::Result;
use serde::Serialize;

/// Rows of a bulk statement. Larger ones gain nothing and hold the writer's memory.
pub(crate) const CHUNK: usize = 2_000;

/// The rows as a JSON array.
pub(crate) fn json<T: Serialize>(rows: &[T]) -> Result<String> {
    Ok(serde_json::to_string(rows)?)
}

/// A number as the store keeps it: by its bits, since SQLite reads decimal text up to one bit off.
pub(crate) fn bits(number: f64) -> i64 {
    number.to_bits().cast_signed()
}

/// The number that [`bits`] made these of.
pub(crate) fn number(bits: i64) -> f64 {
    f64::from_bits(bits.cast_unsigned())
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

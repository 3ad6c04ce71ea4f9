//! Many rows in one statement: they travel as one JSON parameter, or come back as one JSON value.

use super::error::Result;
use serde::{Deserialize, Serialize};

/// Rows of a bulk statement. Larger ones gain nothing and hold the writer's memory.
pub(crate) const CHUNK: usize = 2_000;

/// Bytes of text of a bulk statement, roughly. A single row may have more.
const TEXT: usize = 8 << 20;

/// Cuts rows into chunks of at most `most` rows and about [`TEXT`] bytes, so that rows with huge texts do not add up.
pub(crate) fn chunks<T>(rows: &[T], most: usize, text: impl Fn(&T) -> usize) -> impl Iterator<Item = &[T]> {
    let mut rest = rows;
    std::iter::from_fn(move || {
        let mut bytes = 0;
        let fits = rest.iter().take(most).take_while(|row| {
            bytes += text(row);
            bytes <= TEXT
        });
        let count = fits.count().max(1).min(rest.len());
        let (chunk, after) = rest.split_at(count);
        rest = after;
        (!chunk.is_empty()).then_some(chunk)
    })
}

/// The rows as a JSON array.
pub(crate) fn json<T: Serialize>(rows: &[T]) -> Result<String> {
    Ok(serde_json::to_string(rows)?)
}

/// The rows of a query that gives them as one JSON array: many rows come out several times as fast as one by one.
pub(crate) fn rows<'a, T: Deserialize<'a>>(json: &'a str) -> Result<Vec<T>> {
    Ok(serde_json::from_str(json)?)
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chunks_are_bounded_by_rows_and_by_text_and_lose_nothing() {
        let rows = [1, 1, 1, TEXT + 1, TEXT - 1, 1, 1];
        let cut: Vec<&[usize]> = chunks(&rows, 2, |size| *size).collect();
        let expected: [&[usize]; 5] = [&[1, 1], &[1], &[TEXT + 1], &[TEXT - 1, 1], &[1]];
        assert_eq!(cut, expected);
        assert_eq!(chunks(&[] as &[usize], 2, |size| *size).count(), 0);
    }
}

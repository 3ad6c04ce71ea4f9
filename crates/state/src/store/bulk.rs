//! Many rows in one statement: they travel as one JSON parameter, or come back as one JSON value.

use super::error::{Result, StateError};
use banso_kernel::AccountId;
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

/// Which accounts a query is about, as a JSON array; none for all.
pub(crate) fn only(accounts: Option<&[AccountId]>) -> Result<Option<String>> {
    accounts.map(json).transpose()
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

/// The 16 bytes that [`hex`] made these digits of.
pub(crate) fn unhex(what: &'static str, digits: &str) -> Result<[u8; 16]> {
    let damaged = || StateError::Damaged { what, found: digits.to_owned() };
    let mut bytes = [0; 16];
    if digits.len() != 32 || !digits.is_ascii() {
        return Err(damaged());
    }
    for (at, byte) in bytes.iter_mut().enumerate() {
        *byte = u8::from_str_radix(&digits[at * 2..at * 2 + 2], 16).map_err(|_| damaged())?;
    }
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_come_back_as_the_bytes_that_they_were_made_of() {
        let bytes = std::array::from_fn(|at| at as u8 * 17);
        assert_eq!(unhex("a column", &hex(&bytes)).expect("whole"), bytes);
        for damaged in ["", "00", "zz112233445566778899aabbccddeeff", "あいうえおかきくけこaa"] {
            unhex("a column", damaged).expect_err("damaged");
        }
    }

    #[test]
    fn chunks_are_bounded_by_rows_and_by_text_and_lose_nothing() {
        let rows = [1, 1, 1, TEXT + 1, TEXT - 1, 1, 1];
        let cut: Vec<&[usize]> = chunks(&rows, 2, |size| *size).collect();
        let expected: [&[usize]; 5] = [&[1, 1], &[1], &[TEXT + 1], &[TEXT - 1, 1], &[1]];
        assert_eq!(cut, expected);
        assert_eq!(chunks(&[] as &[usize], 2, |size| *size).count(), 0);
    }
}

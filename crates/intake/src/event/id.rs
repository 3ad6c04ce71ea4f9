//! Ids and names: short texts that tell persons, accounts and messages apart.

use super::json;
use super::refusal::{Bad, Reason};
use super::{ID_CHARS, NAME_CHARS};
use std::borrow::Cow;

/// An id at `place`: text without blanks around it, or a number as text. Nothing for `""`.
pub(super) fn id(raw: Option<&str>, place: &str) -> Result<Option<String>, Bad> {
    short(raw, place, ID_CHARS, Reason::IdTooLong, Reason::BadId)
}

/// The name of an event.
pub(super) fn name(raw: Option<&str>, place: &str) -> Result<Option<String>, Bad> {
    short(raw, place, NAME_CHARS, Reason::NameTooLong, Reason::NoEventName)
}

fn short(raw: Option<&str>, place: &str, most: usize, long: Reason, other: Reason) -> Result<Option<String>, Bad> {
    let Some(raw) = raw else { return Ok(None) };
    let text = match raw.as_bytes().first() {
        Some(b'"') => json::text(raw).ok_or_else(|| Bad::new(Reason::BadText, place, raw))?,
        Some(b'-' | b'0'..=b'9') => digits(raw).ok_or_else(|| Bad::new(Reason::BadNumber, place, raw))?,
        _ => return Err(Bad::new(other, place, raw)),
    };
    let trimmed = text.trim();
    if trimmed.is_empty() {
        return Ok(None);
    }
    if trimmed.len() > most && trimmed.chars().nth(most).is_some() {
        return Err(Bad::new(long, place, trimmed));
    }
    let plain = trimmed.bytes().all(|byte| matches!(byte, 0x20..0x7f));
    if !plain && trimmed.chars().any(char::is_control) {
        return Err(Bad::new(Reason::ControlCharacter, place, trimmed));
    }
    Ok(Some(trimmed.to_owned()))
}

/// Whole numbers of any length keep their digits: ids may be longer than a double is exact.
fn digits(raw: &str) -> Option<Cow<'_, str>> {
    let whole = raw.bytes().all(|byte| byte.is_ascii_digit());
    if whole { Some(Cow::Borrowed(raw)) } else { json::number(raw) }
}

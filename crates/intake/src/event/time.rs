//! When it happened.

use super::json;
use super::refusal::{Bad, Reason};
use banso_kernel::{Day, Micros};

const SECOND: i64 = 1_000_000;
const DAY: i64 = 86_400 * SECOND;
/// 2000-01-01T00:00:00Z.
const EARLIEST: i64 = 946_684_800 * SECOND;

/// The times of an event, as they stand.
#[derive(Clone, Copy)]
pub(super) struct Times<'a> {
    pub(super) original: Option<&'a str>,
    pub(super) timestamp: Option<&'a str>,
    /// `sentAt` of the event, else of its batch. One that cannot be read counts as none.
    pub(super) sent: Option<Micros>,
}

/// When it happened by our clock, and what the sender said.
///
/// `received_at − (sentAt − originalTimestamp)`, the rule of Segment: the sender's clock may be wrong, but the span
/// between its two times is right. SDKs of servers send what the caller gave (or the moment of the call) as
/// `timestamp`, with `sentAt` beside it or at the batch, and Segment takes that for `originalTimestamp`; so does this.
/// They set `sentAt` anew for each attempt, so a retry moves the result only by what the network took. Where `sentAt` is
/// missing, the time is taken as it stands. In an import (`past`) too: there `sentAt` says nothing about the clock that
/// gave the time.
pub(super) fn occurred(times: Times<'_>, past: bool, received_at: Micros) -> Result<(Micros, Option<Micros>), Bad> {
    let original = (times.original, "originalTimestamp");
    let timestamp = (times.timestamp, "timestamp");
    let sent = times.sent.filter(|_| !past);
    let [first, second] = if sent.is_some() { [original, timestamp] } else { [timestamp, original] };
    let (raw, place) = match (first, second) {
        ((Some(raw), place), _) | (_, (Some(raw), place)) => (raw, place),
        _ => return Ok((received_at, None)),
    };
    let bad = || Bad::new(Reason::BadTime, place, raw);
    let said = moment(raw).ok_or_else(bad)?;
    let at = sent.map_or(said.0, |sent| received_at.0.saturating_sub(sent.0.saturating_sub(said.0)));
    if at < EARLIEST || at > received_at.0.saturating_add(DAY) {
        return Err(bad());
    }
    Ok((Micros(at), Some(said)))
}

/// A moment: ISO 8601 text (UTC where no offset is given, midnight where no time is), or milliseconds since 1970 as a
/// number or as digits.
pub(super) fn moment(raw: &str) -> Option<Micros> {
    if !raw.starts_with('"') {
        return millis(raw);
    }
    let text = json::text(raw)?;
    let text = text.trim();
    if text.bytes().all(|byte| byte.is_ascii_digit()) { millis(text) } else { iso(text) }
}

fn millis(text: &str) -> Option<Micros> {
    // To the year 9999; also keeps the sums below from overflowing.
    let millis = text.parse::<f64>().ok().filter(|millis| (0.0..=253_402_300_799_999.0).contains(millis))?;
    Some(Micros((millis * 1_000.0).round() as i64))
}

fn iso(text: &str) -> Option<Micros> {
    let mut rest = text.as_bytes();
    let year = digits(&mut rest, 4)?;
    take(&mut rest, b"-")?;
    let month = digits(&mut rest, 2)?;
    take(&mut rest, b"-")?;
    let day = digits(&mut rest, 2)?;
    let day = Day::from_ymd(i16::try_from(year).ok()?, i8::try_from(month).ok()?, i8::try_from(day).ok()?)?;
    let mut micros = i64::from(day.0) * DAY;
    if rest.is_empty() {
        return Some(Micros(micros));
    }
    take(&mut rest, b"Tt ")?;
    let hour = digits(&mut rest, 2).filter(|hour| *hour < 24)?;
    take(&mut rest, b":")?;
    let minute = digits(&mut rest, 2).filter(|minute| *minute < 60)?;
    micros += (hour * 3_600 + minute * 60) * SECOND;
    if take(&mut rest, b":").is_some() {
        // 60: a leap second.
        micros += digits(&mut rest, 2).filter(|second| *second <= 60)? * SECOND;
        if take(&mut rest, b".,").is_some() {
            micros += fraction(&mut rest)?;
        }
    }
    Some(Micros(micros - offset(rest)? * SECOND))
}

/// Seconds east of Greenwich.
fn offset(mut rest: &[u8]) -> Option<i64> {
    if rest.is_empty() || matches!(rest, b"Z" | b"z") {
        return Some(0);
    }
    let sign = if take(&mut rest, b"+-")? == b'-' { -1 } else { 1 };
    let hours = digits(&mut rest, 2).filter(|hours| *hours < 24)?;
    take(&mut rest, b":");
    let minutes = if rest.is_empty() { 0 } else { digits(&mut rest, 2).filter(|minutes| *minutes < 60)? };
    rest.is_empty().then_some(sign * (hours * 3_600 + minutes * 60))
}

/// Microseconds; further digits are cut off.
fn fraction(rest: &mut &[u8]) -> Option<i64> {
    let count = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let (digits, after) = rest.split_at(count);
    *rest = after;
    let micros = (0..6).fold(0, |sum, at| sum * 10 + digits.get(at).map_or(0, |digit| i64::from(digit - b'0')));
    (count > 0).then_some(micros)
}

fn take(rest: &mut &[u8], any: &[u8]) -> Option<u8> {
    let (first, after) = rest.split_first().filter(|(first, _)| any.contains(first))?;
    *rest = after;
    Some(*first)
}

fn digits(rest: &mut &[u8], count: usize) -> Option<i64> {
    let (digits, after) = rest.split_at_checked(count)?;
    *rest = after;
    digits.iter().try_fold(0, |sum, digit| digit.is_ascii_digit().then(|| sum * 10 + i64::from(digit - b'0')))
}

//! Dates and moments as they stand in files. Whether the day or the month comes first is never guessed here: the
//! mapping says it for each column.

use super::months;
use crate::fold;
use crate::row::Cell;
use banso_kernel::japan::{Read, parse_era};
use banso_kernel::{Day, Micros, Problem, Zone};
use jiff::civil::{DateTime, Time};
use serde::{Deserialize, Serialize};

/// The order of the parts of a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Order {
    /// 2026-04-01, 2026/4/1, 20260401, 2026年4月1日, 令和8年4月1日, 1 Apr 2026: whatever cannot be misread.
    YearFirst,
    /// 01-04-2026 is the first of April.
    DayFirst,
    /// 04/01/2026 is the first of April.
    MonthFirst,
    /// Seconds, milliseconds or microseconds since 1970, told by their size.
    Unix,
}

/// Years that a date may lie in.
const YEARS: std::ops::RangeInclusive<i16> = 1900..=2199;

/// What a text says: the three parts in its order, and the rest (the time).
struct Parts<'a> {
    /// Year, month, day are certain; otherwise the first two are day and month in an order to be told.
    certain: bool,
    numbers: [i16; 3],
    rest: &'a str,
}

/// A local time, or one with its offset.
enum When {
    Local(DateTime),
    Instant(Micros),
}

fn unreadable() -> Problem {
    Problem::new("problem-date")
}

/// The moment in a cell; midnight in `zone` where there is no time, local time in `zone` where there is no offset.
///
/// # Errors
/// `problem-date` and its kin.
pub fn moment(cell: &Cell, order: Order, zone: &Zone) -> Result<Option<Micros>, Problem> {
    Ok(match when(cell, order)? {
        None => None,
        Some(When::Instant(moment)) => Some(moment),
        Some(When::Local(local)) => {
            let zoned = zone.zone().to_ambiguous_zoned(local).compatible().map_err(|_| unreadable())?;
            Some(Micros(zoned.timestamp().as_microsecond()))
        }
    })
}

/// The day in a cell, in `zone` where the cell has an offset.
///
/// # Errors
/// As [`moment`].
pub fn day(cell: &Cell, order: Order, zone: &Zone) -> Result<Option<Day>, Problem> {
    Ok(match when(cell, order)? {
        None => None,
        Some(When::Instant(moment)) => Some(zone.day_of(moment)),
        Some(When::Local(local)) => Some(Day::from(local.date())),
    })
}

fn when(cell: &Cell, order: Order) -> Result<Option<When>, Problem> {
    match cell {
        Cell::Empty => Ok(None),
        Cell::Moment(local) => in_range(*local).map(Some),
        Cell::Bad(_, problem) => Err((**problem).clone()),
        Cell::Bool(_) => Err(unreadable()),
        Cell::Number(_) | Cell::Text(_) if order == Order::Unix => unix(&cell.shown()).map(Some),
        Cell::Number(_) | Cell::Text(_) => parse(&fold::ascii(&cell.shown()), order).map(Some),
    }
}

fn in_range(local: DateTime) -> Result<When, Problem> {
    if YEARS.contains(&local.year()) { Ok(When::Local(local)) } else { Err(Problem::new("problem-date-range")) }
}

fn unix(text: &str) -> Result<When, Problem> {
    let digits = text.trim().split('.').next().unwrap_or_default();
    let number: i64 = digits.parse().map_err(|_| unreadable())?;
    let micros = match number.unsigned_abs() {
        0..100_000_000_000 => number * 1_000_000,
        100_000_000_000..100_000_000_000_000 => number * 1_000,
        _ => number,
    };
    // 1900-01-01 to 2200-01-01
    let range = -2_208_988_800_000_000..7_258_118_400_000_000;
    if range.contains(&micros) { Ok(When::Instant(Micros(micros))) } else { Err(Problem::new("problem-date-range")) }
}

fn parse(text: &str, order: Order) -> Result<When, Problem> {
    let parts = parts(text).ok_or_else(unreadable)?;
    let [a, b, c] = parts.numbers;
    let (year, month, day) = match (parts.certain, order) {
        (true, _) => (a, b, c),
        (false, Order::DayFirst) => (c, b, a),
        (false, Order::MonthFirst) => (c, a, b),
        (false, _) => return Err(Problem::new("problem-date-order")),
    };
    if year < 100 {
        return Err(Problem::new("problem-date-year"));
    }
    if !YEARS.contains(&year) {
        return Err(Problem::new("problem-date-range"));
    }
    let narrow = |n: i16| i8::try_from(n).unwrap_or(0);
    let date =
        jiff::civil::Date::new(year, narrow(month), narrow(day)).map_err(|_| Problem::new("problem-date-none"))?;
    let rest = parts.rest.trim();
    if rest.is_empty() {
        return Ok(When::Local(date.to_datetime(Time::midnight())));
    }
    let (time, offset) = time(rest).ok_or_else(|| Problem::new("problem-time"))?;
    let local = date.to_datetime(time);
    match offset {
        None => Ok(When::Local(local)),
        Some(seconds) => {
            let utc = local.to_zoned(jiff::tz::TimeZone::UTC).map_err(|_| unreadable())?;
            Ok(When::Instant(Micros(utc.timestamp().as_microsecond() - i64::from(seconds) * 1_000_000)))
        }
    }
}

/// Takes the date apart, without judging whether it exists.
fn parts(text: &str) -> Option<Parts<'_>> {
    if let Some((read, used)) = era(text) {
        let (year, month, date) = read.value.ymd();
        return Some(Parts { certain: true, numbers: [year, month.into(), date.into()], rest: after(&text[used..]) });
    }
    if text.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return month_first_by_name(text);
    }
    let (a, digits, rest) = number(text)?;
    if (digits == 8 || digits == 14) && !rest.starts_with(['-', '/', '.']) {
        return compact(text, digits, rest);
    }
    let separator = rest.chars().next()?;
    let rest = &rest[separator.len_utf8()..];
    if let Some((month, rest)) = named_month(rest.trim_start()) {
        let (year, year_digits, rest) = number(rest.trim_start_matches(['-', '/', '.', ' ', ',']))?;
        return (year_digits == 4).then_some(Parts { certain: true, numbers: [year, month, a], rest: after(rest) });
    }
    let second = match separator {
        '-' | '/' | '.' => separator,
        '年' => '月',
        _ => return None,
    };
    let (b, _, rest) = number(rest.trim_start())?;
    let rest = rest.trim_start().strip_prefix(second)?;
    let (c, c_digits, rest) = number(rest.trim_start())?;
    let rest = if separator == '年' { rest.trim_start().strip_prefix('日')? } else { rest };
    let certain = separator == '年' || digits == 4;
    (certain && c_digits <= 2 || !certain && digits <= 2).then_some(Parts {
        certain,
        numbers: [a, b, c],
        rest: after(rest),
    })
}

/// Behind the date: a weekday in brackets says nothing new.
fn after(rest: &str) -> &str {
    let rest = rest.trim_start();
    match rest.strip_prefix('(').and_then(|inner| inner.split_once(')')) {
        Some((weekday, behind)) if weekday.chars().count() <= 9 => behind,
        _ => rest,
    }
}

fn number(text: &str) -> Option<(i16, usize, &str)> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let value = if digits <= 4 { text[..digits].parse().ok()? } else { 0 };
    (digits > 0).then_some((value, digits, &text[digits..]))
}

fn compact<'a>(text: &'a str, digits: usize, rest: &'a str) -> Option<Parts<'a>> {
    let part = |from: usize, to: usize| text[from..to].parse::<i16>().ok();
    let rest = if digits == 14 { &text[8..] } else { rest };
    Some(Parts { certain: true, numbers: [part(0, 4)?, part(4, 6)?, part(6, 8)?], rest })
}

fn named_month(text: &str) -> Option<(i16, &str)> {
    let letters = text.bytes().take_while(u8::is_ascii_alphabetic).count();
    Some((months::named(&text[..letters])?.into(), &text[letters..]))
}

fn month_first_by_name(text: &str) -> Option<Parts<'_>> {
    let (month, rest) = named_month(text)?;
    let (day, _, rest) = number(rest.trim_start_matches(['.', ' ', '-']))?;
    let (year, digits, rest) = number(rest.trim_start_matches(['-', ' ', ',']))?;
    (digits == 4).then_some(Parts { certain: true, numbers: [year, month, day], rest: after(rest) })
}

/// A date in a Japanese era, and how many bytes it takes.
fn era(text: &str) -> Option<(Read<Day>, usize)> {
    if !text.starts_with(|c: char| !c.is_ascii() || matches!(c.to_ascii_uppercase(), 'R' | 'H' | 'S' | 'T' | 'M')) {
        return None;
    }
    let ends = [Some(text.len()), text.rfind(' '), text.find(' ')];
    ends.into_iter().flatten().find_map(|end| Some((parse_era(&text[..end])?.ok()?, end)))
}

/// What whoever typed the date in a cell should know about how it was read: a day that lies outside its Japanese era
/// (平成31年5月1日 is in 令和).
#[must_use]
pub fn notice(cell: &Cell) -> Option<Problem> {
    let Cell::Text(text) = cell else { return None };
    let (read, _) = era(&fold::ascii(text.trim()))?;
    let mut notice = read.notice?;
    // As it stands in the file, not as it was folded.
    for (name, value) in &mut notice.args {
        if name == "value" {
            *value = text.trim().into();
        }
    }
    Some(notice)
}

/// A time of day and its offset in seconds.
fn time(text: &str) -> Option<(Time, Option<i32>)> {
    let text = text.strip_prefix(['T', 't']).unwrap_or(text).trim_start();
    let (clock, tail) = split_clock(text);
    let colons: Vec<&str> = clock.split(':').collect();
    let (hour, minute, second) = match colons.as_slice() {
        [hour, minute] => (*hour, *minute, "0"),
        [hour, minute, second] => (*hour, *minute, *second),
        [digits] if digits.len() == 6 => (&digits[..2], &digits[2..4], &digits[4..6]),
        _ => return None,
    };
    if hour.len() > 2 || minute.len() != 2 {
        return None;
    }
    let (second, fraction) = second.split_once(['.', ',']).unwrap_or((second, ""));
    let nanos = if fraction.is_empty() { 0 } else { format!("{fraction:0<9}").get(..9)?.parse().ok()? };
    let mut hour: i8 = hour.parse().ok()?;
    let mut tail = tail.trim();
    let lower = tail.to_ascii_lowercase();
    for (mark, add) in [("am", 0), ("pm", 12)] {
        if lower.starts_with(mark) {
            if !(1..=12).contains(&hour) {
                return None;
            }
            hour = hour % 12 + add;
            tail = tail[2..].trim();
        }
    }
    let time = Time::new(hour, minute.parse().ok()?, second.parse().ok()?, nanos).ok()?;
    Some((time, offset(tail)?))
}

fn split_clock(text: &str) -> (&str, &str) {
    let end = text.find(|c: char| !(c.is_ascii_digit() || matches!(c, ':' | '.' | ','))).unwrap_or(text.len());
    text.split_at(end)
}

/// `Z`, `UTC`, `+09:00`, `+0900`, `+09`; nothing. The outer `None` is for anything else.
fn offset(text: &str) -> Option<Option<i32>> {
    match text.to_ascii_uppercase().as_str() {
        "" => return Some(None),
        "Z" | "UTC" | "GMT" => return Some(Some(0)),
        "JST" => return Some(Some(9 * 3600)),
        _ => {}
    }
    let (sign, rest) = match text.split_at_checked(1)? {
        ("+", rest) => (1, rest),
        ("-", rest) => (-1, rest),
        _ => return None,
    };
    let digits: String = rest.chars().filter(|c| *c != ':').collect();
    let (hours, minutes): (i32, i32) = match digits.len() {
        2 => (digits.parse().ok()?, 0),
        4 => (digits[..2].parse().ok()?, digits[2..].parse().ok()?),
        _ => return None,
    };
    (hours <= 14 && minutes < 60).then_some(Some(sign * (hours * 3600 + minutes * 60)))
}

/// Has the form of a date in any order.
#[must_use]
pub fn looks_like_date(text: &str) -> bool {
    form(text).is_some()
}

/// What the form of one value says about the order of its column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Form {
    /// Can be read without being told an order.
    pub certain: bool,
    /// Is a date when the day comes first.
    pub day_first: bool,
    /// Is a date when the month comes first.
    pub month_first: bool,
}

/// The form of a date, if the text has one.
#[must_use]
pub fn form(text: &str) -> Option<Form> {
    let text = fold::ascii(text);
    let parts = parts(&text)?;
    let [a, b, c] = parts.numbers;
    if !parts.rest.trim().is_empty() && time(parts.rest.trim()).is_none() {
        return None;
    }
    if parts.certain {
        return (YEARS.contains(&a) && (1..=12).contains(&b) && (1..=31).contains(&c)).then_some(Form {
            certain: true,
            day_first: true,
            month_first: true,
        });
    }
    let (day_first, month_first) =
        ((1..=31).contains(&a) && (1..=12).contains(&b), (1..=12).contains(&a) && (1..=31).contains(&b));
    // 31/02/2024 has the form of a date, and tells nothing of the order.
    let year = if c < 100 { 2000 + c } else { c };
    let real = |month: i16, day: i16| Day::from_ymd(year, month as i8, day as i8).is_some();
    let (by_day, by_month) = (day_first && real(b, a), month_first && real(a, b));
    (day_first || month_first).then_some(Form { certain: false, day_first: by_day, month_first: by_month })
}

#[cfg(test)]
#[path = "dates_tests.rs"]
mod tests;

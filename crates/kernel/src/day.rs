//! Calendar days and months, without a time zone.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::ops::{Add, Sub};

/// A calendar day, as days since 1970-01-01. Ordered, cheap to subtract.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Day(pub i32);

const EPOCH: Date = Date::constant(1970, 1, 1);

impl Day {
    /// The day of a year, month (1–12) and day of month (1–31), if there is one.
    #[must_use]
    pub fn from_ymd(year: i16, month: i8, day: i8) -> Option<Self> {
        Date::new(year, month, day).ok().map(Self::from)
    }

    /// Year, month (1–12), day of month (1–31).
    #[must_use]
    pub fn ymd(self) -> (i16, i8, i8) {
        let date = self.date();
        (date.year(), date.month(), date.day())
    }

    /// Reads `2026-11-22` strictly. Lenient reading of typed dates is in `intake`.
    #[must_use]
    pub fn parse_iso(text: &str) -> Option<Self> {
        let bytes = text.as_bytes();
        if bytes.len() != 10 || bytes[4] != b'-' || bytes[7] != b'-' {
            return None;
        }
        text.parse::<Date>().ok().map(Self::from)
    }

    /// 0 is Sunday, 6 is Saturday.
    #[must_use]
    pub fn weekday(self) -> u8 {
        (self.0 + 4).rem_euclid(7) as u8
    }

    /// The same day `months` later, clamped to the month's end: 01-31 plus one is 02-28. Repeated steps must start
    /// from the anchor, not from the clamped day (J-02).
    #[must_use]
    pub fn plus_months(self, months: i32) -> Self {
        let (_, _, day) = self.ymd();
        self.month().plus(months).day(day)
    }

    /// The month that the day lies in.
    #[must_use]
    pub fn month(self) -> Month {
        let (year, month, _) = self.ymd();
        Month(i32::from(year) * 12 + i32::from(month) - 1)
    }

    fn date(self) -> Date {
        // Days outside years -9999..9999 do not come from any constructor; clamp rather than panic.
        EPOCH.saturating_add(jiff::Span::new().days(i64::from(self.0.clamp(-4_000_000, 2_900_000))))
    }
}

impl From<Date> for Day {
    fn from(date: Date) -> Self {
        Day((date - EPOCH).get_days())
    }
}

impl Add<i32> for Day {
    type Output = Day;
    fn add(self, days: i32) -> Day {
        Day(self.0 + days)
    }
}

impl Sub<i32> for Day {
    type Output = Day;
    fn sub(self, days: i32) -> Day {
        Day(self.0 - days)
    }
}

impl Sub for Day {
    type Output = i32;
    fn sub(self, other: Day) -> i32 {
        self.0 - other.0
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = self.ymd();
        write!(f, "{year:04}-{month:02}-{day:02}")
    }
}

impl fmt::Debug for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl TryFrom<String> for Day {
    type Error = String;
    fn try_from(text: String) -> Result<Self, String> {
        Self::parse_iso(&text).ok_or_else(|| format!("{text:?} is not a day (YYYY-MM-DD)"))
    }
}

impl From<Day> for String {
    fn from(day: Day) -> String {
        day.to_string()
    }
}

/// A calendar month, as months since year 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Month(pub i32);

impl Month {
    /// The month `n` later (earlier when negative).
    #[must_use]
    pub fn plus(self, n: i32) -> Self {
        Month(self.0 + n)
    }

    /// Its first day.
    #[must_use]
    pub fn first(self) -> Day {
        self.day(1)
    }

    /// Its last day.
    #[must_use]
    pub fn last(self) -> Day {
        self.plus(1).first() - 1
    }

    /// Day `day` of the month, or its last day if it has fewer.
    #[must_use]
    pub fn day(self, day: i8) -> Day {
        let (year, month) = (self.0.div_euclid(12) as i16, self.0.rem_euclid(12) as i8 + 1);
        let mut day = day.max(1);
        loop {
            match Day::from_ymd(year, month, day) {
                Some(found) => return found,
                None if day > 28 => day -= 1,
                None => return Day(0),
            }
        }
    }
}

/// Whole months of a period whose last day is inclusive (J-02): 2026-04-01 to 2027-03-31 is 12. Counted from the first
/// day; 0 when shorter than a month or reversed.
#[must_use]
pub fn contract_months(first: Day, last: Day) -> i32 {
    let after = last + 1;
    let months = after.month().0 - first.month().0;
    if first.plus_months(months) <= after { months.max(0) } else { (months - 1).max(0) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_contract_period_includes_its_last_day() {
        let months =
            |a: &str, b: &str| contract_months(Day::parse_iso(a).expect("a day"), Day::parse_iso(b).expect("a day"));
        assert_eq!(months("2026-04-01", "2027-03-31"), 12);
        assert_eq!(months("2026-04-01", "2027-03-30"), 11);
        assert_eq!(months("2026-01-31", "2026-02-27"), 1);
        assert_eq!(months("2026-04-01", "2026-04-01"), 0);
        assert_eq!(months("2026-04-01", "2025-04-01"), 0);
    }

    #[test]
    fn a_months_step_is_clamped_and_counted_from_the_anchor() {
        let anchor = Day::parse_iso("2026-01-31").expect("a day");
        assert_eq!(anchor.plus_months(1).to_string(), "2026-02-28");
        assert_eq!(anchor.plus_months(2).to_string(), "2026-03-31");
        assert_eq!(anchor.weekday(), 6);
    }

    proptest! {
        #[test]
        fn whole_months_are_counted_exactly(start in 0i32..40_000, n in 0i32..120) {
            let last = Day(start).plus_months(n) - 1;
            prop_assert_eq!(contract_months(Day(start), last), n);
        }

        #[test]
        fn days_survive_text_and_calendar(n in -200_000i32..900_000) {
            let day = Day(n);
            let (y, m, d) = day.ymd();
            prop_assert_eq!(Day::from_ymd(y, m, d), Some(day));
            if y >= 0 { prop_assert_eq!(Day::parse_iso(&day.to_string()), Some(day)); }
        }
    }
}

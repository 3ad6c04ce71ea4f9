//! Moments, and the zone that turns them into days.

use crate::Day;
use jiff::{Timestamp, tz::TimeZone};
use serde::{Deserialize, Serialize};

/// A moment: microseconds since 1970-01-01T00:00:00Z.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Micros(pub i64);

impl Micros {
    /// ISO 8601 in UTC, as machines exchange it: `2026-04-01T09:30:00Z`.
    #[must_use]
    pub fn iso(self) -> String {
        Timestamp::from_microsecond(self.0).map_or_else(|_| self.0.to_string(), |moment| moment.to_string())
    }
}

const DAY_MICROS: i64 = 86_400_000_000;

/// The workspace's time zone: says on which day a moment falls.
#[derive(Clone, Debug)]
pub struct Zone {
    zone: TimeZone,
    /// (from this moment on, offset in microseconds), ascending; covers all time.
    offsets: Vec<(i64, i64)>,
}

impl Zone {
    /// An IANA name, such as `Asia/Tokyo`.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        TimeZone::get(name).ok().map(Self::new)
    }

    /// Japan standard time.
    #[must_use]
    pub fn tokyo() -> Self {
        Self::named("Asia/Tokyo").unwrap_or_else(|| Self::new(TimeZone::fixed(jiff::tz::offset(9))))
    }

    fn new(zone: TimeZone) -> Self {
        let start = Timestamp::constant(0, 0);
        let end = Timestamp::constant(7_258_118_400, 0); // year 2200
        let mut offsets = vec![(i64::MIN, i64::from(zone.to_offset(start).seconds()) * 1_000_000)];
        for change in zone.following(start).take_while(|change| change.timestamp() < end) {
            offsets.push((change.timestamp().as_microsecond(), i64::from(change.offset().seconds()) * 1_000_000));
        }
        Self { zone, offsets }
    }

    /// The day that `moment` falls on. Moments before 1970 use the offset of 1970.
    #[must_use]
    pub fn day_of(&self, moment: Micros) -> Day {
        let offset = match self.offsets.as_slice() {
            [(_, only)] => *only,
            many => many[many.partition_point(|(from, _)| *from <= moment.0) - 1].1,
        };
        Day((moment.0.saturating_add(offset)).div_euclid(DAY_MICROS) as i32)
    }

    /// The first moment of `day`.
    #[must_use]
    pub fn start_of(&self, day: Day) -> Micros {
        let (year, month, date) = day.ymd();
        let midnight = jiff::civil::date(year, month, date).at(0, 0, 0, 0);
        match self.zone.to_ambiguous_zoned(midnight).compatible() {
            Ok(zoned) => Micros(zoned.timestamp().as_microsecond()),
            Err(_) => Micros(i64::from(day.0) * DAY_MICROS),
        }
    }

    /// The IANA zone behind it, for showing local times.
    #[must_use]
    pub fn zone(&self) -> &TimeZone {
        &self.zone
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_tokyo_day_starts_at_15_utc() {
        let zone = Zone::tokyo();
        let day = Day::parse_iso("2026-04-01").expect("a day");
        let start = zone.start_of(day);
        assert_eq!(zone.day_of(start), day);
        assert_eq!(zone.day_of(Micros(start.0 - 1)), day - 1);
        assert_eq!(start.0.rem_euclid(DAY_MICROS), 15 * 3_600_000_000);
    }

    proptest! {
        #[test]
        fn days_follow_summer_time(n in 0i32..40_000) {
            let zone = Zone::named("America/New_York").expect("a zone");
            prop_assert_eq!(zone.day_of(zone.start_of(Day(n))), Day(n));
            prop_assert_eq!(zone.day_of(Micros(zone.start_of(Day(n)).0 - 1)), Day(n - 1));
        }
    }
}

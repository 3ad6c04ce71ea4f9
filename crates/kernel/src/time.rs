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

    /// The day that `moment` falls on in UTC.
    #[must_use]
    pub fn day_in_utc(moment: Micros) -> Day {
        Day(moment.0.div_euclid(DAY_MICROS) as i32)
    }

    /// A cursor that finds the days of moments quickly where neighbours tend to fall on the same day.
    #[must_use]
    pub fn days(&self) -> Days<'_> {
        Days { zone: self, day: Day(0), span: 0..0 }
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

/// Days of moments that come roughly in order. Says the same as [`Zone::day_of`], at a comparison for each moment that
/// falls on the day of the one before.
#[derive(Clone, Debug)]
pub struct Days<'a> {
    zone: &'a Zone,
    day: Day,
    /// Moments of that day, as far as one offset holds.
    span: std::ops::Range<i64>,
}

impl Days<'_> {
    /// The day that `moment` falls on.
    #[inline]
    pub fn of(&mut self, moment: Micros) -> Day {
        if !self.span.contains(&moment.0) {
            self.turn_to(moment.0);
        }
        self.day
    }

    fn turn_to(&mut self, moment: i64) {
        let offsets = &self.zone.offsets;
        let at = offsets.partition_point(|(from, _)| *from <= moment) - 1;
        let (from, offset) = offsets[at];
        let day = moment.saturating_add(offset).div_euclid(DAY_MICROS);
        let midnight = day.saturating_mul(DAY_MICROS);
        let start = midnight.saturating_sub(offset).max(from);
        let end = midnight.saturating_add(DAY_MICROS - offset);
        (self.day, self.span) = (Day(day as i32), start..offsets.get(at + 1).map_or(end, |next| end.min(next.0)));
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

        #[test]
        fn a_cursor_finds_the_same_days(
            moments in proptest::collection::vec(
                prop_oneof![any::<i64>(), -DAY_MICROS * 900..DAY_MICROS * 30_000, 0i64..5_000_000_000],
                1..40,
            ),
            step in 0i64..DAY_MICROS,
        ) {
            for name in ["Asia/Tokyo", "America/New_York", "Australia/Lord_Howe"] {
                let zone = Zone::named(name).expect("a zone");
                let mut days = zone.days();
                for &moment in &moments {
                    for moment in [moment, moment.saturating_add(step)] {
                        prop_assert_eq!(days.of(Micros(moment)), zone.day_of(Micros(moment)));
                    }
                }
            }
        }
    }
}

//! When a message may go: office hours, days off, and so many messages per person and week.

use banso_kernel::{Day, Micros, Problem, Zone};

const MINUTE: i64 = 60_000_000;
const WEEK: i64 = 7 * 24 * 60 * MINUTE;
/// How far ahead a business day is looked for.
const FARTHEST: i32 = 400;

/// Limits on messages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Messages that a person gets within any seven days, over all plays; 0 for no limit.
    pub per_week: usize,
    /// Minute of a business day from which messages go.
    pub opens: u16,
    /// Minute of a business day from which no message goes.
    pub closes: u16,
}

impl Default for Limits {
    /// Two messages a week, from 8:30 to 18:30.
    fn default() -> Self {
        Self { per_week: 2, opens: 8 * 60 + 30, closes: 18 * 60 + 30 }
    }
}

impl Limits {
    /// Checked limits: a business day must open before it closes.
    pub fn new(per_week: usize, opens: u16, closes: u16) -> Result<Self, Problem> {
        if opens < closes && closes <= 24 * 60 {
            return Ok(Self { per_week, opens, closes });
        }
        Err(Problem::new("problem-play-hours"))
    }

    /// The earliest moment from `moment` on that lies in the hours of a business day. Where no day is a business day,
    /// `moment` itself: a message is late rather than lost.
    #[must_use]
    pub fn open(&self, moment: Micros, zone: &Zone, business_day: &dyn Fn(Day) -> bool) -> Micros {
        let first = zone.day_of(moment);
        for ahead in 0..FARTHEST {
            let day = first + ahead;
            if !business_day(day) {
                continue;
            }
            let midnight = zone.start_of(day).0;
            let (opens, closes) =
                (midnight + i64::from(self.opens) * MINUTE, midnight + i64::from(self.closes) * MINUTE);
            if moment.0 < closes {
                return Micros(moment.0.max(opens));
            }
        }
        moment
    }

    /// The earliest moment from `moment` on at which a message may go to a person to whom messages went, or will go, at
    /// `messages` (ascending).
    #[must_use]
    pub fn earliest(
        &self,
        moment: Micros,
        zone: &Zone,
        business_day: &dyn Fn(Day) -> bool,
        messages: &[Micros],
    ) -> Micros {
        self.open(self.free(moment, messages), zone, business_day)
    }

    /// The earliest moment from `moment` on at which the weekly limit lets a message go, at any hour.
    #[must_use]
    pub fn free(&self, moment: Micros, messages: &[Micros]) -> Micros {
        match messages.len().checked_sub(self.per_week) {
            Some(at) if self.per_week > 0 => Micros(moment.0.max(messages[at].0 + WEEK)),
            _ => moment,
        }
    }
}

/// The day that is `days` business days after `day`: the day itself is not counted. Where a year has no business day,
/// calendar days are counted.
#[must_use]
pub fn add_business_days(day: Day, days: u32, business_day: &dyn Fn(Day) -> bool) -> Day {
    let mut found = day;
    for _ in 0..days {
        let Some(next) = (1..FARTHEST).map(|ahead| found + ahead).find(|day| business_day(*day)) else {
            return day + days as i32;
        };
        found = next;
    }
    found
}

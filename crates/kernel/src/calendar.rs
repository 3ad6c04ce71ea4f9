//! Business days: neither weekends nor public holidays of Japan nor days on which the company is closed (J-04).

use crate::japan::holidays::{by_rule, published_text, text};
use crate::{Day, Text};
use std::collections::{BTreeMap, BTreeSet};

/// The last year whose holidays were published when this was written.
const PUBLISHED: i16 = 2027;

/// Says which days are business days.
#[derive(Clone, Debug)]
pub struct Calendar {
    /// What the published list says, if one was read.
    listed: BTreeMap<Day, String>,
    /// The years that it speaks of.
    years: BTreeSet<i16>,
    /// Days on which the company is closed.
    closed: BTreeSet<Day>,
    /// Whether the company is closed from 29 December to 3 January.
    year_end: bool,
}

impl Default for Calendar {
    fn default() -> Self {
        Self { listed: BTreeMap::new(), years: BTreeSet::new(), closed: BTreeSet::new(), year_end: true }
    }
}

impl Calendar {
    /// Public holidays of Japan; the company is closed from 29 December to 3 January.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The same calendar with days on which the company is closed, besides those that it has.
    #[must_use]
    pub fn closed_on(mut self, days: impl IntoIterator<Item = Day>) -> Self {
        self.closed.extend(days);
        self
    }

    /// The same calendar for a company that works from 29 December to 3 January, public holidays excepted.
    #[must_use]
    pub fn open_at_year_end(mut self) -> Self {
        self.year_end = false;
        self
    }

    /// The same calendar with a published list ([`japan::parse_holidays`](crate::japan::parse_holidays)): for each year
    /// of which it names a day it counts instead of the rules.
    #[must_use]
    pub fn published(mut self, list: impl IntoIterator<Item = (Day, String)>) -> Self {
        for (day, name) in list {
            self.years.insert(day.ymd().0);
            self.listed.insert(day, name);
        }
        self
    }

    /// The public holiday on a day: as published, else by rule from 2007 to 2099.
    #[must_use]
    pub fn holiday(&self, day: Day) -> Option<Text> {
        if self.is_listed(day) {
            self.listed.get(&day).map(|name| published_text(day, name))
        } else {
            by_rule(day).map(text)
        }
    }

    /// Whether the holidays of the day's year were published; if not, they are computed and may still change (未発表).
    #[must_use]
    pub fn announced(&self, day: Day) -> bool {
        day.ymd().0 <= PUBLISHED || self.is_listed(day)
    }

    /// Whether the company works on a day.
    #[must_use]
    pub fn is_business_day(&self, day: Day) -> bool {
        let weekend = matches!(day.weekday(), 0 | 6);
        !(weekend || self.is_closed(day) || self.is_holiday(day))
    }

    /// The day itself if it is a business day, else the first one after it.
    #[must_use]
    pub fn next_business_day(&self, mut day: Day) -> Day {
        while !self.is_business_day(day) {
            day = day + 1;
        }
        day
    }

    /// The `n`th business day after `day`; for 0 as [`Calendar::next_business_day`].
    #[must_use]
    pub fn add_business_days(&self, day: Day, n: u32) -> Day {
        if n == 0 {
            return self.next_business_day(day);
        }
        (0..n).fold(day, |day, _| self.next_business_day(day + 1))
    }

    /// The business days after `from` up to `to`, that one included; 0 if `to` is not later.
    #[must_use]
    pub fn business_days_between(&self, from: Day, to: Day) -> u32 {
        (from.0 + 1..=to.0).map(|day| u32::from(self.is_business_day(Day(day)))).sum()
    }

    fn is_closed(&self, day: Day) -> bool {
        let (_, month, date) = day.ymd();
        (self.year_end && matches!((month, date), (12, 29..) | (1, ..=3))) || self.closed.contains(&day)
    }

    fn is_holiday(&self, day: Day) -> bool {
        if self.is_listed(day) { self.listed.contains_key(&day) } else { by_rule(day).is_some() }
    }

    fn is_listed(&self, day: Day) -> bool {
        !self.years.is_empty() && self.years.contains(&day.ymd().0)
    }
}

//! On which days each stream had a fact from any account: decides between "none" and "no data".

use super::table::Facts;
use banso_kernel::Day;

/// A bit a day since 1970 for each stream.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Liveness {
    streams: Vec<Vec<u64>>,
}

impl Liveness {
    /// From the facts at hand.
    #[must_use]
    pub fn of(facts: &Facts) -> Self {
        let mut liveness = Self::default();
        for (classes, presence) in facts.presence() {
            for (class, members) in classes.iter().enumerate() {
                for &stream in members {
                    liveness.add(usize::from(stream), presence.days(class));
                }
            }
        }
        liveness
    }

    fn add(&mut self, stream: usize, days: &[u64]) {
        if self.streams.len() <= stream {
            self.streams.resize(stream + 1, Vec::new());
        }
        let mine = &mut self.streams[stream];
        let used = days.iter().rposition(|bits| *bits != 0).map_or(0, |last| last + 1);
        if mine.len() < used {
            mine.resize(used, 0);
        }
        mine.iter_mut().zip(days).for_each(|(mine, theirs)| *mine |= theirs);
    }

    /// Adds what others saw. Order does not matter.
    pub fn merge(&mut self, other: &Self) {
        other.streams.iter().enumerate().for_each(|(stream, days)| self.add(stream, days));
    }

    /// Whether the stream had a fact on that day.
    #[must_use]
    pub fn has(&self, stream: usize, day: Day) -> bool {
        let words = self.streams.get(stream).zip(usize::try_from(day.0).ok());
        words.is_some_and(|(words, day)| words.get(day / 64).is_some_and(|bits| bits >> (day % 64) & 1 == 1))
    }

    /// First day with a fact, if any.
    #[must_use]
    pub fn first(&self, stream: usize) -> Option<Day> {
        let (at, bits) = self.streams.get(stream)?.iter().enumerate().find(|(_, bits)| **bits != 0)?;
        Some(Day(at as i32 * 64 + bits.trailing_zeros() as i32))
    }

    /// Last day with a fact, if any.
    #[must_use]
    pub fn last(&self, stream: usize) -> Option<Day> {
        let (at, bits) = self.streams.get(stream)?.iter().enumerate().rfind(|(_, bits)| **bits != 0)?;
        Some(Day(at as i32 * 64 + 63 - bits.leading_zeros() as i32))
    }

    /// For the days from 1970 to `to`: whether the stream had a fact on the day or within `stale_after` − 1 days
    /// before it.
    pub(super) fn alive(&self, stream: usize, stale_after: u16, to: Day) -> Vec<bool> {
        let mut left = 0;
        let day = |day: i32| {
            left = if self.has(stream, Day(day)) { stale_after } else { left.saturating_sub(1) };
            left > 0
        };
        (0..=to.0.max(-1)).map(day).collect()
    }
}

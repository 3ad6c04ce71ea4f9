//! What is kept of facts so that the last days can be computed again without reading all facts again: each account's
//! first day with a fact, and its days with facts of those streams whose last fact counts however old it is
//! ([`Kind::DaysSince`]). A bit a day, so years of ten thousand accounts fit into a few megabytes.

use super::definition::{Kind, MetricSet};
use super::streams::Classifier;
use super::table::Facts;
use banso_kernel::{AccountId, Day};
use std::collections::HashMap;

/// What is known of all facts that were there when history was computed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Seen {
    accounts: HashMap<i64, OfAccount>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct OfAccount {
    earliest: Option<Day>,
    /// Days by stream; only streams that are kept, ascending.
    streams: Vec<(u16, Days)>,
}

/// Days, a bit each.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Days {
    /// Days since 1970 / 64 of the first word.
    start: usize,
    words: Vec<u64>,
}

impl Seen {
    /// From the facts at hand.
    #[must_use]
    pub fn of(facts: &Facts, set: &MetricSet, classifier: &Classifier) -> Self {
        let mut kept = vec![false; classifier.streams()];
        for (metric, stream) in set.metrics.iter().zip(classifier.of_metric()) {
            if let (Kind::DaysSince(_), Some(stream)) = (&metric.kind, stream) {
                kept[*stream] = true;
            }
        }
        let (mut seen, mut part, mut classes) = (Self::default(), <&[Vec<u16>]>::default(), Vec::new());
        for (account, facts) in facts.accounts() {
            let of: &mut OfAccount = seen.accounts.entry(account.0).or_default();
            of.earliest = facts.earliest;
            if !std::ptr::eq(part, facts.classes) {
                part = facts.classes;
                // The streams of each class that matter; most classes have none.
                let matters = |streams: &Vec<u16>| -> Vec<u16> {
                    streams.iter().copied().filter(|stream| kept[usize::from(*stream)]).collect()
                };
                classes = part.iter().map(matters).collect();
            }
            for event in facts.events {
                for stream in &classes[event.class()] {
                    of.days(*stream).insert(Day(event.day()));
                }
            }
        }
        seen
    }

    /// Adds what others saw. Order does not matter.
    pub fn merge(&mut self, other: &Self) {
        for (account, theirs) in &other.accounts {
            let ours = self.accounts.entry(*account).or_default();
            ours.earliest = ours.earliest.into_iter().chain(theirs.earliest).min();
            for (stream, days) in &theirs.streams {
                ours.days(*stream).merge(days);
            }
        }
    }

    /// The first day with a fact of any kind.
    #[must_use]
    pub fn earliest(&self, account: AccountId) -> Option<Day> {
        self.accounts.get(&account.0)?.earliest
    }

    /// The last day before `day` with a fact of a stream that is kept.
    #[must_use]
    pub fn last_before(&self, account: AccountId, stream: usize, day: Day) -> Option<Day> {
        let streams = &self.accounts.get(&account.0)?.streams;
        let (_, days) = streams.iter().find(|(of, _)| usize::from(*of) == stream)?;
        days.last_before(day)
    }
}

impl OfAccount {
    fn days(&mut self, stream: u16) -> &mut Days {
        let at = self.streams.binary_search_by_key(&stream, |(of, _)| *of);
        let at = at.unwrap_or_else(|at| {
            self.streams.insert(at, (stream, Days::default()));
            at
        });
        &mut self.streams[at].1
    }
}

impl Days {
    fn insert(&mut self, day: Day) {
        let Ok(day) = usize::try_from(day.0) else { return };
        self.reach(day / 64)[0] |= 1 << (day % 64);
    }

    fn merge(&mut self, other: &Self) {
        for (at, bits) in other.words.iter().enumerate() {
            self.reach(other.start + at)[0] |= bits;
        }
    }

    /// The words from this one on, which is there afterwards.
    fn reach(&mut self, word: usize) -> &mut [u64] {
        if self.words.is_empty() {
            self.start = word;
        }
        if word < self.start {
            self.words.splice(0..0, std::iter::repeat_n(0, self.start - word));
            self.start = word;
        }
        let at = word - self.start;
        if self.words.len() <= at {
            self.words.resize(at + 1, 0);
        }
        &mut self.words[at..]
    }

    fn last_before(&self, day: Day) -> Option<Day> {
        let end = usize::try_from(day.0).ok()?;
        let below = |word: usize| match (self.start + word).cmp(&(end / 64)) {
            std::cmp::Ordering::Less => u64::MAX,
            std::cmp::Ordering::Equal => (1 << (end % 64)) - 1,
            std::cmp::Ordering::Greater => 0,
        };
        let mut words = self.words.iter().enumerate().map(|(at, bits)| (at, bits & below(at)));
        let (at, bits) = words.rfind(|(_, bits)| *bits != 0)?;
        Some(Day(((self.start + at) * 64 + 63 - bits.leading_zeros() as usize) as i32))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn the_last_day_before_another_is_found_in_any_order_of_entry(
            days in proptest::collection::vec(0i32..40_000, 0..20),
            more in proptest::collection::vec(0i32..40_000, 0..20),
            asked in 0i32..40_100,
        ) {
            let of = |list: &[i32]| {
                let mut days = Days::default();
                list.iter().for_each(|day| days.insert(Day(*day)));
                days
            };
            let mut kept = of(&days);
            kept.merge(&of(&more));
            let want = days.iter().chain(&more).copied().filter(|day| *day < asked).max();
            prop_assert_eq!(kept.last_before(Day(asked)), want.map(Day));
        }
    }
}

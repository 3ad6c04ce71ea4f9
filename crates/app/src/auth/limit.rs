//! How often one may try: wrong tries are counted in a sliding window, per address and per member.

use banso_kernel::Micros;
use std::collections::{HashMap, VecDeque};

/// A limit: so many wrong tries in so many seconds.
#[derive(Clone, Copy, Debug)]
pub(super) struct Limit {
    pub(super) tries: usize,
    pub(super) seconds: i64,
}

/// From one network address: 3 a minute.
pub(super) const ADDRESS: Limit = Limit { tries: 3, seconds: 60 };
/// For one mail address, from anywhere: 1,800 an hour.
pub(super) const MAIL: Limit = Limit { tries: 1800, seconds: 3600 };
/// For one member's second factor: 5 in five minutes.
pub(super) const SECOND: Limit = Limit { tries: 5, seconds: 300 };

const SECOND_MICROS: i64 = 1_000_000;
/// More keys than this are swept of those that have run out.
const MANY: usize = 10_000;

/// The tries of the last while.
#[derive(Default)]
pub(super) struct Limiter {
    tries: HashMap<String, (VecDeque<i64>, i64)>,
}

impl Limiter {
    /// Counts a try under `key`. It was allowed when this is `None`; else so many seconds remain.
    pub(super) fn take(&mut self, key: &str, limit: Limit, now: Micros) -> Option<u32> {
        self.sweep(now);
        let window = limit.seconds * SECOND_MICROS;
        let (tries, _) = self.tries.entry(key.to_owned()).or_insert_with(|| (VecDeque::new(), window));
        while tries.front().is_some_and(|first| *first <= now.0 - window) {
            tries.pop_front();
        }
        if tries.len() >= limit.tries {
            let free_at = tries.front().copied().unwrap_or(now.0) + window;
            return Some(u32::try_from((free_at - now.0).div_euclid(SECOND_MICROS) + 1).unwrap_or(u32::MAX));
        }
        tries.push_back(now.0);
        None
    }

    /// A try that turned out right does not count.
    pub(super) fn give_back(&mut self, key: &str) {
        if let Some((tries, _)) = self.tries.get_mut(key) {
            tries.pop_back();
        }
    }

    fn sweep(&mut self, now: Micros) {
        if self.tries.len() > MANY {
            self.tries.retain(|_, (tries, window)| tries.back().is_some_and(|last| *last > now.0 - *window));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn three_wrong_tries_a_minute_and_right_ones_are_free() {
        let mut limiter = Limiter::default();
        let at = |second: i64| Micros(second * SECOND_MICROS);
        for second in 0..3 {
            assert_eq!(limiter.take("a", ADDRESS, at(second)), None);
        }
        assert_eq!(limiter.take("a", ADDRESS, at(10)), Some(51));
        assert_eq!(limiter.take("b", ADDRESS, at(10)), None, "others are not held up");
        assert_eq!(limiter.take("a", ADDRESS, at(60)), None, "the first try has left the window");
        assert!(limiter.take("a", ADDRESS, at(60)).is_some());
        for second in 100..200 {
            assert_eq!(limiter.take("c", ADDRESS, at(second)), None);
            limiter.give_back("c");
        }
    }

    #[test]
    fn of_ten_thousand_guesses_three_a_minute_pass() {
        let mut limiter = Limiter::default();
        let passed = (0..10_000).filter(|n| limiter.take("a", ADDRESS, Micros(n * 60_000)).is_none()).count();
        assert_eq!(passed, 3 * 10, "10,000 guesses in ten minutes");
    }

    #[test]
    fn addresses_without_recent_tries_are_forgotten() {
        let mut limiter = Limiter::default();
        for n in 0..20_000i64 {
            limiter.take(&n.to_string(), ADDRESS, Micros(n * SECOND_MICROS));
        }
        assert!(limiter.tries.len() <= MANY + 1);
    }
}

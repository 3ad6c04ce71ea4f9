//! A source's allowance: so many events a minute, which come back little by little.

use banso_kernel::Micros;

/// Microseconds of a minute.
const MINUTE: f64 = 60e6;

/// What is left of an allowance.
pub(super) struct Limit {
    per_minute: Option<i64>,
    left: f64,
    at: Option<Micros>,
}

impl Limit {
    pub(super) fn new(per_minute: Option<i64>) -> Self {
        Self { per_minute, left: per_minute.map_or(0.0, |limit| limit as f64), at: None }
    }

    /// Takes `events` off what is left; else the seconds until there is room for them. A batch larger than a whole
    /// minute's allowance passes when that is full, else it never could.
    pub(super) fn take(&mut self, events: usize, now: Micros) -> Result<(), u32> {
        let Some(limit) = self.per_minute.map(|limit| limit as f64) else { return Ok(()) };
        let passed = self.at.map_or(0, |at| (now.0 - at.0).max(0)) as f64;
        self.left = (self.left + passed * limit / MINUTE).min(limit);
        self.at = Some(now);
        let wanted = (events as f64).min(limit);
        if self.left >= wanted {
            self.left -= events as f64;
            return Ok(());
        }
        let seconds = (wanted - self.left) * MINUTE / limit / 1e6;
        Err((seconds.ceil() as u32).max(1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: i64) -> Micros {
        Micros(seconds * 1_000_000)
    }

    #[test]
    fn a_minutes_allowance_comes_back_in_a_minute() {
        let mut limit = Limit::new(Some(600));
        assert_eq!(limit.take(600, at(0)), Ok(()));
        assert_eq!(limit.take(1, at(0)), Err(1));
        assert_eq!(limit.take(100, at(5)), Err(5), "50 are back after 5 s, 100 after 10");
        assert_eq!(limit.take(100, at(10)), Ok(()));
        assert_eq!(limit.take(600, at(1000)), Ok(()), "never more than one minute's are saved up");
        assert_eq!(limit.take(10, at(1000)), Err(1));
    }

    #[test]
    fn a_batch_above_the_allowance_passes_and_is_paid_for_later() {
        let mut limit = Limit::new(Some(10));
        assert_eq!(limit.take(30, at(0)), Ok(()));
        assert_eq!(limit.take(1, at(60)), Err(66), "20 too many and one more, at one in 6 s, less 10 that are back");
        assert_eq!(Limit::new(None).take(usize::MAX, at(0)), Ok(()));
    }
}

//! Luck that can be had again: every run draws from a seed that it prints.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// A source of random numbers (SplitMix64).
#[derive(Clone, Debug)]
pub struct Dice {
    state: u64,
}

impl Dice {
    /// From a seed.
    #[must_use]
    pub fn new(seed: u64) -> Self {
        Self { state: seed }
    }

    /// From `BANSO_FAULT_SEED`, else from the time; prints the seed, which a failing test then shows. The same seed
    /// gives the same choices, though not the same interleaving of threads.
    #[must_use]
    #[allow(clippy::print_stdout, reason = "a failing test shows it")]
    pub fn thrown(test: &str) -> Self {
        let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        let seed = crate::count("BANSO_FAULT_SEED", now.as_nanos() as u64);
        println!("{test}: BANSO_FAULT_SEED={seed}");
        Self::new(seed)
    }

    /// The next 64 random bits.
    pub fn bits(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.state;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number from `least` to `most`, both possible.
    pub fn between(&mut self, least: u64, most: u64) -> u64 {
        least + self.bits() % (most - least + 1)
    }

    /// One of `list`, which must not be empty.
    pub fn one<'a, T>(&mut self, list: &'a [T]) -> &'a T {
        &list[self.between(0, list.len() as u64 - 1) as usize]
    }

    /// A time between two, in whole microseconds.
    pub fn moment(&mut self, least: Duration, most: Duration) -> Duration {
        Duration::from_micros(self.between(least.as_micros() as u64, most.as_micros() as u64))
    }
}

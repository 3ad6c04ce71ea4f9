//! Randomness that is the same in each run.

use banso_kernel::Entropy;
use std::sync::atomic::{AtomicU64, Ordering};

/// Counts instead of being random: 1, 2, 3…, eight bytes each.
#[derive(Debug, Default)]
pub struct Counter(AtomicU64);

impl Entropy for Counter {
    fn fill(&self, bytes: &mut [u8]) {
        for chunk in bytes.chunks_mut(8) {
            let next = (self.0.fetch_add(1, Ordering::Relaxed) + 1).to_le_bytes();
            chunk.copy_from_slice(&next[..chunk.len()]);
        }
    }
}

/// Bytes that look random, other ones for each seed.
#[derive(Debug)]
pub struct Drawn {
    seed: u64,
    turn: AtomicU64,
}

impl Drawn {
    /// What follows from a seed.
    #[must_use]
    pub fn new(seed: u64) -> Self {
        Self { seed, turn: AtomicU64::new(0) }
    }
}

impl Default for Drawn {
    /// With a seed that no other one of this program was given here.
    fn default() -> Self {
        static SEEDS: AtomicU64 = AtomicU64::new(0);
        Self::new(SEEDS.fetch_add(1, Ordering::Relaxed))
    }
}

impl Entropy for Drawn {
    fn fill(&self, bytes: &mut [u8]) {
        for chunk in bytes.chunks_mut(32) {
            let turn = self.turn.fetch_add(1, Ordering::Relaxed);
            let hash = blake3::hash(&[self.seed.to_le_bytes(), turn.to_le_bytes()].concat());
            chunk.copy_from_slice(&hash.as_bytes()[..chunk.len()]);
        }
    }
}

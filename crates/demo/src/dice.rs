//! Seeded random draws, made of whole-number arithmetic and additions only: equal on every machine.

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};

/// A stream of draws.
pub struct Dice(ChaCha8Rng);

impl Dice {
    /// The stream number `stream` of a seed. Streams do not overlap.
    pub fn new(seed: u64, stream: u64) -> Self {
        let mut rng = ChaCha8Rng::seed_from_u64(seed);
        rng.set_stream(stream);
        Self(rng)
    }

    /// 0 ≤ x < 1.
    pub fn unit(&mut self) -> f64 {
        (self.0.next_u64() >> 11) as f64 * (1.0 / (1u64 << 53) as f64)
    }

    /// True in `p` of all cases.
    pub fn chance(&mut self, p: f64) -> bool {
        self.unit() < p
    }

    /// A whole number, `low..=high`.
    pub fn between(&mut self, low: i64, high: i64) -> i64 {
        let span = (high - low + 1).max(1) as u64;
        low + ((u128::from(self.0.next_u64()) * u128::from(span)) >> 64) as i64
    }

    /// An index below `len` (0 when `len` is 0).
    pub fn index(&mut self, len: usize) -> usize {
        self.between(0, len as i64 - 1).max(0) as usize
    }

    /// One of `items`, which is not empty.
    pub fn pick<T: Copy>(&mut self, items: &[T]) -> T {
        items[self.index(items.len())]
    }

    /// An index drawn by `weights`, which are whole and not all zero.
    pub fn weighted(&mut self, weights: &[u32]) -> usize {
        let mut left = self.between(1, weights.iter().map(|w| i64::from(*w)).sum());
        for (index, weight) in weights.iter().enumerate() {
            left -= i64::from(*weight);
            if left <= 0 {
                return index;
            }
        }
        weights.len().saturating_sub(1)
    }

    /// Bell-shaped around 0 with deviation 1 and no value beyond ±3 (a sum of four even draws).
    pub fn bell(&mut self) -> f64 {
        let sum: f64 = (0..4).map(|_| self.unit()).sum();
        (sum - 2.0) * 1.732_050_807_568_877_2
    }

    /// A random positive number of 63 bits.
    pub fn key(&mut self) -> i64 {
        (self.0.next_u64() >> 1).max(1) as i64
    }
}

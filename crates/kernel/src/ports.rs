//! What the outside world supplies, always as an argument: time and randomness.

use crate::Micros;

/// Tells the time. Tests pass a fixed one.
pub trait Clock: Send + Sync {
    /// Now.
    fn now(&self) -> Micros;
}

/// A source of random bytes fit for keys. Tests pass a seeded one.
pub trait Entropy: Send + Sync {
    /// Fills `bytes`.
    fn fill(&self, bytes: &mut [u8]);
}

impl dyn Entropy + '_ {
    /// A random positive 63-bit number, never 0: a person's key.
    pub fn key(&self) -> i64 {
        let mut bytes = [0; 8];
        loop {
            self.fill(&mut bytes);
            let key = i64::from_le_bytes(bytes) & i64::MAX;
            if key != 0 {
                return key;
            }
        }
    }
}

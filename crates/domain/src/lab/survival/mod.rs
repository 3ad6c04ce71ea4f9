//! How long accounts stay: Kaplan-Meier curves, and the log-rank test of whether groups differ.

mod curve;
mod log_rank;
#[cfg(test)]
mod tests;

pub use curve::{AtRisk, Curve, Step, curve};
pub use log_rank::{LogRank, log_rank};

use serde::{Deserialize, Serialize};

/// How long an account was seen to stay.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Lifetime {
    /// From its start, in whatever unit the caller counts (days, months); 0 or more, finite.
    pub time: f64,
    /// Whether it left then; otherwise it was still there when last seen.
    pub ended: bool,
}

/// Lifetimes in order of time.
fn sorted(lifetimes: &[Lifetime]) -> Vec<Lifetime> {
    let mut sorted = lifetimes.to_vec();
    sorted.sort_unstable_by(|one, two| one.time.total_cmp(&two.time));
    sorted
}

//! Figures with intervals, and what is said where data do not carry a figure.

use serde::{Deserialize, Serialize};
use statrs::distribution::{ContinuousCDF, Normal};

/// The 97.5 % point of the normal distribution: every interval of the lab is a 95 % interval.
pub const Z: f64 = 1.959_963_984_540_054;

/// Fewest accounts with the outcome, and fewest without, for an AUC. Below it the normal approximation behind the
/// interval is too coarse (N. Obuchowski & M. Lieber 1998, Academic Radiology 5(8):561–571, on small samples).
pub const FEWEST: usize = 10;

/// A 95 % confidence interval.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Interval {
    /// Lower end.
    pub low: f64,
    /// Upper end.
    pub high: f64,
}

impl Interval {
    /// Whether the interval holds `value`; its ends belong to it.
    #[must_use]
    pub fn holds(self, value: f64) -> bool {
        self.low <= value && value <= self.high
    }
}

/// A figure with its 95 % interval.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Estimate {
    /// The figure.
    pub value: f64,
    /// Its 95 % interval.
    pub interval: Interval,
}

/// Why there is no figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Lack {
    /// Too few accounts with the outcome.
    Events {
        /// How many there are.
        have: usize,
        /// How many it takes.
        need: usize,
    },
    /// Too few accounts without the outcome.
    Others {
        /// How many there are.
        have: usize,
        /// How many it takes.
        need: usize,
    },
    /// Too few rows.
    Rows {
        /// How many there are.
        have: usize,
        /// How many it takes.
        need: usize,
    },
    /// All values are equal, or the two sides are perfectly apart: there is no variance to make an interval from.
    NoSpread,
    /// Scores are no probabilities, so that they cannot be compared with rates.
    NotProbabilities,
    /// The two lists do not hold the same accounts and days.
    NotPaired,
}

/// A figure, or why there is none.
pub type Answer<T> = Result<T, Lack>;

/// Whether there are enough accounts with and without the outcome.
pub(super) fn enough(events: usize, others: usize) -> Answer<()> {
    match (events, others) {
        (have, _) if have < FEWEST => Err(Lack::Events { have, need: FEWEST }),
        (_, have) if have < FEWEST => Err(Lack::Others { have, need: FEWEST }),
        _ => Ok(()),
    }
}

/// Probability of a value as far from zero as `z` or farther, under the standard normal distribution.
#[must_use]
pub fn two_sided(z: f64) -> f64 {
    (2.0 * Normal::standard().sf(z.abs())).min(1.0)
}

/// Probability (0–1) at a log-odds.
#[must_use]
pub fn logistic(odds: f64) -> f64 {
    1.0 / (1.0 + (-odds).exp())
}

/// Log-odds of a probability (0–1).
#[must_use]
pub fn logit(share: f64) -> f64 {
    (share / (1.0 - share)).ln()
}

/// Middle value; the mean of the two middle ones of an even number. Sorts `values`, which hold no NaN.
pub(super) fn median(values: &mut [f64]) -> Option<f64> {
    values.sort_unstable_by(f64::total_cmp);
    sorted_quantile(values, 0.5)
}

/// Quantile by linear interpolation between order statistics (type 7 of R. Hyndman & Y. Fan 1996, as in numpy) of values
/// that are sorted and hold no NaN.
pub(super) fn sorted_quantile(values: &[f64], share: f64) -> Option<f64> {
    let place = share * values.len().checked_sub(1)? as f64;
    let (low, high) = (values[place.floor() as usize], values[place.ceil() as usize]);
    Some(low + (high - low) * place.fract())
}

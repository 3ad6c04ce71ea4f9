//! Scores into probabilities.

use super::{Examples, Logistic};
use crate::lab::estimate::{Answer, Lack, logistic};
use serde::{Deserialize, Serialize};

/// Platt's scaling: probability = 1 / (1 + e^−(slope · score + shift)).
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Platt {
    /// 1 where the score was log-odds already and right; below 1 where it was too sure of itself.
    pub slope: f64,
    /// What is added to the log-odds.
    pub shift: f64,
}

impl Platt {
    /// Fits on scores (log-odds, or any number that grows with the risk) of a slice of time *after* the one that they were
    /// learned from (J. Platt 1999; fitted as plain logistic regression on one column by [`Logistic::fit`], without his
    /// smoothed targets, so that the mean prediction equals the rate of the slice exactly).
    ///
    /// # Errors
    /// As [`Logistic::fit`]; [`Lack::NoSpread`] also where the score points the wrong way in that slice.
    pub fn fit(scores: &[f64], events: &[bool]) -> Answer<Self> {
        let column = [scores.to_vec()];
        let found = Logistic::fit(Examples { columns: &column, events }, 0.0)?;
        let slope = found.weights[0] / found.scales[0].deviation;
        if slope <= 0.0 {
            return Err(Lack::NoSpread);
        }
        Ok(Self { slope, shift: found.intercept - slope * found.scales[0].mean })
    }

    /// The probability at a score, 0–1.
    #[must_use]
    pub fn risk(&self, score: f64) -> f64 {
        logistic(self.slope * score + self.shift)
    }
}

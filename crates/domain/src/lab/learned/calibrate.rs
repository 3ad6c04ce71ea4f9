//! Scores into probabilities.

use super::logistic::fit_with;
use super::{Examples, counts};
use crate::lab::estimate::{Answer, Lack, logistic, logit};
use serde::{Deserialize, Serialize};

/// Events that each number of a calibration needs: ten a number (P. Peduzzi et al. 1996, J. Clin. Epidemiol. 49:1373–1379).
const EVENTS_EACH: usize = 10;

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
    /// [`Lack::Events`], [`Lack::Others`] below ten for each of its two numbers; as [`super::Logistic::fit`];
    /// [`Lack::NoSpread`] also where the score points the wrong way in that slice.
    pub fn fit(scores: &[f64], events: &[bool]) -> Answer<Self> {
        let column = [scores.to_vec()];
        let examples = Examples { columns: &column, events };
        examples.at_least(2 * EVENTS_EACH)?;
        let found = fit_with(examples, 0.0)?;
        let slope = found.weights[0] / found.scales[0].deviation;
        if slope <= 0.0 {
            return Err(Lack::NoSpread);
        }
        Ok(Self { slope, shift: found.intercept - slope * found.scales[0].mean })
    }

    /// Calibration in the large: only the shift is fitted, so that the mean probability is the rate of the slice; scores are
    /// log-odds. Few outcomes carry this, where they do not carry a slope (E. Steyerberg et al. 2004, Statistics in
    /// Medicine 23:2567–2586). A formula that is too sure of itself stays so.
    ///
    /// # Errors
    /// [`Lack::Events`], [`Lack::Others`] below ten.
    pub fn in_the_large(odds: &[f64], events: &[bool]) -> Answer<Self> {
        Examples { columns: &[], events }.at_least(EVENTS_EACH)?;
        let (with, without) = counts(events);
        let rate = with as f64 / (with + without) as f64;
        let mean = |shift: f64| odds.iter().map(|odds| logistic(odds + shift)).sum::<f64>() / odds.len() as f64;
        // The mean grows with the shift: it lies between those that would put the lowest and the highest at the rate.
        let end = |of: fn(f64, f64) -> f64, from: f64| logit(rate) - odds.iter().copied().fold(from, of);
        let (mut low, mut high) = (end(f64::max, f64::MIN), end(f64::min, f64::MAX));
        for _ in 0..200 {
            let middle = f64::midpoint(low, high);
            if mean(middle) < rate { low = middle } else { high = middle }
        }
        Ok(Self { slope: 1.0, shift: f64::midpoint(low, high) })
    }

    /// The probability at a score, 0–1.
    #[must_use]
    pub fn risk(&self, score: f64) -> f64 {
        logistic(self.slope * score + self.shift)
    }
}

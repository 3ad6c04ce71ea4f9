//! A learned formula in plain numbers, to be kept as a metric; and whether a newer one may take its place.

use super::{Calibrated, Logistic, MARGIN, Slices};
use crate::lab::Window;
use crate::lab::auc::{Auc, Scored, auc, difference};
use crate::lab::estimate::{Answer, Estimate};
use crate::lab::look::{Fate, Look, Numbers};
use crate::metrics::risk::{HORIZONS, Outcome, Risk, Term, short};
use banso_kernel::Day;

impl Calibrated<Logistic> {
    /// The formula as a [`Risk`] of the metrics at `columns`: standardised terms become centre, scale and weight, the
    /// calibration goes into the weights and the intercept, and numbers are rounded as the text has them. `None` where it
    /// was not calibrated: then its figures are no chances.
    #[must_use]
    pub fn as_risk(&self, outcome: Outcome, window: Window, slices: &Slices, columns: &[usize]) -> Option<Risk> {
        let platt = self.platt?;
        let horizon = u16::try_from(window.horizon).ok().filter(|days| HORIZONS.contains(days))?;
        let mut weights = self.formula.weights.iter();
        let mut intercept = self.formula.intercept;
        let mut terms = Vec::with_capacity(columns.len());
        for (metric, scale) in columns.iter().zip(&self.formula.scales) {
            let weight = if scale.deviation > 0.0 { *weights.next()? } else { 0.0 };
            let mut missing = 0.0;
            if scale.missing > 0.0 {
                // The term of gaps is standardised as well: what it says of an account that has data is in the intercept.
                missing = weights.next()? / (scale.missing * (1.0 - scale.missing)).sqrt();
                intercept -= missing * scale.missing;
            }
            if weight != 0.0 || missing != 0.0 {
                let width = if scale.deviation > 0.0 { scale.deviation } else { 1.0 };
                let [centre, scale, weight, missing] =
                    [scale.mean, width, platt.slope * weight, platt.slope * missing].map(short);
                terms.push(Term { metric: *metric, centre, scale, weight, missing });
            }
        }
        let learned_until = slices.calibrate.to + window.horizon;
        let intercept = short(platt.slope * intercept + platt.shift);
        Some(Risk { outcome, horizon, learned_until, intercept, terms })
    }
}

/// Looks after a day that count and of which all `scores` say something, by account.
struct After {
    at: Vec<usize>,
    accounts: Vec<u32>,
    events: Vec<bool>,
}

impl After {
    fn of(looks: &[Look], window: Window, until: Day, scores: &[&[f64]]) -> Self {
        let counts = |at: &usize| {
            let look = &looks[*at];
            let said = scores.iter().all(|scores| !scores[*at].is_nan());
            said && look.as_of > until && matches!(look.fate(window), Fate::Event | Fate::Other)
        };
        let mut at: Vec<usize> = (0..looks.len()).filter(counts).collect();
        at.sort_unstable_by_key(|at| (looks[*at].account, looks[*at].as_of));
        let mut numbers = Numbers::default();
        let accounts = at.iter().map(|at| numbers.of(looks[*at].account)).collect();
        let events = at.iter().map(|at| looks[*at].fate(window) == Fate::Event).collect();
        Self { at, accounts, events }
    }

    fn pick(&self, scores: &[f64]) -> Vec<f64> {
        self.at.iter().map(|at| scores[*at]).collect()
    }

    fn scored<'a>(&'a self, scores: &'a [f64]) -> Scored<'a> {
        Scored { scores, events: &self.events, accounts: &self.accounts }
    }
}

/// How well scores (higher is worse, NaN is none) tell on looks after a day.
///
/// # Errors
/// As [`auc`].
pub fn tells(looks: &[Look], window: Window, until: Day, scores: &[f64]) -> Answer<Auc> {
    let after = After::of(looks, window, until, &[scores]);
    auc(after.scored(&after.pick(scores)))
}

/// How much better `new` tells than `old` on looks after a day (AUC, paired), and on how many: those of which both say
/// something.
///
/// # Errors
/// As [`difference`].
pub fn better_by(looks: &[Look], window: Window, until: Day, new: &[f64], old: &[f64]) -> Answer<(Estimate, usize)> {
    let after = After::of(looks, window, until, &[new, old]);
    let (first, other) = (after.pick(new), after.pick(old));
    difference(after.scored(&first), &other).map(|(estimate, _)| (estimate, after.at.len()))
}

/// Whether a newer formula that differs so may take the place of the older: it tells at most [`MARGIN`] worse, and not
/// surely worse.
#[must_use]
pub fn may_replace(by: &Estimate) -> bool {
    by.value > -MARGIN && by.interval.high >= 0.0
}

/// The risk (per cent) of each row of a table that has a column for each metric; NaN where too little is known.
#[must_use]
pub fn risks(risk: &Risk, rows: usize, columns: &[Vec<f64>]) -> Vec<f64> {
    (0..rows).map(|row| risk.per_cent(|metric| columns[metric][row])).collect()
}

#[cfg(test)]
#[path = "keep_tests.rs"]
mod tests;

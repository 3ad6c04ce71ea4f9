//! Logistic regression.

use super::{Examples, Scale};
use crate::lab::estimate::{Answer, Lack, logistic, logit};
use crate::lab::linear::{factor, solve};
use serde::{Deserialize, Serialize};

/// Most Newton steps; seven or eight are usual.
const MOST_STEPS: usize = 50;

/// Log-odds for a standard deviation beyond which, without a penalty, columns part the outcomes and weights have no end.
const PARTED: f64 = 20.0;

/// A fitted logistic regression.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Logistic {
    /// How each column is read.
    pub scales: Vec<Scale>,
    /// Log-odds of an account that is at the training mean in everything.
    pub intercept: f64,
    /// By term (see [`Scale::terms`]): log-odds for each standard deviation.
    pub weights: Vec<f64>,
}

impl Logistic {
    /// Fits by Newton's method with step halving (iteratively reweighted least squares; P. McCullagh & J. Nelder 1989, §4.4)
    /// the loss Σ −log p + `penalty`/2 · Σ w² over weights of standardised terms; the intercept is free. As scikit-learn's
    /// `LogisticRegression(C=1/penalty)` after `StandardScaler`.
    ///
    /// # Errors
    /// [`Lack::Events`], [`Lack::Others`] below [`super::FEWEST_EVENTS`]; [`Lack::NoSpread`] where no column varies, or
    /// the method does not converge, or columns part the outcomes and the penalty is 0.
    pub fn fit(examples: Examples<'_>, penalty: f64) -> Answer<Self> {
        examples.enough()?;
        fit_with(examples, penalty)
    }

    /// Log-odds that each column adds, or takes where below 0, against an account at the training mean: βᵢ(xᵢ − meanᵢ), exact
    /// because the formula is a sum. Together with the intercept they are the log-odds of the risk.
    #[must_use]
    pub fn contributions(&self, values: &[f64]) -> Vec<f64> {
        let (mut at, mut terms) = (0, Vec::new());
        let one = |(scale, value): (&Scale, &f64)| {
            terms.clear();
            scale.write(*value, &mut terms);
            let sum: f64 = terms.iter().zip(&self.weights[at..]).map(|(term, weight)| term * weight).sum();
            at += terms.len();
            sum
        };
        self.scales.iter().zip(values).map(one).collect()
    }

    /// The log-odds of the outcome.
    #[must_use]
    pub fn odds(&self, values: &[f64]) -> f64 {
        self.intercept + self.contributions(values).iter().sum::<f64>()
    }

    /// The risk, 0–1.
    #[must_use]
    pub fn risk(&self, values: &[f64]) -> f64 {
        logistic(self.odds(values))
    }
}

/// As [`Logistic::fit`], however few rows there are.
pub(super) fn fit_with(examples: Examples<'_>, penalty: f64) -> Answer<Logistic> {
    let scales: Vec<Scale> = examples.columns.iter().map(|column| Scale::of(column)).collect();
    let size: usize = scales.iter().map(Scale::terms).sum::<usize>() + 1;
    if size == 1 {
        return Err(Lack::NoSpread);
    }
    let rows = examples.events.len();
    let mut terms = Vec::with_capacity(rows * size);
    for row in 0..rows {
        terms.push(1.0);
        scales.iter().zip(examples.columns).for_each(|(scale, column)| scale.write(column[row], &mut terms));
    }
    let problem = Problem { terms, size, events: examples.events, penalty };
    let weights = problem.solve()?;
    if penalty == 0.0 && weights[1..].iter().any(|weight| weight.abs() > PARTED) {
        return Err(Lack::NoSpread);
    }
    Ok(Logistic { scales, intercept: weights[0], weights: weights[1..].to_vec() })
}

struct Problem<'a> {
    /// By row, the intercept's 1 first.
    terms: Vec<f64>,
    size: usize,
    events: &'a [bool],
    penalty: f64,
}

impl Problem<'_> {
    fn solve(&self) -> Answer<Vec<f64>> {
        let rate = self.events.iter().filter(|event| **event).count() as f64 / self.events.len() as f64;
        let mut weights = vec![0.0; self.size];
        weights[0] = logit(rate);
        let mut loss = self.loss(&weights);
        for _ in 0..MOST_STEPS {
            let (gradient, curve) = self.slopes(&weights);
            let step = solve(&factor(&curve).ok_or(Lack::NoSpread)?, &gradient);
            let promised: f64 = step.iter().zip(&gradient).map(|(step, slope)| step * slope).sum();
            if promised <= 1e-12 * (1.0 + loss.abs()) {
                return Ok(weights);
            }
            let mut share = 1.0;
            loop {
                let tried: Vec<f64> = weights.iter().zip(&step).map(|(weight, step)| weight - share * step).collect();
                let next = self.loss(&tried);
                if next <= loss {
                    (weights, loss) = (tried, next);
                    break;
                }
                share /= 2.0;
                if share < 1e-9 {
                    return Ok(weights);
                }
            }
        }
        Err(Lack::NoSpread)
    }

    fn odds<'s>(&'s self, weights: &'s [f64]) -> impl Iterator<Item = (&'s [f64], f64, f64)> {
        self.terms.chunks_exact(self.size).zip(self.events).map(move |(terms, event)| {
            let odds = terms.iter().zip(weights).map(|(term, weight)| term * weight).sum();
            (terms, odds, f64::from(u8::from(*event)))
        })
    }

    fn loss(&self, weights: &[f64]) -> f64 {
        // log(1 + eˣ) without overflow.
        let soft = |odds: f64| odds.max(0.0) + (-odds.abs()).exp().ln_1p();
        let fit: f64 = self.odds(weights).map(|(_, odds, event)| soft(odds) - event * odds).sum();
        fit + self.penalty / 2.0 * weights[1..].iter().map(|weight| weight * weight).sum::<f64>()
    }

    fn slopes(&self, weights: &[f64]) -> (Vec<f64>, Vec<Vec<f64>>) {
        let size = self.size;
        let (mut gradient, mut curve) = (vec![0.0; size], vec![vec![0.0; size]; size]);
        for (terms, odds, event) in self.odds(weights) {
            let risk = logistic(odds);
            let weight = risk * (1.0 - risk);
            for one in 0..size {
                gradient[one] += (risk - event) * terms[one];
                let scaled = weight * terms[one];
                for (cell, term) in curve[one][..=one].iter_mut().zip(terms) {
                    *cell += scaled * term;
                }
            }
        }
        for one in 0..size {
            if one > 0 {
                gradient[one] += self.penalty * weights[one];
                curve[one][one] += self.penalty;
            }
            let (above, row) = curve.split_at_mut(one);
            above.iter_mut().zip(&row[0]).for_each(|(other, cell)| other[one] = *cell);
        }
        (gradient, curve)
    }
}

//! The area under the ROC curve with its interval, also where the same account comes again and again.
//!
//! AUC is the chance that a random look with the outcome has a higher score than a random one without; equal scores count
//! half. Its variance is the one of N. Obuchowski 1997, "Nonparametric analysis of clustered ROC curve data",
//! Biometrics 53(2):567–578, with accounts as clusters; where each account comes once it is the one of E. DeLong,
//! D. DeLong & D. Clarke-Pearson 1988, Biometrics 44:837–845. Placements come from one sort (X. Sun & W. Xu 2014, IEEE
//! Signal Processing Letters 21(11):1389–1393). The interval is made on the logit scale, where it keeps its level for
//! AUCs near 1 and stays within 0–1 (M. Pepe 2003, §5.2); a difference has a plain normal interval.

use super::estimate::{Answer, Estimate, Interval, Lack, Z, enough, logistic, logit, two_sided};
use serde::{Deserialize, Serialize};

/// Looks as columns of equal length; scores hold no NaN.
#[derive(Clone, Copy, Debug)]
pub struct Scored<'a> {
    /// Higher is worse.
    pub scores: &'a [f64],
    /// Whether the outcome came.
    pub events: &'a [bool],
    /// The account as a small number: 0 up to the number of accounts.
    pub accounts: &'a [u32],
}

/// An AUC.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Auc {
    /// 0–1; 0.5 is what a coin does, below it the score points the wrong way.
    pub value: f64,
    /// Standard error, with accounts as clusters.
    pub error: f64,
    /// 95 %.
    pub interval: Interval,
}

impl Auc {
    /// Two-sided p-value against 0.5 (Wald).
    #[must_use]
    pub fn p(&self) -> f64 {
        two_sided((self.value - 0.5) / self.error)
    }
}

/// The AUC of scores.
///
/// # Errors
/// [`Lack::Events`], [`Lack::Others`] below [`super::FEWEST`] accounts on a side; [`Lack::NoSpread`] where no interval
/// can be had: all scores equal, or both sides perfectly apart.
pub fn auc(scored: Scored<'_>) -> Answer<Auc> {
    let parts = Parts::of(scored);
    parts.enough()?;
    let error = parts.variance(&parts.hits, &parts.misses).sqrt();
    if !(parts.auc > 0.0 && parts.auc < 1.0 && error > 0.0) {
        return Err(Lack::NoSpread);
    }
    let half = Z * error / (parts.auc * (1.0 - parts.auc));
    let end = |half: f64| logistic(logit(parts.auc) + half);
    Ok(Auc { value: parts.auc, error, interval: Interval { low: end(-half), high: end(half) } })
}

/// The area alone, where both sides have at least one row.
#[must_use]
pub fn area(scored: Scored<'_>) -> Option<f64> {
    let parts = Parts::of(scored);
    parts.auc.is_finite().then_some(parts.auc)
}

/// How much larger the AUC of the first scores is than that of `other` scores of the same looks, with a paired interval
/// and its two-sided p-value. Scores that order all looks alike differ by exactly 0, with p = 1.
///
/// # Errors
/// As [`auc`], without [`Lack::NoSpread`]; [`Lack::NotPaired`] where the lengths differ.
pub fn difference(scored: Scored<'_>, other: &[f64]) -> Answer<(Estimate, f64)> {
    if other.len() != scored.scores.len() {
        return Err(Lack::NotPaired);
    }
    let (one, two) = (Parts::of(scored), Parts::of(Scored { scores: other, ..scored }));
    one.enough()?;
    let minus = |one: &[f64], two: &[f64]| one.iter().zip(two).map(|(one, two)| one - two).collect::<Vec<_>>();
    let value = one.auc - two.auc;
    let error = one.variance(&minus(&one.hits, &two.hits), &minus(&one.misses, &two.misses)).sqrt();
    let p = if error > 0.0 { two_sided(value / error) } else { 1.0 };
    Ok((Estimate { value, interval: Interval { low: value - Z * error, high: value + Z * error } }, p))
}

/// Sums over each account's looks of what DeLong calls structural components, centred.
struct Parts {
    auc: f64,
    /// Looks with and without the outcome.
    sizes: [f64; 2],
    /// Accounts with at least one such look.
    accounts: [usize; 2],
    /// Accounts in all.
    all: usize,
    /// By account: Σ V10 − m·AUC over its looks with the outcome.
    hits: Vec<f64>,
    /// By account: Σ V01 − n·AUC over its looks without.
    misses: Vec<f64>,
}

impl Parts {
    fn of(scored: Scored<'_>) -> Self {
        let Scored { scores, events, accounts } = scored;
        let all = accounts.iter().max().map_or(0, |most| *most as usize + 1);
        // Scores beside their place, so that the sort looks at one run of memory.
        let mut order: Vec<(f64, u32)> = scores.iter().zip(0u32..).map(|(score, at)| (*score, at)).collect();
        order.sort_unstable_by(|one, two| one.0.total_cmp(&two.0));
        let with = events.iter().filter(|event| **event).count() as f64;
        let without = events.len() as f64 - with;
        let (mut hits, mut misses) = (vec![0.0; all], vec![0.0; all]);
        let (mut m, mut n) = (vec![0.0; all], vec![0.0; all]);
        let (mut events_below, mut others_below, mut sum) = (0.0, 0.0, 0.0);
        for tie in order.chunk_by(|one, two| one.0 == two.0) {
            let tied = tie.iter().filter(|(_, at)| events[*at as usize]).count() as f64;
            let others = tie.len() as f64 - tied;
            let hit = (others_below + others / 2.0) / without;
            let miss = (with - events_below - tied / 2.0) / with;
            for (_, at) in tie {
                let account = accounts[*at as usize] as usize;
                if events[*at as usize] {
                    hits[account] += hit;
                    m[account] += 1.0;
                } else {
                    misses[account] += miss;
                    n[account] += 1.0;
                }
            }
            sum += hit * tied;
            events_below += tied;
            others_below += others;
        }
        let auc = if without > 0.0 { sum / with } else { f64::NAN };
        for account in 0..all {
            hits[account] -= m[account] * auc;
            misses[account] -= n[account] * auc;
        }
        let some = |counts: &[f64]| counts.iter().filter(|count| **count > 0.0).count();
        let seen = m.iter().zip(&n).filter(|(m, n)| **m + **n > 0.0).count();
        Self { auc, sizes: [with, without], accounts: [some(&m), some(&n)], all: seen, hits, misses }
    }

    fn enough(&self) -> Answer<()> {
        enough(self.accounts[0], self.accounts[1])
    }

    /// Obuchowski's equation for the variance of the area, from centred sums.
    fn variance(&self, hits: &[f64], misses: &[f64]) -> f64 {
        let [with, without] = self.sizes;
        let factor = |clusters: usize| clusters as f64 / (clusters as f64 - 1.0);
        let square = |sums: &[f64]| sums.iter().map(|sum| sum * sum).sum::<f64>();
        let cross: f64 = hits.iter().zip(misses).map(|(hit, miss)| hit * miss).sum();
        let s10 = factor(self.accounts[0]) * square(hits) / with;
        let s01 = factor(self.accounts[1]) * square(misses) / without;
        let s11 = factor(self.all) * cross;
        (s10 / with + s01 / without + 2.0 * s11 / (with * without)).max(0.0)
    }
}

#[cfg(test)]
#[path = "auc_tests.rs"]
mod tests;

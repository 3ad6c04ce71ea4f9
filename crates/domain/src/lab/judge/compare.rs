//! Two versions of a model side by side.

use super::Sighting;
use super::cases::Cases;
use crate::lab::auc::{Auc, Scored, auc, difference};
use crate::lab::estimate::{Answer, Estimate, Lack};
use crate::lab::{Counts, Window};
use serde::{Deserialize, Serialize};

/// Two versions on the same looks.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Comparison {
    /// Looks that both hold, and those left out by reason.
    pub counts: Counts,
    /// Looks left out of the AUCs because one version or both had no score.
    pub unscored: usize,
    /// Of the first version.
    pub first: Answer<Auc>,
    /// Of the second version.
    pub second: Answer<Auc>,
    /// AUC of the second less that of the first, with its paired interval.
    pub difference: Answer<Estimate>,
    /// Two-sided p-value of no difference.
    pub p: Answer<f64>,
}

/// Compares two versions on the looks where both have a score (paired, accounts as clusters: see the module
/// [`auc`](mod@crate::lab::auc)).
///
/// # Errors
/// [`Lack::NotPaired`] where the lists do not hold the same accounts, days and outcomes.
pub fn compare(first: &[Sighting], second: &[Sighting], window: Window) -> Answer<Comparison> {
    let (one, two) = (Cases::of(first, window), Cases::of(second, window));
    let same = one.counts == two.counts && one.all().zip(two.all()).all(|(a, b)| a.sighting.look == b.sighting.look);
    if !same {
        return Err(Lack::NotPaired);
    }
    let both: Vec<_> =
        one.all().zip(two.all()).filter(|(a, b)| !a.sighting.score.is_nan() && !b.sighting.score.is_nan()).collect();
    let scores: [Vec<f64>; 2] = [
        both.iter().map(|(case, _)| case.sighting.score).collect(),
        both.iter().map(|(_, case)| case.sighting.score).collect(),
    ];
    let events: Vec<bool> = both.iter().map(|(case, _)| case.event).collect();
    let accounts: Vec<u32> = both.iter().map(|(case, _)| case.account).collect();
    let scored = |at: usize| Scored { scores: &scores[at], events: &events, accounts: &accounts };
    let apart = difference(scored(1), &scores[0]);
    Ok(Comparison {
        counts: one.counts,
        unscored: one.rows.len() - both.len(),
        first: auc(scored(0)),
        second: auc(scored(1)),
        difference: apart.map(|(estimate, _)| estimate),
        p: apart.map(|(_, p)| p),
    })
}

//! How early a metric moves.

use super::one::Known;
use crate::lab::auc::{Auc, Scored, auc};
use crate::lab::estimate::Answer;
use serde::{Deserialize, Serialize};

/// Days before the outcome at which the bands begin; each is as long as a month.
const BANDS: [i32; 4] = [0, 30, 60, 90];

/// The AUC of looks that lie so long before an outcome, against all looks without one.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Early {
    /// More than so many days before the outcome …
    pub after: i32,
    /// … and at most so many.
    pub until: i32,
    /// How well the metric tells these looks from those of accounts that never had the outcome while observed.
    pub auc: Answer<Auc>,
}

/// Bands within the horizon see all looks; later ones see those whose outcome came after it. Whether the horizon is 30 or
/// 180 days, accounts of which no outcome is known are what outcomes are compared with.
pub fn early(known: &Known) -> Vec<Early> {
    let band = |after: i32| {
        let until = after + 30;
        let (mut scores, mut events, mut accounts) = (Vec::new(), Vec::new(), Vec::new());
        for (at, days) in known.days.iter().enumerate() {
            let event = days.is_some_and(|days| days > after && days <= until);
            if event || days.is_none() {
                scores.push(known.values[at]);
                events.push(event);
                accounts.push(known.accounts[at]);
            }
        }
        Early { after, until, auc: auc(Scored { scores: &scores, events: &events, accounts: &accounts }) }
    };
    BANDS.into_iter().map(band).collect()
}

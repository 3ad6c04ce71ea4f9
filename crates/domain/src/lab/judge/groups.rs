//! The same figures for the accounts of a cohort.

use super::cases::{Case, Cases, rate, share, with_scores};
use super::{MOST_COHORTS, NO_COHORT, Settings};
use crate::lab::auc::{Auc, auc};
use crate::lab::estimate::{Answer, Estimate};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Accounts that share the value of a cohort key.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Slice {
    /// Position of the cohort key.
    pub key: usize,
    /// Its value.
    pub value: u16,
    /// Looks.
    pub looks: usize,
    /// Those with the outcome.
    pub events: usize,
    /// Share with the outcome.
    pub rate: Answer<Estimate>,
    /// How well the score orders within the cohort.
    pub auc: Answer<Auc>,
    /// Of the looks in a warning segment, the share with the outcome.
    pub precision: Answer<Estimate>,
    /// Of the looks with the outcome, the share in a warning segment.
    pub recall: Answer<Estimate>,
}

pub fn slices(cases: &Cases<'_>, settings: Settings) -> Vec<Slice> {
    let mut found = Vec::new();
    for key in 0..MOST_COHORTS {
        let mut by_value: BTreeMap<u16, Vec<Case<'_>>> = BTreeMap::new();
        for case in cases.all().filter(|case| case.sighting.cohorts[key] != NO_COHORT) {
            by_value.entry(case.sighting.cohorts[key]).or_default().push(case);
        }
        found.extend(by_value.into_iter().map(|(value, cases)| slice(key, value, &cases, settings.warning)));
    }
    found
}

fn slice(key: usize, value: u16, cases: &[Case<'_>], warning: u8) -> Slice {
    let warned = |case: &Case<'_>| case.sighting.segment.is_some_and(|own| own >= warning);
    let all = || cases.iter().copied();
    let events = || all().filter(|case| case.event);
    Slice {
        key,
        value,
        looks: cases.len(),
        events: events().count(),
        rate: rate(all()),
        auc: with_scores(all(), auc),
        precision: rate(all().filter(warned)),
        recall: share(events().map(|case| (case.account, f64::from(u8::from(warned(&case)))))),
    }
}

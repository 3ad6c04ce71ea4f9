//! How many days the warning came before the outcome.

use super::Sighting;
use crate::lab::Window;
use crate::lab::estimate::{Answer, Estimate, sorted_quantile};
use crate::lab::proportion::wilson;
use banso_kernel::{AccountId, Day};
use serde::{Deserialize, Serialize};

/// The segments of an account on its way to an outcome.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trail {
    /// Who.
    pub account: AccountId,
    /// The day of the outcome.
    pub outcome: Day,
    /// From which day on which segment, days ascending; `None` for too little data. Days from the outcome on are not
    /// looked at.
    pub steps: Vec<(Day, Option<u8>)>,
}

/// Days of warning before outcomes.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Lead {
    /// Outcomes with at least one look before.
    pub outcomes: usize,
    /// Those in a warning segment without a break up to the outcome.
    pub warned: usize,
    /// Of these, those that were warned of from the first look on, so that the lead is at least what is counted.
    pub from_the_start: usize,
    /// Days of uninterrupted warning before the outcome, over `warned`: lower quartile, median, upper quartile.
    pub days: Option<[f64; 3]>,
    /// Outcomes before which there was a warning that had ended by then.
    pub lapsed: usize,
    /// Outcomes before which there never was a warning.
    pub never: usize,
    /// Share of outcomes that were not warned of when they came: `lapsed` and `never`.
    pub unnoticed: Answer<Estimate>,
}

/// Lead times. A day with too little data is no warning: nobody was told anything.
#[must_use]
pub fn lead_times(trails: &[Trail], warning: u8) -> Lead {
    let (mut days, mut outcomes, mut from_the_start, mut lapsed, mut never) = (Vec::new(), 0, 0, 0, 0);
    for trail in trails {
        let before = &trail.steps[..trail.steps.partition_point(|(day, _)| *day < trail.outcome)];
        if before.is_empty() {
            continue;
        }
        outcomes += 1;
        let warns = |(_, segment): &(Day, Option<u8>)| segment.is_some_and(|own| own >= warning);
        let since = before.iter().rposition(|step| !warns(step)).map_or(0, |calm| calm + 1);
        match before.get(since) {
            Some((day, _)) => {
                days.push(f64::from(trail.outcome - *day));
                from_the_start += usize::from(since == 0);
            }
            None if before.iter().any(warns) => lapsed += 1,
            None => never += 1,
        }
    }
    days.sort_unstable_by(f64::total_cmp);
    let quartile = |share: f64| sorted_quantile(&days, share);
    Lead {
        outcomes,
        warned: days.len(),
        from_the_start,
        days: quartile(0.25).zip(quartile(0.5)).zip(quartile(0.75)).map(|((low, middle), high)| [low, middle, high]),
        lapsed,
        never,
        unnoticed: wilson((lapsed + never) as f64, outcomes as f64),
    }
}

/// The trails that sightings show: a step for each as-of day before an outcome that came by `window.known_until`.
#[must_use]
pub fn trails(sightings: &[Sighting], window: Window) -> Vec<Trail> {
    let mut steps: Vec<(AccountId, Day, Day, Option<u8>)> = Vec::new();
    for Sighting { look, segment, .. } in sightings {
        if let Some(outcome) = look.outcome.filter(|day| *day > look.as_of && *day <= window.known_until) {
            steps.push((look.account, outcome, look.as_of, *segment));
        }
    }
    steps.sort_unstable();
    let one = |steps: &[(AccountId, Day, Day, Option<u8>)]| Trail {
        account: steps[0].0,
        outcome: steps[0].1,
        steps: steps.iter().map(|(.., day, segment)| (*day, *segment)).collect(),
    };
    steps.chunk_by(|one, two| (one.0, one.1) == (two.0, two.1)).map(one).collect()
}

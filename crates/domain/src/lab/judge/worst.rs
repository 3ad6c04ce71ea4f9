//! The tenth with the highest scores.

use super::cases::{Case, Cases, share};
use crate::lab::estimate::{Answer, Estimate, Interval, Lack, enough};
use serde::{Deserialize, Serialize};

/// Share of looks that are called the worst.
const SHARE: f64 = 0.1;

/// What the worst tenth holds.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Worst {
    /// Looks in the tenth; a fraction where looks are no multiple of ten.
    pub looks: f64,
    /// Share of all outcomes that lies in it.
    pub caught: Estimate,
    /// How many times as many outcomes as in a tenth drawn by lot: `caught` ÷ 0.1.
    pub lift: Estimate,
}

/// The lift. Of looks that tie at the border each counts with the share of them that still fits, which is what drawing
/// among them by lot gives on average. The interval is that of `caught`, with the border taken as fixed.
pub fn worst(cases: &Cases<'_>) -> Answer<Worst> {
    let scored = || cases.all().filter(|case| !case.sighting.score.is_nan());
    let mut scores: Vec<f64> = scored().map(|case| case.sighting.score).collect();
    let accounts = |event: bool| {
        let mut of: Vec<u32> = scored().filter(|case| case.event == event).map(|case| case.account).collect();
        of.dedup();
        of.len()
    };
    enough(accounts(true), accounts(false))?;
    scores.sort_unstable_by(|one, two| two.total_cmp(one));
    let looks = SHARE * scores.len() as f64;
    let border = *scores.get((looks.ceil() as usize).saturating_sub(1)).ok_or(Lack::NoSpread)?;
    if scores.first() == scores.last() {
        return Err(Lack::NoSpread);
    }
    let above = scores.iter().take_while(|score| **score > border).count() as f64;
    let tied = scores.iter().filter(|score| **score == border).count() as f64;
    let part = |case: Case<'_>| match case.sighting.score {
        score if score > border => 1.0,
        score if score == border => (looks - above) / tied,
        _ => 0.0,
    };
    let caught = share(scored().filter(|case| case.event).map(|case| (case.account, part(case))))?;
    let ratio = |share: f64| share / SHARE;
    let interval = Interval { low: ratio(caught.interval.low), high: ratio(caught.interval.high) };
    Ok(Worst { looks, caught, lift: Estimate { value: ratio(caught.value), interval } })
}

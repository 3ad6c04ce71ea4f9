//! Metrics that only follow the outcome.
//!
//! A metric of visits to the cancellation page orders leavers from stayers almost perfectly, and helps nobody: by then the
//! decision has been made. It gives itself away by three things together: many leavers show it, hardly anybody else ever
//! does, and it comes days before the outcome, or after it. What moves weeks before, and what stayers show as well, is no
//! leak. (S. Kaufman, S. Rosset & C. Perlich 2012, "Leakage in data mining", ACM TKDD 6(4):15, call it a feature that
//! is legitimate only in retrospect.)

use super::estimate::{Answer, Lack, enough, median};
use banso_kernel::Day;
use serde::{Deserialize, Serialize};
use statrs::distribution::{DiscreteCDF, Hypergeometric};

/// Days after the outcome that are looked at as well: exports and bookings of the days after a cancellation belong to it.
pub const DAYS_AFTER: i32 = 7;

/// Lead in days up to which a metric is too late to act on: a week is one round of a CSM's list.
pub const SHORT_LEAD: f64 = 7.0;

/// Share of leavers who must show it. A rarer mark cannot lift the figures of a back-test by much.
pub const SHARE_OF_LEAVERS: f64 = 0.2;

/// Of the accounts that show it, the share that left. Real signs of risk are right in a quarter or a half of cases; only
/// what belongs to leaving itself is right nearly always.
pub const PRECISION: f64 = 0.9;

/// Chance, over all thresholds that were tried, of leavers lying so far apart if the metric knew nothing.
pub const CHANCE: f64 = 0.01;

/// A metric of an account, day by day.
#[derive(Clone, Copy, Debug)]
pub struct Path<'a> {
    /// The day of the outcome; `None` for an account that had none while observed.
    pub outcome: Option<Day>,
    /// The day of the first value.
    pub first: Day,
    /// A value for each day; NaN for no data. May go on after the outcome.
    pub values: &'a [f64],
}

/// What a metric does about the outcome.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Leakage {
    /// Whether it is flagged.
    pub leaks: bool,
    /// The side and threshold that tell leavers from all others best.
    pub mark: Mark,
    /// Accounts with the outcome.
    pub leavers: usize,
    /// Those that show the mark when it comes, or within [`DAYS_AFTER`] days.
    pub leavers_marked: usize,
    /// Accounts without.
    pub others: usize,
    /// Those that showed the mark on any day at all.
    pub others_marked: usize,
    /// Median over marked leavers of days from when the mark came, to stay, to the outcome; below 0 where it came after.
    pub lead: Option<f64>,
    /// Chance of so good a mark, over all that were tried, if the metric knew nothing.
    pub chance: f64,
}

/// A threshold.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mark {
    /// Shown by this value and above.
    AtLeast(f64),
    /// Shown by this value and below.
    AtMost(f64),
}

impl Mark {
    fn shown(self, value: f64) -> bool {
        match self {
            Mark::AtLeast(from) => value >= from,
            Mark::AtMost(to) => value <= to,
        }
    }
}

/// Looks for a leak in one metric, given the path of every account.
///
/// # Errors
/// [`Lack::Events`], [`Lack::Others`] below [`super::FEWEST`] accounts with values on a side; [`Lack::NoSpread`] where no threshold
/// tells more leavers than others.
pub fn leakage(paths: &[Path<'_>]) -> Answer<Leakage> {
    let (mut ends, mut extremes) = (Vec::new(), Vec::new());
    for path in paths {
        match path.outcome {
            Some(outcome) => ends.extend(path.last_up_to(outcome + DAYS_AFTER)),
            None => extremes.extend(path.extremes()),
        }
    }
    enough(ends.len(), extremes.len())?;
    let high = best(&ends, &extremes.iter().map(|(_, high)| *high).collect::<Vec<_>>());
    let flip = |values: &[f64]| values.iter().map(|value| -value).collect::<Vec<_>>();
    let low = best(&flip(&ends), &extremes.iter().map(|(low, _)| -low).collect::<Vec<_>>());
    let (cut, mark) = match (high, low) {
        (Some(high), Some(low)) if low.apart > high.apart => (low, Mark::AtMost(-low.from)),
        (Some(high), _) => (high, Mark::AtLeast(high.from)),
        (None, Some(low)) => (low, Mark::AtMost(-low.from)),
        (None, None) => return Err(Lack::NoSpread),
    };
    let mut leads: Vec<f64> = paths.iter().filter_map(|path| path.lead(mark)).collect();
    let lead = median(&mut leads);
    let (leavers, others) = (ends.len(), extremes.len());
    let chance = chance(cut, leavers, others) * cut.tried as f64 * 2.0;
    let marked = cut.leavers as f64;
    let leaks = marked >= SHARE_OF_LEAVERS * leavers as f64
        && marked >= PRECISION * (cut.leavers + cut.others) as f64
        && lead.is_some_and(|lead| lead <= SHORT_LEAD)
        && chance <= CHANCE;
    let (leavers_marked, others_marked, chance) = (cut.leavers, cut.others, chance.min(1.0));
    Ok(Leakage { leaks, mark, leavers, leavers_marked, others, others_marked, lead, chance })
}

impl Path<'_> {
    fn last_up_to(&self, day: Day) -> Option<f64> {
        let end = usize::try_from(day - self.first + 1).unwrap_or(0).min(self.values.len());
        self.values[..end].iter().rev().copied().find(|value| !value.is_nan())
    }

    fn extremes(&self) -> Option<(f64, f64)> {
        let known = || self.values.iter().copied().filter(|value| !value.is_nan());
        known().reduce(f64::min).zip(known().reduce(f64::max))
    }

    /// Days from the start of the last stretch that shows the mark, up to the outcome; gaps do not end a stretch.
    fn lead(&self, mark: Mark) -> Option<f64> {
        let outcome = self.outcome?;
        let end = usize::try_from(outcome + DAYS_AFTER - self.first + 1).unwrap_or(0).min(self.values.len());
        let mut since = None;
        for (at, value) in self.values[..end].iter().enumerate().rev().filter(|(_, value)| !value.is_nan()) {
            if !mark.shown(*value) {
                break;
            }
            since = Some(at);
        }
        since.map(|at| f64::from(outcome - self.first) - at as f64)
    }
}

/// A threshold with what lies at it and above.
#[derive(Clone, Copy)]
struct Cut {
    from: f64,
    leavers: usize,
    others: usize,
    /// Share of leavers less share of others (W. Youden 1950).
    apart: f64,
    /// Thresholds that were tried.
    tried: usize,
}

/// The threshold that tells leavers apart best among those with a precision of [`PRECISION`], or among all where there is
/// none.
fn best(leavers: &[f64], others: &[f64]) -> Option<Cut> {
    let tag = |values: &[f64], leaver: bool| values.iter().map(move |value| (*value, leaver)).collect::<Vec<_>>();
    let mut all = [tag(leavers, true), tag(others, false)].concat();
    all.sort_unstable_by(|one, two| two.0.total_cmp(&one.0));
    let (mut marked, mut tried, mut found) = ([0usize; 2], 0, None::<(bool, Cut)>);
    for tie in all.chunk_by(|one, two| one.0 == two.0) {
        tie.iter().for_each(|(_, leaver)| marked[usize::from(*leaver)] += 1);
        tried += 1;
        let [off, hit] = marked;
        let apart = hit as f64 / leavers.len() as f64 - off as f64 / others.len() as f64;
        let sharp = hit as f64 >= PRECISION * (hit + off) as f64;
        if apart > 0.0 && found.is_none_or(|(best, cut)| (sharp, apart) > (best, cut.apart)) {
            found = Some((sharp, Cut { from: tie[0].0, leavers: hit, others: off, apart, tried: 0 }));
        }
    }
    found.map(|(_, cut)| Cut { tried, ..cut })
}

/// Chance that so many of those marked, or more, are leavers if marks fell by lot (R. Fisher's exact test, one-sided).
fn chance(cut: Cut, leavers: usize, others: usize) -> f64 {
    let (all, leavers, drawn) = ((leavers + others) as u64, leavers as u64, (cut.leavers + cut.others) as u64);
    let law = Hypergeometric::new(all, leavers, drawn);
    law.map_or(1.0, |law| if cut.leavers == 0 { 1.0 } else { law.sf(cut.leavers as u64 - 1) })
}

#[cfg(test)]
#[path = "leakage_tests.rs"]
mod tests;

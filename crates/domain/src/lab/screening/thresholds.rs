//! Where thresholds for ranks would lie.

use super::one::Known;
use crate::lab::estimate::{Answer, Lack, median, sorted_quantile};
use serde::{Deserialize, Serialize};

/// Fewest looks with the outcome in a month for a threshold of its own.
const EVENTS_OF_A_MONTH: usize = 5;

/// Which values are bad.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// High values go with the outcome.
    HighIsBad,
    /// Low values go with it.
    LowIsBad,
}

/// The same threshold found in each as-of month by itself.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Steadiness {
    /// Months with enough outcomes.
    pub months: usize,
    /// Median over them.
    pub median: f64,
    /// Upper less lower quartile over them.
    pub spread: f64,
}

/// Thresholds that split the values. They were chosen to fit what happened, so how well they do has to be seen on other
/// months.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Thresholds {
    /// Which side is the bad one.
    pub direction: Direction,
    /// The nine cuts between tenths.
    pub deciles: [f64; 9],
    /// Where the share of leavers beyond less the share of stayers beyond is greatest (W. Youden 1950). Half way between
    /// two values.
    pub youden: f64,
    /// Where a split in two tells most about the outcome, in bits (J. Quinlan 1986).
    pub gain: f64,
    /// How steady [`Thresholds::youden`] is; `None` below two such months.
    pub steadiness: Option<Steadiness>,
}

pub fn thresholds(known: &Known, auc: f64) -> Answer<Thresholds> {
    let direction = if auc >= 0.5 { Direction::HighIsBad } else { Direction::LowIsBad };
    let values = &known.values;
    let all: Vec<(f64, bool)> = values.iter().copied().zip(known.events.iter().copied()).collect();
    let (youden, gain) = splits(&all, direction).ok_or(Lack::NoSpread)?;
    let months = known.months.iter().max().map_or(0, |last| *last as usize + 1);
    let mut by_month: Vec<Vec<(f64, bool)>> = vec![Vec::new(); months];
    all.iter().zip(&known.months).for_each(|(row, month)| by_month[*month as usize].push(*row));
    let of_month = |month: &Vec<(f64, bool)>| {
        let events = month.iter().filter(|(_, event)| *event).count();
        let enough = events >= EVENTS_OF_A_MONTH && month.len() - events >= EVENTS_OF_A_MONTH;
        splits(month, direction).filter(|_| enough).map(|(youden, _)| youden)
    };
    let mut months: Vec<f64> = by_month.iter().filter_map(of_month).collect();
    let steadiness = median(&mut months).filter(|_| months.len() > 1).and_then(|median| {
        let spread = sorted_quantile(&months, 0.75)? - sorted_quantile(&months, 0.25)?;
        Some(Steadiness { months: months.len(), median, spread })
    });
    let deciles = std::array::from_fn(|at| sorted_quantile(values, (at + 1) as f64 / 10.0).unwrap_or(f64::NAN));
    Ok(Thresholds { direction, deciles, youden, gain, steadiness })
}

/// The best splits by Youden's J and by information gain; `None` where all values are equal or one side is empty.
fn splits(sorted: &[(f64, bool)], direction: Direction) -> Option<(f64, f64)> {
    let events = sorted.iter().filter(|(_, event)| *event).count() as f64;
    let all = sorted.len() as f64;
    if events == 0.0 || events == all {
        return None;
    }
    let (mut below, mut hits) = (0.0, 0.0);
    let (mut youden, mut gain) = ((f64::NEG_INFINITY, None), (f64::NEG_INFINITY, None));
    for two in sorted.windows(2) {
        below += 1.0;
        hits += f64::from(u8::from(two[0].1));
        if two[0].0 == two[1].0 {
            continue;
        }
        let cut = two[0].0 + (two[1].0 - two[0].0) / 2.0;
        let apart = (below - hits) / (all - events) - hits / events;
        let apart = if direction == Direction::HighIsBad { apart } else { -apart };
        let rest = below / all * entropy(hits / below) + (all - below) / all * entropy((events - hits) / (all - below));
        let told = entropy(events / all) - rest;
        if apart > youden.0 {
            youden = (apart, Some(cut));
        }
        if told > gain.0 {
            gain = (told, Some(cut));
        }
    }
    youden.1.zip(gain.1)
}

/// Of a yes with chance `share`, in bits.
fn entropy(share: f64) -> f64 {
    let part = |share: f64| if share > 0.0 { -share * share.log2() } else { 0.0 };
    part(share) + part(1.0 - share)
}

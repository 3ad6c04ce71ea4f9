//! From metric columns to health, day by day.

use super::definition::{Model, ModelKind};
use crate::metrics::History;
use banso_kernel::{AccountId, Day};
use std::hash::{Hash, Hasher};

/// Most axes of a model.
pub const MOST_AXES: usize = 4;

/// No segment: too little data.
pub const NONE: u8 = u8::MAX;

/// An account's health on a day.
#[derive(Clone, Copy, Debug)]
pub struct DayHealth {
    /// Position of the segment or level, or [`NONE`].
    pub segment: u8,
    /// Per axis: position of the rank, score 0–100, or points; NaN where the axis had no data.
    pub axes: [f64; MOST_AXES],
    /// Score 0–100 or points; NaN for a rank matrix or without data.
    pub score: f64,
    /// Share of weight that had data, 0–1.
    pub coverage: f64,
    /// Criteria that are met, a bit each.
    pub met: u64,
    /// Criteria that had data.
    pub known: u64,
}

impl PartialEq for DayHealth {
    /// Bit for bit, so that NaN equals NaN.
    fn eq(&self, other: &Self) -> bool {
        self.bits() == other.bits()
    }
}

impl Eq for DayHealth {}

impl Hash for DayHealth {
    fn hash<H: Hasher>(&self, into: &mut H) {
        self.bits().hash(into);
    }
}

impl DayHealth {
    fn bits(&self) -> [u64; 9] {
        let [a, b, c, d] = self.axes.map(f64::to_bits);
        let (score, coverage) = (self.score.to_bits(), self.coverage.to_bits());
        [self.segment.into(), a, b, c, d, score, coverage, self.met, self.known]
    }

    /// Criteria with data that are not met.
    #[must_use]
    pub fn unmet(&self) -> u64 {
        self.known & !self.met
    }

    /// Criteria without data, of a model with `criteria` criteria.
    #[must_use]
    pub fn missing(&self, criteria: usize) -> u64 {
        !self.known & (u64::MAX >> (64 - criteria.clamp(1, 64)))
    }
}

/// An account's health under one model for every day from `first`.
#[derive(Clone, Debug, PartialEq)]
pub struct HealthHistory {
    /// Whose.
    pub account: AccountId,
    /// The first day.
    pub first: Day,
    /// A state per day.
    pub days: Vec<DayHealth>,
}

impl HealthHistory {
    /// The state on a day, if it lies within the history.
    #[must_use]
    pub fn on(&self, day: Day) -> Option<&DayHealth> {
        self.days.get(usize::try_from(day - self.first).ok()?)
    }
}

/// Evaluates `model` on every day of `history`.
#[must_use]
pub fn evaluate(model: &Model, history: &History) -> HealthHistory {
    let days = history.days();
    let (mut met, mut known) = (vec![0u64; days], vec![0u64; days]);
    for (at, criterion) in model.criteria.iter().enumerate() {
        for (day, value) in history.columns[criterion.column].iter().enumerate() {
            known[day] |= u64::from(!value.is_nan()) << at;
            met[day] |= u64::from(criterion.test.met(*value)) << at;
        }
    }
    let masks = Masks::of(model);
    let value = |at: usize| move |criterion: usize| history.columns[model.criteria[criterion].column][at];
    let day = |at: usize| masks.day(model, met[at], known[at], value(at));
    HealthHistory { account: history.account, first: history.first, days: (0..days).map(day).collect() }
}

/// Evaluates `model` on one value for each criterion, in the model's order (NaN: no data). What [`evaluate`] says of a day
/// is this over the day's values; here two criteria over one metric may have different values, as they have half-way
/// between two days.
///
/// # Panics
/// Where there are fewer values than criteria.
#[must_use]
pub fn evaluate_values(model: &Model, values: &[f64]) -> DayHealth {
    let (mut met, mut known) = (0, 0);
    for (at, criterion) in model.criteria.iter().enumerate() {
        known |= u64::from(!values[at].is_nan()) << at;
        met |= u64::from(criterion.test.met(values[at])) << at;
    }
    Masks::of(model).day(model, met, known, |criterion| values[criterion])
}

/// What of a model does not change from day to day.
struct Masks {
    /// Criteria of each axis.
    axes: Vec<u64>,
    /// Per axis and rank, the criteria of exactly that rank.
    ranks: Vec<Vec<u64>>,
    weight: f64,
}

impl Masks {
    fn of(model: &Model) -> Self {
        let mut axes = vec![0; model.axes.len()];
        let mut ranks: Vec<Vec<u64>> = model.axes.iter().map(|axis| vec![0; axis.ranks.len()]).collect();
        for (at, criterion) in model.criteria.iter().enumerate() {
            axes[criterion.axis] |= 1 << at;
            if let Some(rank) = ranks[criterion.axis].get_mut(criterion.rank) {
                *rank |= 1 << at;
            }
        }
        Self { axes, ranks, weight: model.criteria.iter().map(|criterion| criterion.weight).sum() }
    }

    fn day(&self, model: &Model, met: u64, known: u64, value: impl Fn(usize) -> f64) -> DayHealth {
        // An empty sum of floats is −0; adding 0 makes it 0.
        let coverage = (model.in_set(known).map(|criterion| criterion.weight).sum::<f64>() + 0.0) / self.weight;
        let mut axes = [f64::NAN; MOST_AXES];
        for (at, axis) in axes.iter_mut().enumerate().take(model.axes.len()) {
            let of_axis = self.axes[at];
            if of_axis & known != 0 {
                *axis = match model.kind {
                    ModelKind::RankMatrix => rank(&self.ranks[at], met) as f64,
                    ModelKind::Score => score(model, of_axis & known, &value),
                    ModelKind::Points => {
                        model.in_set(of_axis & met).map(|criterion| criterion.points).sum::<f64>() + 0.0
                    }
                };
            }
        }
        let total = match model.kind {
            ModelKind::RankMatrix => f64::NAN,
            ModelKind::Score => weighted(model, &axes),
            ModelKind::Points if known == 0 => f64::NAN,
            ModelKind::Points => axes.iter().filter(|points| !points.is_nan()).sum(),
        };
        let segment = match model.kind {
            _ if coverage < model.min_coverage || known == 0 => NONE,
            ModelKind::RankMatrix if axes[0].is_nan() || axes[1].is_nan() => NONE,
            ModelKind::RankMatrix => model.grid[axes[0] as usize][axes[1] as usize],
            _ => {
                model.segments.iter().position(|s| s.from.is_none_or(|from| total >= from)).map_or(NONE, |at| at as u8)
            }
        };
        DayHealth { segment, axes, score: total, coverage, met, known }
    }
}

/// From the lowest rank up, as far as all criteria of each rank are met.
fn rank(ranks: &[u64], met: u64) -> usize {
    let mut reached = ranks.len() - 1;
    while reached > 0 && ranks[reached - 1] & !met == 0 {
        reached -= 1;
    }
    reached
}

/// Weighted mean of progress, 0–100, to one decimal so that it reads as it is stored.
fn score(model: &Model, known: u64, value: &impl Fn(usize) -> f64) -> f64 {
    let (mut sum, mut weight) = (0.0, 0.0);
    for (at, criterion) in model.criteria.iter().enumerate().filter(|(at, _)| known >> at & 1 == 1) {
        sum += criterion.weight * criterion.test.progress(value(at), criterion.zero);
        weight += criterion.weight;
    }
    (sum / weight * 1000.0).round() / 10.0
}

fn weighted(model: &Model, axes: &[f64; MOST_AXES]) -> f64 {
    let known = || model.axes.iter().zip(axes).filter(|(_, score)| !score.is_nan());
    let weight: f64 = known().map(|(axis, _)| axis.weight).sum();
    (known().map(|(axis, score)| axis.weight * score).sum::<f64>() / weight * 10.0).round() / 10.0
}

//! Amounts that add up to the last bit, also across "no data".

use crate::health::{DayHealth, MOST_AXES, Model, ModelKind, NONE};
use std::iter::Sum;
use std::ops::Add;

/// How health stood, in whole numbers, so that differences of it add up exactly.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    /// Position of the segment, best first; `None` with too little data.
    pub segment: Option<i64>,
    /// Per axis: position of the rank, best first, or thousandths of its score or points; `None` without data.
    pub axes: [Option<i64>; MOST_AXES],
    /// Thousandths of the score (shown to one decimal) or of points; `None` for a rank matrix or without data.
    pub score: Option<i64>,
}

impl Standing {
    /// Counts a day's health.
    #[must_use]
    pub fn of(model: &Model, health: &DayHealth) -> Self {
        let unit = if model.kind == ModelKind::RankMatrix { 1.0 } else { 1000.0 };
        let count = |value: f64| (!value.is_nan()).then(|| (value * unit).round() as i64);
        Self {
            segment: (health.segment != NONE).then(|| i64::from(health.segment)),
            axes: health.axes.map(count),
            score: count(health.score),
        }
    }
}

/// A difference. What has no data counts as 0 with a mark of its own, so that differences along any way from one standing
/// to another add up to the difference of its ends, also where data went missing on the way.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Amount {
    /// 1 where data came, −1 where it went, else 0.
    pub data: i64,
    /// The difference; where data came or went, all that came or went with it.
    pub by: i64,
}

impl Amount {
    /// From one value to another.
    #[must_use]
    pub fn between(before: Option<i64>, after: Option<i64>) -> Self {
        let has = |value: Option<i64>| i64::from(value.is_some());
        Self { data: has(after) - has(before), by: after.unwrap_or(0) - before.unwrap_or(0) }
    }

    /// Whether nothing moved.
    #[must_use]
    pub fn is_zero(self) -> bool {
        self == Self::default()
    }

    /// To compare how much moved, whichever way: data that came or went counts for more than any number.
    #[must_use]
    pub fn size(self) -> (u64, u64) {
        (self.data.unsigned_abs(), self.by.unsigned_abs())
    }

    /// Whether it moves the way of `whole`: data came or went alike, or else the number moved to the same side.
    #[must_use]
    pub fn goes_with(self, whole: Self) -> bool {
        let way = |amount: Self| if whole.data == 0 { amount.by.signum() } else { amount.data.signum() };
        !whole.is_zero() && way(self) == way(whole)
    }
}

impl Add for Amount {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self { data: self.data + other.data, by: self.by + other.by }
    }
}

impl Sum for Amount {
    fn sum<I: Iterator<Item = Self>>(amounts: I) -> Self {
        amounts.fold(Self::default(), Add::add)
    }
}

/// How everything that health says moved.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Move {
    /// Steps between segments; positive is towards the worse, as segments stand best first.
    pub segment: Amount,
    /// Per axis: ranks (positive is towards the worse) or thousandths of score or points (positive is better).
    pub axes: [Amount; MOST_AXES],
    /// Thousandths of score or points; positive is better.
    pub score: Amount,
}

impl Move {
    /// From one standing to another.
    #[must_use]
    pub fn between(before: &Standing, after: &Standing) -> Self {
        Self {
            segment: Amount::between(before.segment, after.segment),
            axes: std::array::from_fn(|axis| Amount::between(before.axes[axis], after.axes[axis])),
            score: Amount::between(before.score, after.score),
        }
    }

    /// Whether nothing moved.
    #[must_use]
    pub fn is_zero(&self) -> bool {
        *self == Self::default()
    }
}

impl Add for Move {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self {
            segment: self.segment + other.segment,
            axes: std::array::from_fn(|axis| self.axes[axis] + other.axes[axis]),
            score: self.score + other.score,
        }
    }
}

impl Sum for Move {
    fn sum<I: Iterator<Item = Self>>(moves: I) -> Self {
        moves.fold(Self::default(), Add::add)
    }
}

//! Changes of segment, and what moved.

use super::evaluate::{DayHealth, HealthHistory};
use banso_kernel::Day;

/// A change of segment from one day to the next.
#[derive(Clone, Debug, PartialEq)]
pub struct Transition {
    /// The first day in the new segment.
    pub day: Day,
    /// Segment before ([`NONE`](super::NONE): too little data).
    pub from: u8,
    /// Segment after.
    pub to: u8,
    /// Axes whose rank, score or points moved.
    pub axes: Vec<AxisMove>,
    /// Criteria that were met and no longer are, though they have data.
    pub lost: u64,
    /// Criteria that had data, were not met, and now are.
    pub gained: u64,
    /// Criteria whose data went missing.
    pub vanished: u64,
    /// Criteria that have data for the first time since a gap.
    pub appeared: u64,
}

/// How an axis moved: position of the rank, score or points; NaN for no data.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct AxisMove {
    /// Position of the axis.
    pub axis: usize,
    /// Before.
    pub before: f64,
    /// After.
    pub after: f64,
}

/// Every change of segment in a history, oldest first.
#[must_use]
pub fn transitions(history: &HealthHistory) -> Vec<Transition> {
    let pairs = history.days.windows(2).enumerate();
    let changed = pairs.filter(|(_, pair)| pair[0].segment != pair[1].segment);
    changed.map(|(at, pair)| between(history.first + at as i32 + 1, &pair[0], &pair[1])).collect()
}

/// What moved between two states.
#[must_use]
pub fn between(day: Day, before: &DayHealth, after: &DayHealth) -> Transition {
    let both = before.known & after.known;
    let axes = (0..before.axes.len())
        .map(|axis| AxisMove { axis, before: before.axes[axis], after: after.axes[axis] })
        .filter(|moved| moved.before.to_bits() != moved.after.to_bits())
        .collect();
    Transition {
        day,
        from: before.segment,
        to: after.segment,
        axes,
        lost: both & before.met & !after.met,
        gained: both & !before.met & after.met,
        vanished: before.known & !after.known,
        appeared: !before.known & after.known,
    }
}

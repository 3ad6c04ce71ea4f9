//! What moved an account from one segment to another.

use crate::health::{AxisMove, Model, Transition};
use crate::metrics::{History, Kind, MetricSet};
use banso_kernel::Day;

/// The kind of a cause.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cause {
    /// What the customer's people did or did not do.
    Activity,
    /// Facts that came after their day.
    LateData,
    /// Data that stopped coming, or began to.
    MissingData,
    /// What a member typed: contracts, people.
    Edit,
    /// Another version of the model.
    Model,
}

impl Cause {
    /// The end of its message id.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Cause::Activity => "activity",
            Cause::LateData => "late-data",
            Cause::MissingData => "missing-data",
            Cause::Edit => "edit",
            Cause::Model => "model",
        }
    }
}

/// A change of segment, told by what moved most.
#[derive(Clone, Debug, PartialEq)]
pub struct Told {
    /// The first day in the new segment.
    pub day: Day,
    /// Segment before; `None` with too little data.
    pub from: Option<u8>,
    /// Segment after; `None` with too little data.
    pub to: Option<u8>,
    /// The axis that moved; the one that moved in the segment's direction where several did.
    pub axis: Option<AxisMove>,
    /// The criterion that turned.
    pub criterion: Option<usize>,
    /// Its metric the day before; NaN for no data.
    pub before: f64,
    /// Its metric on the day; NaN for no data.
    pub after: f64,
    /// The kind of cause.
    pub cause: Cause,
}

/// Tells a transition. Of several criteria that turned, the one that weighs most on the axis that moved is named.
#[must_use]
pub fn tell(model: &Model, metrics: &MetricSet, history: &History, change: &Transition) -> Told {
    let segment = |at: u8| (usize::from(at) < model.segments.len()).then_some(at);
    let (from, to) = (segment(change.from), segment(change.to));
    // Segments stand best first.
    let worse = from.is_none() || to.is_none() || change.to > change.from;
    let (turned, other) = if worse { (change.lost, change.gained) } else { (change.gained, change.lost) };
    let silent = change.vanished | change.appeared;
    let (set, missing) = match (turned, silent, other) {
        (0, 0, other) => (other, false),
        (0, silent, _) => (silent, true),
        (turned, ..) => (turned, false),
    };
    let axis_moved = |axis: usize| change.axes.iter().any(|moved| moved.axis == axis);
    let criterion = (0..model.criteria.len()).filter(|at| set >> at & 1 == 1).max_by(|a, b| {
        let (x, y) = (&model.criteria[*a], &model.criteria[*b]);
        let key = |c: &crate::health::Criterion| (axis_moved(c.axis), c.weight.max(c.points));
        let ((moved_x, weight_x), (moved_y, weight_y)) = (key(x), key(y));
        moved_x.cmp(&moved_y).then(weight_x.total_cmp(&weight_y)).then(b.cmp(a))
    });
    let of_criterion = criterion.map(|at| &model.criteria[at]);
    let axis = change
        .axes
        .iter()
        .find(|moved| of_criterion.is_some_and(|criterion| criterion.axis == moved.axis))
        .or(change.axes.first())
        .copied();
    let value = |day: Day| of_criterion.map_or(f64::NAN, |criterion| history.value(criterion.column, day));
    let typed = of_criterion
        .and_then(|criterion| metrics.get(&criterion.metric))
        .is_some_and(|metric| matches!(&metric.kind, Kind::Level(_)) && metric.stream().is_none());
    Told {
        day: change.day,
        from,
        to,
        axis,
        criterion,
        before: value(change.day - 1),
        after: value(change.day),
        cause: match (missing, typed) {
            (true, _) => Cause::MissingData,
            (false, true) => Cause::Edit,
            (false, false) => Cause::Activity,
        },
    }
}

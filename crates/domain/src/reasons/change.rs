//! What moved an account from one segment to another.

use super::split::{Ends, split};
use crate::health::{AxisMove, Model, Transition};
use crate::metrics::{History, MetricSet};
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
    /// The axis that moved; the criterion's where several did.
    pub axis: Option<AxisMove>,
    /// The criterion that did most for it.
    pub criterion: Option<usize>,
    /// Its metric the day before; NaN for no data.
    pub before: f64,
    /// Its metric on the day; NaN for no data.
    pub after: f64,
    /// The kind of cause.
    pub cause: Cause,
}

/// Tells a transition by the first of the [`Split::deciding`](super::Split::deciding) parts whose criterion turned, or else
/// by the first of them: a score may cross a border by a criterion that only came nearer to what is wanted.
#[must_use]
pub fn tell(model: &Model, metrics: &MetricSet, history: &History, change: &Transition) -> Told {
    let segment = |at: u8| (usize::from(at) < model.segments.len()).then_some(at);
    let on = |day: Day| (0..history.columns.len()).map(|column| history.value(column, day)).collect::<Vec<f64>>();
    let split = split(&Ends::same(model, metrics, &on(change.day - 1), &on(change.day)));
    let part = split.deciding().find(|part| part.turned).or(split.decisive());
    let criterion = part.and_then(|part| part.criterion);
    let of_criterion = criterion.map(|at| &model.criteria[at]);
    let axis = change
        .axes
        .iter()
        .find(|moved| of_criterion.is_some_and(|criterion| criterion.axis == moved.axis))
        .or(change.axes.first())
        .copied();
    Told {
        day: change.day,
        from: segment(change.from),
        to: segment(change.to),
        axis,
        criterion,
        before: part.map_or(f64::NAN, |part| part.before),
        after: part.map_or(f64::NAN, |part| part.after),
        cause: part.map_or(Cause::Activity, |part| part.cause),
    }
}

//! Criteria as they stand on a day.

use crate::health::{Criterion, HealthHistory, Model, ModelKind};
use crate::metrics::History;
use banso_kernel::Day;
use std::cmp::{Ordering, Reverse};

/// Whether a criterion is met.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    /// Has data, is not met.
    Unmet,
    /// Has no data: neither met nor unmet.
    Missing,
    /// Has data, is met.
    Met,
}

/// A criterion on a day.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Reading {
    /// Its position in the model.
    pub criterion: usize,
    /// The metric's value; NaN for no data.
    pub value: f64,
    /// Whether it is met.
    pub state: State,
    /// The first day of the unbroken run in this state; `None` when it has been so since the history began.
    pub since: Option<Day>,
}

/// The state of a criterion by its bits.
#[must_use]
pub fn state(criterion: usize, met: u64, known: u64) -> State {
    let bit = |set: u64| set >> criterion & 1 == 1;
    match (bit(known), bit(met)) {
        (false, _) => State::Missing,
        (true, true) => State::Met,
        (true, false) => State::Unmet,
    }
}

/// All criteria on `day` in the order in which to work on them; empty when the history does not hold that day.
#[must_use]
pub fn readings(model: &Model, metrics: &History, health: &HealthHistory, day: Day) -> Vec<Reading> {
    let Some(at) = usize::try_from(day - health.first).ok().filter(|at| *at < health.days.len()) else {
        return Vec::new();
    };
    let on = |at: usize, criterion: usize| state(criterion, health.days[at].met, health.days[at].known);
    let reading = |criterion: usize| {
        let state = on(at, criterion);
        let before = (0..at).rev().find(|earlier| on(*earlier, criterion) != state);
        Reading {
            criterion,
            value: metrics.value(model.criteria[criterion].column, day),
            state,
            since: before.map(|before| health.first + i32::try_from(before).unwrap_or(i32::MAX - 1) + 1),
        }
    };
    let mut all: Vec<Reading> = priority(model).into_iter().map(reading).collect();
    all.sort_by_key(|reading| reading.state);
    all
}

/// Criteria in the order in which to work on them. The one rule for it: the list's next action, the account page and
/// whatever else names a next step ask here.
///
/// In a rank matrix a rank is only reached when all criteria of the lower ones are met, so that what holds back the
/// lowest rank comes first: work on anything above it would not move the segment. Within a rank, and in models that add
/// up, what counts for most comes first (points where criteria have points, else their weight): it moves the result the
/// furthest. Among equals the definition's own order stands, in which the vendor wrote what it wants first.
#[must_use]
pub fn priority(model: &Model) -> Vec<usize> {
    let mut order: Vec<usize> = (0..model.criteria.len()).collect();
    order.sort_by(|a, b| sooner(model, *a, *b));
    order
}

/// The criterion to work on first of those that are not met, by [`priority`].
#[must_use]
pub fn next_step(model: &Model, unmet: u64) -> Option<usize> {
    let unmet = (0..model.criteria.len()).filter(|criterion| unmet >> criterion & 1 == 1);
    // Of equals the first.
    unmet.min_by(|a, b| sooner(model, *a, *b))
}

/// Which of two criteria comes first by [`priority`], but for the definition's own order.
fn sooner(model: &Model, a: usize, b: usize) -> Ordering {
    let (a, b) = (&model.criteria[a], &model.criteria[b]);
    let by_rank = match model.kind {
        ModelKind::RankMatrix => Reverse(a.rank).cmp(&Reverse(b.rank)),
        ModelKind::Score | ModelKind::Points => Ordering::Equal,
    };
    let worth = |criterion: &Criterion| match model.kind {
        ModelKind::Points => criterion.points,
        ModelKind::RankMatrix | ModelKind::Score => criterion.weight,
    };
    by_rank.then(worth(b).total_cmp(&worth(a)))
}

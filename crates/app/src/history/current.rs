//! From histories to the rows that lists read.

use banso_domain::health::{HealthHistory, Model, Transition};
use banso_domain::metrics::{History, MetricSet};
use banso_kernel::AccountId;
use banso_state::{CurrentHealth, MetricNow, TransitionRow};
use serde::Serialize;

/// Health on the last day.
pub(super) fn health(model: &Model, history: &HealthHistory, transitions: &[Transition]) -> Option<CurrentHealth> {
    let (last, day) = (history.days.last()?, history.first + (history.days.len() as i32 - 1));
    let changed = transitions.last();
    Some(CurrentHealth {
        account: history.account,
        day,
        segment: last.segment,
        previous_segment: changed.map(|change| change.from),
        changed_on: changed.map(|change| change.day),
        axes: last.axes[..model.axes.len()].iter().map(|value| finite(*value)).collect(),
        score: finite(last.score),
        coverage: last.coverage,
        met: last.met,
        known: last.known,
        next_criterion: next(model, last.unmet()),
    })
}

/// The criterion to act on first: in a rank matrix the one that holds back the lowest rank, elsewhere the heaviest;
/// among equals the first in the definition.
fn next(model: &Model, unmet: u64) -> Option<u8> {
    let weight = |at: &usize| (model.criteria[*at].rank, model.criteria[*at].weight);
    let open = (0..model.criteria.len()).filter(|at| unmet >> at & 1 == 1);
    let best = open.reduce(|best, at| if weight(&at) > weight(&best) { at } else { best });
    best.and_then(|at| u8::try_from(at).ok())
}

/// What moved, as stored with a transition. Ids, so that it reads without the model.
#[derive(Serialize)]
struct Moved<'a> {
    axes: Vec<MovedAxis<'a>>,
    lost: Vec<&'a str>,
    gained: Vec<&'a str>,
    vanished: Vec<&'a str>,
    appeared: Vec<&'a str>,
}

#[derive(Serialize)]
struct MovedAxis<'a> {
    axis: &'a str,
    before: Option<f64>,
    after: Option<f64>,
}

/// Transitions as stored.
pub(super) fn transition_rows(model: &Model, account: AccountId, transitions: &[Transition]) -> Vec<TransitionRow> {
    let row = |change: &Transition| {
        let ids = |bits: u64| model.in_set(bits).map(|criterion| criterion.id.as_str()).collect();
        let axis = |moved: &banso_domain::health::AxisMove| MovedAxis {
            axis: &model.axes[moved.axis].id,
            before: finite(moved.before),
            after: finite(moved.after),
        };
        let moved = Moved {
            axes: change.axes.iter().map(axis).collect(),
            lost: ids(change.lost),
            gained: ids(change.gained),
            vanished: ids(change.vanished),
            appeared: ids(change.appeared),
        };
        TransitionRow {
            account,
            day: change.day,
            from: Some(change.from),
            to: change.to,
            moved: serde_json::to_string(&moved).unwrap_or_default(),
        }
    };
    transitions.iter().map(row).collect()
}

/// Metrics on the last day that have data.
pub(super) fn metrics(set: &MetricSet, history: &History) -> Vec<MetricNow> {
    let values = set.metrics.iter().zip(&history.columns);
    let known = values.filter_map(|(metric, column)| Some((metric, finite(*column.last()?)?)));
    known.map(|(metric, value)| MetricNow { account: history.account, metric: metric.id.clone(), value }).collect()
}

fn finite(value: f64) -> Option<f64> {
    value.is_finite().then_some(value)
}

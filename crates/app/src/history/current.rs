//! From histories to the rows that lists read.

use banso_domain::health::{HealthHistory, Model, Transition};
use banso_domain::metrics::{History, MetricSet};
use banso_domain::reasons::next_step;
use banso_kernel::{AccountId, Day};
use banso_state::{CurrentHealth, NewMetrics, TransitionRow};
use serde::Serialize;

/// Health on the last day of an account whose history began on `began`.
pub(crate) fn health(
    model: &Model,
    began: Day,
    history: &HealthHistory,
    transitions: &[Transition],
) -> Option<CurrentHealth> {
    let (last, day) = (history.days.last()?, history.first + (history.days.len() as i32 - 1));
    let changed = transitions.last();
    Some(CurrentHealth {
        account: history.account,
        began,
        day,
        segment: last.segment,
        previous_segment: changed.map(|change| change.from),
        changed_on: changed.map(|change| change.day),
        axes: last.axes[..model.axes.len()].iter().map(|value| finite(*value)).collect(),
        score: finite(last.score),
        coverage: last.coverage,
        met: last.met,
        known: last.known,
        next_criterion: next_step(model, last.unmet()).and_then(|at| u8::try_from(at).ok()),
    })
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

/// The ids of metrics, in the order of their columns.
pub(super) fn metric_ids(set: &MetricSet) -> Vec<String> {
    set.metrics.iter().map(|metric| metric.id.clone()).collect()
}

/// Metrics on the last day, account by account.
#[derive(Default)]
pub(super) struct Numbers {
    accounts: Vec<AccountId>,
    values: Vec<f64>,
}

impl Numbers {
    pub(super) fn push(&mut self, history: &History) {
        self.accounts.push(history.account);
        self.values.extend(history.columns.iter().map(|column| column.last().copied().unwrap_or(f64::NAN)));
    }

    /// For the lists, with the ids of the metrics.
    pub(super) fn of<'a>(&'a self, ids: &'a [String]) -> NewMetrics<'a> {
        NewMetrics { ids, accounts: &self.accounts, values: &self.values }
    }
}

fn finite(value: f64) -> Option<f64> {
    value.is_finite().then_some(value)
}

#[cfg(test)]
mod tests {
    use super::*;
    use banso_domain::health::evaluate;
    use banso_domain::reasons::{State, readings};
    use banso_domain::templates;

    #[test]
    fn lists_name_the_same_next_step_as_the_account_page_in_every_model() {
        let set = MetricSet::parse(templates::METRICS).expect("metrics");
        let shipped = templates::MODELS.map(|(_, text)| text.to_owned());
        // Weights that say the contrary of the points: a rule that looked at weights alone would choose otherwise.
        let contrary = shipped.iter().find(|text| text.contains("points = 15")).expect("points");
        let contrary = contrary.replace("points = 15", "points = 15\nweight = 1");
        let mut by_weight_alone = 0;
        for text in shipped.iter().chain([&contrary]) {
            let model = Model::parse(text, &set).expect("a model");
            let mut pairs = 0;
            for (one, other) in (0..model.criteria.len()).flat_map(|one| (0..one).map(move |other| (one, other))) {
                let mut columns = vec![vec![1.0_f64]; set.metrics.len()];
                for criterion in &model.criteria {
                    columns[criterion.column][0] = columns[criterion.column][0].max(criterion.test.wanted());
                }
                for criterion in [one, other] {
                    columns[model.criteria[criterion].column][0] = -1.0;
                }
                let history = History { account: AccountId(1), first: Day(100), columns };
                let of_day = evaluate(&model, &history);
                let listed = health(&model, Day(100), &of_day, &[]).expect("a day").next_criterion.map(usize::from);
                let first = readings(&model, &history, &of_day, Day(100)).into_iter().next().expect("a criterion");
                let shown = (first.state == State::Unmet).then_some(first.criterion);
                assert_eq!(listed, shown, "{}: {one} and {other} are not met", model.id);
                pairs += usize::from(listed.is_some());
                let heavier =
                    |at: usize| model.criteria[at].weight > shown.map_or(f64::MAX, |s| model.criteria[s].weight);
                by_weight_alone += usize::from(of_day.days[0].unmet() >> one & 1 == 1 && heavier(one));
            }
            assert!(pairs > 0, "{}: the test fails criteria", model.id);
        }
        assert!(by_weight_alone > 0, "the rules can be told apart");
    }
}

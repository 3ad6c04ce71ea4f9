use super::*;
use crate::health::{HealthHistory, Model, evaluate, transitions};
use crate::metrics::{History, MetricSet};
use crate::templates;
use banso_kernel::{AccountId, Day};

fn metrics() -> MetricSet {
    MetricSet::parse(templates::METRICS).expect("metrics")
}

fn model(id: &str) -> Model {
    let (_, text) = templates::MODELS.iter().find(|(known, _)| *known == id).expect("shipped");
    Model::parse(text, &metrics()).expect("a model")
}

/// A history of four days in which every criterion is met; then `change` edits the columns.
fn history(model: &Model, change: impl FnOnce(&mut dyn FnMut(&str, usize, f64))) -> (History, HealthHistory) {
    let set = metrics();
    let mut columns = vec![vec![1.0_f64; 4]; set.metrics.len()];
    for criterion in &model.criteria {
        let wanted = columns[criterion.column][0].max(criterion.test.wanted());
        columns[criterion.column] = vec![wanted; 4];
    }
    change(&mut |id, day, value| {
        let criterion = model.criteria.iter().find(|criterion| criterion.id == id).expect("a criterion");
        columns[criterion.column][day] = value;
    });
    let history = History { account: AccountId(1), first: Day(100), columns };
    let health = evaluate(model, &history);
    (history, health)
}

#[test]
fn a_fall_is_told_by_the_criterion_that_was_lost() {
    let model = model("rank_matrix");
    let (history, health) = history(&model, |set| (2..4).for_each(|day| set("rows_started", day, 0.0)));
    let changes = transitions(&health);
    assert_eq!(changes.len(), 1);
    let told = tell(&model, &metrics(), &history, &changes[0]);
    assert_eq!((told.day, told.cause), (Day(102), Cause::Activity));
    let criterion = &model.criteria[told.criterion.expect("a criterion")];
    assert_eq!((criterion.id.as_str(), told.before, told.after), ("rows_started", 5000.0, 0.0));
    assert_eq!(told.axis.map(|moved| moved.axis), Some(criterion.axis));
    assert!(told.to > told.from);
}

#[test]
fn data_that_stops_is_told_as_missing_and_never_as_a_fall_in_activity() {
    let model = model("rank_matrix");
    let (history, health) = history(&model, |set| {
        for criterion in model.criteria.iter().filter(|criterion| criterion.axis == 0) {
            set(&criterion.id, 3, f64::NAN);
        }
    });
    let changes = transitions(&health);
    let told = tell(&model, &metrics(), &history, &changes[0]);
    assert_eq!(told.cause, Cause::MissingData);
    assert!(told.after.is_nan());
}

#[test]
fn a_criterion_says_since_when_it_stands_as_it_does() {
    let model = model("rank_matrix");
    let (history, health) = history(&model, |set| {
        set("integration_one", 1, 0.0);
        set("integration_one", 3, 0.0);
    });
    let all = readings(&model, &history, &health, Day(103));
    assert_eq!(all.len(), model.criteria.len());
    let first = all[0];
    assert_eq!(model.criteria[first.criterion].id, "integration_one", "what is not met comes first");
    assert_eq!((first.state, first.since, first.value), (State::Unmet, Some(Day(103)), 0.0));
    assert!(all[1..].iter().all(|reading| reading.state == State::Met && reading.since.is_none()));
    assert_eq!(readings(&model, &history, &health, Day(104)), []);
}

#[test]
fn the_lowest_rank_is_worked_on_first() {
    let model = model("rank_matrix");
    let next = next_step(&model, u64::MAX >> (64 - model.criteria.len())).expect("a criterion");
    let lowest = model.criteria.iter().map(|criterion| criterion.rank).max();
    assert_eq!(Some(model.criteria[next].rank), lowest);
    assert_eq!(next_step(&model, 0), None);
}

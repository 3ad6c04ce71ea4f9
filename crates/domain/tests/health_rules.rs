//! What health models must do, by example and by property.

use banso_domain::health::{Model, NONE, between, evaluate, transitions};
use banso_domain::metrics::{History, MetricSet};
use banso_kernel::{AccountId, Day};
use proptest::prelude::*;

const METRICS: &str = r#"
metric = [
  { id = "rows", name = { ja = "x", en = "x" }, kind = "count", fact = "a", window = 1 },
  { id = "uses", name = { ja = "x", en = "x" }, kind = "count", fact = "b", window = 1 },
  { id = "late", name = { ja = "x", en = "x" }, kind = "days_since", fact = "c" },
]
"#;

const MATRIX: &str = r#"
id = "m"
kind = "rank_matrix"
name = { ja = "x", en = "x" }
min_coverage = 0.3
grid = [["best", "mid", "mid"], ["mid", "mid", "mid"], ["mid", "mid", "worst"]]
segment = [
  { id = "best", name = { ja = "x", en = "x" }, about = { ja = "x", en = "x" } },
  { id = "mid", name = { ja = "x", en = "x" }, about = { ja = "x", en = "x" } },
  { id = "worst", name = { ja = "x", en = "x" }, about = { ja = "x", en = "x" } },
]
[[axis]]
id = "data"
name = { ja = "x", en = "x" }
rank = [{ letter = "A", name = { ja = "x", en = "x" } }, { letter = "B", name = { ja = "x", en = "x" } }, { letter = "C", name = { ja = "x", en = "x" } }]
criterion = [
  { id = "some", rank = "B", metric = "rows", at_least = 1, name = { ja = "x", en = "x" }, next = { ja = "x", en = "x" } },
  { id = "many", rank = "A", metric = "rows", at_least = 10, name = { ja = "x", en = "x" }, next = { ja = "x", en = "x" } },
]
[[axis]]
id = "use"
name = { ja = "x", en = "x" }
rank = [{ letter = "A", name = { ja = "x", en = "x" } }, { letter = "B", name = { ja = "x", en = "x" } }, { letter = "C", name = { ja = "x", en = "x" } }]
criterion = [
  { id = "used", rank = "B", metric = "uses", at_least = 5, name = { ja = "x", en = "x" }, next = { ja = "x", en = "x" } },
  { id = "recent", rank = "A", metric = "late", at_most = 3, name = { ja = "x", en = "x" }, next = { ja = "x", en = "x" } },
]
"#;

const SCORE: &str = r#"
id = "s"
kind = "score"
name = { ja = "x", en = "x" }
segment = [
  { id = "good", name = { ja = "x", en = "x" }, about = { ja = "x", en = "x" }, from = 60 },
  { id = "poor", name = { ja = "x", en = "x" }, about = { ja = "x", en = "x" } },
]
[[axis]]
id = "adoption"
name = { ja = "x", en = "x" }
weight = 0.75
criterion = [
  { id = "rows", metric = "rows", at_least = 10, weight = 3, name = { ja = "x", en = "x" }, next = { ja = "x", en = "x" } },
  { id = "uses", metric = "uses", at_least = 4, name = { ja = "x", en = "x" }, next = { ja = "x", en = "x" } },
]
[[axis]]
id = "sentiment"
name = { ja = "x", en = "x" }
weight = 0.25
criterion = [
  { id = "recent", metric = "late", at_most = 10, zero = 30, name = { ja = "x", en = "x" }, next = { ja = "x", en = "x" } },
]
"#;

const POINTS: &str = r#"
id = "p"
kind = "points"
name = { ja = "x", en = "x" }
min_coverage = 0.3
segment = [
  { id = "high", name = { ja = "x", en = "x" }, about = { ja = "x", en = "x" }, from = 30 },
  { id = "low", name = { ja = "x", en = "x" }, about = { ja = "x", en = "x" } },
]
[[axis]]
id = "all"
name = { ja = "x", en = "x" }
criterion = [
  { id = "one", metric = "rows", at_least = 1, points = 10, name = { ja = "x", en = "x" }, next = { ja = "x", en = "x" } },
  { id = "ten", metric = "rows", at_least = 10, points = 20, name = { ja = "x", en = "x" }, next = { ja = "x", en = "x" } },
  { id = "used", metric = "uses", at_least = 1, points = 10, name = { ja = "x", en = "x" }, next = { ja = "x", en = "x" } },
]
"#;

const NO: f64 = f64::NAN;

fn model(text: &str) -> Model {
    let metrics = MetricSet::parse(METRICS).expect("metrics");
    Model::parse(text, &metrics).expect("a model")
}

/// A history with a column per metric: rows, uses, late.
fn history(days: &[[f64; 3]]) -> History {
    let column = |metric: usize| days.iter().map(|day| day[metric]).collect();
    History { account: AccountId(1), first: Day(20_000), columns: vec![column(0), column(1), column(2)] }
}

#[test]
fn a_rank_needs_its_own_and_all_lower_criteria() {
    let matrix = model(MATRIX);
    let health = evaluate(&matrix, &history(&[[10.0, 5.0, 3.0], [10.0, 4.0, 3.0], [0.0, 0.0, 9.0], [5.0, 5.0, 4.0]]));
    let ranks: Vec<_> = health.days.iter().map(|day| (day.axes[0], day.axes[1], day.segment)).collect();
    // On the second day "recent" is met but "used" is not: no rank above C for the second axis.
    assert_eq!(ranks, [(0.0, 0.0, 0), (0.0, 2.0, 1), (2.0, 2.0, 2), (1.0, 1.0, 1)]);
}

#[test]
fn missing_data_is_neither_met_nor_unmet() {
    let matrix = model(MATRIX);
    let day = evaluate(&matrix, &history(&[[10.0, 5.0, NO]])).days[0];
    assert_eq!((day.unmet(), day.missing(4)), (0, 0b1000));
    assert_eq!((day.axes[1], day.coverage), (1.0, 0.75), "the best rank is not reached without data for it");
    let blind = evaluate(&matrix, &history(&[[NO, NO, NO]])).days[0];
    assert_eq!((blind.segment, blind.coverage), (NONE, 0.0));
    assert!(blind.axes[0].is_nan());
    let half = evaluate(&matrix, &history(&[[10.0, NO, NO]])).days[0];
    assert_eq!(half.segment, NONE, "an axis without any data gives no segment");
}

#[test]
fn a_score_is_the_weighted_mean_of_progress_over_what_is_known() {
    let score = model(SCORE);
    let day = |values| evaluate(&score, &history(&[values])).days[0];
    // (3 × 0.5 + 1 × 1) / 4 = 62.5; late by 20 of 10…30 is half-way = 50; 0.75 × 62.5 + 0.25 × 50 = 59.375
    let full = day([5.0, 4.0, 20.0]);
    assert_eq!((full.axes[0], full.axes[1], full.score, full.segment), (62.5, 50.0, 59.4, 1));
    let without_sentiment = day([5.0, 4.0, NO]);
    assert_eq!((without_sentiment.score, without_sentiment.coverage, without_sentiment.segment), (62.5, 0.8, 0));
    assert_eq!(day([NO, NO, 20.0]).segment, NONE, "a fifth of the weight is too little");
}

#[test]
fn points_add_up_to_levels() {
    let points = model(POINTS);
    let health = evaluate(&points, &history(&[[0.0, 0.0, NO], [1.0, 0.0, NO], [10.0, 0.0, NO], [10.0, NO, NO]]));
    let levels: Vec<_> = health.days.iter().map(|day| (day.score, day.segment)).collect();
    assert_eq!(levels, [(0.0, 1), (10.0, 1), (30.0, 0), (30.0, 0)]);
}

#[test]
fn a_transition_says_which_axis_and_which_criterion_moved() {
    let matrix = model(MATRIX);
    let moved = transitions(&evaluate(&matrix, &history(&[[10.0, 5.0, 1.0], [10.0, 4.0, 1.0], [10.0, 4.0, NO]])));
    assert_eq!(moved.len(), 1);
    let fall = &moved[0];
    assert_eq!((fall.day, fall.from, fall.to), (Day(20_001), 0, 1));
    assert_eq!(fall.axes.iter().map(|axis| (axis.axis, axis.before, axis.after)).collect::<Vec<_>>(), [(1, 0.0, 2.0)]);
    assert_eq!((fall.lost, fall.gained, fall.vanished, fall.appeared), (0b0100, 0, 0, 0));
    let states = evaluate(&matrix, &history(&[[10.0, 4.0, 1.0], [10.0, 4.0, NO]])).days;
    assert_eq!(between(Day(1), &states[0], &states[1]).vanished, 0b1000, "lost data is no lost criterion");
}

#[test]
fn a_wrong_definition_is_refused_with_every_reason() {
    let metrics = MetricSet::parse(METRICS).expect("metrics");
    let broken = MATRIX
        .replace("metric = \"uses\"", "metric = \"nope\"")
        .replace("rank = \"A\", metric = \"rows\"", "rank = \"Z\", metric = \"rows\"");
    let codes: Vec<_> = Model::parse(&broken, &metrics).expect_err("refused").into_iter().map(|p| p.code).collect();
    assert_eq!(codes, ["problem-model-rank-unknown", "problem-metric-unknown"]);
    let typo = Model::parse(&SCORE.replace("weight = 0.75", "wieght = 0.75"), &metrics).expect_err("refused");
    assert_eq!(typo[0].code, "problem-definition-unknown-field");
}

fn value() -> impl Strategy<Value = f64> {
    prop_oneof![1 => Just(NO), 4 => (0i32..40).prop_map(f64::from)]
}

proptest! {
    #[test]
    fn a_better_value_never_makes_health_worse(rows in value(), uses in value(), late in value(), more in 0i32..20) {
        for text in [MATRIX, SCORE, POINTS] {
            let model = model(text);
            let days = evaluate(&model, &history(&[[rows, uses, late], [rows + f64::from(more), uses, late]])).days;
            prop_assert!(days[1].segment <= days[0].segment, "{}", model.id);
            prop_assert!(days[0].score.is_nan() || days[1].score >= days[0].score);
        }
    }

    #[test]
    fn met_unmet_and_missing_share_out_all_criteria(rows in value(), uses in value(), late in value()) {
        for text in [MATRIX, SCORE, POINTS] {
            let model = model(text);
            let day = evaluate(&model, &history(&[[rows, uses, late]])).days[0];
            let missing = day.missing(model.criteria.len());
            prop_assert_eq!(day.met ^ day.unmet() ^ missing, (1u64 << model.criteria.len()) - 1);
            prop_assert_eq!(day.met & day.unmet(), 0);
            prop_assert!((0.0..=1.0).contains(&day.coverage));
        }
    }
}

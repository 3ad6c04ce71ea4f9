//! Parts of a change add up to the change, whatever the model, the days and the data.

use banso_domain::health::definition::{Axis, Rank};
use banso_domain::health::{Criterion, Model, ModelKind, NONE, Segment, Test, evaluate, evaluate_values, transitions};
use banso_domain::metrics::{History, MetricSet};
use banso_domain::reasons::{Cause, Ends, Move, Standing, split, tell};
use banso_kernel::{AccountId, Day, Text};
use proptest::prelude::*;

/// Six metrics; members type the last two.
const METRICS: &str = r#"
metric = [
  { id = "m0", name = { ja = "x", en = "x" }, kind = "count", fact = "a", window = 1 },
  { id = "m1", name = { ja = "x", en = "x" }, kind = "count", fact = "b", window = 1 },
  { id = "m2", name = { ja = "x", en = "x" }, kind = "days_since", fact = "c" },
  { id = "m3", name = { ja = "x", en = "x" }, kind = "count", fact = "d", window = 1 },
  { id = "m4", name = { ja = "x", en = "x" }, kind = "level", level = "issued_ids" },
  { id = "m5", name = { ja = "x", en = "x" }, kind = "level", level = "active_contracts" },
]
"#;
const COLUMNS: usize = 6;
const TYPED: [usize; 2] = [4, 5];

fn metrics() -> MetricSet {
    MetricSet::parse(METRICS).expect("metrics")
}

fn text(id: &str) -> Text {
    Text { ja: id.to_owned(), en: id.to_owned() }
}

fn kind() -> impl Strategy<Value = ModelKind> {
    prop_oneof![Just(ModelKind::RankMatrix), Just(ModelKind::Score), Just(ModelKind::Points)]
}

type Drawn = (usize, usize, bool, i32, u32, usize);

/// A criterion of any kind of model: column, axis, direction, what is wanted, weight, rank.
fn criterion(at: usize, kind: ModelKind, axes: usize, (column, axis, up, wanted, weight, rank): Drawn) -> Criterion {
    let wanted = f64::from(wanted);
    let weight = f64::from(weight) / 8.0;
    Criterion {
        id: format!("c{at}"),
        name: text("x"),
        next: text("x"),
        metric: format!("m{column}"),
        column,
        axis: axis % axes,
        test: if up { Test::AtLeast(wanted) } else { Test::AtMost(wanted) },
        weight,
        rank,
        points: if kind == ModelKind::Points { weight * 10.0 } else { 0.0 },
        zero: if up { 0.0 } else { wanted * 2.0 + 1.0 },
    }
}

prop_compose! {
    fn any_model()(
        kind in kind(),
        axes in 1usize..=4,
        drawn in prop::collection::vec((0..COLUMNS, 0usize..4, any::<bool>(), 0i32..12, 1u32..40, 0usize..2), 2..14),
        cells in prop::collection::vec(0u8..4, 9),
        min_coverage in prop_oneof![Just(0.0), Just(0.4), Just(0.8)],
        spread in 1u32..30,
    ) -> Model {
        let axes = if kind == ModelKind::RankMatrix { 2 } else { axes };
        let level = |at: u32| (kind != ModelKind::RankMatrix && at < 3).then(|| f64::from(spread * (3 - at)));
        Model {
            id: "m".to_owned(),
            name: text("x"),
            about: text("x"),
            kind,
            axes: (0..axes).map(|at| Axis {
                id: format!("a{at}"),
                name: text("x"),
                about: text("x"),
                ranks: ["A", "B", "C"].map(|letter| Rank { letter: letter.to_owned(), name: text("x") }).to_vec(),
                weight: 0.3 + at as f64,
            }).collect(),
            criteria: drawn.into_iter().enumerate().map(|(at, drawn)| criterion(at, kind, axes, drawn)).collect(),
            segments: (0..4).map(|at| Segment { id: format!("s{at}"), name: text("x"), about: text("x"), from: level(at) })
                .collect(),
            grid: if kind == ModelKind::RankMatrix { cells.chunks(3).map(<[u8]>::to_vec).collect() } else { Vec::new() },
            min_coverage,
        }
    }
}

fn any_values() -> impl Strategy<Value = Vec<f64>> {
    let value = prop_oneof![1 => Just(f64::NAN), 4 => (0i32..15).prop_map(f64::from), 1 => 0.0..15.0];
    prop::collection::vec(value, COLUMNS)
}

/// Values of a day and of the same or another one: each column stays with even odds.
fn any_next(values: &[f64], other: &[f64], stays: u8) -> Vec<f64> {
    (0..COLUMNS).map(|at| if stays >> at & 1 == 1 { values[at] } else { other[at] }).collect()
}

fn standing(model: &Model, columns: &[f64]) -> Standing {
    let values: Vec<f64> = model.criteria.iter().map(|criterion| columns[criterion.column]).collect();
    Standing::of(model, &evaluate_values(model, &values))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn parts_add_up_across_late_facts_missing_data_edits_behaviour_and_a_changed_model(
        (model, to_model, new) in (any_model(), any_model(), any::<bool>()),
        days in prop::collection::vec(any_values(), 4),
        stays in any::<(u8, u8, u8)>(),
    ) {
        let (set, shown) = (metrics(), &days[0]);
        let known = any_next(shown, &days[1], stays.0);
        let later = any_next(&known, &days[2], stays.1);
        let to = if new { any_next(&later, &days[3], stays.2) } else { later.clone() };
        let to_model = if new { &to_model } else { &model };
        let ends = Ends { model: &model, metrics: &set, shown, known: &known, later: &later, to_model, to: &to };
        let split = split(&ends);
        prop_assert_eq!(split.from, standing(&model, shown));
        prop_assert_eq!(split.to, standing(to_model, &to));
        prop_assert_eq!(split.parts.iter().map(|part| part.moved).sum::<Move>(), split.whole());
        let decisive = split.decisive();
        prop_assert_eq!(decisive.is_some(), split.parts.iter().any(|part| !part.moved.is_zero()), "{:?}", split);
        if let Some(part) = decisive {
            prop_assert!(split.whole().segment.is_zero() || split.of(part.cause).segment.goes_with(split.whole().segment));
        }
        for part in &split.parts {
            let column = part.criterion.map(|at| model.criteria[at].column);
            let same = |a: f64, b: f64| a == b || a.is_nan() && b.is_nan();
            match (part.cause, column) {
                (Cause::Model, None) => prop_assert!(new),
                (Cause::LateData, Some(at)) => {
                    prop_assert!(same(part.before, shown[at]) && same(part.after, known[at]) && !TYPED.contains(&at));
                }
                (Cause::MissingData, Some(at)) => {
                    prop_assert!(part.before.is_nan() != part.after.is_nan() && same(part.after, later[at]));
                }
                (Cause::Edit, Some(at)) => prop_assert!(TYPED.contains(&at) && same(part.before, shown[at])),
                (Cause::Activity, Some(at)) => {
                    prop_assert!(!TYPED.contains(&at) && part.before == known[at] && part.after == later[at]);
                }
                _ => prop_assert!(false, "{part:?}"),
            }
        }
    }

    #[test]
    fn every_pair_of_days_of_a_history_splits_and_the_way_between_does_not_matter_to_the_whole(
        model in any_model(),
        days in prop::collection::vec(any_values(), 6),
    ) {
        let set = metrics();
        for from in 0..days.len() {
            for to in 0..days.len() {
                let split = split(&Ends::same(&model, &set, &days[from], &days[to]));
                prop_assert_eq!(split.parts.iter().map(|part| part.moved).sum::<Move>(), split.whole());
                let along = (from.min(to)..from.max(to)).map(|at| {
                    let (a, b) = if from < to { (at, at + 1) } else { (at + 1, at) };
                    Move::between(&standing(&model, &days[a]), &standing(&model, &days[b]))
                });
                prop_assert_eq!(along.sum::<Move>(), split.whole());
            }
        }
    }

    #[test]
    fn a_single_criterion_that_turned_is_the_one_told(model in any_model(), days in prop::collection::vec(any_values(), 2)) {
        if model.kind == ModelKind::Score {
            return Ok(());
        }
        let set = metrics();
        let columns = (0..COLUMNS).map(|at| vec![days[0][at], days[1][at]]).collect();
        let history = History { account: AccountId(1), first: Day(100), columns };
        let health = evaluate(&model, &history);
        for change in transitions(&health) {
            let turned = change.lost | change.gained | change.vanished | change.appeared;
            let told = tell(&model, &set, &history, &change);
            let named = told.criterion.expect("a criterion");
            prop_assert!(turned >> named & 1 == 1, "what is named did turn");
            if turned.count_ones() == 1 {
                prop_assert_eq!(turned, 1 << named);
                let missing = (change.vanished | change.appeared) != 0;
                let typed = TYPED.contains(&model.criteria[named].column);
                let cause = if missing { Cause::MissingData } else if typed { Cause::Edit } else { Cause::Activity };
                prop_assert_eq!(told.cause, cause);
            }
            if change.to == NONE {
                prop_assert_eq!(told.cause, Cause::MissingData, "only missing data takes a segment away");
            }
        }
    }
}

fn shipped(id: &str) -> (MetricSet, Model) {
    use banso_domain::templates::{METRICS, MODELS};
    let set = MetricSet::parse(METRICS).expect("shipped");
    let (_, text) = MODELS.iter().find(|(known, _)| *known == id).expect("shipped");
    let model = Model::parse(text, &set).expect("shipped");
    (set, model)
}

/// Values that meet every criterion.
fn all_met(set: &MetricSet, model: &Model) -> Vec<f64> {
    let mut values = vec![0.0_f64; set.metrics.len()];
    for criterion in &model.criteria {
        let value = &mut values[criterion.column];
        *value = match criterion.test {
            Test::AtLeast(wanted) => value.max(wanted),
            Test::AtMost(wanted) => value.min(wanted),
        };
    }
    values
}

#[test]
fn of_two_lost_criteria_the_one_of_the_lower_rank_carries_the_fall() {
    let (set, model) = shipped("rank_matrix");
    let before = all_met(&set, &model);
    let lowest = model.axes[1].ranks.len() - 2;
    let at = |rank: usize, not: usize| {
        let fits = |c: &Criterion| c.axis == 1 && c.rank == rank && c.column != not;
        model.criteria.iter().position(fits).expect("a criterion")
    };
    let low = at(lowest, usize::MAX);
    let high = at(0, model.criteria[low].column);
    let mut after = before.clone();
    for at in [low, high] {
        after[model.criteria[at].column] = 0.0;
    }
    let split = split(&Ends::same(&model, &set, &before, &after));
    let decisive = split.decisive().expect("a part");
    assert_eq!((decisive.criterion, decisive.cause), (Some(low), Cause::Activity));
    assert_eq!(decisive.moved.axes[1].by, lowest as i64 + 1, "all ranks are lost by it");
    let behind = split.parts.iter().find(|part| part.criterion == Some(high)).expect("told too");
    assert!(behind.turned && behind.moved.is_zero());
}

#[test]
fn a_late_fact_a_silent_source_and_a_new_threshold_each_have_their_share_of_the_score() {
    let (set, model) = shipped("three_axes");
    let met = all_met(&set, &model);
    let own = |at: &usize| {
        let column = model.criteria[*at].column;
        model.criteria.iter().filter(|criterion| criterion.column == column).count() == 1
            && set.metrics[column].stream().is_some()
            && matches!(model.criteria[*at].test, Test::AtLeast(wanted) if wanted > 0.0)
    };
    let picked: Vec<usize> = (0..model.criteria.len()).filter(own).take(2).collect();
    let column = |at: usize| model.criteria[picked[at]].column;
    let mut shown = met.clone();
    shown[column(0)] = 0.0;
    let mut later = met.clone();
    later[column(1)] = f64::NAN;
    let mut stricter = model.clone();
    for level in &mut stricter.segments {
        level.from = level.from.map(|from| from + 100.0);
    }
    let ends = Ends {
        model: &model,
        metrics: &set,
        shown: &shown,
        known: &met,
        later: &later,
        to_model: &stricter,
        to: &later,
    };
    let split = split(&ends);
    assert!(split.of(Cause::LateData).score.by > 0, "the late fact had been held against the account");
    assert_eq!(split.of(Cause::LateData).score, split.whole().score, "what is met stays met without it");
    assert!(split.parts.iter().any(|part| part.cause == Cause::MissingData && part.turned));
    let by_model = split.of(Cause::Model);
    assert!(by_model.score.is_zero() && by_model.segment.by > 0, "the same score means less");
    assert_eq!(split.decisive().map(|part| part.cause), Some(Cause::Model));
    assert!(split.comparable);
}

//! Derived state.

use crate::support::{accounts, at, fresh, write};
use banso_kernel::{AccountId, Day};
use banso_state::{CurrentHealth, Derived, MetricNow, SegmentShare, TransitionRow, WorkState};
use proptest::prelude::*;

fn health(account: AccountId, segment: u8) -> CurrentHealth {
    CurrentHealth {
        account,
        day: Day(20_700),
        segment,
        previous_segment: Some(2),
        changed_on: Some(Day(20_690)),
        axes: vec![Some(1.0), None, Some(0.1 + 0.2)],
        score: Some(100.0 / 3.0),
        coverage: 2.0 / 3.0,
        met: u64::MAX,
        known: 1 << 63,
        next_criterion: Some(5),
    }
}

#[tokio::test]
async fn health_comes_back_to_the_bit_and_is_replaced_as_a_whole() {
    let store = fresh().await;
    let ids = accounts(&store.state, &["A", "B"]).await;
    let rows = [health(ids[0], 1), health(ids[1], 3)];
    write(&store.state, async |tx| tx.replace_health("matrix", 1, &rows).await).await;
    write(&store.state, async |tx| tx.replace_health("matrix", 2, &rows[..1]).await).await;
    assert_eq!(store.state.health_all("matrix", 1).await.expect("reads"), rows);
    write(&store.state, async |tx| tx.put_health("matrix", 1, &[health(ids[0], 0)]).await).await;
    assert_eq!(store.state.health_of("matrix", 1, ids[0]).await.expect("reads"), Some(health(ids[0], 0)));
    assert_eq!(store.state.health_of("matrix", 1, ids[1]).await.expect("reads"), Some(health(ids[1], 3)));
    write(&store.state, async |tx| tx.replace_health("matrix", 1, &rows[1..]).await).await;
    assert_eq!(store.state.health_all("matrix", 1).await.expect("reads"), rows[1..]);
    assert_eq!(store.state.health_all("matrix", 2).await.expect("reads"), rows[..1], "other versions stay");
}

#[tokio::test]
async fn transitions_and_shares_are_read_by_day() {
    let store = fresh().await;
    let ids = accounts(&store.state, &["A", "B"]).await;
    let row = |account, day, from, to| TransitionRow { account, day: Day(day), from, to, moved: "{}".into() };
    let rows = [row(ids[0], 10, None, 1), row(ids[0], 20, Some(1), 2), row(ids[1], 15, None, 0)];
    write(&store.state, async |tx| tx.replace_transitions("m", 1, &rows).await).await;
    let found = store.state.transitions("m", 1, Day(15), Day(20)).await.expect("reads");
    assert_eq!(found, vec![rows[1].clone(), rows[2].clone()]);
    write(&store.state, async |tx| tx.replace_transitions_of("m", 1, ids[0], &rows[..1]).await).await;
    assert_eq!(store.state.transitions_of("m", 1, ids[0]).await.expect("reads"), rows[..1]);
    assert_eq!(store.state.transitions_of("m", 1, ids[1]).await.expect("reads"), rows[2..]);
    let share = |day, segment| SegmentShare { day: Day(day), segment, accounts: 7, cmrr_minor: -3 };
    let shares = [share(1, 0), share(1, 1), share(2, 0)];
    for _ in 0..2 {
        write(&store.state, async |tx| tx.replace_shares("m", 1, &shares).await).await;
    }
    assert_eq!(store.state.shares("m", 1, Day(0), Day(1)).await.expect("reads"), shares[..2]);
}

#[tokio::test]
async fn metrics_without_a_number_have_no_row() {
    let store = fresh().await;
    let ids = accounts(&store.state, &["A", "B"]).await;
    let row = |account, metric: &str, value| MetricNow { account, metric: metric.into(), value };
    let rows = [row(ids[0], "logins", 3.0), row(ids[0], "nps", f64::NAN), row(ids[1], "logins", 0.0)];
    write(&store.state, async |tx| tx.replace_metrics(&rows).await).await;
    assert_eq!(store.state.metrics_of(ids[0]).await.expect("reads").len(), 1);
    assert_eq!(store.state.metric_now("logins").await.expect("reads")[&ids[1]], 0.0);
    write(&store.state, async |tx| tx.replace_metrics_of(ids[0], &[row(ids[0], "nps", 9.0)]).await).await;
    assert_eq!(
        store.state.metrics_all().await.expect("reads"),
        vec![row(ids[0], "nps", 9.0), row(ids[1], "logins", 0.0),]
    );
}

#[tokio::test]
async fn how_far_history_is_computed_is_kept() {
    let store = fresh().await;
    let derived = Derived {
        name: "history".into(),
        state: WorkState::Running,
        computed_to: None,
        inbox_seq: 5,
        definitions: "abc".into(),
        done: 1,
        total: 9,
        note: String::new(),
        started_at: at(0),
        ended_at: None,
    };
    let done = Derived { state: WorkState::Done, computed_to: Some(Day(9)), ended_at: Some(at(1)), ..derived.clone() };
    for row in [&derived, &done] {
        write(&store.state, async |tx| tx.put_derived(row).await).await;
        assert_eq!(store.state.derived("history").await.expect("reads").as_ref(), Some(row));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn metrics_keep_every_bit(
        values in prop::collection::vec(any::<f64>().prop_filter("finite", |value| value.is_finite()), 1..400),
    ) {
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build();
        runtime.expect("a runtime").block_on(async {
            let store = fresh().await;
            let ids = accounts(&store.state, &["A"]).await;
            let rows: Vec<MetricNow> = values
                .iter()
                .enumerate()
                .map(|(n, value)| MetricNow { account: ids[0], metric: format!("m{n:05}"), value: *value })
                .collect();
            write(&store.state, async |tx| tx.replace_metrics(&rows).await).await;
            let found = store.state.metrics_all().await.expect("reads");
            let bits = |rows: &[MetricNow]| rows.iter().map(|row| row.value.to_bits()).collect::<Vec<_>>();
            assert_eq!(bits(&found), bits(&rows));
        });
    }
}

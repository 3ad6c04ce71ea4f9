//! Derived state.

use crate::store::CASES;
use crate::support::{accounts, at, fresh, write};
use banso_kernel::{AccountId, Day};
use banso_state::{
    CurrentHealth, Derived, MetricsNow, NewMetrics, SegmentShare, ShareChange, TransitionRow, WorkState,
};
use proptest::prelude::*;

fn health(account: AccountId, segment: u8) -> CurrentHealth {
    CurrentHealth {
        account,
        began: Day(20_000),
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
    let Some(store) = fresh().await else { return };
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
    let Some(store) = fresh().await else { return };
    let ids = accounts(&store.state, &["A", "B"]).await;
    let row = |account, day, from, to| TransitionRow { account, day: Day(day), from, to, moved: "{}".into() };
    let rows = [row(ids[0], 10, None, 1), row(ids[0], 20, Some(1), 2), row(ids[1], 15, None, 0)];
    write(&store.state, async |tx| tx.replace_transitions("m", 1, &rows).await).await;
    let found = store.state.transitions("m", 1, Day(15), Day(20)).await.expect("reads");
    assert_eq!(found, vec![rows[1].clone(), rows[2].clone()]);
    write(&store.state, async |tx| tx.replace_transitions_from("m", 1, &[(ids[0], Day(0))], &rows[..1]).await).await;
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
async fn transitions_from_a_day_on_are_replaced_and_current_health_knows_the_last() {
    let Some(store) = fresh().await else { return };
    let ids = accounts(&store.state, &["A", "B"]).await;
    let row = |account, day, from, to| TransitionRow { account, day: Day(day), from, to, moved: "{}".into() };
    let rows = [
        row(ids[0], 10, Some(0), 1),
        row(ids[0], 20, Some(1), 2),
        row(ids[1], 15, Some(3), 0),
        row(ids[1], 30, Some(0), 1),
    ];
    write(&store.state, async |tx| tx.replace_transitions("m", 1, &rows).await).await;
    write(&store.state, async |tx| tx.replace_transitions("m", 2, &rows).await).await;
    write(&store.state, async |tx| tx.replace_health("m", 1, &[health(ids[0], 1), health(ids[1], 3)]).await).await;
    let new = [row(ids[0], 18, Some(1), 3)];
    let from = [(ids[0], Day(15)), (ids[1], Day(31))];
    write(&store.state, async |tx| tx.replace_transitions_from("m", 1, &from, &new).await).await;
    let mut all = store.state.transitions("m", 1, Day(0), Day(99)).await.expect("reads");
    all.reverse();
    all.sort_by_key(|row| (row.account, row.day));
    assert_eq!(all, [rows[0].clone(), new[0].clone(), rows[2].clone(), rows[3].clone()]);
    assert_eq!(store.state.transitions("m", 2, Day(0), Day(99)).await.expect("reads").len(), 4, "other versions stay");
    let last = |health: &CurrentHealth| (health.previous_segment, health.changed_on);
    let now = store.state.health_all("m", 1).await.expect("reads");
    assert_eq!(now.iter().map(last).collect::<Vec<_>>(), [(Some(1), Some(Day(18))), (Some(0), Some(Day(30)))]);
    write(&store.state, async |tx| tx.replace_transitions_from("m", 1, &[(ids[0], Day(0))], &[]).await).await;
    assert_eq!(last(&store.state.health_all("m", 1).await.expect("reads")[0]), (None, None), "no transition is left");
}

#[tokio::test]
async fn shares_are_added_to_and_empty_ones_go() {
    let Some(store) = fresh().await else { return };
    let share = |day, segment, accounts, cmrr_minor| SegmentShare { day: Day(day), segment, accounts, cmrr_minor };
    let change = |day, segment, accounts, cmrr_minor| ShareChange { day: Day(day), segment, accounts, cmrr_minor };
    write(&store.state, async |tx| tx.replace_shares("m", 1, &[share(1, 0, 7, 70), share(2, 0, 1, 10)]).await).await;
    let changes = [(1, 0, -2, -20), (1, 1, 1, 15), (1, 1, 1, 5), (2, 0, -1, -10), (3, 255, 1, 0)];
    let changes = changes.map(|(day, segment, accounts, cmrr_minor)| change(day, segment, accounts, cmrr_minor));
    write(&store.state, async |tx| tx.change_shares("m", 1, &changes).await).await;
    let want = [share(1, 0, 5, 50), share(1, 1, 2, 20), share(3, 255, 1, 0)];
    assert_eq!(store.state.shares("m", 1, Day(0), Day(9)).await.expect("reads"), want);
}

#[tokio::test]
async fn health_that_stays_is_of_the_newest_day_without_being_written() {
    let Some(store) = fresh().await else { return };
    let ids = accounts(&store.state, &["A", "B"]).await;
    let rows = [health(ids[0], 1), health(ids[1], 3)];
    write(&store.state, async |tx| tx.replace_health("m", 1, &rows).await).await;
    let changed = CurrentHealth { day: Day(20_702), ..health(ids[1], 0) };
    write(&store.state, async |tx| {
        tx.put_health("m", 1, std::slice::from_ref(&changed)).await?;
        tx.put_health_day("m", 1, Day(20_701)).await
    })
    .await;
    let want = [CurrentHealth { day: Day(20_701), ..rows[0].clone() }, changed];
    assert_eq!(store.state.health_all("m", 1).await.expect("reads"), want);
    for row in &want {
        assert_eq!(store.state.health_of("m", 1, row.account).await.expect("reads").as_ref(), Some(row));
    }
    write(&store.state, async |tx| tx.replace_health("m", 1, &rows).await).await;
    assert_eq!(store.state.health_all("m", 1).await.expect("reads"), rows, "what is written anew says its own day");
}

#[tokio::test]
async fn transitions_of_accounts_are_found_each_from_its_day_on() {
    let Some(store) = fresh().await else { return };
    let ids = accounts(&store.state, &["A", "B", "C"]).await;
    let row = |account, day, from, to| TransitionRow { account, day: Day(day), from, to, moved: "{}".into() };
    let rows =
        [row(ids[0], 10, None, 1), row(ids[0], 20, Some(1), 2), row(ids[1], 15, Some(3), 0), row(ids[2], 30, None, 1)];
    write(&store.state, async |tx| tx.replace_transitions("m", 1, &rows).await).await;
    write(&store.state, async |tx| tx.replace_transitions("m", 2, &rows).await).await;
    let from = [(ids[1], Day(15)), (ids[0], Day(11)), (ids[2], Day(31))];
    let found = store.state.moves_from("m", 1, &from).await.expect("reads");
    assert_eq!(found, [(ids[0], Day(20), Some(1)), (ids[1], Day(15), Some(3))]);
    assert_eq!(store.state.moves_from("m", 1, &[]).await.expect("reads"), []);
}

#[tokio::test]
async fn metrics_without_a_number_are_not_there() {
    let Some(store) = fresh().await else { return };
    let accounts = accounts(&store.state, &["A", "B"]).await;
    let row = |account, values: &[(&str, f64)]| MetricsNow {
        account,
        values: values.iter().map(|(metric, value)| ((*metric).to_owned(), *value)).collect(),
    };
    let ids = ["logins", "nps"].map(str::to_owned);
    let rows = NewMetrics { ids: &ids, accounts: &accounts, values: &[3.0, f64::NAN, 0.0, f64::INFINITY] };
    write(&store.state, async |tx| tx.replace_metrics(rows).await).await;
    let (first, second) = (row(accounts[0], &[("logins", 3.0)]), row(accounts[1], &[("logins", 0.0)]));
    assert_eq!(store.state.metrics_all().await.expect("reads"), [first, second.clone()]);
    // By other definitions, whose metrics have other places.
    let other = ["nps", "tickets", "logins"].map(str::to_owned);
    let twice = NewMetrics {
        ids: &other,
        accounts: &[accounts[0], accounts[0]],
        values: &[8.0, f64::NAN, f64::NAN, 9.0, 1.5, f64::NAN],
    };
    write(&store.state, async |tx| tx.put_metrics(twice).await).await;
    let first = row(accounts[0], &[("nps", 9.0), ("tickets", 1.5)]);
    assert_eq!(store.state.metrics_all().await.expect("reads"), [first, second.clone()]);
    assert_eq!(store.state.metrics_of(Some(&accounts[1..])).await.expect("reads"), std::slice::from_ref(&second));
    let rest = NewMetrics { ids: &ids, accounts: &accounts[1..], values: &[0.0, f64::NAN] };
    write(&store.state, async |tx| tx.replace_metrics(rest).await).await;
    assert_eq!(store.state.metrics_all().await.expect("reads"), [second]);
}

#[tokio::test]
async fn how_far_history_is_computed_is_kept() {
    let Some(store) = fresh().await else { return };
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
    #![proptest_config(ProptestConfig::with_cases(CASES))]

    #[test]
    fn metrics_keep_every_bit(
        values in prop::collection::vec(any::<f64>().prop_filter("finite", |value| value.is_finite()), 1..400),
    ) {
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build();
        runtime.expect("a runtime").block_on(async {
            let Some(store) = fresh().await else { return };
            let accounts = accounts(&store.state, &["A"]).await;
            let ids: Vec<String> = (0..values.len()).map(|n| format!("m{n:05}")).collect();
            let row = NewMetrics { ids: &ids, accounts: &accounts, values: &values };
            write(&store.state, async |tx| tx.replace_metrics(row).await).await;
            let found = store.state.metrics_all().await.expect("reads");
            let bits = |values: Vec<f64>| values.into_iter().map(f64::to_bits).collect::<Vec<_>>();
            assert_eq!(bits(found[0].values.values().copied().collect()), bits(values));
        });
    }
}

//! Signals.

use crate::support::{accounts, at, fresh, write};
use banso_kernel::{AccountId, Day};
use banso_state::SignalRow;

fn signal(account: AccountId, signal: &str, day: i32) -> SignalRow {
    SignalRow {
        id: 0,
        account,
        signal: signal.into(),
        severity: "high".into(),
        raised_on: Day(day),
        raised_at: at(i64::from(day)),
        true_on: Day(day),
        cleared_on: None,
        cleared_at: None,
        cause: r#"{"metric.days_since_touch":31}"#.into(),
    }
}

fn without_ids(mut rows: Vec<SignalRow>) -> Vec<SignalRow> {
    rows.iter_mut().for_each(|row| row.id = 0);
    rows
}

#[tokio::test]
async fn a_signal_is_open_once_until_it_clears_and_may_then_be_raised_again() {
    let Some(store) = fresh().await else { return };
    let ids = accounts(&store.state, &["A", "B"]).await;
    let first = [signal(ids[0], "no_touch", 100), signal(ids[0], "silent", 100), signal(ids[1], "no_touch", 101)];
    let again = [signal(ids[0], "no_touch", 102)];
    assert_eq!(write(&store.state, async |tx| tx.raise_signals(&first).await).await, 3);
    assert_eq!(write(&store.state, async |tx| tx.raise_signals(&again).await).await, 0);
    assert_eq!(without_ids(store.state.open_signals(None).await.expect("reads")), first);
    let gone = [(ids[0], "no_touch".to_owned()), (ids[1], "silent".to_owned())];
    let clear = async |day| write(&store.state, async |tx| tx.clear_signals(&gone, Day(day), at(103)).await).await;
    assert_eq!(clear(103).await, 1, "only what is open");
    assert_eq!(clear(104).await, 0);
    assert_eq!(write(&store.state, async |tx| tx.raise_signals(&again).await).await, 1);
    let found = without_ids(store.state.signals_of(ids[0], 9).await.expect("reads"));
    let cleared = SignalRow { cleared_on: Some(Day(103)), cleared_at: Some(at(103)), ..first[0].clone() };
    assert_eq!(found, [again[0].clone(), first[1].clone(), cleared]);
    let open = without_ids(store.state.open_signals(Some(&ids[1..])).await.expect("reads"));
    assert_eq!(open, [first[2].clone()]);
    let raised = without_ids(store.state.signals_raised(Day(101), Day(102)).await.expect("reads"));
    assert_eq!(raised, [again[0].clone(), first[2].clone()]);
}

#[tokio::test]
async fn the_last_day_on_which_a_signal_held_only_moves_on() {
    let Some(store) = fresh().await else { return };
    let ids = accounts(&store.state, &["A"]).await;
    let given = [signal(ids[0], "no_touch", 100), signal(ids[0], "silent", 100)];
    write(&store.state, async |tx| tx.raise_signals(&given).await).await;
    for day in [105, 103] {
        let held = [(ids[0], "no_touch".to_owned(), Day(day))];
        write(&store.state, async |tx| tx.hold_signals(&held).await).await;
    }
    let found = store.state.open_signals(None).await.expect("reads");
    assert_eq!(found.iter().map(|row| row.true_on).collect::<Vec<_>>(), [Day(105), Day(100)]);
}

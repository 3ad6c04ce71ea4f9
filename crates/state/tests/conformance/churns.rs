//! Churns, and days on which the company is closed.

use crate::support::{accounts, at, fresh, write};
use banso_kernel::{AccountId, Day, MemberId};
use banso_state::{Churn, ClosedDay};

pub fn churn(account: AccountId, day: i32) -> Churn {
    Churn {
        id: 0,
        account,
        churned_on: Day(day),
        contracts: r#"["C-1"]"#.into(),
        reason: "price".into(),
        avoidable: Some(true),
        preventable_by: "sales".into(),
        competitor: "他社".into(),
        note: "稟議が通らなかった".into(),
        lesson: String::new(),
        recorded_at: at(1),
        recorded_by: Some(MemberId(3)),
        withdrawn_at: None,
    }
}

#[tokio::test]
async fn a_churn_is_recorded_changed_and_taken_back() {
    let Some(store) = fresh().await else { return };
    let ids = accounts(&store.state, &["A", "B"]).await;
    let mut given = [churn(ids[0], 100), churn(ids[1], 101)];
    for churn in &mut given {
        churn.id = write(&store.state, async |tx| tx.record_churn(churn).await).await;
    }
    assert_eq!(store.state.churns(Day(100), Day(101)).await.expect("reads"), [given[1].clone(), given[0].clone()]);
    assert_eq!(store.state.churns(Day(101), Day(999)).await.expect("reads"), [given[1].clone()]);
    (given[0].lesson, given[0].avoidable, given[0].churned_on) = ("早めに聞く".into(), None, Day(98));
    assert!(write(&store.state, async |tx| tx.change_churn(&given[0]).await).await);
    assert_eq!(store.state.churn(given[0].id).await.expect("reads"), Some(given[0].clone()));
    assert_eq!(store.state.churned_accounts().await.expect("reads"), [(ids[0], Day(98)), (ids[1], Day(101))]);
    let withdraw = async || write(&store.state, async |tx| tx.withdraw_churn(given[0].id, at(5)).await).await;
    assert_eq!((withdraw().await, withdraw().await), (true, false));
    assert!(!write(&store.state, async |tx| tx.change_churn(&given[0]).await).await, "it was taken back");
    assert_eq!(store.state.churned_accounts().await.expect("reads"), [(ids[1], Day(101))]);
    assert_eq!(store.state.churns(Day(0), Day(999)).await.expect("reads"), [given[1].clone()]);
    let of = store.state.churns_of(ids[0]).await.expect("reads");
    assert_eq!(of, [Churn { withdrawn_at: Some(at(5)), ..given[0].clone() }], "history stays");
}

#[tokio::test]
async fn closed_days_are_kept_by_day() {
    let Some(store) = fresh().await else { return };
    let closed = |day, name: &str| ClosedDay { day: Day(day), name: name.into() };
    let given = [closed(21_000, "夏季休業"), closed(20_999, "創立記念日"), closed(21_000, "夏休み")];
    write(&store.state, async |tx| tx.put_closed_days(&given).await).await;
    assert_eq!(store.state.closed_days().await.expect("reads"), [given[1].clone(), given[2].clone()]);
    let remove = async || write(&store.state, async |tx| tx.remove_closed_day(Day(20_999)).await).await;
    assert_eq!((remove().await, remove().await), (true, false));
    assert_eq!(store.state.closed_days().await.expect("reads"), [given[2].clone()]);
}

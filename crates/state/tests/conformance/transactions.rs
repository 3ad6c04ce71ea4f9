//! Transactions: all or nothing, one writer, readers see what is committed.

use crate::support::{account, accounts, at, change, fact, fresh, write};

#[tokio::test]
async fn a_transaction_that_is_not_committed_did_not_happen() {
    let Some(store) = fresh().await else { return };
    let ids = accounts(&store.state, &["A"]).await;
    let mut tx = store.state.begin().await.expect("begins");
    tx.accept_facts(&[fact(1, ids[0])]).await.expect("writes");
    tx.put_setting("zone", "x", at(0)).await.expect("writes");
    assert_eq!(tx.setting("zone").await.expect("reads").as_deref(), Some("x"), "it sees its own writes");
    assert_eq!(store.state.setting("zone").await.expect("reads"), None, "nobody else does");
    drop(tx);
    assert_eq!(store.state.facts_count().await.expect("reads"), 0);
    let mut tx = store.state.begin().await.expect("the writer is free again");
    tx.put_setting("zone", "y", at(0)).await.expect("writes");
    tx.rollback().await.expect("rolls back");
    assert_eq!(store.state.setting("zone").await.expect("reads"), None);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn many_writers_wait_for_each_other_and_nothing_is_lost() {
    let Some(store) = fresh().await else { return };
    let ids = accounts(&store.state, &["A"]).await;
    let tasks = (0..20).map(|n| {
        let (state, id) = (store.state.clone(), ids[0]);
        tokio::spawn(async move {
            for step in 0..5 {
                let facts: Vec<_> = (0..20).map(|m| fact(n * 50 + step * 10 + m, id)).collect();
                let mut tx = state.begin().await.expect("begins");
                tx.accept_facts(&facts).await.expect("writes");
                tx.commit().await.expect("commits");
                state.facts_count().await.expect("reads");
            }
        })
    });
    futures::future::join_all(tasks).await.into_iter().for_each(|task| task.expect("no panic"));
    // The ranges of neighbours overlap by ten: 20 × 50 + 10 different facts.
    assert_eq!(store.state.facts_count().await.expect("counts"), 1_010);
    assert_eq!(store.state.inbox_count_after(0).await.expect("counts"), 1_010);
}

#[tokio::test]
async fn one_transaction_spans_areas() {
    let Some(store) = fresh().await else { return };
    write(&store.state, async |tx| {
        let (_, ids) = tx.put_accounts(&[account("A", "A")], &change(0)).await?;
        tx.accept_facts(&[fact(1, ids[0])]).await?;
        tx.queue_job("rebuild", "{}", None, at(0)).await
    })
    .await;
    assert_eq!(store.state.facts_count().await.expect("reads"), 1);
    assert_eq!(store.state.jobs(1).await.expect("reads").len(), 1);
}

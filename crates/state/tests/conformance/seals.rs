//! Batches and leases: the state's half of sealing exactly once.

use crate::support::{accounts, at, fact, fresh, write};
use banso_domain::facts::Fact;
use banso_state::{Lease, Seal, State, StateError};

async fn lease(state: &State, holder: &str, now: i64, until: i64) -> Option<Lease> {
    write(state, async |tx| tx.take_lease("sealer", holder, at(now), at(until)).await).await
}

async fn open(state: &State, lease: &Lease, most: i64) -> Option<Seal> {
    let (seal, _) = state.next_seal(most, at(5)).await.expect("reads")?;
    write(state, async |tx| tx.open_seal(lease, &seal).await).await;
    Some(seal)
}

#[tokio::test]
async fn batches_are_dense_fixed_and_hold_each_fact_once() {
    let Some(store) = fresh().await else { return };
    let ids = accounts(&store.state, &["A"]).await;
    let facts: Vec<Fact> = (0..25).map(|n| fact(n, ids[0])).collect();
    write(&store.state, async |tx| tx.accept_facts(&facts).await).await;
    let mine = lease(&store.state, "me", 0, 60).await.expect("free");
    let mut brought = Vec::new();
    for k in 1..100 {
        let Some(seal) = open(&store.state, &mine, 10).await else { break };
        assert_eq!(seal.k, k);
        // More arrives, the program stops and asks again: the batch stays as it was fixed.
        write(&store.state, async |tx| tx.accept_facts(&[fact(100 + k as u64 % 2, ids[0])]).await).await;
        assert_eq!(open(&store.state, &mine, 1_000).await.as_ref(), Some(&seal));
        brought.extend(store.state.seal_facts(&seal).await.expect("whole"));
        write(&store.state, async |tx| tx.finish_seal(&mine, seal.k, k + 1, at(9)).await).await;
        assert_eq!(store.state.sealed_place(k).await.expect("known"), seal.hi);
    }
    assert_eq!(brought.len(), 27);
    assert_eq!(brought[..25], facts[..]);
    let seals = store.state.seals_from(1).await.expect("reads");
    assert!(seals.iter().all(|seal| seal.done && seal.lake_version == Some(seal.k + 1)));
    assert!(matches!(store.state.sealed_place(99).await, Err(StateError::Missing(_))));
    assert_eq!(store.state.sealed_place(0).await.expect("known"), 0);
}

#[tokio::test]
async fn a_lease_is_held_by_one_and_the_old_holder_writes_nothing() {
    let Some(store) = fresh().await else { return };
    let ids = accounts(&store.state, &["A"]).await;
    write(&store.state, async |tx| tx.accept_facts(&[fact(1, ids[0])]).await).await;
    let free = async || write(&store.state, async |tx| tx.lease_is_free("sealer").await).await;
    assert!(free().await, "never taken");
    let mine = lease(&store.state, "me", 0, 10).await.expect("free");
    assert_eq!(lease(&store.state, "you", 5, 15).await, None);
    assert!(!free().await, "taken, also when its time has passed");
    let longer = lease(&store.state, "me", 5, 20).await.expect("prolonged");
    assert_eq!(longer, mine);
    let seal = open(&store.state, &mine, 10).await.expect("a batch");
    let yours = lease(&store.state, "you", 21, 40).await.expect("mine ran out");
    assert!(yours.fencing > mine.fencing);
    let mut tx = store.state.begin().await.expect("begins");
    assert!(matches!(tx.open_seal(&mine, &seal).await, Err(StateError::OutOfTurn(_))));
    assert!(matches!(tx.finish_seal(&mine, seal.k, 1, at(22)).await, Err(StateError::OutOfTurn(_))));
    drop(tx);
    assert_eq!(open(&store.state, &yours, 10).await, Some(seal.clone()), "the new holder takes the batch over");
    write(&store.state, async |tx| tx.finish_seal(&yours, seal.k, 1, at(23)).await).await;
    let mut tx = store.state.begin().await.expect("begins");
    assert!(tx.finish_seal(&yours, seal.k, 1, at(24)).await.is_err(), "a batch is finished once");
    drop(tx);
    write(&store.state, async |tx| tx.give_lease_back(&yours).await).await;
    assert!(free().await);
    assert!(lease(&store.state, "me", 24, 40).await.is_some(), "given back, it is free before its time");
}

#[tokio::test]
async fn rows_leave_the_inbox_only_after_their_grace() {
    let Some(store) = fresh().await else { return };
    let ids = accounts(&store.state, &["A"]).await;
    write(&store.state, async |tx| tx.accept_facts(&[fact(1, ids[0]), fact(2, ids[0])]).await).await;
    let mine = lease(&store.state, "me", 0, 600).await.expect("free");
    let seal = open(&store.state, &mine, 10).await.expect("a batch");
    write(&store.state, async |tx| tx.accept_facts(&[fact(3, ids[0])]).await).await;
    let clear = async |before: i64| {
        write(&store.state, async |tx| tx.mark_cleared(at(before), at(99)).await).await;
        let mut all = 0;
        loop {
            // One row at a time: a crash in between leaves what the next time takes.
            match write(&store.state, async |tx| tx.clear_sealed(1).await).await {
                0 => return all,
                gone => all += gone,
            }
        }
    };
    assert_eq!(clear(1_000).await, 0, "the lake does not have them yet");
    write(&store.state, async |tx| tx.finish_seal(&mine, seal.k, 1, at(20)).await).await;
    assert_eq!(clear(20).await, 0, "still in grace");
    assert_eq!(clear(21).await, 2);
    assert_eq!(clear(21).await, 0);
    assert_eq!(store.state.inbox_after(0, 10).await.expect("reads").len(), 1);
    assert_eq!(store.state.facts_count().await.expect("counts"), 3, "taken is taken, wherever it is now");
    let again = write(&store.state, async |tx| tx.accept_facts(&[fact(1, ids[0])]).await).await;
    assert_eq!(again.already, 1, "its id is known for ever");
    let next = open(&store.state, &mine, 10).await.expect("the third fact");
    assert_eq!((next.k, next.facts), (2, 1));
    let gone = store.state.seal_facts(&seal).await.expect_err("its rows are gone");
    assert!(matches!(gone, StateError::Damaged { .. }));
}

#[tokio::test]
async fn a_batch_is_read_while_somebody_writes() {
    let Some(store) = fresh().await else { return };
    let ids = accounts(&store.state, &["A"]).await;
    let facts: Vec<Fact> = (0..25).map(|n| fact(n, ids[0])).collect();
    write(&store.state, async |tx| tx.accept_facts(&facts).await).await;
    let writing = store.state.begin().await.expect("begins");
    let reading = tokio::time::timeout(std::time::Duration::from_secs(5), store.state.next_seal(10, at(5)));
    let (seal, batch) = reading.await.expect("nobody waits for the writer").expect("reads").expect("a batch");
    writing.rollback().await.expect("ends");
    assert_eq!((seal.k, seal.facts, &batch[..]), (1, 10, &facts[..10]));
}

#[tokio::test]
async fn a_batch_that_was_read_before_another_came_first_is_refused() {
    let Some(store) = fresh().await else { return };
    let ids = accounts(&store.state, &["A"]).await;
    write(&store.state, async |tx| tx.accept_facts(&[fact(1, ids[0]), fact(2, ids[0])]).await).await;
    let (mine, _) = store.state.next_seal(1, at(5)).await.expect("reads").expect("a batch");
    let yours = lease(&store.state, "you", 0, 60).await.expect("free");
    let sealed = open(&store.state, &yours, 2).await.expect("a batch");
    let refused = async || {
        let mut tx = store.state.begin().await.expect("begins");
        matches!(tx.open_seal(&yours, &mine).await, Err(StateError::OutOfTurn(_)))
    };
    assert!(refused().await, "another batch is open");
    write(&store.state, async |tx| tx.finish_seal(&yours, sealed.k, 1, at(9)).await).await;
    assert!(refused().await, "another batch is done");
}

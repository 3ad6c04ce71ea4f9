//! Places in the inbox: whoever has seen one never sees an earlier one come, however many processes write.

use crate::support::{accounts, fact, fresh, write};
use banso_state::State;
use std::time::Duration;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_came_later_is_not_seen_before_who_came_first() {
    let Some(store) = fresh().await else { return };
    let ids = accounts(&store.state, &["A"]).await;
    let (other, account) = (store.again().await, ids[0]);
    let mut first = store.state.begin().await.expect("begins");
    first.accept_facts(&[fact(1, account)]).await.expect("writes");
    let second = tokio::spawn(async move {
        write(&other, async |tx| tx.accept_facts(&[fact(2, account)]).await).await;
    });
    // Long enough for the other one to come first, were it allowed to.
    tokio::time::sleep(Duration::from_millis(500)).await;
    assert_eq!(store.state.inbox_after(0, 10).await.expect("reads"), vec![]);
    assert_eq!(
        store.state.inbox_last().await.expect("reads"),
        0,
        "the last place is not told before its fact is there"
    );
    first.commit().await.expect("commits");
    second.await.expect("no panic");
    let found = store.state.inbox_after(0, 10).await.expect("reads");
    assert_eq!(found.iter().map(|row| row.fact.id).collect::<Vec<_>>(), [fact(1, account).id, fact(2, account).id]);
    assert_eq!(store.state.inbox_last().await.expect("reads"), found[1].seq);
}

/// Everything that comes, each time looking only behind what was seen before, until `most` were seen.
async fn follow(state: State, most: usize) -> Vec<i64> {
    let mut seen: Vec<i64> = Vec::new();
    while seen.len() < most {
        let after = seen.last().copied().unwrap_or(0);
        let told = state.inbox_last().await.expect("reads");
        let rows = state.inbox_after(after, i64::MAX).await.expect("reads");
        seen.extend(rows.iter().map(|row| row.seq));
        assert!(seen.last().copied().unwrap_or(0) >= told, "what was told is there");
    }
    seen
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_follows_the_inbox_misses_nothing_while_several_processes_write() {
    const WRITERS: u64 = 4;
    const EACH: u64 = 60;
    let Some(store) = fresh().await else { return };
    let ids = accounts(&store.state, &["A"]).await;
    let follower = tokio::spawn(follow(store.again().await, (WRITERS * EACH) as usize));
    let mut writers = Vec::new();
    for writer in 0..WRITERS {
        let (state, account) = (store.again().await, ids[0]);
        writers.push(tokio::spawn(async move {
            for n in 0..EACH {
                write(&state, async |tx| tx.accept_facts(&[fact(writer * EACH + n, account)]).await).await;
            }
        }));
    }
    for writer in writers {
        writer.await.expect("no panic");
    }
    let seen = tokio::time::timeout(Duration::from_secs(30), follower).await.expect("sees all").expect("no panic");
    let all: Vec<i64> = store.state.inbox_after(0, i64::MAX).await.expect("reads").iter().map(|row| row.seq).collect();
    assert_eq!(seen, all);
}

//! Who is let in while a commit is under way, counted.

use super::Shut;
use crate::App;
use crate::ingest::{Call, Gate, SourceTerms, read};
use crate::tests::app;
use std::sync::Arc;

/// Events of a request.
const EVENTS: usize = 100;

async fn send(app: &Arc<App>, gate: &Arc<Gate>, number: usize) -> Result<(), Shut> {
    let event = |n: usize| {
        format!(
            r#"{{"type":"track","messageId":"m{number}-{n}","event":"login","context":{{"groupId":"a"}},"userId":"u"}}"#
        )
    };
    let events: Vec<String> = (0..EVENTS).map(event).collect();
    let body = format!("{{\"batch\":[{}]}}", events.join(","));
    let room = app.room(body.len())?;
    let delivery = read(Call::Batch, body.as_bytes(), app.clock.now()).expect("reads");
    app.ingest(Arc::clone(gate), delivery.events, app.clock.now(), room).await
}

#[tokio::test(flavor = "multi_thread")]
async fn while_a_commit_stands_so_many_wait_as_the_pace_allows_and_the_others_are_told_to_come_again() {
    let (_folder, app) = app().await;
    let app = Arc::new(app);
    let terms = SourceTerms { browser: false, makes_accounts: true, per_minute: None };
    let (_, key) = app.make_source("one", terms, None).await.expect("a source");
    let gate = app.gate(&key).await.expect("reads").expect("a gate");
    // Ten events a millisecond: a thousand may wait.
    (0..60).for_each(|_| app.ingest.pace.note(1_000, 100_000));
    let stands = app.ingest.names.lock().await;
    let mut sent: Vec<_> = Vec::new();
    for number in 0..30 {
        let (app, gate) = (Arc::clone(&app), Arc::clone(&gate));
        sent.push(tokio::spawn(async move { send(&app, &gate, number).await }));
    }
    // Those that are turned away are done; the others are in the queue.
    while sent.iter().filter(|one| one.is_finished()).count() + app.queue().events / EVENTS < sent.len() {
        tokio::task::yield_now().await;
    }
    let waiting = app.queue().events / EVENTS;
    assert!((10..=11).contains(&waiting), "a thousand events, and the request that reaches them: {waiting}");
    assert!(matches!(app.room(1), Err(Shut::Busy(1))), "nobody else need be read");
    drop(stands);
    let (mut taken, mut busy) = (0, 0);
    for one in sent {
        match one.await.expect("no panic") {
            Ok(()) => taken += 1,
            Err(Shut::Busy(1)) => busy += 1,
            Err(other) => panic!("{other:?}"),
        }
    }
    assert_eq!((taken, busy), (waiting, 30 - waiting));
    assert_eq!(app.queue().events, 0, "the door is open again");
    send(&app, &gate, 99).await.expect("taken");
    assert_eq!(app.state.inbox_last().await.expect("reads"), (EVENTS * (taken + 1)) as i64, "what was taken is there");
}

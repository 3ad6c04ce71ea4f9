//! What ingestion keeps beside facts: sources and their keys, who is who, events that wait, counts.

use crate::support::{accounts, at, change, fact, fresh, person, write};
use banso_kernel::{Day, PersonId};
use banso_state::{SourceTerms, WaitingEvent};

#[tokio::test]
async fn sources_come_back_with_their_keys() {
    let Some(store) = fresh().await else { return };
    let terms = SourceTerms { browser: true, makes_accounts: false, per_minute: Some(600) };
    let id = write(&store.state, async |tx| tx.add_source("web", terms, at(1), None).await).await;
    let key = write(&store.state, async |tx| tx.add_write_key(id, &[7; 32], "beef", at(2), None).await).await;
    assert!(write(&store.state, async |tx| tx.revoke_write_key(key, at(3)).await).await);
    assert!(!write(&store.state, async |tx| tx.revoke_write_key(key, at(4)).await).await, "only once");
    let unlimited = SourceTerms { per_minute: None, ..terms };
    assert!(write(&store.state, async |tx| tx.set_source_terms(id, unlimited).await).await);
    let found = store.state.sources().await.expect("reads");
    assert_eq!((found.len(), found[0].name.as_str(), found[0].terms), (1, "web", unlimited));
    assert_eq!((found[0].keys[0].hash.as_slice(), found[0].keys[0].revoked_at), (&[7; 32][..], Some(at(3))));
    let mut tx = store.state.begin().await.expect("begins");
    assert!(tx.add_source("web", terms, at(5), None).await.expect_err("taken").is_duplicate());
}

#[tokio::test]
async fn users_are_where_they_were_said_to_be_last_else_where_such_a_person_is() {
    let Some(store) = fresh().await else { return };
    let ids = accounts(&store.state, &["A", "B"]).await;
    let people = [person(1, ids[0], "only"), person(2, ids[0], "both"), person(3, ids[1], "both")];
    write(&store.state, async |tx| tx.put_people(&people, &change(1)).await).await;
    let found = write(&store.state, async |tx| {
        tx.tie_users(&[("u", ids[0]), ("u", ids[1])], at(1)).await?;
        tx.accounts_of_users(&["u", "only", "both", "nobody"]).await
    })
    .await;
    assert_eq!((found.len(), found["u"], found["only"]), (2, ids[1], ids[0]));
    let known = write(&store.state, async |tx| {
        tx.put_aliases(&[("x", "u1"), ("x", "u2"), ("y", "u3")]).await?;
        tx.users_of_anonymous(&["x", "z"]).await
    })
    .await;
    assert_eq!((known.len(), known["x"].as_str()), (1, "u2"));
}

#[tokio::test]
async fn events_wait_in_order_under_their_users_name_until_they_are_taken_or_given_up() {
    let Some(store) = fresh().await else { return };
    let account = accounts(&store.state, &["A"]).await[0];
    let source = write(&store.state, async |tx| tx.add_source("web", SourceTerms::default(), at(0), None).await).await;
    let event = |n: u64, user: &str| WaitingEvent {
        seq: 0,
        id: fact(n, account).id,
        source,
        user: user.into(),
        body: format!("{{\"n\":{n}}}"),
        content: -(n as i64),
        received_at: at(n as i64),
    };
    let events = [event(3, "u"), event(1, "v"), event(2, "u"), event(3, "u")];
    write(&store.state, async |tx| tx.keep_waiting(&events).await).await;
    assert_eq!(store.state.waiting_count().await.expect("counts"), 3, "the same one waits once");
    let waiting = write(&store.state, async |tx| {
        tx.wait_under(&[("v".to_owned(), "u".to_owned())]).await?;
        tx.waiting_of(&["u"], 9).await
    })
    .await;
    let plain = |event: &WaitingEvent| (event.id, event.body.clone(), event.content, event.received_at);
    assert_eq!(waiting.iter().map(plain).collect::<Vec<_>>(), events[..3].iter().map(plain).collect::<Vec<_>>());
    let gone = write(&store.state, async |tx| {
        tx.wait_no_longer(&[waiting[0].seq]).await?;
        tx.give_up_waiting(at(2), 9).await
    })
    .await;
    assert_eq!((gone.len(), gone[&source]), (1, 1), "event 1");
    assert_eq!(store.state.waiting_count().await.expect("counts"), 1);
}

#[tokio::test]
async fn counts_add_up_and_the_last_value_of_a_trait_counts() {
    let Some(store) = fresh().await else { return };
    let account = accounts(&store.state, &["A"]).await[0];
    let source = write(&store.state, async |tx| tx.add_source("web", SourceTerms::default(), at(0), None).await).await;
    for _ in 0..2 {
        let counts = [(source, "new", 2), (source, "new", 3), (source, "already", 1)];
        write(&store.state, async |tx| tx.count_ingest(Day(20_000), &counts).await).await;
    }
    let found = store.state.ingest_counts(Day(20_000)).await.expect("reads");
    let found: Vec<_> = found.iter().map(|count| (count.outcome.as_str(), count.events)).collect();
    assert_eq!(found, [("already", 2), ("new", 10)]);
    assert_eq!(store.state.ingest_counts(Day(20_001)).await.expect("reads"), vec![]);
    let trait_of = |value: &str| (PersonId(1), "plan".to_owned(), value.to_owned());
    write(&store.state, async |tx| {
        tx.put_people(&[person(1, account, "p")], &change(1)).await?;
        tx.put_traits(&[trait_of("a"), trait_of("b")], &change(2)).await?;
        tx.put_traits(&[trait_of("b")], &change(3)).await
    })
    .await;
    let traits = store.state.traits_of(PersonId(1)).await.expect("reads");
    assert_eq!(traits.into_iter().collect::<Vec<_>>(), [("plan".to_owned(), "b".to_owned())]);
    assert!(store.state.traits_of(PersonId(2)).await.expect("reads").is_empty());
    let edits = store.state.person_edits(PersonId(1)).await.expect("reads");
    let edits: Vec<_> = edits.iter().map(|edit| (edit.field.as_str(), edit.after.as_deref())).collect();
    assert_eq!(edits, [("trait.plan", Some("b")), ("trait.plan", Some("a"))]);
}

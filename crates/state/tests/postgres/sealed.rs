//! What is personal is sealed: with the keys of this database and no other, known to all nodes, gone when it is destroyed.

use crate::store::{empty, fresh};
use crate::support::{accounts, at, change, fact, person, write};
use banso_kernel::PersonId;
use banso_state::{KeysProblem, SourceTerms, State, StateError, WaitingEvent};

#[tokio::test]
async fn a_database_is_opened_with_its_own_keys_only() {
    let Some((one, other)) = empty().zip(empty()) else { return };
    for database in [&one, &other] {
        let state = database.open().await.expect("opens");
        let account = accounts(&state, &["A"]).await[0];
        write(&state, async |tx| tx.put_people(&[person(1, account, "p")], &change(1)).await).await;
        state.close().await;
    }
    std::fs::copy(other.keys(), one.keys()).expect("copied");
    let refused = one.open().await.expect_err("other keys");
    assert!(matches!(refused, StateError::Keys { problem: KeysProblem::Other, .. }), "{refused}");
    std::fs::remove_file(one.keys()).expect("deleted");
    let refused = one.open().await.expect_err("no keys");
    assert!(matches!(refused, StateError::Keys { problem: KeysProblem::Missing, .. }), "{refused}");
    assert!(!one.keys().exists(), "nobody makes others");
}

#[tokio::test]
async fn a_database_with_persons_from_before_is_refused_and_a_look_alone_makes_no_keys() {
    let Some(database) = empty() else { return };
    State::open(database.database()).await.expect("looks").close().await;
    assert!(!database.keys().exists());
    let mut raw = database.raw().await;
    let before = "insert into account (key, name, kana, domain, corporate_number, industry, country, plan, phase, memo,
        attributes, name_key, search_key, collation_key, created_at, changed_at)
        values ('A', '', '', '', '', '', '', '', '', '', '{}', '', '', '', 0, 0);
        insert into user_account (user_key, account, tied_at) select 'taro', id, 0 from account";
    sqlx::raw_sql(before).execute(&mut raw).await.expect("written");
    let refused = database.open().await.expect_err("in plain letters");
    assert!(matches!(refused, StateError::Unsealed), "{refused}");
}

#[tokio::test]
async fn two_nodes_write_in_turn_and_read_what_the_other_wrote() {
    let Some(store) = fresh().await else { return };
    let (one, two) = (&store.state, store.again().await);
    let account = accounts(one, &["A"]).await[0];
    for n in 1..=6 {
        let (writer, reader) = if n % 2 == 0 { (one, &two) } else { (&two, one) };
        let given = person(n, account, &format!("p{n}"));
        write(writer, async |tx| tx.put_people(std::slice::from_ref(&given), &change(n)).await).await;
        assert_eq!(reader.person(PersonId(n)).await.expect("reads"), Some(given.0));
    }
    // What one of them destroys is gone for the other.
    write(one, async |tx| tx.delete_person(account, PersonId(3), &[]).await).await;
    assert_eq!(write(one, async |tx| tx.destroy_keys()).await, 1);
    let mut tx = two.begin().await.expect("begins");
    let refused = tx.put_people(&[person(3, account, "p3")], &change(9)).await.expect_err("erased");
    assert!(matches!(refused, StateError::Erased), "{refused}");
    drop(tx);
    assert_eq!(two.people_all().await.expect("reads").len(), 5);
}

#[tokio::test]
async fn nothing_is_kept_of_somebody_whose_key_is_to_be_destroyed() {
    let Some(store) = fresh().await else { return };
    let account = accounts(&store.state, &["A"]).await[0];
    let mut facts = [fact(1, account), fact(2, account)];
    (facts[0].person, facts[1].person) = (Some(PersonId(1)), Some(PersonId(2)));
    write(&store.state, async |tx| {
        tx.put_people(&[person(1, account, "p1"), person(2, account, "p2")], &change(1)).await?;
        tx.delete_person(account, PersonId(1), &[]).await?;
        tx.accept_facts(&facts).await
    })
    .await;
    let left = store.state.inbox_after(0, 9).await.expect("reads");
    assert_eq!(left.into_iter().map(|row| row.fact).collect::<Vec<_>>(), facts[1..]);
}

/// Events share keys with others. Those stay readable when one goes, also after its key.
#[tokio::test]
async fn whoever_shares_a_key_with_an_erased_visitor_waits_on() {
    let Some(store) = fresh().await else { return };
    const EVENTS: u64 = 20_000;
    let account = accounts(&store.state, &["A"]).await[0];
    let event = |n: u64| WaitingEvent {
        seq: 0,
        id: fact(n, account).id,
        source: 1,
        user: format!("u:user{n}"),
        body: format!("{{\"n\":{n}}}"),
        content: 0,
        received_at: at(1),
    };
    let events: Vec<WaitingEvent> = (0..EVENTS).map(event).collect();
    let gone = write(&store.state, async |tx| {
        tx.add_source("web", SourceTerms::default(), at(0), None).await?;
        tx.keep_waiting(&events).await?;
        tx.forget_users(account, &["user7".to_owned()], &[]).await
    })
    .await;
    let destroyed = write(&store.state, async |tx| tx.destroy_keys()).await;
    assert_eq!((gone, destroyed), (1, 1));
    let names: Vec<&str> = events.iter().map(|event| event.user.as_str()).collect();
    let left = write(&store.state, async |tx| tx.waiting_of(&names, i64::MAX).await).await;
    assert_eq!(left.len() as u64, EVENTS - 1);
    assert!(left.iter().zip(events.iter().filter(|event| event.user != "u:user7")).all(|(a, b)| a.body == b.body));
}

#[tokio::test]
async fn the_database_knows_how_many_keys_there_must_be() {
    let Some(store) = fresh().await else { return };
    let account = accounts(&store.state, &["A"]).await[0];
    let people: Vec<_> = (1..=10).map(|n| person(n, account, &format!("p{n}"))).collect();
    write(&store.state, async |tx| tx.put_people(&people, &change(1)).await).await;
    assert_eq!(store.state.setting("keys.count").await.expect("reads").as_deref(), Some("10"));
    let all = std::fs::read(store.keys()).expect("reads");
    std::fs::write(store.keys(), &all[..all.len() - 64]).expect("written");
    let refused = store.try_again().await.expect_err("an older file");
    assert!(matches!(refused, StateError::Keys { problem: KeysProblem::Older, .. }), "{refused}");
}

#[tokio::test]
async fn a_transaction_that_is_not_committed_leaves_keys_that_nobody_misses() {
    let Some(store) = fresh().await else { return };
    let account = accounts(&store.state, &["A"]).await[0];
    for round in 0..3 {
        let mut tx = store.state.begin().await.expect("begins");
        let people: Vec<_> = (0..10).map(|n| person(round * 10 + n + 1, account, &format!("p{n}"))).collect();
        tx.put_people(&people, &change(1)).await.expect("writes");
        drop(tx);
    }
    let again = store.again().await;
    assert_eq!(again.people_all().await.expect("reads").len(), 0);
    write(&again, async |tx| tx.put_people(&[person(1, account, "p")], &change(1)).await).await;
    write(&again, async |tx| tx.put_setting("x", "y", at(1)).await).await;
    assert!(store.state.person(PersonId(1)).await.expect("reads").is_some());
}

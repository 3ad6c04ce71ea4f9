//! The server dies, statements fail: what was acknowledged stays, what was not is not there, and the store goes on.

use crate::support::{accounts, at, change, fact, fresh, write};
use banso_domain::accounts::Account;
use banso_kernel::AccountId;
use banso_state::{AccountKeys, Database, Definition, DefinitionKind, Event, State};
use banso_testbed::{Drawn, Postgres};
use std::sync::Arc;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_acknowledged_outlives_the_server_and_the_store_goes_on() {
    let server = match Postgres::start() {
        Ok(server) => server,
        Err(reason) => return println!("skipped: {reason}"),
    };
    let folder = tempfile::tempdir().expect("a folder");
    let database = Database::server(&server.database(), folder.path()).expect("an address");
    let state = State::open_to_write(database, Arc::new(Drawn::default())).await.expect("opens");
    let account = accounts(&state, &["A"]).await[0];
    let mut kept = 0;
    for round in 0..5 {
        for n in 0..20 {
            write(&state, async |tx| tx.accept_facts(&[fact(round * 100 + n, account)]).await).await;
            kept += 1;
        }
        let mut lost = state.begin().await.expect("begins");
        lost.accept_facts(&[fact(round * 100 + 50, account)]).await.expect("writes");
        server.kill();
        lost.commit().await.expect_err("the server is gone");
        server.resume();
        assert_eq!(state.facts_count().await.expect("reads again"), kept, "round {round}");
    }
    let again = write(&state, async |tx| tx.accept_facts(&[fact(0, account), fact(450, account)]).await).await;
    assert_eq!((again.already, again.new), (1, 1), "the one was kept, the other was not");
}

#[tokio::test]
async fn a_transaction_in_which_a_statement_failed_is_not_said_to_be_committed() {
    let Some(store) = fresh().await else { return };
    let ids = accounts(&store.state, &["A"]).await;
    let mut tx = store.state.begin().await.expect("begins");
    tx.put_setting("zone", "x", at(0)).await.expect("writes");
    tx.accept_facts(&[fact(1, ids[0]), fact(2, AccountId(404))]).await.expect_err("no such account");
    tx.commit().await.expect_err("undone");
    assert_eq!(store.state.setting("zone").await.expect("reads"), None);
    write(&store.state, async |tx| tx.put_setting("zone", "y", at(0)).await).await;
}

#[tokio::test]
async fn definitions_and_events_cannot_be_changed_even_by_hand() {
    let Some(store) = fresh().await else { return };
    let text = || "x".to_owned();
    write(&store.state, async |tx| {
        tx.put_definition(&Definition {
            kind: DefinitionKind::Metrics,
            id: text(),
            version: 0,
            body: text(),
            author: None,
            reason: text(),
            effective_on: banso_kernel::Day(0),
            created_at: at(0),
        })
        .await?;
        tx.log(&Event::new(at(0), None, "x", "x", "x", &serde_json::json!("x"))).await
    })
    .await;
    let mut raw = store.raw().await;
    for statement in [
        "update definition set body = 'b'",
        "delete from definition",
        "truncate definition",
        "update event set verb = 'y'",
    ] {
        sqlx::raw_sql(statement).execute(&mut raw).await.expect_err(statement);
    }
}

#[tokio::test]
async fn ids_are_never_given_twice() {
    let Some(store) = fresh().await else { return };
    let put = async |key: &str| {
        let draft = (Account::bare(key), AccountKeys::default());
        write(&store.state, async |tx| tx.put_accounts(&[draft], &change(0)).await).await.1[0]
    };
    let first = put("A").await;
    sqlx::raw_sql("delete from account").execute(&mut store.raw().await).await.expect("deletes");
    assert!(put("B").await > first);
}

//! Opening: by several nodes at once, and only where what is acknowledged is kept.

use crate::store::empty;
use banso_state::{Database, State, StateError};
use std::time::Duration;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nodes_that_begin_at_once_make_one_store() {
    let Some(database) = empty() else { return };
    let opened = futures::future::join_all((0..4).map(|_| database.open())).await;
    for state in opened {
        let state = state.expect("opens");
        assert_eq!(state.accounts_count().await.expect("counts"), 0);
        assert!(state.version().await.expect("reads").starts_with("PostgreSQL 1"));
        let sizes = state.sizes().await.expect("reads");
        assert!(sizes.database > 1 << 20 && sizes.log.is_none(), "{sizes:?}");
        assert_eq!(state.check_integrity().await.expect("checks"), None, "nothing is wrong, and not all was looked at");
        assert!(state.truncate_log().await.expect("nothing to do"));
        state.close().await;
    }
}

#[tokio::test]
async fn a_database_that_may_lose_what_it_acknowledged_is_refused() {
    let Some(database) = empty() else { return };
    let state = database.open().await.expect("opens");
    let mut raw = database.raw().await;
    let weaken =
        "do $$ begin execute format('alter database %I set synchronous_commit = off', current_database()); end $$";
    sqlx::raw_sql(weaken).execute(&mut raw).await.expect("weakened");
    let refused = database.open().await.expect_err("refused");
    assert!(
        matches!(&refused, StateError::Setting { name: "synchronous_commit", found, .. } if found == "off"),
        "{refused}"
    );
    drop(state);
}

#[tokio::test]
async fn a_server_that_is_not_there_is_told_at_once() {
    let nowhere = Database::server("postgres://banso:secret@127.0.0.1:1/cs", ".".as_ref()).expect("an address");
    let opened = tokio::time::timeout(Duration::from_secs(5), State::open(nowhere)).await.expect("at once");
    let error = opened.expect_err("nobody listens");
    assert!(!format!("{error} {error:?}").contains("secret"));
}

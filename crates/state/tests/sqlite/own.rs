//! What holds of SQLite alone: durability settings, refused edits, deleted bytes.

use banso_domain::accounts::Account;
use banso_kernel::{AccountId, Day, Micros};
use banso_state::{AccountKeys, Change, Definition, DefinitionKind, Event, State};
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{ConnectOptions, SqliteConnection};
use std::path::Path;

async fn raw(path: &Path) -> SqliteConnection {
    SqliteConnectOptions::new().filename(path).connect().await.expect("connects")
}

#[tokio::test]
async fn definitions_and_events_cannot_be_changed_even_by_hand() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("state.db");
    let state = State::open(&path).await.expect("opens");
    let mut tx = state.begin().await.expect("begins");
    let (author, body, id) = (None, "a = 1".into(), "m".into());
    let (reason, created_at, effective_on) = (String::new(), Micros(0), Day(0));
    let kind = DefinitionKind::Metrics;
    tx.put_definition(&Definition { kind, id, version: 0, body, author, reason, effective_on, created_at })
        .await
        .expect("writes");
    let event = Event::new(Micros(0), None, "x", "x", "x", &serde_json::json!("x"));
    tx.log(&event).await.expect("writes");
    tx.commit().await.expect("commits");
    let mut raw = raw(&path).await;
    for statement in ["update definition set body = 'b'", "delete from definition", "update event set verb = 'y'"] {
        sqlx::query(sqlx::AssertSqlSafe(statement)).execute(&mut raw).await.expect_err("refused");
    }
}

#[tokio::test]
async fn readers_cannot_write() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("state.db");
    let state = State::open(&path).await.expect("opens");
    assert!(state.version().await.expect("reads").starts_with("SQLite 3."));
    let mut reader = SqliteConnectOptions::new().filename(&path).read_only(true).connect().await.expect("connects");
    sqlx::query("delete from setting").execute(&mut reader).await.expect_err("read-only");
}

#[tokio::test]
async fn deleted_words_leave_no_byte_in_any_file() {
    const WORD: &str = "ひみつのことば-7f3a9c";
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("state.db");
    let state = State::open(&path).await.expect("opens");
    let mut tx = state.begin().await.expect("begins");
    for n in 0..200 {
        tx.put_setting(&format!("{WORD}-{n}"), WORD, Micros(0)).await.expect("writes");
    }
    tx.commit().await.expect("commits");
    let mut tx = state.begin().await.expect("begins");
    for n in 0..200 {
        tx.delete_setting(&format!("{WORD}-{n}")).await.expect("deletes");
    }
    tx.commit().await.expect("commits");
    assert!(state.truncate_log().await.expect("truncates"));
    for entry in std::fs::read_dir(folder.path()).expect("a folder") {
        let path = entry.expect("an entry").path();
        let bytes = std::fs::read(&path).expect("bytes");
        let found = bytes.windows(WORD.len()).any(|window| window == WORD.as_bytes());
        assert!(!found, "{} still holds it", path.display());
    }
}

#[tokio::test]
async fn ids_are_never_given_twice() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("state.db");
    let state = State::open(&path).await.expect("opens");
    let account = |key: &str| {
        let text = String::new;
        let account = Account {
            id: AccountId(0),
            key: key.into(),
            name: text(),
            kana: text(),
            domain: text(),
            corporate_number: text(),
            industry: text(),
            country: text(),
            plan: text(),
            phase: text(),
            signed_up_on: None,
            owner: None,
            memo: text(),
            attributes: Default::default(),
        };
        (account, AccountKeys::default())
    };
    let change = Change { at: Micros(0), by: None, cause: "test".into() };
    let put = async |key: &str| {
        let mut tx = state.begin().await.expect("begins");
        let ids = tx.put_accounts(&[account(key)], &change).await.expect("writes").1;
        tx.commit().await.expect("commits");
        ids[0]
    };
    let first = put("A").await;
    sqlx::query("delete from account").execute(&mut raw(&path).await).await.expect("deletes");
    assert!(put("B").await > first);
}

#[cfg(unix)]
#[tokio::test]
async fn only_the_owner_can_read_the_files() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().expect("a folder");
    let state = State::open(&folder.path().join("state.db")).await.expect("opens");
    state.begin().await.expect("begins").put_setting("a", "b", Micros(0)).await.expect("writes");
    let mut seen = 0;
    for entry in std::fs::read_dir(folder.path()).expect("a folder") {
        let entry = entry.expect("an entry");
        let mode = entry.metadata().expect("rights").permissions().mode();
        assert_eq!(mode & 0o077, 0, "{}", entry.path().display());
        seen += 1;
    }
    assert!(seen >= 2, "the database and its log");
}

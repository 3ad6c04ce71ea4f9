//! Opening: an empty folder, again, and what must hold of every connection.

use banso_state::State;

#[tokio::test]
async fn an_empty_folder_becomes_a_store_and_opens_again() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("state.db");
    for _ in 0..2 {
        let state = State::open(&path).await.expect("opens");
        assert_eq!(state.accounts_count().await.expect("counts"), 0);
        assert_eq!(state.check_integrity().await.expect("checks"), Some(Vec::new()));
        assert!(state.truncate_log().await.expect("truncates"));
        assert_eq!(state.sizes().await.expect("sizes").log, Some(0));
        state.close().await;
    }
}

#[tokio::test]
async fn a_file_that_is_no_database_is_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("state.db");
    std::fs::write(&path, "顧客,金額\n".repeat(1000)).expect("written");
    State::open(&path).await.expect_err("not a database");
    assert_eq!(std::fs::read_to_string(&path).expect("still there"), "顧客,金額\n".repeat(1000));
}

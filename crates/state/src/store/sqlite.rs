//! SQLite: a file, opened so that what is acknowledged is on disk.

use super::error::{Result, StateError};
use super::open::Sizes;
use crate::MIGRATIONS;
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePool, SqlitePoolOptions, SqliteSynchronous};
use sqlx::{ConnectOptions, Sqlite, SqliteConnection, Transaction};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

/// The oldest SQLite that is safe: older ones can lose a write when the write-ahead log starts over.
pub const OLDEST_SQLITE: &str = "3.51.3";

/// Pages that the write-ahead log holds before it is brought into the database (32 MB): pages that many transactions
/// touch, such as those of the index of ids, are then written once instead of again and again.
const CHECKPOINT: &str = "8000";

/// So often a connection is replaced before a transaction; others may have broken the new one meanwhile.
const TRIES: usize = 5;

/// The connections to one file.
#[derive(Clone, Debug)]
pub(crate) struct File {
    writer: SqlitePool,
    pub readers: SqlitePool,
    path: PathBuf,
    failing: Failing,
}

/// What follows from a commit that did not reach the disk.
#[derive(Clone, Debug)]
pub(crate) struct Failing {
    flag: Arc<AtomicBool>,
    writer: SqlitePool,
}

impl Failing {
    /// The write-ahead log may hold pages that the disk has not, though every later sync says so (RELIABILITY T13).
    /// Brought into the database, they would damage it when the power goes: nothing is committed any more, and the
    /// connection is never closed, because closing the last one does that.
    pub(crate) fn begin(&self) {
        if !self.flag.swap(true, Ordering::Relaxed) {
            std::mem::forget(self.writer.clone());
        }
    }
}

impl File {
    /// Opens the file, making it if there is none, and brings its schema up to date.
    pub(crate) async fn open(path: &Path) -> Result<Self> {
        create_private(path)?;
        let alone = alone(path).await?;
        let mut options = SqliteConnectOptions::new()
            .filename(path)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full)
            .foreign_keys(true)
            .pragma("secure_delete", "ON")
            .pragma("temp_store", "MEMORY")
            .busy_timeout(Duration::from_secs(10))
            .statement_cache_capacity(300)
            .row_buffer_size(500);
        // A bulk statement of an import may take its seconds: nothing to warn of.
        if let Ok(debug) = "debug".parse() {
            options = options.log_slow_statements(debug, Duration::from_secs(1));
        }
        let writer = SqlitePoolOptions::new()
            .max_connections(1)
            .min_connections(1)
            .acquire_timeout(Duration::from_secs(60))
            .idle_timeout(None)
            .max_lifetime(None)
            .test_before_acquire(false)
            .after_connect(|connection, _| {
                Box::pin(async move { assert_settings(connection).await.map_err(StateError::carried) })
            })
            .connect_with(options.clone().pragma("cache_size", "-65536").pragma("wal_autocheckpoint", CHECKPOINT))
            .await
            .map_err(StateError::uncarried)?;
        MIGRATIONS.run(&writer).await?;
        drop(alone);
        let readers = SqlitePoolOptions::new()
            .max_connections(6)
            .min_connections(1)
            .acquire_timeout(Duration::from_secs(30))
            .max_lifetime(None)
            .test_before_acquire(false)
            .connect_with(options.read_only(true).pragma("cache_size", "-8192"))
            .await?;
        let failing = Failing { flag: Arc::default(), writer: writer.clone() };
        Ok(Self { writer, readers, path: path.to_owned(), failing })
    }

    /// A transaction of the one writer, and what follows if its commit fails.
    pub(crate) async fn begin(&self) -> Result<(Transaction<'static, Sqlite>, Failing)> {
        if self.is_failing() {
            return Err(StateError::Failing);
        }
        let mut begun = self.writer.begin_with("BEGIN IMMEDIATE").await;
        for _ in 0..TRIES {
            let Err(sqlx::Error::InvalidSavePointStatement) = begun else { break };
            // SQLite gives up a transaction by itself when the disk is full or fails. The connection then believes for
            // ever that it is inside of one: a new one takes its place.
            self.writer.acquire().await?.close().await?;
            begun = self.writer.begin_with("BEGIN IMMEDIATE").await;
        }
        Ok((begun?, self.failing.clone()))
    }

    pub(crate) fn is_failing(&self) -> bool {
        self.failing.flag.load(Ordering::Relaxed)
    }

    pub(crate) async fn close(&self) {
        self.readers.close().await;
        if self.is_failing() {
            return;
        }
        if let Err(error) = self.truncate_log().await {
            tracing::warn!(%error, "the write-ahead log was not moved into the database");
        }
        self.writer.close().await;
    }

    /// False when a reader was in the way.
    pub(crate) async fn truncate_log(&self) -> Result<bool> {
        if self.is_failing() {
            return Err(StateError::Failing);
        }
        let busy: i64 = sqlx::query_scalar("PRAGMA wal_checkpoint(TRUNCATE)").fetch_one(&self.writer).await?;
        Ok(busy == 0)
    }

    /// Whatever SQLite finds wrong with the file and its references; empty is good. Reads all of it.
    pub(crate) async fn check_integrity(&self) -> Result<Vec<String>> {
        let found: Vec<String> = sqlx::query_scalar("PRAGMA integrity_check(20)").fetch_all(&self.readers).await?;
        let mut wrong: Vec<String> = found.into_iter().filter(|line| line != "ok").collect();
        let dangling: Vec<(String, Option<i64>)> =
            sqlx::query_as("SELECT \"table\", rowid FROM pragma_foreign_key_check LIMIT 20")
                .fetch_all(&self.readers)
                .await?;
        wrong.extend(dangling.into_iter().map(|(table, row)| format!("{table} row {row:?} refers to nothing")));
        Ok(wrong)
    }

    pub(crate) fn sizes(&self) -> Sizes {
        let size = |path: &Path| std::fs::metadata(path).map_or(0, |found| found.len());
        let mut log = self.path.clone().into_os_string();
        log.push("-wal");
        Sizes { database: size(&self.path), log: Some(size(Path::new(&log))) }
    }

    /// The SQLite that is linked in.
    pub(crate) async fn version(&self) -> Result<String> {
        let version: String = sqlx::query_scalar("SELECT sqlite_version()").fetch_one(&self.readers).await?;
        Ok(format!("SQLite {version}"))
    }
}

/// Makes the file if there is none, readable by its owner alone. SQLite gives its log the same rights.
fn create_private(path: &Path) -> Result<()> {
    match private().create_new(true).open(path) {
        Err(error) if error.kind() != std::io::ErrorKind::AlreadyExists => Err(error.into()),
        _ => Ok(()),
    }
}

/// For writing; what is made is for its owner alone.
fn private() -> std::fs::OpenOptions {
    let mut options = std::fs::OpenOptions::new();
    options.write(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
}

/// Waits until no other process makes the database or brings its schema up to date: several may open a new folder at the
/// same time. Ends when what it gives is dropped. Where files cannot be locked, whoever comes second is refused.
async fn alone(path: &Path) -> Result<Option<std::fs::File>> {
    let lock = private().create(true).truncate(false).open(path.with_extension("lock"))?;
    Ok(tokio::task::spawn_blocking(move || lock.lock().ok().map(|()| lock)).await.ok().flatten())
}

async fn assert_settings(connection: &mut SqliteConnection) -> Result<()> {
    let found: String = sqlx::query_scalar("SELECT sqlite_version()").fetch_one(&mut *connection).await?;
    if numbers(&found) < numbers(OLDEST_SQLITE) {
        return Err(StateError::OldSqlite { found, needed: OLDEST_SQLITE });
    }
    let journal: String = sqlx::query_scalar("PRAGMA journal_mode").fetch_one(&mut *connection).await?;
    if journal != "wal" {
        return Err(StateError::Setting { name: "journal_mode", found: journal, wanted: "wal" });
    }
    let synchronous: i64 = sqlx::query_scalar("PRAGMA synchronous").fetch_one(&mut *connection).await?;
    let keys: i64 = sqlx::query_scalar("PRAGMA foreign_keys").fetch_one(&mut *connection).await?;
    let secure: i64 = sqlx::query_scalar("PRAGMA secure_delete").fetch_one(&mut *connection).await?;
    for (name, found, wanted) in
        [("synchronous", synchronous, "2"), ("foreign_keys", keys, "1"), ("secure_delete", secure, "1")]
    {
        if found.to_string() != wanted {
            return Err(StateError::Setting { name, found: found.to_string(), wanted });
        }
    }
    Ok(())
}

/// A version's numbers, for comparing.
fn numbers(version: &str) -> Vec<u32> {
    version.split('.').map(|part| part.parse().unwrap_or(0)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_compare_by_number() {
        assert!(numbers("3.51.3") > numbers("3.9.30"));
        assert!(numbers("3.51.3") >= numbers(OLDEST_SQLITE));
    }

    async fn long_setting(file: &File, length: usize) -> Result<()> {
        let (mut tx, _) = file.begin().await?;
        sqlx::query("insert into setting (name, value, changed_at) values ($1, $2, 0)")
            .bind(length.to_string())
            .bind("a".repeat(length))
            .execute(&mut *tx)
            .await?;
        Ok(tx.commit().await?)
    }

    #[tokio::test]
    async fn a_full_disk_does_not_spoil_the_writer_for_ever() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = File::open(&folder.path().join("state.db")).await.expect("opens");
        for round in 0..3 {
            // No page more than there are: as on a full disk, SQLite gives the transaction up by itself.
            sqlx::query("PRAGMA max_page_count = 1").execute(&file.writer).await.expect("takes it");
            let full = long_setting(&file, 200_000).await.expect_err("no room");
            assert!(full.is_full(), "{full}");
            // A new connection has room again.
            long_setting(&file, 10 + round).await.expect("writes");
        }
        let kept: i64 =
            sqlx::query_scalar("select count(*) from setting").fetch_one(&file.readers).await.expect("reads");
        assert_eq!(kept, 3);
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn several_may_make_the_same_database_at_the_same_time() {
        for _ in 0..5 {
            let folder = tempfile::tempdir().expect("a folder");
            let path = folder.path().join("state.db");
            let opened = (0..6).map(|_| {
                let path = path.clone();
                tokio::spawn(async move { File::open(&path).await.map(drop).map_err(|error| error.to_string()) })
            });
            for opened in opened.collect::<Vec<_>>() {
                assert_eq!(opened.await.expect("no panic"), Ok(()));
            }
        }
    }

    #[tokio::test]
    async fn after_a_write_that_did_not_reach_the_disk_nothing_is_begun_and_the_log_is_left_alone() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("state.db");
        let file = File::open(&path).await.expect("opens");
        file.failing.begin();
        assert!(file.begin().await.expect_err("refused").is_sync_failure());
        assert!(file.truncate_log().await.is_err());
        let log = file.sizes().log;
        file.close().await;
        drop(file);
        let left = std::fs::metadata(path.with_extension("db-wal")).expect("still there").len();
        assert!(left > 0 && Some(left) == log, "{left} bytes of {log:?}");
    }
}

//! SQLite: a file, opened so that what is acknowledged is on disk.

use super::error::{Result, StateError};
use super::open::Sizes;
use crate::MIGRATIONS;
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePool, SqlitePoolOptions, SqliteSynchronous};
use sqlx::{ConnectOptions, SqliteConnection};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// The oldest SQLite that is safe: older ones can lose a write when the write-ahead log starts over.
pub const OLDEST_SQLITE: &str = "3.51.3";

/// Pages that the write-ahead log holds before it is brought into the database (32 MB): pages that many transactions
/// touch, such as those of the index of ids, are then written once instead of again and again.
const CHECKPOINT: &str = "8000";

/// The connections to one file.
#[derive(Clone, Debug)]
pub(crate) struct File {
    pub writer: SqlitePool,
    pub readers: SqlitePool,
    path: PathBuf,
}

impl File {
    /// Opens the file, making it if there is none, and brings its schema up to date.
    pub(crate) async fn open(path: &Path) -> Result<Self> {
        create_private(path)?;
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
        let readers = SqlitePoolOptions::new()
            .max_connections(6)
            .min_connections(1)
            .acquire_timeout(Duration::from_secs(30))
            .max_lifetime(None)
            .test_before_acquire(false)
            .connect_with(options.read_only(true).pragma("cache_size", "-8192"))
            .await?;
        Ok(Self { writer, readers, path: path.to_owned() })
    }

    pub(crate) async fn close(&self) {
        self.readers.close().await;
        if let Err(error) = self.truncate_log().await {
            tracing::warn!(%error, "the write-ahead log was not moved into the database");
        }
        self.writer.close().await;
    }

    /// False when a reader was in the way.
    pub(crate) async fn truncate_log(&self) -> Result<bool> {
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
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    match options.open(path) {
        Err(error) if error.kind() != std::io::ErrorKind::AlreadyExists => Err(error.into()),
        _ => Ok(()),
    }
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
}

//! A write transaction. All writes are methods of it, spread over the files of their areas.

use super::error::{Result, StateError};
use super::open::Failing;
use sqlx::{Sqlite, SqliteConnection, Transaction};

/// A write transaction (`BEGIN IMMEDIATE`; there is one writer at a time). Dropped without [`Tx::commit`], nothing
/// of it happened. Keep it short: everybody else waits.
#[must_use = "a transaction does nothing until it is committed"]
#[derive(Debug)]
pub struct Tx {
    inner: Transaction<'static, Sqlite>,
    failing: Failing,
}

impl Tx {
    pub(crate) fn new(inner: Transaction<'static, Sqlite>, failing: Failing) -> Self {
        Self { inner, failing }
    }

    /// The connection to run statements on.
    pub(crate) fn db(&mut self) -> &mut SqliteConnection {
        &mut self.inner
    }

    /// Makes all writes durable (they are on disk when this returns).
    ///
    /// # Errors
    /// The database failed; then nothing of the transaction happened.
    pub async fn commit(self) -> Result<()> {
        let done = self.inner.commit().await.map_err(StateError::from);
        // Before anybody else may commit.
        if done.as_ref().is_err_and(StateError::is_sync_failure) {
            self.failing.begin();
        }
        done
    }

    /// Forgets all writes.
    ///
    /// # Errors
    /// The database failed; nothing of the transaction happened then either.
    pub async fn rollback(self) -> Result<()> {
        Ok(self.inner.rollback().await?)
    }
}

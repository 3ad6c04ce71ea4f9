//! A write transaction. All writes are methods of it, spread over the files of their areas.

use super::error::{Result, StateError};
use super::postgres;
use super::sealing::Sealing;
use super::sqlite::Failing;
use super::statement::{Db, execute};
use futures::future::BoxFuture;
use sqlx::{Postgres, Sqlite, Transaction};

/// The setting that says how many keys were made.
pub(crate) const KEYS_COUNT: &str = "keys.count";

/// A write transaction; there is one at a time for all who use the database. Dropped without [`Tx::commit`], nothing of
/// it happened. Keep it short: everybody else waits. After an error of the database there is nothing to do but to drop
/// it: PostgreSQL takes no more statements then.
#[must_use = "a transaction does nothing until it is committed"]
#[derive(Debug)]
pub struct Tx {
    inner: Inner,
    sealing: Sealing,
}

#[derive(Debug)]
enum Inner {
    Sqlite(Transaction<'static, Sqlite>, Failing),
    Postgres(Transaction<'static, Postgres>),
}

impl Tx {
    pub(crate) fn sqlite(tx: Transaction<'static, Sqlite>, failing: Failing) -> Self {
        Self { inner: Inner::Sqlite(tx, failing), sealing: Sealing::Plain }
    }

    pub(crate) fn postgres(tx: Transaction<'static, Postgres>, sealing: Sealing) -> Self {
        Self { inner: Inner::Postgres(tx), sealing }
    }

    /// How personal values are written.
    pub(crate) fn sealing(&self) -> &Sealing {
        &self.sealing
    }

    /// The connection, for one statement.
    pub(crate) fn db(&mut self) -> Db<'_> {
        match &mut self.inner {
            Inner::Sqlite(tx, _) => Db::Sqlite(tx),
            Inner::Postgres(tx) => Db::Postgres(tx),
        }
    }

    /// Makes all writes durable (they are on disk when this returns).
    ///
    /// # Errors
    /// The database failed; then nothing of the transaction happened, unless the connection was lost while it was being
    /// committed: then nobody knows, and it is to be done again as everything here can be.
    pub fn commit(mut self) -> BoxFuture<'static, Result<()>> {
        Box::pin(async move {
            self.sync_keys().await?;
            match self.inner {
                Inner::Sqlite(tx, failing) => {
                    let done = tx.commit().await.map_err(StateError::from);
                    // Before anybody else may commit.
                    if done.as_ref().is_err_and(StateError::is_sync_failure) {
                        failing.begin();
                    }
                    done
                }
                Inner::Postgres(tx) => postgres::commit(tx).await,
            }
        })
    }

    /// New keys are on disk before a row that needs them is, and the database knows how many there must be.
    async fn sync_keys(&mut self) -> Result<()> {
        let Some(keys) = self.sealing.keys().cloned() else { return Ok(()) };
        if let Some(count) = keys.sync().await? {
            execute!(self, "sql/settings/put.sql", KEYS_COUNT, count.to_string(), 0i64)?;
        }
        Ok(())
    }

    /// Forgets all writes.
    ///
    /// # Errors
    /// The database failed; nothing of the transaction happened then either.
    pub fn rollback(self) -> BoxFuture<'static, Result<()>> {
        Box::pin(async move {
            match self.inner {
                Inner::Sqlite(tx, _) => Ok(tx.rollback().await?),
                Inner::Postgres(tx) => Ok(tx.rollback().await?),
            }
        })
    }
}

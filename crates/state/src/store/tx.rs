//! A write transaction. All writes are methods of it, spread over the files of their areas.

use super::error::{Result, StateError};
use super::postgres;
use super::sqlite::Failing;
use super::statement::Db;
use futures::future::BoxFuture;
use sqlx::{Postgres, Sqlite, Transaction};

/// A write transaction; there is one at a time for all who use the database. Dropped without [`Tx::commit`], nothing of
/// it happened. Keep it short: everybody else waits. After an error of the database there is nothing to do but to drop
/// it: PostgreSQL takes no more statements then.
#[must_use = "a transaction does nothing until it is committed"]
#[derive(Debug)]
pub struct Tx {
    inner: Inner,
}

#[derive(Debug)]
enum Inner {
    Sqlite(Transaction<'static, Sqlite>, Failing),
    Postgres(Transaction<'static, Postgres>),
}

impl Tx {
    pub(crate) fn sqlite(tx: Transaction<'static, Sqlite>, failing: Failing) -> Self {
        Self { inner: Inner::Sqlite(tx, failing) }
    }

    pub(crate) fn postgres(tx: Transaction<'static, Postgres>) -> Self {
        Self { inner: Inner::Postgres(tx) }
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
    pub fn commit(self) -> BoxFuture<'static, Result<()>> {
        Box::pin(async move {
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

//! The store: one writer at a time, several readers, on either database.

use super::database::Database;
use super::error::Result;
use super::keys::Keys;
use super::postgres::{self, Server};
use super::sealing::Sealing;
use super::sqlite::File;
use super::statement::Reader;
use super::tx::Tx;
use super::unlock::unlock;
use banso_kernel::Entropy;
use futures::future::BoxFuture;
use std::sync::Arc;

/// The state store. Cheap to clone.
#[derive(Clone, Debug)]
pub struct State {
    inner: Inner,
    database: Database,
    sealing: Sealing,
}

#[derive(Clone, Debug)]
enum Inner {
    Sqlite(File),
    Postgres(Server),
}

/// Sizes of the database in bytes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sizes {
    /// The database: a file, or tables and indexes of a server.
    pub database: u64,
    /// The write-ahead log of a file; a server has one for all its databases and looks after it by itself.
    pub log: Option<u64>,
}

impl State {
    /// Opens the database, making its file if that is where it is and there is none, and brings its schema up to date.
    ///
    /// # Errors
    /// It cannot be opened or reached, is no database, is too old, or a safety setting does not hold.
    pub fn open(database: impl Into<Database>) -> BoxFuture<'static, Result<Self>> {
        Self::open_at(database.into(), None)
    }

    /// The same for whoever writes about persons: on a server each has a key, which is drawn.
    ///
    /// # Errors
    /// As [`State::open`].
    pub fn open_to_write(database: impl Into<Database>, entropy: Arc<dyn Entropy>) -> BoxFuture<'static, Result<Self>> {
        Self::open_at(database.into(), Some(entropy))
    }

    // Boxed here and below, so that what sqlx has to do is compiled once and not wherever somebody waits for it.
    fn open_at(database: Database, entropy: Option<Arc<dyn Entropy>>) -> BoxFuture<'static, Result<Self>> {
        Box::pin(async move {
            let (inner, sealing) = match &database {
                Database::File(path) => (Inner::Sqlite(File::open(path).await?), Sealing::Plain),
                Database::Server { address, keys } => {
                    let server = Server::open(address).await?;
                    let tx = Tx::postgres(postgres::begin(&server.writer).await?, Sealing::Closed);
                    let sealing = unlock(tx, keys, entropy).await?;
                    (Inner::Postgres(server), sealing)
                }
            };
            Ok(Self { inner, database, sealing })
        })
    }

    /// Starts a write transaction, waiting for the writer before: in this process, or wherever else the database is in
    /// use.
    ///
    /// # Errors
    /// The database failed, or the writer did not finish within a minute.
    pub fn begin(&self) -> BoxFuture<'_, Result<Tx>> {
        Box::pin(async move {
            match &self.inner {
                Inner::Sqlite(file) => {
                    let (tx, failing) = file.begin().await?;
                    Ok(Tx::sqlite(tx, failing))
                }
                Inner::Postgres(server) => {
                    let tx = postgres::begin(&server.writer).await?;
                    // All that others made and destroyed, now that nobody else can.
                    self.sealing.keys().map_or(Ok(()), Keys::refresh)?;
                    Ok(Tx::postgres(tx, self.sealing.clone()))
                }
            }
        })
    }

    /// A commit has failed to reach the disk, and not because that is full: what is committed from now on may be lost.
    /// The program must end, and recover when it starts again. Of a server only when its file
    /// of keys failed: the server itself ends by itself then.
    #[must_use]
    pub fn is_failing(&self) -> bool {
        match &self.inner {
            Inner::Sqlite(file) => file.is_failing(),
            Inner::Postgres(_) => self.sealing.keys().is_some_and(Keys::is_failing),
        }
    }

    /// How personal values are read.
    pub(crate) fn sealing(&self) -> &Sealing {
        &self.sealing
    }

    /// Where the database is.
    #[must_use]
    pub fn database(&self) -> &Database {
        &self.database
    }

    /// A connection that can only read.
    pub(crate) fn read(&self) -> BoxFuture<'_, Result<Reader>> {
        Box::pin(async move {
            match &self.inner {
                Inner::Sqlite(file) => Ok(Reader::Sqlite(file.readers.acquire().await?)),
                Inner::Postgres(server) => Ok(Reader::Postgres(server.readers.acquire().await?)),
            }
        })
    }

    /// Closes all connections; of a file, after moving the write-ahead log into it.
    pub fn close(&self) -> BoxFuture<'_, ()> {
        Box::pin(async move {
            match &self.inner {
                Inner::Sqlite(file) => file.close().await,
                Inner::Postgres(server) => server.close().await,
            }
        })
    }

    /// Moves the write-ahead log into the file and empties it. False when a reader was in the way. A server does so when
    /// it thinks best, which cannot be asked of it: true.
    ///
    /// # Errors
    /// The database failed.
    pub async fn truncate_log(&self) -> Result<bool> {
        match &self.inner {
            Inner::Sqlite(file) => file.truncate_log().await,
            Inner::Postgres(_) => Ok(true),
        }
    }

    /// Whatever the database finds wrong with its own files. An empty list: all was read and is good. None: nothing is
    /// known to be wrong, but this user of the server cannot have it look (`pg_amcheck` can).
    ///
    /// # Errors
    /// The database failed.
    pub async fn check_integrity(&self) -> Result<Option<Vec<String>>> {
        match &self.inner {
            Inner::Sqlite(file) => Ok(Some(file.check_integrity().await?)),
            Inner::Postgres(server) => server.checksum_failures().await,
        }
    }

    /// How large it is, for `doctor`.
    ///
    /// # Errors
    /// The database failed.
    pub async fn sizes(&self) -> Result<Sizes> {
        match &self.inner {
            Inner::Sqlite(file) => Ok(file.sizes()),
            Inner::Postgres(server) => Ok(Sizes { database: server.size().await?, log: None }),
        }
    }

    /// What keeps it, with its version: `SQLite 3.51.3`, `PostgreSQL 15.18`.
    ///
    /// # Errors
    /// The database failed.
    pub async fn version(&self) -> Result<String> {
        match &self.inner {
            Inner::Sqlite(file) => file.version().await,
            Inner::Postgres(server) => server.version().await,
        }
    }
}

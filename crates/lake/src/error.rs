//! What can go wrong in the lake.

use futures::future::BoxFuture;
use std::path::PathBuf;

/// What every slow call of the lake gives back. Boxed, so that callers do not compile the query engine once more.
pub type Answer<'a, T> = BoxFuture<'a, Result<T, LakeError>>;

/// An error of the lake. The text is for logs; surfaces translate by variant.
#[derive(Debug, thiserror::Error)]
pub enum LakeError {
    /// The lake's log holds an older batch than the state database says it must: commits were lost (T2). Stop and alarm.
    #[error("the lake has lost commits: it ends with batch {found}, but batch {asked} was to follow {before}")]
    LostCommits {
        /// Last batch in the lake's log.
        found: i64,
        /// Batch that was to be committed.
        asked: i64,
        /// Batch that should have been the last one.
        before: i64,
    },
    /// A batch could not be committed because others kept committing in between.
    #[error("batch {batch} was not committed: {why}")]
    NotCommitted {
        /// The batch.
        batch: i64,
        /// Last error of the commit.
        why: String,
    },
    /// A file of the lake is not what it should be.
    #[error("{file}: {why}")]
    Damaged {
        /// Which.
        file: String,
        /// How.
        why: String,
    },
    /// The derived table asked for has not been written yet, or lacks a column.
    #[error("{0}")]
    Absent(String),
    /// The caller gave columns of different lengths or rows out of order.
    #[error("{0}")]
    Order(String),
    /// A definition of metrics cannot be read.
    #[error("{0:?}")]
    Definition(banso_kernel::Problem),
    /// The folder cannot be used.
    #[error("{path}: {source}")]
    Folder {
        /// Which.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// A query was refused or failed; see [`crate::sql::SqlError`].
    #[error(transparent)]
    Sql(#[from] crate::sql::SqlError),
    /// From Delta Lake.
    #[error("lake: {0}")]
    Delta(#[from] deltalake::DeltaTableError),
    /// From Parquet.
    #[error("parquet: {0}")]
    Parquet(#[from] deltalake::parquet::errors::ParquetError),
    /// From Arrow.
    #[error("arrow: {0}")]
    Arrow(#[from] deltalake::arrow::error::ArrowError),
    /// From the storage.
    #[error("storage: {0}")]
    Store(#[from] deltalake::ObjectStoreError),
    /// A background thread ended early.
    #[error("a reading thread ended early: {0}")]
    Thread(String),
}

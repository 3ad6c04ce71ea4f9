//! How a statement is run on either database.
//!
//! Each macro takes where to run it (a [`Reader`], a transaction, a [`Db`]), the type of a row where there are rows, the
//! statement's file and its arguments. For SQLite it is checked at compile time; for PostgreSQL the file is the same one,
//! or for `sql/sqlite/…` its twin in `sql/postgres/…`, and a test lets a server check all of them.

use super::error::{Result, StateError};
use futures::future::BoxFuture;
use sqlx::pool::PoolConnection;
use sqlx::postgres::{PgArguments, PgRow};
use sqlx::{Arguments, Encode, FromRow, PgConnection, Postgres, Sqlite, SqliteConnection, Type};

/// A connection to either database.
pub(crate) enum Db<'a> {
    Sqlite(&'a mut SqliteConnection),
    Postgres(&'a mut PgConnection),
}

impl Db<'_> {
    /// Itself, for one statement.
    pub(crate) fn db(&mut self) -> Db<'_> {
        match self {
            Self::Sqlite(connection) => Db::Sqlite(connection),
            Self::Postgres(connection) => Db::Postgres(connection),
        }
    }
}

/// A connection that can only read, until it is dropped.
pub(crate) enum Reader {
    Sqlite(PoolConnection<Sqlite>),
    Postgres(PoolConnection<Postgres>),
}

impl Reader {
    /// The connection, for one statement.
    pub(crate) fn db(&mut self) -> Db<'_> {
        match self {
            Self::Sqlite(connection) => Db::Sqlite(connection),
            Self::Postgres(connection) => Db::Postgres(connection),
        }
    }
}

/// Every statement file that the code names, with what PostgreSQL is told (made by `build.rs`).
const STATEMENTS: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/statements.rs"));

/// What PostgreSQL is told where the code names `file`. Looked up at compile time; an unknown file does not compile.
pub(crate) const fn postgres(file: &str) -> &'static str {
    let mut at = 0;
    while at < STATEMENTS.len() {
        if equal(STATEMENTS[at].0.as_bytes(), file.as_bytes()) {
            return STATEMENTS[at].1;
        }
        at += 1;
    }
    panic!("no such statement")
}

const fn equal(one: &[u8], other: &[u8]) -> bool {
    let mut at = 0;
    while at < one.len() && at < other.len() && one[at] == other[at] {
        at += 1;
    }
    at == one.len() && at == other.len()
}

/// The arguments of a statement on PostgreSQL.
#[derive(Default)]
pub(crate) struct Values {
    values: PgArguments,
    wrong: Option<sqlx::error::BoxDynError>,
}

impl Values {
    pub(crate) fn with<'v, T: Encode<'v, Postgres> + Type<Postgres>>(mut self, value: T) -> Self {
        self.wrong = self.wrong.or(self.values.add(value).err());
        self
    }

    fn whole(self) -> Result<PgArguments> {
        self.wrong.map_or(Ok(self.values), |error| Err(StateError::Sql(sqlx::Error::Encode(error))))
    }
}

/// The rows of a statement on PostgreSQL. Boxed, so that it is compiled here and not wherever somebody waits for it.
pub(crate) fn rows<'a>(
    db: &'a mut PgConnection,
    text: &'static str,
    values: Values,
) -> BoxFuture<'a, Result<Vec<PgRow>>> {
    Box::pin(async move { Ok(sqlx::query_with(text, values.whole()?).fetch_all(db).await?) })
}

/// How many rows a statement on PostgreSQL wrote or deleted.
pub(crate) fn written<'a>(db: &'a mut PgConnection, text: &'static str, values: Values) -> BoxFuture<'a, Result<u64>> {
    Box::pin(async move { Ok(sqlx::query_with(text, values.whole()?).execute(db).await?.rows_affected()) })
}

/// Rows as records.
pub(crate) fn records<R: for<'r> FromRow<'r, PgRow>>(rows: &[PgRow]) -> Result<Vec<R>> {
    Ok(rows.iter().map(R::from_row).collect::<sqlx::Result<_>>()?)
}

/// The first row, if there is one, as a record.
pub(crate) fn first<R: for<'r> FromRow<'r, PgRow>>(rows: &[PgRow]) -> Result<Option<R>> {
    Ok(rows.first().map(R::from_row).transpose()?)
}

/// A row that must be there.
pub(crate) fn there<R>(first: Option<R>) -> Result<R> {
    first.ok_or(StateError::Sql(sqlx::Error::RowNotFound))
}

/// All rows, each as `$record`.
macro_rules! fetch_all {
    ($on:expr, $record:path, $file:literal $(, $value:expr)* $(,)?) => {
        match $on.db() {
            $crate::store::statement::Db::Sqlite(db) => {
                sqlx::query_file_as!($record, $file $(, $value)*).fetch_all(db).await.map_err($crate::store::StateError::from)
            }
            $crate::store::statement::Db::Postgres(db) => {
                let values = $crate::store::statement::Values::default()$(.with(&$value))*;
                let text = const { $crate::store::statement::postgres($file) };
                $crate::store::statement::rows(db, text, values).await.and_then(|rows| $crate::store::statement::records::<$record>(&rows))
            }
        }
    };
}

/// The row if there is one, as `$record`.
macro_rules! fetch_optional {
    ($on:expr, $record:path, $file:literal $(, $value:expr)* $(,)?) => {
        match $on.db() {
            $crate::store::statement::Db::Sqlite(db) => {
                sqlx::query_file_as!($record, $file $(, $value)*).fetch_optional(db).await.map_err($crate::store::StateError::from)
            }
            $crate::store::statement::Db::Postgres(db) => {
                let values = $crate::store::statement::Values::default()$(.with(&$value))*;
                let text = const { $crate::store::statement::postgres($file) };
                $crate::store::statement::rows(db, text, values).await.and_then(|rows| $crate::store::statement::first::<$record>(&rows))
            }
        }
    };
}

/// The one row, as `$record`.
macro_rules! fetch_one {
    ($on:expr, $record:path, $file:literal $(, $value:expr)* $(,)?) => {
        match $on.db() {
            $crate::store::statement::Db::Sqlite(db) => {
                sqlx::query_file_as!($record, $file $(, $value)*).fetch_one(db).await.map_err($crate::store::StateError::from)
            }
            $crate::store::statement::Db::Postgres(db) => {
                let values = $crate::store::statement::Values::default()$(.with(&$value))*;
                let text = const { $crate::store::statement::postgres($file) };
                $crate::store::statement::rows(db, text, values).await.and_then(|rows| $crate::store::statement::first::<$record>(&rows)).and_then($crate::store::statement::there)
            }
        }
    };
}

/// The one value of the row, if there is one.
macro_rules! scalar_optional {
    ($on:expr, $file:literal $(, $value:expr)* $(,)?) => {
        match $on.db() {
            $crate::store::statement::Db::Sqlite(db) => {
                sqlx::query_file_scalar!($file $(, $value)*).fetch_optional(db).await.map_err($crate::store::StateError::from)
            }
            $crate::store::statement::Db::Postgres(db) => {
                let values = $crate::store::statement::Values::default()$(.with(&$value))*;
                let text = const { $crate::store::statement::postgres($file) };
                $crate::store::statement::rows(db, text, values).await
                    .and_then(|rows| $crate::store::statement::first(&rows))
                    .map(|row| row.map(|(value,)| value))
            }
        }
    };
}

/// The one value of the one row.
macro_rules! scalar {
    ($on:expr, $file:literal $(, $value:expr)* $(,)?) => {
        match $on.db() {
            $crate::store::statement::Db::Sqlite(db) => {
                sqlx::query_file_scalar!($file $(, $value)*).fetch_one(db).await.map_err($crate::store::StateError::from)
            }
            $crate::store::statement::Db::Postgres(db) => {
                let values = $crate::store::statement::Values::default()$(.with(&$value))*;
                let text = const { $crate::store::statement::postgres($file) };
                $crate::store::statement::rows(db, text, values).await
                    .and_then(|rows| $crate::store::statement::first(&rows))
                    .and_then($crate::store::statement::there)
                    .map(|(value,)| value)
            }
        }
    };
}

/// How many rows were written or deleted.
macro_rules! execute {
    ($on:expr, $file:literal $(, $value:expr)* $(,)?) => {
        match $on.db() {
            $crate::store::statement::Db::Sqlite(db) => {
                sqlx::query_file!($file $(, $value)*).execute(db).await.map(|done| done.rows_affected()).map_err($crate::store::StateError::from)
            }
            $crate::store::statement::Db::Postgres(db) => {
                let values = $crate::store::statement::Values::default()$(.with(&$value))*;
                let text = const { $crate::store::statement::postgres($file) };
                $crate::store::statement::written(db, text, values).await
            }
        }
    };
}

pub(crate) use {execute, fetch_all, fetch_one, fetch_optional, scalar, scalar_optional};

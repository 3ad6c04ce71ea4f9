//! The state store: ground truth that people edit, the inbox of facts, definitions, current health, work in progress.
//!
//! The only crate that knows sqlx. Reads are methods of [`State`]; writes are methods of [`Tx`], so that a use case
//! can do several in one transaction:
//!
//! ```ignore
//! let mut tx = state.begin().await?;
//! tx.accept_facts(&facts).await?;
//! tx.log(&event).await?;
//! tx.commit().await?;
//! ```
//!
//! # Two databases
//!
//! A file of SQLite, or a server of PostgreSQL that several nodes share: [`Database`] says which. Both keep the same
//! promises, and one suite of tests (`tests/conformance`) holds them to it: what is committed is on disk, there is one
//! writer at a time, and a reader who has seen a place of the inbox never sees an earlier one come.
//!
//! # Adding a statement
//!
//! 1. Write it in a file, with `$1`, `$2`, … for its arguments: `sql/AREA/name.sql` where both databases understand it
//!    alike, else `sql/sqlite/AREA/name.sql` and `sql/postgres/AREA/name.sql`. They differ where many rows travel as one
//!    JSON text (`jsonb_each` there, `jsonb_array_elements` or `jsonb_to_recordset` here), and where columns of rows (not
//!    single values) need sqlx's marks (`id as "id!: i64"`), which PostgreSQL would take for names. `count` of PostgreSQL
//!    is a bigint, `sum` is not: cast it.
//! 2. Run it with a macro of `store::statement`, such as `fetch_all!(self.read().await?, Record, "sql/AREA/name.sql", a)`
//!    in [`State`] and `execute!(self, …)` in [`Tx`]; SQLite's file is the one to name. A `Record` derives
//!    `sqlx::FromRow`, arguments and columns are `i64`, texts or bytes (PostgreSQL has no unsigned numbers).
//! 3. Run `./gen-sql` in this folder and commit what it wrote; it needs nothing but cargo. It checks the statement against
//!    SQLite; `cargo nextest run -p banso-state` lets PostgreSQL prepare all of its own.
//!
//! A table is a migration in `migrations/sqlite/NNNN_name.sql` and one of the same name in `migrations/postgres/`: bigint
//! for integer, bytea for blob, `text collate "C"` for text, `bigint generated always as identity` for autoincrement. A
//! test compares the two schemas.
//!
//! # Writing about persons
//!
//! A server keeps what was deleted, so there whatever is personal is sealed (`store::sealing`): seal it where a row goes in, open it
//! where it comes out, look it up by its hash, and condemn its key where an erasure deletes it (docs/erasure.md lists all).
//!
//! Days are stored as days since 1970, moments as microseconds since 1970, a fact's value by its bits (so that it
//! comes back to the last bit), lists and objects as JSON.

/// SQLite's schema, step by step.
pub static MIGRATIONS: sqlx::migrate::Migrator = sqlx::migrate!("./migrations/sqlite");

/// PostgreSQL's schema, step by step.
pub static POSTGRES_MIGRATIONS: sqlx::migrate::Migrator = sqlx::migrate!("./migrations/postgres");

#[cfg(feature = "store")]
mod store;
#[cfg(feature = "store")]
pub use store::*;

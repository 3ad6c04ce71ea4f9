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
//! # Statements
//!
//! Every statement is a file, `sql/AREA/name.sql` where SQLite and PostgreSQL understand it alike and
//! `sql/sqlite/AREA/name.sql` where they do not (bulk writes through `json_each`), and is checked at compile time by
//! `sqlx::query_file!` against the data in `.sqlx/`. After a change to a migration or a statement run `./gen-sql` in
//! this folder and commit what it wrote; it needs nothing but cargo. Migrations are `migrations/sqlite/NNNN_name.sql`.
//!
//! Days are stored as days since 1970, moments as microseconds since 1970, a fact's value by its bits (so that it
//! comes back to the last bit), lists and objects as JSON.

/// The schema, step by step.
pub static MIGRATIONS: sqlx::migrate::Migrator = sqlx::migrate!("./migrations/sqlite");

#[cfg(feature = "store")]
mod store;
#[cfg(feature = "store")]
pub use store::*;

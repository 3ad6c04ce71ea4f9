//! Read-only SQL for people (RELIABILITY T20): facts, the derived history, and tables that the caller hands in.
//!
//! A query is a program written by a user. It cannot change anything, cannot name a file or an address, and is
//! stopped at limits of time, rows and memory.

mod cells;
mod error;
mod guard;
mod run;
mod tables;

pub use cells::{Cell, SqlResult};
pub use error::SqlError;
pub use tables::{NamedColumn, NamedTable, Values};

use std::time::Duration;

/// Where a query is stopped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SqlLimits {
    /// After this time it fails.
    pub time: Duration,
    /// After so many rows the rest is left out, and the result says so.
    pub rows: usize,
    /// With more working memory (bytes) than this it fails.
    pub memory: usize,
}

impl Default for SqlLimits {
    fn default() -> Self {
        Self { time: Duration::from_secs(60), rows: 100_000, memory: 1 << 30 }
    }
}

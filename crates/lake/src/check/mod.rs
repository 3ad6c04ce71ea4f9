//! Whether a lake is sound (RELIABILITY T4): Delta Lake itself opens a lake with an empty commit file and silently
//! shows fewer facts, so every entry of the log is looked at here. Never changes anything.

pub(crate) mod data;
pub(crate) mod log;
#[cfg(test)]
mod tests;
mod unpacked;

pub use unpacked::unpacked;

use crate::LakeError;
use crate::store::SyncedStore;
use banso_kernel::Arg;
use futures::future::BoxFuture;
use std::path::Path;

/// How bad a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// As it should be.
    Good,
    /// Works, but something should be done.
    Warning,
    /// Broken, or facts are missing.
    Bad,
}

/// One thing that was looked at. `code` and `args` make a sentence in `words` (`doctor-CODE`), and what to do about
/// it (`doctor-CODE-do`).
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// How bad.
    pub severity: Severity,
    /// Which sentence.
    pub code: &'static str,
    /// Its values.
    pub args: Vec<(&'static str, Arg)>,
}

impl Finding {
    /// All is well.
    #[must_use]
    pub fn good(code: &'static str) -> Self {
        Self { severity: Severity::Good, code, args: Vec::new() }
    }

    /// To be seen to.
    #[must_use]
    pub fn warning(code: &'static str) -> Self {
        Self { severity: Severity::Warning, code, args: Vec::new() }
    }

    /// Broken.
    #[must_use]
    pub fn bad(code: &'static str) -> Self {
        Self { severity: Severity::Bad, code, args: Vec::new() }
    }

    /// The same with one more value.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<Arg>) -> Self {
        self.args.push((name, value.into()));
        self
    }
}

/// A batch as the state database knows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SealedBatch {
    /// Its number.
    pub k: i64,
    /// Its facts.
    pub rows: u64,
    /// The lake is known to have it. One that is not may be there or not.
    pub done: bool,
    /// The version of the lake that had it for sure: as a rule the one that brought it.
    pub version: Option<u64>,
}

/// Looks at the lake in `dir`. `sealed` are the batches that the state database knows, ascending; it may have
/// forgotten old ones. `None` if the state database cannot be asked.
pub fn check<'a>(dir: &'a Path, sealed: Option<&'a [SealedBatch]>) -> BoxFuture<'a, Vec<Finding>> {
    Box::pin(async move {
        let mut found = Vec::new();
        for name in ["facts", "metric_history", "health_history"] {
            let table = dir.join(name);
            if !table.join("_delta_log").is_dir() {
                found.push(Finding::bad("lake-table-missing").with("table", name));
                continue;
            }
            let log = log::look(name, &table, &mut found);
            match data::look(name, &table, &SyncedStore::new(), &mut found).await {
                Ok((rows, erased)) if name == "facts" => log::compare(&log, sealed, (rows, erased), &mut found),
                Ok(_) => {}
                Err(error) => found.push(unreadable(name, &error)),
            }
        }
        found
    })
}

fn unreadable(table: &str, error: &LakeError) -> Finding {
    Finding::bad("lake-table-unreadable").with("table", table).with("why", error.to_string())
}

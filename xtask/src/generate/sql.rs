//! What the checked statements of `state` were checked against, so that a build needs no database.

use crate::run;
use anyhow::Result;
use std::path::Path;

/// Runs the crate's own script: it makes a database from the migrations and asks it about every statement.
pub fn make(root: &Path) -> Result<()> {
    run::passed(run::command("crates/state/gen-sql"), root)
}

//! Our own programs, built with the profile that is measured.

use crate::run::cargo;
use anyhow::{Context, Result};
use serde_json::Value;
use std::path::{Path, PathBuf};

/// Builds the programs that are measured and says where the one called `name` is (`banso`, `engine`, `day`, `actions` or `lab`).
pub fn built(root: &Path, name: &str) -> Result<PathBuf> {
    let mut command = cargo();
    // All at once: alone, each would select other features of the libraries and compile them anew.
    command.args(["build", "--workspace", "--bin", "banso", "--bench", "engine", "--bench", "day"]);
    command.args(["--bench", "actions", "--bench", "lab"]);
    command.args(["--profile", "measure", "--message-format", "json"]);
    let lines = crate::run::output(command, root)?;
    let made = lines.lines().filter_map(|line| serde_json::from_str::<Value>(line).ok());
    let mut ours = made.filter(|made| made["target"]["name"] == name && made["executable"].is_string());
    let path = ours.next_back().and_then(|made| made["executable"].as_str().map(PathBuf::from));
    path.with_context(|| format!("cargo did not say where `{name}` is"))
}

//! `cargo xtask bench`: figures for docs/benchmarks.md.

use anyhow::{Result, bail};
use clap::Args;
use std::process::ExitCode;

/// Options of `bench`.
#[derive(Args)]
pub struct Options {}

/// Measures.
pub fn run(_: &Options) -> Result<ExitCode> {
    bail!("nothing is measured yet")
}

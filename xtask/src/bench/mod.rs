//! `cargo xtask bench`: figures for docs/benchmarks.md. Each is a ratio against a yardstick of the same run: machines
//! differ and are busy, ratios hardly.

#![allow(clippy::disallowed_methods, reason = "this measures time")]

mod actions;
mod day;
mod document;
mod engine;
mod import;
mod ingest;
mod lab;
mod pages;
mod program;
mod scale;
mod yardstick;

use crate::house;
use anyhow::Result;
use clap::{Args, ValueEnum};
use std::path::PathBuf;
use std::process::ExitCode;

/// Options of `bench`.
#[derive(Args)]
pub struct Options {
    /// Only these; all if none are named
    #[arg(long, value_enum, value_delimiter = ',')]
    only: Vec<Part>,
    /// Folder for the data that is measured with; kept for the next run
    #[arg(long, value_name = "DIR", default_value = "target/bench-data")]
    data: PathBuf,
    /// Folder of the yardstick (`engine_bench.py`, `engine_bound.rs`)
    #[arg(long, value_name = "DIR", default_value = "../shared/bench")]
    yardstick: PathBuf,
    /// Runs of each measurement; the median counts
    #[arg(long, value_name = "N", default_value_t = 3)]
    runs: usize,
}

/// What can be measured.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Part {
    /// All of history from the lake, against general engines and a bare loop
    Engine,
    /// A million rows of a file, against SQLite
    Import,
    /// Events over HTTP, against PostgreSQL's JSONB append
    Ingest,
    /// Pages of a workspace with 10,000 accounts
    Pages,
    /// An incremental day in it
    Day,
    /// A turn of 10,000 accounts with 50 plays and 200 conditions, against reading the same state
    Actions,
    /// A back-test of a year of 10,000 accounts and 40 metrics, against reading the same values
    Lab,
    /// 2, 20 and 200 million facts; needs 12 GB of disk and half an hour, so only when named
    Scale,
}

/// Measures, prints, and writes what was measured into docs/benchmarks.md.
pub fn run(options: &Options) -> Result<ExitCode> {
    let root = house::root()?;
    let wanted = |part| options.only.is_empty() || options.only.contains(&part);
    let at = |path: &PathBuf| if path.is_absolute() { path.clone() } else { root.join(path) };
    let place = Place { data: at(&options.data), yardstick: at(&options.yardstick), runs: options.runs.max(1), root };
    std::fs::create_dir_all(&place.data)?;
    if wanted(Part::Engine) {
        document::put(&place.root, "engine", &engine::measure(&place)?)?;
    }
    if wanted(Part::Import) {
        document::put(&place.root, "import", &import::measure(&place)?)?;
    }
    if wanted(Part::Ingest) {
        document::put(&place.root, "ingest", &ingest::measure(&place)?)?;
    }
    if wanted(Part::Pages) {
        document::put(&place.root, "pages", &pages::measure(&place)?)?;
    }
    if wanted(Part::Day) {
        document::put(&place.root, "day", &day::measure(&place)?)?;
    }
    if wanted(Part::Actions) {
        document::put(&place.root, "actions", &actions::measure(&place)?)?;
    }
    if wanted(Part::Lab) {
        document::put(&place.root, "lab", &lab::measure(&place)?)?;
    }
    if options.only.contains(&Part::Scale) {
        document::put(&place.root, "scale", &scale::measure(&place)?)?;
    }
    Ok(ExitCode::SUCCESS)
}

/// Where things are.
struct Place {
    root: PathBuf,
    data: PathBuf,
    yardstick: PathBuf,
    runs: usize,
}

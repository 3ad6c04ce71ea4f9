//! What others need for the same work: general engines through `engine_bench.py`, and a bare loop.

use super::Place;
use crate::run::output;
use anyhow::{Context, Result};
use serde_json::Value;
use std::process::Command;

/// A measurement.
#[derive(Clone, Debug)]
pub struct Figure {
    /// Who.
    pub engine: String,
    /// Median of the runs.
    pub seconds: f64,
    /// Peak memory.
    pub mb: u64,
    /// Sums over the answer: equal answers have equal sums.
    pub sums: Vec<u64>,
}

/// Makes the data where it is not there yet: 20 million facts of 10,000 accounts.
pub fn data(place: &Place) -> Result<()> {
    if !place.data.join("ev.bin").exists() {
        let mut command = Command::new("python3");
        command.arg(place.yardstick.join("engine_bench.py")).arg("gen").arg(&place.data);
        crate::run::passed(command, &place.root)?;
    }
    Ok(())
}

/// General engines that are installed, each at this job; those that are not there are left out.
pub fn engines(place: &Place, job: &str, runs: usize) -> Vec<Figure> {
    let one = |engine: &&str| {
        let mut command = Command::new("python3");
        command.arg(place.yardstick.join("engine_bench.py")).args(["run", engine, job]);
        command.arg(&place.data).arg(runs.to_string());
        let line = output(command, &place.root).ok()?;
        let found: Value = serde_json::from_str(line.lines().last()?).ok()?;
        let sums = found["checksum"].as_object()?.values().filter_map(Value::as_u64).collect();
        let figure = Figure {
            engine: (*engine).to_owned(),
            seconds: found["median"].as_f64()?,
            mb: found["peak_rss_mb"].as_u64()?,
            sums,
        };
        println!("  {job} {engine}: {:.3} s", figure.seconds);
        Some(figure)
    };
    let found: Vec<Figure> = ["chdb", "duckdb", "polars"].iter().filter_map(one).collect();
    if found.is_empty() {
        eprintln!("no general engine is installed (pip install chdb duckdb polars numpy pyarrow)");
    }
    found
}

/// The bare loop over decoded columns: `W` 52 weeks, `D` 365 days. Median of its three runs.
pub fn bound(place: &Place, mode: &str) -> Result<Figure> {
    let program = place.data.join("bound");
    if !program.exists() {
        let mut rustc = Command::new("rustc");
        rustc
            .args(["-O", "-C", "target-cpu=native"])
            .arg(place.yardstick.join("engine_bound.rs"))
            .arg("-o")
            .arg(&program);
        crate::run::passed(rustc, &place.root)?;
    }
    let mut command = Command::new(&program);
    command.arg(&place.data).args(["2", mode]);
    let text = output(command, &place.root)?;
    let word_after = |line: &str, word: &str| -> Option<f64> {
        line.split_whitespace().skip_while(|w| *w != word).nth(1)?.parse().ok()
    };
    let mut walls: Vec<f64> = text.lines().filter_map(|line| word_after(line, "total")).collect();
    walls.sort_by(f64::total_cmp);
    let last = text.lines().last().context("the bound says nothing")?;
    let numbers = |from: &str| -> Vec<u64> {
        let rest = last.split_once(from).map_or("", |(_, rest)| rest);
        rest.split(|c: char| !c.is_ascii_digit()).filter_map(|word| word.parse().ok()).collect()
    };
    // "nprev 12" after "n28 34": the digits of the name are no figure.
    let mut sums = numbers("rows ");
    if sums.len() == 11 {
        sums.remove(8);
    }
    let seconds = walls.get(walls.len() / 2).copied().context("the bound says no time")?;
    Ok(Figure { engine: "bare loop".to_owned(), seconds, mb: 0, sums })
}

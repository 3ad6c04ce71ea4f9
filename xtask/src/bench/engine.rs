//! All of history, from the lake.

use super::Place;
use super::document::{seconds, table};
use super::program::built;
use super::yardstick::{self, Figure};
use crate::run::output;
use anyhow::{Context, Result, ensure};
use serde_json::Value;
use std::path::Path;
use std::process::Command;

/// Runs every job, ours and theirs, and tells the ratios.
pub fn measure(place: &Place) -> Result<String> {
    yardstick::data(place)?;
    let program = built(&place.root, "engine")?;
    let lake = place.data.join("lake");
    if !lake.join("facts/_delta_log").exists() {
        let mut load = Command::new(&program);
        load.arg("load").arg(&place.data).arg(&lake);
        crate::run::passed(load, &place.root)?;
    }
    let ours = |job: &str| job_of(place, &program, &lake, job);
    let mut rows = Vec::new();

    let one_day = ours("A")?;
    let best = best(yardstick::engines(place, "A", place.runs));
    rows.push(row("one as-of day", &one_day, best.as_ref(), 1.0)?);
    let weeks = ours("W")?;
    // The weekly dates as the yardstick's engines do them best; one run each, they are slow.
    let best = self::best(["B1", "B3"].iter().flat_map(|job| yardstick::engines(place, job, 1)).collect());
    rows.push(row("52 weekly days", &weeks, best.as_ref(), 0.15)?);
    let days = ours("D")?;
    rows.push(row("365 daily days", &days, Some(&yardstick::bound(place, "D")?), 2.0)?);
    let new = ours("N")?;
    let head = ["job", "Banso", "peak", "yardstick", "ratio", "target"];
    let mut text = table(&head, &rows);

    text += &format!(
        "\nOne new metric, distinct people of 90 days, over all 365 days: {} ({} MB), {:.2} of the nine.\n",
        seconds(new.seconds),
        new.mb,
        new.seconds / days.seconds,
    );
    let (metrics, health) = (ours("M")?, ours("H")?);
    let on_top = health.seconds - metrics.seconds;
    text += &format!(
        "\nThe 27 shipped metrics over all 365 days: {} ({} MB). With ranks, scores, segments, transitions and unmet \
         criteria of the three shipped models on top: {} ({} MB), that is {} more, {:.2} of the metrics alone.\n",
        seconds(metrics.seconds),
        metrics.mb,
        seconds(health.seconds),
        health.mb,
        seconds(on_top.max(0.0)),
        on_top.max(0.0) / metrics.seconds,
    );
    Ok(text)
}

fn best(figures: Vec<Figure>) -> Option<Figure> {
    figures.into_iter().min_by(|a, b| a.seconds.total_cmp(&b.seconds))
}

fn row(job: &str, ours: &Figure, theirs: Option<&Figure>, target: f64) -> Result<Vec<String>> {
    if let Some(theirs) = theirs {
        ensure!(theirs.sums == ours.sums, "{job}: {} says {:?}, we say {:?}", theirs.engine, theirs.sums, ours.sums);
    }
    let theirs_said = theirs.map_or("none installed".to_owned(), |f| format!("{} {}", f.engine, seconds(f.seconds)));
    let ratio = theirs.map_or("–".to_owned(), |theirs| format!("**{:.2}**", ours.seconds / theirs.seconds));
    let peak = format!("{} MB", ours.mb);
    Ok(vec![job.to_owned(), seconds(ours.seconds), peak, theirs_said, ratio, format!("≤ {target}")])
}

/// Our program at a job.
pub fn job_of(place: &Place, program: &Path, lake: &Path, job: &str) -> Result<Figure> {
    let mut command = Command::new(program);
    command.arg(job).arg(lake).arg(place.runs.to_string());
    let found: Value = serde_json::from_str(output(command, &place.root)?.trim())?;
    let sums = found["checksum"].as_array().context("no sums")?.iter().filter_map(Value::as_u64).collect();
    let figure = Figure {
        engine: "Banso".to_owned(),
        seconds: found["median"].as_f64().context("no median")?,
        mb: found["peak_rss_mb"].as_u64().unwrap_or(0),
        sums,
    };
    println!("  {job} Banso: {:.3} s", figure.seconds);
    Ok(figure)
}

//! How cost grows: 2, 20 and 200 million facts of the same 10,000 accounts and 365 days.

use super::Place;
use super::document::{seconds, table};
use super::engine::job_of;
use super::program::built;
use super::yardstick;
use anyhow::Result;
use std::process::Command;

/// Millions of facts, and how they are made of the yardstick's twenty: each so manyth fact, so many times.
const SIZES: [(f64, usize, usize); 3] = [(2.0, 10, 1), (20.0, 1, 1), (200.0, 1, 10)];

/// All 365 days over each lake.
pub fn measure(place: &Place) -> Result<String> {
    yardstick::data(place)?;
    let program = built(&place.root, "engine")?;
    let mut rows: Vec<Vec<String>> = Vec::new();
    let mut first = None;
    for (millions, thin, times) in SIZES {
        let lake = place.data.join(format!("lake-{millions}m"));
        if !lake.join("facts/_delta_log").exists() {
            let mut load = Command::new(&program);
            load.arg("load").arg(&place.data).arg(&lake).args([thin.to_string(), times.to_string()]);
            crate::run::passed(load, &place.root)?;
        }
        let took = job_of(place, &program, &lake, "D")?;
        let base: f64 = *first.get_or_insert(took.seconds);
        rows.push(vec![
            format!("{millions} million"),
            seconds(took.seconds),
            format!("{} MB", took.mb),
            format!("**{:.1}**", took.seconds / base),
            format!("{:.0} ns", took.seconds / millions * 1e3),
        ]);
    }
    Ok(table(&["facts", "365 days, nine metrics", "peak", "ratio", "per fact"], &rows))
}

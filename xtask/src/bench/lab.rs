//! A back-test of a year: 10,000 accounts, 40 metrics, twelve month ends, against reading the same values.

use super::Place;
use super::document::{seconds, table};
use super::program::built;
use crate::run::output;
use anyhow::{Context, Result};
use serde_json::Value;
use std::process::Command;

/// Makes a workspace of its own and asks it.
pub fn measure(place: &Place) -> Result<String> {
    let program = built(&place.root, "lab")?;
    let data = place.data.join("lab");
    if data.exists() {
        std::fs::remove_dir_all(&data)?;
    }
    let mut command = Command::new(program);
    command.arg(&data);
    let said = output(command, &place.root)?;
    let found: Value = serde_json::from_str(said.lines().last().context("no line")?)?;
    let number = |name: &str| found[name].as_f64().with_context(|| format!("no {name}"));
    let read = number("read")?;
    let line = |what: &str, took: f64, target: &str| {
        vec![what.to_owned(), seconds(took), format!("**{:.2}**", took / read), target.to_owned()]
    };
    let rows = [
        line("reading what was known on twelve days", read, ""),
        line("a back-test from that", number("again")?, "< 1 s"),
        line("all metrics screened, with their leaks", number("matter")?, ""),
        line("the first back-test: what was known is computed", number("first")?, ""),
    ];
    let text = table(&["done", "time", "ratio", "target"], &rows);
    let count = |name: &str| number(name).map(|n| format!("{n:.0}"));
    let (accounts, metrics, facts) = (count("accounts")?, count("metrics")?, count("facts")?);
    let (looks, events) = (count("looks")?, count("events")?);
    Ok(text + &format!("\n{accounts} accounts, {metrics} metrics, {facts} facts; {looks} looks, {events} outcomes.\n"))
}

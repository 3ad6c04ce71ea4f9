//! A new day for everybody: what 10,000 accounts, 50 plays and 200 conditions decide, against reading the same state.

use super::Place;
use super::document::{seconds, table};
use super::program::built;
use crate::run::output;
use anyhow::{Context, Result};
use serde_json::Value;
use std::process::Command;

/// Makes a workspace of its own and lets it act.
pub fn measure(place: &Place) -> Result<String> {
    let program = built(&place.root, "actions")?;
    let data = place.data.join("actions");
    if data.exists() {
        std::fs::remove_dir_all(&data)?;
    }
    let mut command = Command::new(program);
    command.arg(&data);
    let said = output(command, &place.root)?;
    let found: Value = serde_json::from_str(said.lines().last().context("no line")?)?;
    let number = |name: &str| found[name].as_f64().with_context(|| format!("no {name}"));
    let read = number("read")?;
    let line = |what: String, took: f64, target: &str| {
        vec![what, seconds(took), format!("**{:.2}**", took / read), target.to_owned()]
    };
    let rows = [
        line(format!("reading what is known: {:.0} rows", number("rows")?), read, ""),
        line(format!("a turn of all on a new day: {:.0} things decided", number("deeds")?), number("act")?, "< 5 s"),
        line("the same once more: nothing new".to_owned(), number("again")?, ""),
    ];
    let text = table(&["done", "time", "ratio", "target"], &rows);
    let (accounts, plays, conditions) = (number("accounts")?, number("plays")?, number("conditions")?);
    let first = seconds(number("first")?);
    let text = text + &format!("\n{accounts:.0} accounts, {plays:.0} plays, {conditions:.0} conditions. ");
    Ok(text + &format!("The first turn of all, which follows every account through the last 180 days: {first}.\n"))
}

//! An incremental day: 200,000 new facts in a workspace of 10,000 accounts, against computing everything.

use super::Place;
use super::document::{seconds, table};
use super::program::built;
use crate::run::output;
use anyhow::{Context, Result};
use serde_json::Value;
use std::process::Command;

/// Computes everything, then goes on for a day and for one fact.
pub fn measure(place: &Place) -> Result<String> {
    let program = built(&place.root, "day")?;
    let data = super::pages::workspace(place)?;
    let mut command = Command::new(program);
    command.arg(&data);
    let said = output(command, &place.root)?;
    let found: Value = serde_json::from_str(said.lines().last().context("no line")?)?;
    let number = |name: &str| found[name].as_f64().with_context(|| format!("no {name}"));
    let whole = number("rebuild")?;
    let line = |what: String, took: f64, target: &str| {
        vec![what, seconds(took), format!("**{:.3}**", took / whole), target.to_owned()]
    };
    let million = |name: &str| Ok::<_, anyhow::Error>(number(name)? / 1e6);
    let rows = [
        line(
            format!(
                "everything: {:.1} million facts, {:.2} million account-days",
                million("facts")?,
                million("account_days")?
            ),
            whole,
            "",
        ),
        line(
            format!(
                "a day: 200,000 facts, 1 % late by up to 30 days; {:.0} accounts, {:.0} account-days",
                number("dirty_accounts")?,
                number("dirty_account_days")?
            ),
            number("day")?,
            "≤ 0.03",
        ),
        line("one fact of one account".to_owned(), number("single")?, ""),
    ];
    let text = table(&["computed and stored", "time", "ratio", "target"], &rows);
    Ok(text + &format!("\nMemory of the day, above what the program held before: {:.0} MB.\n", number("memory_mb")?))
}

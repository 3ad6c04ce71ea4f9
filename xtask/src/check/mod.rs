//! `cargo xtask check`: what must hold of the sources before they may land.

pub mod edges;
mod lengths;
mod messages;
mod sockets;

use crate::{generate, house, run};
use anyhow::Result;
use clap::Args;
use std::path::Path;
use std::process::ExitCode;

/// Options of `check`.
#[derive(Args)]
pub struct Options {
    /// Only what needs no compiler.
    #[arg(long)]
    quick: bool,
}

/// A check: its name and what it found wrong.
type Check = (&'static str, fn(&Path) -> Result<Vec<String>>);

const QUICK: &[Check] = &[
    ("format", format),
    ("house plan", edges::check),
    ("file lengths", lengths::check),
    ("messages", messages::check),
    ("sockets", sockets::check),
    ("generated texts", generate::stale_texts),
];
const SLOW: &[Check] =
    &[("lints", clippy), ("generated code", generate::stale_code), ("licences and advisories", deny)];

/// Runs all checks, also after one failed, and lists what is wrong at the end.
pub fn run(options: &Options) -> Result<ExitCode> {
    let root = house::root()?;
    let mut wrong = Vec::new();
    for (name, check) in QUICK.iter().chain(if options.quick { &[] } else { SLOW }) {
        let found = check(&root).unwrap_or_else(|error| vec![format!("{error:#}")]);
        println!("check {name}: {}", if found.is_empty() { "ok".to_owned() } else { format!("{} wrong", found.len()) });
        wrong.extend(found.into_iter().map(|what| format!("{name}: {what}")));
    }
    for what in &wrong {
        println!("WRONG {what}");
    }
    println!("checks: {}", if wrong.is_empty() { "all passed".to_owned() } else { format!("{} wrong", wrong.len()) });
    Ok(if wrong.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn format(root: &Path) -> Result<Vec<String>> {
    let mut cargo = run::cargo();
    cargo.args(["fmt", "--all", "--", "--check", "--files-with-diff"]);
    let mut files = Vec::new();
    let ok = run::watched(cargo, root, |line| files.push(line.to_owned()))?;
    Ok(if ok { Vec::new() } else { files })
}

fn clippy(root: &Path) -> Result<Vec<String>> {
    let mut cargo = run::cargo();
    cargo.args(["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"]);
    Ok(run::passed(cargo, root).err().into_iter().map(|error| format!("{error:#}")).collect())
}

/// `cargo deny` where it is installed; elsewhere the owner of the pipeline runs it.
fn deny(root: &Path) -> Result<Vec<String>> {
    if !run::present("cargo-deny") {
        println!("note: cargo-deny is not installed, so licences and advisories were not looked at");
        return Ok(Vec::new());
    }
    let mut cargo = run::cargo();
    cargo.args(["deny", "check", "licenses", "bans", "sources"]);
    Ok(run::passed(cargo, root).err().into_iter().map(|error| format!("{error:#}")).collect())
}

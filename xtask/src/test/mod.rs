//! `cargo xtask test`: every test of the workspace, with what it needs.

mod needs;
mod node;
mod python;
mod totals;

use crate::{house, run};
use anyhow::{Context, Result};
use clap::Args;
use std::path::Path;
use std::process::{Command, ExitCode};
use totals::Totals;

/// Options of `test`.
#[derive(Args)]
pub struct Options {
    /// Install nothing, only say what is missing.
    #[arg(long)]
    no_install: bool,
    /// Fail when a test was skipped for want of something that this machine could have had.
    #[arg(long)]
    strict: bool,
    /// Only the tests of this crate (may be given several times).
    #[arg(long, short)]
    package: Vec<String>,
    /// Only tests whose name contains this.
    filter: Option<String>,
}

/// Runs them and prints totals and what was skipped.
pub fn run(options: &Options) -> Result<ExitCode> {
    let root = house::root()?;
    let mut missing = needs::meet(!options.no_install);
    let nextest = run::present("cargo-nextest");
    let mut cargo = command(nextest, options);
    surroundings(&mut cargo, &root);
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), |folder| root.join(folder));
    match python::find(&root, &target, !options.no_install) {
        Ok(python) => drop(cargo.env(python::VARIABLE, python)),
        Err(hint) => missing.push(hint),
    }
    match node::find(&root, &target, !options.no_install) {
        Ok(modules) => drop(cargo.env(node::VARIABLE, modules)),
        Err(hint) => missing.push(hint),
    }
    let mut totals = Totals::default();
    let ok = run::watched(cargo, &root, |line| totals.read(line))?;
    if nextest {
        totals.read_report(&report(&root)?);
    }
    println!();
    for need in &missing {
        println!("MISSING {need}");
    }
    for (reason, count) in totals.skips() {
        println!("SKIPPED {count} × {reason}");
    }
    println!("tests: {totals}");
    let strict = options.strict && (!missing.is_empty() || totals.avoidable());
    if strict {
        println!("tests were skipped that this machine could have run: see MISSING and SKIPPED above");
    }
    Ok(if ok && !strict && totals.ran() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// nextest where it is installed, else cargo's own runner; documentation tests are off.
fn command(nextest: bool, options: &Options) -> Command {
    let mut cargo = run::cargo();
    cargo.args(if nextest { &["nextest", "run"][..] } else { &["test", "--lib", "--bins", "--tests"] });
    cargo.arg("--no-fail-fast");
    if options.package.is_empty() {
        cargo.arg("--workspace");
    }
    cargo.args(options.package.iter().map(|name| format!("--package={name}")));
    if nextest {
        cargo.args(["--no-tests=fail", "--status-level=slow", "--final-status-level=slow"]);
        cargo.args(&options.filter);
    } else {
        cargo.args(&options.filter).args(["--", "--show-output"]);
    }
    cargo
}

/// What nextest wrote about the run: there alone is the output of passing tests, where skipped ones say why. It stays
/// in the repository's `target`, wherever cargo builds.
fn report(root: &Path) -> Result<String> {
    let path = root.join("target/nextest/default/junit.xml");
    std::fs::read_to_string(&path).with_context(|| path.display().to_string())
}

/// Where shared data sets are, unless the caller said so.
fn surroundings(cargo: &mut Command, root: &Path) {
    let shared = root.join("../shared/datasets");
    if std::env::var_os("BANSO_DATASETS").is_none() && shared.is_dir() {
        cargo.env("BANSO_DATASETS", shared);
    }
}

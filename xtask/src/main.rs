//! The house's tasks: `cargo xtask test|check|gen|bench`. CONTRIBUTING.md says when to use which.

#![allow(clippy::print_stdout, reason = "a command-line tool for developers")]

mod bench;
mod check;
mod generate;
mod house;
mod run;
mod test;

use clap::{Parser, Subcommand};
use std::process::ExitCode;

/// Tasks of the house.
#[derive(Parser)]
#[command(name = "cargo xtask")]
struct Cli {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Run every test; get what the browser tests need, say what was skipped and why.
    Test(test::Options),
    /// Format, lints, house plan, file lengths, message ids, generated files.
    Check(check::Options),
    /// Make every generated file anew.
    Gen(generate::Options),
    /// Measure, and write docs/benchmarks.md.
    Bench(bench::Options),
}

fn main() -> ExitCode {
    let done = match Cli::parse().task {
        Task::Test(options) => test::run(&options),
        Task::Check(options) => check::run(&options),
        Task::Gen(options) => generate::run(&options),
        Task::Bench(options) => bench::run(&options),
    };
    match done {
        Ok(code) => code,
        Err(error) => {
            eprintln!("xtask: {error:#}");
            ExitCode::FAILURE
        }
    }
}

//! The program: `banso serve`, `demo`, `import`, `rebuild`, `erase`, `sql`, `doctor`, `define`,
//! `simulate`.
//!
//! A command is one file under `cmd/`: a struct with its arguments and a `run` that gets the [`Ctx`]. To add one,
//! add the file, its line in `cmd/mod.rs`, and its messages in `words` (area `cli`).

mod cmd;
mod ctx;
mod help;
mod outside;
mod ports;
mod usage;

use clap::{CommandFactory, FromArgMatches, Parser};
use ctx::{Ctx, Global};
use std::process::ExitCode;

/// Gives back what is free: the system's allocator keeps what many threads freed, and grows for days. SQLite and Zstandard
/// use it too.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Banso, the customer success platform.
#[derive(Parser)]
#[command(name = "banso", version, propagate_version = true, arg_required_else_help = true)]
struct Cli {
    #[command(flatten)]
    global: Global,
    #[command(subcommand)]
    command: cmd::Command,
}

fn main() -> ExitCode {
    let lang = help::lang(std::env::args_os().map(|arg| arg.to_string_lossy().into_owned()));
    let command = help::localised(Cli::command(), lang);
    let cli = match command.try_get_matches().and_then(|matches| Cli::from_arg_matches(&matches)) {
        Ok(cli) => cli,
        Err(error) => return usage::refuse(&error, lang),
    };
    let ctx = Ctx::new(cli.global);
    ctx.start_logs();
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => return ctx.fail(&error.into()),
    };
    match runtime.block_on(cli.command.run(&ctx)) {
        Ok(code) => code,
        Err(error) => ctx.fail(&error),
    }
}

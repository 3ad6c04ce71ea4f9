//! The commands, one file each.

mod demo;
mod import;
mod serve;

use crate::ctx::Ctx;
use clap::Subcommand;
use std::process::ExitCode;

/// What to do.
#[derive(Subcommand)]
pub enum Command {
    /// Make a simulated vendor and serve it, ready to look around
    Demo(demo::Demo),
    /// Import files of customers' data
    Import(import::Import),
    /// Serve the workspace to browsers
    Serve(serve::Serve),
}

impl Command {
    /// Does it. An error ends the program with code 1 and one sentence.
    pub async fn run(self, ctx: &Ctx) -> anyhow::Result<ExitCode> {
        match self {
            Command::Demo(args) => args.run(ctx).await,
            Command::Import(args) => args.run(ctx).await,
            Command::Serve(args) => args.run(ctx).await,
        }
    }
}

//! The commands, one file each.

mod serve;

use crate::ctx::Ctx;
use clap::Subcommand;
use std::process::ExitCode;

/// What to do.
#[derive(Subcommand)]
pub enum Command {
    /// Serve the workspace to browsers
    Serve(serve::Serve),
}

impl Command {
    /// Does it. An error ends the program with code 1 and one sentence.
    pub async fn run(self, ctx: &Ctx) -> anyhow::Result<ExitCode> {
        match self {
            Command::Serve(args) => args.run(ctx).await,
        }
    }
}

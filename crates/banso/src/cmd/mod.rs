//! The commands, one file each.

mod define;
mod demo;
mod doctor;
mod import;
mod rebuild;
mod serve;
mod sql;

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
    /// Publish a definition as its next version
    Define(define::Define),
    /// Compute everything derived again
    Rebuild(rebuild::Rebuild),
    /// Ask a read-only question over everything
    Sql(sql::Sql),
    /// Say whether the installation is sound
    Doctor(doctor::Doctor),
}

impl Command {
    /// Does it. An error ends the program with code 1 and one sentence.
    pub async fn run(self, ctx: &Ctx) -> anyhow::Result<ExitCode> {
        match self {
            Command::Demo(args) => args.run(ctx).await,
            Command::Import(args) => args.run(ctx).await,
            Command::Serve(args) => args.run(ctx).await,
            Command::Define(args) => args.run(ctx).await,
            Command::Rebuild(args) => args.run(ctx).await,
            Command::Sql(args) => args.run(ctx).await,
            Command::Doctor(args) => args.run(ctx).await,
        }
    }
}

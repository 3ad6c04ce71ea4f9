//! The commands, one file each.

mod define;
mod demo;
mod doctor;
mod erase;
mod import;
mod key;
mod rebuild;
mod serve;
mod simulate;
mod sql;

use crate::ctx::Ctx;
use banso_app::{App, Refused};
use banso_kernel::Day;
use clap::Subcommand;
use std::io::Write;
use std::process::ExitCode;

/// What to do.
#[derive(Subcommand)]
pub enum Command {
    /// Make a simulated vendor and serve it, ready to look around
    Demo(demo::Demo),
    /// Import files of customers' data
    Import(import::Import),
    /// Write keys for products that send facts
    Key(key::Key),
    /// Serve the workspace to browsers
    Serve(serve::Serve),
    /// Publish a definition as its next version
    Define(define::Define),
    /// Compute everything derived again
    Rebuild(rebuild::Rebuild),
    /// Erase everything about one person
    Erase(erase::Erase),
    /// Ask a read-only question over everything
    Sql(sql::Sql),
    /// Try the intervals of plays on simulated plays whose effect is known
    Simulate(simulate::Simulate),
    /// Say whether the installation is sound
    Doctor(doctor::Doctor),
}

impl Command {
    /// Does it. An error ends the program with code 1 and one sentence.
    pub async fn run(self, ctx: &Ctx) -> anyhow::Result<ExitCode> {
        match self {
            Command::Demo(args) => args.run(ctx).await,
            Command::Import(args) => args.run(ctx).await,
            Command::Key(args) => args.run(ctx).await,
            Command::Serve(args) => args.run(ctx).await,
            Command::Define(args) => args.run(ctx).await,
            Command::Rebuild(args) => args.run(ctx).await,
            Command::Erase(args) => args.run(ctx).await,
            Command::Sql(args) => args.run(ctx).await,
            Command::Simulate(args) => args.run(ctx),
            Command::Doctor(args) => args.run(ctx).await,
        }
    }
}

/// The day to show as today, on the command line: `2024-12-31`, or `today` for the real one.
#[derive(Clone, Copy)]
pub struct AsOf(Option<Day>);

impl AsOf {
    /// Reads it.
    pub fn parse(text: &str) -> Result<Self, String> {
        match text {
            "today" => Ok(Self(None)),
            day => Day::parse_iso(day).map(|day| Self(Some(day))).ok_or_else(|| "YYYY-MM-DD | today".to_owned()),
        }
    }

    /// Keeps it as the workspace's day. False if it cannot be, which has been said.
    pub async fn keep(self, ctx: &Ctx, app: &App) -> anyhow::Result<bool> {
        match app.look_at(self.0).await {
            Ok(()) => Ok(true),
            Err(Refused::Input(wrong)) => {
                for wrong in wrong {
                    writeln!(std::io::stderr(), "{}", ctx.words().problem(&wrong.problem))?;
                }
                Ok(false)
            }
            Err(refused) => Err(refused.into()),
        }
    }
}

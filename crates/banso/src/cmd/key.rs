//! `banso key`: write keys for products that send facts over HTTP.

use crate::ctx::Ctx;
use banso_app::{App, Refused};
use banso_kernel::Arg;
use clap::{Args, Subcommand};
use std::io::Write;
use std::process::ExitCode;
use std::sync::Arc;

/// Arguments of `banso key`.
#[derive(Args)]
pub struct Key {
    #[command(subcommand)]
    action: Action,
}

/// What to do.
#[derive(Subcommand)]
enum Action {
    /// Make a source and print its key, which is shown only now
    New {
        /// What sends, such as "web app"
        #[arg(long)]
        name: String,
        /// The key may be used in browsers, where everybody can read it; it makes no accounts
        #[arg(long)]
        browser: bool,
        /// At most so many events a minute
        #[arg(long, value_name = "N")]
        per_minute: Option<i64>,
    },
    /// List sources and their keys
    List,
    /// Let a key open nothing any more
    Revoke {
        /// The key's number, as `list` shows it
        key: i64,
    },
}

impl Key {
    /// Does it.
    pub async fn run(self, ctx: &Ctx) -> anyhow::Result<ExitCode> {
        let app = App::open(ctx.place()?, Arc::clone(&ctx.clock), Arc::clone(&ctx.entropy)).await?;
        let (words, mut out) = (ctx.words(), std::io::stdout());
        match self.action {
            Action::New { name, browser, per_minute } => {
                let terms = banso_app::ingest::SourceTerms { browser, makes_accounts: !browser, per_minute };
                match app.make_source(&name, terms, None).await {
                    Ok((_, key)) => writeln!(out, "{key}")?,
                    Err(Refused::Input(wrong)) => {
                        for wrong in wrong {
                            writeln!(std::io::stderr(), "{}", words.problem(&wrong.problem))?;
                        }
                        return Ok(ExitCode::from(2));
                    }
                    Err(refused) => return Err(refused.into()),
                }
            }
            Action::List => {
                for source in app.sources_of_machine().await? {
                    for key in source.keys {
                        let id = if key.revoked_at.is_some() { "cli-key-revoked" } else { "cli-key" };
                        let args = [
                            ("key", Arg::from(key.id.to_string())),
                            ("tail", Arg::from(key.tail)),
                            ("name", Arg::from(source.name.clone())),
                        ];
                        writeln!(out, "{}", words.with(id, &args))?;
                    }
                }
            }
            Action::Revoke { key } => match app.end_key_of_machine(key).await {
                Ok(()) => writeln!(out, "{}", words.get("cli-done"))?,
                Err(Refused::Missing) => {
                    let key = Arg::from(key.to_string());
                    writeln!(std::io::stderr(), "{}", words.with("cli-key-missing", &[("key", key)]))?;
                    return Ok(ExitCode::from(2));
                }
                Err(refused) => return Err(refused.into()),
            },
        }
        Ok(ExitCode::SUCCESS)
    }
}

//! `banso erase`: everything about one person, everywhere (docs/erasure.md).

use crate::ctx::Ctx;
use banso_app::{App, Refused, erasure};
use banso_kernel::Arg;
use banso_words::words;
use clap::Args;
use std::io::Write;
use std::process::ExitCode;
use std::sync::Arc;

/// Arguments of `banso erase`.
#[derive(Args)]
pub struct Erase {
    /// Id of the account where the person is
    #[arg(long, value_name = "KEY")]
    pub account: String,
    /// Id or email address of the person
    #[arg(long, value_name = "KEY")]
    pub person: String,
}

impl Erase {
    /// Erases the person and completes erasures that were left open. Code 2 if there is no such person.
    pub async fn run(self, ctx: &Ctx) -> anyhow::Result<ExitCode> {
        let words = words(ctx.lang);
        let app = App::open(ctx.place()?, Arc::clone(&ctx.clock), Arc::clone(&ctx.entropy)).await?;
        let id = match erasure::request_by_key(&app, &self.account, &self.person).await {
            Ok(id) => id,
            Err(Refused::Missing) => {
                let args = [("account", Arg::from(self.account)), ("person", Arg::from(self.person))];
                writeln!(std::io::stderr(), "{}", words.with("cli-erase-missing", &args))?;
                return Ok(ExitCode::from(2));
            }
            Err(refused) => return Err(refused.into()),
        };
        app.finish_erasures().await?;
        if let Some(done) = app.state.erasure(id).await? {
            let count = |n: u64| Arg::from(i64::try_from(n).unwrap_or(i64::MAX));
            let args = [
                ("id", Arg::from(id)),
                ("facts", count(done.facts)),
                ("edits", count(done.edits)),
                ("mentions", count(done.mentions)),
                ("files", count(done.files)),
            ];
            writeln!(std::io::stdout(), "{}", words.with("erasure-says", &args))?;
        }
        Ok(ExitCode::SUCCESS)
    }
}

//! `banso rebuild`: everything derived, computed again from facts and ground truth.

use super::AsOf;
use crate::ctx::Ctx;
use banso_app::App;
use banso_app::history::{Progress, Step};
use banso_kernel::Arg;
use banso_words::words;
use clap::Args;
use indicatif::{ProgressBar, ProgressStyle};
use std::io::Write;
use std::process::ExitCode;
use std::sync::Arc;

/// Arguments of `banso rebuild`.
#[derive(Args)]
pub struct Rebuild {
    /// Day to show as today from now on: a date, or today (default: as it is)
    #[arg(long, value_name = "DAY", value_parser = AsOf::parse)]
    pub as_of: Option<AsOf>,
}

impl Rebuild {
    /// Brings the inbox into the lake and computes all history.
    pub async fn run(self, ctx: &Ctx) -> anyhow::Result<ExitCode> {
        let words = words(ctx.lang);
        let app = App::open(ctx.place()?, Arc::clone(&ctx.clock), Arc::clone(&ctx.entropy)).await?;
        if let Some(day) = self.as_of
            && !day.keep(ctx, &app).await?
        {
            return Ok(ExitCode::FAILURE);
        }
        app.seal(&|_| ()).await?;
        let bar = ProgressBar::new(0);
        if let Ok(style) = ProgressStyle::with_template("{bar:30} {pos}/{len} {eta}") {
            bar.set_style(style);
        }
        let rebuilt = app
            .rebuild(&|Progress { step, done, total }| {
                if step == Step::Accounts {
                    bar.set_length(total);
                    bar.set_position(done);
                }
            })
            .await?;
        bar.finish_and_clear();
        let count = |n: u64| Arg::from(i64::try_from(n).unwrap_or(i64::MAX));
        let args = [
            ("accounts", count(rebuilt.accounts)),
            ("facts", count(rebuilt.facts)),
            ("days", count(rebuilt.account_days)),
            ("to", Arg::from(words.day(rebuilt.to))),
        ];
        writeln!(std::io::stdout(), "{}", words.with("cli-rebuilt", &args))?;
        Ok(ExitCode::SUCCESS)
    }
}

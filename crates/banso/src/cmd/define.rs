//! `banso define`: publishes a definition (metrics or a model) as its next version.

use crate::ctx::Ctx;
use banso_app::{App, Refused};
use banso_kernel::Arg;
use banso_words::words;
use clap::Args;
use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

/// Arguments of `banso define`.
#[derive(Args)]
pub struct Define {
    /// TOML file with the metrics or with one model
    pub file: PathBuf,
    /// Why it changes; kept with the version
    #[arg(long, default_value = "")]
    pub reason: String,
}

impl Define {
    /// Publishes and computes all history again. Code 2 if the text is wrong; everything wrong is listed.
    pub async fn run(self, ctx: &Ctx) -> anyhow::Result<ExitCode> {
        let words = words(ctx.lang);
        let text =
            std::fs::read_to_string(&self.file).map_err(|error| anyhow::anyhow!("{}: {error}", self.file.display()))?;
        let app = App::open(&ctx.data, Arc::clone(&ctx.clock), Arc::clone(&ctx.entropy)).await?;
        match app.publish_as(None, &text, &self.reason).await {
            Ok((id, version)) => {
                app.rebuild(&|_| ()).await?;
                let args = [("id", Arg::from(id)), ("version", Arg::from(i64::from(version)))];
                writeln!(std::io::stdout(), "{}", words.with("cli-defined", &args))?;
                Ok(ExitCode::SUCCESS)
            }
            Err(Refused::Input(wrong)) => {
                for wrong in wrong {
                    writeln!(std::io::stderr(), "{}", words.problem(&wrong.problem))?;
                }
                Ok(ExitCode::from(2))
            }
            Err(other) => Err(other.into()),
        }
    }
}

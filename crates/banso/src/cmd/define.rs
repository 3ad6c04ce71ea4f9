//! `banso define`: publishes definitions (metrics or models) as their next versions.

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
    /// TOML files, each with the metrics or with one model; metrics before the models that read them
    #[arg(required = true, value_name = "FILE")]
    pub files: Vec<PathBuf>,
    /// Why it changes; kept with the version
    #[arg(long, default_value = "")]
    pub reason: String,
}

impl Define {
    /// Publishes and computes all history again. Code 2 if the text is wrong; everything wrong is listed.
    pub async fn run(self, ctx: &Ctx) -> anyhow::Result<ExitCode> {
        let words = words(ctx.lang);
        let app = App::open(ctx.place()?, Arc::clone(&ctx.clock), Arc::clone(&ctx.entropy)).await?;
        for file in &self.files {
            let text = std::fs::read_to_string(file).map_err(|error| anyhow::anyhow!("{}: {error}", file.display()))?;
            match app.publish_as(None, &text, &self.reason).await {
                Ok((id, version)) => {
                    let args = [("id", Arg::from(id)), ("version", Arg::from(i64::from(version)))];
                    writeln!(std::io::stdout(), "{}", words.with("cli-defined", &args))?;
                }
                Err(Refused::Input(wrong)) => {
                    for wrong in wrong {
                        writeln!(std::io::stderr(), "{}: {}", file.display(), words.problem(&wrong.problem))?;
                    }
                    // What was published before counts already.
                    app.rebuild(&|_| ()).await?;
                    return Ok(ExitCode::from(2));
                }
                Err(other) => return Err(other.into()),
            }
        }
        app.rebuild(&|_| ()).await?;
        Ok(ExitCode::SUCCESS)
    }
}

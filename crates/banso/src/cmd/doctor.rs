//! `banso doctor`: says whether the installation is sound, and what to do where it is not.

use crate::ctx::Ctx;
use banso_app::doctor::{Finding, Severity, doctor, repair, verdict};
use banso_kernel::Arg;
use banso_words::{Words, words};
use clap::Args;
use std::io::{self, Write};
use std::process::ExitCode;

/// Arguments of `banso doctor`.
#[derive(Args)]
pub struct Doctor {
    /// Print JSON
    #[arg(long)]
    pub json: bool,
    /// Mend the lake first, as far as possible; stop Banso before
    #[arg(long)]
    pub repair: bool,
}

impl Doctor {
    /// Looks at the data folder, after mending it if that is wanted. Code 1 if something is broken; warnings alone give 0.
    pub async fn run(self, ctx: &Ctx) -> anyhow::Result<ExitCode> {
        let mut found = match self.repair {
            true => repair(ctx.place()?, ctx.clock.now(), &*ctx.entropy).await,
            false => Vec::new(),
        };
        found.extend(doctor(ctx.place()?, ctx.clock.now()).await);
        let words = words(ctx.lang);
        let mut out = io::stdout().lock();
        if self.json {
            let list: Vec<_> = found.iter().map(|finding| as_json(finding, words)).collect();
            writeln!(out, "{:#}", serde_json::Value::from(list))?;
        } else {
            for finding in &found {
                writeln!(out, "{} {}", words.get(mark(finding.severity)), sentence(finding, words))?;
                if finding.severity > Severity::Good {
                    writeln!(out, "   → {}", advice(finding, words))?;
                }
            }
            let bad = found.iter().filter(|finding| finding.severity == Severity::Bad).count();
            let warnings = found.iter().filter(|finding| finding.severity == Severity::Warning).count();
            let counts = [("bad", Arg::from(bad)), ("warnings", Arg::from(warnings))];
            writeln!(out, "{}", words.with("doctor-verdict", &counts))?;
        }
        Ok(if verdict(&found) == Severity::Bad { ExitCode::FAILURE } else { ExitCode::SUCCESS })
    }
}

fn mark(severity: Severity) -> &'static str {
    match severity {
        Severity::Good => "doctor-good",
        Severity::Warning => "doctor-warning",
        Severity::Bad => "doctor-bad",
    }
}

fn sentence(finding: &Finding, words: &Words) -> String {
    words.with(&format!("doctor-{}", finding.code), &finding.args)
}

fn advice(finding: &Finding, words: &Words) -> String {
    words.with(&format!("doctor-{}-do", finding.code), &finding.args)
}

fn as_json(finding: &Finding, words: &Words) -> serde_json::Value {
    let severity = match finding.severity {
        Severity::Good => "good",
        Severity::Warning => "warning",
        Severity::Bad => "bad",
    };
    let values: serde_json::Map<_, _> =
        finding.args.iter().map(|(name, value)| ((*name).to_owned(), serde_json::json!(value))).collect();
    let todo = (finding.severity > Severity::Good).then(|| advice(finding, words));
    serde_json::json!({
        "severity": severity,
        "code": finding.code,
        "text": sentence(finding, words),
        "do": todo,
        "values": values,
    })
}

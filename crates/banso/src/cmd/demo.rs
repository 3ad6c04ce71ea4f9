//! `banso demo`: a simulated vendor to look at, ready to sign in to.

use super::serve::Serve;
use crate::ctx::Ctx;
use banso_app::demo::{DemoPlan, DemoState, DemoStep, Loaded};
use banso_app::{App, Place};
use banso_kernel::{Arg, Day, Entropy, Micros};
use clap::Args;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::io::Write;
use std::net::SocketAddr;
use std::process::ExitCode;
use std::sync::Arc;

/// Arguments of `banso demo`.
#[derive(Args)]
pub struct Demo {
    /// Address and port to listen on
    #[arg(long, value_name = "ADDR:PORT", default_value = "127.0.0.1:8080")]
    pub listen: SocketAddr,
    /// Number of simulated customers
    #[arg(long, value_name = "N", default_value_t = 300)]
    pub accounts: usize,
    /// Another seed, another vendor
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub seed: u64,
    /// The day to play (YYYY-MM-DD); today if not given
    #[arg(long, value_name = "DAY", value_parser = parse_day)]
    pub as_of: Option<Day>,
}

fn parse_day(text: &str) -> Result<Day, String> {
    Day::parse_iso(text).ok_or_else(|| "YYYY-MM-DD".to_owned())
}

impl Demo {
    /// Makes the demo where there is none, and serves it until interrupted.
    pub async fn run(self, ctx: &Ctx) -> anyhow::Result<ExitCode> {
        let begun = ctx.clock.now();
        // Better now than after the data has been made.
        drop(super::serve::listener(self.listen, ctx)?);
        let kept = ctx.data_named;
        let passing = std::env::temp_dir().join(format!("banso-demo-{}", std::process::id()));
        // A demo that passes touches no server: what it wrote there would outlive its folder.
        let place = if kept { ctx.place()? } else { Place::from(&passing) };
        let result = self.play(ctx, place, kept, begun).await;
        if !kept {
            let _ = std::fs::remove_dir_all(&passing);
        }
        result
    }

    async fn play(&self, ctx: &Ctx, place: Place, kept: bool, begun: Micros) -> anyhow::Result<ExitCode> {
        let words = ctx.words();
        let folder = place.dir.clone();
        let app = Arc::new(App::open(place, Arc::clone(&ctx.clock), Arc::clone(&ctx.entropy)).await?);
        let password = password(&*ctx.entropy);
        match app.demo_state().await? {
            DemoState::Foreign => {
                let folder = folder.display().to_string();
                eprintln!("{}", words.with("demo-not-a-demo", &[("folder", folder.into())]));
                return Ok(ExitCode::FAILURE);
            }
            DemoState::Made => {
                eprintln!("{}", words.get("demo-there"));
                app.renew_demo_password(&password).await?;
            }
            DemoState::Empty => self.make(ctx, &app, &password).await?,
        }
        let sign_ins = app.demo_sign_ins().await?;
        let seconds = (ctx.clock.now().0 - begun.0) / 1_000_000;
        let mut out = std::io::stdout();
        writeln!(out, "{}", words.get("demo-sign-in"))?;
        for person in &sign_ins {
            let role = words.get(&format!("demo-role-{}", person.role.code()));
            writeln!(out, "  {role}: {}  {}", person.mail, person.name)?;
        }
        writeln!(out, "  {}: {password}", words.get("demo-password"))?;
        let id = if kept { "demo-folder-kept" } else { "demo-folder-gone" };
        writeln!(out, "{}", words.with(id, &[("folder", folder.display().to_string().into())]))?;
        writeln!(out, "{}", words.with("demo-ready", &[("seconds", seconds.into())]))?;
        Serve { listen: self.listen, https: false, proxied: false }.serve(ctx, app).await
    }

    async fn make(&self, ctx: &Ctx, app: &App, password: &str) -> anyhow::Result<()> {
        let words = ctx.words();
        let begun = ctx.clock.now();
        eprintln!("{}", words.with("demo-making", &[("accounts", (self.accounts as i64).into())]));
        let plan = DemoPlan { seed: self.seed, accounts: self.accounts, as_of: self.as_of };
        let members = app.make_demo_members(&app.demo_vendor(&plan).await?, password).await?;
        let bar = bar(self.accounts as u64);
        let computing = words.get("demo-computing");
        let loaded = app
            .make_demo(&plan, &members, &|step| match step {
                DemoStep::Accounts(done) => bar.set_position(done as u64),
                DemoStep::Sealed(_) => bar.set_message(computing.to_string()),
                DemoStep::Computing(step) => bar.set_position(step.done),
            })
            .await?;
        bar.finish_and_clear();
        let seconds = (ctx.clock.now().0 - begun.0) / 1_000_000;
        eprintln!("{}", words.with("demo-loaded", &counts(&loaded, seconds)));
        Ok(())
    }
}

fn counts(loaded: &Loaded, seconds: i64) -> [(&'static str, Arg); 6] {
    let int = |n: u64| Arg::from(i64::try_from(n).unwrap_or(i64::MAX));
    [
        ("accounts", int(loaded.accounts)),
        ("people", int(loaded.people)),
        ("contracts", int(loaded.contracts)),
        ("touches", int(loaded.touches)),
        ("facts", int(loaded.facts)),
        ("seconds", Arg::from(seconds)),
    ]
}

/// Drawn only where somebody watches.
fn bar(accounts: u64) -> ProgressBar {
    let style = ProgressStyle::with_template("{bar:40} {pos}/{len} {msg}");
    ProgressBar::with_draw_target(Some(accounts), ProgressDrawTarget::stderr())
        .with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
}

/// Three groups of four letters and digits that are not mistaken for each other: 60 bits.
fn password(entropy: &dyn Entropy) -> String {
    const LETTERS: &[u8; 32] = b"abcdefghjkmnpqrstuvwxyz123456789";
    let mut bytes = [0; 12];
    entropy.fill(&mut bytes);
    let letters: Vec<char> = bytes.iter().map(|byte| char::from(LETTERS[usize::from(byte % 32)])).collect();
    letters.chunks(4).map(|four| four.iter().collect::<String>()).collect::<Vec<_>>().join("-")
}

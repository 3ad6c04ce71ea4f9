//! `banso serve`: the workspace in the browser.

use crate::ctx::Ctx;
use crate::outside::{outside, refuse};
use anyhow::Context;
use banso_app::App;
use banso_web::Options;
use clap::Args;
use std::io::Write;
use std::net::SocketAddr;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

/// How often the server looks whether the night's work is due.
const LOOK: Duration = Duration::from_secs(300);

/// A batch goes to the lake when its oldest fact has waited so long (or when it is large enough).
const SEAL: Duration = Duration::from_secs(300);

/// How often it looks whether there are new facts, or a new day.
const FRESH: Duration = Duration::from_secs(2);

/// How often it looks whether a message is due.
const OUTBOX: Duration = Duration::from_millis(500);

/// Arguments of `banso serve`.
#[derive(Args)]
pub struct Serve {
    /// Address and port to listen on
    #[arg(long, value_name = "ADDR:PORT", default_value = "127.0.0.1:8080")]
    pub listen: SocketAddr,
    /// Browsers reach it over https through a proxy: secure cookies and HSTS
    #[arg(long)]
    pub https: bool,
    /// The proxy in front puts the caller's address at the end of X-Forwarded-For
    #[arg(long)]
    pub proxied: bool,
}

impl Serve {
    /// Serves until interrupted.
    pub async fn run(self, ctx: &Ctx) -> anyhow::Result<ExitCode> {
        let app = App::open(ctx.place()?, ctx.clock.clone(), ctx.entropy.clone()).await?;
        self.serve(ctx, Arc::new(app)).await
    }

    /// Serves an open data folder until interrupted; `demo` uses it too.
    pub async fn serve(self, ctx: &Ctx, app: Arc<App>) -> anyhow::Result<ExitCode> {
        let listener = tokio::net::TcpListener::from_std(listener(self.listen, ctx)?)?;
        let scheme = if self.https { "https" } else { "http" };
        let address = format!("{scheme}://{}", listener.local_addr()?);
        let words = ctx.words();
        let mut out = std::io::stdout();
        writeln!(out, "{}", words.with("cli-listening", &[("address", address.as_str().into())]))?;
        if let Some(token) = app.setup_token().await? {
            let link = format!("{address}/set-up?token={token}");
            writeln!(out, "{}\n\n    {link}\n", words.get("cli-set-up"))?;
        }
        if !self.https && !self.listen.ip().is_loopback() {
            writeln!(out, "{}", words.get("cli-plain-http"))?;
        }
        out.flush()?;
        if let Err(refused) = app.open_to(outside(words, &*ctx.entropy)?).await {
            refuse(words, refused)?;
        }
        let options = Options { https: self.https, proxied: self.proxied };
        let (night, day, sealer, disk) = (Arc::clone(&app), Arc::clone(&app), Arc::clone(&app), Arc::clone(&app));
        let (actor, postman) = (Arc::clone(&app), Arc::clone(&app));
        tokio::select! {
            served = banso_web::serve(listener, app, options, interrupted()) => served?,
            () = night.keep_tidy(LOOK, seconds("BANSO_TIDY_SECONDS")) => {}
            () = day.keep_current(FRESH) => {}
            () = actor.keep_acting(FRESH) => {}
            () = postman.keep_delivering(OUTBOX) => {}
            () = sealer.keep_sealed(seconds("BANSO_SEAL_SECONDS").unwrap_or(SEAL)) => {}
            // Nothing that follows could be trusted; the next start recovers what was acknowledged.
            () = disk.disk_failed() => anyhow::bail!("{}", words.get("cli-disk-failed")),
        }
        Ok(ExitCode::SUCCESS)
    }
}

/// Takes the address, or says in the reader's words why it cannot be had.
pub fn listener(address: SocketAddr, ctx: &Ctx) -> anyhow::Result<std::net::TcpListener> {
    let taken = std::net::TcpListener::bind(address);
    if let Err(error) = &taken
        && error.kind() == std::io::ErrorKind::AddrInUse
    {
        anyhow::bail!(
            "{}",
            ctx.words().with("cli-port-taken", &[("port", i64::from(address.port()).to_string().into())])
        );
    }
    let listener = taken.with_context(|| format!("{address}"))?;
    listener.set_nonblocking(true)?;
    Ok(listener)
}

/// A time that the environment sets, for tests that cannot wait.
fn seconds(name: &str) -> Option<Duration> {
    std::env::var(name).ok()?.parse().ok().filter(|seconds| *seconds > 0).map(Duration::from_secs)
}

/// Control-C, or the signal with which services are stopped.
async fn interrupted() {
    use tokio::signal::unix::{SignalKind, signal};
    let stop = async {
        match signal(SignalKind::terminate()) {
            Ok(mut stop) => stop.recv().await,
            Err(_) => std::future::pending().await,
        }
    };
    tokio::select! {
        _ = tokio::signal::ctrl_c() => {}
        _ = stop => {}
    }
}

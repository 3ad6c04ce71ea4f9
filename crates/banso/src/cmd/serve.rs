//! `banso serve`: the workspace in the browser.

use crate::ctx::Ctx;
use clap::Args;
use std::net::SocketAddr;
use std::process::ExitCode;

/// Arguments of `banso serve`.
#[derive(Args)]
pub struct Serve {
    /// Address and port to listen on
    #[arg(long, value_name = "ADDR:PORT", default_value = "127.0.0.1:8080")]
    pub listen: SocketAddr,
}

impl Serve {
    /// Serves until interrupted.
    pub async fn run(self, ctx: &Ctx) -> anyhow::Result<ExitCode> {
        let _ = (ctx, self.listen);
        Ok(ExitCode::SUCCESS)
    }
}

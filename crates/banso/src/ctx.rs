//! What every command gets: the data folder, the language, the clock and the source of randomness.

use crate::ports::{OsEntropy, SystemClock};
use banso_app::Place;
use banso_kernel::{Clock, Entropy, Lang};
use banso_words::{Words, words};
use clap::Args;
use std::io::IsTerminal;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

/// Options that every command takes.
#[derive(Args)]
pub struct Global {
    /// Folder that holds everything Banso knows (default: ./banso-data; for demo: a temporary one)
    #[arg(long, global = true, value_name = "DIR")]
    pub data: Option<PathBuf>,
    /// Language of messages: ja or en (default: from LANG)
    #[arg(long, global = true, value_name = "LANG", value_parser = parse_lang)]
    pub lang: Option<Lang>,
}

fn parse_lang(tag: &str) -> Result<Lang, String> {
    Lang::parse(tag).ok_or_else(|| "ja | en".to_owned())
}

/// The language that the environment asks for, English where it asks for none of ours.
pub fn lang_of_environment() -> Lang {
    let tags = ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().filter_map(|name| std::env::var(name).ok());
    tags.filter(|tag| !tag.is_empty()).map(|tag| Lang::parse(&tag)).next().flatten().unwrap_or(Lang::En)
}

/// What a command needs from the outside world.
pub struct Ctx {
    /// The data folder; may not exist yet.
    pub data: PathBuf,
    /// The data folder was named on the command line.
    pub data_named: bool,
    /// The address of the PostgreSQL database that has the state, from `BANSO_DATABASE_URL`; none: a file in the folder.
    pub database: Option<String>,
    /// The language of everything printed.
    pub lang: Lang,
    /// The real clock.
    pub clock: Arc<dyn Clock>,
    /// Random bytes of the operating system.
    pub entropy: Arc<dyn Entropy>,
}

impl Ctx {
    /// From the global options and the environment.
    pub fn new(global: Global) -> Self {
        Self {
            data_named: global.data.is_some(),
            data: global.data.unwrap_or_else(|| PathBuf::from("./banso-data")),
            database: std::env::var("BANSO_DATABASE_URL").ok().filter(|address| !address.is_empty()),
            lang: global.lang.unwrap_or_else(lang_of_environment),
            clock: Arc::new(SystemClock),
            entropy: Arc::new(OsEntropy),
        }
    }

    /// Where everything is.
    ///
    /// # Errors
    /// `BANSO_DATABASE_URL` is no address of PostgreSQL.
    pub fn place(&self) -> anyhow::Result<Place> {
        let place = Place::new(&self.data, self.database.as_deref());
        place.ok_or_else(|| anyhow::anyhow!(self.words().get("cli-database-url")))
    }

    /// Messages in the reader's language.
    pub fn words(&self) -> &'static Words {
        words(self.lang)
    }

    /// Logs go to standard error, so that output can be piped; `RUST_LOG` says how much.
    pub fn start_logs(&self) {
        let filter = tracing_subscriber::EnvFilter::try_from_default_env()
            .unwrap_or_else(|_| tracing_subscriber::EnvFilter::new("warn,banso=info"));
        tracing_subscriber::fmt()
            .with_env_filter(filter)
            .with_writer(std::io::stderr)
            .with_ansi(std::io::stderr().is_terminal())
            .with_target(false)
            .init();
    }

    /// Says what went wrong, with its causes, and gives the exit code for it.
    pub fn fail(&self, error: &anyhow::Error) -> ExitCode {
        tracing::error!("{error:#}");
        ExitCode::FAILURE
    }
}

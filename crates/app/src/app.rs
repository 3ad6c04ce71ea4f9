//! The whole program behind its surfaces.

use crate::auth::Auth;
use crate::history::Base;
use crate::{Definitions, Refused};
use banso_kernel::{Clock, Entropy};
use banso_lake::Lake;
use banso_state::{Database, State};
use std::path::{Path, PathBuf};
use std::sync::{Arc, RwLock};

/// The two stores, the outside world, and what is kept in memory of derived state.
pub struct App {
    /// Ground truth, inbox, current health.
    pub state: State,
    /// Facts and history.
    pub lake: Lake,
    /// Sign-in's memory: wrong tries, the set-up token.
    pub auth: Auth,
    /// The clock.
    pub clock: Arc<dyn Clock>,
    /// Random bytes.
    pub entropy: Arc<dyn Entropy>,
    /// The data folder.
    pub dir: PathBuf,
    /// What all accounts share when one of them is computed; none until it is first asked for.
    pub(crate) base: RwLock<Option<Arc<Base>>>,
    /// What the texts of definitions say, as long as they are the same.
    pub(crate) definitions: crate::kept::Kept<Definitions>,
    /// Account lists kept until something in them changes.
    pub(crate) boards: crate::accounts::Boards,
    /// Earlier days of the overview, kept until history is computed again.
    pub(crate) pasts: crate::overview::Pasts,
    /// Days of the past that readers turned back to.
    pub(crate) back_thens: crate::history::BackThens,
    /// What was found doubtful in the data, kept until history is computed again.
    pub(crate) inspections: crate::readiness::Inspections,
    /// What the last computation of history knows of the facts; none before the first. Whoever computes holds it.
    pub(crate) ledger: tokio::sync::Mutex<Option<crate::history::Ledger>>,
    /// What keeps erased persons out, as of the last erasure that this process knows of.
    pub(crate) tombstones: RwLock<crate::erasure::Tombstones>,
    /// One erasure at a time in this process; other processes are kept out by a lease.
    pub(crate) erasing: tokio::sync::Mutex<()>,
    /// One sealer at a time in this process; other processes are kept out by the lease.
    pub(crate) sealing: tokio::sync::Mutex<()>,
    /// Which metrics follow the outcome, for one state of the history.
    pub(crate) leaks: crate::kept::Kept<crate::lab::Leaks>,
    /// One at a time looks for what was known.
    pub(crate) known_then: tokio::sync::Mutex<()>,
    /// The definitions of actions, read once for each revision of the state.
    pub(crate) readings: crate::kept::Kept<crate::actions::rules::Compiled>,
    /// How messages leave; none until the program says how.
    pub(crate) outside: RwLock<Option<Arc<crate::actions::Outside>>>,
    /// Accounts to be looked at by the next turn.
    pub(crate) pending: crate::actions::Pending,
    /// One turn at a time in this process; other processes are kept out by the lease.
    pub(crate) acting: tokio::sync::Mutex<()>,
    /// The door for facts over HTTP.
    pub(crate) ingest: crate::ingest::Ingest,
    /// This process, to whoever wants the same lease. Drawn once, so that a lease that was not given back (its task
    /// was dropped) is this process's own the next time.
    pub(crate) holder: String,
    /// What other processes see of the leases of this one as long as it lives.
    pub(crate) held: crate::lease::Held,
}

/// Where everything that Banso knows is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The data folder: the lake, what was uploaded, and the state where no server has it.
    pub dir: PathBuf,
    /// The state.
    pub database: Database,
}

impl Place {
    /// A data folder, and the address of a PostgreSQL server's database where the state is not a file of that folder.
    /// None if the address is not one of PostgreSQL.
    #[must_use]
    pub fn new(dir: &Path, server: Option<&str>) -> Option<Self> {
        let database = match server {
            Some(address) => Database::server(address, dir)?,
            None => Database::File(dir.join("state.db")),
        };
        Some(Self { dir: dir.to_owned(), database })
    }

    /// Whether it is known that nothing was ever kept there. A server must be asked, so that of one it is not known.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        matches!(&self.database, Database::File(path) if !path.is_file())
    }
}

/// A data folder with everything in it.
impl From<&Path> for Place {
    fn from(dir: &Path) -> Self {
        Self { dir: dir.to_owned(), database: Database::File(dir.join("state.db")) }
    }
}

/// A data folder with everything in it.
impl From<&PathBuf> for Place {
    fn from(dir: &PathBuf) -> Self {
        Self::from(dir.as_path())
    }
}

impl App {
    /// Opens the data folder, making it where there is none, and publishes the shipped definitions where there are
    /// none yet.
    ///
    /// # Errors
    /// If the folder cannot be used, the server cannot be reached, or one of the stores is damaged.
    pub async fn open(
        place: impl Into<Place>,
        clock: Arc<dyn Clock>,
        entropy: Arc<dyn Entropy>,
    ) -> Result<Self, Refused> {
        let Place { dir, database } = place.into();
        std::fs::create_dir_all(&dir).map_err(Refused::broken)?;
        let state = State::open_to_write(database, Arc::clone(&entropy)).await.map_err(Refused::broken)?;
        let lake = Lake::open(&dir.join("lake")).await.map_err(Refused::broken)?;
        let holder = format!("{:x}", entropy.key());
        let app = Self {
            state,
            lake,
            auth: Auth::new(&*entropy),
            clock,
            entropy,
            dir,
            base: RwLock::new(None),
            definitions: crate::kept::Kept::default(),
            boards: crate::accounts::Boards::default(),
            pasts: crate::overview::Pasts::default(),
            back_thens: crate::history::BackThens::default(),
            inspections: crate::readiness::Inspections::default(),
            ledger: tokio::sync::Mutex::new(None),
            tombstones: RwLock::default(),
            erasing: tokio::sync::Mutex::new(()),
            sealing: tokio::sync::Mutex::new(()),
            leaks: crate::kept::Kept::default(),
            known_then: tokio::sync::Mutex::new(()),
            readings: crate::kept::Kept::default(),
            outside: RwLock::default(),
            pending: crate::actions::Pending::default(),
            acting: tokio::sync::Mutex::new(()),
            ingest: crate::ingest::Ingest::default(),
            holder,
            held: crate::lease::Held::default(),
        };
        Definitions::publish_shipped(&app).await?;
        app.publish_shipped_actions().await?;
        Ok(app)
    }
}

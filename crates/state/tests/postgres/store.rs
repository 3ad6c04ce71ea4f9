//! A fresh store for each test.

use banso_state::{Database, State};
use banso_testbed::{Drawn, Postgres};
use sqlx::{Connection, PgConnection};
use std::path::PathBuf;
use std::sync::Arc;

/// Of a property. Each has a database of its own, which takes a while to make.
pub const CASES: u32 = 4;

/// A store and the server that goes with it.
pub struct Fresh {
    pub state: State,
    empty: Empty,
}

/// A database without tables, and a folder for its keys.
pub struct Empty {
    address: String,
    folder: tempfile::TempDir,
    _server: Arc<Postgres>,
}

/// An empty store.
pub async fn fresh() -> Option<Fresh> {
    let empty = empty()?;
    Some(Fresh { state: empty.open().await.expect("opens"), empty })
}

/// A database without tables.
pub fn empty() -> Option<Empty> {
    match Postgres::shared() {
        Ok(server) => {
            let folder = tempfile::tempdir().expect("a folder");
            Some(Empty { address: server.database(), folder, _server: server })
        }
        Err(reason) => {
            println!("skipped: {reason}");
            None
        }
    }
}

impl Empty {
    pub async fn open(&self) -> banso_state::Result<State> {
        State::open_to_write(self.database(), Arc::new(Drawn::default())).await
    }

    /// Where it is, with its keys.
    pub fn database(&self) -> Database {
        Database::server(&self.address, self.folder.path()).expect("an address")
    }

    /// The file of keys.
    pub fn keys(&self) -> PathBuf {
        self.folder.path().join("keys")
    }

    /// A connection that knows nothing of ours.
    pub async fn raw(&self) -> PgConnection {
        PgConnection::connect(&self.address).await.expect("connects")
    }
}

impl Fresh {
    /// As [`Empty::keys`].
    pub fn keys(&self) -> PathBuf {
        self.empty.keys()
    }

    /// The same store, as another process opens it.
    pub async fn again(&self) -> State {
        self.empty.open().await.expect("opens")
    }

    /// As [`Empty::open`].
    pub async fn try_again(&self) -> banso_state::Result<State> {
        self.empty.open().await
    }

    /// As [`Empty::raw`].
    pub async fn raw(&self) -> PgConnection {
        self.empty.raw().await
    }
}

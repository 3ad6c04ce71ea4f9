//! A fresh store for each test.

use banso_state::{Database, State};
use banso_testbed::Postgres;
use sqlx::{Connection, PgConnection};
use std::sync::Arc;

/// Of a property. Each has a database of its own, which takes a while to make.
pub const CASES: u32 = 4;

/// A store and the server that goes with it.
pub struct Fresh {
    pub state: State,
    empty: Empty,
}

/// A database without tables.
pub struct Empty {
    address: String,
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
        Ok(server) => Some(Empty { address: server.database(), _server: server }),
        Err(reason) => {
            println!("skipped: {reason}");
            None
        }
    }
}

impl Empty {
    pub async fn open(&self) -> banso_state::Result<State> {
        State::open(Database::server(&self.address).expect("an address")).await
    }

    /// A connection that knows nothing of ours.
    pub async fn raw(&self) -> PgConnection {
        PgConnection::connect(&self.address).await.expect("connects")
    }
}

impl Fresh {
    /// The same store, as another process opens it.
    pub async fn again(&self) -> State {
        self.empty.open().await.expect("opens")
    }

    /// As [`Empty::raw`].
    pub async fn raw(&self) -> PgConnection {
        self.empty.raw().await
    }
}

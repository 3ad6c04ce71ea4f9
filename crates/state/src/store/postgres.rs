//! PostgreSQL: a server that several nodes share, used so that what is acknowledged is on disk and one node writes at a
//! time, as on SQLite.

use super::error::{Result, StateError};
use crate::POSTGRES_MIGRATIONS;
use sqlx::postgres::{PgConnectOptions, PgPool, PgPoolOptions};
use sqlx::{ConnectOptions, Connection, PgConnection, Postgres, Transaction};
use std::str::FromStr;
use std::time::Duration;

/// The oldest PostgreSQL that is tried in the tests.
pub const OLDEST_POSTGRES: i32 = 15;

/// The lock that a write transaction holds, for ever the same number ("banso" in ASCII). Places in the inbox are given
/// when a fact is written, so two writers at a time could show place 8 before place 7: a reader who has seen 8 would
/// never look for 7 again.
const WRITER: i64 = 0x62_61_6e_73_6f;

/// What a writer's connection is told: whoever waits for the writer before gives up after a minute, and so does the
/// server wait for a writer who stands still, such as one whose node froze.
const WRITING: &str = "SET lock_timeout = '60s'; SET idle_in_transaction_session_timeout = '60s'; SET jit = off";

/// What a reader's connection is told. Statements here are short ones, which compiling makes slower.
const READING: &str = "SET default_transaction_read_only = on; SET jit = off";

/// The connections to one database of a server.
#[derive(Clone, Debug)]
pub(crate) struct Server {
    pub writer: PgPool,
    pub readers: PgPool,
}

impl Server {
    /// Connects and brings the schema up to date. Of several nodes that begin at once one does it, the others wait.
    pub(crate) async fn open(address: &str) -> Result<Self> {
        let mut options = PgConnectOptions::from_str(address)?.application_name("banso").statement_cache_capacity(300);
        // A bulk statement of an import may take its seconds: nothing to warn of.
        if let Ok(debug) = "debug".parse() {
            options = options.log_slow_statements(debug, Duration::from_secs(1));
        }
        // By a connection of its own: a pool would try for a minute to reach a server that is not there.
        let mut first = options.connect().await?;
        assert_settings(&mut first).await?;
        first.close().await?;
        let pool = |most, told: &'static str| {
            PgPoolOptions::new()
                .max_connections(most)
                .acquire_timeout(Duration::from_secs(60))
                .after_connect(move |connection, _| {
                    Box::pin(async move {
                        sqlx::raw_sql(told).execute(&mut *connection).await?;
                        assert_settings(connection).await.map_err(StateError::carried)
                    })
                })
                .connect_lazy_with(options.clone())
        };
        let server = Self { writer: pool(1, WRITING), readers: pool(6, READING) };
        POSTGRES_MIGRATIONS.run(&server.writer).await?;
        Ok(server)
    }

    pub(crate) async fn close(&self) {
        self.readers.close().await;
        self.writer.close().await;
    }

    /// What the server's checksums found broken; none if nothing, because they look only at what is read.
    pub(crate) async fn checksum_failures(&self) -> Result<Option<Vec<String>>> {
        const FAILURES: &str =
            "SELECT coalesce(max(checksum_failures), 0) FROM pg_stat_database WHERE datname = current_database()";
        let failures: i64 = sqlx::query_scalar(FAILURES).fetch_one(&self.readers).await?;
        Ok((failures > 0).then(|| vec![format!("{failures} pages with a wrong checksum")]))
    }

    /// Bytes of all tables and indexes.
    pub(crate) async fn size(&self) -> Result<u64> {
        const SIZE: &str = "SELECT pg_database_size(current_database())";
        let size: i64 = sqlx::query_scalar(SIZE).fetch_one(&self.readers).await?;
        Ok(size.unsigned_abs())
    }

    pub(crate) async fn version(&self) -> Result<String> {
        let version: String = sqlx::query_scalar("SHOW server_version").fetch_one(&self.readers).await?;
        // Distributions add a word of their own.
        Ok(format!("PostgreSQL {}", version.split(' ').next().unwrap_or_default()))
    }
}

/// Starts a write transaction when no other one runs, in this process or another. Each of its statements sees all that
/// was committed before it began.
pub(crate) async fn begin(writer: &PgPool) -> Result<Transaction<'static, Postgres>> {
    let mut tx = writer.begin().await?;
    sqlx::query("SELECT pg_advisory_xact_lock($1)").bind(WRITER).execute(&mut *tx).await?;
    Ok(tx)
}

/// Commits. A transaction in which a statement failed is refused: `COMMIT` would undo it and report success.
pub(crate) async fn commit(mut tx: Transaction<'static, Postgres>) -> Result<()> {
    sqlx::raw_sql("SELECT").execute(&mut *tx).await?;
    Ok(tx.commit().await?)
}

/// Refuses a server that may lose what it acknowledged, or store other letters than ours.
async fn assert_settings(connection: &mut PgConnection) -> Result<()> {
    const SETTINGS: &str = "SELECT current_setting('server_version_num')::int, current_setting('server_version'),
        current_setting('fsync'), current_setting('full_page_writes'), current_setting('synchronous_commit'),
        current_setting('server_encoding')";
    let found: (i32, String, String, String, String, String) =
        sqlx::query_as(SETTINGS).fetch_one(&mut *connection).await?;
    let (number, version, fsync, pages, commit, encoding) = found;
    if number / 10_000 < OLDEST_POSTGRES {
        return Err(StateError::OldPostgres { found: version, needed: OLDEST_POSTGRES });
    }
    for (name, found, wanted) in [
        ("fsync", fsync, "on"),
        ("full_page_writes", pages, "on"),
        ("synchronous_commit", commit, "on"),
        ("server_encoding", encoding, "UTF8"),
    ] {
        // Waiting for a standby to apply it is more than was asked for.
        if found != wanted && (name, found.as_str()) != ("synchronous_commit", "remote_apply") {
            return Err(StateError::Setting { name, found, wanted });
        }
    }
    Ok(())
}

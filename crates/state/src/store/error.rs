//! What can go wrong in the state store.

/// An error of the state store. None of these is the user's mistake; those are `Problem`s of the layer above.
#[derive(Debug, thiserror::Error)]
pub enum StateError {
    /// The database refused or failed.
    #[error("state database: {0}")]
    Sql(#[from] sqlx::Error),
    /// The schema could not be brought up to date.
    #[error("state database schema: {0}")]
    Migrate(#[from] sqlx::migrate::MigrateError),
    /// The file system failed.
    #[error("state folder: {0}")]
    Io(#[from] std::io::Error),
    /// A JSON column does not hold what it should.
    #[error("state database: a stored JSON text is damaged: {0}")]
    Json(#[from] serde_json::Error),
    /// A stored value does not mean anything.
    #[error("state database: {what} holds {found:?}")]
    Damaged {
        /// Table and column.
        what: &'static str,
        /// What was found there.
        found: String,
    },
    /// The linked SQLite is too old to be safe (WAL reset bug).
    #[error("SQLite {found} is linked, at least {needed} is needed")]
    OldSqlite {
        /// The version that is linked.
        found: String,
        /// The oldest that will do.
        needed: &'static str,
    },
    /// A safety setting did not take hold.
    #[error("PRAGMA {name} is {found}, {wanted} was asked for")]
    Pragma {
        /// The setting.
        name: &'static str,
        /// Read back.
        found: String,
        /// Asked for.
        wanted: &'static str,
    },
    /// The folder cannot hold the stores safely.
    #[error("the folder cannot hold the stores: {what} does not work there ({error})")]
    Folder {
        /// What was tried: `hard link`, `rename`, `directory sync`.
        what: &'static str,
        /// What the system said.
        error: std::io::Error,
    },
    /// A step of a protocol came out of turn, such as finishing a seal with an old lease.
    #[error("out of turn: {0}")]
    OutOfTurn(&'static str),
    /// An earlier commit did not reach the disk.
    #[error("an earlier write did not reach the disk")]
    Failing,
    /// There is no such row.
    #[error("no such {0}")]
    Missing(&'static str),
}

impl StateError {
    /// A uniqueness rule refused the write: somebody else has that key or name already.
    #[must_use]
    pub fn is_duplicate(&self) -> bool {
        matches!(self, StateError::Sql(sqlx::Error::Database(error)) if error.is_unique_violation())
    }

    /// The volume is full, or memory is: try again later.
    #[must_use]
    pub fn is_full(&self) -> bool {
        // SQLITE_FULL is 13.
        self.has_code(&["13"])
    }

    /// A sync, or a write that it rests on, failed: what the database says from now on may never reach the disk.
    #[must_use]
    pub fn is_sync_failure(&self) -> bool {
        // SQLITE_IOERR_FSYNC, SQLITE_IOERR_DIR_FSYNC, SQLITE_IOERR_WRITE.
        matches!(self, Self::Failing) || self.has_code(&["1034", "1290", "778"])
    }

    fn has_code(&self, codes: &[&str]) -> bool {
        match self {
            Self::Sql(sqlx::Error::Database(error)) => error.code().is_some_and(|code| codes.contains(&&*code)),
            _ => false,
        }
    }
}

/// The usual result.
pub type Result<T, E = StateError> = std::result::Result<T, E>;

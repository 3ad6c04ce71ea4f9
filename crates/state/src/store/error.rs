//! What can go wrong in the state store.

use std::path::PathBuf;

/// What is wrong with the file of keys.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum KeysProblem {
    /// The database knows of one, and there is none.
    #[error("is missing; without it nobody's name can be read. Put it back from its backup")]
    Missing,
    /// It is of another workspace.
    #[error("belongs to another database. Put back the one that was kept with this database")]
    Other,
    /// Keys are missing that the database needs: it was put back from an old backup.
    #[error("is older than the database. Put back its newest copy")]
    Older,
    /// It is no file of keys, or its head cannot be read.
    #[error("is damaged. Put it back from its backup")]
    Damaged,
}

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
    /// The server's PostgreSQL is too old.
    #[error("the server runs PostgreSQL {found}, at least {needed} is needed")]
    OldPostgres {
        /// The version that runs.
        found: String,
        /// The oldest that will do.
        needed: i32,
    },
    /// A safety setting does not hold.
    #[error("the database's setting {name} is {found}, {wanted} is needed")]
    Setting {
        /// The setting.
        name: &'static str,
        /// Read back.
        found: String,
        /// What is safe.
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
    /// The file of keys does not do.
    #[error("the file of keys {} {problem}", file.display())]
    Keys {
        /// Where it is, or should be.
        file: PathBuf,
        /// What is wrong with it.
        problem: KeysProblem,
    },
    /// The database has rows from before personal values were sealed.
    #[error(
        "the database holds persons whose data is not sealed, from a version before 0.1. Begin with an empty database and \
         import again"
    )]
    Unsealed,
    /// Something is to be kept of a person whose key was destroyed.
    #[error("the person was erased")]
    Erased,
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
        // SQLITE_FULL; disk_full and out_of_memory of PostgreSQL; the file of keys.
        let keys = matches!(self, Self::Io(error) if error.kind() == std::io::ErrorKind::StorageFull);
        keys || self.has_code(&["13", "53100", "53200"])
    }

    /// A sync, or a write that it rests on, failed: what the database says from now on may never reach the disk. (A
    /// server of PostgreSQL ends itself then: the connection is lost.)
    #[must_use]
    pub fn is_sync_failure(&self) -> bool {
        // SQLITE_IOERR_FSYNC, SQLITE_IOERR_DIR_FSYNC, SQLITE_IOERR_WRITE.
        matches!(self, Self::Failing) || self.has_code(&["1034", "1290", "778"])
    }

    /// A value that the statement makes is longer than the database can give.
    pub(crate) fn is_too_big(&self) -> bool {
        // SQLITE_TOOBIG; program_limit_exceeded of PostgreSQL.
        self.has_code(&["18", "54000"])
    }

    fn has_code(&self, codes: &[&str]) -> bool {
        let StateError::Sql(sqlx::Error::Database(error)) = self else { return false };
        error.code().is_some_and(|code| codes.contains(&code.as_ref()))
    }

    /// Through a pool, which knows only its own errors.
    pub(crate) fn carried(self) -> sqlx::Error {
        match self {
            StateError::Sql(error) => error,
            other => sqlx::Error::Configuration(Box::new(other)),
        }
    }

    /// What [`StateError::carried`] was made of.
    pub(crate) fn uncarried(error: sqlx::Error) -> Self {
        match error {
            sqlx::Error::Configuration(inner) => match inner.downcast::<StateError>() {
                Ok(ours) => *ours,
                Err(other) => StateError::Sql(sqlx::Error::Configuration(other)),
            },
            other => StateError::Sql(other),
        }
    }
}

/// The usual result.
pub type Result<T, E = StateError> = std::result::Result<T, E>;

//! Where the state is kept.

use sqlx::postgres::PgConnectOptions;
use std::fmt;
use std::path::{Path, PathBuf};
use std::str::FromStr;

/// Where the state is kept: in a file of SQLite, or by a server of PostgreSQL.
#[derive(Clone, PartialEq, Eq)]
pub enum Database {
    /// SQLite, in this file.
    File(PathBuf),
    /// PostgreSQL.
    Server {
        /// Where: `postgres://user:password@host/database`.
        address: String,
        /// The file of keys for what is sealed there, shared by all nodes and never in the database.
        keys: PathBuf,
    },
}

impl Database {
    /// The server at an address, with its keys in a folder; none if the address begins neither with `postgres://` nor with
    /// `postgresql://`.
    #[must_use]
    pub fn server(address: &str, folder: &Path) -> Option<Self> {
        let known = ["postgres://", "postgresql://"].iter().any(|scheme| address.starts_with(scheme));
        known.then(|| Self::Server { address: address.to_owned(), keys: folder.join("keys") })
    }
}

/// The file's path, or host and name of the database. Never user or password.
impl fmt::Display for Database {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File(path) => path.display().fmt(f),
            Self::Server { address, .. } => match PgConnectOptions::from_str(address) {
                Ok(found) => {
                    let socket = found.get_socket().map(|path| path.display().to_string());
                    let host = socket.unwrap_or_else(|| format!("{}:{}", found.get_host(), found.get_port()));
                    write!(f, "postgres://{host}/{}", found.get_database().unwrap_or_else(|| found.get_username()))
                }
                Err(_) => f.write_str("postgres://…"),
            },
        }
    }
}

/// As [`fmt::Display`]: passwords are in no log.
impl fmt::Debug for Database {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl From<&Path> for Database {
    fn from(path: &Path) -> Self {
        Self::File(path.to_owned())
    }
}

impl From<&PathBuf> for Database {
    fn from(path: &PathBuf) -> Self {
        Self::File(path.clone())
    }
}

impl From<&Database> for Database {
    fn from(database: &Database) -> Self {
        database.clone()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_shown_without_user_and_password() {
        for (address, shown) in [
            ("postgres://banso:secret@db.example:6432/cs", "postgres://db.example:6432/cs"),
            ("postgresql://banso:secret@localhost/cs?host=/run/postgresql", "postgres:///run/postgresql/cs"),
            ("postgres://banso:secret@[half", "postgres://…"),
        ] {
            let database = Database::server(address, Path::new(".")).expect("PostgreSQL");
            assert_eq!((database.to_string(), format!("{database:?}")), (shown.to_owned(), shown.to_owned()));
        }
        assert_eq!(Database::server("mysql://localhost/cs", Path::new(".")), None);
    }
}

//! Bringing a server's database and the file of keys together, before anything else is read or written.

use super::error::{KeysProblem, Result, StateError};
use super::keys::Keys;
use super::sealing::Sealing;
use super::statement::{execute, scalar, scalar_optional};
use super::tx::{KEYS_COUNT, Tx};
use banso_kernel::Entropy;
use std::path::Path;
use std::sync::Arc;

/// The setting that says which file of keys belongs to the database.
const KEYS_ID: &str = "keys.id";

/// The keys of a database. A database that is new gets a file, if somebody can draw its secret; nobody else may do so
/// meanwhile, because `tx` is the only one that writes. Losing the file is losing everybody, so it is never replaced.
pub(super) async fn unlock(mut tx: Tx, path: &Path, entropy: Option<Arc<dyn Entropy>>) -> Result<Sealing> {
    let known = scalar_optional!(tx, "sql/settings/one.sql", KEYS_ID)?;
    let keys = Keys::open(path, entropy.clone())?;
    let Some(known): Option<String> = known else {
        if scalar!(tx, "sql/settings/persons.sql")? > 0 {
            return Err(StateError::Unsealed);
        }
        let keys = match (keys, entropy) {
            // Made by somebody who ended before the database knew of it.
            (Some(keys), Some(_)) => keys,
            (None, Some(entropy)) => Keys::create(path, entropy)?,
            (_, None) => return Ok(Sealing::Closed),
        };
        execute!(tx, "sql/settings/put.sql", KEYS_ID, keys.id(), 0i64)?;
        tx.commit().await?;
        return Ok(Sealing::Keys(keys));
    };
    let keys = keys.ok_or(StateError::Keys { file: path.to_owned(), problem: KeysProblem::Missing })?;
    if keys.id() != known {
        return Err(keys.problem(KeysProblem::Other));
    }
    let count: Option<String> = scalar_optional!(tx, "sql/settings/one.sql", KEYS_COUNT)?;
    if count.and_then(|count| count.parse().ok()).is_some_and(|count: u64| keys.count() < count) {
        return Err(keys.problem(KeysProblem::Older));
    }
    tx.rollback().await?;
    Ok(Sealing::Keys(keys))
}

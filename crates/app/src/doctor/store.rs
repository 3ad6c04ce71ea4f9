//! The state database: version and settings of SQLite, the file itself, its log.

use super::Finding;
use banso_state::{State, StateError};
use std::path::Path;

/// A write-ahead log beyond this is kept from shrinking by somebody who reads all the time (T15).
const LOG: u64 = 64 << 20;

/// Opens the database if it is there. Settings are asserted by opening.
pub(super) async fn look(path: &Path, found: &mut Vec<Finding>) -> Option<State> {
    let file = path.display().to_string();
    if !path.is_file() {
        found.push(Finding::bad("state-missing").with("file", file));
        return None;
    }
    let state = match State::open(path).await {
        Ok(state) => state,
        Err(error) => {
            found.push(match error {
                StateError::OldSqlite { found, needed } => {
                    Finding::bad("sqlite-old").with("version", found).with("needed", needed)
                }
                StateError::Pragma { name, found, wanted } => {
                    Finding::bad("sqlite-setting").with("name", name).with("value", found).with("wanted", wanted)
                }
                other => Finding::bad("state-unreadable").with("file", file).with("why", other.to_string()),
            });
            return None;
        }
    };
    let before = found.len();
    match state.check_integrity().await {
        Ok(wrong) => found.extend(
            wrong.into_iter().map(|why| Finding::bad("state-damaged").with("file", file.clone()).with("why", why)),
        ),
        Err(error) => {
            found.push(Finding::bad("state-damaged").with("file", file.clone()).with("why", error.to_string()));
        }
    }
    if found.len() == before {
        let version = state.sqlite_version().await.unwrap_or_default();
        let megabytes = i64::try_from(state.sizes().database >> 20).unwrap_or(i64::MAX);
        found.push(Finding::good("state-good").with("version", version).with("megabytes", megabytes));
    }
    let log = state.sizes().log;
    if log > LOG {
        found.push(Finding::warning("state-log-long").with("megabytes", i64::try_from(log >> 20).unwrap_or(i64::MAX)));
    }
    Some(state)
}

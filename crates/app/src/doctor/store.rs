//! The state database: version and settings, the file or the server, the log.

use super::Finding;
use banso_state::{Database, KeysProblem, State, StateError};

/// A write-ahead log beyond this is kept from shrinking by somebody who reads all the time (T15).
const LOG: u64 = 64 << 20;

/// Opens the database if it is there. Settings are asserted by opening.
pub(super) async fn look(database: &Database, found: &mut Vec<Finding>) -> Option<State> {
    let file = database.to_string();
    if matches!(database, Database::File(path) if !path.is_file()) {
        found.push(Finding::bad("state-missing").with("file", file));
        return None;
    }
    let state = match State::open(database).await {
        Ok(state) => state,
        Err(error) => {
            found.push(match error {
                StateError::OldSqlite { found, needed } => {
                    Finding::bad("sqlite-old").with("version", found).with("needed", needed)
                }
                StateError::OldPostgres { found, needed } => {
                    Finding::bad("postgres-old").with("version", found).with("needed", i64::from(needed))
                }
                StateError::Setting { name, found, wanted } => Finding::bad(match database {
                    Database::File(_) => "sqlite-setting",
                    Database::Server { .. } => "postgres-setting",
                })
                .with("name", name)
                .with("value", found)
                .with("wanted", wanted),
                StateError::Keys { file, problem } => Finding::bad(match problem {
                    KeysProblem::Missing => "keys-missing",
                    KeysProblem::Other => "keys-other",
                    KeysProblem::Older => "keys-older",
                    KeysProblem::Damaged => "keys-damaged",
                })
                .with("file", file.display().to_string()),
                StateError::Unsealed => Finding::bad("state-unsealed").with("file", file),
                other => Finding::bad(match database {
                    Database::File(_) => "state-unreadable",
                    Database::Server { .. } => "state-unreachable",
                })
                .with("file", file)
                .with("why", other.to_string()),
            });
            return None;
        }
    };
    let sizes = state.sizes().await.unwrap_or_default();
    let wrong = match state.check_integrity().await {
        Ok(wrong) => wrong,
        Err(error) => Some(vec![error.to_string()]),
    };
    match wrong.as_deref() {
        // A server keeps how its files are to itself.
        None | Some([]) => {
            let code = if wrong.is_some() { "state-good" } else { "state-answers" };
            let version = state.version().await.unwrap_or_default();
            found.push(Finding::good(code).with("version", version).with("megabytes", megabytes(sizes.database)));
        }
        Some(wrong) => {
            let code = match database {
                Database::File(_) => "state-damaged",
                Database::Server { .. } => "state-server-damaged",
            };
            let finding = |why: &String| Finding::bad(code).with("file", file.clone()).with("why", why.clone());
            found.extend(wrong.iter().map(finding));
        }
    }
    if let Some(log) = sizes.log.filter(|log| *log > LOG) {
        found.push(Finding::warning("state-log-long").with("megabytes", megabytes(log)));
    }
    Some(state)
}

fn megabytes(bytes: u64) -> i64 {
    i64::try_from(bytes >> 20).unwrap_or(i64::MAX)
}

//! Sealing: an inbox batch becomes a file of the lake exactly once (RELIABILITY T2, steps 3 and 4).

use super::encode::{batch_of, layout, sorted};
use crate::LakeError;
use crate::datafile::{DataFile, publish};
use crate::table::{Loaded, Table};
use banso_domain::facts::Fact;
use deltalake::kernel::{Action, Add};
use deltalake::protocol::{DeltaOperation, SaveMode};

/// How often a commit is tried again after somebody else's came first. Each time the log is read anew before.
const TRIES: usize = 8;
/// Rows encoded at a time.
const CHUNK: usize = 131_072;

/// How a batch came to be in the lake.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sealed {
    /// This call put it there.
    Now {
        /// Version of the lake's log that carries it.
        version: u64,
    },
    /// It was there before this call (or an earlier try of this call had succeeded without our learning of it).
    Already,
}

/// See [`crate::Lake::seal`].
pub(crate) async fn seal(table: &Table, batch: i64, facts: Vec<Fact>) -> Result<Sealed, LakeError> {
    let on = table.load().await?;
    if due(&on, batch)?.is_none() {
        return Ok(Sealed::Already);
    }
    seal_on(table, on, batch, facts).await
}

/// The part after the first look at the log: `on` may be out of date by now, which the commit notices.
pub(crate) async fn seal_on(
    table: &Table,
    mut on: std::sync::Arc<Loaded>,
    batch: i64,
    facts: Vec<Fact>,
) -> Result<Sealed, LakeError> {
    let add = write(table, batch, facts).await?;
    let mut why = String::new();
    for _ in 0..TRIES {
        if due(&on, batch)?.is_none() {
            return Ok(Sealed::Already);
        }
        let operation = DeltaOperation::Write { mode: SaveMode::Append, partition_by: None, predicate: None };
        let actions = add.iter().cloned().map(Action::Add).collect();
        match table.commit(&on, actions, operation, Some(batch)).await {
            Ok(version) => return Ok(Sealed::Now { version }),
            // Conflict, time-out, lost answer: whatever it was, only the log knows what happened.
            Err(error) => why = error.to_string(),
        }
        on = table.load().await?;
    }
    if due(&on, batch)?.is_none() { Ok(Sealed::Already) } else { Err(LakeError::NotCommitted { batch, why }) }
}

/// Whether `batch` is the next one; `None` if it is in the lake already.
fn due(on: &Loaded, batch: i64) -> Result<Option<()>, LakeError> {
    if on.batch >= batch {
        Ok(None)
    } else if on.batch < batch - 1 {
        Err(LakeError::LostCommits { found: on.batch, asked: batch, before: batch - 1 })
    } else {
        Ok(Some(()))
    }
}

/// Writes the batch's file; nobody sees it until the log names it. The name follows from the content, so that
/// trying again after a crash writes the same file again. No file for an empty batch.
pub(crate) async fn write(table: &Table, batch: i64, facts: Vec<Fact>) -> Result<Option<Add>, LakeError> {
    if facts.is_empty() {
        return Ok(None);
    }
    let encoded = tokio::task::spawn_blocking(move || {
        let mut file = DataFile::new(&layout())?;
        for chunk in sorted(&facts).chunks(CHUNK) {
            file.push(&batch_of(chunk)?)?;
        }
        file.finish()
    });
    let file = encoded.await.map_err(|error| LakeError::Thread(error.to_string()))??;
    let hash = blake3::hash(&file.bytes).to_hex();
    let path = format!("batch-{batch:012}-{}.parquet", &hash[..16]);
    publish(table, path, file, true).await.map(Some)
}

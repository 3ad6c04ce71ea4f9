//! Rows from a file to whoever writes them, in chunks, over a short queue.

use super::options;
use banso_intake::{Item, Mapping, Reader, Reject, Table, Typed};
use banso_kernel::{Problem, Zone};
use std::path::PathBuf;
use tokio::sync::mpsc::{Receiver, Sender, channel};

/// Rows of a chunk, which is one transaction.
const CHUNK: usize = 10_000;

/// Rows that were read together.
#[derive(Debug, Default)]
pub(super) struct Chunk {
    /// Rows with meaning, and where they start.
    pub(super) rows: Vec<(u64, Typed)>,
    /// What is wrong with the others.
    pub(super) rejects: Vec<Reject>,
    /// What was read otherwise than it stands there.
    pub(super) notices: Vec<Reject>,
    /// Rows read, good and bad.
    pub(super) read: u64,
    /// Rows refused.
    pub(super) refused: u64,
    /// Bytes of the file read so far, and of all.
    pub(super) bytes: (u64, u64),
    /// This was the last chunk; why the file could not be read to its end.
    pub(super) end: Option<Option<Problem>>,
}

/// Starts to read the file; the first message says why it cannot be read at all.
pub(super) fn start(path: PathBuf, mapping: Mapping, source: String, zone: Zone) -> Receiver<Result<Chunk, Problem>> {
    let (sender, receiver) = channel(2);
    tokio::task::spawn_blocking(move || {
        if let Err(problem) = read(&path, &mapping, &source, &zone, &sender) {
            let _ = sender.blocking_send(Err(problem));
        }
    });
    receiver
}

fn read(
    path: &std::path::Path,
    mapping: &Mapping,
    source: &str,
    zone: &Zone,
    sender: &Sender<Result<Chunk, Problem>>,
) -> Result<(), Problem> {
    let mut table = Table::open(path, &options(Some(mapping)))?;
    let mut reader = Reader::new(mapping, table.columns(), source, zone)?;
    let (meter, total) = (table.meter(), table.info().bytes);
    let mut chunk = Chunk::default();
    while let Some(item) = table.next_item() {
        chunk.read += 1;
        match item {
            Item::Reject(reject) => {
                chunk.refused += 1;
                chunk.rejects.push(reject);
            }
            Item::Row(row) => match reader.read(&row) {
                Ok(typed) => {
                    chunk.rows.push((row.line, typed));
                    chunk.notices.extend_from_slice(reader.notices());
                }
                Err(rejects) => {
                    chunk.refused += 1;
                    chunk.rejects.extend(rejects);
                }
            },
        }
        if chunk.read as usize >= CHUNK {
            chunk.bytes = (meter.read().min(total), total);
            if sender.blocking_send(Ok(std::mem::take(&mut chunk))).is_err() {
                return Ok(()); // nobody wants more
            }
        }
    }
    chunk.bytes = (meter.read().min(total), total);
    chunk.end = Some(table.broken().cloned());
    let _ = sender.blocking_send(Ok(chunk));
    Ok(())
}

//! From columns to a replaced table, with bounded memory: batches go to a thread that encodes and stores them,
//! and one commit at the end makes them the table.

use crate::LakeError;
use crate::datafile::{DataFile, Layout, publish};
use crate::table::{FileMeta, Loaded, Table};
use deltalake::arrow::array::RecordBatch;
use deltalake::kernel::{Action, Add, Metadata, MetadataExt, Remove, StructType};
use deltalake::protocol::{DeltaOperation, SaveMode};
use std::collections::HashMap;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};

/// Files are closed at this size, so that memory stays bounded and readers can work side by side.
const FILE: usize = 64 << 20;
/// How often the final commit is tried again after somebody else's came first.
const TRIES: usize = 8;
/// Key of the table property that says what the table was computed from.
const STAMP: &str = "banso.stamp";

/// What is written: all of the history anew, or some accounts and days of it again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Turn {
    /// Everything, instead of what was there.
    Anew,
    /// Some accounts and days, on top of what is there: for each, the greatest revision counts.
    Again(i64),
}

impl Turn {
    /// The next revision of a table.
    pub async fn next(table: &Table) -> Result<Self, LakeError> {
        let on = table.load().await?;
        Ok(Self::Again(on.files.iter().map(revision).max().unwrap_or(0) + 1))
    }

    /// What its rows carry.
    pub fn revision(self) -> i64 {
        match self {
            Self::Anew => 0,
            Self::Again(revision) => revision,
        }
    }
}

/// The revision of a file's rows.
pub(crate) fn revision(file: &FileMeta) -> i64 {
    file.least.get("revision").and_then(serde_json::Value::as_i64).unwrap_or(0)
}

/// Batches on their way into a table. Batches of different series go to different files.
pub(crate) struct Pipe {
    table: Arc<Table>,
    send: Option<SyncSender<(usize, RecordBatch)>>,
    done: tokio::task::JoinHandle<Result<Vec<Add>, LakeError>>,
    rows: u64,
}

impl Pipe {
    /// Starts the thread.
    pub fn start(table: Arc<Table>, layout: Layout) -> Self {
        let (send, receive) = sync_channel(2);
        let target = Arc::clone(&table);
        let runtime = tokio::runtime::Handle::current();
        let done = tokio::task::spawn_blocking(move || encode(&target, &layout, &receive, &runtime));
        Self { table, send: Some(send), done, rows: 0 }
    }

    /// Hands over a batch of a series; blocks while the thread is behind.
    pub fn push(&mut self, series: usize, batch: RecordBatch) -> Result<(), LakeError> {
        self.rows += batch.num_rows() as u64;
        let sent = self.send.as_ref().map(|send| send.send((series, batch)));
        match sent {
            Some(Ok(())) => Ok(()),
            // The thread gave up; `finish` tells why.
            _ => Err(LakeError::Thread("the writer of a derived table ended early".to_owned())),
        }
    }

    /// Waits for the files and makes them the table in one commit, together with those old ones that `keep` takes.
    pub async fn finish(
        mut self,
        columns: Vec<deltalake::kernel::StructField>,
        stamp: &str,
        keep: impl Fn(&FileMeta) -> bool,
    ) -> Result<u64, LakeError> {
        drop(self.send.take());
        let adds = self.done.await.map_err(|error| LakeError::Thread(error.to_string()))??;
        let schema = StructType::try_new(columns).map_err(deltalake::DeltaTableError::from)?;
        for _ in 1..TRIES {
            match replace(&self.table, &adds, &schema, stamp, &keep).await {
                Ok(()) => return Ok(self.rows),
                Err(error) => tracing::warn!(%error, "replacing a derived table is tried again"),
            }
        }
        replace(&self.table, &adds, &schema, stamp, &keep).await.map(|()| self.rows)
    }
}

async fn replace(
    table: &Table,
    adds: &[Add],
    schema: &StructType,
    stamp: &str,
    keep: &impl Fn(&FileMeta) -> bool,
) -> Result<(), LakeError> {
    let on = table.load().await?;
    // Files are named by their content: a rebuild that changes nothing keeps its files.
    let there = |path: &str| on.files.iter().any(|file| file.path == path);
    let stays = |file: &FileMeta| keep(file) || adds.iter().any(|add| add.path == file.path);
    let mut actions = vec![Action::Metadata(metadata(&on, schema, stamp)?)];
    actions.extend(removals(&on, |file| !stays(file), true)?.into_iter().map(Action::Remove));
    actions.extend(adds.iter().filter(|add| !there(&add.path)).cloned().map(Action::Add));
    let operation = DeltaOperation::Write { mode: SaveMode::Overwrite, partition_by: None, predicate: None };
    table.commit(&on, actions, operation, None).await.map(drop)
}

/// Log entries that take the files out of the table for which `out` is true.
pub(crate) fn removals(
    on: &Loaded,
    out: impl Fn(&FileMeta) -> bool,
    data_change: bool,
) -> Result<Vec<Remove>, LakeError> {
    let gone: Vec<&str> = on.files.iter().filter(|file| out(file)).map(|file| file.path.as_str()).collect();
    let views = on.table.snapshot()?.log_data();
    Ok(views
        .iter()
        .filter(|view| gone.contains(&view.path().as_ref()))
        .map(|view| view.remove_action(data_change))
        .collect())
}

fn metadata(on: &Loaded, schema: &StructType, stamp: &str) -> Result<Metadata, LakeError> {
    let old = on.table.snapshot()?.metadata().clone();
    let new = old.with_schema(schema).and_then(|new| new.add_config_key(STAMP.to_owned(), stamp.to_owned()));
    Ok(new.map_err(deltalake::DeltaTableError::from)?)
}

/// What the table says it was computed from; empty if nothing was written yet.
pub(crate) fn stamp_of(on: &Loaded) -> String {
    let state = on.table.snapshot().ok();
    state.and_then(|state| state.metadata().configuration().get(STAMP).cloned()).unwrap_or_default()
}

fn encode(
    table: &Table,
    layout: &Layout,
    receive: &Receiver<(usize, RecordBatch)>,
    runtime: &tokio::runtime::Handle,
) -> Result<Vec<Add>, LakeError> {
    let mut open: HashMap<usize, DataFile> = HashMap::new();
    let mut adds: Vec<Add> = Vec::new();
    let close = |file: DataFile, adds: &mut Vec<Add>| -> Result<(), LakeError> {
        let file = file.finish()?;
        let path = format!("derived-{}.parquet", &blake3::hash(&file.bytes).to_hex()[..32]);
        // Equal content (an account's constant history, say) has an equal name, and is stored once.
        if adds.iter().all(|add| add.path != path) {
            adds.push(runtime.block_on(publish(table, path, file, true))?);
        }
        Ok(())
    };
    while let Ok((series, batch)) = receive.recv() {
        let file = match open.entry(series) {
            std::collections::hash_map::Entry::Occupied(entry) => entry.into_mut(),
            std::collections::hash_map::Entry::Vacant(entry) => entry.insert(DataFile::new(layout)?),
        };
        file.push(&batch)?;
        if file.size() >= FILE
            && let Some(file) = open.remove(&series)
        {
            close(file, &mut adds)?;
        }
    }
    let mut rest: Vec<_> = open.into_iter().collect();
    rest.sort_by_key(|(series, _)| *series);
    for (_, file) in rest {
        close(file, &mut adds)?;
    }
    Ok(adds)
}

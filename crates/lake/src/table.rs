//! One Delta table of the lake: opening, the newest state, and commits that happen exactly as asked or not at all.

use crate::LakeError;
use crate::store::SyncedStore;
use banso_kernel::Micros;
use deltalake::kernel::transaction::{CommitBuilder, CommitProperties};
use deltalake::kernel::{Action, StructField, Transaction};
use deltalake::logstore::object_store::ObjectStoreExt;
use deltalake::logstore::{LogStoreRef, commit_uri_from_version};
use deltalake::operations::create::CreateBuilder;
use deltalake::parquet::arrow::arrow_reader::ArrowReaderMetadata;
use deltalake::protocol::{DeltaOperation, SaveMode};
use deltalake::{DeltaTable, DeltaTableBuilder, ObjectStore, ObjectStoreError};
use std::collections::HashMap;
use std::ops::{Range, RangeInclusive};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use url::Url;

/// The application that seals inbox batches, as it is named in the log.
pub(crate) const APP: &str = "banso.inbox";

/// No entry of the log has fewer bytes: one that says anything is longer.
const SHORTEST: u64 = 3;

/// A data file that is part of a table.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct FileMeta {
    /// Path inside the table's folder.
    pub path: String,
    /// Bytes.
    pub size: u64,
    /// Rows.
    pub rows: u64,
    /// Smallest to largest account inside.
    pub accounts: RangeInclusive<i64>,
    /// Earliest to latest moment inside, in microseconds; all time if the log does not say.
    pub times: RangeInclusive<i64>,
    /// Least values by column, as far as the log has them.
    pub least: serde_json::Map<String, serde_json::Value>,
}

/// A table as it was at one version.
#[derive(Debug)]
pub(crate) struct Loaded {
    /// What Delta knows.
    pub table: DeltaTable,
    /// Version of the log.
    pub version: u64,
    /// Last inbox batch in the log, 0 for none.
    pub batch: i64,
    /// The data files, by their first account.
    pub files: Vec<FileMeta>,
}

/// A Delta table in a local folder.
#[derive(Debug)]
pub(crate) struct Table {
    /// Its folder.
    pub dir: PathBuf,
    /// Delta's access to it, through the syncing store.
    pub log: LogStoreRef,
    newest: tokio::sync::Mutex<Option<Arc<Loaded>>>,
    /// Footers of data files by path: files never change.
    pub footers: Mutex<HashMap<String, ArrowReaderMetadata>>,
}

impl Table {
    /// Opens the table in `dir`, or creates it empty with these columns and properties.
    pub async fn open(
        dir: &Path,
        store: &SyncedStore,
        columns: Vec<StructField>,
        properties: &[(&str, &str)],
    ) -> Result<Self, LakeError> {
        let refuse = |source| LakeError::Folder { path: dir.to_owned(), source };
        store.make_folder(dir).map_err(refuse)?;
        let dir = dir.canonicalize().map_err(refuse)?;
        let log = log_of(&dir, store)?;
        if !log.is_delta_table_location().await? {
            let created = CreateBuilder::new()
                .with_log_store(Arc::clone(&log))
                .with_columns(columns)
                .with_configuration(properties.iter().map(|(k, v)| ((*k).to_owned(), Some((*v).to_owned()))))
                .with_save_mode(SaveMode::ErrorIfExists)
                .with_commit_properties(CommitProperties::default().with_max_retries(0))
                .await;
            // Somebody else may have created it just now, as empty as ours would have been.
            if let Err(error) = created
                && !log.is_delta_table_location().await?
            {
                return Err(error.into());
            }
        }
        // A crash may have come between making these folders and syncing their names.
        store.sync_folder(&dir.join("_delta_log")).map_err(refuse)?;
        store.sync_folder(&dir).map_err(refuse)?;
        let table = Self { dir, log, newest: tokio::sync::Mutex::default(), footers: Mutex::default() };
        table.load().await?;
        Ok(table)
    }

    /// The table in `dir` as it is; nothing is created or read yet.
    pub fn open_existing(dir: &Path, store: &SyncedStore) -> Result<Self, LakeError> {
        let refuse = |source| LakeError::Folder { path: dir.to_owned(), source };
        let dir = dir.canonicalize().map_err(refuse)?;
        let log = log_of(&dir, store)?;
        Ok(Self { dir, log, newest: tokio::sync::Mutex::default(), footers: Mutex::default() })
    }

    /// The store that data files lie in; paths are those of [`FileMeta`].
    pub fn store(&self) -> Arc<dyn ObjectStore> {
        self.log.object_store(None)
    }

    /// The newest state. Cheap while nobody has committed.
    pub async fn load(&self) -> Result<Arc<Loaded>, LakeError> {
        let mut newest = self.newest.lock().await;
        let table = match newest.as_ref() {
            Some(loaded) => {
                let next = commit_uri_from_version(Some(loaded.version + 1));
                match self.store().head(&next).await {
                    // Gone is our own entry where another process has committed more than once and has deleted what
                    // came before: then its absence, not the next entry, says that there is something new.
                    Err(ObjectStoreError::NotFound { .. }) if self.has_entry(loaded.version).await => {
                        return Ok(Arc::clone(loaded));
                    }
                    Err(ObjectStoreError::NotFound { .. }) => self.read_anew().await?,
                    _ => {
                        let mut table = loaded.table.clone();
                        match table.update_state().await {
                            Ok(()) => table,
                            Err(_) => self.read_anew().await?,
                        }
                    }
                }
            }
            None => self.read_anew().await?,
        };
        let loaded = Arc::new(Loaded::read(table, &self.log).await?);
        self.no_empty_entries(newest.as_ref().map_or(0, |before| before.version + 1), loaded.version)?;
        *newest = Some(Arc::clone(&loaded));
        Ok(loaded)
    }

    /// Delta Lake takes an entry without a word for one that says nothing, and shows fewer facts: to us it is damage
    /// (RELIABILITY T4). Entries are published whole, so that nobody sees one that is being written. What a checkpoint
    /// holds is not read from entries any more.
    fn no_empty_entries(&self, from: u64, to: u64) -> Result<(), LakeError> {
        let (mut checkpoint, mut empty) = (None, None);
        for entry in std::fs::read_dir(self.dir.join("_delta_log")).into_iter().flatten().flatten() {
            let name = entry.file_name();
            let Some((version, kind)) = name.to_str().and_then(|name| name.split_once('.')) else { continue };
            let Ok(version) = version.parse::<u64>() else { continue };
            match kind {
                "checkpoint.parquet" => checkpoint = checkpoint.max(Some(version)),
                "json"
                    if (from..=to).contains(&version) && entry.metadata().is_ok_and(|meta| meta.len() < SHORTEST) =>
                {
                    empty = empty.max(Some((version, entry.path())));
                }
                _ => {}
            }
        }
        match empty {
            Some((version, path)) if checkpoint.is_none_or(|checkpoint| checkpoint < version) => {
                Err(LakeError::Damaged {
                    file: path.display().to_string(),
                    why: "the entry of the log is empty".to_owned(),
                })
            }
            _ => Ok(()),
        }
    }

    async fn read_anew(&self) -> Result<DeltaTable, LakeError> {
        let mut table = DeltaTable::new(Arc::clone(&self.log));
        table.load().await?;
        Ok(table)
    }

    async fn has_entry(&self, version: u64) -> bool {
        let entry = commit_uri_from_version(Some(version));
        !matches!(self.store().head(&entry).await, Err(ObjectStoreError::NotFound { .. }))
    }

    /// Commits on exactly the state `on`: if anybody committed since, it fails and nothing has happened.
    /// After any error the caller must look again before it tries again (T2 step 4).
    pub async fn commit(
        &self,
        on: &Loaded,
        actions: Vec<Action>,
        operation: DeltaOperation,
        batch: Option<i64>,
    ) -> Result<u64, LakeError> {
        let mut properties = CommitProperties::default()
            .with_max_retries(0)
            .with_cleanup_expired_logs(Some(false))
            .with_create_checkpoint(true);
        if let Some(batch) = batch {
            properties = properties.with_application_transaction(Transaction::new(APP, batch));
        }
        let done = CommitBuilder::from(properties)
            .with_actions(actions)
            .build(Some(on.table.snapshot()?), Arc::clone(&self.log), operation)
            .await?;
        Ok(done.version())
    }
}

/// Delta's access to a folder, with all writes going through our store.
fn log_of(dir: &Path, store: &SyncedStore) -> Result<LogStoreRef, LakeError> {
    let url = Url::from_directory_path(dir).map_err(|()| LakeError::Folder {
        path: dir.to_owned(),
        source: std::io::Error::other("the path cannot be written as a URL"),
    })?;
    Ok(DeltaTableBuilder::from_url(url.clone())?.with_storage_backend(Arc::new(store.clone()), url).build_storage()?)
}

impl FileMeta {
    /// Whether something of that time may be inside.
    pub fn may_hold(&self, time: &Range<Micros>) -> bool {
        *self.times.start() < time.end.0 && *self.times.end() >= time.start.0
    }
}

/// A moment of a file's statistics, which are in milliseconds, rounded outwards.
fn moment(stats: &serde_json::Value, or: i64) -> i64 {
    let text = stats["occurred_at"].as_str();
    text.and_then(|text| text.parse::<jiff::Timestamp>().ok()).map_or(or, |moment| moment.as_microsecond())
}

impl Loaded {
    async fn read(table: DeltaTable, log: &LogStoreRef) -> Result<Self, LakeError> {
        let state = table.snapshot()?;
        let batch = state.transaction_version(log.as_ref(), APP).await?.unwrap_or(0);
        let mut files = Vec::new();
        for view in state.log_data().iter() {
            let stats: serde_json::Value =
                view.stats().and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default();
            let edge = |side: &str, or: i64| stats[side]["account"].as_i64().unwrap_or(or);
            files.push(FileMeta {
                path: view.path().into_owned(),
                size: u64::try_from(view.size()).unwrap_or(0),
                rows: stats["numRecords"].as_u64().unwrap_or(0),
                accounts: edge("minValues", i64::MIN)..=edge("maxValues", i64::MAX),
                times: moment(&stats["minValues"], i64::MIN)..=moment(&stats["maxValues"], i64::MAX),
                least: stats["minValues"].as_object().cloned().unwrap_or_default(),
            });
        }
        files.sort_by(|a, b| (a.accounts.start(), &a.path).cmp(&(b.accounts.start(), &b.path)));
        let version = table.version().unwrap_or(0);
        Ok(Self { version, batch, files, table })
    }
}

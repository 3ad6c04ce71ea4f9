//! The log entry of a batch, made again.

use super::aside::Aside;
use super::{Inbox, Stop, stopped};
use crate::LakeError;
use crate::check::data::is_as_written;
use crate::check::log::Names;
use crate::check::{Finding, SealedBatch};
use crate::datafile::DataFile;
use crate::facts::encode::layout;
use crate::facts::schema::WRITTEN;
use crate::facts::seal::write;
use crate::table::{APP, Table};
use deltalake::kernel::{Action, Add};
use deltalake::parquet::arrow::arrow_reader::{ArrowReaderOptions, ParquetRecordBatchReaderBuilder};
use serde_json::{Value, json};
use std::collections::{HashMap, HashSet};
use std::fs;
use std::path::Path;

/// Paths of files that entries of the log take out again.
pub(super) struct Removed(HashSet<String>);

impl Removed {
    /// All that are named by entries which stay. Of a `bad` one some lines may be readable; what takes its place has none
    /// of them.
    pub fn after(folder: &Path, names: &Names, bad: &[u64]) -> Self {
        let stay = names.entries.iter().filter(|(version, _)| !bad.contains(version));
        let texts = stay.filter_map(|(_, file)| fs::read_to_string(folder.join(file)).ok());
        let mut paths = HashSet::new();
        for text in texts {
            let actions = text.lines().filter_map(|line| serde_json::from_str::<Value>(line).ok());
            paths.extend(actions.filter_map(|action| Some(action["remove"]["path"].as_str()?.to_owned())));
        }
        Self(paths)
    }
}

/// The text of the entry that brings a batch: with its file where that is there, or written from the inbox.
pub(super) async fn entry(
    table: &Table,
    batch: SealedBatch,
    inbox: &dyn Inbox,
    removed: &Removed,
    aside: &mut Aside,
) -> Result<Vec<u8>, Stop> {
    let prefix = format!("batch-{:012}-", batch.k);
    let add = match removed.0.iter().find(|path| path.starts_with(&prefix)) {
        // Merged since: the entry is needed for its number alone.
        Some(path) => Some(add(path.clone(), 0, json!({ "numRecords": batch.rows }).to_string())),
        None if batch.rows == 0 => None,
        None => match on_disk(table, &prefix, batch.rows) {
            Some(add) => Some(add),
            None => {
                let facts = inbox.batch(batch.k).await;
                if facts.len() as u64 != batch.rows {
                    return Err(vec![Finding::bad("not-mended-batch").with("batch", batch.k)]);
                }
                let add = write(table, batch.k, facts).await.map_err(stopped)?;
                add.iter().for_each(|add| aside.wrote(&table.dir.join(&add.path)));
                add
            }
        },
    };
    let mut lines = vec![
        json!({ "commitInfo": { "operation": "REPAIR", "operationParameters": {} } }),
        json!({ "txn": { "appId": APP, "version": batch.k } }),
    ];
    if let Some(add) = add {
        lines.push(serde_json::to_value(Action::Add(add)).map_err(stopped)?);
    }
    Ok(lines.iter().map(Value::to_string).collect::<Vec<_>>().join("\n").into_bytes())
}

/// The batch's file, if it lies there as it was written.
fn on_disk(table: &Table, prefix: &str, rows: u64) -> Option<Add> {
    let names = fs::read_dir(&table.dir).ok()?.flatten().filter_map(|entry| entry.file_name().into_string().ok());
    let names = names.filter(|name| name.starts_with(prefix) && name.ends_with(".parquet"));
    let mut adds = names.filter_map(|name| {
        let path = table.dir.join(&name);
        is_as_written(&path).ok()?;
        let (found, stats) = stats(&path).ok()?;
        let size = fs::metadata(&path).ok()?.len();
        (found == rows).then(|| add(name, size, stats))
    });
    adds.next()
}

/// Rows and statistics of a file, as they were when it was written.
fn stats(path: &Path) -> Result<(u64, String), LakeError> {
    let open = fs::File::open(path).map_err(|source| LakeError::Folder { path: path.to_owned(), source })?;
    let options = ArrowReaderOptions::new().with_skip_arrow_metadata(true).with_schema(WRITTEN.clone());
    let mut again = DataFile::new(&layout())?;
    for rows in ParquetRecordBatchReaderBuilder::try_new_with_options(open, options)?.build()? {
        again.push(&rows?)?;
    }
    let again = again.finish()?;
    Ok((again.rows, again.stats))
}

fn add(path: String, size: u64, stats: String) -> Add {
    Add {
        path,
        partition_values: HashMap::new(),
        size: i64::try_from(size).unwrap_or(i64::MAX),
        modification_time: 0,
        data_change: true,
        stats: Some(stats),
        tags: None,
        deletion_vector: None,
        base_row_id: None,
        default_row_commit_version: None,
        clustering_provider: None,
    }
}

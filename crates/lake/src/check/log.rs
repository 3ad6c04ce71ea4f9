//! The log of a table, entry by entry.

use super::{Finding, SealedBatch};
use crate::table::APP;
use deltalake::parquet::file::reader::{FileReader, SerializedFileReader};
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// More log entries since a checkpoint than this make every start slow (T8).
const ENTRIES: usize = 200;

/// What the log says about batches.
#[derive(Debug, Default)]
pub(super) struct Log {
    /// By batch: the file of the entry that brought it, and the facts in it.
    batches: Vec<(i64, String, u64)>,
    /// Whether old entries were cleaned up, so that the first batches are not to be seen any more.
    shortened: bool,
    /// Nothing in the log is damaged.
    sound: bool,
}

/// Names of the files of a log, by version.
pub(crate) struct Names {
    /// Its entries.
    pub entries: BTreeMap<u64, String>,
    /// Its checkpoints.
    pub checkpoints: BTreeMap<u64, String>,
}

impl Names {
    /// Those in a folder; none if it cannot be read.
    pub fn of(folder: &Path) -> Self {
        let (mut entries, mut checkpoints) = (BTreeMap::new(), BTreeMap::new());
        for file in fs::read_dir(folder).into_iter().flatten().flatten() {
            let Ok(file) = file.file_name().into_string() else { continue };
            if let Some(version) = file.strip_suffix(".json").and_then(|v| v.parse().ok()) {
                entries.insert(version, file);
            } else if let Some(version) = file.strip_suffix(".checkpoint.parquet").and_then(|v| v.parse().ok()) {
                checkpoints.insert(version, file);
            }
        }
        Self { entries, checkpoints }
    }
}

/// Whether a checkpoint can be read; the error is why not.
pub(crate) fn whole(checkpoint: &Path) -> Result<(), String> {
    let file = fs::File::open(checkpoint).map_err(|error| error.to_string())?;
    let reader = SerializedFileReader::new(file).map_err(|error| error.to_string())?;
    reader.metadata().file_metadata().num_rows().gt(&0).then_some(()).ok_or_else(|| "no rows".to_owned())
}

/// Looks at every file of the log.
pub(super) fn look(name: &str, table: &Path, found: &mut Vec<Finding>) -> Log {
    let folder = table.join("_delta_log");
    let before = found.len();
    let Names { entries, checkpoints } = Names::of(&folder);
    let shown = |file: &str| format!("{name}/_delta_log/{file}");
    for file in checkpoints.values() {
        if let Err(why) = whole(&folder.join(file)) {
            found.push(Finding::bad("lake-checkpoint-damaged").with("file", shown(file)).with("why", why));
        }
    }
    if let Some(version) = hinted(&folder)
        && !checkpoints.contains_key(&version)
    {
        let file = format!("{version:020}.checkpoint.parquet");
        found.push(Finding::bad("lake-checkpoint-missing").with("file", shown(&file)));
    }
    let newest_checkpoint = checkpoints.keys().next_back().copied();
    let first = entries.keys().next().copied().or(newest_checkpoint).unwrap_or(0);
    let last = entries.keys().next_back().copied().or(newest_checkpoint).unwrap_or(0);
    let mut log = Log { shortened: first > 0, ..Log::default() };
    if first > 0 && newest_checkpoint.is_none_or(|checkpoint| checkpoint + 1 < first) {
        found.push(Finding::bad("lake-commit-missing").with("file", shown(&format!("{:020}.json", first - 1))));
    }
    for version in first..=last {
        match entries.get(&version) {
            None if newest_checkpoint != Some(version) || version != last => {
                found.push(Finding::bad("lake-commit-missing").with("file", shown(&format!("{version:020}.json"))));
            }
            None => {}
            Some(file) => match read(&folder.join(file)) {
                Ok(entry) => log.batches.extend(entry.into_iter().map(|(k, rows)| (k, shown(file), rows))),
                Err(why) => found.push(Finding::bad("lake-commit-damaged").with("file", shown(file)).with("why", why)),
            },
        }
    }
    log.sound = found.len() == before;
    let since = entries.keys().filter(|version| newest_checkpoint.is_none_or(|c| **version > c)).count();
    if since > ENTRIES {
        found.push(Finding::warning("lake-log-long").with("table", name).with("entries", since));
    }
    log
}

/// Version of the checkpoint that `_last_checkpoint` names. Damage to that file is harmless.
pub(crate) fn hinted(folder: &Path) -> Option<u64> {
    let hint: Value = serde_json::from_slice(&fs::read(folder.join("_last_checkpoint")).ok()?).ok()?;
    hint["version"].as_u64()
}

/// The batch that an entry brought, if any, with its facts. The error is what is wrong with the file.
pub(crate) fn read(path: &Path) -> Result<Option<(i64, u64)>, String> {
    let text = fs::read(path).map_err(|error| error.to_string())?;
    if text.is_empty() {
        return Err("the file is empty".to_owned());
    }
    let (mut batch, mut rows, mut actions) = (None, 0, 0);
    for (number, line) in text.split(|byte| *byte == b'\n').enumerate() {
        if line.iter().all(u8::is_ascii_whitespace) {
            continue;
        }
        let action: Value = serde_json::from_slice(line).map_err(|error| format!("line {}: {error}", number + 1))?;
        actions += 1;
        let txn = &action["txn"];
        if txn["appId"] == APP {
            batch = Some(txn["version"].as_i64().ok_or_else(|| format!("line {}: no batch number", number + 1))?);
        }
        let add = &action["add"];
        if add.is_object() {
            let stats: Value = serde_json::from_str(add["stats"].as_str().unwrap_or_default()).unwrap_or_default();
            rows += stats["numRecords"].as_u64().unwrap_or(0);
        }
    }
    if actions == 0 { Err("the file says nothing".to_owned()) } else { Ok(batch.map(|batch| (batch, rows))) }
}

/// Compares the batches in the log, those that the state database knows, and the facts that the lake shows.
/// `facts`: those that are there, and those that were erased.
pub(super) fn compare(log: &Log, sealed: Option<&[SealedBatch]>, facts: (u64, u64), found: &mut Vec<Finding>) {
    let (rows, erased) = facts;
    let before = found.len();
    let mut last = None;
    for (k, file, _) in &log.batches {
        let due = last.map(|last| last + 1).or((!log.shortened).then_some(1));
        if due.is_some_and(|due| *k != due) {
            found.push(
                Finding::bad("lake-batch-order")
                    .with("file", file.as_str())
                    .with("batch", *k)
                    .with("due", due.unwrap_or_default()),
            );
        }
        last = Some(*k);
    }
    let Some(sealed) = sealed else {
        return found.push(Finding::warning("lake-state-unknown"));
    };
    for batch in sealed {
        let in_log = log.batches.iter().find(|(k, _, _)| *k == batch.k);
        match in_log {
            Some((_, file, rows)) if *rows != batch.rows => found.push(
                Finding::bad("lake-batch-rows")
                    .with("file", file.as_str())
                    .with("batch", batch.k)
                    .with("lake", *rows as i64)
                    .with("state", batch.rows as i64),
            ),
            None if batch.done
                && (!log.shortened || log.batches.first().is_some_and(|(first, _, _)| batch.k > *first)) =>
            {
                found.push(Finding::bad("lake-batch-missing").with("batch", batch.k));
            }
            _ => {}
        }
    }
    let first_known = sealed.first().map_or(1, |batch| batch.k);
    let there = |batch: &&SealedBatch| batch.done || log.batches.iter().any(|(k, _, _)| *k == batch.k);
    let total: u64 = sealed.iter().filter(there).map(|batch| batch.rows).sum();
    if first_known <= 1 && total != rows + erased {
        found.push(Finding::bad("lake-rows-differ").with("lake", rows as i64).with("state", total as i64));
    }
    if log.sound && found.len() == before {
        let last = last.or_else(|| sealed.last().map(|batch| batch.k)).unwrap_or(0);
        found.push(Finding::good("lake-log-good").with("batches", last).with("facts", rows as i64));
    }
}

//! Keeping the lake small and fast: compaction, checkpoint, clean-up (RELIABILITY T7, T8). Run by the holder of the
//! sealer's lease only.
//!
//! Compacted files hold one month each, sorted by account and time: a look at a few weeks opens the files of those
//! months only, a look at an account reads a page of each, and a run over all history reads each account in order.

use crate::Answer;
use crate::datafile::{DataFile, publish};
use crate::derived::pipe::removals;
use crate::facts::encode::layout;
use crate::facts::merge::Merge;
use crate::facts::schema::{WRITTEN, at};
use crate::facts::source::Wanted;
use crate::store::is_staging;
use crate::table::{FileMeta, Loaded, Table};
use crate::threads::blocking;
use crate::{Lake, LakeError};
use banso_kernel::{Micros, Zone};
use deltalake::arrow::array::{AsArray, RecordBatch, UInt32Array};
use deltalake::arrow::compute::{concat_batches, take_record_batch};
use deltalake::arrow::datatypes::{Int64Type, TimestampMicrosecondType};
use deltalake::checkpoints::{cleanup_expired_logs_for, create_checkpoint};
use deltalake::kernel::{Action, Add};
use deltalake::protocol::DeltaOperation;
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::sync::Arc;
use std::time::Duration;

/// Rows of a compacted file.
const FILE_ROWS: u64 = 2_000_000;
/// So many files may hold the same account before they are merged.
const DEPTH: usize = 4;
/// Log entries since the last checkpoint before there is a new one.
const ENTRIES: u64 = 50;
/// How often an exchange is tried again after somebody else's commit came first.
const TRIES: usize = 8;
/// Rows sorted at a time.
const CHUNK: usize = 131_072;
/// Files merged at a time, so that they can all be open.
const MOST: usize = 256;
/// With more files than this that are worth merging, whoever reads has too many of them open: each takes a decoder for
/// each column.
const CROWDED: usize = 32;

/// What maintenance did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Maintained {
    /// Data files of facts that were merged.
    pub merged: usize,
    /// Data files of facts that came out of it.
    pub into: usize,
    /// Files deleted that no table needs any more.
    pub deleted: usize,
    /// Log entries deleted.
    pub log_entries: usize,
}

impl Lake {
    /// Whether so many files are worth merging that it should not wait for the night.
    ///
    /// # Errors
    /// The log cannot be read.
    pub fn is_crowded(&self) -> Answer<'_, bool> {
        Box::pin(async move { Ok(worth_merging(&self.facts.load().await?.files).len() > CROWDED) })
    }

    /// Merges files of facts where too many overlap, makes checkpoints, deletes log entries and data files that were
    /// replaced longer than `keep` ago. Readers with an older snapshot than that lose their files.
    ///
    /// # Errors
    /// If something cannot be read or written; what was done stays done.
    pub fn maintain(&self, now: Micros, keep: Duration) -> Answer<'_, Maintained> {
        Box::pin(async move {
            let mut done = Maintained::default();
            let on = self.facts.load().await?;
            let files = worth_merging(&on.files);
            if !files.is_empty() {
                done.merged = files.len();
                done.into = blocking(compact(Arc::clone(&self.facts), on, files)).await?;
            }
            for table in [&self.facts, &self.metrics, &self.health] {
                let on = table.load().await?;
                if on.version >= ENTRIES.saturating_add(last_checkpoint(table)) {
                    create_checkpoint(&on.table, None).await?;
                }
                let cutoff = now.0.saturating_sub(i64::try_from(keep.as_micros()).unwrap_or(i64::MAX));
                done.log_entries +=
                    cleanup_expired_logs_for(on.version, table.log.as_ref(), cutoff / 1000, None).await?;
                done.deleted += sweep(table, &on, cutoff)?;
            }
            Ok(done)
        })
    }
}

/// The files to merge. Where files of one month overlap too deeply, those; and files that hold several months, to be
/// cut, once there are enough of them.
fn worth_merging(files: &[FileMeta]) -> Vec<FileMeta> {
    let mut months: BTreeMap<Option<i64>, Vec<&FileMeta>> = BTreeMap::new();
    for file in files {
        months.entry(only_month(file)).or_default().push(file);
    }
    let cut = |files: &[&FileMeta]| files.len() > DEPTH || rows(files) >= FILE_ROWS / 4;
    let chosen = months.into_iter().map(|(month, files)| match month {
        None if cut(&files) => files,
        None => Vec::new(),
        Some(_) => overlapping(files),
    });
    chosen.flatten().take(MOST).cloned().collect()
}

/// Of the files of one month, those to merge: none while a look at an account opens few of them.
fn overlapping(files: Vec<&FileMeta>) -> Vec<&FileMeta> {
    let depth = |file: &&FileMeta| {
        let at = file.accounts.start();
        files.iter().filter(|other| other.accounts.contains(at)).count()
    };
    let deepest = files.iter().map(depth).max().unwrap_or(0);
    let small = files.iter().filter(|file| file.rows < FILE_ROWS / 8).count();
    let (new, old): (Vec<_>, Vec<_>) = files.iter().copied().partition(|file| file.rows < FILE_ROWS / 2);
    let heavy = deepest > 1 && new.len() > 1 && rows(&new) >= FILE_ROWS / 4;
    if deepest <= DEPTH && small <= 4 * DEPTH && !heavy {
        return Vec::new();
    }
    // Large old files are only read again when what is new has grown to a quarter of them: each fact is then
    // rewritten a handful of times in its life, however many batches there are.
    if rows(&new) * 4 >= rows(&old) || new.len() < 2 { files } else { new }
}

fn rows(files: &[&FileMeta]) -> u64 {
    files.iter().map(|file| file.rows).sum()
}

/// Months since 1970 (UTC) of a moment in microseconds.
fn month_of(moment: i64) -> i64 {
    let (year, month, _) = Zone::day_in_utc(Micros(moment)).ymd();
    i64::from(year) * 12 + i64::from(month) - 1970 * 12 - 1
}

/// The month that all of a file lies in.
fn only_month(file: &FileMeta) -> Option<i64> {
    let (first, last) = (*file.times.start(), *file.times.end());
    let known = first != i64::MIN && last != i64::MAX;
    (known && month_of(first) == month_of(last)).then(|| month_of(first))
}

/// Merges `files` into files of one month each that do not overlap, in one commit. The facts stay the same.
async fn compact(table: Arc<Table>, on: Arc<Loaded>, files: Vec<FileMeta>) -> Result<usize, LakeError> {
    let wanted = Wanted {
        schema: WRITTEN.clone(),
        key: at::ACCOUNT,
        columns: (0..WRITTEN.fields().len()).collect(),
        accounts: i64::MIN..=i64::MAX,
        batch: 16_384,
    };
    let mut merge = Merge::new(Arc::clone(&table), &files, wanted, None);
    let mut months =
        Months { table: Arc::clone(&table), version: on.version, open: BTreeMap::new(), adds: Vec::new(), rows: 0 };
    let (mut held, mut rows): (Vec<RecordBatch>, usize) = (Vec::new(), 0);
    loop {
        let group = merge.next().await?;
        let end = group.is_none();
        for part in group.into_iter().flatten() {
            rows += part.rows.num_rows();
            held.push(part.rows);
        }
        if rows >= CHUNK || end {
            let chunk = std::mem::take(&mut held);
            rows = 0;
            if !chunk.is_empty() {
                // Groups hold whole accounts in order, so sorting by chunks sorts all.
                months.push(&sort(&chunk)?)?;
                months.publish(FILE_ROWS).await?;
            }
        }
        if end {
            break;
        }
    }
    months.publish(1).await?;
    let before: u64 = files.iter().map(|file| file.rows).sum();
    if before != months.rows {
        return Err(LakeError::Damaged {
            file: table.dir.display().to_string(),
            why: format!("the log promises {before} facts and the files hold {}", months.rows),
        });
    }
    let into = months.adds.len();
    replace(&table, on, &files, &months.adds).await.map(|()| into)
}

/// Files being written, one for each month.
struct Months {
    table: Arc<Table>,
    version: u64,
    open: BTreeMap<i64, DataFile>,
    adds: Vec<Add>,
    rows: u64,
}

impl Months {
    /// Takes sorted rows.
    fn push(&mut self, rows: &RecordBatch) -> Result<(), LakeError> {
        let times = rows.column(at::OCCURRED_AT).as_primitive::<TimestampMicrosecondType>().values();
        let mut of_month: BTreeMap<i64, Vec<u32>> = BTreeMap::new();
        for (row, time) in times.iter().enumerate() {
            of_month.entry(month_of(*time)).or_default().push(row as u32);
        }
        for (month, of_month) in of_month {
            let file = match self.open.entry(month) {
                Entry::Occupied(file) => file.into_mut(),
                Entry::Vacant(place) => place.insert(DataFile::new(&layout())?),
            };
            file.push(&take_record_batch(rows, &UInt32Array::from(of_month))?)?;
        }
        Ok(())
    }

    /// Puts the files that have at least so many rows into the table's folder.
    async fn publish(&mut self, at_least: u64) -> Result<(), LakeError> {
        let full: Vec<i64> =
            self.open.iter().filter(|(_, file)| file.rows() >= at_least).map(|(month, _)| *month).collect();
        for month in full {
            let Some(file) = self.open.remove(&month) else { continue };
            let file = file.finish()?;
            self.rows += file.rows;
            let hash = blake3::hash(&file.bytes).to_hex();
            let (year, of_year) = (1970 + month.div_euclid(12), 1 + month.rem_euclid(12));
            let path = format!(
                "sorted-{year:04}-{of_year:02}-{:012}-{:04}-{}.parquet",
                self.version,
                self.adds.len(),
                &hash[..16]
            );
            self.adds.push(publish(&self.table, path, file, false).await?);
        }
        Ok(())
    }
}

/// Commits the exchange; what was sealed meanwhile does not matter as long as the inputs are still there.
async fn replace(table: &Table, mut on: Arc<Loaded>, files: &[FileMeta], adds: &[Add]) -> Result<(), LakeError> {
    let input = |file: &FileMeta| files.iter().any(|f| f.path == file.path);
    for attempt in 1.. {
        if on.files.iter().filter(|file| input(file)).count() != files.len() {
            break; // somebody else has merged them, or an earlier try succeeded after all
        }
        let gone = removals(&on, input, false)?.into_iter().map(Action::Remove);
        let actions = gone.chain(adds.iter().cloned().map(Action::Add)).collect();
        let operation = DeltaOperation::Optimize { predicate: None, target_size: 0 };
        match table.commit(&on, actions, operation, None).await {
            Err(error) if attempt == TRIES => return Err(error),
            Err(error) => tracing::info!(%error, "the exchange of merged files is tried again"),
            Ok(_) => break,
        }
        on = table.load().await?;
    }
    Ok(())
}

/// Rows of several batches, sorted by account, time, id.
fn sort(batches: &[RecordBatch]) -> Result<RecordBatch, LakeError> {
    let all = concat_batches(&WRITTEN, batches)?;
    let accounts = all.column(at::ACCOUNT).as_primitive::<Int64Type>().values();
    let times = all.column(at::OCCURRED_AT).as_primitive::<TimestampMicrosecondType>().values();
    let ids = all.column(at::ID).as_binary::<i32>();
    let key = |row: usize| (accounts[row], times[row]);
    if (1..all.num_rows()).all(|row| key(row - 1) < key(row)) {
        return Ok(all);
    }
    let mut order: Vec<u32> = (0..all.num_rows() as u32).collect();
    // Stable, because that is fast on what is already in runs: each file was sorted.
    order.sort_by(|a, b| {
        let (a, b) = (*a as usize, *b as usize);
        key(a).cmp(&key(b)).then_with(|| ids.value(a).cmp(ids.value(b)))
    });
    Ok(take_record_batch(&all, &UInt32Array::from(order))?)
}

/// Version of the newest checkpoint, 0 for none.
fn last_checkpoint(table: &Table) -> u64 {
    let names = std::fs::read_dir(table.dir.join("_delta_log")).into_iter().flatten().flatten();
    names
        .filter_map(|entry| entry.file_name().to_str()?.split_once(".checkpoint.parquet")?.0.parse().ok())
        .max()
        .unwrap_or(0)
}

/// Deletes data files and staging files that nothing refers to and that have not been touched since `cutoff`
/// (microseconds), so that what somebody is about to commit is safe (T7).
pub(crate) fn sweep(table: &Table, on: &Loaded, cutoff: i64) -> Result<usize, LakeError> {
    let fail = |source| LakeError::Folder { path: table.dir.clone(), source };
    let mut deleted = 0;
    for folder in [table.dir.clone(), table.dir.join("_delta_log")] {
        for entry in std::fs::read_dir(&folder).map_err(fail)?.flatten() {
            let Ok(name) = entry.file_name().into_string() else { continue };
            let data = folder == table.dir && name.ends_with(".parquet");
            let needed = on.files.iter().any(|file| file.path == name);
            let changed = entry.metadata().and_then(|meta| meta.modified()).map_err(fail)?;
            let age = changed.duration_since(std::time::UNIX_EPOCH).unwrap_or_default();
            let old = i64::try_from(age.as_micros()).unwrap_or(i64::MAX) < cutoff;
            if old && (data && !needed || is_staging(&name)) {
                std::fs::remove_file(entry.path()).map_err(fail)?;
                deleted += 1;
            }
        }
    }
    Ok(deleted)
}

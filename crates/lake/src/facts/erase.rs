//! Erasing persons (RELIABILITY T9): the data files that hold facts of theirs are written again without these in one
//! commit that names nobody; then everything that could still say something goes at once: older log entries, replaced
//! files, files that nobody refers to. The caller holds the sealer's lease (T7), so that nobody else writes.
//!
//! Every step leaves a readable lake, and doing all of it again after a crash at any point comes to the same.

use super::encode::layout;
use super::schema::{WRITTEN, at};
use super::source::{Wanted, stream};
use crate::LakeError;
use crate::datafile::{DataFile, publish};
use crate::derived::pipe::removals;
use crate::maintain::sweep;
use crate::store::{Disk, FileOps};
use crate::table::{FileMeta, Loaded, Table};
use crate::threads::blocking;
use banso_kernel::{FactId, PersonId};
use deltalake::arrow::array::{Array, ArrayRef, AsArray, BooleanArray, Int64Array, RecordBatch};
use deltalake::arrow::compute::filter_record_batch;
use deltalake::arrow::datatypes::Int64Type;
use deltalake::checkpoints::create_checkpoint;
use deltalake::kernel::{Action, Add, MetadataExt};
use deltalake::protocol::DeltaOperation;
use futures::StreamExt;
use std::collections::HashSet;
use std::sync::Arc;

/// How often the commit is tried again, should somebody else's have come first after all.
const TRIES: usize = 8;
/// Rows read at a time.
const BATCH: usize = 65_536;
/// Key of the table property that says how many facts were ever erased: what is there and these together are what was
/// sealed.
const COUNT: &str = "banso.erased";

/// Whose facts go.
#[derive(Clone, Debug, Default)]
pub struct Erase {
    /// The persons.
    pub persons: HashSet<PersonId>,
    /// Facts that stay, without the person: the vendor's own doing, such as touches.
    pub keep: HashSet<FactId>,
}

/// What an erasure did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Erased {
    /// Facts that are gone.
    pub facts: u64,
    /// Facts that name nobody any more.
    pub unnamed: u64,
    /// Data files that were written again.
    pub rewritten: usize,
    /// Files deleted: data files that were replaced or that nobody refers to, log entries, leftovers.
    pub deleted: usize,
}

/// See [`crate::Lake::erase`].
pub(crate) async fn erase(table: Arc<Table>, whose: Arc<Erase>) -> Result<Erased, LakeError> {
    let mut done = rewrite(&table, &whose).await?;
    done.deleted = forget(&table).await?;
    Ok(done)
}

/// Facts that were ever erased from the table, as its newest version says.
pub(crate) fn erased_of(on: &Loaded) -> u64 {
    let state = on.table.snapshot().ok();
    let text = state.and_then(|state| state.metadata().configuration().get(COUNT).cloned());
    text.and_then(|text| text.parse().ok()).unwrap_or(0)
}

/// Exchanges the files that hold facts of the persons, in one commit; none if there are no such files.
pub(crate) async fn rewrite(table: &Arc<Table>, whose: &Arc<Erase>) -> Result<Erased, LakeError> {
    let mut why = None;
    for _ in 0..TRIES {
        let on = table.load().await?;
        let work = write(Arc::clone(table), Arc::clone(&on), Arc::clone(whose));
        let (done, touched, adds) = blocking(work).await?;
        if touched.is_empty() {
            return Ok(done);
        }
        match commit(table, &on, &touched, &adds, done.facts).await {
            Ok(_) => return Ok(done),
            // Conflict, time-out, lost answer: only the log knows what happened.
            Err(error) => why = Some(error),
        }
    }
    Err(why.unwrap_or_else(|| LakeError::Thread("an erasure was not committed".to_owned())))
}

async fn commit(table: &Table, on: &Loaded, touched: &[FileMeta], adds: &[Add], facts: u64) -> Result<u64, LakeError> {
    let count = erased_of(on) + facts;
    let old = on.table.snapshot()?.metadata().clone();
    let new = old.add_config_key(COUNT.to_owned(), count.to_string()).map_err(deltalake::DeltaTableError::from)?;
    let mut actions = vec![Action::Metadata(new)];
    let out = |file: &FileMeta| touched.iter().any(|other| other.path == file.path);
    actions.extend(removals(on, out, true)?.into_iter().map(Action::Remove));
    actions.extend(adds.iter().cloned().map(Action::Add));
    table.commit(on, actions, DeltaOperation::Delete { predicate: None }, None).await
}

/// Writes what stays of the files that hold facts of the persons; nobody sees it until the log names it.
async fn write(
    table: Arc<Table>,
    on: Arc<Loaded>,
    whose: Arc<Erase>,
) -> Result<(Erased, Vec<FileMeta>, Vec<Add>), LakeError> {
    let (mut done, mut touched, mut adds) = (Erased::default(), Vec::new(), Vec::new());
    for file in &on.files {
        if !holds(&table, file, &whose).await? {
            continue;
        }
        let mut kept = DataFile::new(&layout())?;
        let mut read = 0;
        let mut batches = stream(&table, file, &wanted((0..WRITTEN.fields().len()).collect())).await?;
        while let Some(batch) = batches.next().await {
            let batch = batch?;
            read += batch.num_rows() as u64;
            if let Some(rest) = without(&batch, &whose, &mut done)? {
                kept.push(&rest)?;
            }
        }
        if read != file.rows {
            return Err(LakeError::Damaged {
                file: file.path.clone(),
                why: format!("the log promises {} facts and the file holds {read}", file.rows),
            });
        }
        if kept.rows() > 0 {
            let kept = kept.finish()?;
            let hash = blake3::hash(&kept.bytes).to_hex();
            let path = format!("kept-{:012}-{:04}-{}.parquet", on.version, adds.len(), &hash[..16]);
            adds.push(publish(&table, path, kept, true).await?);
        }
        touched.push(file.clone());
    }
    done.rewritten = touched.len();
    Ok((done, touched, adds))
}

fn wanted(columns: Vec<usize>) -> Wanted {
    Wanted { schema: WRITTEN.clone(), key: at::ACCOUNT, columns, accounts: i64::MIN..=i64::MAX, batch: BATCH }
}

/// Whether a file holds a fact of the persons. No statistics say so: they must not know persons.
async fn holds(table: &Table, file: &FileMeta, whose: &Erase) -> Result<bool, LakeError> {
    let mut batches = stream(table, file, &wanted(vec![at::PERSON])).await?;
    while let Some(batch) = batches.next().await {
        let batch = batch?;
        let persons = batch.column(0).as_primitive::<Int64Type>();
        if persons.iter().flatten().any(|person| whose.persons.contains(&PersonId(person))) {
            return Ok(true);
        }
    }
    Ok(false)
}

/// The rows that stay, in their order; all columns but `person` bit for bit.
fn without(batch: &RecordBatch, whose: &Erase, done: &mut Erased) -> Result<Option<RecordBatch>, LakeError> {
    let persons = batch.column(at::PERSON).as_primitive::<Int64Type>();
    let ids = batch.column(at::ID).as_binary::<i32>();
    let theirs = |row: usize| persons.is_valid(row) && whose.persons.contains(&PersonId(persons.value(row)));
    let stays = |row: usize| ids.value(row).try_into().is_ok_and(|id| whose.keep.contains(&FactId(id)));
    let (facts, unnamed) = (done.facts, done.unnamed);
    let mut mask = Vec::with_capacity(batch.num_rows());
    let mut named = Vec::with_capacity(batch.num_rows());
    for row in 0..batch.num_rows() {
        let (theirs, stays) = (theirs(row), stays(row));
        done.facts += u64::from(theirs && !stays);
        done.unnamed += u64::from(theirs && stays);
        mask.push(!theirs || stays);
        named.push((persons.is_valid(row) && !theirs).then(|| persons.value(row)));
    }
    if (done.facts, done.unnamed) == (facts, unnamed) {
        return Ok(Some(batch.clone()));
    }
    let mut columns: Vec<ArrayRef> = batch.columns().to_vec();
    columns[at::PERSON] = Arc::new(Int64Array::from(named));
    let all = RecordBatch::try_new(WRITTEN.clone(), columns)?;
    let rest = filter_record_batch(&all, &BooleanArray::from(mask))?;
    Ok((rest.num_rows() > 0).then_some(rest))
}

/// Leaves of a table only what its newest version needs: a checkpoint of it, no older log entry, no other file. Whoever
/// still reads an older version loses its files. Returns how many files were deleted.
pub(crate) async fn forget(table: &Arc<Table>) -> Result<usize, LakeError> {
    let on = table.load().await?;
    checkpoint(table, &on).await?;
    let entries = forget_log(table, &on)?;
    let files = forget_files(table, &on)?;
    Ok(entries + files)
}

/// A checkpoint of the newest version: without it the older log entries cannot go.
pub(crate) async fn checkpoint(table: &Table, on: &Loaded) -> Result<(), LakeError> {
    if on.version == 0 || last_checkpoint_is(table, on.version) {
        return Ok(());
    }
    Ok(create_checkpoint(&on.table, None).await?)
}

fn last_checkpoint_is(table: &Table, version: u64) -> bool {
    let hint = std::fs::read(table.dir.join("_delta_log/_last_checkpoint")).unwrap_or_default();
    let hint: serde_json::Value = serde_json::from_slice(&hint).unwrap_or_default();
    let file = table.dir.join(format!("_delta_log/{version:020}.checkpoint.parquet"));
    hint["version"].as_u64() == Some(version) && file.is_file()
}

/// Deletes the log entries and checkpoints before the newest version, whatever their age.
pub(crate) fn forget_log(table: &Table, on: &Loaded) -> Result<usize, LakeError> {
    let folder = table.dir.join("_delta_log");
    let fail = |source| LakeError::Folder { path: folder.clone(), source };
    let mut deleted = 0;
    for entry in std::fs::read_dir(&folder).map_err(fail)?.flatten() {
        let name = entry.file_name();
        let version = name.to_str().and_then(|name| name.get(..20)).and_then(|digits| digits.parse::<u64>().ok());
        if version.is_some_and(|version| version < on.version) {
            std::fs::remove_file(entry.path()).map_err(fail)?;
            deleted += 1;
        }
    }
    // A power cut must not bring them back.
    Disk.sync_dir(&folder).map_err(fail)?;
    Ok(deleted)
}

/// Deletes data files that the newest version does not need, and what crashes left behind, whatever their age.
pub(crate) fn forget_files(table: &Table, on: &Loaded) -> Result<usize, LakeError> {
    let deleted = sweep(table, on, i64::MAX)?;
    for folder in [table.dir.clone(), table.dir.join("_delta_log")] {
        Disk.sync_dir(&folder).map_err(|source| LakeError::Folder { path: folder.clone(), source })?;
    }
    if let Ok(mut footers) = table.footers.lock() {
        footers.clear();
    }
    Ok(deleted)
}

#[cfg(test)]
mod tests;

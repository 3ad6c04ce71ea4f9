//! The log: bad checkpoints go, entries that are damaged or missing are written again.

use super::aside::Aside;
use super::batch::{self, Removed};
use super::{Inbox, Stop, failed, stopped};
use crate::LakeError;
use crate::check::log::{Names, hinted, read, whole};
use crate::check::{Finding, SealedBatch};
use crate::facts::schema;
use crate::store::SyncedStore;
use crate::table::{APP, Table};
use deltalake::DeltaTable;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::Arc;

/// Moves checkpoints that cannot be read aside, and the hint that names them, if the entries hold what they held.
pub(super) fn checkpoints(name: &str, folder: &Path, aside: &mut Aside, done: &mut Vec<Finding>) {
    let names = Names::of(folder);
    let bad = |version: &u64| whole(&folder.join(checkpoint(*version))).is_err();
    let (bad, sound): (Vec<u64>, Vec<u64>) = names.checkpoints.keys().copied().partition(bad);
    let missing = hinted(folder).filter(|version| !names.checkpoints.contains_key(version));
    let bad: Vec<u64> = bad.into_iter().chain(missing).collect();
    let Some(newest) = bad.iter().max() else { return };
    let from = sound.iter().max().map_or(0, |sound| sound + 1);
    let last = names.entries.keys().next_back().copied();
    let held = last.is_some_and(|last| last >= *newest || sound.iter().any(|sound| sound >= newest));
    let complete = held && (from..=last.unwrap_or(0)).all(|version| names.entries.contains_key(&version));
    for version in bad {
        let file = format!("{name}/_delta_log/{}", checkpoint(version));
        if !complete {
            done.push(Finding::bad("not-mended-checkpoint").with("file", file));
            continue;
        }
        let moved = aside.take(&folder.join(checkpoint(version)));
        match moved.and_then(|()| aside.take(&folder.join("_last_checkpoint"))) {
            Ok(()) => done.push(Finding::good("mended-checkpoint").with("file", file)),
            Err(error) => done.push(failed(&error)),
        }
    }
}

fn checkpoint(version: u64) -> String {
    format!("{version:020}.checkpoint.parquet")
}

fn entry(version: u64) -> String {
    format!("{version:020}.json")
}

/// Writes entries of the table of facts again that are damaged or missing.
pub(super) async fn entries(
    table: &Table,
    store: &SyncedStore,
    sealed: &[SealedBatch],
    inbox: &dyn Inbox,
    aside: &mut Aside,
    done: &mut Vec<Finding>,
) -> Result<(), Stop> {
    let folder = table.dir.join("_delta_log");
    let names = Names::of(&folder);
    let sound = |version: &&u64| whole(&folder.join(checkpoint(**version))).is_ok();
    let base = names.checkpoints.keys().rev().find(sound).copied();
    let last = names.entries.keys().next_back().copied().max(base);
    let Some(last) = last else { return Ok(()) };
    let first_held = names.entries.keys().next().copied().unwrap_or(last);
    let mut batches: BTreeMap<u64, i64> = BTreeMap::new();
    let mut bad = Vec::new();
    for version in base.map_or(0, |_| first_held)..=last {
        match read(&folder.join(entry(version))) {
            Ok(Some((k, _))) => drop(batches.insert(version, k)),
            Ok(None) => {}
            // The checkpoint is enough.
            Err(_) if base == Some(version) && !names.entries.contains_key(&version) => {}
            Err(_) => bad.push(version),
        }
    }
    let (old, bad): (Vec<u64>, Vec<u64>) =
        bad.into_iter().partition(|version| base.is_some_and(|base| *version <= base));
    if let Some(newest) = old.iter().max() {
        for version in first_held..=*newest {
            aside.take(&folder.join(entry(version))).map_err(stopped)?;
        }
        let file = format!("facts/_delta_log/{}", entry(*newest));
        done.push(Finding::good("mended-old-entries").with("file", file));
    }
    let held = match base {
        Some(base) => batch_at(table, base).await.map_err(stopped)?,
        None => 0,
    };
    let known = |k: i64| k <= held || batches.iter().any(|(version, known)| Some(*version) > base && *known == k);
    let missing: Vec<&SealedBatch> = sealed.iter().filter(|batch| batch.done && !known(batch.k)).collect();
    let places = places(&bad, &batches, &missing, last)?;
    let removed = Removed::after(&folder, &names, &bad);
    for version in bad {
        aside.take(&folder.join(entry(version))).map_err(stopped)?;
        if version == 0 {
            let text = first_entry(table, store).await.map_err(stopped)?;
            aside.write(&folder.join(entry(0)), &text).map_err(stopped)?;
            done.push(said(0));
        } else if !places.contains_key(&version) {
            // Not a batch: files were merged. As long as those from before are there, nothing is missing without it.
            let text = br#"{"commitInfo":{"operation":"REPAIR","operationParameters":{}}}"#;
            aside.write(&folder.join(entry(version)), text).map_err(stopped)?;
            done.push(said(version));
        }
    }
    for (version, sealed) in places {
        let text = batch::entry(table, *sealed, inbox, &removed, aside).await?;
        aside.write(&folder.join(entry(version)), &text).map_err(stopped)?;
        let file = format!("facts/_delta_log/{}", entry(version));
        done.push(Finding::good("mended-batch").with("file", file).with("batch", sealed.k));
    }
    Ok(())
}

fn said(version: u64) -> Finding {
    Finding::good("mended-entry").with("file", format!("facts/_delta_log/{}", entry(version)))
}

/// Which missing batch belongs into which bad entry, or behind the last one. Batches stand in their order.
fn places<'a>(
    bad: &[u64],
    batches: &BTreeMap<u64, i64>,
    missing: &[&'a SealedBatch],
    last: u64,
) -> Result<BTreeMap<u64, &'a SealedBatch>, Stop> {
    let (mut places, mut next) = (BTreeMap::new(), 0);
    for batch in missing {
        let fits = |version: &&u64| {
            let before = batches.range(..**version).next_back().is_none_or(|(_, k)| *k < batch.k);
            let after = batches.range(**version..).next().is_none_or(|(_, k)| *k > batch.k);
            **version >= next && **version > 0 && before && after
        };
        let own = bad.iter().filter(fits).find(|version| batch.version == Some(**version));
        let place = match own.or_else(|| bad.iter().find(fits)) {
            Some(version) => *version,
            None if batches.values().all(|k| *k < batch.k) => next.max(last + 1),
            None => return Err(vec![Finding::bad("not-mended-batch").with("batch", batch.k)]),
        };
        places.insert(place, *batch);
        next = place + 1;
    }
    Ok(places)
}

/// The last batch that the log held at a version.
async fn batch_at(table: &Table, version: u64) -> Result<i64, LakeError> {
    let mut there = DeltaTable::new(Arc::clone(&table.log));
    there.load_version(version).await?;
    let batch = there.snapshot()?.transaction_version(table.log.as_ref(), APP).await?;
    Ok(batch.unwrap_or(0))
}

/// The entry with which every table of facts begins.
async fn first_entry(table: &Table, store: &SyncedStore) -> Result<Vec<u8>, LakeError> {
    let scratch = table.dir.with_file_name("aside").join("new");
    let fail = |source| LakeError::Folder { path: scratch.clone(), source };
    let _ = fs::remove_dir_all(&scratch);
    let _ = Table::open(&scratch, store, schema::delta(), &schema::PROPERTIES).await?;
    let text = fs::read(scratch.join("_delta_log").join(entry(0))).map_err(fail)?;
    fs::remove_dir_all(&scratch).map_err(fail)?;
    Ok(text)
}

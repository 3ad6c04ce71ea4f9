//! Data files that are missing or damaged: their facts, if the inbox still has all of them, go into a new file.

use super::Inbox;
use super::aside::Aside;
use crate::LakeError;
use crate::check::data::contents;
use crate::check::{Finding, SealedBatch};
use crate::datafile::{DataFile, publish};
use crate::derived::pipe::removals;
use crate::facts::encode::{batch_of, layout, sorted};
use crate::facts::schema::{WRITTEN, at};
use crate::facts::source::{Wanted, stream};
use crate::table::{FileMeta, Table};
use banso_domain::facts::Fact;
use banso_kernel::FactId;
use deltalake::arrow::array::AsArray;
use deltalake::kernel::{Action, Add};
use deltalake::protocol::{DeltaOperation, SaveMode};
use futures::StreamExt;
use std::collections::HashMap;

/// Rows encoded or read at a time.
const CHUNK: usize = 131_072;

/// Replaces the bad files of the newest version.
pub(super) async fn files(
    table: &Table,
    sealed: &[SealedBatch],
    inbox: &dyn Inbox,
    aside: &mut Aside,
    done: &mut Vec<Finding>,
) -> Result<(), LakeError> {
    let on = table.load().await?;
    let is_bad = |file: &&FileMeta| contents(&table.dir.join(&file.path), file).is_err();
    let (bad, good): (Vec<&FileMeta>, Vec<&FileMeta>) = on.files.iter().partition(is_bad);
    if bad.is_empty() {
        return Ok(());
    }
    let lost = |file: &FileMeta| Finding::bad("not-mended-file").with("file", format!("facts/{}", file.path));
    let mut facts = candidates(&bad, sealed, inbox, on.batch).await;
    for file in good {
        leave_out(table, file, &mut facts).await?;
    }
    let promised: u64 = bad.iter().map(|file| file.rows).sum();
    if facts.len() as u64 != promised {
        done.extend(bad.into_iter().map(lost));
        return Ok(());
    }
    let facts: Vec<Fact> = facts.into_values().collect();
    let add = write(table, on.version, &facts).await?;
    let out = |file: &FileMeta| bad.iter().any(|bad| bad.path == file.path);
    let gone = removals(&on, out, true)?;
    let actions = gone.into_iter().map(Action::Remove).chain([Action::Add(add)]).collect();
    let operation = DeltaOperation::Write { mode: SaveMode::Append, partition_by: None, predicate: None };
    table.commit(&on, actions, operation, None).await?;
    for file in bad {
        aside
            .take(&table.dir.join(&file.path))
            .map_err(|source| LakeError::Folder { path: table.dir.clone(), source })?;
        let finding = Finding::good("mended-file").with("file", format!("facts/{}", file.path));
        done.push(finding.with("facts", file.rows as i64));
    }
    Ok(())
}

/// Facts of the inbox that the bad files may have held.
async fn candidates(bad: &[&FileMeta], sealed: &[SealedBatch], inbox: &dyn Inbox, last: i64) -> HashMap<FactId, Fact> {
    let held = |fact: &Fact| {
        let fits =
            |file: &&FileMeta| file.accounts.contains(&fact.account.0) && file.times.contains(&fact.occurred_at.0);
        bad.iter().any(fits)
    };
    let mut facts = HashMap::new();
    for batch in sealed.iter().filter(|batch| batch.k <= last) {
        let rows = inbox.batch(batch.k).await.into_iter().filter(held);
        facts.extend(rows.map(|fact| (fact.id, fact)));
    }
    facts
}

/// Takes out what a file holds.
async fn leave_out(table: &Table, file: &FileMeta, facts: &mut HashMap<FactId, Fact>) -> Result<(), LakeError> {
    let accounts = i64::MIN..=i64::MAX;
    let wanted = Wanted { schema: WRITTEN.clone(), key: at::ACCOUNT, columns: vec![at::ID], accounts, batch: CHUNK };
    let mut batches = stream(table, file, &wanted).await?;
    while let Some(batch) = batches.next().await {
        for id in batch?.column(0).as_binary::<i32>().iter().flatten() {
            if let Ok(id) = id.try_into() {
                facts.remove(&FactId(id));
            }
        }
    }
    Ok(())
}

async fn write(table: &Table, version: u64, facts: &[Fact]) -> Result<Add, LakeError> {
    let mut file = DataFile::new(&layout())?;
    for chunk in sorted(facts).chunks(CHUNK) {
        file.push(&batch_of(chunk)?)?;
    }
    let file = file.finish()?;
    let hash = blake3::hash(&file.bytes).to_hex();
    publish(table, format!("mended-{version:012}-{}.parquet", &hash[..16]), file, true).await
}

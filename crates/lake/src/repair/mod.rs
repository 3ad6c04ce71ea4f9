//! Mending a damaged lake (RELIABILITY T4) from what else knows the facts: log entries that hold what a bad checkpoint
//! held, batches that the inbox still has. What was bad is moved to the folder `aside` of the lake, never deleted; when
//! the facts do not add up afterwards, everything is put back as it was.
//!
//! Only the log and the files of facts are written again. Of the other tables bad checkpoints are moved aside.

mod aside;
mod batch;
mod data;
mod log;
#[cfg(test)]
mod tests;

use crate::check::{Finding, SealedBatch};
use crate::facts::erase::erased_of;
use crate::store::SyncedStore;
use crate::table::Table;
use aside::Aside;
use banso_domain::facts::Fact;
use futures::future::BoxFuture;
use std::path::Path;

/// Name of the folder for what was bad, inside of the lake.
pub const ASIDE: &str = "aside";

/// The inbox, as far as a repair needs it.
pub trait Inbox: Send + Sync {
    /// The facts of batch `k` that are still there: all, some, or none.
    fn batch(&self, k: i64) -> BoxFuture<'_, Vec<Fact>>;
}

/// Why something was not mended: what to say.
type Stop = Vec<Finding>;

/// Mends what can be mended of the lake in `dir`. `sealed` are all batches that the state database knows, ascending. Only
/// for the holder of the sealer's lease (T7). Says what was done, and what could not be; nothing if nothing was bad.
pub fn repair<'a>(dir: &'a Path, sealed: &'a [SealedBatch], inbox: &'a dyn Inbox) -> BoxFuture<'a, Vec<Finding>> {
    Box::pin(async move {
        let mut done = Vec::new();
        for name in ["facts", "metric_history", "health_history", "health_shown", "metric_known"] {
            let folder = dir.join(name).join("_delta_log");
            if folder.is_dir() {
                log::checkpoints(name, &folder, &mut Aside::new(dir), &mut done);
            }
        }
        if dir.join("facts/_delta_log").is_dir() {
            if let Err(stop) = log_of_facts(dir, sealed, inbox, &mut done).await {
                done.extend(stop);
                return done;
            }
            // Read anew: the log may be another one now.
            let mended = async {
                let table = Table::open_existing(&dir.join("facts"), &SyncedStore::new())?;
                data::files(&table, sealed, inbox, &mut Aside::new(dir), &mut done).await
            };
            if let Err(error) = mended.await {
                done.push(failed(&error));
            }
        }
        done
    })
}

/// All of it, or nothing: an entry too few would hide facts.
async fn log_of_facts(
    dir: &Path,
    sealed: &[SealedBatch],
    inbox: &dyn Inbox,
    done: &mut Vec<Finding>,
) -> Result<(), Stop> {
    let (folder, store, mut aside) = (dir.join("facts"), SyncedStore::new(), Aside::new(dir));
    let mut said = Vec::new();
    let mended = async {
        let table = Table::open_existing(&folder, &store).map_err(stopped)?;
        log::entries(&table, &store, sealed, inbox, &mut aside, &mut said).await?;
        if said.is_empty() { Ok(()) } else { adds_up(&folder, &store, sealed).await }
    };
    match mended.await {
        Ok(()) => {
            done.extend(said);
            Ok(())
        }
        Err(mut stop) => {
            stop.extend(aside.undo().err().map(|error| failed(&error)));
            Err(stop)
        }
    }
}

/// As many facts as were sealed: neither has any come twice, nor is one missing.
async fn adds_up(folder: &Path, store: &SyncedStore, sealed: &[SealedBatch]) -> Result<(), Stop> {
    let table = Table::open_existing(folder, store).map_err(stopped)?;
    let on = table.load().await.map_err(stopped)?;
    let there: u64 = on.files.iter().map(|file| file.rows).sum::<u64>() + erased_of(&on);
    let known = sealed.iter().filter(|batch| batch.k <= on.batch);
    let (count, facts) = known.fold((0, 0), |(count, facts), batch| (count + 1, facts + batch.rows));
    if count == on.batch && facts == there {
        return Ok(());
    }
    Err(vec![Finding::bad("not-mended-total").with("lake", there as i64).with("state", facts as i64)])
}

fn failed(error: &dyn std::error::Error) -> Finding {
    Finding::bad("not-mended-why").with("why", error.to_string())
}

fn stopped(error: impl std::error::Error) -> Stop {
    vec![failed(&error)]
}

//! Bringing the inbox into the lake: RELIABILITY T2, one batch after the other.

use crate::{App, Refused};
use banso_kernel::Micros;
use banso_lake::{Maintained, Sealed};
use banso_state::Lease;
use std::time::Duration;

/// Facts of one batch: one Parquet file.
const BATCH: i64 = 250_000;
/// A batch must be done within this time, else somebody else may take over.
const LEASE: i64 = 10 * 60 * 1_000_000;
/// Sealed rows stay in the inbox this long, so that a damaged lake can be repaired from them (T4).
const GRACE: i64 = 24 * 3_600 * 1_000_000;
/// Rows that leave the inbox in one transaction: a moment of the writer's time.
const CLEARED: i64 = 20_000;
/// So many facts are a batch, however new they are.
const MUCH: i64 = 100_000;
/// How often the server looks whether there is a batch.
const LOOK: Duration = Duration::from_secs(5);
/// Files of the lake that were replaced are kept this long for whoever still reads them.
const KEEP: Duration = Duration::from_secs(3_600);

impl App {
    /// Seals everything that is in the inbox, batch by batch. `progress` is told how many facts have gone over.
    /// Returns the number of facts; 0 also when another process is at it.
    ///
    /// # Errors
    /// A store failed, or the lake has lost commits. The next call goes on where this one stopped.
    pub async fn seal(&self, progress: &(dyn Fn(u64) + Send + Sync)) -> Result<u64, Refused> {
        let _alone = self.sealing.lock().await;
        let Some(lease) = self.take_sealer().await? else { return Ok(0) };
        let result = self.seal_all(progress).await;
        if result.is_ok() && self.is_sealer(&lease).await {
            self.tidy_stores().await;
        }
        self.give_lease_back(&lease).await;
        result
    }

    /// Looks every [`LOOK`] whether what waits in the inbox is worth a batch: because it is much, or because the last
    /// batch is older than `age`. Never returns; what goes wrong is logged and tried again.
    pub async fn keep_sealed(&self, age: Duration) {
        let mut last = self.clock.now();
        loop {
            tokio::time::sleep(LOOK.min(age)).await;
            let now = self.clock.now();
            let old = now.0 - last.0 >= i64::try_from(age.as_micros()).unwrap_or(i64::MAX);
            match self.seal_worth(old).await {
                Ok(false) => {}
                Ok(true) => last = now,
                Err(error) => {
                    tracing::warn!(%error, "the inbox could not be brought to the lake and is tried again");
                }
            }
        }
    }

    /// Seals if there is anything (`old`), or enough for a batch. Leaves tidying to the night, unless so many batches came
    /// since that readers would suffer. Whether it was time.
    async fn seal_worth(&self, old: bool) -> Result<bool, Refused> {
        let sealed = self.lake.sealed().await.map_err(Refused::broken)?;
        let place = self.state.sealed_place(sealed).await.map_err(Refused::broken)?;
        let wait = self.state.inbox_last().await.map_err(Refused::broken)? - place;
        if wait == 0 || (!old && wait < MUCH) {
            return Ok(old);
        }
        let _alone = self.sealing.lock().await;
        let Some(lease) = self.take_sealer().await? else { return Ok(true) };
        let result = self.seal_all(&|_| {}).await;
        if result.is_ok() && self.lake.is_crowded().await.unwrap_or(false) && self.is_sealer(&lease).await {
            self.tidy_stores().await;
        }
        self.give_lease_back(&lease).await;
        result.map(|_| true)
    }

    /// Tidies the lake and the inbox as the sealer. `None` when another process is the sealer just now.
    ///
    /// # Errors
    /// The database failed.
    pub(crate) async fn tidy_as_sealer(&self) -> Result<Option<Maintained>, Refused> {
        let _alone = self.sealing.lock().await;
        let Some(lease) = self.take_sealer().await? else { return Ok(None) };
        let done = self.tidy_stores().await;
        self.give_lease_back(&lease).await;
        Ok(Some(done))
    }

    /// Batch by batch, all that is in the inbox now. What comes meanwhile is left: to run after a product that never stops
    /// sending would make a file of each second.
    pub(crate) async fn seal_all(&self, progress: &(dyn Fn(u64) + Send + Sync)) -> Result<u64, Refused> {
        let last = self.state.inbox_last().await.map_err(Refused::broken)?;
        let mut facts = 0;
        loop {
            let next = self.state.next_seal(BATCH, self.clock.now()).await.map_err(Refused::broken)?;
            let Some((seal, batch)) = next else { return Ok(facts) };
            // Prolonged for each batch; gone to somebody else if reading took too long.
            let Some(lease) = self.take_sealer().await? else { return Ok(facts) };
            let mut tx = self.state.begin().await.map_err(Refused::broken)?;
            tx.open_seal(&lease, &seal).await.map_err(Refused::broken)?;
            tx.commit().await.map_err(Refused::broken)?;
            let count = batch.len() as u64;
            let version = match self.lake.seal(seal.k, batch).await.map_err(Refused::broken)? {
                Sealed::Now { version } => version,
                Sealed::Already => self.lake.snapshot().await.map_err(Refused::broken)?.version(),
            };
            let mut tx = self.state.begin().await.map_err(Refused::broken)?;
            let version = i64::try_from(version).unwrap_or(i64::MAX);
            tx.finish_seal(&lease, seal.k, version, self.clock.now()).await.map_err(Refused::broken)?;
            tx.commit().await.map_err(Refused::broken)?;
            facts += count;
            progress(facts);
            if seal.hi >= last {
                return Ok(facts);
            }
        }
    }

    /// Takes the sealer's lease, or prolongs it.
    pub(crate) async fn take_sealer(&self) -> Result<Option<Lease>, Refused> {
        self.take_lease("sealer", LEASE).await
    }

    /// Whether the lease still holds: it may have run out meanwhile, and whoever has it now tidies.
    async fn is_sealer(&self, lease: &Lease) -> bool {
        matches!(self.take_sealer().await, Ok(Some(now)) if now == *lease)
    }

    /// Only with the lease (T7). What is not tidied today is tidied tomorrow: no reason to call sealing failed.
    async fn tidy_stores(&self) -> Maintained {
        let done = match self.lake.maintain(self.clock.now(), KEEP).await {
            Ok(done) => {
                tracing::debug!(?done, "the lake is tidy");
                done
            }
            Err(error) => {
                tracing::warn!(%error, "the lake could not be tidied");
                Maintained::default()
            }
        };
        if let Err(error) = self.clear_inbox().await {
            tracing::warn!(%error, "the inbox could not be tidied");
        }
        done
    }

    /// Deletes what the lake has had for longer than the grace time, a little at a time.
    async fn clear_inbox(&self) -> banso_state::Result<()> {
        let now = self.clock.now();
        let mut tx = self.state.begin().await?;
        tx.mark_cleared(Micros(now.0 - GRACE), now).await?;
        tx.commit().await?;
        loop {
            let mut tx = self.state.begin().await?;
            let gone = tx.clear_sealed(CLEARED).await?;
            tx.commit().await?;
            if gone == 0 {
                return Ok(());
            }
        }
    }
}

#[cfg(test)]
mod tests;

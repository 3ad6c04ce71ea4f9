//! Bringing the inbox into the lake: RELIABILITY T2, one batch after the other.

use crate::{App, Refused};
use banso_kernel::Micros;
use banso_lake::Sealed;
use std::time::Duration;

/// Facts of one batch: one Parquet file.
const BATCH: i64 = 250_000;
/// A batch must be done within this time, else somebody else may take over.
const LEASE: i64 = 10 * 60 * 1_000_000;
/// Sealed rows stay in the inbox this long, so that a damaged lake can be repaired from them (T4).
const GRACE: i64 = 24 * 3_600 * 1_000_000;
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
        let holder = format!("{:x}", self.entropy.key());
        let mut facts = 0;
        loop {
            let now = self.clock.now();
            let mut tx = self.state.begin().await.map_err(Refused::broken)?;
            let until = Micros(now.0 + LEASE);
            let Some(lease) = tx.take_lease("sealer", &holder, now, until).await.map_err(Refused::broken)? else {
                return Ok(facts);
            };
            let seal = tx.open_seal(&lease, BATCH, now).await.map_err(Refused::broken)?;
            tx.commit().await.map_err(Refused::broken)?;
            let Some(seal) = seal else {
                self.tidy(&lease, now).await?;
                return Ok(facts);
            };
            let batch = self.state.seal_facts(&seal).await.map_err(Refused::broken)?;
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
        }
    }

    async fn tidy(&self, lease: &banso_state::Lease, now: Micros) -> Result<(), Refused> {
        // Only with the lease (T7). What is not tidied today is tidied tomorrow: no reason to call sealing failed.
        match self.lake.maintain(now, KEEP).await {
            Ok(done) => tracing::debug!(?done, "the lake is tidy"),
            Err(error) => tracing::warn!(%error, "the lake could not be tidied"),
        }
        let mut tx = self.state.begin().await.map_err(Refused::broken)?;
        tx.clear_sealed(Micros(now.0 - GRACE), now).await.map_err(Refused::broken)?;
        tx.give_lease_back(lease).await.map_err(Refused::broken)?;
        tx.commit().await.map_err(Refused::broken)
    }
}

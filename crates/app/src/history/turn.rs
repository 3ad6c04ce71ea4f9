//! One computation of history at a time, over all processes: a server and a command may work on the same folder.

use crate::{App, Refused};
use banso_kernel::Micros;
use banso_state::Lease;
use std::time::Duration;

/// Whoever computes says so again within this time, or has died, in microseconds.
const TURN: i64 = 120 * 1_000_000;
/// How long to wait before asking again.
const PAUSE: Duration = Duration::from_millis(250);

impl App {
    /// Takes the turn, or keeps it; `None` when another process has it.
    pub(super) async fn take_turn(&self) -> Result<Option<Lease>, Refused> {
        let now = self.clock.now();
        let mut tx = self.state.begin().await.map_err(Refused::broken)?;
        let lease = tx.take_lease("history", &self.holder, now, Micros(now.0 + TURN)).await.map_err(Refused::broken)?;
        tx.commit().await.map_err(Refused::broken)?;
        Ok(lease)
    }

    /// Waits until no other process computes.
    pub(super) async fn wait_for_turn(&self) -> Result<Lease, Refused> {
        loop {
            if let Some(lease) = self.take_turn().await? {
                return Ok(lease);
            }
            tokio::time::sleep(PAUSE).await;
        }
    }

    /// Gives the turn back, also after a failure.
    pub(super) async fn end_turn(&self, lease: &Lease) {
        let given = async {
            let mut tx = self.state.begin().await?;
            tx.give_lease_back(lease).await?;
            tx.commit().await
        };
        if let Err(error) = given.await {
            tracing::warn!(%error, "the turn to compute history could not be given back; it ends by itself");
        }
    }
}

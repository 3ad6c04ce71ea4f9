//! One computation of history at a time, over all processes: a server and a command may work on the same folder.

use crate::{App, Refused};
use banso_state::Lease;
use std::time::Duration;

/// Whoever computes says so again within this time, or has died, in microseconds.
const TURN: i64 = 120 * 1_000_000;
/// How long to wait before asking again.
const PAUSE: Duration = Duration::from_millis(250);

impl App {
    /// Takes the turn, or keeps it; `None` when another process has it.
    pub(super) async fn take_turn(&self) -> Result<Option<Lease>, Refused> {
        self.take_lease("history", TURN).await
    }

    /// Waits until no other process computes.
    pub(crate) async fn wait_for_turn(&self) -> Result<Lease, Refused> {
        loop {
            if let Some(lease) = self.take_turn().await? {
                return Ok(lease);
            }
            tokio::time::sleep(PAUSE).await;
        }
    }
}

//! Leases of this process: work that only one process may do at a time, and what others should know of it.

use crate::{App, Refused};
use banso_kernel::Micros;
use banso_state::Lease;

impl App {
    /// Takes the lease `name` for `time` microseconds, or prolongs it; `None` when another process has it.
    pub(crate) async fn take_lease(&self, name: &str, time: i64) -> Result<Option<Lease>, Refused> {
        let now = self.clock.now();
        let mut tx = self.state.begin().await.map_err(Refused::broken)?;
        let lease = tx.take_lease(name, &self.holder, now, Micros(now.0 + time)).await.map_err(Refused::broken)?;
        tx.commit().await.map_err(Refused::broken)?;
        Ok(lease)
    }

    /// Gives a lease back, also after a failure: whoever wants it next need not wait for it to end.
    pub(crate) async fn give_lease_back(&self, lease: &Lease) {
        let given = async {
            let mut tx = self.state.begin().await?;
            tx.give_lease_back(lease).await?;
            tx.commit().await
        };
        if let Err(error) = given.await {
            tracing::warn!(%error, name = lease.name, "a lease could not be given back; it ends by itself");
        }
    }
}

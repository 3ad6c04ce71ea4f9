//! Leases of this process: work that only one process may do at a time, and what others should know of it.

use crate::{App, Refused};
use banso_kernel::Micros;
use banso_state::Lease;
use std::collections::HashMap;
use std::fs::File;
use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// Files beside the leases, locked while this process holds them. The system takes such a lock from a process that dies,
/// however it dies, so that nobody waits for the end of a dead one's lease. Safe without it: a lease that was taken from
/// somebody who lives after all is noticed by its fencing number, and a batch that came twice by the lake's log.
#[derive(Debug, Default)]
pub(crate) struct Held {
    files: Mutex<HashMap<String, File>>,
}

impl Held {
    fn files(&self) -> MutexGuard<'_, HashMap<String, File>> {
        self.files.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Locks the file of the lease `name` if it can. True if it was free and this process had not held it: whoever has
    /// the lease is dead. False also where files cannot be locked; leases then end by themselves.
    fn lock(&self, dir: &Path, name: &str) -> bool {
        let mut files = self.files();
        if files.contains_key(name) {
            return false;
        }
        let path = dir.join(format!("{name}.lock"));
        let Ok(file) = File::options().create(true).truncate(false).write(true).open(path) else { return false };
        if file.try_lock().is_err() {
            return false;
        }
        files.insert(name.to_owned(), file);
        true
    }

    fn unlock(&self, name: &str) {
        self.files().remove(name);
    }
}

impl App {
    /// Takes the lease `name` for `time` microseconds, or prolongs it; `None` when another process has it. Of a process
    /// that has died it is taken over at once.
    pub(crate) async fn take_lease(&self, name: &str, time: i64) -> Result<Option<Lease>, Refused> {
        let now = self.clock.now();
        let died = self.held.lock(&self.dir, name);
        let as_of = if died { Micros(i64::MAX) } else { now };
        let mut tx = self.state.begin().await.map_err(Refused::broken)?;
        let lease = tx.take_lease(name, &self.holder, as_of, Micros(now.0 + time)).await.map_err(Refused::broken)?;
        tx.commit().await.map_err(Refused::broken)?;
        if lease.is_none() || time == 0 {
            self.held.unlock(name);
        }
        Ok(lease)
    }

    /// Gives a lease back, also after a failure: whoever wants it next need not wait for it to end.
    pub(crate) async fn give_lease_back(&self, lease: &Lease) {
        self.held.unlock(&lease.name);
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

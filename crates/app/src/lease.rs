//! Leases of this process: work that only one process may do at a time, and what others should know of it.

use crate::{App, Refused};
use banso_kernel::Micros;
use banso_state::{Lease, State};
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

    /// Shows that this process is at work of which each process does a part: with a locked file of its own. True once it
    /// does; also where files cannot be locked.
    pub fn show(&self, dir: &Path, name: &str, holder: &str) -> bool {
        let own = format!("{name}-{holder}");
        let path = dir.join(format!("{own}.lock"));
        // Whoever looked between the file's making and its locking took it for that of a dead one.
        self.files().contains_key(&own) || !self.lock(dir, &own) || path.exists() || {
            self.unlock(&own);
            false
        }
    }

    /// Who was at such work and has died, however that was; [`Held::forget`] when what they left is seen to.
    pub fn died(&self, dir: &Path, name: &str) -> Vec<String> {
        let entries = std::fs::read_dir(dir).into_iter().flatten().flatten();
        let names = entries.filter_map(|entry| entry.file_name().into_string().ok());
        let holder = |file: &str| Some(file.strip_prefix(name)?.strip_prefix('-')?.strip_suffix(".lock")?.to_owned());
        let free = |holder: &String| {
            let own = format!("{name}-{holder}");
            let file = File::options().write(true).open(dir.join(format!("{own}.lock")));
            !self.files().contains_key(&own) && file.is_ok_and(|file| file.try_lock().is_ok())
        };
        names.filter_map(|file| holder(&file)).filter(free).collect()
    }

    /// Forgets somebody who died.
    pub fn forget(&self, dir: &Path, name: &str, holder: &str) {
        let _ = std::fs::remove_file(dir.join(format!("{name}-{holder}.lock")));
    }

    /// Takes the lease `name` in the state for `time` microseconds, or prolongs it; `None` when another process has it.
    /// Of a process that has died it is taken over at once.
    pub async fn take(&self, of: &Taker<'_>, name: &str, time: i64) -> Result<Option<Lease>, Refused> {
        let died = self.lock(of.dir, name);
        let as_of = if died { Micros(i64::MAX) } else { of.now };
        let mut tx = of.state.begin().await.map_err(Refused::broken)?;
        let lease = tx.take_lease(name, of.holder, as_of, Micros(of.now.0 + time)).await.map_err(Refused::broken)?;
        tx.commit().await.map_err(Refused::broken)?;
        if lease.is_none() || time == 0 {
            self.unlock(name);
        }
        Ok(lease)
    }

    /// Gives a lease back.
    pub async fn give_back(&self, state: &State, lease: &Lease) -> banso_state::Result<()> {
        self.unlock(&lease.name);
        let mut tx = state.begin().await?;
        tx.give_lease_back(lease).await?;
        tx.commit().await
    }
}

/// Who wants a lease, and where.
pub(crate) struct Taker<'a> {
    pub state: &'a State,
    /// The data folder.
    pub dir: &'a Path,
    /// The process.
    pub holder: &'a str,
    pub now: Micros,
}

impl App {
    /// Takes the lease `name` for `time` microseconds, or prolongs it; `None` when another process has it. Of a process
    /// that has died it is taken over at once.
    pub(crate) async fn take_lease(&self, name: &str, time: i64) -> Result<Option<Lease>, Refused> {
        let taker = Taker { state: &self.state, dir: &self.dir, holder: &self.holder, now: self.clock.now() };
        self.held.take(&taker, name, time).await
    }

    /// Gives a lease back, also after a failure: whoever wants it next need not wait for it to end.
    pub(crate) async fn give_lease_back(&self, lease: &Lease) {
        if let Err(error) = self.held.give_back(&self.state, lease).await {
            tracing::warn!(%error, name = lease.name, "a lease could not be given back; it ends by itself");
        }
    }
}

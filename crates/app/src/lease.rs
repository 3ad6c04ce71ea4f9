//! Leases of this process: work that only one process may do at a time, and what others should know of it.

use crate::{App, Refused};
use banso_kernel::Micros;
use banso_state::{Lease, State};
use std::collections::HashMap;
use std::fs::{File, TryLockError};
use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// Files beside the leases, locked while this process holds them. The system takes such a lock from a process that dies,
/// however it dies, so that nobody waits for the end of a dead one's lease. Safe without it: a lease that was taken from
/// somebody who lives after all is noticed by its fencing number, and a batch that came twice by the lake's log.
#[derive(Debug, Default)]
pub(crate) struct Held {
    files: Mutex<HashMap<String, File>>,
}

/// What came of locking a lease's file.
enum Lock {
    /// Locked just now: whoever has the lease is dead.
    New,
    /// This process had locked it before.
    Ours,
    /// Another process has: it lives, and has the lease or is about to take it.
    Others,
    /// Files cannot be locked here: leases end by themselves.
    Without,
}

impl Held {
    fn files(&self) -> MutexGuard<'_, HashMap<String, File>> {
        self.files.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Locks the file of the lease `name` if it can.
    fn lock(&self, dir: &Path, name: &str) -> Lock {
        let mut files = self.files();
        if files.contains_key(name) {
            return Lock::Ours;
        }
        let path = dir.join(format!("{name}.lock"));
        let Ok(file) = File::options().create(true).truncate(false).write(true).open(path) else {
            return Lock::Without;
        };
        match file.try_lock() {
            Ok(()) => {
                files.insert(name.to_owned(), file);
                Lock::New
            }
            Err(TryLockError::WouldBlock) => Lock::Others,
            Err(TryLockError::Error(_)) => Lock::Without,
        }
    }

    fn unlock(&self, name: &str) {
        self.files().remove(name);
    }

    /// Shows that this process is at work of which each process does a part: with a locked file of its own. True once it
    /// does; also where files cannot be locked.
    pub fn show(&self, dir: &Path, name: &str, holder: &str) -> bool {
        let own = format!("{name}-{holder}");
        let path = dir.join(format!("{own}.lock"));
        match self.lock(dir, &own) {
            Lock::Ours | Lock::Without => true,
            // Whoever looks between the file's making and its locking takes it for that of a dead one.
            Lock::Others => false,
            Lock::New if path.exists() => true,
            Lock::New => {
                self.unlock(&own);
                false
            }
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
        let lock = self.lock(of.dir, name);
        let as_of = if matches!(lock, Lock::New) { Micros(i64::MAX) } else { of.now };
        let mut tx = of.state.begin().await.map_err(Refused::broken)?;
        // Else two would have it: who locked the file takes it from whoever has it then.
        if matches!(lock, Lock::Others) && tx.lease_is_free(name).await.map_err(Refused::broken)? {
            tx.rollback().await.map_err(Refused::broken)?;
            return Ok(None);
        }
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

//! The queue before the database: whatever comes while a commit is under way goes into the next one, so that a hundred
//! senders wait for one sync and not for a hundred.

use super::keys::{Gate, Keys};
use super::live::Live;
use super::pace::Pace;
use super::who::Names;
use super::write::{Batch, commit};
use crate::{App, Refused};
use banso_intake::event::{Event, Refusal};
use banso_kernel::Micros;
use banso_state::StateError;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use tokio::sync::{OwnedSemaphorePermit, Semaphore, oneshot, watch};

/// Memory for requests that are being read or wait for their commit, in kilobytes of their bodies: 64 MB. What is made
/// of a body takes a few times as much.
const ROOM: usize = 64 * 1024;
/// Events of one commit.
const TOGETHER: usize = 10_000;
/// Seconds after which a sender may come again when there is no room.
const BUSY: u32 = 1;
/// Seconds after which a sender may come again when the disk is full.
const FULL: u32 = 5;

/// Why a request was not taken. Nothing of it was kept; the sender keeps it and comes again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shut {
    /// There is no room; again after so many seconds.
    Busy(u32),
    /// The disk is full; again after so many seconds.
    Full(u32),
    /// The database failed.
    Broken,
}

/// Room that a request takes up, until it is dropped.
#[derive(Debug)]
pub struct Room {
    _permit: OwnedSemaphorePermit,
}

/// A request on its way.
struct Sent {
    batch: Batch,
    reply: oneshot::Sender<Result<(), Shut>>,
    _room: Room,
}

#[derive(Default)]
struct Queue {
    sent: Vec<Sent>,
    /// Events that wait or are just being committed.
    events: usize,
    /// A task is committing, and will look here again.
    working: bool,
}

/// How often it is looked whether a store fails that nobody waits for.
const GLANCE: Duration = Duration::from_millis(100);

/// What ingestion keeps in memory.
pub(crate) struct Ingest {
    pub(super) keys: Keys,
    pub(super) live: Live,
    room: Arc<Semaphore>,
    pace: Pace,
    queue: Mutex<Queue>,
    names: tokio::sync::Mutex<Names>,
    /// Set once, when a write can no longer be trusted to reach the disk.
    failed: watch::Sender<bool>,
}

impl Default for Ingest {
    fn default() -> Self {
        Self {
            keys: Keys::default(),
            live: Live::default(),
            room: Arc::new(Semaphore::new(ROOM)),
            pace: Pace::default(),
            queue: Mutex::default(),
            names: tokio::sync::Mutex::default(),
            failed: watch::Sender::new(false),
        }
    }
}

impl Ingest {
    /// Shows none of the last events any more.
    pub(crate) fn forget_live(&self) {
        self.live.forget();
    }
}

impl App {
    /// Room for a request of so many bytes.
    ///
    /// # Errors
    /// [`Shut::Busy`] while others take it up, or so many events wait that it would be answered late; [`Shut::Broken`]
    /// after a write failed to reach the disk.
    pub fn room(&self, bytes: usize) -> Result<Room, Shut> {
        if *self.ingest.failed.borrow() || self.is_failing() {
            return Err(Shut::Broken);
        }
        if !self.ingest.pace.admits(self.queue().events) {
            return Err(Shut::Busy(BUSY));
        }
        let wanted = u32::try_from(bytes / 1024 + 1).unwrap_or(u32::MAX);
        match Arc::clone(&self.ingest.room).try_acquire_many_owned(wanted) {
            Ok(permit) => Ok(Room { _permit: permit }),
            Err(_) => Err(Shut::Busy(BUSY)),
        }
    }

    /// Takes events in. When this returns they are committed and synced, each once; those that were refused are counted
    /// and shown, and never fail the others.
    ///
    /// # Errors
    /// Nothing was kept; the sender should come again.
    pub async fn ingest(
        self: &Arc<Self>,
        gate: Arc<Gate>,
        events: Vec<Result<Event, Refusal>>,
        received_at: Micros,
        room: Room,
    ) -> Result<(), Shut> {
        let (reply, answer) = oneshot::channel();
        let start = {
            let mut queue = self.queue();
            // Others may have come while this one was read.
            if !self.ingest.pace.admits(queue.events) {
                return Err(Shut::Busy(BUSY));
            }
            queue.events += events.len();
            queue.sent.push(Sent { batch: Batch { gate, events, received_at }, reply, _room: room });
            !std::mem::replace(&mut queue.working, true)
        };
        if start {
            // A task of its own: a sender that hangs up must not take others' events with it.
            tokio::spawn(Arc::clone(self).work_off());
        }
        answer.await.unwrap_or(Err(Shut::Broken))
    }

    fn queue(&self) -> std::sync::MutexGuard<'_, Queue> {
        self.ingest.queue.lock().unwrap_or_else(PoisonError::into_inner)
    }

    async fn work_off(self: Arc<Self>) {
        let _stop = StopMark(Arc::clone(&self));
        let mut names = self.ingest.names.lock().await;
        while let Some(sent) = self.next_sent() {
            let (batches, replies): (Vec<Batch>, Vec<_>) =
                sent.into_iter().map(|sent| (sent.batch, (sent.reply, sent._room))).unzip();
            let events = batches.iter().map(|batch| batch.events.len()).sum();
            let begun = self.clock.now();
            // What a failed commit learned is not true.
            let known = std::mem::take(&mut *names);
            let answer = match commit(&self, batches, known).await {
                // Somebody else's write failed meanwhile: that this one says it is on the disk means nothing.
                Ok(_) if self.is_failing() => Err(Shut::Broken),
                Ok(known) => {
                    *names = known;
                    self.ingest.pace.note(events, self.clock.now().0 - begun.0);
                    Ok(())
                }
                Err(error) => Err(self.shut(&error)),
            };
            self.queue().events -= events;
            for (reply, _room) in replies {
                let _ = reply.send(answer); // whoever hung up will send it again
            }
        }
    }

    /// The requests of the next commit; none when there are none, and then nobody works any more.
    fn next_sent(&self) -> Option<Vec<Sent>> {
        let mut queue = self.queue();
        let mut events = 0;
        let fits = queue.sent.iter().take_while(|sent| {
            let first = events == 0;
            events += sent.batch.events.len().max(1);
            first || events <= TOGETHER
        });
        let count = fits.count();
        if count == 0 {
            queue.working = false;
            return None;
        }
        Some(queue.sent.drain(..count).collect())
    }

    /// What a failure means for the sender, and for us.
    fn shut(&self, error: &Refused) -> Shut {
        tracing::error!(%error, "events could not be taken");
        let error = match error {
            Refused::Broken(error) => error.downcast_ref::<StateError>(),
            _ => None,
        };
        if error.is_some_and(StateError::is_full) {
            return Shut::Full(FULL);
        }
        if error.is_some_and(StateError::is_sync_failure) {
            // Pages that failed to sync count as clean afterwards: nothing that follows can be trusted (RELIABILITY T13).
            self.ingest.failed.send_replace(true);
        }
        Shut::Broken
    }

    /// Waits until a write failed to reach the disk; the program must then end and recover at its next start.
    pub async fn disk_failed(&self) {
        let mut failed = self.ingest.failed.subscribe();
        loop {
            tokio::select! {
                _ = failed.wait_for(|failed| *failed) => return,
                () = tokio::time::sleep(GLANCE) => {}
            }
            if self.is_failing() {
                self.ingest.failed.send_replace(true);
            }
        }
    }

    /// A write of one of the stores has failed to reach the disk, whoever asked for it.
    fn is_failing(&self) -> bool {
        self.state.is_failing() || self.lake.is_failing()
    }
}

/// However the task ends, the next request starts another one.
struct StopMark(Arc<App>);

impl Drop for StopMark {
    fn drop(&mut self) {
        if std::thread::panicking() {
            let mut queue = self.0.queue();
            queue.working = false;
            queue.sent.clear();
            queue.events = 0;
        }
    }
}

#[cfg(test)]
mod tests;

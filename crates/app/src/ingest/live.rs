//! What came last, for whoever looks on: kept in memory only, and never who a person is.

use banso_kernel::{AccountId, Micros};
use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};
use tokio::sync::broadcast;

/// So many events are remembered.
const REMEMBERED: usize = 200;
/// Of one commit at most so many are told: nobody reads a thousand lines a second.
pub(super) const TOLD: usize = 50;

/// An event as it is shown.
#[derive(Clone, Debug, PartialEq)]
pub struct Seen {
    /// Grows by one with each.
    pub number: u64,
    /// When it came.
    pub at: Micros,
    /// The name of its source.
    pub source: String,
    /// The call or the name of the fact; empty where it could not be read.
    pub name: String,
    /// Whose it is, and the vendor's id of that account; none while that is not known.
    pub account: Option<(AccountId, String)>,
    /// Whether it names a person.
    pub person: bool,
    /// What became of it: see [`End::code`](super::End::code).
    pub end: &'static str,
    /// What stood there, if it was refused.
    pub detail: String,
}

/// The last events, and who wants to hear of the next.
pub(crate) struct Live {
    ring: Mutex<(u64, VecDeque<Arc<Seen>>)>,
    tell: broadcast::Sender<Arc<Seen>>,
}

impl Default for Live {
    fn default() -> Self {
        Self { ring: Mutex::default(), tell: broadcast::Sender::new(256) }
    }
}

impl Live {
    /// Remembers and tells; numbers are given here.
    pub(super) fn push(&self, seen: impl IntoIterator<Item = Seen>) {
        let mut ring = self.ring.lock().unwrap_or_else(PoisonError::into_inner);
        for mut one in seen {
            ring.0 += 1;
            one.number = ring.0;
            let one = Arc::new(one);
            if ring.1.len() == REMEMBERED {
                ring.1.pop_front();
            }
            ring.1.push_back(Arc::clone(&one));
            let _ = self.tell.send(one); // nobody may be listening
        }
    }

    /// The last ones, newest first.
    pub(super) fn last(&self) -> Vec<Arc<Seen>> {
        let ring = self.ring.lock().unwrap_or_else(PoisonError::into_inner);
        ring.1.iter().rev().cloned().collect()
    }

    /// From now on.
    pub(super) fn listen(&self) -> broadcast::Receiver<Arc<Seen>> {
        self.tell.subscribe()
    }

    /// Forgets everything.
    pub(crate) fn forget(&self) {
        self.ring.lock().unwrap_or_else(PoisonError::into_inner).1.clear();
    }
}

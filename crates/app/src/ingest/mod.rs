//! Facts over HTTP: every event that is acknowledged is in the database, synced, and counted once.
//!
//! The way of an event, step by step; whatever does not pass a step ends there with a reason that is counted:
//!
//! 1. *key* ([`App::gate`]): which source sends, and may it?
//! 2. *room* ([`App::room`]): is there memory for the request, and do those that wait leave it time ([`pace`])? If not,
//!    the sender comes back later.
//! 3. *read* (`banso_intake::event`): bytes into typed events.
//! 4. *queue* ([`App::ingest`]): requests that come while a commit is under way are committed together.
//! 5. *account* ([`write`]): does the account exist, or may the source make it?
//!    And is it about somebody who was not erased ([`erased`])?
//! 6. *once*: is the event's id new? The first content of an id stands.
//! 7. *who* : person and account; an event of a user whose account is not known waits until it is.
//! 8. *keep*: facts into the inbox, traits into people and accounts, counts; committed and synced.
//!
//! Only then the sender hears that all is well.

mod door;
mod erased;
mod keys;
mod limit;
mod live;
mod pace;
mod saying;
mod traits;
mod waiting;
mod who;
mod write;

pub use banso_intake::event::{BATCH_BYTES, Call, Delivery, Unreadable, inflate, read};
pub(crate) use door::Ingest;
pub use door::{Room, Shut};
pub use keys::Gate;
pub use live::Seen;

use crate::{App, Principal, Refused};
use banso_domain::members::Role;
use banso_kernel::Micros;
pub use banso_state::{IngestCount, Source, SourceTerms, WriteKey};
use std::sync::Arc;
use tokio::sync::broadcast;

/// What became of an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// It is a fact, or changed what is known of a person or an account.
    Taken,
    /// Its id was known, with the same content.
    Already,
    /// Its id was known, with other content: the first one stands.
    OtherContent,
    /// It waits until the account of its user is known.
    Waiting,
    /// It was refused.
    Refused(&'static str),
}

impl End {
    /// Its name in counts and messages (`live-end-…`).
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Taken => "taken",
            Self::Already => "already",
            Self::OtherContent => "other-content",
            Self::Waiting => "waiting",
            Self::Refused(code) => code,
        }
    }
}

/// The code of an event of a source that may not make accounts, about an account that is not there.
pub const UNKNOWN_ACCOUNT: &str = "unknown-account";
/// The code of an event that a browser's key sends under a name that means something to Banso.
pub const RESERVED_NAME: &str = "reserved-name";
/// The code of an event of somebody who was erased.
pub const ERASED_PERSON: &str = "erased-person";
/// The code of events that waited for their account too long.
pub const NO_ACCOUNT: &str = "no-account";
/// Counted when an event that waited became a fact.
pub const RELEASED: &str = "released";

/// Events wait for their account so long, in microseconds: 30 days.
const PATIENCE: i64 = 30 * 24 * 3_600 * 1_000_000;
/// Events that are given up in one transaction.
const GIVEN_UP: i64 = 5_000;

impl App {
    /// The last events, newest first.
    ///
    /// # Errors
    /// Not a member.
    pub fn last_events(&self, by: &Principal) -> Result<Vec<Arc<Seen>>, Refused> {
        by.needs(Role::Viewer)?;
        Ok(self.ingest.live.last())
    }

    /// Events from now on.
    ///
    /// # Errors
    /// Not a member.
    pub fn next_events(&self, by: &Principal) -> Result<broadcast::Receiver<Arc<Seen>>, Refused> {
        by.needs(Role::Viewer)?;
        Ok(self.ingest.live.listen())
    }

    /// What became of the events of the last `days` days, and how many wait.
    ///
    /// # Errors
    /// Not a member, or the database failed.
    pub async fn ingest_counts(&self, by: &Principal, days: i32) -> Result<(Vec<IngestCount>, u64), Refused> {
        by.needs(Role::Viewer)?;
        let today = self.workspace().await?.zone.day_of(self.clock.now());
        let counts = self.state.ingest_counts(today - (days - 1)).await.map_err(Refused::broken)?;
        Ok((counts, self.state.waiting_count().await.map_err(Refused::broken)?))
    }

    /// Gives up on events that have waited too long for their account; part of the night's work.
    pub(crate) async fn give_up_waiting(&self, now: Micros) -> Result<(), Refused> {
        let day = self.workspace().await?.zone.day_of(now);
        loop {
            let mut tx = self.state.begin().await.map_err(Refused::broken)?;
            let gone = tx.give_up_waiting(Micros(now.0 - PATIENCE), GIVEN_UP).await.map_err(Refused::broken)?;
            let counts: Vec<_> = gone.iter().map(|(source, events)| (*source, NO_ACCOUNT, *events)).collect();
            tx.count_ingest(day, &counts).await.map_err(Refused::broken)?;
            tx.commit().await.map_err(Refused::broken)?;
            if gone.is_empty() {
                return Ok(());
            }
        }
    }
}

//! What changes to many have in common (RULES 8): they say of each row what became of it, and for half an hour they are
//! undone in one click. What was done is in the audit log, and that is what undoing reads.

use crate::{App, Principal, Refused};
use banso_domain::members::Role;
use banso_kernel::{Micros, Problem};
use banso_state::Event;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

/// Most rows that one change takes.
pub const BULK_LIMIT: usize = 5_000;
/// How long it can be undone, in microseconds.
const UNDO: i64 = 30 * 60 * 1_000_000;

/// What became of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Outcome {
    /// Changed.
    Done,
    /// It had that value already.
    Same,
    /// It is not there any more, or closed.
    Gone,
    /// Somebody has changed it since; only when undoing.
    Newer,
    /// It is on a journey that has no such phase.
    Elsewhere,
}

/// A change as the audit log has it.
pub(crate) struct Record<K> {
    done: Event,
    /// What was done.
    pub kept: K,
    /// What undoing it did.
    pub undone: Option<K>,
}

impl<K: DeserializeOwned> Record<K> {
    /// The change with this key; `verbs` are those of doing and undoing it.
    pub async fn read(app: &App, object: &str, verbs: [&str; 2], key: &str) -> Result<Self, Refused> {
        let events = app.state.events_of(object, key, 2).await.map_err(Refused::broken)?;
        let of = |verb: &str| events.iter().find(|event| event.verb == verb);
        let kept = |event: &Event| serde_json::from_str::<K>(&event.detail).map_err(Refused::broken);
        let done = of(verbs[0]).ok_or(Refused::Missing)?;
        Ok(Self { done: done.clone(), kept: kept(done)?, undone: of(verbs[1]).map(kept).transpose()? })
    }

    /// Until when it can be undone.
    pub fn until(&self) -> Micros {
        Micros(self.done.occurred_at.0 + UNDO)
    }

    /// Whether the asker, who did it or leads, can still undo it.
    pub fn undoable(&self, app: &App, who: &Principal) -> bool {
        let theirs = self.done.member == Some(who.member) || who.needs(Role::Manager).is_ok();
        theirs && app.clock.now() <= self.until() && self.undone.is_none()
    }
}

/// A name for a change.
pub(crate) fn new_key(app: &App) -> String {
    format!("{:016x}", app.entropy.key() as u64)
}

/// Refuses nothing at all and too much.
pub(crate) fn within_limit(n: usize) -> Result<(), Refused> {
    if (1..=BULK_LIMIT).contains(&n) {
        return Ok(());
    }
    Err(Refused::wrong("ids", Problem::new("accounts-problem-bulk-size").with("limit", BULK_LIMIT)))
}

//! What the last computation of history knows of the facts, so that the next one need not read all of them again.

use super::Base;
use banso_domain::metrics::{AccountInput, Seen};
use banso_kernel::{AccountId, Day, Micros};
use banso_state::{Derived, GroundCounts};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Dirty accounts, with the first dirty day of each.
pub(super) type FirstDays = BTreeMap<AccountId, Day>;

/// Makes an account dirty from `day` on, if it is not from an earlier day on.
pub(super) fn note_first(dirty: &mut FirstDays, account: AccountId, day: Day) {
    dirty.entry(account).and_modify(|first| *first = day.min(*first)).or_insert(day);
}

/// Kept in memory between computations; without it (after a start) everything is computed from nothing once.
#[derive(Debug)]
pub(crate) struct Ledger {
    /// Definitions, settings, day and liveness that history was computed with.
    pub(super) base: Arc<Base>,
    /// All accounts with their contracts and people, and how many of each there were: imports that change them compute
    /// everything anew, and facts that name new ones change the counts.
    pub(super) inputs: (GroundCounts, Vec<AccountInput>),
    /// What is kept of all facts.
    pub(super) seen: Seen,
    /// The last row of the inbox that is in it.
    pub(super) seq: i64,
    /// When it was computed, as the state store says too: another process may have computed since.
    pub(super) ended_at: Option<Micros>,
    /// Accounts that lists have and the history in the lake has not yet, with their first day.
    pub(super) unwritten: FirstDays,
    /// When the history in the lake was last written.
    pub(super) written_at: Micros,
}

impl Ledger {
    /// After everything was computed and written.
    pub(super) fn new(base: Arc<Base>, inputs: (GroundCounts, Vec<AccountInput>), seen: Seen, note: &Derived) -> Self {
        let written_at = note.ended_at.unwrap_or(note.started_at);
        let (seq, ended_at) = (note.inbox_seq, note.ended_at);
        Self { base, inputs, seen, seq, ended_at, unwritten: FirstDays::new(), written_at }
    }
}

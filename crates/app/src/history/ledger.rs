//! What the last computation of history knows of the facts, so that the next one need not read all of them again.

use super::Base;
use super::listed::Listed;
use super::news::News;
use banso_domain::metrics::{AccountInput, Classifier, Facts, Recent, Seen};
use banso_kernel::{AccountId, Day, Micros};
use banso_state::{Derived, GroundCounts};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Facts of the last days are kept up to so many bytes (of 30 million facts or so); beyond it they are read from the lake.
const MOST_RECENT: usize = 256 << 20;

/// Facts that come up to so many days late find all others that they are counted with in memory.
const LATE: i32 = 35;

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
    /// The facts that the last days still count; none where they are too many.
    pub(super) recent: Option<Recent>,
    /// What lists say, where it is known.
    pub(super) lists: Option<Vec<Listed>>,
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
    /// After everything was computed from `facts` and written.
    pub(super) fn new(
        base: Arc<Base>,
        inputs: (GroundCounts, Vec<AccountInput>),
        (seen, recent): (Seen, Option<Recent>),
        lists: Vec<Listed>,
        note: &Derived,
    ) -> Self {
        let written_at = note.ended_at.unwrap_or(note.started_at);
        let (seq, ended_at, unwritten, lists) = (note.inbox_seq, note.ended_at, FirstDays::new(), Some(lists));
        Self { base, inputs, seen, recent, lists, seq, ended_at, unwritten, written_at }
    }

    /// Takes facts in that came since, for the computation of `base`; on two threads.
    pub(super) fn take(&mut self, news: &News, base: &Base, classes: &Classifier) {
        let set = &base.definitions.metrics;
        let (seen, recent, new_day) = (&mut self.seen, &mut self.recent, base.today > self.base.today);
        std::thread::scope(|scope| {
            scope.spawn(|| news.fresh.iter().for_each(|facts| seen.merge(&Seen::of(facts, set, classes))));
            if let Some(recent) = recent {
                if new_day {
                    recent.pass(base.today);
                }
                news.fresh.iter().for_each(|facts| recent.add(facts));
            }
        });
        self.recent.take_if(|recent| recent.bytes() > MOST_RECENT);
    }
}

/// What is kept of all facts.
pub(super) fn kept_of(facts: &Facts, base: &Base, classes: &Classifier) -> (Seen, Option<Recent>) {
    let set = &base.definitions.metrics;
    let recent = Recent::new(facts, set, classes, base.today, LATE);
    (Seen::of(facts, set, classes), Some(recent).filter(|recent| recent.bytes() <= MOST_RECENT))
}

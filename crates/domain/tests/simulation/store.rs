//! A model of the state store: each function is a transaction.

use crate::Bug;
use banso_domain::turn::{Act, Deed, Key, Memory};
use banso_kernel::Micros;
use std::collections::{BTreeMap, BTreeSet};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    Waiting,
    Sending,
    Sent,
    /// Perhaps sent: a member decides.
    Unsure,
}

#[derive(Clone, Debug)]
pub struct Row {
    pub state: State,
    /// The receiver drops a second message with the same key.
    pub idempotent: bool,
    pub due: Micros,
    pub lease: Micros,
    pub fencing: u64,
    pub attempts: u32,
}

#[derive(Default)]
pub struct Store {
    pub memory: BTreeMap<u8, (Memory, u64)>,
    pub rows: BTreeMap<Key, Row>,
    /// What is applied in the transaction of the turn: tasks, attributes.
    pub applied: BTreeSet<Key>,
    pub runs: BTreeSet<Key>,
    /// A row that was sent, or is unsure, and did not stay so.
    pub unsettled: Option<Key>,
}

pub const LEASE: i64 = 5 * 60_000_000;

impl Store {
    /// Memory of an account, and its version.
    pub fn read(&self, account: u8) -> (Memory, u64) {
        self.memory.get(&account).cloned().unwrap_or_default()
    }

    /// Saves what a turn decided, if memory is as it was read.
    pub fn save_memory(&mut self, account: u8, memory: Memory, version: u64, bug: Option<Bug>) -> bool {
        let now = self.memory.get(&account).map_or(0, |(_, version)| *version);
        if now != version && bug != Some(Bug::NoVersionCheck) {
            return false;
        }
        self.memory.insert(account, (memory, now + 1));
        true
    }

    /// Inserts what deeds bring; what is there stays. Gives the keys of new deliveries.
    pub fn insert(&mut self, deeds: &[Deed], now: Micros) -> Result<Vec<Key>, String> {
        let mut new = Vec::new();
        for deed in deeds {
            match deed {
                Deed::Entered(run) => {
                    self.runs.insert(run.key);
                }
                Deed::Effect(effect) => {
                    if !self.runs.contains(&effect.run) {
                        return Err("an effect of a run that was not recorded".into());
                    }
                    let (idempotent, due) = match &effect.act {
                        Act::Task { .. } | Act::Set { .. } => {
                            self.applied.insert(effect.key);
                            continue;
                        }
                        Act::Webhook { .. } => (true, now),
                        Act::Mail { not_before, .. } | Act::Slack { not_before, .. } => (false, *not_before),
                    };
                    let row = Row { state: State::Waiting, idempotent, due, lease: Micros(0), fencing: 0, attempts: 0 };
                    if !self.rows.contains_key(&effect.key) {
                        new.push(effect.key);
                    }
                    self.rows.entry(effect.key).or_insert(row);
                }
                _ => {}
            }
        }
        Ok(new)
    }

    /// Rows that a worker may take now.
    pub fn due(&self, now: Micros, bug: Option<Bug>) -> Vec<Key> {
        let open = |row: &Row| match row.state {
            State::Waiting => row.due <= now,
            State::Sending => bug == Some(Bug::LeaseIgnored),
            State::Sent | State::Unsure => false,
        };
        self.rows.iter().filter(|(_, row)| open(row)).map(|(key, _)| *key).collect()
    }

    /// Leases that are over: what the receiver drops when it comes twice waits again, the rest is unsure.
    pub fn sweep(&mut self, now: Micros, bug: Option<Bug>) {
        if bug == Some(Bug::LeaseForever) {
            return;
        }
        for row in self.rows.values_mut().filter(|row| row.state == State::Sending && row.lease <= now) {
            row.fencing += 1;
            let again = row.idempotent || bug == Some(Bug::MailSentAgain);
            (row.state, row.due) = (if again { State::Waiting } else { State::Unsure }, now);
        }
    }

    /// Takes a row; `sure`: only if it waits.
    pub fn claim(&mut self, key: Key, now: Micros, sure: bool) -> Option<(u64, u32)> {
        let row = self.rows.get_mut(&key)?;
        if sure && row.state != State::Waiting {
            return None;
        }
        row.state = State::Sending;
        row.lease = Micros(now.0 + LEASE);
        row.fencing += 1;
        row.attempts += 1;
        Some((row.fencing, row.attempts))
    }

    /// Notes what came of a row, if the worker still holds it.
    pub fn finish(&mut self, key: Key, fencing: u64, state: State, now: Micros, bug: Option<Bug>) {
        let Some(row) = self.rows.get_mut(&key) else { return };
        if row.fencing == fencing && row.state == State::Sending || bug == Some(Bug::NoFencing) {
            if matches!(row.state, State::Sent | State::Unsure) && row.state != state {
                self.unsettled = Some(key);
            }
            row.state = state;
            row.due = Micros(now.0 + 60_000_000 * i64::from(row.attempts));
        }
    }
}

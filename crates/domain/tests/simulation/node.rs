//! A node: takes turns and delivers, a step at a time.

use crate::Bug;
use crate::store::{State, Store};
use crate::world::{Date, Dice, World};
use banso_domain::turn::{Deed, Key, Memory};
use banso_kernel::Micros;
use std::collections::BTreeMap;

/// Where a node is between two transactions. A crash forgets it.
#[derive(Clone, Debug, Default)]
pub enum Doing {
    #[default]
    Nothing,
    Read {
        account: u8,
        memory: Memory,
        version: u64,
        date: Date,
        moment: Micros,
    },
    Decided {
        account: u8,
        memory: Memory,
        version: u64,
        deeds: Vec<Deed>,
    },
    /// Only with a bug: memory is saved, deeds are not.
    Half {
        deeds: Vec<Deed>,
    },
    /// Only with a bug: looked up, not yet marked.
    Found {
        key: Key,
    },
    Claimed {
        key: Key,
        fencing: u64,
        attempt: u32,
    },
    Answered {
        key: Key,
        fencing: u64,
        state: State,
    },
}

#[derive(Default)]
pub struct Node {
    pub doing: Doing,
    /// How far its clock is off, in microseconds.
    pub off: i64,
    /// Only with a bug: deliveries that only this node knows.
    queue: Vec<Key>,
    /// Only with a bug: signals live here.
    fresh: bool,
}

/// What arrived, by key, and how often.
#[derive(Default)]
pub struct Receiver {
    pub arrived: BTreeMap<Key, u32>,
}

/// All that a step may touch.
pub struct Stage<'a> {
    pub world: &'a World,
    pub store: &'a mut Store,
    pub receiver: &'a mut Receiver,
    pub dice: &'a mut Dice,
    pub bug: Option<Bug>,
    pub date: Date,
    /// The true time.
    pub time: Micros,
    /// Whether receivers answer well.
    pub calm: bool,
}

impl Node {
    /// The process dies and starts again.
    pub fn crash(&mut self) {
        (self.doing, self.fresh) = (Doing::Nothing, true);
        self.queue.clear();
    }

    fn clock(&self, stage: &Stage<'_>) -> Micros {
        Micros(stage.time.0 + self.off)
    }

    pub fn start_turn(&mut self, account: u8, stage: &mut Stage<'_>) {
        let (mut memory, version) = stage.store.read(account);
        if stage.bug == Some(Bug::SignalsForgotten) && std::mem::take(&mut self.fresh) {
            memory.signals.clear();
        }
        // A clock may be off, but not by so much that it shows another day.
        let midnight = stage.world.moment(stage.date.day, 0).0;
        let moment = Micros(self.clock(stage).0.clamp(midnight, midnight + 24 * crate::world::HOUR - 1));
        self.doing = Doing::Read { account, memory, version, date: stage.date, moment };
    }

    pub fn start_delivery(&mut self, stage: &mut Stage<'_>) {
        let now = self.clock(stage);
        stage.store.sweep(now, stage.bug);
        let mut due = stage.store.due(now, stage.bug);
        if stage.bug == Some(Bug::QueueInMemory) {
            due.retain(|key| self.queue.contains(key));
        }
        if due.is_empty() {
            return;
        }
        let key = due[stage.dice.below(due.len() as u64) as usize];
        self.doing = if stage.bug == Some(Bug::ClaimNotAtomic) { Doing::Found { key } } else { self.claim(key, stage) };
    }

    fn claim(&self, key: Key, stage: &mut Stage<'_>) -> Doing {
        let sure = !matches!(stage.bug, Some(Bug::ClaimNotAtomic | Bug::LeaseIgnored));
        match stage.store.claim(key, self.clock(stage), sure) {
            Some((fencing, attempt)) => Doing::Claimed { key, fencing, attempt },
            None => Doing::Nothing,
        }
    }

    /// Goes on by one step. True once a turn is saved.
    pub fn step(&mut self, stage: &mut Stage<'_>) -> Result<bool, String> {
        let now = self.clock(stage);
        self.doing = match std::mem::take(&mut self.doing) {
            Doing::Nothing => Doing::Nothing,
            Doing::Read { account, memory, version, date, moment } => {
                let rules = match stage.bug {
                    Some(Bug::ArmByChance) => &stage.world.dealt[stage.dice.below(2) as usize],
                    _ => &stage.world.rules,
                };
                let (mut memory, deeds) = stage.world.turn(rules, date, account, &memory, moment);
                if stage.bug == Some(Bug::EntryForgotten) {
                    memory.entered.clear();
                }
                Doing::Decided { account, memory, version, deeds }
            }
            Doing::Decided { account, memory, version, deeds } => {
                if !stage.store.save_memory(account, memory, version, stage.bug) {
                    return Ok(false);
                }
                if stage.bug == Some(Bug::MemoryBeforeDeeds) {
                    self.doing = Doing::Half { deeds };
                    return Ok(false);
                }
                self.queue.extend(stage.store.insert(&deeds, now)?);
                return Ok(true);
            }
            Doing::Half { deeds } => {
                self.queue.extend(stage.store.insert(&deeds, now)?);
                return Ok(true);
            }
            Doing::Found { key } => self.claim(key, stage),
            Doing::Claimed { key, fencing, attempt } => {
                let state = self.send(key, attempt, stage);
                Doing::Answered { key, fencing, state }
            }
            Doing::Answered { key, fencing, state } => {
                stage.store.finish(key, fencing, state, now, stage.bug);
                Doing::Nothing
            }
        };
        Ok(false)
    }

    /// Sends, and says what the answer means.
    fn send(&self, key: Key, attempt: u32, stage: &mut Stage<'_>) -> State {
        let mut sent = key;
        if stage.bug == Some(Bug::KeyPerAttempt) {
            sent.0[15] ^= attempt as u8 - 1;
        }
        let idempotent = stage.store.rows[&key].idempotent;
        let answer = if stage.calm { 9 } else { stage.dice.below(10) };
        if answer > 1 {
            // It arrives; its answer may be lost (2, 3).
            let times = stage.receiver.arrived.entry(sent).or_default();
            *times = if idempotent { 1 } else { *times + 1 };
        }
        match answer {
            0 | 1 if stage.bug == Some(Bug::FailureIsSent) => State::Sent,
            0 | 1 => State::Waiting,
            2 | 3 if idempotent => State::Waiting,
            2 | 3 => State::Unsure,
            _ => State::Sent,
        }
    }
}

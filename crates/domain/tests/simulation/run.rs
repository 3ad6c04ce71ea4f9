//! One simulation: a seed decides everything.

use crate::Bug;
use crate::node::{Doing, Node, Receiver, Stage};
use crate::store::{State, Store};
use crate::world::{Date, Dice, HOUR, World};
use banso_domain::turn::{Act, Deed, Key, Memory};
use banso_kernel::{Day, Micros};
use std::collections::{BTreeMap, BTreeSet};

/// What must be true at the end: one turn a day for each account, and nothing goes wrong.
#[derive(Default)]
struct Wanted {
    applied: BTreeSet<Key>,
    delivered: BTreeSet<Key>,
    memory: BTreeMap<u8, Memory>,
}

/// Runs a seed; gives the number of effects, or what went wrong.
pub fn run(world: &World, seed: u64, bug: Option<Bug>) -> Result<usize, String> {
    let mut dice = Dice::new(seed);
    let accounts = 2 + dice.below(2) as u8;
    let mut nodes: Vec<Node> = (0..2 + dice.below(2)).map(|_| Node::default()).collect();
    let (mut store, mut receiver, mut wanted) = (Store::default(), Receiver::default(), Wanted::default());
    let mut day = Day(20_600 + dice.below(20) as i32);
    let days = 4 + dice.below(6);
    for _ in 0..days {
        let date = Date { seed, day };
        want(world, date, accounts, &mut wanted);
        let mut time = world.moment(day, 0);
        let mut turned = BTreeSet::new();
        for _ in 0..20 + dice.below(60) {
            time.0 += dice.below(30) as i64 * 60_000_000;
            time.0 = time.0.min(world.moment(day, 24 * HOUR - 1).0);
            let at = dice.below(nodes.len() as u64) as usize;
            if dice.one_in(12) {
                nodes[at].crash();
            }
            if dice.one_in(20) {
                nodes[at].off = (dice.below(9) as i64 - 4) * HOUR / 2;
            }
            let mut stage = stage(world, (&mut store, &mut receiver, &mut dice), bug, date, time, false);
            act(&mut nodes[at], accounts, &mut stage, &mut turned)?;
        }
        // No day ends before every account had its turn.
        for account in (0..accounts).filter(|account| !turned.contains(account)) {
            let at = dice.below(nodes.len() as u64) as usize;
            let mut stage = stage(world, (&mut store, &mut receiver, &mut dice), bug, date, time, false);
            let mut other = Node::default();
            let node = if matches!(nodes[at].doing, Doing::Nothing) { &mut nodes[at] } else { &mut other };
            finish_turn(node, account, &mut stage)?;
        }
        day = day + 1 + if dice.one_in(4) { dice.below(4) as i32 } else { 0 };
    }
    settle(world, &mut nodes, (&mut store, &mut receiver, &mut dice), bug, Date { seed, day })?;
    check(&store, &receiver, &wanted)?;
    Ok(wanted.applied.len() + wanted.delivered.len())
}

fn stage<'a>(
    world: &'a World,
    (store, receiver, dice): (&'a mut Store, &'a mut Receiver, &'a mut Dice),
    bug: Option<Bug>,
    date: Date,
    time: Micros,
    calm: bool,
) -> Stage<'a> {
    Stage { world, store, receiver, dice, bug, date, time, calm }
}

/// A node goes on with what it does, or begins something.
fn act(node: &mut Node, accounts: u8, stage: &mut Stage<'_>, turned: &mut BTreeSet<u8>) -> Result<(), String> {
    match &node.doing {
        Doing::Nothing if stage.dice.one_in(2) => {
            let account = stage.dice.below(u64::from(accounts)) as u8;
            node.start_turn(account, stage);
        }
        Doing::Nothing => node.start_delivery(stage),
        doing => {
            // A turn that was read on an earlier day must not count as today's.
            let today = match doing {
                Doing::Read { account, date, .. } if *date == stage.date => Some(*account),
                _ => None,
            };
            let saved = node.step(stage)?;
            if let (Some(account), true) = (today, matches!(node.doing, Doing::Decided { .. }))
                && stage.dice.one_in(2)
                && (saved || node.step(stage)?)
            {
                turned.insert(account);
            }
        }
    }
    Ok(())
}

fn finish_turn(node: &mut Node, account: u8, stage: &mut Stage<'_>) -> Result<(), String> {
    node.start_turn(account, stage);
    while !matches!(node.doing, Doing::Nothing) {
        node.step(stage)?;
    }
    Ok(())
}

/// Peace at last: the nodes go on without crashes for some weeks, and deliver what is due.
fn settle(
    world: &World,
    nodes: &mut [Node],
    (store, receiver, dice): (&mut Store, &mut Receiver, &mut Dice),
    bug: Option<Bug>,
    date: Date,
) -> Result<(), String> {
    let mut time = world.moment(date.day, 0);
    for node in nodes.iter_mut() {
        // What was under way is finished late, or never.
        let late = dice.one_in(2);
        let mut stage = stage(world, (store, receiver, dice), bug, date, time, true);
        while late && !matches!(node.doing, Doing::Nothing) {
            node.step(&mut stage)?;
        }
        if !late {
            node.crash();
        }
        node.off = 0;
    }
    for _ in 0..30 {
        for node in nodes.iter_mut() {
            loop {
                let mut stage = stage(world, (store, receiver, dice), bug, date, time, true);
                node.start_delivery(&mut stage);
                if matches!(node.doing, Doing::Nothing) {
                    break;
                }
                for _ in 0..4 {
                    node.step(&mut stage)?;
                }
                if stage.bug == Some(Bug::LeaseIgnored) && stage.dice.one_in(50) {
                    break;
                }
            }
        }
        time.0 += 24 * HOUR;
    }
    Ok(())
}

/// The same day as it should be: one turn for each account.
fn want(world: &World, date: Date, accounts: u8, wanted: &mut Wanted) {
    for account in 0..accounts {
        let memory = wanted.memory.remove(&account).unwrap_or_default();
        let noon = world.moment(date.day, 12 * HOUR);
        let (memory, deeds) = world.turn(&world.rules, date, account, &memory, noon);
        wanted.memory.insert(account, memory);
        for deed in deeds {
            if let Deed::Effect(effect) = deed {
                let applied = matches!(effect.act, Act::Task { .. } | Act::Set { .. });
                if applied { &mut wanted.applied } else { &mut wanted.delivered }.insert(effect.key);
            }
        }
    }
}

fn check(store: &Store, receiver: &Receiver, wanted: &Wanted) -> Result<(), String> {
    if store.applied != wanted.applied {
        return Err(format!("{} applied, {} wanted, or others", store.applied.len(), wanted.applied.len()));
    }
    if let Some(key) = store.unsettled {
        return Err(format!("{key} was settled and is open again"));
    }
    for key in receiver.arrived.keys() {
        if !wanted.delivered.contains(key) {
            return Err(format!("{key} arrived, which nobody should have sent"));
        }
    }
    for key in &wanted.delivered {
        let Some(row) = store.rows.get(key) else { return Err(format!("{key} is lost before it was written down")) };
        match (row.state, receiver.arrived.get(key).copied().unwrap_or(0)) {
            (_, times @ 2..) => return Err(format!("{key} arrived {times} times")),
            (State::Sent, 0) => return Err(format!("{key} counts as sent and did not arrive")),
            (State::Waiting | State::Sending, _) => return Err(format!("{key} is stuck in {:?}", row.state)),
            (State::Sent, _) => {}
            (State::Unsure, _) if !row.idempotent => {}
            (State::Unsure, _) => return Err(format!("{key} is unsure though the receiver would drop a second one")),
        }
    }
    for (account, memory) in &wanted.memory {
        let (real, _) = store.read(*account);
        let told = |memory: &Memory| {
            let runs: Vec<_> = memory.runs.iter().map(|run| (run.key, run.step.clone(), run.wake_at)).collect();
            let phase = memory.position.as_ref().map(|position| (position.phase.clone(), position.entered_on));
            (runs, phase, memory.entered.clone(), memory.signals.keys().cloned().collect::<Vec<_>>())
        };
        if told(&real) != told(memory) {
            return Err(format!("account {account} stands elsewhere: {:?}, not {:?}", told(&real), told(memory)));
        }
    }
    Ok(())
}

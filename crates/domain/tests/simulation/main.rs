//! Simulation of plays, outbox, leases and phases (RELIABILITY, test 9): two or three nodes take turns and deliver, and
//! crash, pause and jump in time between any two steps. At the end every effect is at its receiver under exactly one key,
//! none is lost, none is stuck. `BANSO_SEEDS` sets how many seeds are tried.
//!
//! The rules are the real ones. Store and worker are models of what `state` and `app` must do; each planted [`Bug`] breaks
//! one of the promises that they make, and must be found.

mod node;
mod run;
mod store;
mod world;

use run::run;
use std::sync::atomic::{AtomicU64, Ordering};

/// A promise broken on purpose.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bug {
    /// Memory is saved in one transaction, deeds in the next.
    MemoryBeforeDeeds,
    /// Deliveries wait in a queue in memory.
    QueueInMemory,
    /// A turn overwrites memory that changed since it was read.
    NoVersionCheck,
    /// A worker that lost its lease may still finish.
    NoFencing,
    /// A row is claimed while another worker holds it.
    LeaseIgnored,
    /// The lease of a worker that died never ends.
    LeaseForever,
    /// A mail whose sender died is sent again.
    MailSentAgain,
    /// An error of the receiver counts as sent.
    FailureIsSent,
    /// Two workers may claim the same row: looked up in one transaction, marked in the next.
    ClaimNotAtomic,
    /// The idempotency key counts attempts.
    KeyPerAttempt,
    /// The day of entry to a play is not saved.
    EntryForgotten,
    /// Open signals live in the memory of the process.
    SignalsForgotten,
    /// Who is held out is dealt anew at each turn.
    ArmByChance,
}

const BUGS: [Bug; 13] = [
    Bug::MemoryBeforeDeeds,
    Bug::QueueInMemory,
    Bug::NoVersionCheck,
    Bug::NoFencing,
    Bug::LeaseIgnored,
    Bug::LeaseForever,
    Bug::MailSentAgain,
    Bug::FailureIsSent,
    Bug::ClaimNotAtomic,
    Bug::KeyPerAttempt,
    Bug::EntryForgotten,
    Bug::SignalsForgotten,
    Bug::ArmByChance,
];

#[test]
fn every_effect_arrives_under_exactly_one_key_whatever_happens() {
    let seeds = std::env::var("BANSO_SEEDS").ok().and_then(|text| text.parse().ok()).unwrap_or(2_000);
    let world = world::World::new();
    let (next, effects) = (AtomicU64::new(0), AtomicU64::new(0));
    std::thread::scope(|threads| {
        for _ in 0..std::thread::available_parallelism().map_or(1, usize::from) {
            threads.spawn(|| {
                loop {
                    let seed = next.fetch_add(1, Ordering::Relaxed);
                    if seed >= seeds {
                        return;
                    }
                    match run(&world, seed, None) {
                        Ok(arrived) => effects.fetch_add(arrived as u64, Ordering::Relaxed),
                        Err(what) => panic!("seed {seed}: {what}"),
                    };
                }
            });
        }
    });
    assert!(effects.into_inner() > seeds * 5, "the simulation does something");
}

#[test]
fn each_planted_bug_is_found_within_a_thousand_seeds() {
    let world = world::World::new();
    for bug in BUGS {
        let found = (0..1_000).find_map(|seed| run(&world, seed, Some(bug)).err().map(|what| (seed, what)));
        let (seed, what) = found.unwrap_or_else(|| panic!("{bug:?} is not found"));
        println!("{bug:?}: seed {seed}, {what}");
    }
}

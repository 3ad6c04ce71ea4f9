//! Several programs on one data folder: every batch comes to the lake once and in order, whoever seals it, and whoever
//! sleeps in the middle of it.

use crate::{assert_sound, program};
use banso_faults::count;
use banso_faults::dice::Dice;
use banso_faults::ledger::Ledger;
use banso_faults::load::{Load, Plan};
use banso_faults::program::{Program, Server};
use serde_json::Value;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// The numbers of the batches in the order in which the lake's log has them.
fn batches(data: &Path) -> Vec<i64> {
    let log = data.join("lake/facts/_delta_log");
    let names = std::fs::read_dir(log).expect("a log").flatten().map(|entry| entry.path());
    let mut names: Vec<_> = names.filter(|path| path.extension().is_some_and(|e| e == "json")).collect();
    names.sort();
    let mut numbers = Vec::new();
    for name in names {
        for line in std::fs::read_to_string(name).expect("text").lines() {
            let action: Value = serde_json::from_str(line).expect("JSON");
            if action["txn"]["appId"] == "banso.inbox" {
                numbers.push(action["txn"]["version"].as_i64().expect("a number"));
            }
        }
    }
    numbers
}

/// The batches came in order, and so many at least.
pub(crate) fn assert_in_order(data: &Path, least: usize) {
    let numbers = batches(data);
    let due: Vec<i64> = (1..=numbers.len() as i64).collect();
    assert_eq!(numbers, due, "batches are numbered without a gap and without a double");
    println!("{} batches", numbers.len());
    assert!(numbers.len() >= least, "only {} batches", numbers.len());
}

/// Load on one of several servers: two connections.
pub(crate) fn load(server: &Server, key: &str, ledger: &Arc<Ledger>, dice: &mut Dice) -> Load {
    let plan = Plan { connections: 2, timeout: Duration::from_secs(60), ..Plan::new(server.address, key) };
    Load::start(&plan, ledger, dice)
}

#[test]
fn three_programs_on_one_folder_seal_each_batch_once() {
    let folder = tempfile::tempdir().expect("a folder");
    let program = program(folder.path());
    let key = program.new_key();
    let ledger = Arc::new(Ledger::default());
    let mut dice = Dice::thrown("races");
    let mut servers: Vec<_> = (0..3).map(|_| program.serve()).collect();
    let seconds = count("BANSO_FAULT_RACES", 25);
    let mut loads: Vec<_> = servers.iter().map(|server| load(server, &key, &ledger, &mut dice)).collect();
    let begun = Instant::now();
    let mut sleeps = 0;
    while begun.elapsed() < Duration::from_secs(seconds) {
        std::thread::sleep(dice.moment(Duration::from_millis(200), Duration::from_millis(1_200)));
        let one = dice.between(0, 2) as usize;
        if dice.between(0, 4) == 0 {
            // One of them dies and another one comes.
            servers[one].kill();
            drop(loads.remove(one));
            servers[one] = program.serve();
            loads.insert(one, load(&servers[one], &key, &ledger, &mut dice));
        } else {
            servers[one].signal("STOP");
            std::thread::sleep(dice.moment(Duration::from_millis(100), Duration::from_millis(2_500)));
            servers[one].signal("CONT");
            sleeps += 1;
        }
    }
    // One that came a moment ago has a moment more.
    let taken = |load: &Load| load.wait_until(Duration::from_secs(20), |tally| !tally.acks.is_empty());
    assert!(loads.iter().all(taken), "each of them takes events in");
    for tally in loads.into_iter().map(Load::stop) {
        assert_eq!(tally.others(), 0, "{:?}", tally.odd);
    }
    println!("{sleeps} sleeps in {seconds} s");
    // What is left is sealed by those that are still there.
    std::thread::sleep(Duration::from_secs(3));
    drop(servers);
    assert_in_order(folder.path(), seconds as usize / 5);
    println!("{}", ledger.assert_holds(&program, "at the end"));
    assert_sound(&program);
}

#[test]
fn three_programs_that_make_the_same_folder_make_one_lake() {
    let rounds = count("BANSO_FAULT_CREATIONS", 8);
    let mut dice = Dice::thrown("creations");
    for round in 0..rounds {
        let folder = tempfile::tempdir().expect("a folder");
        let program = program(folder.path());
        let started: Vec<_> = (0..3)
            .map(|_| {
                let (program, pause): (Program, _) =
                    (program.clone(), dice.moment(Duration::ZERO, Duration::from_millis(10)));
                std::thread::spawn(move || {
                    std::thread::sleep(pause);
                    program.try_serve()
                })
            })
            .collect();
        let servers: Vec<_> = started.into_iter().map(|thread| thread.join().expect("no panic")).collect();
        let said: Vec<_> = servers.iter().filter_map(|server| server.as_ref().err()).collect();
        assert!(said.is_empty(), "round {round}: not all of them open the folder: {said:#?}");
        let key = program.new_key();
        let ledger = Arc::new(Ledger::default());
        let loads: Vec<_> = servers
            .iter()
            .flatten()
            .map(|server| Load::start(&Plan { connections: 1, ..Plan::new(server.address, &key) }, &ledger, &mut dice))
            .collect();
        for load in &loads {
            assert!(load.wait_until(Duration::from_secs(20), |tally| tally.acks.len() > 3), "{:?}", load.so_far());
        }
        drop(loads);
        drop(servers);
        let _ = ledger.assert_holds(&program, &format!("round {round}"));
        assert_sound(&program);
    }
}

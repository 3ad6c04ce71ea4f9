//! SIGKILL with the state on PostgreSQL, by one server and by three on one database and one data folder; and by three on
//! SQLite. What one of them had acknowledged is there once, whoever dies in the middle of what.

use crate::endings::{Moment, ends_by_kill};
use crate::races::{assert_in_order, load};
use crate::{assert_sound, program, skipped};
use banso_faults::count;
use banso_faults::dice::Dice;
use banso_faults::ledger::Ledger;
use banso_faults::load::Load;
use banso_faults::program::Program;
use banso_testbed::Postgres;
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// The binary on a data folder whose state is in a new database of the server.
fn on_server(server: &Postgres, data: &Path) -> Program {
    program(data).with("BANSO_DATABASE_URL", server.database())
}

fn kills() -> u64 {
    count("BANSO_FAULT_KILLS", 20)
}

#[test]
fn after_any_kill_what_postgres_acknowledged_is_there_once() {
    let server = match Postgres::shared() {
        Ok(server) => server,
        Err(why) => return skipped(&why),
    };
    let folder = tempfile::tempdir().expect("a folder");
    let mut dice = Dice::thrown("kills on PostgreSQL");
    ends_by_kill(folder.path(), &|data| on_server(&server, data), kills(), &mut dice);
    assert!(files_of_sqlite(folder.path()).is_empty(), "the state is with the server");
}

fn files_of_sqlite(folder: &Path) -> Vec<String> {
    let names = std::fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.file_name());
    names.map(|name| name.to_string_lossy().into_owned()).filter(|name| name.starts_with("state.db")).collect()
}

#[test]
fn three_servers_on_one_postgres_lose_and_double_nothing_whoever_is_killed() {
    let server = match Postgres::shared() {
        Ok(server) => server,
        Err(why) => return skipped(&why),
    };
    let folder = tempfile::tempdir().expect("a folder");
    three_are_killed(&on_server(&server, &folder.path().join("data")), kills());
}

#[test]
fn three_servers_on_one_sqlite_lose_and_double_nothing_whoever_is_killed() {
    let folder = tempfile::tempdir().expect("a folder");
    three_are_killed(&program(&folder.path().join("data")), kills());
}

/// Three servers under load, of which one is killed and started again so many times; now and then all of them at once.
fn three_are_killed(program: &Program, kills: u64) {
    let mut dice = Dice::thrown("kills of one of three");
    let ledger = Arc::new(Ledger::default());
    let mut servers: Vec<_> = (0..3).map(|_| program.serve()).collect();
    let key = program.new_key();
    let mut loads: Vec<Load> = servers.iter().map(|server| load(server, &key, &ledger, &mut dice)).collect();
    let (mut killed, mut moments, begun) = (0, BTreeMap::new(), Instant::now());
    while killed < kills {
        for load in &loads {
            let taken = load.wait_until(Duration::from_secs(30), |tally| !tally.acks.is_empty());
            assert!(taken, "nothing acknowledged: {:?}", load.so_far());
        }
        let moment = Moment::come(&program.data, &mut dice);
        *moments.entry(moment).or_insert(0) += 1;
        let all = dice.between(0, 9) == 0;
        let first = dice.between(0, 2) as usize;
        let dying: Vec<usize> = if all { vec![0, 1, 2] } else { vec![first] };
        for place in &dying {
            servers[*place].kill();
            killed += 1;
        }
        for place in dying {
            servers[place] = program.serve();
            // The old load ends with the connections that it had.
            let new = load(&servers[place], &key, &ledger, &mut dice);
            let old = std::mem::replace(&mut loads[place], new).stop();
            assert_eq!(old.others(), 0, "{:?}", old.odd);
        }
    }
    for tally in loads.into_iter().map(Load::stop) {
        assert_eq!(tally.others(), 0, "{:?}", tally.odd);
    }
    println!("{killed} kills in {:.0} s, {moments:?}", begun.elapsed().as_secs_f64());
    // What is left is sealed by those that are still there.
    std::thread::sleep(Duration::from_secs(3));
    drop(servers);
    assert_in_order(&program.data, killed as usize / 10);
    println!("{}", ledger.assert_holds(program, "at the end"));
    assert_sound(program);
}

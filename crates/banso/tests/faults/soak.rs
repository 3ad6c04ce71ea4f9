//! Long at the target rate, and far beyond it. The long runs are for releases (`-- --ignored`); CI has short ones that
//! ask for the answers, not for the speed of an unoptimised build.

use crate::program;
use banso_faults::count;
use banso_faults::dice::Dice;
use banso_faults::events::Shape;
use banso_faults::ledger::Ledger;
use banso_faults::load::{Load, Plan};
use banso_faults::program::Program;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

/// A product as it is: most events arrive as they happen.
fn a_product() -> Shape {
    Shape { accounts: 1_000, people: 10, late: 1, ..Shape::default() }
}

/// Reads again and again while there is load, as exports do.
fn keep_reading(program: &Program, stop: &Arc<AtomicBool>) -> std::thread::JoinHandle<u64> {
    let (program, stop) = (program.clone(), Arc::clone(stop));
    std::thread::spawn(move || {
        let mut times = 0;
        while !stop.load(Ordering::Relaxed) {
            let _ = program.expect(&["sql", "select name, count(*) from facts group by name", "--time", "600"]);
            times += 1;
            std::thread::sleep(Duration::from_secs(2));
        }
        times
    })
}

fn files(folder: &Path) -> usize {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    entries.map(|entry| if entry.path().is_dir() { files(&entry.path()) } else { 1 }).sum()
}

fn megabytes(path: &Path) -> u64 {
    std::fs::metadata(path).map_or(0, |meta| meta.len() >> 20)
}

#[test]
#[ignore = "ten minutes at the target rate; for an optimised build"]
fn ten_minutes_at_the_target_rate_change_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    let program = Program::new(env!("CARGO_BIN_EXE_banso"), folder.path());
    let (seconds, rate) = (count("BANSO_FAULT_SOAK", 600), count("BANSO_FAULT_RATE", 2_000));
    // What is kept of pages and of the last days' facts fills up at first.
    let warm = count("BANSO_FAULT_WARM", 600);
    let shape = Shape { size: (100, 100), ..a_product() };
    let server = program.serve();
    let key = program.new_key();
    let plan = Plan { connections: 8, shape, rate: Some(rate as f64 / 100.0), ..Plan::new(server.address, &key) };
    let ledger = Arc::new(Ledger::default());
    let stop = Arc::new(AtomicBool::new(false));
    let reader = keep_reading(&program, &stop);
    let load = Load::start(&plan, &ledger, &mut Dice::thrown("soak"));
    let begun = Instant::now();
    let (mut memory, mut log) = (Vec::new(), 0);
    while begun.elapsed() < Duration::from_secs(warm + seconds) {
        std::thread::sleep(Duration::from_secs(1));
        memory.push((begun.elapsed().as_secs_f64() / 60.0, server.memory().unwrap_or(0) as f64 / f64::from(1 << 20)));
        log = log.max(megabytes(&folder.path().join("state.db-wal")));
    }
    let tally = load.stop();
    stop.store(true, Ordering::Relaxed);
    let reads = reader.join().expect("readers get answers");
    memory.retain(|(minute, _)| *minute * 60.0 > warm as f64);
    let (rises, files) = (rise(&memory), files(&folder.path().join("lake")));
    let p = |q| tally.overall(q).unwrap_or_default();
    println!(
        "{} events in {warm} + {seconds} s, p50 {:?}, p99 {:?}, p99.9 {:?}; memory {:.0} MB, {rises:+.2} MB a minute; log at \
         most {log} MB; {files} files; {reads} reads",
        tally.events(),
        p(0.5),
        p(0.99),
        p(0.999),
        memory.last().map_or(0.0, |(_, size)| *size),
    );
    assert_eq!((tally.others(), tally.broken), (0, 0), "{:?}", tally.odd);
    assert!(tally.events() as u64 > (warm + seconds) * rate * 95 / 100, "the rate was kept: {}", tally.events());
    assert!(p(0.99) < Duration::from_millis(100), "p99 {:?}", p(0.99));
    assert!(rises < 1.0, "memory grows by {rises:.2} MB a minute");
    assert!(log <= 64 && files <= 2_000, "log {log} MB, {files} files");
    let _ = ledger.assert_holds(&program, "at the end");
}

/// How much the least memory of the second half is above that of the first one, a minute. Between them it goes up and down by
/// more than that with each batch of the lake.
fn rise(memory: &[(f64, f64)]) -> f64 {
    let (first, second) = memory.split_at(memory.len() / 2);
    let least = |half: &[(f64, f64)]| half.iter().map(|(_, size)| *size).fold(f64::INFINITY, f64::min);
    let minutes = |half: &[(f64, f64)]| half.first().zip(half.last()).map_or(0.0, |(first, last)| last.0 - first.0);
    (least(second) - least(first)) / minutes(second).max(1.0 / 60.0)
}

/// Many connections at once, then few: how long acknowledgements took in between, and how soon it was as before.
fn overload(program: &Program, seconds: u64, connections: usize) -> (Duration, Duration, Duration) {
    let server = program.serve();
    let key = program.new_key();
    let ledger = Arc::new(Ledger::default());
    let mut dice = Dice::thrown("overload");
    let few = Plan { connections: 2, rate: Some(20.0), shape: a_product(), ..Plan::new(server.address, &key) };
    let load = Load::start(&few, &ledger, &mut dice);
    assert!(load.wait_until(Duration::from_secs(30), |tally| tally.acks.len() > 60), "{:?}", load.so_far());
    let normal = load.stop().overall(0.99).unwrap_or_default();
    let many =
        Plan { connections, patience: Duration::from_secs(5), shape: a_product(), ..Plan::new(server.address, &key) };
    let load = Load::start(&many, &ledger, &mut dice);
    std::thread::sleep(Duration::from_secs(seconds));
    let tally = load.stop();
    println!("{connections} connections, {seconds} s: {:?}, {} events", tally.statuses, tally.events());
    assert_eq!((tally.others(), tally.without_retry_after), (0, 0), "{:?}", tally.odd);
    assert_eq!(tally.broken, 0, "no connection is left without an answer");
    assert!(!tally.acks.is_empty(), "some are still taken in");
    assert!(tally.statuses.contains_key(&503), "what would be answered late is turned away: {:?}", tally.statuses);
    let accepted = tally.overall(0.99).unwrap_or_default();
    // Ten seconds later it is as it was.
    let ended = Instant::now();
    let load = Load::start(&few, &ledger, &mut dice);
    std::thread::sleep(Duration::from_secs(14).saturating_sub(ended.elapsed()));
    let after = load.stop().quantile(0.99, Duration::from_secs(10), Duration::MAX).expect("answers after ten seconds");
    let account = ledger.assert_holds(program, "at the end");
    println!("{account}; p99 before {normal:?}, of what was accepted {accepted:?}, after {after:?}");
    (normal, accepted, after)
}

#[test]
fn too_many_at_once_are_asked_to_wait_and_nothing_is_lost() {
    let folder = tempfile::tempdir().expect("a folder");
    let (normal, _, after) = overload(&program(folder.path()), 15, 64);
    assert!(after < normal * 5 + Duration::from_millis(500), "as before: {normal:?}, then {after:?}");
}

#[test]
#[ignore = "five minutes far beyond capacity; for an optimised build"]
fn five_minutes_beyond_capacity_keep_what_is_accepted_fast() {
    let folder = tempfile::tempdir().expect("a folder");
    let program = Program::new(env!("CARGO_BIN_EXE_banso"), folder.path());
    let (normal, accepted, after) = overload(&program, count("BANSO_FAULT_OVERLOAD", 300), 256);
    assert!(accepted < Duration::from_millis(250), "p99 of what was accepted: {accepted:?}");
    assert!(after < normal * 3 + Duration::from_millis(50), "as before: {normal:?}, then {after:?}");
}

//! The order of syncs, watched at the system calls of the real program: content before name, name before log entry,
//! all of it before 200.

use crate::{program, skipped};
use banso_faults::count;
use banso_faults::dice::Dice;
use banso_faults::ledger::Ledger;
use banso_faults::load::{Load, Plan};
use banso_faults::program::Program;
use banso_faults::shim::Shim;
use banso_faults::trace::{Broken, Seen, broken, read, strace};
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

/// Watches a server while `requests` are acknowledged over so many connections and at least three batches are sealed.
fn watch(
    program: &Program,
    scratch: &Path,
    requests: usize,
    connections: usize,
) -> Result<(Vec<Broken>, Seen), String> {
    let file = scratch.join("calls");
    let _ = std::fs::remove_file(&file);
    let watched = program.clone().under(&strace(&file)?);
    let key = program.new_key();
    let mut server = watched.serve();
    let ledger = Arc::new(Ledger::default());
    let plan = Plan { connections, ..Plan::new(server.address, &key) };
    let load = Load::start(&plan, &ledger, &mut Dice::new(7));
    assert!(load.wait_until(Duration::from_secs(60), |tally| tally.acks.len() >= requests), "{:?}", load.so_far());
    std::thread::sleep(Duration::from_secs(4));
    let tally = load.stop();
    assert_eq!((tally.broken, tally.others()), (0, 0), "{:?}", tally.odd);
    server.signal("TERM");
    assert!(server.wait(Duration::from_secs(30)).is_some(), "{}", server.said());
    std::thread::sleep(Duration::from_millis(200));
    let text = std::fs::read(&file).map_err(|error| error.to_string())?;
    let (wrong, seen) = broken(&read(&String::from_utf8_lossy(&text)), &program.data);
    assert!(seen.answers >= requests, "the trace shows the answers: {seen:?} of {}", tally.acks.len());
    assert!(seen.entries >= 3, "batches were sealed: {seen:?}");
    Ok((wrong, seen))
}

#[test]
fn everything_is_synced_in_the_right_order_before_it_is_promised() {
    let scratch = tempfile::tempdir().expect("a folder");
    let requests = count("BANSO_FAULT_REQUESTS", 1_000) as usize;
    // Alone on its connection a request cannot hide behind the sync of another.
    for (connections, requests) in [(1, requests / 4), (6, requests)] {
        let data = scratch.path().join(format!("data-{connections}"));
        let (wrong, seen) = match watch(&program(&data), scratch.path(), requests, connections) {
            Ok(seen) => seen,
            Err(why) => return skipped(&why),
        };
        println!("{connections} connections: {seen:?}");
        assert!(wrong.is_empty(), "{} of {seen:?}: {:#?}", wrong.len(), &wrong[..wrong.len().min(10)]);
    }
}

/// The test above notices each kind of sync that is left out.
#[test]
fn the_trace_shows_each_sync_that_is_left_out() {
    let scratch = tempfile::tempdir().expect("a folder");
    let shim = match Shim::new(scratch.path()) {
        Ok(shim) => shim,
        Err(why) => return skipped(&why),
    };
    type Sign = fn(&Broken) -> bool;
    let mutants: [(&str, Sign); 5] = [
        ("state.db-wal$", |broken| matches!(broken, Broken::Answer(_))),
        (".parquet#", |broken| matches!(broken, Broken::Content(file) if file.ends_with(".parquet"))),
        (".json#", |broken| matches!(broken, Broken::Content(file) if file.ends_with(".json"))),
        ("lake/facts$", |broken| matches!(broken, Broken::Entry(..))),
        ("_delta_log$", |broken| matches!(broken, Broken::Name(file) if file.contains("_delta_log"))),
    ];
    for (pattern, sign) in mutants {
        shim.skip(pattern);
        let data = scratch.path().join(format!("data-{}", pattern.replace(['/', '$', '#'], "")));
        let program = shim.preload(program(&data));
        let (wrong, seen) = match watch(&program, scratch.path(), 20, 1) {
            Ok(seen) => seen,
            Err(why) => return skipped(&why),
        };
        println!("without syncs of {pattern}: {} of {seen:?}", wrong.len());
        assert!(wrong.iter().any(sign), "without syncs of {pattern}: {seen:?}: {wrong:#?}");
    }
}

//! A disk that fails: after any sync that says EIO nothing more is acknowledged, and the program ends.

use crate::{assert_sound, program, skipped};
use banso_faults::count;
use banso_faults::dice::Dice;
use banso_faults::ledger::Ledger;
use banso_faults::load::{Load, Plan};
use banso_faults::shim::Shim;
use banso_faults::volume::Volume;
use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// Every kind of place that syncs, by its path.
const PLACES: [&str; 6] = ["state.db-wal$", ".parquet#", ".json#", "lake/facts$", "lake/facts/_delta_log$", DATABASE];

/// Bringing the write-ahead log into the database. SQLite keeps a failure of it to itself, and may: the log stays until a
/// later try has written every page again.
const DATABASE: &str = "state.db$";

/// How long a program may take to end after a failed sync.
const END: Duration = Duration::from_secs(3);

#[test]
fn after_a_failed_sync_nothing_is_acknowledged_and_nothing_is_lost() {
    let scratch = tempfile::tempdir().expect("a folder");
    let shim = match Shim::new(scratch.path()) {
        Ok(shim) => shim,
        Err(why) => return skipped(&why),
    };
    let mut volume = match Volume::new(1024) {
        Ok(volume) => volume,
        Err(why) => return skipped(&format!("no failing disk: {why}")),
    };
    let honest = program(&volume.path().join("data"));
    let key = honest.new_key();
    let lying = shim.preload(honest.clone());
    let ledger = Arc::new(Ledger::default());
    let mut dice = Dice::thrown("failing syncs");
    let mut hit: BTreeMap<&str, Vec<Duration>> = BTreeMap::new();
    for round in 0..count("BANSO_FAULT_SYNCS", 18) {
        let place = PLACES[round as usize % PLACES.len()];
        shim.nothing();
        let mut server = lying.serve();
        let load = Load::start(&Plan::new(server.address, &key), &ledger, &mut dice);
        assert!(load.wait_until(Duration::from_secs(20), |tally| !tally.acks.is_empty()), "{}", server.said());
        match place {
            DATABASE => shim.fail_once(1, place),
            "state.db-wal$" => shim.fail(dice.between(1, 40), place),
            _ => shim.fail(dice.between(1, 3), place),
        }
        let begun = Instant::now();
        while shim.failed().is_none() {
            let limit = Duration::from_secs(20);
            assert!(begun.elapsed() < limit, "round {round}: nobody syncs {place}\n{}", server.said());
            std::thread::sleep(Duration::from_millis(1));
        }
        let (failed, at) = (shim.failed().unwrap_or_default(), Instant::now());
        let ended = server.wait(if place == DATABASE { Duration::from_secs(1) } else { 3 * END });
        hit.entry(place).or_default().push(at.elapsed());
        match ended {
            Some(status) => assert!(!status.success(), "round {round}: ended as if {failed} were synced"),
            None => {
                assert!(place == DATABASE, "round {round}: runs on after a failed sync of {failed}\n{}", server.said())
            }
        }
        assert!(at.elapsed() < END, "round {round}: took {:?} to end after a failed sync of {failed}", at.elapsed());
        // What the failed sync left in memory never reaches the disk: the machine goes down too.
        ledger.power_goes();
        volume.cut();
        server.kill();
        let tally = load.stop();
        ledger.power_comes();
        assert!(tally.statuses.keys().all(|status| !(400..500).contains(status) || *status == 429), "{:?}", tally.odd);
        volume.power_on("commit=1");
        let _ = ledger.assert_holds(&honest, &format!("round {round}, after a failed sync of {failed}"));
        assert_sound(&honest);
    }
    println!("from a failed sync to the end: {hit:.0?}; {}", ledger.assert_holds(&honest, "at the end"));
    assert_eq!(hit.len(), PLACES.len(), "{hit:?}");
    assert_sound(&honest);
}

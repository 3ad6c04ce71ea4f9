//! No room left: the program says when to come again, still reads, and goes on by itself once there is room.

use crate::{assert_sound, program, skipped};
use banso_faults::dice::Dice;
use banso_faults::http::Client;
use banso_faults::ledger::Ledger;
use banso_faults::load::{Load, Plan};
use banso_faults::volume::Volume;
use std::fs::File;
use std::io::Write;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// Writes until the file system has no room left.
fn fill(path: &Path) {
    let mut file = File::options().create(true).append(true).open(path).expect("a file");
    for size in [1 << 20, 4096, 1] {
        let bytes = vec![7; size];
        while file.write_all(&bytes).is_ok() {}
    }
    let _ = file.sync_all();
}

#[test]
fn a_full_disk_asks_for_patience_and_loses_nothing() {
    let volume = match Volume::new(256) {
        Ok(volume) => volume,
        Err(why) => return skipped(&format!("no small disk: {why}")),
    };
    let program = program(&volume.path().join("data"));
    let key = program.new_key();
    let ledger = Arc::new(Ledger::default());
    let mut dice = Dice::thrown("full disk");
    let mut server = program.serve();
    let mut plan = Plan::new(server.address, &key);
    // Slowly enough that not the facts themselves fill it.
    (plan.patience, plan.rate) = (Duration::from_millis(500), Some(60.0));
    let ballast = volume.path().join("ballast");
    for round in 0..5 {
        let load = Load::start(&plan, &ledger, &mut dice);
        assert!(load.wait_until(Duration::from_secs(20), |tally| tally.acks.len() > 10), "{:?}", load.so_far());
        std::thread::sleep(dice.moment(Duration::ZERO, Duration::from_millis(1_500)));
        // Room that the program frees, such as by merging files, is taken again, until events are turned away.
        let begun = Instant::now();
        while load.so_far().statuses.get(&503).is_none_or(|times| *times < 8) {
            fill(&ballast);
            assert!(
                begun.elapsed() < Duration::from_secs(20),
                "round {round}: never full: {:?}",
                load.so_far().statuses
            );
            std::thread::sleep(Duration::from_millis(20));
        }
        let page = Client::new(server.address, Duration::from_secs(5)).get("/sign-in").expect("still serves pages");
        assert!(page.status < 400, "round {round}: a page answers {} while the disk is full", page.status);
        let _ = ledger.assert_holds(&program, "while full");
        let before = load.so_far().acks.len();
        let freed = std::fs::metadata(&ballast).map_or(0, |meta| meta.len() >> 20);
        assert!(freed >= 10, "round {round}: only {freed} MB are not the program's own");
        std::fs::remove_file(&ballast).expect("there");
        let at = Instant::now();
        let back = load.wait_until(Duration::from_secs(5), |tally| tally.acks.len() > before + 3);
        println!("round {round}: {freed} MB freed, back after {:?}", at.elapsed());
        assert!(back, "round {round}: not back within 5 s of having room: {:?}\n{}", load.so_far(), server.said());
        std::thread::sleep(Duration::from_millis(1_500));
        let tally = load.stop();
        assert_eq!((tally.others(), tally.without_retry_after), (0, 0), "{:?} {:?}", tally.statuses, tally.odd);
        assert_eq!(server.ended(), None, "round {round}: still runs\n{}", server.said());
    }
    server.signal("TERM");
    assert!(server.wait(Duration::from_secs(20)).is_some());
    println!("at the end: {}", ledger.assert_holds(&program, "at the end"));
    assert_sound(&program);
}

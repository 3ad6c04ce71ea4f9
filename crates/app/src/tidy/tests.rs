//! The night's work comes once a night, seal or no seal.

use super::{BEGINS, last_night};
use crate::tests::{app_at, some_facts};
use banso_kernel::{Day, Micros, Zone};
use std::sync::atomic::Ordering;
use std::time::Duration;

const HOUR: i64 = 3_600 * 1_000_000;

#[test]
fn the_night_is_the_workspaces_own_also_when_clocks_change() {
    for zone in [Zone::tokyo(), Zone::named("America/New_York").expect("a zone")] {
        for day in 20_000..20_400 {
            let begins = Micros(zone.start_of(Day(day)).0 + BEGINS);
            assert_eq!(last_night(&zone, begins), begins);
            assert_eq!(last_night(&zone, Micros(begins.0 - 1)).0, zone.start_of(Day(day - 1)).0 + BEGINS);
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_night_without_a_seal_is_tidied_once() {
    let midnight = Zone::tokyo().start_of(Day(20_500)).0;
    let (folder, app, clock) = app_at(Micros(midnight - 5 * HOUR)).await;
    let at = |hours: i64| clock.store(midnight + hours * HOUR, Ordering::Relaxed);
    some_facts(&app, 3).await;
    app.seal(&|_| ()).await.expect("seals");
    let upload = folder.path().join("uploads").join("0".repeat(32));
    std::fs::create_dir_all(folder.path().join("uploads")).expect("a folder");
    std::fs::write(&upload, "a,b").expect("written");
    std::fs::write(upload.with_extension("json"), "not a note").expect("written");
    let waiting = async || app.state.inbox_after(0, 10).await.expect("reads").len();

    assert_eq!(app.tidy_when_due().await.expect("looks"), None, "the first night is still to come");
    at(2);
    assert_eq!(app.tidy_when_due().await.expect("looks"), None, "it is two o'clock");
    at(3);
    assert!(app.tidy_when_due().await.expect("tidies").is_some());
    assert_eq!(app.tidy_when_due().await.expect("looks"), None, "once a night");
    assert!(!upload.exists(), "old uploads go");
    assert_eq!(waiting().await, 3, "what was sealed yesterday is still in its grace");
    at(23);
    assert_eq!(app.tidy_when_due().await.expect("looks"), None);
    at(24 + 4);
    assert!(app.tidy_when_due().await.expect("tidies").is_some(), "late is better than not");
    assert_eq!(waiting().await, 0, "the lake has had them for a day");
    let sizes = app.state.sizes().await.expect("sizes");
    assert_eq!(sizes.log, Some(0), "the write-ahead log is in the database");
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_keeps_tidy_does_so_when_the_night_comes() {
    let midnight = Zone::tokyo().start_of(Day(20_500)).0;
    let (_folder, app, clock) = app_at(Micros(midnight)).await;
    let noon = midnight + 12 * HOUR;
    let watch = async {
        // It looks for the first time before night, then the night passes.
        while app.state.setting(super::DONE).await.expect("reads").is_none() {
            tokio::time::sleep(Duration::from_millis(2)).await;
        }
        clock.store(noon, Ordering::Relaxed);
        while app.state.setting(super::DONE).await.expect("reads") != Some(noon.to_string()) {
            tokio::time::sleep(Duration::from_millis(2)).await;
        }
    };
    tokio::select! {
        () = app.keep_tidy(Duration::from_millis(1), None) => unreachable!(),
        done = tokio::time::timeout(Duration::from_secs(20), watch) => done.expect("the night's work is done"),
    }
}

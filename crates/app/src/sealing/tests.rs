//! Who may seal, and what is left of a failed try.

use crate::tests::{app, more_facts, some_facts};
use banso_kernel::Micros;
use tokio::runtime::Handle;

#[tokio::test(flavor = "multi_thread")]
async fn a_failed_seal_gives_its_lease_back_and_the_next_goes_on() {
    let (folder, app) = app().await;
    some_facts(&app, 3).await;
    // The lake's folder is away for a moment, as a drive that was not mounted.
    let (log, aside) = (folder.path().join("lake/facts"), folder.path().join("aside"));
    std::fs::rename(&log, &aside).expect("moved");
    assert!(app.seal(&|_| ()).await.is_err(), "there is no lake");
    let now = app.clock.now();
    let mut tx = app.state.begin().await.expect("begins");
    let free = tx.take_lease("sealer", "another process", now, Micros(now.0 + 1)).await.expect("asks");
    assert!(free.is_some(), "nobody waits for the lease of somebody who failed");
    drop(tx);
    let _ = std::fs::remove_dir_all(&log);
    std::fs::rename(&aside, &log).expect("moved back");
    assert_eq!(app.seal(&|_| ()).await.expect("seals"), 3);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_process_takes_its_own_lease_again_and_leaves_anothers_alone() {
    let (folder, app) = app().await;
    some_facts(&app, 3).await;
    // As if the task that held it had been dropped.
    let dropped = app.take_sealer().await.expect("asks").expect("free");
    assert_eq!(app.take_sealer().await.expect("asks").as_ref(), Some(&dropped));
    app.give_lease_back(&dropped).await;
    let other = other(folder.path(), &app).await;
    let held = other.take_sealer().await.expect("asks").expect("free");
    assert_eq!(app.seal(&|_| ()).await.expect("waits its turn"), 0);
    // It dies without a word: nobody waits until its lease ends.
    drop(other);
    assert_eq!(app.seal(&|_| ()).await.expect("seals"), 3);
    let mut tx = app.state.begin().await.expect("begins");
    let late = tx.finish_seal(&held, 1, 1, app.clock.now()).await;
    assert!(late.is_err(), "if it lives after all, it is told that the lease is gone");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_comes_while_a_batch_goes_over_waits_for_the_next() {
    let (_folder, app) = app().await;
    let account = some_facts(&app, 3).await;
    let more = |_| tokio::task::block_in_place(|| Handle::current().block_on(more_facts(&app, account, 3..5)));
    assert_eq!(
        app.seal(&more).await.expect("seals"),
        3,
        "a product that never stops sending does not make a file a second"
    );
    assert_eq!(app.seal(&|_| ()).await.expect("seals"), 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_lake_that_batches_crowd_is_tidied_by_day() {
    let (_folder, app) = app().await;
    let account = some_facts(&app, 1).await;
    let mut most = 0;
    for n in 1..80 {
        app.seal_worth(true).await.expect("seals");
        let snapshot = app.lake.snapshot().await.expect("reads");
        most = most.max(snapshot.file_count());
        assert_eq!(snapshot.rows(), u64::from(n), "whatever was merged");
        more_facts(&app, account, n..n + 1).await;
    }
    assert!((30..40).contains(&most), "not with each batch, and not so late that readers suffer: {most} files");
}

/// Another process on the same folder.
async fn other(folder: &std::path::Path, app: &crate::App) -> crate::App {
    crate::App::open(folder, app.clock.clone(), app.entropy.clone()).await.expect("opens")
}

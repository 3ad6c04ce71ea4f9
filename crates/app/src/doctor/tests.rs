//! A sound folder is called sound; what is broken is named.

use super::{Finding, Severity, doctor, verdict};
use crate::Place;
use crate::tests::{app, app_with_server, some_facts};
use banso_kernel::{Lang, Micros};
use banso_words::words;

/// Every finding has its sentence, and every bad one its advice, in both languages.
fn said(found: &[Finding]) {
    for lang in Lang::ALL {
        for finding in found {
            assert!(!words(lang).with(&format!("doctor-{}", finding.code), &finding.args).is_empty());
            if finding.severity > Severity::Good {
                assert!(!words(lang).with(&format!("doctor-{}-do", finding.code), &finding.args).is_empty());
            }
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_folder_is_sound() {
    let (folder, app) = app().await;
    app.state.close().await;
    let found = doctor(folder.path(), Micros(0)).await;
    said(&found);
    assert!(found.iter().all(|finding| finding.severity < Severity::Bad), "{found:?}");
    assert!(found.iter().any(|finding| finding.code == "lake-log-good"), "{found:?}");
    assert!(found.iter().any(|finding| finding.code == "state-good"), "{found:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_missing_or_damaged_is_named_without_a_panic() {
    let (folder, app) = app().await;
    app.state.close().await;
    drop(app);
    let nowhere = doctor(&folder.path().join("nowhere"), Micros(0)).await;
    said(&nowhere);
    assert_eq!(verdict(&nowhere), Severity::Bad);

    let log = folder.path().join("lake/facts/_delta_log/00000000000000000000.json");
    std::fs::write(&log, b"").expect("writes");
    let found = doctor(folder.path(), Micros(0)).await;
    said(&found);
    assert!(found.iter().any(|finding| finding.code == "lake-commit-damaged"), "{found:?}");

    let (folder, app) = self::app().await;
    app.state.close().await;
    drop(app);
    std::fs::write(folder.path().join("state.db"), b"not a database, but long enough to be taken for one")
        .expect("writes");
    let found = doctor(folder.path(), Micros(0)).await;
    said(&found);
    assert!(found.iter().any(|finding| finding.code == "state-unreadable"), "{found:?}");
    assert!(found.iter().any(|finding| finding.code == "lake-state-unknown"), "{found:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sound_folder_whose_state_a_server_has_is_called_so_and_a_server_that_is_not_there_is_named() {
    let Some((folder, place, _server, app)) = app_with_server().await else { return };
    some_facts(&app, 3).await;
    app.seal(&|_| ()).await.expect("seals");
    app.state.close().await;
    drop(app);
    assert!(!folder.path().join("state.db").exists(), "the state is with the server");
    let found = doctor(place, Micros(0)).await;
    said(&found);
    assert!(found.iter().all(|finding| finding.severity < Severity::Bad), "{found:?}");
    assert!(found.iter().any(|finding| finding.code == "state-answers"), "{found:?}");

    let nobody = Place::new(folder.path(), Some("postgres://banso:secret@127.0.0.1:1/cs")).expect("an address");
    let found = doctor(nobody, Micros(0)).await;
    said(&found);
    assert!(found.iter().any(|finding| finding.code == "state-unreachable"), "{found:?}");
    assert!(!format!("{found:?}").contains("secret"), "{found:?}");
}

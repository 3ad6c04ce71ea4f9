//! Whatever is mended holds the same facts as before; whatever is not, is as it was.

use super::{Inbox, repair};
use crate::check::{Finding, SealedBatch, Severity, check};
use crate::{Lake, LakeError};
use banso_domain::facts::Fact;
use banso_kernel::{AccountId, FactId, Micros};
use futures::future::BoxFuture;
use proptest::prelude::*;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

const ROWS: u64 = 40;

fn facts(k: i64) -> Vec<Fact> {
    let fact = |n: u64| Fact {
        id: FactId::of(&[&k.to_le_bytes(), &n.to_le_bytes()]),
        account: AccountId(n as i64 % 5),
        person: None,
        name: ["login", "export"][n as usize % 2].into(),
        occurred_at: Micros(k * 1_000_000 + n as i64),
        known_at: Micros(9_000_000),
        value: n.is_multiple_of(3).then_some(n as f64),
        props: format!("{{\"n\":{n}}}"),
        source: "test".into(),
    };
    (0..ROWS).map(fact).collect()
}

/// An inbox that still has the batches from `first` on.
struct Rows(i64);

impl Inbox for Rows {
    fn batch(&self, k: i64) -> BoxFuture<'_, Vec<Fact>> {
        Box::pin(async move { if k >= self.0 { facts(k) } else { Vec::new() } })
    }
}

fn sealed(count: i64) -> Vec<SealedBatch> {
    (1..=count).map(|k| SealedBatch { k, rows: ROWS, done: true, version: None }).collect()
}

/// A lake of so many batches; its files are merged after some of them.
async fn made(folder: &Path, batches: i64, merged_after: &[i64], checkpoint_after: Option<i64>) {
    let lake = Lake::open(folder).await.expect("opens");
    for k in 1..=batches {
        lake.seal(k, facts(k)).await.expect("seals");
        if merged_after.contains(&k) {
            lake.maintain(Micros(0), Duration::ZERO).await.expect("tidies");
        }
        if checkpoint_after == Some(k) {
            let on = lake.facts.load().await.expect("loads");
            deltalake::checkpoints::create_checkpoint(&on.table, None).await.expect("makes one");
        }
    }
}

/// All facts as text, in one order.
async fn shown(folder: &Path) -> Result<Vec<String>, LakeError> {
    let lake = Lake::open(folder).await?;
    let snapshot = lake.snapshot().await?;
    let mut rows = Vec::new();
    for account in 0..5 {
        let of = lake.facts_of(&snapshot, AccountId(account), &crate::Which::default()).await?;
        rows.extend(of.iter().map(|fact| format!("{fact:?}")));
    }
    assert_eq!(snapshot.rows(), rows.len() as u64, "the log promises what readers see");
    rows.sort();
    Ok(rows)
}

fn files(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut files = BTreeMap::new();
    for entry in fs::read_dir(folder).expect("a folder").flatten() {
        let path = entry.path();
        if path.is_dir() {
            files.extend(self::files(&path));
        } else {
            let content = fs::read(&path).expect("reads");
            files.insert(path, content);
        }
    }
    files
}

async fn broken(folder: &Path, sealed: &[SealedBatch]) -> Vec<Finding> {
    let found = check(folder, Some(sealed)).await;
    found.into_iter().filter(|finding| finding.severity == Severity::Bad).collect()
}

fn harm(path: &Path, kind: usize) {
    let bytes = fs::read(path).expect("reads");
    match kind {
        0 => fs::write(path, b"").expect("writes"),
        1 => fs::write(path, &bytes[..bytes.len() / 2]).expect("writes"),
        2 => fs::write(path, vec![0; bytes.len()]).expect("writes"),
        _ => fs::remove_file(path).expect("removes"),
    }
}

fn log(folder: &Path) -> PathBuf {
    folder.join("facts/_delta_log")
}

fn ending(folder: &Path, ending: &str) -> Vec<PathBuf> {
    let mut paths: Vec<PathBuf> = fs::read_dir(folder).expect("a folder").flatten().map(|entry| entry.path()).collect();
    paths.retain(|path| path.to_string_lossy().ends_with(ending));
    paths.sort();
    paths
}

#[tokio::test]
async fn a_sound_lake_is_left_alone() {
    let folder = tempfile::tempdir().expect("a folder");
    made(folder.path(), 7, &[6], Some(5)).await;
    let before = files(folder.path());
    assert_eq!(repair(folder.path(), &sealed(7), &Rows(1)).await, []);
    assert!(before == files(folder.path()));
}

#[tokio::test]
async fn every_entry_of_the_log_comes_back_whatever_happened_to_it() {
    let whole = tempfile::tempdir().expect("a folder");
    made(whole.path(), 12, &[6], None).await;
    let expected = shown(whole.path()).await.expect("sound");
    let entries = ending(&log(whole.path()), ".json").len();
    assert_eq!(entries, 14, "the beginning, twelve batches, one merge");
    for place in 0..entries {
        for kind in 0..4 {
            let folder = tempfile::tempdir().expect("a folder");
            made(folder.path(), 12, &[6], None).await;
            let path = ending(&log(folder.path()), ".json")[place].clone();
            harm(&path, kind);
            // The inbox has the last batches only; files on the disk say the rest.
            let done = repair(folder.path(), &sealed(12), &Rows(11)).await;
            let which = format!("entry {place}, kind {kind}: {done:?}");
            assert!(done.iter().all(|finding| finding.severity == Severity::Good) && !done.is_empty(), "{which}");
            assert!(shown(folder.path()).await.expect("readable") == expected, "{which}");
            assert_eq!(broken(folder.path(), &sealed(12)).await, [], "{which}");
        }
    }
}

#[tokio::test]
async fn a_bad_checkpoint_goes_aside_where_the_entries_are_there() {
    for kind in 0..4 {
        let folder = tempfile::tempdir().expect("a folder");
        made(folder.path(), 8, &[], Some(5)).await;
        let expected = shown(folder.path()).await.expect("sound");
        harm(&ending(&log(folder.path()), ".checkpoint.parquet")[0], kind);
        let done = repair(folder.path(), &sealed(8), &Rows(99)).await;
        assert_eq!(done.iter().map(|finding| finding.code).collect::<Vec<_>>(), ["mended-checkpoint"], "{kind}");
        assert!(shown(folder.path()).await.expect("readable") == expected, "{kind}");
        assert_eq!(broken(folder.path(), &sealed(8)).await, [], "{kind}");
        // Sealing goes on.
        let lake = Lake::open(folder.path()).await.expect("opens");
        lake.seal(9, facts(9)).await.expect("seals");
    }
}

#[tokio::test]
async fn without_the_entries_a_bad_checkpoint_is_named_and_stays() {
    let folder = tempfile::tempdir().expect("a folder");
    made(folder.path(), 8, &[], Some(5)).await;
    fs::remove_file(&ending(&log(folder.path()), ".json")[2]).expect("removed");
    harm(&ending(&log(folder.path()), ".checkpoint.parquet")[0], 1);
    let before = files(folder.path());
    let done = repair(folder.path(), &sealed(8), &Rows(99)).await;
    assert_eq!(done[0].code, "not-mended-checkpoint", "{done:?}");
    assert!(done.iter().all(|finding| finding.severity == Severity::Bad), "{done:?}");
    assert!(before == files(folder.path()), "nothing was touched");
}

#[tokio::test]
async fn entries_that_the_checkpoint_holds_too_go_aside() {
    for kind in 0..4 {
        let folder = tempfile::tempdir().expect("a folder");
        made(folder.path(), 8, &[], Some(5)).await;
        let expected = shown(folder.path()).await.expect("sound");
        harm(&ending(&log(folder.path()), ".json")[3], kind);
        let done = repair(folder.path(), &sealed(8), &Rows(99)).await;
        assert_eq!(done.iter().map(|finding| finding.code).collect::<Vec<_>>(), ["mended-old-entries"], "{kind}");
        assert!(shown(folder.path()).await.expect("readable") == expected, "{kind}");
        assert_eq!(broken(folder.path(), &sealed(8)).await, [], "{kind}");
    }
}

#[tokio::test]
async fn facts_of_bad_files_come_back_from_the_inbox_or_the_file_is_named() {
    for kept in [1, 99] {
        for kind in 0..4 {
            let folder = tempfile::tempdir().expect("a folder");
            made(folder.path(), 8, &[6], None).await;
            let expected = shown(folder.path()).await.expect("sound");
            let data = |start: &str| {
                let mut all = ending(&folder.path().join("facts"), ".parquet");
                all.retain(|path| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(start)));
                all
            };
            let harmed = [data("sorted-")[0].clone(), data("batch-000000000008-")[0].clone()];
            harmed.iter().for_each(|path| harm(path, kind));
            let done = repair(folder.path(), &sealed(8), &Rows(kept)).await;
            let mended = done.iter().filter(|finding| finding.code == "mended-file").count();
            if kept == 1 {
                assert_eq!((mended, done.len()), (2, 2), "{done:?}");
                assert!(shown(folder.path()).await.expect("readable") == expected);
                assert_eq!(broken(folder.path(), &sealed(8)).await, []);
            } else {
                assert_eq!(done.iter().filter(|finding| finding.code == "not-mended-file").count(), 2, "{done:?}");
            }
        }
    }
}

#[tokio::test]
async fn a_batch_that_nobody_has_any_more_is_named_and_everything_stays() {
    let folder = tempfile::tempdir().expect("a folder");
    made(folder.path(), 5, &[], None).await;
    let file = ending(&folder.path().join("facts"), ".parquet")[2].clone();
    fs::remove_file(file).expect("removed");
    harm(&ending(&log(folder.path()), ".json")[1], 0);
    harm(&ending(&log(folder.path()), ".json")[3], 0);
    let before = files(folder.path());
    let done = repair(folder.path(), &sealed(5), &Rows(99)).await;
    assert_eq!(done, [Finding::bad("not-mended-batch").with("batch", 3_i64)]);
    let mut after = files(folder.path());
    after.retain(|path, _| !path.starts_with(folder.path().join("aside")));
    assert!(before == after, "put back as it was");
}

#[tokio::test]
async fn what_half_an_entry_says_was_merged_is_not_gone() {
    let folder = tempfile::tempdir().expect("a folder");
    made(folder.path(), 12, &[6], None).await;
    let expected = shown(folder.path()).await.expect("sound");
    let entries = ending(&log(folder.path()), ".json");
    // Batch 4, and the first half of the merge that took it out.
    harm(&entries[4], 0);
    harm(&entries[7], 1);
    let done = repair(folder.path(), &sealed(12), &Rows(1)).await;
    assert_eq!(broken(folder.path(), &sealed(12)).await, [], "{done:?}");
    assert!(shown(folder.path()).await.expect("readable") == expected, "{done:?}");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, ..ProptestConfig::default() })]

    /// Any entries damaged in any way: afterwards all facts are there once, or nothing was changed.
    #[test]
    fn several_damages_at_once_never_end_with_other_facts(
        harmed in proptest::collection::btree_map(0_usize..14, 0_usize..4, 1..6),
        data in proptest::collection::btree_map(0_usize..13, 0_usize..4, 0..3),
        kept in 1_i64..14,
    ) {
        let runtime = tokio::runtime::Runtime::new().expect("a runtime");
        runtime.block_on(async {
            let folder = tempfile::tempdir().expect("a folder");
            made(folder.path(), 12, &[6], None).await;
            let expected = shown(folder.path()).await.expect("sound");
            let (entries, files) = (ending(&log(folder.path()), ".json"), ending(&folder.path().join("facts"), ".parquet"));
            harmed.iter().for_each(|(place, kind)| harm(&entries[*place], *kind));
            data.iter().for_each(|(place, kind)| harm(&files[*place], *kind));
            let done = repair(folder.path(), &sealed(12), &Rows(kept)).await;
            let left = broken(folder.path(), &sealed(12)).await;
            if let Ok(text) = shown(folder.path()).await {
                assert!(text == expected || !left.is_empty(), "{done:?}");
            }
            if done.iter().all(|finding| finding.severity == Severity::Good) {
                assert!(left.is_empty(), "{done:?} {left:?}");
                assert!(shown(folder.path()).await.is_ok_and(|text| text == expected), "{done:?}");
            }
        });
    }
}

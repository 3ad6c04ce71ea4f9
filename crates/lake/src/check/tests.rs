//! Damage (RELIABILITY T4): whatever is done to a lake, the check names the file, and says nothing about a sound one.

use super::{Finding, SealedBatch, Severity, check};
use crate::Lake;
use banso_domain::facts::Fact;
use banso_kernel::{AccountId, Arg, FactId, Micros};
use std::fs;
use std::path::Path;

const BATCHES: i64 = 6;
const ROWS: u64 = 50;

fn batch(k: i64) -> Vec<Fact> {
    let fact = |n: u64| Fact {
        id: FactId::of(&[&k.to_le_bytes(), &n.to_le_bytes()]),
        account: AccountId(n as i64 % 5),
        person: None,
        name: "login".into(),
        occurred_at: Micros(k * 1_000_000 + n as i64),
        known_at: Micros(9_000_000),
        value: Some(1.0),
        props: String::new(),
        source: "test".into(),
    };
    (0..ROWS).map(fact).collect()
}

async fn lake() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let lake = Lake::open(folder.path()).await.expect("opens");
    for k in 1..=BATCHES {
        lake.seal(k, batch(k)).await.expect("seals");
    }
    folder
}

async fn look(folder: &Path) -> Vec<Finding> {
    let sealed: Vec<_> = (1..=BATCHES).map(|k| SealedBatch { k, rows: ROWS, done: true, version: None }).collect();
    check(folder, Some(&sealed)).await
}

fn names(found: &[Finding], file: &str) -> bool {
    found.iter().any(|finding| {
        finding.severity == Severity::Bad
            && finding
                .args
                .iter()
                .any(|(name, value)| *name == "file" && matches!(value, Arg::Text(t) if t.ends_with(file)))
    })
}

#[tokio::test]
async fn a_sound_lake_has_nothing_to_complain_about() {
    let folder = lake().await;
    let found = look(folder.path()).await;
    assert!(found.iter().all(|finding| finding.severity == Severity::Good), "{found:?}");
    assert!(found.iter().any(|finding| finding.code == "lake-log-good"), "{found:?}");
}

fn entry(folder: &Path, version: i64) -> (String, std::path::PathBuf) {
    let name = format!("{version:020}.json");
    let path = folder.join("facts/_delta_log").join(&name);
    (name, path)
}

#[tokio::test]
async fn a_damaged_log_entry_is_named_wherever_it_is() {
    type Damage = fn(&Path);
    let damages: [(&str, Damage); 5] = [
        ("empty", |path| fs::write(path, b"").expect("writes")),
        ("cut", |path| {
            let text = fs::read(path).expect("reads");
            fs::write(path, &text[..text.len() / 2]).expect("writes");
        }),
        ("zeros", |path| fs::write(path, vec![0; 700]).expect("writes")),
        ("gone", |path| fs::remove_file(path).expect("removes")),
        ("a blank line", |path| fs::write(path, b"\n").expect("writes")),
    ];
    for version in [1, 3, BATCHES] {
        for (kind, damage) in damages {
            let folder = lake().await;
            let (name, path) = entry(folder.path(), version);
            damage(&path);
            let found = look(folder.path()).await;
            let last_gone = kind == "gone" && version == BATCHES;
            // A missing last entry leaves no gap: the batch is missed instead.
            let missed = found.iter().any(|f| f.code == "lake-batch-missing" || f.code == "lake-rows-differ");
            assert!(names(&found, &name) || last_gone && missed, "{kind}, version {version}: {found:?}");
        }
    }
}

#[tokio::test]
async fn a_reader_never_takes_an_empty_log_entry_for_fewer_facts() {
    for version in 1..=BATCHES {
        for nothing in ["", "\n"] {
            let folder = lake().await;
            let before = Lake::open(folder.path()).await.expect("opens");
            let (name, path) = entry(folder.path(), version);
            fs::write(&path, nothing).expect("writes");
            let opened = Lake::open(folder.path()).await.map(drop).expect_err("damaged");
            assert!(opened.to_string().contains(&name), "{opened}");
            // Whoever had read it while it was whole still knows what it said.
            before.snapshot().await.expect("has it in memory");
        }
    }
}

#[tokio::test]
async fn damaged_and_missing_data_files_are_named() {
    for kind in ["cut", "empty", "gone", "a flipped bit"] {
        let folder = lake().await;
        let file = fs::read_dir(folder.path().join("facts")).expect("lists").flatten();
        let file = file.map(|f| f.path()).find(|p| p.extension().is_some_and(|e| e == "parquet")).expect("a file");
        match kind {
            "cut" => {
                let bytes = fs::read(&file).expect("reads");
                fs::write(&file, &bytes[..bytes.len() - 9]).expect("writes");
            }
            "a flipped bit" => {
                let mut bytes = fs::read(&file).expect("reads");
                let middle = bytes.len() / 4;
                bytes[middle] ^= 4;
                fs::write(&file, bytes).expect("writes");
            }
            "empty" => fs::write(&file, b"").expect("writes"),
            _ => fs::remove_file(&file).expect("removes"),
        }
        let name = file.file_name().and_then(|n| n.to_str()).expect("a name").to_owned();
        let found = look(folder.path()).await;
        assert!(names(&found, &name), "{kind}: {found:?}");
    }
}

#[tokio::test]
async fn damaged_checkpoints_are_named() {
    for kind in ["cut", "empty", "gone"] {
        let folder = lake().await;
        let lake = Lake::open(folder.path()).await.expect("opens");
        let on = lake.facts.load().await.expect("loads");
        deltalake::checkpoints::create_checkpoint(&on.table, None).await.expect("makes one");
        assert!(look(folder.path()).await.iter().all(|f| f.severity == Severity::Good));
        let name = format!("{BATCHES:020}.checkpoint.parquet");
        let path = folder.path().join("facts/_delta_log").join(&name);
        match kind {
            "cut" => {
                let bytes = fs::read(&path).expect("reads");
                fs::write(&path, &bytes[..bytes.len() / 2]).expect("writes");
            }
            "empty" => fs::write(&path, b"").expect("writes"),
            _ => fs::remove_file(&path).expect("removes"),
        }
        let found = look(folder.path()).await;
        assert!(names(&found, &name), "{kind}: {found:?}");
    }
}

#[tokio::test]
async fn a_batch_that_came_twice_or_with_other_rows_is_noticed() {
    let folder = lake().await;
    let (_, path) = entry(folder.path(), 4);
    let text = fs::read_to_string(&path).expect("reads").replace("\"version\":4", "\"version\":3");
    fs::write(&path, text).expect("writes");
    let found = look(folder.path()).await;
    assert!(found.iter().any(|f| f.code == "lake-batch-order"), "{found:?}");

    let folder = lake().await;
    let sealed: Vec<_> =
        (1..=BATCHES).map(|k| SealedBatch { k, rows: ROWS + u64::from(k == 2), done: true, version: None }).collect();
    let found = check(folder.path(), Some(&sealed)).await;
    assert!(found.iter().any(|f| f.code == "lake-batch-rows"), "{found:?}");
}

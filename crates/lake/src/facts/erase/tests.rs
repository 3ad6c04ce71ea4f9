//! Nothing of a person is left, everything else stays, whenever it stops in between.

use super::*;
use crate::check::{SealedBatch, Severity, check, unpacked};
use crate::facts::account::Which;
use crate::facts::seal::Sealed;
use crate::{Lake, Snapshot};
use banso_domain::facts::Fact;
use banso_kernel::{AccountId, Micros};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::Duration;

const GONE: PersonId = PersonId(0x5a17_93c6_e1d2_4b09);
const OTHER: PersonId = PersonId(0x2b90_11aa_73f4_8c5d);
const ACCOUNTS: i64 = 4;
const BATCHES: i64 = 6;
const ROWS: i64 = 40;

/// Six batches over several months; the person is in every second one, at account 1. One fact of theirs is a touch.
fn batch(k: i64) -> Vec<Fact> {
    let fact = |n: i64| {
        let theirs = k % 2 == 0 && n % ACCOUNTS == 1 && n < 20;
        Fact {
            id: FactId::of(&[&k.to_le_bytes(), &n.to_le_bytes()]),
            account: AccountId(n % ACCOUNTS),
            person: if theirs { Some(GONE) } else { (n % 3 == 0).then_some(OTHER) },
            // The log's statistics have the least and the greatest name of a file.
            name: match (theirs, n) {
                (true, 5) => "touch",
                (true, _) => "!gone@example.jp",
                _ => "login",
            }
            .to_owned(),
            occurred_at: Micros(k * 20 * 86_400_000_000 + n),
            known_at: Micros(k * 20 * 86_400_000_000 + n + 1),
            value: (n % 2 == 0).then_some(f64::from_bits(0x3ff0_0000_0000_0001)),
            props: match (theirs, n) {
                (true, 5) => r#"{"kind":"call"}"#.to_owned(),
                (true, _) => r#"{"mail":"gone@example.jp"}"#.to_owned(),
                _ => String::new(),
            },
            source: "test".to_owned(),
        }
    };
    (0..ROWS).map(fact).collect()
}

fn all() -> Vec<Fact> {
    (1..=BATCHES).flat_map(batch).collect()
}

fn whose() -> Erase {
    let keep = all().into_iter().filter(|fact| fact.name == "touch").map(|fact| fact.id).collect();
    Erase { persons: HashSet::from([GONE]), keep }
}

/// What must be there afterwards.
fn left() -> Vec<Fact> {
    let keep = whose().keep;
    let mut facts = all();
    facts.retain(|fact| fact.person != Some(GONE) || keep.contains(&fact.id));
    facts.iter_mut().filter(|fact| fact.person == Some(GONE)).for_each(|fact| fact.person = None);
    facts
}

async fn lake() -> (tempfile::TempDir, Lake) {
    let folder = tempfile::tempdir().expect("a folder");
    let lake = Lake::open(folder.path()).await.expect("opens");
    for k in 1..=BATCHES {
        assert!(matches!(lake.seal(k, batch(k)).await.expect("seals"), Sealed::Now { .. }));
    }
    (folder, lake)
}

async fn facts(lake: &Lake) -> Vec<Fact> {
    let snapshot = lake.snapshot().await.expect("a snapshot");
    let mut found = Vec::new();
    for account in 0..ACCOUNTS {
        found.extend(lake.facts_of(&snapshot, AccountId(account), &Which::default()).await.expect("reads"));
    }
    by_id(found)
}

fn by_id(mut facts: Vec<Fact>) -> Vec<Fact> {
    facts.sort_by_key(|fact| fact.id);
    facts
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).expect("a folder").flatten() {
        let path = entry.path();
        if path.is_dir() { found.extend(files(&path)) } else { found.push(path) }
    }
    found.sort();
    found
}

/// Files in which the person is to be found: by the opaque key, by what only their facts say, or by the statistics that
/// only a file with their facts has.
fn traces(folder: &Path) -> Vec<String> {
    let key = GONE.0.to_le_bytes();
    let marks: [&[u8]; 3] = [&key, b"6491819870279322377", b"gone@example.jp"];
    let mut found = Vec::new();
    for path in files(folder) {
        let mut bytes = std::fs::read(&path).expect("reads");
        if path.extension().is_some_and(|e| e == "parquet") {
            bytes.extend(unpacked(&path).expect("unpacks"));
        }
        let name = path.display().to_string();
        if marks.iter().any(|mark| bytes.windows(mark.len()).any(|part| part == *mark)) || name.contains('#') {
            found.push(name);
        }
    }
    found
}

async fn sound(folder: &Path) {
    let sealed: Vec<_> =
        (1..=BATCHES).map(|k| SealedBatch { k, rows: ROWS as u64, done: true, version: None }).collect();
    let found = check(folder, Some(&sealed)).await;
    assert!(found.iter().all(|finding| finding.severity == Severity::Good), "{found:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn exactly_the_facts_of_the_person_go_and_no_byte_of_them_is_left() {
    let (folder, lake) = lake().await;
    assert_eq!(GONE.0.to_string(), "6491819870279322377", "what is looked for in texts");
    let before: BTreeMap<String, Vec<u8>> = data(folder.path());
    assert!(traces(folder.path()).len() >= 3, "the person is there");
    let done = lake.erase(whose()).await.expect("erases");
    let unnamed = whose().keep.len() as u64;
    assert_eq!((done.facts, done.unnamed, done.rewritten), ((all().len() - left().len()) as u64, unnamed, 3));
    assert_eq!(traces(folder.path()), Vec::<String>::new());
    assert_eq!(facts(&lake).await, by_id(left()));
    let after = data(folder.path());
    let same = before.iter().filter(|(name, bytes)| after.get(*name) == Some(bytes)).count();
    assert_eq!((same, after.len()), (3, 6), "files without the person stay as they were");
    sound(folder.path()).await;
    // What comes next finds its place, also for whoever opens it anew.
    let again = Lake::open(folder.path()).await.expect("opens");
    assert_eq!(facts(&again).await, by_id(left()));
    assert_eq!(again.erased().await.expect("reads"), done.facts);
    assert!(matches!(again.seal(BATCHES, Vec::new()).await.expect("knows it"), Sealed::Already));
    assert!(matches!(again.seal(BATCHES + 1, Vec::new()).await.expect("seals"), Sealed::Now { .. }));
    assert_eq!(again.erase(whose()).await.expect("nothing to do").facts, 0);
    assert_eq!(again.erased().await.expect("reads"), done.facts);
}

fn data(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let name = |path: &PathBuf| path.file_name().expect("a name").to_string_lossy().into_owned();
    let data = files(&folder.join("facts")).into_iter().filter(|p| p.parent() == Some(&folder.join("facts")));
    data.map(|path| (name(&path), std::fs::read(&path).expect("reads"))).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_crash_after_any_step_leaves_a_readable_lake_and_the_next_call_completes_it() {
    for step in 0..5 {
        let (folder, lake) = lake().await;
        if step == 4 {
            lake.maintain(Micros(0), Duration::ZERO).await.expect("compacted files are erased from too");
        }
        let (table, persons) = (Arc::clone(&lake.facts), Arc::new(whose()));
        let on = table.load().await.expect("loads");
        // Left by crashes: a staging file of an older batch, an orphan that holds the person.
        let orphan =
            data(folder.path()).into_values().find(|bytes| bytes.windows(8).any(|w| w == GONE.0.to_le_bytes()));
        let orphan = orphan.unwrap_or_else(|| GONE.0.to_le_bytes().to_vec());
        std::fs::write(folder.path().join("facts/batch-000000000009-0.parquet#17"), &orphan).expect("writes");
        std::fs::write(folder.path().join("facts/_delta_log/00000000000000000009.json#18"), &orphan).expect("writes");
        if step == 0 {
            write(Arc::clone(&table), on, Arc::clone(&persons)).await.expect("writes what nobody refers to");
            assert_eq!(facts(&lake).await, by_id(all()), "nothing has happened for readers");
        } else {
            rewrite(&table, &persons).await.expect("commits");
            let on = table.load().await.expect("loads");
            if step >= 2 {
                checkpoint(&table, &on).await.expect("makes one");
            }
            if step >= 3 {
                forget_log(&table, &on).expect("deletes");
            }
            assert_eq!(facts(&lake).await, by_id(left()));
        }
        drop((lake, table));
        assert!(!traces(folder.path()).is_empty(), "step {step}: not done yet");
        let lake = Lake::open(folder.path()).await.expect("readable");
        lake.erase(whose()).await.expect("completes");
        assert_eq!(facts(&lake).await, by_id(left()), "step {step}");
        assert_eq!(traces(folder.path()), Vec::<String>::new(), "step {step}");
        assert_eq!(lake.erased().await.expect("reads"), (all().len() - left().len()) as u64);
        sound(folder.path()).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn another_process_sees_it_at_once_however_much_of_the_log_it_missed() {
    for missed in [0, 3] {
        let (folder, lake) = lake().await;
        let other = Lake::open(folder.path()).await.expect("opens");
        for k in BATCHES + 1..=BATCHES + missed {
            lake.seal(k, Vec::new()).await.expect("seals");
        }
        lake.erase(whose()).await.expect("erases");
        let Snapshot { k, .. } = other.snapshot().await.expect("a snapshot");
        assert_eq!(k, BATCHES + missed);
        assert_eq!(facts(&other).await, by_id(left()));
    }
}

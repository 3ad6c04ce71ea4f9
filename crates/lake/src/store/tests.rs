//! The order of syncs (RELIABILITY T1), watched through recorded file operations.

use super::{Disk, FileOps, SyncedStore};
use crate::{Lake, MetricRows};
use banso_domain::facts::Fact;
use banso_kernel::{AccountId, Day, FactId, Micros};
use std::collections::HashSet;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

/// One operation on the disk.
#[derive(Clone, Debug, PartialEq)]
enum Step {
    Write(PathBuf),
    SyncFile(PathBuf),
    Name { from: PathBuf, to: PathBuf },
    MakeDir(PathBuf),
    SyncDir(PathBuf),
}

/// Which sync a broken store leaves out.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
enum Planted {
    #[default]
    Nothing,
    NoFileSync,
    NoDirSync,
    NoSyncOfNewDirs,
}

#[derive(Debug, Default)]
struct Recorder {
    steps: Mutex<Vec<Step>>,
    planted: Planted,
}

impl Recorder {
    fn note(&self, step: Step) {
        self.steps.lock().expect("one test").push(step);
    }
}

impl FileOps for Recorder {
    fn write_new(&self, path: &Path, parts: &[&[u8]]) -> io::Result<()> {
        self.note(Step::Write(path.into()));
        Disk.write_new(path, parts)
    }
    fn sync_file(&self, path: &Path) -> io::Result<()> {
        if self.planted != Planted::NoFileSync {
            self.note(Step::SyncFile(path.into()));
        }
        Disk.sync_file(path)
    }
    fn link(&self, from: &Path, to: &Path) -> io::Result<()> {
        Disk.link(from, to)?;
        self.note(Step::Name { from: from.into(), to: to.into() });
        Ok(())
    }
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.note(Step::Name { from: from.into(), to: to.into() });
        Disk.rename(from, to)
    }
    fn remove(&self, path: &Path) -> io::Result<()> {
        Disk.remove(path)
    }
    fn create_dir(&self, path: &Path) -> io::Result<()> {
        self.note(Step::MakeDir(path.into()));
        Disk.create_dir(path)
    }
    fn sync_dir(&self, path: &Path) -> io::Result<()> {
        let new = self.steps.lock().expect("one test").last().is_some_and(|step| matches!(step, Step::MakeDir(_)));
        if !(self.planted == Planted::NoDirSync || self.planted == Planted::NoSyncOfNewDirs && new) {
            self.note(Step::SyncDir(path.into()));
        }
        Disk.sync_dir(path)
    }
}

/// What a power cut after the last step would take away, as far as the order of steps tells. Empty is durable.
fn at_risk(steps: &[Step]) -> Vec<String> {
    let mut content: HashSet<PathBuf> = HashSet::new(); // synced content, by the name it was written under
    let mut loose: Vec<(PathBuf, &str)> = Vec::new(); // names in folders that were not synced since
    let mut wrong = Vec::new();
    for step in steps {
        match step {
            Step::Write(path) => drop(content.remove(path)),
            Step::SyncFile(path) => drop(content.insert(path.clone())),
            Step::Name { from, to } => {
                if !content.contains(from) {
                    wrong.push(format!("{} was named before its content was on the disk", to.display()));
                }
                if let Some((dir, _)) = loose.iter().find(|(name, kind)| *kind == "folder" && to.starts_with(name)) {
                    wrong.push(format!("{} was put into a folder that may vanish: {}", to.display(), dir.display()));
                }
                loose.push((to.clone(), "file"));
            }
            Step::MakeDir(path) => loose.push((path.clone(), "folder")),
            Step::SyncDir(dir) => loose.retain(|(name, _)| name.parent() != Some(dir)),
        }
    }
    wrong.extend(loose.iter().map(|(name, kind)| format!("the name of the {kind} {} was not synced", name.display())));
    wrong
}

fn fact(n: u8) -> Fact {
    Fact {
        id: FactId([n; 16]),
        account: AccountId(i64::from(n % 7)),
        person: None,
        name: "login".into(),
        occurred_at: Micros(i64::from(n)),
        known_at: Micros(1000),
        value: None,
        props: String::new(),
        source: "test".into(),
    }
}

async fn steps_of_a_lakes_life(planted: Planted) -> Vec<Step> {
    let folder = tempfile::tempdir().expect("a folder");
    let recorder = Arc::new(Recorder { planted, ..Recorder::default() });
    let store = SyncedStore::with_ops(recorder.clone());
    let lake = Lake::open_in(&folder.path().join("new/lake"), &store).await.expect("opens");
    for k in 1..=3 {
        lake.seal(k, vec![fact(k as u8), fact(k as u8 + 10)]).await.expect("seals");
    }
    let on = lake.facts.load().await.expect("loads");
    deltalake::checkpoints::create_checkpoint(&on.table, None).await.expect("makes one");
    let mut metrics = lake.metric_writer(&["a".to_owned()]).expect("a writer");
    metrics.push(&MetricRows { account: AccountId(1), first: Day(0), columns: &[vec![1.0]] }).expect("takes");
    metrics.finish("").await.expect("writes");
    recorder.steps.lock().expect("one test").clone()
}

#[tokio::test]
async fn content_is_synced_before_its_name_and_the_name_before_done() {
    let steps = steps_of_a_lakes_life(Planted::Nothing).await;
    assert_eq!(at_risk(&steps), Vec::<String>::new());
    let named = |part: &str| {
        steps.iter().filter(|s| matches!(s, Step::Name { to, .. } if to.display().to_string().contains(part))).count()
    };
    assert!(named("facts/_delta_log/0000") >= 4, "three seals and the creation, all through the syncing store");
    assert_eq!(named("facts/batch-"), 3);
    assert_eq!((named(".checkpoint.parquet"), named("_last_checkpoint")), (1, 1));
    assert_eq!((named("metric_history/derived-"), named("metric_history/_delta_log/0000")), (1, 2));
}

#[tokio::test]
async fn the_check_above_notices_every_sync_that_is_left_out() {
    for planted in [Planted::NoFileSync, Planted::NoDirSync, Planted::NoSyncOfNewDirs] {
        let steps = steps_of_a_lakes_life(planted).await;
        assert!(!at_risk(&steps).is_empty(), "{planted:?} went unnoticed");
    }
}

#[tokio::test]
async fn a_name_is_taken_once_and_nothing_is_left_behind() {
    use deltalake::logstore::object_store::{ObjectStore, PutMode, PutOptions, PutPayload, path::Path as Location};
    let folder = tempfile::tempdir().expect("a folder");
    let store = SyncedStore::new();
    let location = Location::from_absolute_path(folder.path().join("日本 語/x.json")).expect("a path");
    let put = |text: &'static str, mode| {
        let (store, location) = (store.clone(), location.clone());
        async move { store.put_opts(&location, PutPayload::from_static(text.as_bytes()), PutOptions::from(mode)).await }
    };
    put("first", PutMode::Create).await.expect("free");
    assert!(put("second", PutMode::Create).await.is_err());
    let file = folder.path().join("日本 語/x.json");
    assert_eq!(std::fs::read_to_string(&file).expect("there"), "first");
    put("third", PutMode::Overwrite).await.expect("replaces");
    assert_eq!(std::fs::read_to_string(&file).expect("there"), "third");
    assert_eq!(std::fs::read_dir(folder.path().join("日本 語")).expect("there").count(), 1);
}

#[test]
fn nothing_else_makes_an_unsynced_store() {
    let sources = Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("crates").to_owned();
    let mut folders = vec![sources];
    let mut makers = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).expect("a folder").flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|e| e == "rs") && !path.ends_with("store/tests.rs") {
                let text = std::fs::read_to_string(&path).expect("text");
                if text.contains("LocalFileSystem::new")
                    || text.contains("DeltaTableBuilder::from") && !text.contains("with_storage_backend")
                {
                    makers.push(path.file_name().expect("a name").to_owned());
                }
            }
        }
    }
    assert_eq!(makers, ["synced.rs"]);
}

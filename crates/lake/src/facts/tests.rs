//! Sealing under races, and splits that must not matter.

use super::account::Which;
use super::scan::Scan;
use super::seal::{Sealed, seal_on};
use crate::{Lake, LakeError};
use banso_domain::facts::Fact;
use banso_kernel::{AccountId, FactId, Micros, PersonId};
use proptest::prelude::*;
use std::time::Duration;

/// What a scan shows of a fact.
type Row = (i64, i64, i64, String, Option<u64>, String);

fn row(fact: &Fact) -> Row {
    let person = fact.person.map_or(0, |p| p.0);
    (fact.account.0, fact.occurred_at.0, person, fact.name.clone(), fact.value.map(f64::to_bits), fact.props.clone())
}

async fn scanned(lake: &Lake, what: Scan) -> Vec<Row> {
    let snapshot = lake.snapshot().await.expect("a snapshot");
    let mut rows = Vec::new();
    let mut last = i64::MIN;
    lake.scan(&snapshot, what, &mut |run| {
        assert!(run.account.0 >= last, "accounts are ascending over runs");
        assert!(run.occurred_at.is_sorted(), "moments are ascending in a run");
        last = run.account.0;
        for at in 0..run.len() {
            let value = run.value.get(at).copied().unwrap_or(f64::NAN);
            rows.push((
                run.account.0,
                run.occurred_at[at],
                run.person[at],
                run.names[run.name[at] as usize].clone(),
                (!value.is_nan()).then(|| value.to_bits()),
                run.props.get(at).map_or(String::new(), |code| run.props_texts[*code as usize].clone()),
            ));
        }
    })
    .await
    .expect("scans");
    rows.sort();
    rows
}

/// Five days, so that the facts spread over four months.
const STEP: i64 = 5 * 86_400_000_000;

fn facts() -> impl Strategy<Value = Vec<Fact>> {
    let one = (
        0i64..6,
        prop::option::of(1i64..4),
        prop::sample::select(vec!["login", "ticket", "売上"]),
        0i64..20,
        0i64..3,
        prop::option::of(-3i32..3),
        prop::sample::select(vec!["", r#"{"a":1}"#, r#"{"plan":"大"}"#]),
    );
    prop::collection::vec(one, 0..60).prop_map(|facts| {
        let made = facts.into_iter().enumerate().map(|(n, (account, person, name, at, late, value, props))| Fact {
            id: FactId::of(&[&n.to_le_bytes()]),
            account: AccountId(account),
            person: person.map(PersonId),
            name: name.to_owned(),
            occurred_at: Micros(at * STEP),
            known_at: Micros((at + late) * STEP),
            value: value.map(f64::from),
            props: props.to_owned(),
            source: "test".to_owned(),
        });
        made.collect()
    })
}

fn by_content(facts: &[Fact], keep: impl Fn(&Fact) -> bool) -> Vec<Row> {
    let mut rows: Vec<Row> = facts.iter().filter(|fact| keep(fact)).map(row).collect();
    rows.sort();
    rows
}

fn run<T>(work: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .expect("a runtime")
        .block_on(work)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn any_split_into_batches_and_inbox_scans_the_same(
        facts in facts(),
        cuts in prop::collection::vec(0usize..60, 0..6),
        inbox_from in 0usize..60,
        by in 0i64..24,
        from in 0i64..6,
        maintain in any::<bool>(),
    ) {
        run(async {
            let folder = tempfile::tempdir().expect("a folder");
            let lake = Lake::open(folder.path()).await.expect("opens");
            let inbox_from = inbox_from.min(facts.len());
            let mut cuts: Vec<usize> = cuts.into_iter().map(|cut| cut.min(inbox_from)).chain([0, inbox_from]).collect();
            cuts.sort_unstable();
            for (at, cut) in cuts.windows(2).enumerate() {
                lake.seal(at as i64 + 1, facts[cut[0]..cut[1]].to_vec()).await.expect("seals");
            }
            if maintain {
                lake.maintain(Micros(0), Duration::ZERO).await.expect("maintains");
            }
            let inbox = facts[inbox_from..].to_vec();
            let all = Scan { values: true, props: true, inbox: inbox.clone().into(), ..Scan::default() };
            assert_eq!(scanned(&lake, all).await, by_content(&facts, |_| true));
            let some = Scan {
                values: true,
                props: true,
                known_by: Some(Micros(by * STEP)),
                accounts: AccountId(from)..=AccountId(from + 1),
                time: None,
                inbox: inbox.clone().into(),
            };
            let expected = by_content(&facts, |f| f.known_at.0 <= by * STEP && (from..=from + 1).contains(&f.account.0));
            assert_eq!(scanned(&lake, some).await, expected);
            let time = Micros(from * STEP)..Micros((from + 3) * STEP);
            let recent = Scan { values: true, props: true, time: Some(time.clone()), inbox: inbox.into(), ..Scan::default() };
            let in_time = |row: &Row| time.contains(&Micros(row.1));
            let came: Vec<Row> = scanned(&lake, recent).await.into_iter().filter(in_time).collect();
            assert_eq!(came, by_content(&facts, |f| time.contains(&f.occurred_at)));
            let snapshot = lake.snapshot().await.expect("a snapshot");
            assert_eq!(snapshot.rows(), inbox_from as u64);
            let mut pieces = Vec::new();
            for accounts in snapshot.ranges(3) {
                pieces.extend(scanned(&lake, Scan { values: true, props: true, accounts, ..Scan::default() }).await);
            }
            pieces.sort();
            assert_eq!(pieces, by_content(&facts[..inbox_from], |_| true));
            for account in (0..6).map(AccountId) {
                let which = Which { names: vec!["ticket".into(), "売上".into()], time: Some(Micros(3 * STEP)..Micros(15 * STEP)), limit: Some(4) };
                for which in [Which::default(), which] {
                    let mut expected: Vec<Fact> =
                        facts[..inbox_from].iter().filter(|f| f.account == account && which.takes(f)).cloned().collect();
                    expected.sort_by_key(|f| (f.occurred_at, f.id));
                    expected.drain(..expected.len().saturating_sub(which.limit.unwrap_or(usize::MAX)));
                    assert_eq!(lake.facts_of(&snapshot, account, &which).await.expect("reads"), expected);
                }
            }
        });
    }
}

fn some_facts(k: i64, rows: u64, accounts: u64) -> Vec<Fact> {
    (0..rows)
        .map(|n| Fact {
            id: FactId::of(&[&k.to_le_bytes(), &n.to_le_bytes()]),
            account: AccountId((n % accounts) as i64),
            person: Some(PersonId(n as i64 + 1)),
            name: format!("name.{}", n % 11),
            occurred_at: Micros(k * 1_000 + (n * 7919 % 1_000) as i64),
            known_at: Micros(0),
            value: Some(n as f64),
            props: format!(r#"{{"n":{}}}"#, n % 1_000),
            source: "test".into(),
        })
        .collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_batch_is_sealed_once_and_gaps_are_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    let lake = Lake::open(folder.path()).await.expect("opens");
    assert_eq!(lake.sealed().await.expect("reads"), 0);
    assert!(matches!(lake.seal(2, some_facts(2, 10, 3)).await, Err(LakeError::LostCommits { found: 0, asked: 2, .. })));
    assert!(matches!(lake.seal(1, some_facts(1, 10, 3)).await, Ok(Sealed::Now { version: 1 })));
    assert_eq!(lake.seal(1, some_facts(1, 10, 3)).await.expect("no error"), Sealed::Already);
    assert!(matches!(lake.seal(2, Vec::new()).await, Ok(Sealed::Now { version: 2 })));
    assert_eq!(lake.seal(1, some_facts(1, 10, 3)).await.expect("no error"), Sealed::Already);
    let again = Lake::open(folder.path()).await.expect("opens again");
    assert_eq!(again.sealed().await.expect("reads"), 2);
    assert_eq!(again.snapshot().await.expect("a snapshot").rows(), 10);
}

#[tokio::test(flavor = "multi_thread")]
async fn sealers_with_stale_views_never_double_a_batch() {
    let folder = tempfile::tempdir().expect("a folder");
    let lakes = [Lake::open(folder.path()).await.expect("opens"), Lake::open(folder.path()).await.expect("opens")];
    for k in 1..=5 {
        // Both look, then both commit on what they saw.
        let stale = [lakes[0].facts.load().await.expect("loads"), lakes[1].facts.load().await.expect("loads")];
        let [a, b] = stale;
        let (a, b) = tokio::join!(
            seal_on(&lakes[0].facts, a, k, some_facts(k, 20, 4)),
            seal_on(&lakes[1].facts, b, k, some_facts(k, 20, 4)),
        );
        let outcomes = [a.expect("no error"), b.expect("no error")];
        assert_eq!(outcomes.iter().filter(|sealed| **sealed == Sealed::Already).count(), 1, "batch {k}: {outcomes:?}");
        let snapshot = lakes[0].snapshot().await.expect("a snapshot");
        assert_eq!((snapshot.k, snapshot.rows()), (k, 20 * k as u64));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sealer_and_maintenance_at_once_lose_and_double_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    let lake = Lake::open(folder.path()).await.expect("opens");
    let other = Lake::open(folder.path()).await.expect("opens");
    let sealing = async {
        for k in 1..=24 {
            lake.seal(k, some_facts(k, 30, 5)).await.expect("seals");
        }
    };
    let maintaining = async {
        for _ in 0..12 {
            other.maintain(Micros(0), Duration::from_secs(3600)).await.expect("maintains");
            tokio::task::yield_now().await;
        }
    };
    tokio::join!(sealing, maintaining);
    other.maintain(Micros(0), Duration::from_secs(3600)).await.expect("maintains");
    let snapshot = lake.snapshot().await.expect("a snapshot");
    assert_eq!((snapshot.k, snapshot.rows()), (24, 24 * 30));
    assert!(snapshot.files().len() < 24, "files were merged: {}", snapshot.files().len());
    assert_eq!(scanned(&lake, Scan::default()).await.len(), 24 * 30);
    let sealed: Vec<_> =
        (1..=24).map(|k| crate::check::SealedBatch { k, rows: 30, done: true, version: None }).collect();
    let found = crate::check::check(folder.path(), Some(&sealed)).await;
    assert!(found.iter().all(|f| f.severity == crate::check::Severity::Good), "{found:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn maintenance_deletes_what_is_replaced_and_an_old_snapshot_reads_until_then() {
    let folder = tempfile::tempdir().expect("a folder");
    let lake = Lake::open(folder.path()).await.expect("opens");
    for k in 1..=8 {
        lake.seal(k, some_facts(k, 3_000, 7)).await.expect("seals");
    }
    let old = lake.snapshot().await.expect("a snapshot");
    let before = lake.facts_of(&old, AccountId(3), &Which::default()).await.expect("reads");
    let now = Micros(4_000_000_000_000_000); // long after the files were written
    let kept = lake.maintain(Micros(0), Duration::ZERO).await.expect("maintains");
    assert_eq!((kept.merged, kept.into, kept.deleted), (8, 1, 0));
    assert_eq!(lake.facts_of(&old, AccountId(3), &Which::default()).await.expect("still reads"), before);
    let swept = lake.maintain(now, Duration::ZERO).await.expect("maintains");
    assert_eq!((swept.merged, swept.deleted), (0, 8));
    let new = lake.snapshot().await.expect("a snapshot");
    assert_eq!(lake.facts_of(&new, AccountId(3), &Which::default()).await.expect("reads"), before);
    let reopened = Lake::open(folder.path()).await.expect("opens");
    assert_eq!(reopened.sealed().await.expect("reads"), 8);
    assert_eq!(scanned(&reopened, Scan::default()).await.len(), 24_000);
}

#[tokio::test(flavor = "multi_thread")]
async fn compacted_files_hold_one_month_each() {
    let folder = tempfile::tempdir().expect("a folder");
    let lake = Lake::open(folder.path()).await.expect("opens");
    let mut all = Vec::new();
    for k in 1..=6 {
        let mut batch = some_facts(k, 400, 20);
        for (n, fact) in batch.iter_mut().enumerate() {
            fact.occurred_at = Micros(n as i64 % 90 * 86_400_000_000 + k);
        }
        all.extend(batch.iter().cloned());
        lake.seal(k, batch).await.expect("seals");
    }
    let done = lake.maintain(Micros(0), Duration::ZERO).await.expect("maintains");
    assert_eq!((done.merged, done.into), (6, 3), "January, February and March of 1970");
    assert_eq!(scanned(&lake, Scan { values: true, props: true, ..Scan::default() }).await, by_content(&all, |_| true));
    let february = Micros(35 * 86_400_000_000)..Micros(36 * 86_400_000_000);
    let found = scanned(&lake, Scan { time: Some(february), ..Scan::default() }).await;
    assert!(found.iter().all(|row| (31..59).contains(&(row.1 / 86_400_000_000))), "other months are not read");
    assert!(!found.is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_great_many_small_batches_are_read_like_a_few() {
    let folder = tempfile::tempdir().expect("a folder");
    let lake = Lake::open(folder.path()).await.expect("opens");
    let mut all = Vec::new();
    for k in 1..=60 {
        let batch = some_facts(k, 40, 9);
        all.extend(batch.iter().cloned());
        lake.seal(k, batch).await.expect("seals");
    }
    assert_eq!(scanned(&lake, Scan { values: true, props: true, ..Scan::default() }).await, by_content(&all, |_| true));
    let done = lake.maintain(Micros(0), Duration::ZERO).await.expect("maintains");
    assert_eq!((done.merged, done.into), (60, 1));
    assert_eq!(scanned(&lake, Scan { values: true, props: true, ..Scan::default() }).await, by_content(&all, |_| true));
}

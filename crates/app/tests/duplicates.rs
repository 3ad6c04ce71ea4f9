//! The same events again and again (RELIABILITY test 10): in other batches, with another `sentAt`, before and after they
//! went to the lake and were compacted there, days and weeks later, from another source, with other content.
//!
//! 60,000 events; `BANSO_DUPLICATES` says how many otherwise (1,000,000 in the figures of docs/reliability.md).

use banso_app::App;
use banso_app::ingest::{Call, Gate, SourceTerms, read};
use banso_kernel::{Clock, Micros};
use banso_testbed::Counter;
use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

const DAY: i64 = 24 * 3_600_000_000;
/// 2026-11-22T05:05:00Z.
const NOW: i64 = 1_795_323_900_000_000;
/// Events of a request.
const BATCH: usize = 500;

struct Hand(AtomicI64);

impl Clock for Hand {
    fn now(&self) -> Micros {
        Micros(self.0.load(Ordering::SeqCst))
    }
}

/// The numbers below `n` in another order for each `round`.
fn shuffled(n: u64, round: u64) -> impl Iterator<Item = u64> {
    // A multiplication by a number that shares no factor with n goes through all of them.
    let common = |mut a: u64, mut b: u64| {
        while b > 0 {
            (a, b) = (b, a % b);
        }
        a
    };
    let step = (7_919 + 2 * round..).find(|step| common(*step, n) == 1).expect("there is one");
    (0..n).map(move |place| (place * step + round * 31) % n)
}

fn event(n: u64, name: &str) -> String {
    format!(
        "{{\"type\":\"track\",\"messageId\":\"m{n}\",\"userId\":\"u{}\",\"event\":\"{name}\",\
         \"timestamp\":\"2026-11-20T{:02}:{:02}:00Z\",\"context\":{{\"groupId\":\"a{}\"}}}}",
        n % 500,
        n % 24,
        n % 60,
        n % 50
    )
}

async fn send(app: &Arc<App>, gate: &Arc<Gate>, numbers: impl Iterator<Item = u64>, name: &str, sent: u64) {
    let numbers: Vec<u64> = numbers.collect();
    for batch in numbers.chunks(BATCH) {
        let events: Vec<String> = batch.iter().map(|n| event(*n, name)).collect();
        let sent = format!("2026-11-22T04:{:02}:{:02}Z", sent / 60 % 60, sent % 60);
        let body = format!("{{\"sentAt\":\"{sent}\",\"batch\":[{}]}}", events.join(","));
        let now = app.clock.now();
        let delivery = read(Call::Batch, body.as_bytes(), now).expect("reads");
        let room = app.room(body.len()).expect("there is room");
        app.ingest(Arc::clone(gate), delivery.events, now, room).await.expect("taken");
    }
}

async fn counts(app: &App) -> BTreeMap<(i64, String), i64> {
    let mut counts = BTreeMap::new();
    for count in app.state.ingest_counts(banso_kernel::Day(0)).await.expect("reads") {
        *counts.entry((count.source, count.outcome)).or_default() += count.events;
    }
    counts
}

#[tokio::test(flavor = "multi_thread")]
async fn whatever_is_sent_again_counts_once() {
    let n: u64 = std::env::var("BANSO_DUPLICATES").map_or(60_000, |text| text.parse().expect("a number"));
    let folder = tempfile::tempdir().expect("a folder");
    let clock = Arc::new(Hand(AtomicI64::new(NOW)));
    let app = App::open(folder.path(), clock.clone(), Arc::new(Counter::default())).await.expect("opens");
    let app = Arc::new(app);
    let terms = SourceTerms { browser: false, makes_accounts: true, per_minute: None };
    let (one, key) = app.make_source("one", terms, None).await.expect("a source");
    let first = app.gate(&key).await.expect("reads").expect("a gate");

    // The first half goes to the lake while the second half comes, some of the first once more among it.
    let half = n / 2;
    send(&app, &first, shuffled(half, 0), "login", 0).await;
    app.seal(&|_| {}).await.expect("seals");
    send(&app, &first, shuffled(n, 1), "login", 7).await;
    for sealed in [false, true] {
        if sealed {
            app.seal(&|_| {}).await.expect("seals and compacts");
        }
        send(&app, &first, shuffled(n, 2 + u64::from(sealed)), "login", 100).await;
    }
    // Long after the rows have left the inbox.
    for days in [8, 40] {
        clock.0.store(NOW + days * DAY, Ordering::SeqCst);
        app.seal(&|_| {}).await.expect("clears what the lake has had for a day");
        send(&app, &first, shuffled(n / 10, 4), "login", 200).await;
    }
    // The first content stands.
    send(&app, &first, shuffled(n / 20, 5), "logout", 0).await;
    // Another source has ids of its own.
    let (two, key) = app.make_source("two", terms, None).await.expect("a source");
    let second = app.gate(&key).await.expect("reads").expect("a gate");
    send(&app, &second, shuffled(n / 20, 6), "login", 0).await;
    app.seal(&|_| {}).await.expect("seals");

    let in_lake = app.lake.snapshot().await.expect("reads").rows();
    assert_eq!(in_lake, n + n / 20);
    assert_eq!(app.state.facts_count().await.expect("counts"), in_lake);
    let counts = counts(&app).await;
    let of = |source: i64, end: &str| counts.get(&(source, end.to_owned())).copied().unwrap_or(0).unsigned_abs();
    assert_eq!(of(one, "taken"), n);
    assert_eq!(of(one, "already"), half + 2 * n + 2 * (n / 10));
    assert_eq!(of(one, "other-content"), n / 20);
    assert_eq!((of(two, "taken"), of(two, "already")), (n / 20, 0));
}

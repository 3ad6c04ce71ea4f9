//! What tests of use cases share.
#![allow(clippy::print_stdout)]

use crate::{App, Place};
use banso_domain::accounts::Account;
use banso_domain::facts::Fact;
use banso_kernel::{AccountId, Clock, Entropy, FactId, Micros};
use banso_state::{AccountKeys, Change};
use banso_testbed::Postgres;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicU8, Ordering};

/// 2026-01-05, always.
struct Still;

impl Clock for Still {
    fn now(&self) -> Micros {
        Micros(1_767_571_200_000_000)
    }
}

/// Counts instead of being random.
struct Counting(AtomicU8);

impl Entropy for Counting {
    fn fill(&self, bytes: &mut [u8]) {
        bytes.iter_mut().for_each(|byte| *byte = self.0.fetch_add(1, Ordering::Relaxed));
    }
}

/// An application in a new folder.
pub(crate) async fn app() -> (tempfile::TempDir, App) {
    let folder = tempfile::tempdir().expect("a folder");
    let app = App::open(folder.path(), Arc::new(Still), Arc::new(Counting(AtomicU8::new(1)))).await.expect("opens");
    (folder, app)
}

/// A new folder whose state a PostgreSQL server has, and an application in it; none, with the reason printed, where
/// PostgreSQL is not installed. The server runs as long as it is held.
pub(crate) async fn app_with_server() -> Option<(tempfile::TempDir, Place, Arc<Postgres>, App)> {
    let server = match Postgres::shared() {
        Ok(server) => server,
        Err(reason) => {
            println!("skipped: {reason}");
            return None;
        }
    };
    let folder = tempfile::tempdir().expect("a folder");
    let place = Place::new(folder.path(), Some(&server.database())).expect("an address");
    let entropy = Arc::new(Counting(AtomicU8::new(1)));
    let app = App::open(place.clone(), Arc::new(Still), entropy).await.expect("opens");
    Some((folder, place, server, app))
}

/// Shows what it is set to.
struct Hand(Arc<AtomicI64>);

impl Clock for Hand {
    fn now(&self) -> Micros {
        Micros(self.0.load(Ordering::Relaxed))
    }
}

/// An application in a new folder, and the clock that it reads.
pub(crate) async fn app_at(now: Micros) -> (tempfile::TempDir, App, Arc<AtomicI64>) {
    let folder = tempfile::tempdir().expect("a folder");
    let clock = Arc::new(AtomicI64::new(now.0));
    let entropy = Arc::new(Counting(AtomicU8::new(1)));
    let app = App::open(folder.path(), Arc::new(Hand(Arc::clone(&clock))), entropy).await.expect("opens");
    (folder, app, clock)
}

/// An account with `count` facts in the inbox.
pub(crate) async fn some_facts(app: &App, count: u8) -> AccountId {
    let account = Account::bare("A-1");
    let keys = AccountKeys::of(&account);
    let change = Change { at: app.clock.now(), by: None, cause: "test".to_owned() };
    let mut tx = app.state.begin().await.expect("begins");
    let account = tx.put_accounts(&[(account, keys)], &change).await.expect("writes").1[0];
    tx.commit().await.expect("commits");
    more_facts(app, account, 0..count).await;
    account
}

/// Facts of an account, one for each number.
pub(crate) async fn more_facts(app: &App, account: AccountId, numbers: std::ops::Range<u8>) {
    let now = app.clock.now();
    let fact = |n: u8| Fact {
        id: FactId([n; 16]),
        account,
        person: None,
        name: "login".to_owned(),
        occurred_at: Micros(now.0 - i64::from(n)),
        known_at: now,
        value: None,
        props: String::new(),
        source: "test".to_owned(),
    };
    let facts: Vec<Fact> = numbers.map(fact).collect();
    let mut tx = app.state.begin().await.expect("begins");
    tx.accept_facts(&facts).await.expect("takes");
    tx.commit().await.expect("commits");
}

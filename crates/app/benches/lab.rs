//! The lab: `cargo xtask bench` runs it and prints what it says.
//!
//! `lab DIR` makes a workspace of 10,000 accounts with 40 metrics and a year and a half of facts in an empty folder, and asks
//! of twelve month ends whether a model foretold who would leave: the first time, when what was known then has to be
//! computed, and again from what is kept. A line of JSON says how long these took, and how long reading the same twelve
//! days of all metrics took. The folder is emptied at the end.

#![allow(
    clippy::print_stdout,
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a program that measures and prints"
)]

use banso_app::lab::Ask;
use banso_app::{App, Principal};
use banso_domain::accounts::Account;
use banso_domain::contracts::{Contract, Ringi};
use banso_domain::facts::Fact;
use banso_domain::members::Role;
use banso_domain::metrics::MetricSet;
use banso_domain::templates;
use banso_kernel::{AccountId, Clock, Currency, Day, FactId, Lang, MemberId, Micros, Money, Zone};
use banso_state::{AccountKeys, Change};
use banso_testbed::Drawn;
use std::fmt::Write as _;
use std::path::Path;
use std::sync::Arc;
use std::time::Instant;

const ACCOUNTS: usize = 10_000;
const METRICS: usize = 40;
/// Days with facts.
const DAYS: i32 = 540;
/// Facts of a day.
const FACTS: u64 = 4_000;
const TODAY: Day = Day(20_605);
const RUNS: usize = 5;
const NAMES: [&str; 4] = ["login", "feature.used", "data.imported", "ticket"];
const MICROS_OF_DAY: i64 = 86_400_000_000;

struct Noon;

impl Clock for Noon {
    fn now(&self) -> Micros {
        Micros(Zone::tokyo().start_of(TODAY).0 + MICROS_OF_DAY / 2)
    }
}

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    match arguments.as_slice() {
        // A word without a folder is the name of a test, which `cargo test NAME` gives to benches too.
        [dir] if Path::new(dir).is_absolute() => runtime.block_on(measure(Path::new(dir))),
        // `cargo test --all-targets` runs every bench once: nothing to do without data.
        _ => println!("lab: nothing asked for"),
    }
}

async fn measure(dir: &Path) {
    let app = App::open(dir, Arc::new(Noon), Arc::new(Drawn::new(1))).await.unwrap();
    let accounts = prepare(&app).await;
    let zone = Zone::tokyo();
    for ago in (1..=DAYS).rev() {
        send(&app, &accounts, &zone, TODAY - ago).await;
    }
    app.seal(&|_| {}).await.unwrap();
    app.rebuild(&|_| {}).await.unwrap();
    let who =
        Principal {
            member: MemberId(1), role: Role::Manager, lang: Lang::Ja, name: "佐藤 葵".to_owned(), past: None
        };
    let ask = Ask::default();
    let start = Instant::now();
    let page = app.back_test(&who, ask, None, None).await.unwrap();
    let first = start.elapsed().as_secs_f64();
    let (mut again, mut reads) = (Vec::new(), Vec::new());
    for _ in 0..RUNS {
        let start = Instant::now();
        let known = app.known_then(&page.days).await.unwrap();
        reads.push(start.elapsed().as_secs_f64());
        drop(known);
        let start = Instant::now();
        let _ = app.back_test(&who, ask, None, None).await.unwrap();
        again.push(start.elapsed().as_secs_f64());
    }
    let start = Instant::now();
    let _ = app.which_metric_matters(&who, ask).await.unwrap();
    let matter = start.elapsed().as_secs_f64();
    let line = serde_json::json!({
        "accounts": ACCOUNTS,
        "metrics": METRICS,
        "days": page.days.len(),
        "facts": DAYS as u64 * FACTS,
        "looks": page.found.counts.rows(),
        "events": page.found.counts.events,
        "first": first,
        "again": median(again),
        "read": median(reads),
        "matter": matter,
    });
    println!("{line}");
    drop(app);
    std::fs::remove_dir_all(dir).unwrap();
}

fn median(mut times: Vec<f64>) -> f64 {
    times.sort_by(f64::total_cmp);
    times[times.len() / 2]
}

/// The shipped metrics, and as many more as make [`METRICS`].
fn metrics() -> String {
    let mut text = templates::METRICS.to_owned();
    for n in MetricSet::parse(&text).unwrap().metrics.len()..METRICS {
        let (name, window) = (NAMES[n % NAMES.len()], 5 + n);
        let _ = writeln!(
            text,
            "\n[[metric]]\nid = \"more_{n}\"\nname = {{ ja = \"ほか{n}\", en = \"More {n}\" }}\nkind = \"count\"\n\
             fact = \"{name}\"\nwindow = {window}"
        );
    }
    text
}

async fn prepare(app: &App) -> Vec<AccountId> {
    let now = app.clock.now();
    let mut tx = app.state.begin().await.unwrap();
    let accounts: Vec<_> = (1..=ACCOUNTS)
        .map(|n| {
            let (name, plan) = (format!("株式会社{n}"), ["Light", "Standard", "Enterprise"][n % 3].to_owned());
            let account =
                Account { name, plan, signed_up_on: Some(TODAY - 600), ..Account::bare(&format!("A-{n:05}")) };
            let keys = AccountKeys::of(&account);
            (account, keys)
        })
        .collect();
    let change = Change { at: now, by: None, cause: "bench".to_owned() };
    let (_, ids) = tx.put_accounts(&accounts, &change).await.unwrap();
    let contracts: Vec<Contract> = ids.iter().map(|id| contract(*id)).collect();
    tx.put_contracts(&contracts, &change).await.unwrap();
    tx.commit().await.unwrap();
    let _ = app.publish_as(None, &metrics(), "bench").await.unwrap();
    ids
}

/// A fifth of the accounts leave at some time of the last 500 days.
fn contract(account: AccountId) -> Contract {
    let leaves = account.0 % 5 == 0;
    Contract {
        key: format!("C-{account}"),
        account,
        product: "pro".to_owned(),
        monthly: Money { minor: 10_000 + account.0 % 97 * 1_000, currency: Currency::JPY },
        starts_on: TODAY - 600,
        ends_on: Some(if leaves { TODAY - (account.0 * 7 % 500) as i32 } else { TODAY + 300 }),
        auto_renew: true,
        decline_by: None,
        ringi: Ringi::None,
        decider: String::new(),
    }
}

async fn send(app: &App, accounts: &[AccountId], zone: &Zone, day: Day) {
    let fact = |n: u64| {
        let hash = blake3::hash(&[n.to_le_bytes(), i64::from(day.0).to_le_bytes()].concat());
        let random = u128::from_le_bytes(hash.as_bytes()[..16].try_into().unwrap());
        let occurred_at = Micros(zone.start_of(day).0 + (random >> 60) as i64 % MICROS_OF_DAY);
        Fact {
            id: FactId(random.to_le_bytes()),
            account: accounts[(random % accounts.len() as u128) as usize],
            person: None,
            name: NAMES[(random >> 20) as usize % NAMES.len()].to_owned(),
            occurred_at,
            known_at: occurred_at,
            value: None,
            props: String::new(),
            source: "bench".to_owned(),
        }
    };
    let facts: Vec<Fact> = (0..FACTS).map(fact).collect();
    let mut tx = app.state.begin().await.unwrap();
    tx.accept_facts(&facts).await.unwrap();
    tx.commit().await.unwrap();
}

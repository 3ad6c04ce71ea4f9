//! An incremental day over a workspace: `cargo xtask bench` runs it and prints what it says.
//!
//! `day DIR` computes everything as of yesterday, takes 200,000 new facts (1 % of them of earlier days) and goes on to
//! today; then it takes one fact more. A line of JSON says how long each took. The facts stay in the workspace.

#![allow(
    clippy::print_stdout,
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a program that measures and prints"
)]

use banso_app::App;
use banso_app::history::CaughtUp;
use banso_domain::facts::Fact;
use banso_kernel::{Clock, Day, FactId, Micros};
use banso_testbed::Drawn;
use std::path::Path;
use std::sync::Arc;
use std::time::Instant;

/// Facts of the day.
const FACTS: usize = 200_000;
/// One in so many is late, by up to so many days.
const LATE: (usize, usize) = (100, 30);
const NAMES: [&str; 4] = ["login", "feature.used", "data.imported", "ticket"];
const MICROS_OF_DAY: i64 = 86_400_000_000;

struct Now;

impl Clock for Now {
    fn now(&self) -> Micros {
        let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap();
        Micros(since.as_micros() as i64)
    }
}

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    match arguments.as_slice() {
        // A word without a folder is the name of a test, which `cargo test NAME` gives to benches too.
        [dir] if Path::new(dir).is_absolute() => runtime.block_on(measure(Path::new(dir))),
        // `cargo test --all-targets` runs every bench once: nothing to do without data.
        _ => println!("day: nothing asked for"),
    }
}

async fn measure(dir: &Path) {
    // Other bytes in each run, so that the same workspace takes new facts again.
    let nonce = Now.now().0.unsigned_abs();
    let app = App::open(dir, Arc::new(Now), Arc::new(Drawn::new(nonce))).await.unwrap();
    let zone = app.workspace().await.unwrap().zone;
    let today = zone.day_of(Now.now()) - 1;
    app.look_at(Some(today - 1)).await.unwrap();
    // What an earlier run has left.
    app.seal(&|_| {}).await.unwrap();
    let start = Instant::now();
    let whole = app.rebuild(&|_| {}).await.unwrap();
    let rebuild = start.elapsed().as_secs_f64();

    let accounts: Vec<_> = app.state.accounts_all().await.unwrap().iter().map(|row| row.id).collect();
    let fact = |n: usize| {
        let random = u128::from_le_bytes(
            blake3::hash(&(u128::from(nonce) + n as u128).to_le_bytes()).as_bytes()[..16].try_into().unwrap(),
        );
        let late = if n.is_multiple_of(LATE.0) { 1 + ((random >> 40) % LATE.1 as u128) as i64 } else { 0 };
        let of_day = ((random >> 60) % MICROS_OF_DAY as u128) as i64;
        Fact {
            id: FactId(random.to_le_bytes()),
            account: accounts[(random % accounts.len() as u128) as usize],
            person: None,
            name: NAMES[(random >> 20) as usize % NAMES.len()].to_owned(),
            occurred_at: Micros(zone.start_of(today).0 - late * MICROS_OF_DAY + of_day),
            known_at: Now.now(),
            value: None,
            props: String::new(),
            source: "bench".to_owned(),
        }
    };
    let facts: Vec<Fact> = (0..FACTS).map(fact).collect();
    send(&app, &facts).await;
    drop(facts);

    app.look_at(Some(today)).await.unwrap();
    let before = memory("VmRSS:");
    let _ = std::fs::write("/proc/self/clear_refs", "5");
    let start = Instant::now();
    let done = app.catch_up_with_lake().await.unwrap();
    let day = start.elapsed().as_secs_f64();
    let peak = memory("VmHWM:");
    let CaughtUp::Days { accounts: dirty, account_days } = done else {
        panic!("everything was computed anew: {done:?}")
    };

    send(&app, &[fact(FACTS + 1)]).await;
    let start = Instant::now();
    let one = app.catch_up().await.unwrap();
    let single = start.elapsed().as_secs_f64();
    assert!(matches!(one, CaughtUp::Days { accounts: 1, .. }), "{one:?}");
    let line = serde_json::json!({
        "rebuild": rebuild,
        "account_days": whole.account_days,
        "facts": whole.facts,
        "day": day,
        "dirty_accounts": dirty,
        "dirty_account_days": account_days,
        "memory_mb": peak.saturating_sub(before),
        "single": single,
        "to": Day::to_string(&whole.to),
    });
    println!("{line}");
}

async fn send(app: &App, facts: &[Fact]) {
    let mut tx = app.state.begin().await.unwrap();
    tx.accept_facts(facts).await.unwrap();
    tx.commit().await.unwrap();
}

/// Megabytes, from the kernel.
fn memory(what: &str) -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with(what)).unwrap_or_default();
    line.split_whitespace().nth(1).and_then(|kb| kb.parse::<u64>().ok()).unwrap_or(0) / 1024
}

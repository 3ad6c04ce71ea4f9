//! How many facts a second the inbox takes: `cargo run -p banso-state --example bench_inbox -- 200000`, with the word
//! `postgres` behind it on a server of its own (it need not be running).
//! Prints the time on the clock and the processor time of all threads: the second one is fair on a busy machine.
#![allow(clippy::print_stdout, clippy::disallowed_methods)]

use banso_domain::accounts::Account;
use banso_domain::facts::Fact;
use banso_kernel::{FactId, Micros, PersonId};
use banso_state::{AccountKeys, Change, Database, State};
use banso_testbed::{Counter, Postgres};
use std::sync::Arc;
use std::time::Instant;

/// Seconds of processor time that this process has used so far, where the system tells (Linux).
fn processor() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields = stat.rsplit(')').next().unwrap_or_default().split_whitespace();
    fields.skip(11).take(2).filter_map(|ticks| ticks.parse::<f64>().ok()).sum::<f64>() / 100.0
}

/// Runs `work`; tells how long it took for `count` facts.
async fn measured<T>(name: &str, count: i64, work: impl Future<Output = T>) -> T {
    let (start, before) = (Instant::now(), processor());
    let done = work.await;
    let (seconds, processor) = (start.elapsed().as_secs_f64(), processor() - before);
    let a_second = count as f64 / processor.max(0.01);
    println!("{name}: {count} facts in {seconds:.2} s, {processor:.2} s of processor = {a_second:.0} a second");
    done
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let count: i64 = std::env::args().nth(1).map_or(Ok(200_000), |text| text.parse())?;
    let folder = tempfile::tempdir()?;
    let server = std::env::args().nth(2).is_some_and(|word| word == "postgres").then(Postgres::start).transpose()?;
    let database = match &server {
        Some(server) => Database::server(&server.database(), folder.path()).ok_or("an address")?,
        None => Database::File(folder.path().join("state.db")),
    };
    let state = State::open_to_write(database, Arc::new(Counter::default())).await?;
    println!("{}", state.version().await?);
    let account = Account::bare("a");
    let change = Change { at: Micros(1), by: None, cause: "bench".into() };
    let mut tx = state.begin().await?;
    let (_, ids) = tx.put_accounts(&[(account, AccountKeys::default())], &change).await?;
    tx.commit().await?;
    let facts: Vec<Fact> = (0..count)
        .map(|n| Fact {
            id: FactId::of(&[b"bench", &n.to_le_bytes()]),
            account: ids[0],
            person: Some(PersonId(n % 5_000 * 7_919)),
            name: "login".into(),
            occurred_at: Micros(1_700_000_000_000_000 + n * 1_000),
            known_at: Micros(1_700_000_000_000_000),
            value: Some(n as f64 / 10.0),
            props: String::new(),
            source: "import:usage".into(),
        })
        .collect();
    for round in ["new", "again"] {
        measured(round, count, async {
            for chunk in facts.chunks(20_000) {
                let mut tx = state.begin().await?;
                tx.accept_facts(chunk).await?;
                tx.commit().await?;
            }
            Ok::<_, banso_state::StateError>(())
        })
        .await?;
    }
    measured("read", count, state.inbox_after(0, i64::MAX)).await?;
    measured("next seal", count, state.next_seal(count, Micros(0))).await?;
    println!("{:?}", state.sizes().await?);
    Ok(())
}

//! How fast the lake takes and gives facts, in this build: `cargo run -p banso-lake --example scan_speed -- [FACTS]`.
#![allow(clippy::print_stdout, clippy::disallowed_methods, reason = "it measures")]

use banso_domain::facts::Fact;
use banso_kernel::{AccountId, FactId, Micros, PersonId};
use banso_lake::{Lake, Scan, Which};
use std::time::{Duration, Instant};

const BATCH: u64 = 250_000;
const ACCOUNTS: u64 = 10_000;
const DAY: i64 = 86_400_000_000;

fn fact(n: u64) -> Fact {
    // A cheap scramble: facts come in order of time, from all accounts.
    let mix = n.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    Fact {
        id: FactId::of(&[&n.to_le_bytes()]),
        account: AccountId((mix >> 20) as i64 % ACCOUNTS as i64 + 1),
        person: (mix % 10 > 0).then_some(PersonId((mix % (ACCOUNTS * 20)) as i64 * 7_919 + 1)),
        name: format!("feature.{}", mix % 40),
        occurred_at: Micros(n as i64 * (540 * DAY / 20_000_000)),
        known_at: Micros(560 * DAY),
        value: (mix % 3 == 0).then_some((mix % 100) as f64),
        props: if mix % 4 == 0 {
            format!(r#"{{"plan":"{}","screen":"{}"}}"#, mix % 3, mix % 50)
        } else {
            String::new()
        },
        source: "demo".to_owned(),
    }
}

fn rate(what: &str, facts: u64, took: Duration) {
    eprintln!(
        "{what}: {:.2} s, {:.2} million facts a second",
        took.as_secs_f64(),
        facts as f64 / took.as_secs_f64() / 1e6
    );
}

async fn scan(lake: &Lake, what: &str, scan: Scan) -> Result<(), Box<dyn std::error::Error>> {
    let snapshot = lake.snapshot().await?;
    let (mut facts, mut batches, mut sum) = (0, 0, 0.0);
    let started = Instant::now();
    lake.scan(&snapshot, scan, &mut |batch| {
        facts += batch.len() as u64;
        batches += 1;
        sum += batch.value.iter().filter(|value| !value.is_nan()).sum::<f64>();
    })
    .await?;
    rate(what, facts, started.elapsed());
    eprintln!("   {batches} batches, {} files, checksum {sum}", snapshot.ranges(1).len());
    Ok(())
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let facts: u64 = std::env::args().nth(1).map_or(Ok(2_000_000), |n| n.parse())?;
    let folder = tempfile::tempdir()?;
    let lake = Lake::open(folder.path()).await?;
    let (mut making, mut sealing) = (Duration::ZERO, Duration::ZERO);
    for k in 0..facts.div_ceil(BATCH) {
        let started = Instant::now();
        let batch: Vec<Fact> = (k * BATCH..facts.min((k + 1) * BATCH)).map(fact).collect();
        making += started.elapsed();
        let started = Instant::now();
        lake.seal(k as i64 + 1, batch).await?;
        sealing += started.elapsed();
    }
    rate("making facts", facts, making);
    rate("sealing", facts, sealing);
    scan(&lake, "scanning overlapping files", Scan::default()).await?;
    let started = Instant::now();
    eprintln!("{:?}", lake.maintain(Micros(0), Duration::ZERO).await?);
    rate("compacting", facts, started.elapsed());
    for what in ["scanning", "scanning again"] {
        scan(&lake, what, Scan::default()).await?;
    }
    scan(&lake, "scanning with properties", Scan { props: true, ..Scan::default() }).await?;
    scan(&lake, "scanning as known then", Scan { known_by: Some(Micros(560 * DAY)), ..Scan::default() }).await?;
    let started = Instant::now();
    let snapshot = lake.snapshot().await?;
    let found: usize = {
        let mut found = 0;
        for account in 1..=100 {
            found += lake.facts_of(&snapshot, AccountId(account * 97), &Which::default()).await?.len();
        }
        found
    };
    eprintln!("one account: {:.2} ms ({} facts)", started.elapsed().as_secs_f64() * 10.0, found / 100);
    let started = Instant::now();
    Lake::open(folder.path()).await?;
    eprintln!("opening: {:.2} ms", started.elapsed().as_secs_f64() * 1000.0);
    let bytes: u64 =
        std::fs::read_dir(folder.path().join("facts"))?.flatten().filter_map(|f| Some(f.metadata().ok()?.len())).sum();
    eprintln!("bytes a fact (before and after compaction together): {:.1}", bytes as f64 / facts as f64);
    Ok(())
}

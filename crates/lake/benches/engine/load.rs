//! The yardstick's data as facts in a lake.

use banso_domain::facts::Fact;
use banso_kernel::{AccountId, FactId, Micros, PersonId};
use banso_lake::Lake;
use std::path::Path;
use std::time::Duration;

/// First second of the data: 2024-01-02 (UTC), 365 days before 2025-01-01.
const START: i64 = 1_735_689_600 - 365 * 86_400;
/// Seconds of the data.
const YEAR: u32 = 365 * 86_400;
/// Seconds between a fact and the same one the next time.
const SHIFT: u32 = 2_345_678;
/// Facts of a batch.
const BATCH: usize = 500_000;

/// What the yardstick calls its events; the rest stands for facts of the shipped metrics.
const NAMES: [&str; 5] = ["login", "report_viewed", "export_done", "invite_sent", "api_call"];
const OTHERS: [&str; 11] = [
    "feature.used",
    "data.imported",
    "goal.set",
    "integration.connected",
    "touch",
    "survey",
    "ticket",
    "content.viewed",
    "mail.opened",
    "event.attended",
    "community.posted",
];

fn numbers(path: &Path) -> Vec<u32> {
    let bytes = std::fs::read(path).unwrap();
    bytes.chunks_exact(4).map(|four| u32::from_le_bytes(four.try_into().unwrap())).collect()
}

/// Puts each `thin`th fact into the lake, `times` times: again at other seconds of the year, as other facts.
pub async fn load(from: &Path, to: &Path, thin: usize, times: usize) {
    let [accounts, users, moments] = ["acc.bin", "usr.bin", "ts.bin"].map(|name| numbers(&from.join(name)));
    let events = std::fs::read(from.join("ev.bin")).unwrap();
    let lake = Lake::open(to).await.unwrap();
    let places: Vec<usize> = (0..accounts.len()).step_by(thin).collect();
    let batches = (0..times).flat_map(|time| places.chunks(BATCH).map(move |batch| (time, batch)));
    let there = lake.sealed().await.unwrap() as usize;
    for (k, (time, batch)) in batches.enumerate().skip(there) {
        let one = |&at: &usize| {
            let second = (moments[at] + time as u32 * SHIFT) % YEAR;
            fact((time * accounts.len() + at) as u64, accounts[at], users[at], events[at], second)
        };
        lake.seal(k as i64 + 1, batch.iter().map(one).collect()).await.unwrap();
    }
    // As many nights as it takes.
    loop {
        let done = lake.maintain(Micros(0), Duration::from_secs(3600)).await.unwrap();
        println!("{} facts, {} files into {}", places.len() * times, done.merged, done.into);
        if done.merged == 0 {
            return;
        }
    }
}

fn fact(row: u64, account: u32, user: u32, event: u8, second: u32) -> Fact {
    let name = match NAMES.get(usize::from(event)) {
        Some(name) => *name,
        None => OTHERS[usize::from(event) % OTHERS.len()],
    };
    let props = match (name, row % 4) {
        ("feature.used", 0) => r#"{"feature":"report"}"#,
        ("feature.used", 1) => r#"{"feature":"api"}"#,
        ("ticket", 0) => r#"{"priority":"urgent"}"#,
        _ => "",
    };
    let occurred_at = Micros((START + i64::from(second)) * 1_000_000);
    Fact {
        id: FactId::of(&[b"bench", &row.to_le_bytes()]),
        account: AccountId(i64::from(account) + 1),
        person: Some(PersonId(key(user))),
        name: name.to_owned(),
        occurred_at,
        known_at: occurred_at,
        value: matches!(name, "survey" | "data.imported" | "feature.used").then_some((row % 11) as f64),
        props: props.to_owned(),
        source: "bench".to_owned(),
    }
}

/// Keys of people are random and have no sign bit.
fn key(user: u32) -> i64 {
    let mut x = u64::from(user).wrapping_add(0x9E37_79B9_7F4A_7C15);
    x = (x ^ (x >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    x = (x ^ (x >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    ((x ^ (x >> 31)) >> 1) as i64 | 1
}

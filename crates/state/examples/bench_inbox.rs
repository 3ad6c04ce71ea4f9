//! How many facts a second the inbox takes: `cargo run -p banso-state --example bench_inbox -- 200000`.
#![allow(clippy::print_stdout)]

use banso_domain::accounts::Account;
use banso_domain::facts::Fact;
use banso_kernel::{AccountId, FactId, Micros, PersonId};
use banso_state::{AccountKeys, Change, State};
use std::time::Instant;

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let count: i64 = std::env::args().nth(1).map_or(Ok(200_000), |text| text.parse())?;
    let folder = tempfile::tempdir()?;
    let state = State::open(&folder.path().join("state.db")).await?;
    let account = Account {
        id: AccountId(0),
        key: "a".into(),
        name: "A".into(),
        kana: String::new(),
        domain: String::new(),
        corporate_number: String::new(),
        industry: String::new(),
        country: String::new(),
        plan: String::new(),
        phase: String::new(),
        signed_up_on: None,
        owner: None,
        memo: String::new(),
        attributes: Default::default(),
    };
    let change = Change { at: Micros(1), by: None, cause: "bench".into() };
    let mut tx = state.begin().await?;
    let (_, ids) = tx.put_accounts(&[(account, AccountKeys::default())], &change).await?;
    tx.commit().await?;
    let facts: Vec<Fact> = (0..count)
        .map(|n| Fact {
            id: FactId::of(&[b"bench", &n.to_le_bytes()]),
            account: ids[0],
            person: Some(PersonId(n * 7_919)),
            name: "login".into(),
            occurred_at: Micros(1_700_000_000_000_000 + n * 1_000),
            known_at: Micros(1_700_000_000_000_000),
            value: Some(n as f64 / 10.0),
            props: String::new(),
            source: "import:usage".into(),
        })
        .collect();
    for round in ["new", "again"] {
        let start = Instant::now();
        for chunk in facts.chunks(20_000) {
            let mut tx = state.begin().await?;
            tx.accept_facts(chunk).await?;
            tx.commit().await?;
        }
        let seconds = start.elapsed().as_secs_f64();
        println!(
            "{round}: {count} facts in {seconds:.2} s = {:.0} a second; {:?}",
            count as f64 / seconds,
            state.sizes()
        );
    }
    let start = Instant::now();
    let read = state.inbox_after(0, i64::MAX).await?.len();
    println!("read: {read} facts in {:.2} s", start.elapsed().as_secs_f64());
    Ok(())
}

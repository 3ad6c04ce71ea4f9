//! How long lists of people take: `cargo run -p banso-state --example bench_people -- 100000`, with the word `postgres`
//! behind it on a server of its own (it need not be running), where they are sealed.
#![allow(clippy::print_stdout, clippy::disallowed_methods)]

use banso_domain::accounts::Account;
use banso_domain::people::Person;
use banso_kernel::{AccountId, Micros, PersonId};
use banso_state::{AccountKeys, Change, Database, State};
use banso_testbed::{Counter, Postgres};
use std::sync::Arc;
use std::time::Instant;

async fn measured<T>(name: &str, work: impl Future<Output = T>) -> T {
    let start = Instant::now();
    let done = work.await;
    println!("{name}: {:.0} ms", start.elapsed().as_secs_f64() * 1_000.0);
    done
}

fn somebody(n: i64, account: AccountId) -> (Person, String) {
    let person = Person {
        family: format!("人{n}"),
        given: "花子".into(),
        email: format!("p{n}@example.jp"),
        phone: "03-1234-5678".into(),
        title: "部長".into(),
        ..Person::bare(PersonId(n + 1), account, &format!("P-{n}"))
    };
    let search = person.search_text();
    (person, search)
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let count: i64 = std::env::args().nth(1).map_or(Ok(100_000), |text| text.parse())?;
    let folder = tempfile::tempdir()?;
    let server = std::env::args().nth(2).is_some_and(|word| word == "postgres").then(Postgres::start).transpose()?;
    let database = match &server {
        Some(server) => Database::server(&server.database(), folder.path()).ok_or("an address")?,
        None => Database::File(folder.path().join("state.db")),
    };
    let entropy = Arc::new(Counter::default());
    let state = State::open_to_write(database.clone(), entropy.clone()).await?;
    let change = Change { at: Micros(1), by: None, cause: "bench".into() };
    let accounts: Vec<_> = (0..500).map(|n| (Account::bare(&format!("A-{n}")), AccountKeys::default())).collect();
    let mut tx = state.begin().await?;
    let (_, ids) = tx.put_accounts(&accounts, &change).await?;
    tx.commit().await?;
    let people: Vec<_> = (0..count).map(|n| somebody(n, ids[(n % 500) as usize])).collect();
    measured("made", async {
        let mut tx = state.begin().await?;
        tx.put_people(&people, &change).await?;
        tx.commit().await
    })
    .await?;
    let again = measured("opened again", State::open_to_write(database, entropy)).await?;
    for (name, asked) in [("search, found late", format!("p{}@", count - 1)), ("search, not found", "鷲".to_owned())] {
        println!("{}", measured(name, again.people_search(&asked, 8)).await?.len());
    }
    println!("{}", measured("people of an account", again.people_of(ids[7])).await?.len());
    println!("{}", measured("everybody", again.people_all()).await?.len());
    Ok(())
}

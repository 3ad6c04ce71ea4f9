//! New facts are in the lists within ten seconds, while the server runs: it computes only what they change.

use crate::browser::Driver;
use crate::page::Page;
use crate::server::Server;
use crate::shots::sign_in;
use std::fmt::Write;
use std::time::{Duration, Instant};

const MAPPING: &str = r#"kind = "facts"

[columns]
account = "account"
person = "person"

[rules]
source = "product"

[[fact]]
name = "event"
occurred_at = "at"
value = "value"
"#;

#[tokio::test(flavor = "multi_thread")]
async fn facts_that_come_while_the_server_runs_move_the_list_within_ten_seconds() {
    let Some(driver) = Driver::start() else { return };
    let server = Server::start("demo", &["--accounts", "40", "--as-of", "2026-11-20"]);
    let page = Page { driver: driver.browser("en").await, origin: server.origin.clone() };
    sign_in(&page, &server).await;
    let list = "/accounts?segment=at_risk&col=ranks&col=key";
    page.go(list).await;
    let cells = page
        .js("return [...document.querySelector('.accounts-table tbody tr').children].map((c) => c.innerText.trim())")
        .await;
    let cells: Vec<&str> = cells.as_array().expect("cells").iter().filter_map(|cell| cell.as_str()).collect();
    let key =
        cells.iter().find(|cell| cell.starts_with('A') && cell[1..].parse::<u32>().is_ok()).expect("a key").to_string();

    // Four weeks of daily use.
    let mut rows = String::from("account,person,at,event,value\n");
    for day in (1..=20).map(|day| format!("2026-11-{day:02}")) {
        for (event, value) in [("login", "1"), ("data.imported", "900"), ("integration.connected", "1")] {
            for person in 1..=3 {
                let _ = writeln!(rows, "{key},p{person},{day} 09:{person}0:00,{event},{value}");
            }
        }
    }
    let folder = tempfile::tempdir().expect("a folder");
    let (file, mapping) = (folder.path().join("use.csv"), folder.path().join("use.toml"));
    std::fs::write(&file, rows).expect("written");
    std::fs::write(&mapping, MAPPING).expect("written");
    let begun = Instant::now();
    let path = |path: &std::path::Path| path.display().to_string();
    server.beside("import", &[&path(&file), "--mapping", &path(&mapping)]);
    let imported = begun.elapsed();
    // The page that was open says so, and shows it when asked.
    page.until("!document.querySelector('.fresh').hidden").await;
    page.follow(".fresh a").await;
    assert_eq!(page.js("return document.querySelector('.fresh').hidden").await, serde_json::json!(true));
    // The account has left the list of those at risk.
    page.go(&format!("{list}&q={key}")).await;
    while page.js("return !!document.querySelector('.accounts-table tbody tr')").await == serde_json::json!(true) {
        assert!(begun.elapsed() < Duration::from_secs(10), "{key} is still at risk, {imported:?} for the import");
        tokio::time::sleep(Duration::from_millis(300)).await;
        page.go(&format!("{list}&q={key}")).await;
    }
    println!("moved {:?} after the import began, which took {imported:?}", begun.elapsed());
    page.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn events_that_a_product_sends_move_the_segment_of_their_account_within_ten_seconds() {
    let Some(driver) = Driver::start() else { return };
    // Up to today, as events are of now.
    let server = Server::start("demo", &["--accounts", "40"]);
    let page = Page { driver: driver.browser("en").await, origin: server.origin.clone() };
    sign_in(&page, &server).await;
    page.go("/accounts?segment=at_risk&col=ranks&col=key").await;
    let row = "document.querySelector('.accounts-table tbody tr')";
    let link = page.js(&format!("return {row}.querySelector('a[href^=\"/accounts/\"]').getAttribute('href')")).await;
    let account = link.as_str().expect("a link").split(['?', '#']).next().unwrap_or_default().to_owned();
    let cells = page.js(&format!("return [...{row}.children].map((c) => c.innerText.trim())")).await;
    let cells: Vec<&str> = cells.as_array().expect("cells").iter().filter_map(|cell| cell.as_str()).collect();
    let key = cells.iter().find(|cell| cell.starts_with('A') && cell[1..].parse::<u32>().is_ok()).expect("a key");
    page.go(&account).await;
    let segment = "return document.querySelector('.account-state .badge').innerText.trim()";
    let before = page.js(segment).await;

    // Four weeks of daily use, as a product catches up that had been offline.
    let write_key = server.key("Web app");
    let now = page.js("return Date.now()").await.as_f64().expect("a time");
    let time = |day: u32, person: u32| now - f64::from(day) * 86_400_000.0 - f64::from(person) * 60_000.0;
    let mut events = Vec::new();
    for day in 0..28 {
        for event in ["login", "data.imported", "integration.connected"] {
            for person in 1..=3 {
                events.push(serde_json::json!({
                    "type": "track", "messageId": format!("{event}-{day}-{person}"), "userId": format!("p{person}"),
                    "event": event, "timestamp": time(day, person) as i64, "properties": {"value": 900},
                    "context": {"groupId": key},
                }));
            }
        }
    }
    let begun = Instant::now();
    for batch in events.chunks(100) {
        server.send(&write_key, &serde_json::json!({ "batch": batch }).to_string());
    }
    let sent = begun.elapsed();
    page.until("!document.querySelector('.fresh').hidden").await;
    page.follow(".fresh a").await;
    while page.js(segment).await == before {
        assert!(begun.elapsed() < Duration::from_secs(10), "{key} is still {before}, {sent:?} for sending");
        tokio::time::sleep(Duration::from_millis(300)).await;
        page.go(&account).await;
    }
    println!("moved {:?} after the first event was sent, which took {sent:?} in all", begun.elapsed());
    page.close().await;
}

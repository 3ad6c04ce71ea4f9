//! Every page works without JavaScript and weighs less than 100 kB.

use crate::browser::Driver;
use crate::page::Page;
use crate::server::Server;
use crate::shots::{PAGES, paths, sign_in};
use serde_json::json;

#[tokio::test(flavor = "multi_thread")]
async fn pages_are_light_and_whole_without_scripts() {
    let Some(driver) = Driver::start() else { return };
    let server = Server::start("demo", &["--accounts", "60", "--as-of", "2026-11-20"]);
    let page = Page { driver: driver.browser("ja").await, origin: server.origin.clone() };
    sign_in(&page, &server).await;
    let places = paths(&page, PAGES).await;
    let mut found = Vec::new();
    for (name, path) in &places {
        page.go(path).await;
        // Bytes over the wire of the page with its style sheet and scripts, compressed or not as it was sent.
        let bytes = page
            .js("return [performance.getEntriesByType('navigation')[0].decodedBodySize, \
                 performance.getEntriesByType('resource').reduce((n, e) => n + e.decodedBodySize, 0)]")
            .await;
        let (html, rest) = (bytes[0].as_u64().unwrap_or(0), bytes[1].as_u64().unwrap_or(0));
        println!("{name}: {html} bytes of page, {rest} of style and scripts");
        if html == 0 || html > 100_000 {
            found.push(format!("{name}: {html} bytes"));
        }
    }
    page.cdp("Emulation.setScriptExecutionDisabled", json!({"value": true})).await;
    for (name, path) in &places {
        page.go(path).await;
        if let Err(source) = whole(&page).await {
            let seen: String = source.chars().take(2_000).collect();
            found.push(format!("{name}: not whole without scripts: {seen}"));
        }
    }
    // A filter is a form that the browser sends by itself.
    page.go("/accounts").await;
    page.fill("form input[name=q]", "商事").await;
    let field = page.see("form input[name=q]").await;
    field.send_keys(thirtyfour::Key::Enter + "").await.expect("Enter");
    tokio::time::sleep(std::time::Duration::from_secs(1)).await;
    assert!(page.place().await.contains("q=%E5%95%86%E4%BA%8B"), "{}", page.place().await);
    page.cdp("Emulation.setScriptExecutionDisabled", json!({"value": false})).await;
    page.close().await;
    assert!(found.is_empty(), "{}", found.join("\n"));
}

/// The page has its title and waits for nothing; else its text. Without scripts the driver cannot ask whether it is all
/// there, and reads what has come of it so far, with all ends closed.
async fn whole(page: &Page) -> Result<(), String> {
    let mut source = String::new();
    for _ in 0..100 {
        source = page.driver.source().await.expect("the page");
        if source.contains("<h1") && !source.contains("aria-busy=\"true\"") {
            return Ok(());
        }
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    Err(source)
}

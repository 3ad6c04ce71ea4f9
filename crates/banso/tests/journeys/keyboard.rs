//! RULES 26: a touch is recorded with three fields in twenty seconds, on a phone's width, by keyboard alone.

use crate::browser::Driver;
use crate::page::Page;
use crate::server::Server;
use crate::shots::{paths, sign_in};
use serde_json::json;
use std::time::{Duration, Instant};
use thirtyfour::prelude::{Key, TypingData};

/// Presses Tab until the focused element matches `css`; at most `most` times.
pub async fn tab_to(page: &Page, css: &str, most: usize) {
    for _ in 0..most {
        press(page, Key::Tab).await;
        if page.js(&format!("return document.activeElement.matches({css:?})")).await == json!(true) {
            return;
        }
    }
    page.fail(&format!("{css} is not reached with {most} times Tab")).await;
}

/// Presses keys one after the other.
pub async fn press(page: &Page, keys: impl Into<TypingData>) {
    let typed = page.driver.action_chain().send_keys(keys).perform().await;
    if let Err(error) = typed {
        page.fail(&format!("keys: {error}")).await;
    }
}

/// Logs a touch from the page of an account and says how long the keys took.
async fn log_touch(page: &Page, account: &str, text: &str) -> Duration {
    page.go(account).await;
    tab_to(page, "[data-dialog=touch]", 40).await;
    let begun = Instant::now();
    press(page, Key::Enter).await;
    page.until("document.querySelector('dialog#touch').open").await;
    // The first field has the focus already, or it is the next stop.
    if page.js("return document.activeElement.name || ''").await != json!("kind") {
        tab_to(page, "dialog [name=kind]", 4).await;
    }
    press(page, Key::Down).await;
    tab_to(page, "dialog [name=summary]", 3).await;
    press(page, text).await;
    tab_to(page, "dialog [type=submit]", 8).await;
    press(page, Key::Enter).await;
    page.until(&format!("!document.querySelector('dialog[open]') && document.body.innerText.includes({text:?})")).await;
    begun.elapsed()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_touch_takes_three_fields_and_the_keyboard() {
    let Some(driver) = Driver::start() else { return };
    let server = Server::start("demo", &["--accounts", "20"]);
    let page = Page { driver: driver.browser("ja").await, origin: server.origin.clone() };
    page.screen(390, 844, "light").await;
    sign_in(&page, &server).await;
    let account = paths(&page, &[("account", "{account}")]).await.remove(0).1;
    let took = log_touch(&page, &account, "更新の進め方を相談した").await;
    println!("a touch took {took:?} from the button to the page with it");
    assert!(took < Duration::from_secs(20));
    // Escape closes the dialog and the focus returns to the button that opened it.
    tab_to(&page, "[data-dialog=touch]", 40).await;
    press(&page, Key::Enter).await;
    page.until("document.querySelector('dialog#touch').open").await;
    press(&page, Key::Escape).await;
    page.until("!document.querySelector('dialog#touch').open").await;
    assert_eq!(page.js("return document.activeElement.matches('[data-dialog=touch]')").await, json!(true));
    page.close().await;
}

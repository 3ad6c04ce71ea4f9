//! J-23: Enter that confirms a conversion sends nothing, and keys pressed while composing are no shortcuts.

use crate::browser::Driver;
use crate::page::Page;
use crate::server::Server;
use crate::shots::{PAGES, paths, sign_in};
use serde_json::{Value, json};

/// Counts what would be sent, and keeps the page where it is.
const WATCH: &str = r"
window.__sent = [];
const note = (e) => { window.__sent.push(e.target.action); e.preventDefault(); e.stopImmediatePropagation(); };
addEventListener('submit', note, true);
HTMLFormElement.prototype.submit = function () { window.__sent.push('submit() ' + this.action); };
HTMLFormElement.prototype.requestSubmit = function () { window.__sent.push('requestSubmit() ' + this.action); };
window.__fields = [...document.querySelectorAll('input:not([type]),input[type=text],input[type=search],textarea')]
  .filter((f) => f.checkVisibility() && !f.readOnly && !f.disabled);
return window.__fields.length;
";

async fn key(page: &Page, kind: &str, code: i64) {
    let event = json!({"type": kind, "key": "Enter", "code": "Enter",
                       "windowsVirtualKeyCode": code, "nativeVirtualKeyCode": code});
    page.cdp("Input.dispatchKeyEvent", event).await;
}

/// Composes `text` as an IME does, confirms it with Enter, and says what was sent meanwhile.
async fn compose(page: &Page, text: &str, chosen: &str) -> Value {
    let length = text.chars().count();
    let begun = json!({"text": text, "selectionStart": length, "selectionEnd": length});
    page.cdp("Input.imeSetComposition", begun).await;
    key(page, "rawKeyDown", 229).await;
    // Chromium and Firefox: the key comes first, with isComposing; then the text.
    page.js("document.activeElement.dispatchEvent(new KeyboardEvent('keydown', \
         {key: 'Enter', isComposing: true, keyCode: 229, bubbles: true, cancelable: true})); return 1")
        .await;
    page.cdp("Input.insertText", json!({"text": chosen})).await;
    // Safari: composition ends before its key comes, which then only the code 229 tells apart.
    page.js("document.activeElement.dispatchEvent(new KeyboardEvent('keydown', \
         {key: 'Enter', keyCode: 229, bubbles: true, cancelable: true})); return 1")
        .await;
    key(page, "keyUp", 229).await;
    page.js("return window.__sent").await
}

#[tokio::test(flavor = "multi_thread")]
async fn composing_sends_nothing_and_is_no_shortcut() {
    let Some(driver) = Driver::start() else { return };
    let server = Server::start("demo", &["--accounts", "40", "--as-of", "2026-11-20"]);
    let page = Page { driver: driver.browser("ja").await, origin: server.origin.clone() };
    sign_in(&page, &server).await;
    let mut tried = 0;
    for (name, path) in paths(&page, PAGES).await {
        page.go(&path).await;
        let place = page.place().await;
        for index in 0..page.js(WATCH).await.as_u64().unwrap_or(0) {
            page.js(&format!("const f = window.__fields[{index}]; f.value = ''; f.focus(); return 1")).await;
            let sent = compose(&page, "せいきゅう", "請求").await;
            assert_eq!(sent, json!([]), "{name}: field {index} sent something while composing");
            let value = page.js(&format!("return window.__fields[{index}].value")).await;
            assert_eq!(value, json!("請求"), "{name}: field {index}");
            assert_eq!(page.place().await, place, "{name}: field {index} moved the page");
            tried += 1;
        }
    }
    assert!(tried >= 5, "only {tried} fields");
    shortcuts(&page).await;
    page.close().await;
}

/// `/` opens the search, but not from an IME and not inside a field.
async fn shortcuts(page: &Page) {
    page.go("/accounts").await;
    let press = |extra: &str| {
        format!(
            "document.activeElement.blur(); document.body.dispatchEvent(new KeyboardEvent('keydown', \
             {{key: '/', bubbles: true, cancelable: true, {extra}}})); \
             return document.activeElement.tagName"
        )
    };
    assert_eq!(page.js(&press("keyCode: 229")).await, json!("BODY"), "a key of the IME opened the search");
    assert_eq!(page.js(&press("isComposing: true")).await, json!("BODY"), "a composing key opened the search");
    assert_eq!(page.js(&press("keyCode: 191")).await, json!("INPUT"), "/ opens the search");
}

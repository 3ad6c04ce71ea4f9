//! RULES 40 and 10: what is tapped is large enough on a phone, pages are whole at 200 % zoom, and back leads to the
//! same row.

use crate::browser::Driver;
use crate::page::Page;
use crate::server::Server;
use crate::shots::{PAGES, paths, sign_in};
use serde_json::json;

/// Controls smaller than 44 × 44 px. A link in a sentence or a cell is as large as its line (WCAG 2.5.8), a check box
/// counts with its label, and a dense tool may be 36 px high when nothing else is within 44 px of its middle.
const SMALL: &str = r"
const out = [];
const box = (el) => el.getBoundingClientRect();
const seen = [...document.querySelectorAll('button, .button, summary, select, input:not([type=hidden]), textarea, nav a')]
  .filter((el) => el.checkVisibility() && box(el).width > 1 && !el.closest('.hidden, .skip'));
for (const el of seen) {
  const target = el.matches('[type=checkbox], [type=radio]') ? el.closest('label, .pick') ?? el : el;
  const r = box(target);
  if (r.height >= 43.5 && r.width >= 43.5) continue;
  const [x, y] = [r.left + r.width / 2, r.top + r.height / 2];
  const near = seen.filter((o) => o !== el && !target.contains(o)).map(box).some((o) =>
    o.left < x + 22 && o.right > x - 22 && o.top < y + 22 && o.bottom > y - 22);
  if (r.height >= 35.5 && !near) continue;
  out.push(el.tagName + '.' + el.className + ' ' + Math.round(r.width) + '×' + Math.round(r.height) + ' ' + (el.innerText || el.name || '').trim().slice(0, 20));
}
return [...new Set(out)];
";

const TEXT: &str = r"
const out = [];
for (const el of document.querySelectorAll('input:not([type=checkbox]):not([type=radio]):not([type=hidden]), select, textarea')) {
  if (el.checkVisibility() && parseFloat(getComputedStyle(el).fontSize) < 16) out.push(el.name + ' has small letters');
}
return [...new Set(out)];
";

/// What is cut off or makes the page scroll sideways.
const WIDE: &str = "const root = document.documentElement;\
    return root.scrollWidth > root.clientWidth ? ['page is ' + root.scrollWidth + ' wide on ' + root.clientWidth] : []";

#[tokio::test(flavor = "multi_thread")]
async fn a_finger_hits_and_twice_the_size_is_whole() {
    let Some(driver) = Driver::start() else { return };
    let server = Server::start("demo", &["--accounts", "40", "--as-of", "2026-11-20"]);
    let page = Page { driver: driver.browser("ja").await, origin: server.origin.clone() };
    sign_in(&page, &server).await;
    let mut found = Vec::new();
    // 200 % of a window 1280 px wide is a page 640 px wide.
    for (width, scripts) in
        [(390, [("small", SMALL), ("zooms in", TEXT)]), (640, [("too wide", WIDE), ("too wide", WIDE)])]
    {
        page.screen(width, 844, "light").await;
        for (name, path) in paths(&page, PAGES).await {
            page.go(&path).await;
            for (what, script) in scripts {
                for line in page.js(script).await.as_array().into_iter().flatten() {
                    found.push(format!("{name} at {width}: {what}: {line}"));
                }
            }
        }
    }
    page.close().await;
    found.dedup();
    assert!(found.is_empty(), "{} findings:\n{}", found.len(), found.join("\n"));
}

#[tokio::test(flavor = "multi_thread")]
async fn back_leads_to_the_same_row_and_a_row_is_edited_without_leaving() {
    let Some(driver) = Driver::start() else { return };
    let server = Server::start("demo", &["--accounts", "60", "--as-of", "2026-11-20"]);
    let page = Page { driver: driver.browser("ja").await, origin: server.origin.clone() };
    page.screen(1440, 900, "light").await;
    sign_in(&page, &server).await;
    page.go("/accounts?sort=-cmrr").await;
    page.js("document.querySelectorAll('.row-link')[40].scrollIntoView({block: 'center'}); return 1").await;
    let before = page.js("return Math.round(scrollY)").await;
    assert!(before.as_u64().is_some_and(|y| y > 500), "{before}");
    page.js("document.querySelectorAll('.row-link')[40].click(); return 1").await;
    page.until("location.pathname !== '/accounts' && document.readyState === 'complete'").await;
    page.js("history.back(); return 1").await;
    page.until(&format!("location.pathname === '/accounts' && Math.abs(scrollY - {before}) < 4")).await;

    // Edited in a dialog over the list, which then stands at the row.
    page.js("document.querySelectorAll('.edit-row')[40].click(); return 1").await;
    page.until("document.querySelector('dialog[open] [name=phase]')").await;
    assert_eq!(page.js("return location.pathname").await, json!("/accounts"), "the list is still there");
    page.fill("dialog [name=memo]", "更新は来月に決める").await;
    page.follow("dialog .button.primary").await;
    assert_eq!(page.place().await, "/accounts?sort=-cmrr");
    assert_eq!(page.js("return !!document.querySelector('tr:target')").await, json!(true));
    page.close().await;
}

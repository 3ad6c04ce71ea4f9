//! J-17: Japanese words are whole in buttons and heads, and no line starts with what must not start one.

use crate::browser::Driver;
use crate::page::Page;
use crate::server::Server;
use crate::shots::{PAGES, paths, sign_in};

const WORDS: &str = include_str!("words.txt");

/// Finds words of the list that are set over two lines in short texts.
const BROKEN: &str = r"
const words = arguments[0], out = [];
for (const box of document.querySelectorAll('h1,h2,h3,button,.button,th,label,legend,summary,nav a,.badge,.chip')) {
  const nodes = [], walk = document.createTreeWalker(box, NodeFilter.SHOW_TEXT);
  let text = '';
  while (walk.nextNode()) { nodes.push([text.length, walk.currentNode]); text += walk.currentNode.data; }
  const at = (i) => { const n = nodes.findLast((n) => n[0] <= i); return [n[1], i - n[0]]; };
  for (const word of words) {
    for (let i = text.indexOf(word); i >= 0; i = text.indexOf(word, i + 1)) {
      const range = document.createRange();
      range.setStart(...at(i));
      const [node, last] = at(i + word.length - 1);
      range.setEnd(node, last + 1);
      const rects = [...range.getClientRects()].filter((r) => r.width > 0.5);
      const lines = rects.filter((r, k) => k > 0 && r.left < rects[k - 1].left && r.top > rects[k - 1].top + 4);
      if (lines.length) out.push(word + ' in ' + box.tagName + ' ' + text.trim().slice(0, 40));
    }
  }
}
return [...new Set(out)];
";

/// Finds lines that start with a mark or small kana that must not start one (行頭禁則).
const STARTS: &str = r"
const bad = '。、」』）々ーぁぃぅぇぉっゃゅょァィゥェォッャュョ', out = [];
const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
const range = document.createRange();
const box = (node, i) => { range.setStart(node, i); range.setEnd(node, i + 1); return range.getClientRects()[0]; };
while (walk.nextNode()) {
  const node = walk.currentNode;
  for (let i = 1; i < node.data.length; i++) {
    if (!bad.includes(node.data[i])) continue;
    const a = box(node, i - 1), b = box(node, i);
    if (a && b && a.width > 0 && b.top > a.top + 4 && b.left < a.left) out.push(node.data.slice(Math.max(0, i - 8), i + 4));
  }
}
return out;
";

/// Finds what makes the page wider than the screen.
const WIDE: &str = r"
const wide = document.documentElement.clientWidth;
if (document.documentElement.scrollWidth <= wide) return [];
const out = [];
for (const el of document.body.querySelectorAll('*')) {
  const r = el.getBoundingClientRect();
  let inside = false;
  for (let p = el.parentElement; p; p = p.parentElement) if (getComputedStyle(p).overflowX !== 'visible') inside = true;
  if (!inside && r.right > wide + 1 && r.width > 0) out.push(el.tagName + '.' + el.className + ' to ' + Math.round(r.right));
}
return ['page is ' + document.documentElement.scrollWidth + ' wide', ...out.slice(0, 5)];
";

#[tokio::test(flavor = "multi_thread")]
async fn japanese_words_stay_whole_on_a_narrow_screen() {
    let Some(driver) = Driver::start() else { return };
    let words: Vec<&str> = WORDS.lines().filter(|word| word.chars().count() > 1).collect();
    assert!(words.len() >= 190, "{} words", words.len());
    let server = Server::start("demo", &["--accounts", "40", "--as-of", "2026-11-20"]);
    let page = Page { driver: driver.browser("ja").await, origin: server.origin.clone() };
    page.screen(390, 844, "light").await;
    sign_in(&page, &server).await;
    let mut found = Vec::new();
    for (name, path) in paths(&page, PAGES).await {
        page.go(&path).await;
        for (what, script) in [("broken", BROKEN), ("line starts", STARTS), ("too wide", WIDE)] {
            let list = page.driver.execute(script, vec![serde_json::json!(words)]).await.expect("a script");
            for line in list.json().as_array().into_iter().flatten() {
                found.push(format!("{name}: {what}: {line}"));
            }
        }
    }
    page.close().await;
    assert!(found.is_empty(), "{} findings:\n{}", found.len(), found.join("\n"));
}

#[tokio::test(flavor = "multi_thread")]
async fn no_english_page_is_wider_than_a_narrow_screen() {
    let Some(driver) = Driver::start() else { return };
    let server = Server::start("demo", &["--accounts", "40", "--as-of", "2026-11-20"]);
    let page = Page { driver: driver.browser("en").await, origin: server.origin.clone() };
    page.screen(390, 844, "light").await;
    sign_in(&page, &server).await;
    if page.js("return document.documentElement.lang").await != "en" {
        page.follow(".lang[value=en]").await;
    }
    let mut found = Vec::new();
    for (name, path) in paths(&page, PAGES).await {
        page.go(&path).await;
        for line in page.js(WIDE).await.as_array().into_iter().flatten() {
            found.push(format!("{name}: {line}"));
        }
    }
    page.close().await;
    assert!(found.is_empty(), "{} findings:\n{}", found.len(), found.join("\n"));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_layout_test_sees_a_broken_word() {
    let Some(driver) = Driver::start() else { return };
    let page = Page { driver: driver.browser("ja").await, origin: String::new() };
    let html = "data:text/html;charset=utf-8,<button style='width:3em;font-size:16px'>顧客を取り込む</button>\
                <p style='width:5em;font-size:16px;line-break:anywhere'>あいうえお。";
    page.go(html).await;
    let broken = page.driver.execute(BROKEN, vec![serde_json::json!(["取り込む", "顧客"])]).await.expect("a script");
    assert_eq!(broken.json().as_array().map(Vec::len), Some(1), "{}", broken.json());
    let starts = page.driver.execute(STARTS, vec![]).await.expect("a script");
    assert_eq!(starts.json().as_array().map(Vec::len), Some(1), "{}", starts.json());
    page.close().await;
}

//! A play, from its template to the touch on the timeline: a manager defines it, tries it on the past, is told what is
//! lacking, switches it on; its tasks come to *Today* and are finished by keyboard and by mouse. In both languages.

use crate::browser::Driver;
use crate::keyboard::{press, tab_to};
use crate::page::Page;
use crate::server::Server;
use crate::shots::{sign_in, sign_in_as};
use serde_json::json;
use std::time::{Duration, Instant};
use thirtyfour::prelude::Key;

/// The day that the demo shows, a Friday.
const DAY: &str = "2026-11-20";
/// A CSM of the demo, whom the administrator makes a manager.
const MANAGER: &str = "r.saeki@michishirube.example";
/// What the play asks for, in both languages.
const TITLES: [&str; 2] = ["使う目的を聞く", "ask what it is used for"];

/// The template as the manager changes it: another name, every day, for two accounts.
fn of_two_accounts(template: &str, keys: &[String]) -> String {
    let audience = format!("account.key in ['{}']", keys.join("', '"));
    [
        // The demo has a play of that id already.
        ("play = \"champion_gone_2\"", "play = \"first_call\""),
        ("推進者の後任を探す", "はじめの連絡"),
        ("\"Find a new champion\"", "\"First call\""),
        ("signal = \"champion_missing\"", "schedule = \"daily\""),
        ("account.cmrr > 0", &audience),
        ("後任の推進者を見つける", TITLES[0]),
        ("find a new champion\"", &format!("{}\"", TITLES[1])),
        ("due = 5", &format!("owner = \"{MANAGER}\"\ndue = 1")),
    ]
    .iter()
    .fold(template.to_owned(), |text, (from, to)| {
        assert!(text.contains(from), "{from} is no longer in the template:\n{text}");
        text.replacen(from, to, 1)
    })
}

/// The same with what is needed to switch it on (RULES 19).
fn ready(text: &str) -> String {
    let needed =
        format!("owner = \"{MANAGER}\"\nreview_on = 2026-12-20\nstop_on = 2027-02-20\nhold_out = 0.0\n\n[trigger]");
    text.replacen("[trigger]", &needed, 1)
}

/// Signs in as the manager, in `lang`.
async fn as_manager(page: &Page, server: &Server, lang: &str) {
    sign_in(page, server).await;
    page.go("/members").await;
    let row = format!("[...document.querySelectorAll('main tr')].find((row) => row.innerText.includes({MANAGER:?}))");
    // A drop-down sends its form by itself.
    page.js("window.__before = true; return 1").await;
    page.js(&format!(
        "const select = {row}.querySelector('[name=role]'); select.value = 'manager'; \
         select.dispatchEvent(new Event('change', {{ bubbles: true }})); return 1"
    ))
    .await;
    page.until("window.__before === undefined && document.readyState === 'complete'").await;
    page.click(".me").await;
    page.follow("form[action='/sign-out'] button").await;
    sign_in_as(page, MANAGER, &server.printed("password")).await;
    if page.js("return document.documentElement.lang").await != lang {
        page.follow(&format!(".lang[value={lang}]")).await;
    }
}

/// The two accounts that are worth most: address and key.
async fn accounts(page: &Page) -> Vec<(String, String)> {
    page.go("/accounts?sort=-cmrr&col=key").await;
    let rows = page
        .js("return [...document.querySelectorAll('.accounts-table tbody tr')].slice(0, 2).map((row) => \
             [row.querySelector('a[href^=\"/accounts/\"]').getAttribute('href').split(/[?#]/)[0], \
              [...row.children].map((cell) => cell.innerText.trim()).find((text) => /^A\\d+$/.test(text))])")
        .await;
    let rows: Vec<(String, String)> = serde_json::from_value(rows).expect("two accounts with their keys");
    assert_eq!(rows.len(), 2);
    rows
}

/// Types `text` as the definition and tries it on the past; what would have happened is shown.
async fn try_out(page: &Page, text: &str) {
    page.fill("#field-text", text).await;
    page.follow("button[name=then][value=try]").await;
    page.see("section.trial").await;
}

/// Publishes what was tried.
async fn publish(page: &Page, reason: &str) {
    page.fill("#field-reason", reason).await;
    page.follow("button[name=then][value=publish]").await;
    assert_eq!(page.place().await, "/plays/first_call");
    page.see(".toast").await;
}

/// The row of *Today* with the play's task for an account; as soon as it is there.
async fn task(page: &Page, account: &str) -> String {
    let row = format!(
        "[...document.querySelectorAll('.deed')].find((row) => row.querySelector('.deed-who a[href={account:?}]') && \
         {TITLES:?}.some((title) => row.innerText.includes(title)))"
    );
    let limit = Instant::now() + Duration::from_secs(20);
    loop {
        page.go("/today").await;
        if let Some(id) = page.js(&format!("return {row}?.id")).await.as_str() {
            return id.to_owned();
        }
        if Instant::now() > limit {
            page.fail(&format!("no task for {account}")).await;
        }
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
}

/// The next page is there, and on it, at once, the row is not.
async fn gone(page: &Page, row: &str) {
    page.until("window.__before === undefined && document.readyState === 'complete'").await;
    if !page.place().await.starts_with("/today") {
        page.fail("one is not back on Today").await;
    }
    assert_eq!(page.js(&format!("return !!document.getElementById({row:?})")).await, json!(false), "{row} is gone");
    page.see(".toast form[action*='/reopen']").await;
}

/// Finishes a task without touching the mouse.
async fn by_keyboard(page: &Page, row: &str, outcome: &str) {
    let rows = page.js("return document.querySelectorAll('.deed').length").await.as_u64().expect("rows");
    let here = format!("document.activeElement.closest('.deed')?.id === {row:?}");
    for _ in 0..rows {
        if page.js(&format!("return {here}")).await == json!(true) {
            break;
        }
        press(page, "j").await;
    }
    page.until(&here).await;
    press(page, "d").await;
    page.until("document.querySelector('dialog[open] form')").await;
    page.js("window.__before = true; return 1").await;
    // The first field has the focus already, or it is the next stop.
    if page.js("return document.activeElement.name || ''").await != json!("outcome") {
        tab_to(page, "dialog [name=outcome]", 4).await;
    }
    press(page, outcome).await;
    tab_to(page, "dialog [name=touch]", 3).await;
    press(page, " ").await;
    tab_to(page, "dialog form [type=submit], dialog form button:not([type])", 4).await;
    // Not as a chain of actions: it holds the key, and the driver presses it again on the page that comes meanwhile.
    let sent = page.see("dialog form button:focus").await.send_keys(Key::Enter).await;
    sent.expect("the key");
    gone(page, row).await;
    // The hands stay on the keys: the row that comes next has the focus.
    page.until("document.activeElement.matches('.deed-link')").await;
}

/// Finishes a task with the mouse.
async fn by_mouse(page: &Page, row: &str, outcome: &str) {
    page.click(&format!("#{row} [data-key=d]")).await;
    page.until("document.querySelector('dialog[open] form')").await;
    page.js("window.__before = true; return 1").await;
    page.fill("dialog [name=outcome]", outcome).await;
    page.click("dialog [name=touch][value=call]").await;
    page.click("dialog form [type=submit], dialog form button:not([type])").await;
    gone(page, row).await;
}

async fn template_to_touch(lang: &str) {
    let Some(driver) = Driver::start() else { return };
    let server = Server::start("demo", &["--accounts", "20", "--as-of", DAY]);
    let page = Page { driver: driver.browser(lang).await, origin: server.origin.clone() };
    as_manager(&page, &server, lang).await;
    let accounts = accounts(&page).await;
    let keys: Vec<String> = accounts.iter().map(|(_, key)| key.clone()).collect();

    // From a template to a text of one's own, tried on the past.
    page.go("/plays").await;
    page.follow("main a[href='/plays/new']").await;
    page.follow(".templates a[href*='template=champion_gone']").await;
    let template = page.js("return document.getElementById('field-text').value").await;
    let text = of_two_accounts(template.as_str().expect("a text"), &keys);
    try_out(&page, &text).await;
    for (account, _) in &accounts {
        page.see(&format!("section.trial a[href='{account}']")).await;
    }
    publish(&page, "はじめての連絡を忘れないため").await;

    // It cannot be switched on before all is said (RULES 19); then it says whom it is for and whom not (RULES 20).
    assert_eq!(page.js("return document.querySelectorAll('.lacks li').length").await, json!(4));
    assert_eq!(page.js("return !!document.querySelector('form[action$=\"/start\"]')").await, json!(false));
    page.follow(".head-action a[href$='/edit']").await;
    try_out(&page, &ready(&text)).await;
    publish(&page, "責任者、見直し日、止め時を決めた").await;
    page.go("/plays/first_call?part=inside").await;
    assert_eq!(page.js("return document.querySelectorAll('main table tbody tr').length").await, json!(2));
    page.go("/plays/first_call").await;
    page.follow("form[action$='/start'] button").await;
    page.see("form[action$='/stop']").await;

    // Its tasks are there, and what was done is gone in the same response (RULES 3).
    let outcomes = ["目的は月次の集計だった。来週、画面を一緒に見る。", "Monthly totals. We meet again next week."];
    let row = task(&page, &accounts[0].0).await;
    by_keyboard(&page, &row, outcomes[0]).await;
    let row = task(&page, &accounts[1].0).await;
    by_mouse(&page, &row, outcomes[1]).await;

    // What came of it is a touch of the account, and told by the play.
    for ((account, _), outcome) in accounts.iter().zip(outcomes) {
        page.go(&format!("{account}/timeline")).await;
        page.until(&format!("document.querySelector('.entries .own')?.innerText.includes({outcome:?})")).await;
    }
    page.go("/plays/first_call?part=runs").await;
    assert_eq!(
        page.js("return document.querySelectorAll('main table tbody a[href^=\"/tasks/\"]').length").await,
        json!(2)
    );
    page.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_play_leads_from_its_template_to_a_touch_in_japanese() {
    template_to_touch("ja").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_play_leads_from_its_template_to_a_touch_in_english() {
    template_to_touch("en").await;
}

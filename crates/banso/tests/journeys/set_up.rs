//! The first day: set up with the token that the console printed, sign in, bring two files, see who needs help, find
//! out why, and log the first touch. In both languages.

use crate::browser::Driver;
use crate::page::Page;
use crate::server::Server;
use std::fmt::Write;
use std::path::{Path, PathBuf};

const PASSWORD: &str = "tanuki-no-sanpo-42";

/// Accounts as a vendor might export them; `ja` decides the headings.
fn accounts(ja: bool) -> String {
    let head = if ja { "顧客ID,会社名,業種,登録日" } else { "account_id,company,industry,signed_up_on" };
    let names = [
        "株式会社青峰商事",
        "㈱ミナモ食品",
        "有限会社白瀬製作所",
        "緑ヶ丘物流株式会社",
        "Alderway Foods Ltd.",
        "医療法人松波会",
    ];
    names.iter().enumerate().fold(head.to_owned() + "\n", |mut text, (n, name)| {
        let _ = writeln!(text, "C{:02},{name},製造業,2026-0{}-01", n + 1, n + 1);
        text
    })
}

/// What their users did over ten weeks: the first account a lot, the last nearly nothing.
fn usage(ja: bool) -> String {
    let head = if ja {
        "顧客ID,日時,イベント,利用者ID,機能"
    } else {
        "account_id,occurred_at,event,user_id,feature"
    };
    let mut text = head.to_owned() + "\n";
    for account in 1..=6_i32 {
        for day in 0..70_i32 {
            let date = today() - 70 + day;
            if day % 7 == 0 {
                let _ = writeln!(text, "C{account:02},{date} 09:00,data.imported,u{account}0,");
            }
            for user in 0..(7 - account) / 2 {
                if (day + user) % (account * account) == 0 {
                    let _ = writeln!(text, "C{account:02},{date} 10:{user:02},login,u{account}{user},");
                    let feature = ["dashboard", "report", "export"][(day % 3) as usize];
                    let _ = writeln!(text, "C{account:02},{date} 11:{user:02},feature.used,u{account}{user},{feature}");
                }
            }
        }
    }
    text
}

fn file(folder: &Path, name: &str, text: &str) -> PathBuf {
    let path = folder.join(name);
    std::fs::write(&path, text).expect("a file");
    path
}

/// Brings one file through the pages: upload, plan with its questions, report until everything is computed.
/// The real day: the server under test runs by the real clock.
#[allow(clippy::disallowed_methods, reason = "a journey runs by the real clock")]
fn today() -> banso_kernel::Day {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).expect("after 1970");
    banso_kernel::Day((since.as_secs() / 86_400) as i32)
}

async fn import(page: &Page, path: &Path) {
    choose(page, path).await;
    take(page).await;
}

async fn choose(page: &Page, path: &Path) {
    page.go("/import/new").await;
    page.see("#field-file").await.send_keys(path.to_string_lossy()).await.expect("a file");
    page.follow("main form[enctype] button.primary").await;
    page.see("form.import-plan").await;
}

/// Uploads the accounts of the first day and says where their plan is.
pub async fn upload(page: &Page, ja: bool) -> String {
    let folder = tempfile::tempdir().expect("a folder");
    choose(page, &file(folder.path(), "accounts.csv", &accounts(ja))).await;
    page.place().await
}

/// Starts the import of the plan that is open, waits for its end, and says where the report is.
pub async fn take(page: &Page) -> String {
    // Whatever is ambiguous is asked; the first answer of each question will do here.
    page.js("document.querySelectorAll('form.import-plan [role=radiogroup]').forEach((group) => \
         group.querySelector('input').checked = true); return 1")
        .await;
    page.follow("form.import-plan button.primary").await;
    let report = page.place().await;
    for _ in 0..120 {
        if page.js("return !!document.querySelector('main progress, main [aria-live]')").await == false {
            return report;
        }
        tokio::time::sleep(std::time::Duration::from_millis(500)).await;
        page.go(&report).await;
    }
    page.fail("the import does not end").await
}

/// Sets the workspace up and is signed in.
pub async fn administrator(page: &Page, server: &Server) {
    let token = server.token();
    page.go(&format!("/set-up?token={token}")).await;
    page.fill("input[name=workspace]", "ミチシルベ").await;
    page.fill("input[name=name]", "髙橋 美咲").await;
    page.fill("input[name=mail]", "misaki@michishirube.example").await;
    page.fill("input[name=password]", PASSWORD).await;
    page.follow("main form button.primary").await;
}

async fn first_day(lang: &str) {
    let Some(driver) = Driver::start() else { return };
    let server = Server::start("serve", &[]);
    let folder = tempfile::tempdir().expect("a folder");
    let page = Page { driver: driver.browser(lang).await, origin: server.origin.clone() };
    let ja = lang == "ja";

    // Without the token nobody gets in; the printed link brings it.
    page.go("/").await;
    assert!(page.place().await.starts_with("/set-up"), "{}", page.place().await);
    assert_eq!(page.js("return document.documentElement.lang").await, lang);
    administrator(&page, &server).await;
    assert!(!page.place().await.starts_with("/set-up"), "set-up is over");

    // Sign out and in again.
    page.click(".me").await;
    page.follow("form[action='/sign-out'] button").await;
    page.go("/sign-in").await;
    page.fill("input[name=mail]", "misaki@michishirube.example").await;
    page.fill("input[name=password]", PASSWORD).await;
    page.follow("main form button.primary").await;

    import(&page, &file(folder.path(), "accounts.csv", &accounts(ja))).await;
    import(&page, &file(folder.path(), "usage.csv", &usage(ja))).await;

    // Distribution → list → account → the facts behind one unmet criterion.
    page.go("/overview").await;
    page.see("main a[href*='/accounts?']").await;
    page.follow("main a[href*='/accounts?'][href*='segment=at_risk']").await;
    // The third account logs in on some days of the last four weeks, but on too few.
    page.follow("main table a.row-link[href='/accounts/3']").await;
    let account = page.place().await;
    page.follow("main .facts-link[href*=login_days]").await;
    assert_eq!(page.js("return !!document.querySelector('main .empty')").await, false, "the facts are there");

    // The first touch.
    page.go(&account).await;
    page.click("[data-dialog=touch]").await;
    page.until("document.querySelector('dialog#touch').open").await;
    page.fill("dialog#touch [name=summary]", "使い方の説明会を約束した").await;
    page.follow("dialog#touch [type=submit]").await;
    page.until("document.body.innerText.includes('使い方の説明会を約束した')").await;
    page.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_first_day_in_japanese() {
    first_day("ja").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_first_day_in_english() {
    first_day("en").await;
}

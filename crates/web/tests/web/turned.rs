//! The workspace turned back to a day of the past: the day goes along from page to page, shows a colleague the same, and
//! nothing can be changed on the way.

use crate::accounts::fill;
use crate::site::Site;
use axum::http::StatusCode;
use banso_kernel::{Day, Micros};
use banso_state::{AccountKeys, Change};
use scraper::{Html, Selector};

const DAY: i64 = 86_400_000_000;

fn select(text: &str, selector: &str) -> Vec<String> {
    let html = Html::parse_document(text);
    let selector = Selector::parse(selector).expect("a selector");
    html.select(&selector).map(|found| found.text().collect::<String>().trim().to_owned()).collect()
}

/// The clock stands at 2026-11-22 in Tokyo. One account is a customer since 2026-01-01 and changes its phase today, another
/// since 2026-11-20.
async fn ready() -> (Site, crate::site::Browser, i64) {
    let (site, admin) = Site::ready().await;
    let ids = fill(&site).await;
    let mut tx = site.app.state.begin().await.expect("a transaction");
    let mut changed = Vec::new();
    for (id, since) in [(ids[0], "2026-01-01"), (ids[1], "2026-11-20")] {
        let mut account = site.app.state.account(id).await.expect("a state").expect("an account");
        account.signed_up_on = Day::parse_iso(since);
        changed.push((account.clone(), AccountKeys::of(&account)));
    }
    let change = Change { at: Micros(0), by: None, cause: "test".to_owned() };
    tx.put_accounts(&changed, &change).await.expect("accounts");
    tx.commit().await.expect("committed");
    site.app.rebuild(&|_| {}).await.expect("computed");
    let done = admin.post(&format!("/accounts/{}/phase", ids[0]), &[("phase", "定着")]).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER);
    (site, admin, ids[0].0)
}

#[tokio::test]
async fn a_day_of_the_past_shows_who_was_a_customer_then_as_they_were() {
    let (_site, admin, id) = ready().await;
    let phases = |text: &str| select(text, ".accounts-table tbody tr").join("|");
    let today = admin.open("/accounts?col=phase").await;
    assert!(phases(&today.text).contains("定着"), "{}", phases(&today.text));
    let past = admin.open("/accounts?col=phase&as_of=2026-11-10").await;
    assert_eq!(past.status, StatusCode::OK);
    assert!(phases(&past.text).contains("活用") && !phases(&past.text).contains("定着"), "{}", phases(&past.text));
    assert_eq!(select(&past.text, ".accounts-table tbody th").len(), 1, "the others were no customers yet");
    assert_eq!(select(&past.text, ".as-of.past").len(), 1, "the day is loud");
    assert!(select(&past.text, ".other-day").join("").contains("2026/11/10"));
    let account = admin.open(&format!("/accounts/{id}?as_of=2026-11-10")).await;
    assert!(account.text.contains("活用") && !account.text.contains("定着"));
    assert_eq!(select(&account.text, "form[method=post][action^='/accounts']").len(), 0, "nobody edits the past");
}

#[tokio::test]
async fn the_day_goes_along_from_page_to_page_until_the_reader_comes_back() {
    let (site, admin, _) = ready().await;
    let colleague = site.member(&admin, "viewer").await;
    admin.open("/accounts?as_of=2026-11-10.known").await;
    let next = admin.open("/overview?model=x").await;
    assert_eq!((next.status, next.to()), (StatusCode::SEE_OTHER, "/overview?model=x&as_of=2026-11-10.known"));
    // The form says day and knowledge by two fields, and keeps what else the address said.
    let asked = admin.open("/accounts?sort=-name&as_of=2026-11-12&as_of_known=1").await;
    assert_eq!(asked.to(), "/accounts?sort=-name&as_of=2026-11-12.known");
    let stays = admin.open("/tasks").await;
    assert_eq!(stays.to(), "/tasks?as_of=2026-11-12.known");
    let stays = admin.open("/tasks?as_of=2026-11-12.known&scope=1").await;
    let told = select(&stays.text, ".other-day").join("");
    assert!(told.contains("今日の状態"), "a page that shows today says so: {} {told}", stays.to());
    // A colleague who opens the link sees the same day.
    let theirs = colleague.open("/accounts?as_of=2026-11-12.known").await;
    assert!(select(&theirs.text, ".as-of.past").join("").contains("2026/11/12"));
    let back = admin.open("/accounts?sort=-name&as_of=today").await;
    assert_eq!(back.to(), "/accounts?sort=-name");
    assert_eq!(admin.open("/accounts").await.status, StatusCode::OK, "the day does not come along any more");
    assert_eq!(select(&admin.open("/accounts").await.text, ".as-of.past").len(), 0);
}

#[tokio::test]
async fn nothing_changes_while_a_day_of_the_past_is_shown_and_no_day_to_come_is() {
    let (site, admin, id) = ready().await;
    admin.get("/accounts?as_of=2026-11-10").await;
    let refused = admin.post(&format!("/accounts/{id}/phase"), &[("phase", "解約")]).await;
    assert_eq!(refused.status, StatusCode::CONFLICT, "{}", refused.text);
    assert!(refused.text.contains("今日に戻"), "{}", refused.text);
    let account = site.app.state.account(banso_kernel::AccountId(id)).await.expect("a state").expect("an account");
    assert_eq!(account.phase, "定着");
    assert_eq!(admin.post("/language", &[("lang", "en"), ("back", "/accounts")]).await.status, StatusCode::SEE_OTHER);
    admin.post("/language", &[("lang", "ja"), ("back", "/accounts")]).await;
    admin.open("/accounts?as_of=today").await;
    for other in ["2026-11-23", "2999-01-01", "1969-12-31", "yesterday"] {
        let page = admin.open(&format!("/accounts?as_of={other}")).await;
        assert_eq!(page.status, StatusCode::OK, "{other}");
        assert_eq!(select(&page.text, ".other-day").len(), 1, "{other} is told");
        assert_eq!(select(&page.text, ".as-of.past").len(), 0, "{other} is not shown");
    }
    // A day that is over meanwhile can be looked back to.
    let tomorrow = "/accounts?as_of=2026-11-22";
    assert_eq!(admin.open(tomorrow).await.to(), "/accounts", "today is no day of the past");
    site.pass(DAY / 24 * 11);
    let page = admin.open(tomorrow).await;
    assert_eq!((page.status, select(&page.text, ".as-of.past").len()), (StatusCode::OK, 1));
}

#[tokio::test]
async fn a_day_before_all_data_says_from_which_day_on_there_is_some_and_offers_nothing_that_is_refused() {
    let (_site, admin, _) = ready().await;
    for page in ["/accounts", "/overview"] {
        let text = admin.get(&format!("{page}?as_of=2019-01-01")).await.text.replace("<wbr>", "");
        let empty = select(&text, ".empty").join("");
        assert!(empty.contains("2019/01/01(火) の時点のデータはありません"), "{page}: {empty}");
        assert!(empty.contains("データがあるのは"), "{page}: {empty}");
        let first = "a.button.primary[href*='as_of=']";
        assert_eq!(select(&text, &format!(".empty {first}")).len(), 1, "{page}");
    }
    let past = admin.get("/accounts?as_of=2026-11-10").await.text;
    assert!(past.contains("accounts-table") && !past.contains("/accounts/views"), "a view cannot be saved from there");
    admin.open("/accounts?as_of=today").await;
    assert!(admin.get("/accounts").await.text.contains("/accounts/views"));
}

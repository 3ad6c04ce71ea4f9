//! Accounts: list, search, touches, edits, exports, as a browser meets them.

use crate::site::{Browser, Site};
use axum::http::StatusCode;
use banso_domain::accounts::Account;
use banso_domain::people::Person;
use banso_kernel::{AccountId, Micros, PersonId};
use banso_state::{AccountKeys, Change};
use scraper::{Html, Selector};

/// (key, name, kana)
const COMPANIES: [(&str, &str, &str); 4] = [
    ("u", "上田株式会社", "うえだ"),
    ("a", "株式会社青空", "あおぞら"),
    ("i", "有限会社井上", "いのうえ"),
    ("t", "㈱髙橋フーズ <&>", "たかはしふーず"),
];

pub async fn fill(site: &Site) -> Vec<AccountId> {
    let accounts: Vec<(Account, AccountKeys)> = COMPANIES
        .iter()
        .map(|(key, name, kana)| {
            let account = Account {
                id: AccountId(0),
                key: (*key).to_owned(),
                name: (*name).to_owned(),
                kana: (*kana).to_owned(),
                domain: String::new(),
                corporate_number: String::new(),
                industry: "製造".to_owned(),
                country: String::new(),
                plan: String::new(),
                phase: if *key == "a" { "導入".to_owned() } else { "活用".to_owned() },
                signed_up_on: None,
                owner: None,
                memo: String::new(),
                attributes: Default::default(),
            };
            let keys = AccountKeys {
                name_key: account.name_key(),
                search_key: account.search_text(),
                collation_key: account.collation_key(),
            };
            (account, keys)
        })
        .collect();
    let change = Change { at: Micros(0), by: None, cause: "test".to_owned() };
    let mut tx = site.app.state.begin().await.expect("a transaction");
    let (_, ids) = tx.put_accounts(&accounts, &change).await.expect("accounts");
    let person = Person {
        id: PersonId(77),
        account: ids[1],
        key: "p".to_owned(),
        family: "髙橋".to_owned(),
        given: "花子".to_owned(),
        family_kana: "たかはし".to_owned(),
        given_kana: "はなこ".to_owned(),
        email: "hanako@example.jp".to_owned(),
        phone: String::new(),
        department: "営業部".to_owned(),
        title: String::new(),
        champion: true,
        issued_on: None,
        left_on: None,
    };
    let found = person.search_text();
    tx.put_people(&[(person, found)], &change).await.expect("people");
    tx.commit().await.expect("a commit");
    ids
}

fn texts(html: &str, selector: &str) -> Vec<String> {
    let page = Html::parse_document(html);
    let selector = Selector::parse(selector).expect("a selector");
    page.select(&selector).map(|element| element.text().collect::<String>().trim().to_owned()).collect()
}

fn names(html: &str) -> Vec<String> {
    texts(html, ".accounts-table tbody th")
}

#[tokio::test]
async fn the_list_is_in_the_order_of_the_kana_without_legal_forms() {
    let (site, admin) = Site::ready().await;
    let empty = admin.get("/accounts").await;
    assert_eq!(empty.status, StatusCode::OK, "{}", empty.text);
    assert!(empty.text.contains("href=\"/import\""), "an empty workspace says how to fill it");
    fill(&site).await;
    let page = admin.get("/accounts").await;
    assert_eq!(names(&page.text), ["株式会社青空", "有限会社井上", "上田株式会社", "㈱髙橋フーズ <&>"]);
    let turned = admin.get("/accounts?sort=-name").await;
    assert_eq!(names(&turned.text)[0], "㈱髙橋フーズ <&>");
}

#[tokio::test]
async fn any_spelling_finds_and_an_unknown_parameter_is_told() {
    let (site, admin) = Site::ready().await;
    fill(&site).await;
    for typed in ["高橋", "髙橋", "ﾀｶﾊｼ", "たかはし"] {
        let page =
            admin.get(&format!("/accounts?q={}", crate::site::encode(&[("q", typed)]).trim_start_matches("q="))).await;
        assert_eq!(names(&page.text), ["㈱髙橋フーズ <&>"], "{typed}");
    }
    let wrong = admin.get("/accounts?colour=red&segment=heaven&sort=1%3B+drop+table&model=none&col=x").await;
    assert_eq!(wrong.status, StatusCode::OK);
    assert_eq!(texts(&wrong.text, ".note").len(), 5, "{:?}", texts(&wrong.text, ".note"));
    assert_eq!(names(&wrong.text).len(), 4);
    let empty = admin.get("/accounts?q=zzz&phase=%E5%B0%8E%E5%85%A5").await;
    assert!(texts(&empty.text, ".empty a").iter().any(|link| link.contains("1 社")), "one click refills");
}

#[tokio::test]
async fn search_finds_accounts_people_and_pages() {
    let (site, admin) = Site::ready().await;
    fill(&site).await;
    let found = admin.get("/search?q=%E9%AB%98%E6%A9%8B").await;
    let links = texts(&found.text, ".picks a");
    assert!(links.contains(&"㈱髙橋フーズ <&>".to_owned()) && links.contains(&"髙橋 花子".to_owned()), "{links:?}");
    assert!(texts(&admin.get("/search?q=%E9%A1%A7").await.text, ".picks a").contains(&"顧客".to_owned()));
    assert!(admin.get("/search?q=zzzz").await.text.contains("href=\"/accounts\""));
}

#[tokio::test]
async fn a_touch_is_shown_at_once_and_written_with_its_fact_and_event() {
    let (site, admin) = Site::ready().await;
    let ids = fill(&site).await;
    let path = format!("/accounts/{}", ids[1]);
    let form = admin.get(&format!("{path}/touches/new")).await;
    assert_eq!(form.status, StatusCode::OK, "{}", form.text);
    let fields = [("kind", "call"), ("summary", "更新の相談 <b>"), ("on", "2026-11-20"), ("person", "77")];
    let saved = admin.post(&format!("{path}/touches"), &fields).await;
    assert_eq!((saved.status, saved.to()), (StatusCode::SEE_OTHER, path.as_str()), "{}", saved.text);
    let page = admin.get(&path).await;
    assert!(
        page.text.contains("更新の相談 &lt;b&gt;") || page.text.contains("更新の相談 &#60;b&#62;"),
        "{}",
        page.text
    );
    let list = admin.get("/accounts?silent=0").await;
    assert_eq!(names(&list.text), ["株式会社青空"], "the list knows the touch in the next answer");
    assert!(admin.get(&format!("{path}/timeline")).await.text.contains("更新の相談"));
    let facts = site.app.state.inbox_of_account(ids[1], 0).await.expect("facts");
    assert_eq!(facts.len(), 1);
    assert_eq!(facts[0].fact.name, "touch");
    let events = site.app.state.events(i64::MAX, 10).await.expect("events");
    assert!(events.iter().any(|event| event.verb == "touch" && event.object_id == ids[1].to_string()));

    let wrong =
        admin.post(&format!("{path}/touches"), &[("kind", "call"), ("summary", ""), ("on", "2030-01-01")]).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    let told = texts(&wrong.text, ".errors a");
    assert_eq!(told.len(), 2, "every wrong field is told");
    assert!(told[0].starts_with("何があったか：") && told[1].starts_with("いつ："), "by its name: {told:?}");
    assert!(wrong.text.contains("2030-01-01"), "nothing typed is lost");
    let foreign =
        admin.post(&format!("/accounts/{}/touches", ids[0]), &[fields[0], fields[1], fields[2], fields[3]]).await;
    assert_eq!(foreign.status, StatusCode::NOT_FOUND, "a person of another account");
    assert_eq!(site.app.state.touches_of(ids[1], 10).await.expect("touches").len(), 1);
}

#[tokio::test]
async fn only_who_may_edit_does_and_every_edit_is_kept() {
    let (site, admin) = Site::ready().await;
    let ids = fill(&site).await;
    let path = format!("/accounts/{}", ids[0]);
    let viewer = site.member(&admin, "viewer").await;
    let seen = viewer.get(&path).await;
    assert_eq!(seen.status, StatusCode::OK);
    assert_eq!(texts(&seen.text, &format!("form[action^='{path}']")).len(), 0, "a viewer sees no form");
    for (part, fields) in [("phase", ("phase", "活用")), ("memo", ("memo", "x")), ("owner", ("to", "1"))] {
        assert_eq!(viewer.post(&format!("{path}/{part}"), &[fields]).await.status, StatusCode::NOT_FOUND, "{part}");
        let done = admin.post(&format!("{path}/{part}"), &[fields]).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{part}: {}", done.text);
    }
    assert_eq!(admin.post(&format!("{path}/owner"), &[("to", "999")]).await.status, StatusCode::NOT_FOUND);
    let long = "あ".repeat(61);
    assert_eq!(admin.post(&format!("{path}/phase"), &[("phase", &long)]).await.status, StatusCode::BAD_REQUEST);
    let account = site.app.state.account(ids[0]).await.expect("a state").expect("an account");
    assert_eq!((account.memo.as_str(), account.owner.map(|id| id.0)), ("x", Some(1)));
    let edits = site.app.state.account_edits(ids[0]).await.expect("edits");
    let fields: Vec<&str> = edits.iter().map(|edit| edit.field.as_str()).collect();
    assert!(fields.contains(&"memo") && fields.contains(&"owner"), "{fields:?}");
    assert!(edits.iter().all(|edit| edit.cause != "edit" || edit.changed_by.is_some()));
    assert_eq!(names(&admin.get("/accounts?owner=1").await.text), ["上田株式会社"]);
}

/// The value of a hidden field of the form that posts to `action`.
fn hidden(page: &str, action: &str, name: &str) -> String {
    let page = Html::parse_document(page);
    let query = format!("form[action='{action}'] input[name='{name}']");
    let query = Selector::parse(&query).expect("a selector");
    let found = page.select(&query).next().and_then(|input| input.attr("value"));
    found.unwrap_or_else(|| panic!("no {name} in {action}")).to_owned()
}

#[tokio::test]
async fn what_a_second_tab_shows_no_longer_overwrites_nothing_and_loses_nothing() {
    let (site, admin) = Site::ready().await;
    let ids = fill(&site).await;
    let path = format!("/accounts/{}", ids[0]);
    let memo = format!("{path}/memo");
    let was = hidden(&admin.get(&path).await.text, &memo, "was");
    assert_eq!(admin.post(&memo, &[("memo", "最初の人"), ("was", &was)]).await.status, StatusCode::SEE_OTHER);
    let stale = admin.post(&memo, &[("memo", "次の人"), ("was", &was)]).await;
    assert_eq!(stale.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", stale.text);
    assert!(stale.text.contains("最初の人") && stale.text.contains("次の人"), "both texts are there");
    let stored = || async { site.app.state.account(ids[0]).await.expect("a state").expect("an account") };
    assert_eq!(stored().await.memo, "最初の人");
    // The form of the answer knows what it shows: sending it is meant.
    let edit = format!("{path}/edit");
    let value = |name: &str| hidden(&stale.text, &edit, name);
    let (owner, phase, memo) = (value("was_owned_by"), value("was_phase"), value("was_memo"));
    let before = stored().await;
    let again = [
        ("owned_by", ""),
        ("phase", before.phase.as_str()),
        ("memo", "最初の人\r\n次の人"),
        ("back", "/accounts"),
        ("was_owned_by", &owner),
        ("was_phase", &phase),
        ("was_memo", &memo),
    ];
    assert_eq!(admin.post(&edit, &again).await.status, StatusCode::SEE_OTHER);
    assert_eq!(stored().await.memo, "最初の人\n次の人");
    let audit = admin.get("/audit").await.text;
    assert!(audit.contains("変更前") && audit.contains("最初の人"), "the audit has what was there before");
}

#[tokio::test]
async fn an_export_is_logged_with_its_filter_and_rows() {
    let (site, admin) = Site::ready().await;
    fill(&site).await;
    for (format, start) in [("csv", "\u{feff}"), ("csv-shift-jis", ""), ("xlsx", "PK")] {
        let file = admin.get(&format!("/accounts/export?phase=%E6%B4%BB%E7%94%A8&format={format}")).await;
        assert_eq!(file.status, StatusCode::OK, "{format}");
        assert!(file.text.starts_with(start), "{format}");
        assert!(file.headers["content-disposition"].to_str().expect("text").starts_with("attachment"));
    }
    let events = site.app.state.events(i64::MAX, 3).await.expect("events");
    assert!(events.iter().all(|event| event.verb == "export" && event.detail.contains("\"rows\":3")), "{events:?}");
    assert_eq!(admin.get("/accounts/export?format=exe").await.status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn a_view_is_kept_shared_and_removed_by_its_maker_only() {
    let (site, admin) = Site::ready().await;
    fill(&site).await;
    let saved = admin
        .post("/accounts/views", &[("name", "導入中"), ("query", "phase=導入&sort=-cmrr"), ("shared", "on")])
        .await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text);
    let page = admin.get(saved.to()).await;
    assert_eq!(names(&page.text), ["株式会社青空"]);
    assert!(texts(&page.text, ".views [aria-current]").contains(&"導入中".to_owned()));
    // A second one of the same name takes its place, and that is said.
    let again = [("name", "導入中 "), ("query", "phase=導入"), ("shared", "on")];
    let replaced = admin.post("/accounts/views", &again).await;
    let said = admin.get(replaced.to()).await.text.replace("<wbr>", "");
    assert!(said.contains("同じ名前のビューを、この内容に置き換えました"), "{said}");
    assert_eq!(texts(&said, ".views a").iter().filter(|name| *name == "導入中").count(), 1);
    let viewer: Browser = site.member(&admin, "viewer").await;
    assert!(texts(&viewer.get("/accounts").await.text, ".views a").contains(&"導入中".to_owned()));
    assert_eq!(viewer.post("/accounts/views/1/remove", &[]).await.status, StatusCode::NOT_FOUND);
    let bad = admin.post("/accounts/views", &[("name", "x"), ("query", "colour=red")]).await;
    assert_eq!(bad.status, StatusCode::BAD_REQUEST);
    assert_eq!(admin.post("/accounts/views/1/remove", &[]).await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn every_part_of_an_account_answers_and_a_stranger_is_missing() {
    let (site, admin) = Site::ready().await;
    let ids = fill(&site).await;
    for part in ["", "/health", "/timeline", "/people", "/contracts", "?model=three_axes", "/health?model=points"] {
        let page = admin.get(&format!("/accounts/{}{part}", ids[1])).await;
        assert_eq!(page.status, StatusCode::OK, "{part}: {}", page.text);
        assert_eq!(texts(&page.text, "h1"), ["株式会社青空"], "{part}");
    }
    for path in ["/accounts/9999", "/accounts/x", "/accounts/9999/health", "/accounts/1?model=none"] {
        assert_eq!(admin.get(path).await.status, StatusCode::NOT_FOUND, "{path}");
    }
}

//! RULES 7 and 8: one change to many accounts, previewed, reported by row and undone to the byte. J-15: what was
//! exported and not edited changes nothing when it comes in again.

use crate::accounts::fill;
use crate::site::{MINUTE, Site};
use axum::http::StatusCode;
use banso_app::import::Job;
use banso_domain::accounts::Account;

async fn accounts(site: &Site) -> Vec<Account> {
    site.app.state.accounts_full().await.expect("read")
}

#[tokio::test]
async fn many_owners_change_at_once_with_the_count_in_the_button_and_back_to_the_byte() {
    let (site, admin) = Site::ready().await;
    let ids = fill(&site).await;
    let before = accounts(&site).await;
    let list = admin.get("/accounts?phase=%E6%B4%BB%E7%94%A8").await.text;
    assert_eq!(list.matches("type=\"checkbox\" form=\"bulk\"").count(), 3);
    let all = admin.get("/accounts/bulk?phase=%E6%B4%BB%E7%94%A8&do=owner-all").await.text.replace("<wbr>", "");
    assert!(all.contains(">3 社の担当を変更<"), "{all}");
    assert!(all.contains("value=\"1\" selected"), "one is offered oneself, not nobody");
    let picked = admin.get(&format!("/accounts/bulk?do=owner&id={}&id={}", ids[0], ids[2])).await;
    assert!(picked.text.replace("<wbr>", "").contains(">2 社の担当を変更<"), "{}", picked.text);
    let none = admin.get("/accounts/bulk?do=phase").await.text.replace("<wbr>", "");
    assert!(none.contains("顧客が選ばれていません"));

    // The administrator takes two, one account is no more; an account named twice is changed once.
    let sent = format!("{0},{1},{0},999999", ids[0], ids[2]);
    let fields = [("field", "owner"), ("value", "1"), ("ids", sent.as_str()), ("back", "/accounts")];
    let done = admin.post("/accounts/bulk", &fields).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text);
    let report = done.to().to_owned();
    let told = admin.get(&report).await.text.replace("<wbr>", "");
    assert!(told.contains("2 社の担当を「髙橋 美咲」に変更しました") && told.contains("なくなっていました"), "{told}");
    let owned = |all: &[Account]| all.iter().filter(|account| account.owner.is_some()).count();
    assert_eq!(owned(&accounts(&site).await), 2);

    // Somebody else's later change is not taken back with the rest.
    admin.post(&format!("/accounts/{}/owner", ids[2]), &[("to", "")]).await;
    let csm = site.member(&admin, "csm").await;
    assert_eq!(csm.post(&format!("{report}/undo"), &[]).await.status, StatusCode::NOT_FOUND, "not theirs to undo");
    let undone = admin.post(&format!("{report}/undo"), &[]).await;
    assert_eq!(undone.status, StatusCode::SEE_OTHER, "{}", undone.text);
    assert_eq!(accounts(&site).await, before);
    let told = admin.get(&report).await.text.replace("<wbr>", "");
    assert!(told.contains("1 社は、そのままです"), "{told}");
    assert_eq!(admin.post(&format!("{report}/undo"), &[]).await.status, StatusCode::NOT_FOUND, "only once");
}

#[tokio::test]
async fn after_half_an_hour_or_with_a_wrong_value_nothing_changes() {
    let (site, admin) = Site::ready().await;
    let ids = fill(&site).await;
    let sent = format!("{},{}", ids[0], ids[1]);
    let with = |field, value| [("field", field), ("value", value), ("ids", sent.as_str()), ("back", "/accounts")];
    let long = "あ".repeat(61);
    let refused = admin.post("/accounts/bulk", &with("phase", &long)).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text.contains(&long) && refused.text.contains("href=\"#field-value\""), "what was typed stays");
    assert_eq!(admin.post("/accounts/bulk", &with("owner", "77")).await.status, StatusCode::NOT_FOUND);
    assert_eq!(admin.post("/accounts/bulk", &with("memo", "x")).await.status, StatusCode::NOT_FOUND);
    let viewer = site.member(&admin, "viewer").await;
    assert_eq!(viewer.post("/accounts/bulk", &with("phase", "導入")).await.status, StatusCode::NOT_FOUND);
    assert!(!viewer.get("/accounts").await.text.contains("form=\"bulk\""), "who may not change has no boxes");
    let report = admin.post("/accounts/bulk", &with("phase", "更新")).await.to().to_owned();
    site.pass(31 * MINUTE);
    assert_eq!(admin.post(&format!("{report}/undo"), &[]).await.status, StatusCode::NOT_FOUND);
    assert_eq!(accounts(&site).await.iter().filter(|account| account.phase == "更新").count(), 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_exported_list_comes_in_again_without_changing_a_row() {
    let (site, admin) = Site::ready().await;
    let ids = fill(&site).await;
    admin.post(&format!("/accounts/{}/owner", ids[0]), &[("to", "1")]).await;
    admin.post(&format!("/accounts/{}/phase", ids[1]), &[("phase", "=1+1")]).await;
    let before = accounts(&site).await;
    let folder = tempfile::tempdir().expect("a folder");
    for (lang, format, ending) in [("ja", "csv", "csv"), ("en", "csv", "csv"), ("ja", "xlsx", "xlsx")] {
        admin.post("/language", &[("lang", lang), ("back", "/accounts")]).await;
        for columns in ["", "&col=owner&col=phase&col=industry&col=plan&col=since&col=cmrr"] {
            let file = admin.bytes(&format!("/accounts/export?format={format}{columns}")).await;
            let path = folder.path().join(format!("accounts.{ending}"));
            std::fs::write(&path, file).expect("written");
            let plan = site.app.plan_import(&path, "accounts", None, None).await.expect("a plan");
            assert!(plan.questions.is_empty());
            let job = Job::new(path, "accounts", &plan);
            let import = site.app.start_import(None, &job).await.expect("started");
            let done = site.app.run_import(import, job, &|_| {}).await.expect("imported");
            let name = format!("{lang} {format} {columns}");
            assert_eq!((done.import.counts.unchanged, done.import.rows_read), (4, 4), "{name}: {:?}", done.report);
            assert_eq!(accounts(&site).await, before, "{name}");
        }
    }
}

//! RULES 7 and 8: one change to many accounts, previewed, reported by row and undone to the byte. J-15: what was
//! exported and not edited changes nothing when it comes in again.

use crate::accounts::fill;
use crate::site::{MINUTE, Site};
use axum::http::StatusCode;
use banso_app::import::Job;
use banso_domain::accounts::Account;
use banso_kernel::AccountId;

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

/// The accounts, first the one that is in another phase than the others.
async fn outsider_first(site: &Site) -> Vec<AccountId> {
    fill(site).await;
    let mut all = accounts(site).await;
    all.sort_by_key(|account| (account.phase == "活用", account.id));
    all.into_iter().map(|account| account.id).collect()
}

const JOURNEY: &str = r#"
journey = "guided"
name = { ja = "案内つき", en = "Guided" }
for = "account.phase == '活用'"

[[phase]]
id = "trial"
name = { ja = "試用", en = "Trial" }
goal = { ja = "分かる", en = "Understood" }

[[phase]]
id = "set_up"
name = { ja = "初期設定", en = "Set-up" }
goal = { ja = "済む", en = "Done" }
enter = "account.cmrr > 100000000"
"#;

/// RULES 7: who is on a journey is moved there, with a reason; the others get the text; each row says what was done.
#[tokio::test]
async fn accounts_on_a_journey_move_there_with_a_reason_and_others_get_the_text() {
    let (site, admin) = Site::ready().await;
    let ids = outsider_first(&site).await;
    site.app.publish_as(None, JOURNEY, "test").await.expect("a journey");
    site.app.act(None).await.expect("acted");
    let state = async || {
        let mut at = site.app.state.positions(None).await.expect("positions");
        at.sort_by_key(|one| one.account);
        (at, accounts(&site).await)
    };
    let before = state().await;
    assert_eq!(before.0.len(), 3, "all but the first are on the journey, in its first phase");
    assert!(before.0.iter().all(|one| one.phase == "trial"));
    let sent = ids.iter().map(ToString::to_string).collect::<Vec<_>>().join(",");
    let form = admin.get("/accounts/bulk?do=phase-all").await.text;
    assert!(form.contains("name=\"reason\"") && form.contains("案内つき"), "{form}");
    let with = |value, reason| {
        [("field", "phase"), ("value", value), ("reason", reason), ("ids", sent.as_str()), ("back", "/accounts")]
    };
    site.pass(MINUTE);
    // Without a reason nothing changes, and what was typed stays.
    let unsaid = admin.post("/accounts/bulk", &with("初期設定", " ")).await;
    assert_eq!(unsaid.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(unsaid.text.contains("href=\"#field-reason\"") && unsaid.text.contains("value=\"初期設定\""));
    assert_eq!(state().await, before);
    // A phase that the journey does not have is a text for the one that is on none, and leaves the others alone.
    let other = admin.post("/accounts/bulk", &with("休眠", "")).await.to().to_owned();
    let told = admin.get(&other).await.text.replace("<wbr>", "");
    assert!(told.contains("3 社は、そのままです") && told.matches("このフェーズがありません<").count() == 3, "{told}");
    assert_eq!(state().await.0, before.0);
    admin.post(&format!("{other}/undo"), &[]).await;
    assert_eq!(state().await, before);
    // The English name means the same phase.
    let report = admin.post("/accounts/bulk", &with("Set-up", "研修が済んだ")).await.to().to_owned();
    let (at, all) = state().await;
    assert!(at.iter().all(|one| one.phase == "set_up" && one.entered_at > before.0[0].entered_at));
    assert_eq!(all.iter().filter(|account| account.phase == "初期設定").count(), 3, "as lists show it");
    let moved = site.app.state.phase_changes(Some(&ids[1..2])).await.expect("changes");
    let last = moved.last().expect("a move");
    assert_eq!(
        (last.to.as_deref(), last.reason.as_str(), last.member.is_some()),
        (Some("set_up"), "研修が済んだ", true)
    );
    let told = admin.get(&report).await.text.replace("<wbr>", "");
    assert!(told.contains("4 社のフェーズを") && told.contains("理由：研修が済んだ"), "{told}");
    // Who was moved on since stays; the others stand where they stood, since when they stood there.
    site.pass(MINUTE);
    let on = [("phase", "trial"), ("reason", "早すぎた")];
    let account = format!("/accounts/{}", ids[3]);
    let pencil = format!("class=\"edit-link\" href=\"{account}/journey/move\"");
    assert!(admin.get(&account).await.text.contains(&pencil), "its phase is changed where a reason is asked for");
    let refused = admin.post(&format!("{account}/phase"), &[("phase", "trial")]).await.text;
    assert!(refused.contains("<li>フェーズ：この顧客の"), "{refused}");
    assert_eq!(admin.post(&format!("{account}/journey/move"), &on).await.status, StatusCode::SEE_OTHER);
    admin.post(&format!("{report}/undo"), &[]).await;
    let (at, all) = state().await;
    let place = |id| at.iter().find(|one| one.account == id).expect("a place");
    assert_eq!([place(ids[1]), place(ids[2])], [&before.0[0], &before.0[1]]);
    assert_ne!(place(ids[3]), &before.0[2], "moved by hand in between");
    let others = |all: &[Account]| all.iter().filter(|one| one.id != ids[3]).cloned().collect::<Vec<_>>();
    assert_eq!(others(&all), others(&before.1), "to the byte");
    let told = admin.get(&report).await.text.replace("<wbr>", "");
    assert!(told.contains("1 社は、そのままです"), "{told}");
}

const BY_HAND: &str = r#"
play = "story"
name = { ja = "取材", en = "Story" }
owner = "misaki@example.jp"
hypothesis = { ja = "効く", en = "It helps" }
review_on = 2027-01-31
stop_on = 2027-03-31
hold_out = 0

[trigger]
by_hand = true

[audience]
when = "account.phase == '活用'"

[[step]]
id = "call"
do = "task"
title = { ja = "取材を頼む", en = "Ask for a story" }
due = 3
"#;

/// RULES 5: accounts of a list become the audience of a play; each says whether it entered, or why not.
#[tokio::test]
async fn accounts_of_a_list_are_put_into_a_play_with_a_reason_for_each() {
    let (site, admin) = Site::ready().await;
    let ids = outsider_first(&site).await;
    let none = admin.get("/accounts/bulk?do=play-all").await.text.replace("<wbr>", "");
    assert!(none.contains("手動で始められる打ち手がありません"), "{none}");
    site.app.publish_as(None, BY_HAND, "test").await.expect("a play");
    assert_eq!(admin.post("/plays/story/start", &[]).await.status, StatusCode::SEE_OTHER);
    assert_eq!(admin.get("/accounts/bulk?do=play-all&play=nope").await.status, StatusCode::NOT_FOUND);
    // One is in it already.
    let one = admin.post("/plays/story/enter", &[("account", &ids[1].to_string())]).await;
    assert_eq!(one.status, StatusCode::SEE_OTHER, "{}", one.text);
    let page = admin.get("/accounts/bulk?do=play-all&play=story").await.text.replace("<wbr>", "");
    assert!(page.contains(">2 社に始める<") && page.contains("一度受けたので、もう入りません"), "{page}");
    assert!(page.contains("対象の条件を満たしていません"), "{page}");
    let picked = admin.get(&format!("/accounts/bulk?do=play&play=story&id={}", ids[2])).await.text.replace("<wbr>", "");
    assert!(picked.contains(">1 社に始める<"), "{picked}");
    let sent = ids.iter().map(ToString::to_string).collect::<Vec<_>>().join(",");
    let fields = [("play", "story"), ("ids", sent.as_str())];
    let viewer = site.member(&admin, "viewer").await;
    assert_eq!(viewer.post("/accounts/plays", &fields).await.status, StatusCode::NOT_FOUND);
    let report = admin.post("/accounts/plays", &fields).await.to().to_owned();
    let told = admin.get(&report).await.text.replace("<wbr>", "");
    assert!(told.contains("2 社に始めました。始めなかったのは 2 社です。"), "{told}");
    assert_eq!(told.matches("始めました</").count(), 2, "{told}");
    let runs = site.app.state.runs_of_play("story", 10).await.expect("runs");
    let mut entered: Vec<_> = runs.iter().map(|run| run.account).collect();
    entered.sort();
    assert_eq!(entered, ids[1..], "each once");
    // Again: nobody is left.
    let again = admin.post("/accounts/plays", &fields).await.to().to_owned();
    assert!(
        admin.get(&again).await.text.replace("<wbr>", "").contains("0 社に始めました。始めなかったのは 4 社です。")
    );
    assert_eq!(site.app.state.runs_of_play("story", 10).await.expect("runs").len(), 3);
}

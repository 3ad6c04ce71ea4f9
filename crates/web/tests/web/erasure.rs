//! Erasing a person, as an administrator meets it.

use crate::accounts::fill;
use crate::ingest::{Door, SERVER, track};
use crate::site::Site;
use axum::http::StatusCode;
use banso_domain::facts::Fact;
use banso_kernel::{FactId, Micros, PersonId};
use serde_json::json;

#[tokio::test(flavor = "multi_thread")]
async fn a_person_is_erased_from_the_page_of_people_after_typing_who_it_is() {
    let (site, admin) = Site::ready().await;
    let ids = fill(&site).await;
    let fact = |n: u8| Fact {
        id: FactId([n; 16]),
        account: ids[1],
        person: Some(PersonId(77)),
        name: "login".to_owned(),
        occurred_at: Micros(1_700_000_000_000_000 + i64::from(n)),
        known_at: Micros(1_700_000_000_000_000),
        value: None,
        props: String::new(),
        source: "test".to_owned(),
    };
    let mut tx = site.app.state.begin().await.expect("a transaction");
    tx.accept_facts(&[fact(1), fact(2), fact(3)]).await.expect("facts");
    tx.commit().await.expect("committed");

    let people = format!("/accounts/{}/people", ids[1]);
    let form = format!("{people}/77/erase");
    assert!(admin.get(&people).await.text.contains(&format!("href=\"{form}\"")));
    let csm = site.member(&admin, "csm").await;
    assert!(!csm.get(&people).await.text.contains("/erase"), "others are not led there");
    assert_eq!(csm.get(&form).await.status, StatusCode::NOT_FOUND);
    let elsewhere = format!("/accounts/{}/people/77/erase", ids[0]);
    assert_eq!(admin.get(&elsewhere).await.status, StatusCode::NOT_FOUND, "nobody of this account");

    let shown = admin.get(&form).await.text;
    assert!(shown.contains("髙橋 花子") && shown.contains("3 件"), "{shown}");
    let wrong = admin.post(&form, &[("typed", "taro@example.jp")]).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.text.contains("一致しません"), "{}", wrong.text);
    assert!(site.app.state.person(PersonId(77)).await.expect("reads").is_some());

    let done = admin.post(&form, &[("typed", "Hanako@Example.jp")]).await;
    assert_eq!((done.status, done.to()), (StatusCode::SEE_OTHER, "/erasures/1"));
    for _ in 0..600 {
        if admin.get("/erasures/1").await.text.contains("に完了しました") {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    let shown = admin.get("/erasures/1").await.text;
    assert!(shown.contains("に完了しました") && !shown.contains("花子"), "{shown}");
    assert_eq!(admin.get(&form).await.status, StatusCode::NOT_FOUND);
    assert!(!admin.get(&people).await.text.contains("花子"));
    let found = site.app.state.erasure(1).await.expect("reads").expect("kept");
    assert_eq!((found.facts, found.person), (3, None));
    assert_eq!(csm.get("/erasures/1").await.status, StatusCode::NOT_FOUND);
}

/// Everything below a folder, one file after the other.
fn bytes_below(folder: &std::path::Path) -> Vec<u8> {
    let entries = std::fs::read_dir(folder).expect("a folder").flatten().map(|entry| entry.path());
    entries
        .flat_map(|path| if path.is_dir() { bytes_below(&path) } else { std::fs::read(path).expect("reads") })
        .collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn events_of_an_erased_person_stay_out_however_they_name_them() {
    let door = Door::open(SERVER).await;
    let (user, anonymous, mail) = ("u-qvzkrwtb", "a-xwqkzjpd", "qvzk@krwtb.example");
    let said = json!({"email": mail, "firstName": "Vzrkqx", "shoe": "vzrkq-42"});
    let by_mail = json!({"type": "track", "messageId": "w1", "userId": "homeless", "event": "login",
        "properties": {"by": mail}});
    door.batch(&[
        json!({"type": "identify", "messageId": "i1", "userId": user, "anonymousId": anonymous, "traits": said,
            "context": {"groupId": "a"}}),
        track("t1", user, Some("a")),
        track("t2", "other", Some("a")),
        by_mail,
    ])
    .await;
    let app = &door.site.app;
    let marks = [user, anonymous, mail, "Vzrkqx", "vzrkq-42"];
    let found = |bytes: &[u8]| -> Vec<&str> {
        let is_in = |mark: &str| bytes.windows(mark.len()).any(|part| part == mark.as_bytes());
        marks.into_iter().filter(|mark| is_in(mark)).collect()
    };
    assert_eq!(found(&bytes_below(&app.dir)), marks, "the test looks in the right places");
    banso_app::erasure::request_by_key(app, "a", user).await.expect("noted");
    let done = app.finish_erasures().await.expect("erases");
    assert_eq!(done.iter().map(|one| one.facts).collect::<Vec<_>>(), [2], "a fact, and an event that waited");
    assert_eq!(found(&bytes_below(&app.dir)), Vec::<&str>::new());

    let identify = json!({"type": "identify", "messageId": "l4", "userId": "new", "traits": {"email": mail},
        "context": {"groupId": "a"}});
    door.batch(&[
        track("l1", user, Some("a")),
        track("l2", user, None),
        json!({"type": "track", "messageId": "l3", "anonymousId": anonymous, "event": "login"}),
        identify,
        json!({"type": "alias", "messageId": "l5", "previousId": user, "userId": "new"}),
        track("l6", "other", Some("a")),
    ])
    .await;
    assert_eq!(door.counts().await.get("erased-person"), Some(&5));
    let facts = door.facts().await;
    let people = app.state.people_all().await.expect("reads");
    assert_eq!(people.iter().map(|person| person.key.as_str()).collect::<Vec<_>>(), ["other"]);
    assert_eq!(facts.iter().map(|fact| fact.person).collect::<Vec<_>>(), [Some(people[0].id); 2]);
    assert_eq!(app.state.waiting_count().await.expect("reads"), 0);
    assert!(app.state.truncate_log().await.expect("empties"));
    assert_eq!(found(&bytes_below(&app.dir)), Vec::<&str>::new(), "nothing is kept of what came late");
}

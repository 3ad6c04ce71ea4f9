//! Erasing a person, as an administrator meets it.

use crate::accounts::fill;
use crate::site::Site;
use axum::http::StatusCode;
use banso_domain::facts::Fact;
use banso_kernel::{FactId, Micros, PersonId};

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

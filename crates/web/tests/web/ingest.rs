//! The door for events, through the whole program: what is acknowledged is there once, whatever is sent.

use crate::site::{Answer, Browser, Site};
use axum::body::Body;
use axum::http::{Request, StatusCode};
use banso_app::ingest::SourceTerms;
use banso_domain::facts::Fact;
use banso_kernel::Micros;
use proptest::prelude::*;
use serde_json::{Value, json};
use std::collections::BTreeMap;

pub const SERVER: SourceTerms = SourceTerms { browser: false, makes_accounts: true, per_minute: None };
const BROWSER: SourceTerms = SourceTerms { browser: true, makes_accounts: false, per_minute: None };

/// A source and a sender with its key.
pub struct Door {
    pub site: Site,
    sender: Browser,
    key: String,
}

impl Door {
    pub async fn open(terms: SourceTerms) -> Self {
        let site = Site::new().await;
        let (_, key) = site.app.make_source("web app", terms, None).await.expect("a source");
        let sender = Browser::new(&site);
        Self { site, sender, key }
    }

    async fn post(&self, path: &str, body: impl Into<Body>) -> Answer {
        let basic = base64(&format!("{}:", self.key));
        let request = Request::post(path).header("authorization", format!("Basic {basic}"));
        self.sender.send(request.body(body.into()).expect("a request")).await
    }

    pub async fn batch(&self, events: &[Value]) {
        let answer = self.post("/v1/batch", json!({ "batch": events }).to_string()).await;
        assert_eq!((answer.status, answer.text.as_str()), (StatusCode::OK, "{\"success\":true}"));
    }

    pub async fn facts(&self) -> Vec<Fact> {
        let rows = self.site.app.state.inbox_after(0, i64::MAX).await.expect("reads");
        rows.into_iter().map(|row| row.fact).collect()
    }

    pub async fn counts(&self) -> BTreeMap<String, i64> {
        let counts = self.site.app.state.ingest_counts(banso_kernel::Day(0)).await.expect("reads");
        counts.into_iter().map(|count| (count.outcome, count.events)).collect()
    }
}

fn base64(text: &str) -> String {
    use base64::Engine;
    base64::engine::general_purpose::STANDARD.encode(text)
}

pub fn track(id: &str, user: &str, account: Option<&str>) -> Value {
    let mut event = json!({"type": "track", "messageId": id, "userId": user, "event": "login"});
    if let Some(account) = account {
        event["context"] = json!({ "groupId": account });
    }
    event
}

#[tokio::test]
async fn an_acknowledged_event_is_a_fact_of_its_account_and_person() {
    let door = Door::open(SERVER).await;
    let body = json!({"userId": "u1", "event": "report.created", "messageId": "m1", "properties": {"value": 3},
        "timestamp": "2026-11-21T01:00:00Z", "context": {"groupId": "aozora"}});
    let answer = door.post("/v1/track", body.to_string()).await;
    assert_eq!((answer.status, answer.text.as_str()), (StatusCode::OK, "{\"success\":true}"));
    let facts = door.facts().await;
    assert_eq!(facts.len(), 1);
    let fact = &facts[0];
    assert_eq!((fact.name.as_str(), fact.value, fact.props.as_str()), ("report.created", Some(3.0), "{\"value\":3}"));
    assert_eq!(fact.source, "api:web app");
    assert_eq!(fact.occurred_at, Micros(1_795_222_800_000_000));
    let account = door.site.app.state.account(fact.account).await.expect("reads").expect("an account");
    assert_eq!(account.key, "aozora");
    let person = door.site.app.state.person(fact.person.expect("a person")).await.expect("reads").expect("a person");
    assert_eq!((person.key.as_str(), person.account), ("u1", fact.account));
}

#[tokio::test]
async fn the_same_id_counts_once_in_any_batch_and_other_content_is_told() {
    let door = Door::open(SERVER).await;
    let first = track("m1", "u1", Some("a"));
    door.batch(&[first.clone(), first.clone(), track("m2", "u1", Some("a"))]).await;
    let again = json!({"batch": [first], "sentAt": "2026-11-22T05:00:00Z"});
    assert_eq!(door.post("/v1/batch", again.to_string()).await.status, StatusCode::OK);
    let mut other = track("m1", "u1", Some("a"));
    other["event"] = json!("logout");
    door.batch(&[other]).await;
    assert_eq!(door.facts().await.iter().map(|fact| fact.name.as_str()).collect::<Vec<_>>(), ["login", "login"]);
    let counts = door.counts().await;
    assert_eq!((counts["taken"], counts["already"], counts["other-content"]), (2, 2, 1));
}

#[tokio::test]
async fn one_id_from_two_sources_is_two_facts() {
    let door = Door::open(SERVER).await;
    door.batch(&[track("m1", "u1", Some("a"))]).await;
    let (_, key) = door.site.app.make_source("billing", SERVER, None).await.expect("a source");
    let other = Door { key, sender: Browser::new(&door.site), site: door.site };
    other.batch(&[track("m1", "u1", Some("a"))]).await;
    assert_eq!(other.facts().await.len(), 2);
}

#[tokio::test]
async fn an_event_without_id_and_time_counts_each_time_and_with_a_time_once() {
    let door = Door::open(SERVER).await;
    let bare = json!({"userId": "u", "event": "login", "context": {"groupId": "a"}}).to_string();
    for _ in 0..2 {
        assert_eq!(door.post("/v1/track", bare.clone()).await.status, StatusCode::OK);
    }
    assert_eq!(door.facts().await.len(), 2);
    let timed = json!({"userId": "u", "event": "login", "context": {"groupId": "a"},
        "timestamp": "2026-11-20T00:00:00Z"});
    for _ in 0..2 {
        assert_eq!(door.post("/v1/track", timed.to_string()).await.status, StatusCode::OK);
    }
    assert_eq!(door.facts().await.len(), 3);
}

#[tokio::test]
async fn events_wait_for_their_account_and_count_when_it_is_known() {
    let door = Door::open(SERVER).await;
    door.batch(&[
        json!({"type": "identify", "messageId": "1", "userId": "u1", "anonymousId": "x", "traits": {"lastName": "Sato",
            "role": "owner"}}),
        track("2", "u1", None),
        json!({"type": "page", "messageId": "3", "anonymousId": "x", "name": "Home"}),
        json!({"type": "track", "messageId": "4", "anonymousId": "y", "event": "visit"}),
    ])
    .await;
    assert!(door.facts().await.is_empty());
    assert_eq!(door.site.app.state.waiting_count().await.expect("reads"), 4);
    door.batch(&[track("2", "u1", None)]).await;
    assert_eq!(door.counts().await["already"], 1, "what waits is known too");
    door.batch(&[json!({"type": "group", "messageId": "5", "userId": "u1", "groupId": "beta",
        "traits": {"name": "ベータ株式会社", "plan": "Pro", "seats": 20}})])
        .await;
    let facts = door.facts().await;
    let names: Vec<&str> = facts.iter().map(|fact| fact.name.as_str()).collect();
    assert_eq!(names, ["login", "page"]);
    assert!(facts.iter().all(|fact| fact.person == facts[0].person && fact.person.is_some()), "x is u1");
    let account = door.site.app.state.account(facts[0].account).await.expect("reads").expect("an account");
    assert_eq!((account.name.as_str(), account.plan.as_str()), ("ベータ株式会社", "Pro"));
    assert_eq!(account.attributes["seats"], "20");
    let person = facts[0].person.expect("a person");
    let edits = door.site.app.state.person_edits(person).await.expect("reads");
    assert!(edits.iter().any(|edit| edit.field == "family" && edit.after.as_deref() == Some("Sato")));
    assert!(edits.iter().any(|edit| edit.field == "trait.role" && edit.after.as_deref() == Some("owner")));
    assert_eq!(door.site.app.state.waiting_count().await.expect("reads"), 1, "nobody knows who y is");
    // From now on the user is known without being named again.
    door.batch(&[track("6", "u1", None)]).await;
    assert_eq!(door.facts().await.len(), 3);
}

#[tokio::test]
async fn a_bad_event_never_fails_its_batch() {
    let door = Door::open(SERVER).await;
    door.batch(&[json!({"type": "track"}), json!(7), track("1", "u", Some("a")), json!({"type": "dance"})]).await;
    assert_eq!(door.facts().await.len(), 1);
    let counts = door.counts().await;
    assert_eq!((counts["not-an-object"], counts["unknown-type"], counts["taken"]), (1, 1, 1));
}

#[tokio::test]
async fn a_browsers_key_makes_no_accounts_and_sends_no_reserved_names() {
    let door = Door::open(BROWSER).await;
    door.batch(&[track("1", "u", Some("nobody"))]).await;
    assert_eq!(door.counts().await["unknown-account"], 1);
    assert_eq!(door.site.app.state.accounts_count().await.expect("reads"), 0);
    let mut churn = track("2", "u", None);
    churn["event"] = json!("churn");
    door.batch(&[churn]).await;
    assert_eq!(door.counts().await["reserved-name"], 1);
    // The same event is taken when the account is there: a refusal claims no id.
    let (_, key) = door.site.app.make_source("server", SERVER, None).await.expect("a source");
    let server = Door { key, sender: Browser::new(&door.site), site: door.site };
    server.batch(&[track("1", "u", Some("nobody"))]).await;
    let again = Door { key: door.key, sender: Browser::new(&server.site), site: server.site };
    again.batch(&[track("1", "u", Some("nobody"))]).await;
    assert_eq!(again.facts().await.len(), 2);
}

#[tokio::test]
async fn who_has_no_key_hears_why_in_a_form_that_sdks_understand() {
    let door = Door::open(SERVER).await;
    let asked = |header: Option<&str>, origin: bool, body: String| {
        let mut request = Request::post("/v1/track");
        if let Some(key) = header {
            request = request.header("authorization", format!("Bearer {key}"));
        }
        if origin {
            request = request.header("origin", "https://shop.example");
        }
        door.sender.send(request.body(Body::from(body)).expect("a request"))
    };
    let event = json!({"userId": "u", "event": "login"});
    let code = |answer: &Answer| -> String {
        let body: Value = serde_json::from_str(&answer.text).expect("JSON");
        assert!(body["message"].as_str().is_some_and(|text| !text.is_empty()));
        body["code"].as_str().expect("a code").to_owned()
    };
    let none = asked(None, false, event.to_string()).await;
    assert_eq!((none.status, code(&none).as_str()), (StatusCode::UNAUTHORIZED, "no-key"));
    let wrong = asked(Some("bk_wrong"), false, event.to_string()).await;
    assert_eq!((wrong.status, code(&wrong).as_str()), (StatusCode::UNAUTHORIZED, "unknown-key"));
    let foreign = asked(Some(&door.key), true, event.to_string()).await;
    assert_eq!((foreign.status, code(&foreign).as_str()), (StatusCode::UNAUTHORIZED, "not-for-browsers"));
    let mut in_body = event.clone();
    in_body["writeKey"] = json!(door.key);
    assert_eq!(asked(None, false, in_body.to_string()).await.status, StatusCode::OK);
    let broken = asked(Some(&door.key), false, "{".to_owned()).await;
    assert_eq!((broken.status, code(&broken).as_str()), (StatusCode::BAD_REQUEST, "not-json"));
    let request = Request::options("/v1/track").header("origin", "https://shop.example");
    let preflight = door.sender.send(request.body(Body::empty()).expect("a request")).await;
    assert_eq!(preflight.status, StatusCode::NO_CONTENT);
    assert_eq!(preflight.headers["access-control-allow-origin"], "*");
}

#[tokio::test]
async fn a_revoked_key_opens_nothing_and_another_key_of_its_source_does() {
    let (site, admin) = Site::ready().await;
    let page = admin.post("/sources/new", &[("name", "app"), ("place", "server"), ("per_minute", "")]).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.text);
    let key = key_in(&page.text);
    let page = admin.post("/sources/1/keys", &[]).await;
    let second = key_in(&page.text);
    let door = Door { key, sender: Browser::new(&site), site };
    door.batch(&[track("1", "u", Some("a"))]).await;
    assert_eq!(admin.post("/sources/1/revoke", &[("key", "1")]).await.status, StatusCode::SEE_OTHER);
    assert_eq!(door.post("/v1/batch", "{\"batch\":[]}").await.status, StatusCode::UNAUTHORIZED);
    let door = Door { key: second, ..door };
    door.batch(&[track("1", "u", Some("a"))]).await;
    assert_eq!(door.facts().await.len(), 1, "the same source: the same fact");
    let page = admin.get("/sources/1").await;
    assert!(!page.text.contains(&door.key), "a key is shown once");
}

#[tokio::test]
async fn what_products_said_of_accounts_and_persons_stands_on_their_pages_as_text() {
    let (site, admin) = Site::ready().await;
    let (_, key) = site.app.make_source("server", SERVER, None).await.expect("a source");
    let door = Door { key, sender: Browser::new(&site), site };
    door.batch(&[
        json!({"type": "group", "messageId": "1", "userId": "u", "groupId": "a",
            "traits": {"seats": 4321, "<b>tier": "<i>gold"}}),
        json!({"type": "identify", "messageId": "2", "userId": "u", "traits": {"nick <u>": "tora<s>"}}),
        track("3", "u", Some("a")),
        track("4", "u2", Some("other")),
    ])
    .await;
    let facts = door.facts().await;
    let [mine, other] = facts.as_slice() else { panic!("{facts:?}") };
    let company = admin.get(&format!("/accounts/{}", mine.account)).await.text;
    assert!(company.contains("seats") && company.contains("4321"), "{company}");
    assert!(company.contains("&lt;b&gt;tier") && company.contains("&lt;i&gt;gold"), "{company}");
    let person = mine.person.expect("a person");
    let of = |account| format!("/accounts/{account}/timeline?person={person}");
    let page = admin.get(&of(mine.account)).await.text;
    assert!(page.contains("nick &lt;u&gt;") && page.contains("tora&lt;s&gt;"), "{page}");
    let page = admin.get(&of(other.account)).await.text;
    assert!(!page.contains("tora"), "nobody reads a person through another account");
}

fn key_in(page: &str) -> String {
    let start = page.find("bk_").expect("a key");
    page[start..].chars().take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-')).collect()
}

#[tokio::test]
async fn above_its_limit_a_source_is_asked_to_come_again_later() {
    let door = Door::open(SourceTerms { per_minute: Some(2), ..SERVER }).await;
    door.batch(&[track("1", "u", Some("a")), track("2", "u", Some("a"))]).await;
    let body = json!({"batch": [track("3", "u", Some("a"))]}).to_string();
    let answer = door.post("/v1/batch", body.clone()).await;
    assert_eq!(answer.status, StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(answer.headers["retry-after"], "30");
    assert_eq!(door.facts().await.len(), 2);
    door.site.pass(crate::site::MINUTE / 2);
    assert_eq!(door.post("/v1/batch", body).await.status, StatusCode::OK);
}

#[tokio::test]
async fn many_senders_at_once_lose_and_double_nothing() {
    let door = Door::open(SERVER).await;
    let sends = (0..200).map(|n| {
        let events: Vec<Value> =
            (0..5).map(|m| track(&format!("{}", (n * 5 + m) % 700), "u", Some(["a", "b"][(n + m) % 2]))).collect();
        let body = json!({ "batch": events }).to_string();
        door.post("/v1/batch", body)
    });
    for answer in futures::future::join_all(sends).await {
        assert_eq!(answer.status, StatusCode::OK);
    }
    let mut ids: Vec<_> = door.facts().await.into_iter().map(|fact| fact.id).collect();
    ids.sort();
    ids.dedup();
    assert_eq!((ids.len(), door.facts().await.len()), (700, 700));
}

fn runtime() -> tokio::runtime::Runtime {
    tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().expect("a runtime")
}

/// Values that SDKs do not send.
fn odd() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        "\\PC{0,20}".prop_map(Value::from),
        Just(json!("track")),
        Just(json!("identify")),
        Just(json!("2026-11-22T00:00:00Z")),
    ];
    leaf.prop_recursive(4, 40, 6, |inner| {
        let key = prop_oneof![
            "type",
            "userId",
            "groupId",
            "event",
            "traits",
            "context",
            "batch",
            "messageId",
            "timestamp",
            "sentAt",
            "properties",
            "previousId",
            "anonymousId",
            "\\PC{0,6}"
        ];
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
            prop::collection::hash_map(key, inner, 0..8).prop_map(|map| Value::Object(map.into_iter().collect())),
        ]
    })
}

#[test]
fn no_body_on_any_route_breaks_anything_and_the_good_rest_of_a_batch_is_kept() {
    let runtime = runtime();
    let door = runtime.block_on(Door::open(SERVER));
    let paths: Vec<&str> = banso_web::routes::table()
        .iter()
        .filter(|route| route.who == banso_web::routes::Who::Key)
        .map(|route| route.path)
        .collect();
    let number = std::cell::Cell::new(0_u32);
    let cases = ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(150) };
    proptest!(cases, |(values in prop::collection::vec(odd(), 1..6), bytes in prop::collection::vec(any::<u8>(), 0..300),
        path in prop::sample::select(paths))| {
        runtime.block_on(async {
            for body in [bytes, values[0].to_string().into_bytes()] {
                let answer = door.post(path, body).await;
                prop_assert!(!answer.status.is_server_error(), "{path}: {}", answer.text);
            }
            number.set(number.get() + 1);
            let good = format!("good {}", number.get());
            let mut batch = values.clone();
            batch.insert(batch.len() / 2, track(&good, "u", Some("good")));
            let body = json!({ "batch": batch }).to_string();
            let answer = door.post("/v1/batch", body).await;
            prop_assert_eq!(answer.status, StatusCode::OK, "{}", answer.text);
            Ok(())
        })?;
    });
    let of_good = runtime.block_on(async {
        let accounts = door.site.app.state.resolve_accounts(&["good".to_owned()]).await.expect("reads");
        door.site.app.state.inbox_of_account(accounts["good"], 0).await.expect("reads").len()
    });
    assert_eq!(of_good, number.get() as usize, "each good event was kept, whatever stood beside it");
}

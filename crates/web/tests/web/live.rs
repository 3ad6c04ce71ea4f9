//! The page that shows what arrives.

use crate::site::Site;
use axum::http::StatusCode;
use banso_app::ingest::SourceTerms;
use futures::StreamExt;
use tower::ServiceExt;

const TERMS: SourceTerms = SourceTerms { browser: false, makes_accounts: true, per_minute: None };

#[tokio::test]
async fn what_arrives_is_counted_and_shown_to_members_as_it_comes() {
    let (site, admin) = Site::ready().await;
    let empty = admin.get("/live").await;
    assert!(empty.text.contains("href=\"/sources/new\""), "the first step is offered");
    let (_, key) = site.app.make_source("<b>app</b>", TERMS, None).await.expect("a source");
    let viewer = site.member(&admin, "viewer").await;
    // Listening before it comes.
    let mut request = axum::http::Request::get("/live/stream").header("host", "localhost");
    let jar = viewer.cookies.lock().expect("a jar").clone();
    request = request.header("cookie", jar.iter().map(|(n, v)| format!("{n}={v}")).collect::<Vec<_>>().join("; "));
    let stream = site.router.clone().oneshot(request.body(axum::body::Body::empty()).expect("a request")).await;
    let stream = stream.expect("an answer");
    assert_eq!(stream.status(), StatusCode::OK);
    let mut rows = stream.into_body().into_data_stream();
    let body = format!(
        "{{\"writeKey\":\"{key}\",\"batch\":[{{\"type\":\"track\",\"userId\":\"u\",\"event\":\"<script>\",\
         \"context\":{{\"groupId\":\"a\"}}}},{{\"type\":\"track\",\"userId\":\"u\"}}]}}"
    );
    let answer = viewer.send(axum::http::Request::post("/v1/batch").body(body.into()).expect("a request")).await;
    assert_eq!(answer.status, StatusCode::OK);
    let mut seen = String::new();
    while seen.matches("<tr>").count() < 2 {
        let chunk = tokio::time::timeout(std::time::Duration::from_secs(10), rows.next()).await.expect("in time");
        seen.push_str(&String::from_utf8_lossy(&chunk.expect("goes on").expect("reads")));
    }
    let page = viewer.get("/live").await.text;
    for text in [&seen, &page] {
        assert!(text.contains("&lt;script&gt;") || text.contains("&#60;script&#62;"), "{text}");
        assert!(!text.contains("<script>") && !text.contains("<b>app"));
        assert!(text.contains("イベント名なし"));
        assert!(text.contains("href=\"/accounts/1\""));
    }
    assert!(!page.contains("href=\"/sources/"), "a viewer changes no keys");
    assert!(admin.get("/live").await.text.contains("href=\"/sources/1\""));
}

#[tokio::test]
async fn a_source_needs_a_name_of_its_own_and_a_limit_that_makes_sense() {
    let (_site, admin) = Site::ready().await;
    let form = [("name", " "), ("place", "server"), ("per_minute", "")];
    assert_eq!(admin.post("/sources/new", &form).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    let form = [("name", "app"), ("place", "browser"), ("per_minute", "１")];
    assert_eq!(admin.post("/sources/new", &form).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    let form = [("name", "app"), ("place", "browser"), ("per_minute", "6,000")];
    let page = admin.post("/sources/new", &form).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.text.contains("writeKey"), "browsers put the key into the body");
    assert_eq!(admin.post("/sources/new", &form).await.status, StatusCode::UNPROCESSABLE_ENTITY, "the name is taken");
    let form = [("place", "server"), ("per_minute", "0")];
    assert_eq!(admin.post("/sources/1/terms", &form).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    let form = [("place", "server"), ("per_minute", "50")];
    assert_eq!(admin.post("/sources/1/terms", &form).await.status, StatusCode::SEE_OTHER);
    assert_eq!(admin.get("/sources/77").await.status, StatusCode::NOT_FOUND);
}

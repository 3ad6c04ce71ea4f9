//! Security headers on every answer, also errors, files and redirects.

use crate::site::{Browser, Site};
use axum::body::Body;
use axum::http::{Request, StatusCode};
use banso_web::routes::Who;
use banso_web::{Options, routes};

const WANTED: [&str; 6] = [
    "content-security-policy",
    "x-content-type-options",
    "referrer-policy",
    "x-frame-options",
    "x-request-id",
    "cache-control",
];

fn addressed(path: &str) -> String {
    path.replace("{id}", "1").replace("{token}", "none").replace("{version}", "0").replace("{name}", "style.css")
}

#[tokio::test]
async fn every_answer_carries_the_security_headers() {
    let site = Site::new().await;
    let browser = Browser::new(&site);
    let mut paths: Vec<String> =
        routes::table().iter().filter(|route| route.who != Who::Key).map(|route| addressed(route.path)).collect();
    paths.extend(["/no/such/page".to_owned(), "/%ff".to_owned(), banso_web::asset("style.css")]);
    for path in &paths {
        for method in ["GET", "POST", "PUT", "DELETE", "HEAD"] {
            let request = Request::builder().method(method).uri(path).body(Body::from("x=1")).expect("a request");
            let answer = browser.send(request).await;
            for name in WANTED {
                assert!(answer.headers.contains_key(name), "{method} {path} ({}) lacks {name}", answer.status);
            }
            let policy = answer.headers["content-security-policy"].to_str().expect("text");
            for part in ["default-src 'none'", "object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'"] {
                assert!(policy.contains(part), "{path}: {part}");
            }
            assert!(!policy.contains("unsafe"), "{path}");
            assert!(!answer.headers.contains_key("strict-transport-security"), "no HSTS over plain http");
        }
    }
}

#[tokio::test]
async fn over_https_browsers_are_told_to_stay_there() {
    let site = Site::with(Options { https: true, proxied: false }).await;
    let answer = Browser::new(&site).get("/no/such/page").await;
    assert_eq!(answer.headers["strict-transport-security"], "max-age=31536000");
}

#[tokio::test]
async fn an_error_page_is_in_the_readers_language_with_an_id_and_nothing_internal() {
    let site = Site::new().await;
    let browser = Browser::new(&site);
    let ja = browser.get("/no/such/page").await;
    assert_eq!(ja.status, StatusCode::NOT_FOUND);
    assert!(ja.text.contains("<html lang=\"ja\">"));
    let id = ja.headers["x-request-id"].to_str().expect("text");
    assert!(ja.text.contains(id), "the id stands on the page");
    let request = Request::get("/no/such/page").header("accept-language", "en-GB,ja;q=0.5");
    let en = browser.send(request.body(Body::empty()).expect("a request")).await;
    assert!(en.text.contains("<html lang=\"en\">") && en.text.contains("not found"));
}

#[tokio::test]
async fn files_have_an_address_that_changes_with_their_content_and_may_be_kept() {
    let site = Site::new().await;
    let browser = Browser::new(&site);
    for name in ["style.css", "app.js", "keys.js", "forms.js", "dialogs.js", "icons.svg", "mark.svg"] {
        let answer = browser.get(&banso_web::asset(name)).await;
        assert_eq!(answer.status, StatusCode::OK, "{name}");
        assert!(answer.headers["cache-control"].to_str().expect("text").contains("immutable"), "{name}");
    }
    assert_eq!(browser.get("/assets/0000000000000000/style.css").await.status, StatusCode::NOT_FOUND);
}

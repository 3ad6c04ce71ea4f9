//! Forms from elsewhere, and fields that nobody asked for (RELIABILITY test 21).

use crate::site::{Browser, PASSWORD, Site, encode, set_up_form};
use axum::body::Body;
use axum::http::{Method, Request, StatusCode};
use banso_web::routes::{self, Who};

fn addressed(path: &str) -> String {
    path.replace("{id}", "1").replace("{token}", "none")
}

/// Mail services post here without a page or a cookie, and with a body of their own: the link is the right to do so.
const ONE_CLICK: &str = "/u/{token}";

/// Posting routes that a signed-in administrator reaches and that take an ordinary form.
fn forms() -> Vec<String> {
    let form = |route: &routes::Route| {
        route.method == Method::POST && !route.upload && route.who != Who::Key && route.path != ONE_CLICK
    };
    let posts = routes::table().into_iter().filter(form);
    posts.map(|route| addressed(route.path)).collect()
}

/// Names of columns of the tables behind the forms, names that other products were broken by, and made-up ones.
fn foreign_fields() -> Vec<String> {
    let columns = [
        "id",
        "mail_key",
        "totp_secret",
        "totp_step",
        "created_at",
        "disabled_at",
        "member",
        "member_id",
        "owner",
        "token_hash",
        "complete",
        "seen_at",
        "expires_at",
        "browser",
        "address",
        "is_admin",
        "admin",
        "roles",
        "role[]",
        "password_hash",
        "verification_code",
        "__proto__",
        "constructor",
        "_method",
        "workspace_id",
        "session",
    ];
    let mut all: Vec<String> = columns.iter().map(|name| (*name).to_owned()).collect();
    all.extend((0..50).map(|n| format!("unknown_{n}")));
    all
}

#[tokio::test]
async fn every_form_refuses_fields_that_it_does_not_have_by_name() {
    let (site, admin) = Site::ready().await;
    let before = site.app.state.members().await.expect("members");
    for path in forms() {
        for field in foreign_fields() {
            let answer = admin.post(&path, &[(&field, "1")]).await;
            assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{path} took {field}");
            assert!(answer.text.contains(&format!("「{field}」")), "{path} does not name {field}");
        }
    }
    assert_eq!(site.app.state.members().await.expect("members"), before, "nothing changed");
}

#[tokio::test]
async fn every_form_refuses_doubled_fields_lists_for_scalars_and_other_bodies() {
    let (_site, admin) = Site::ready().await;
    let token = admin.token().await;
    for path in forms() {
        let twice = admin.post_raw(&path, &encode(&[("_token", &token), ("role", "csm"), ("role", "admin")])).await;
        assert_eq!(twice.status, StatusCode::BAD_REQUEST, "{path}");
        assert!(twice.text.contains("「role」"), "{path}");
        let request = Request::post(&path)
            .header("sec-fetch-site", "same-origin")
            .header("content-type", "application/json")
            .body(Body::from(format!("{{\"_token\":\"{token}\"}}")));
        assert_eq!(admin.send(request.expect("a request")).await.status, StatusCode::BAD_REQUEST, "{path} took JSON");
    }
}

#[tokio::test]
async fn a_new_member_cannot_choose_more_than_name_address_and_role() {
    let (site, admin) = Site::ready().await;
    for field in foreign_fields() {
        let form = [("name", "a"), ("mail", "a@example.jp"), ("role", "csm"), (field.as_str(), "1")];
        assert_eq!(admin.post("/members/new", &form).await.status, StatusCode::BAD_REQUEST, "{field}");
    }
    assert_eq!(site.app.state.member_count().await.expect("a count"), 1);
    let unknown = admin.post("/members/new", &[("name", "a"), ("mail", "a@example.jp"), ("role", "root")]).await;
    assert_eq!(unknown.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn the_set_up_form_takes_no_role_and_no_id() {
    let site = Site::new().await;
    let browser = Browser::new(&site);
    let token = site.app.setup_token().await.expect("a state").expect("first run").to_owned();
    for field in foreign_fields() {
        let mut form = set_up_form(&token, "a@example.jp", PASSWORD);
        form.push((&field, "1"));
        assert_eq!(browser.post("/set-up", &form).await.status, StatusCode::BAD_REQUEST, "{field}");
    }
    assert_eq!(site.app.state.member_count().await.expect("a count"), 0);
}

#[tokio::test]
async fn a_form_from_another_site_or_without_the_sessions_token_changes_nothing() {
    let (site, admin) = Site::ready().await;
    let token = admin.token().await;
    let before = site.app.state.events(i64::MAX, 100).await.expect("events");
    let posts = |route: &routes::Route| route.method == Method::POST && route.who != Who::Key;
    for route in routes::table().into_iter().filter(posts) {
        let path = addressed(route.path);
        let kind = if route.upload { "multipart/form-data; boundary=x" } else { "application/x-www-form-urlencoded" };
        let with = if route.upload {
            format!("--x\r\ncontent-disposition: form-data; name=\"_token\"\r\n\r\n{token}\r\n--x--\r\n")
        } else {
            encode(&[("_token", &token)])
        };
        let foreign: [&[(&str, &str)]; 5] = [
            &[("sec-fetch-site", "cross-site"), ("origin", "https://evil.test")],
            &[("sec-fetch-site", "same-site")],
            &[("origin", "https://evil.test"), ("host", "localhost")],
            &[("origin", "null"), ("host", "localhost")],
            &[],
        ];
        for headers in foreign {
            let mut request = Request::post(&path).header("content-type", kind);
            for (name, value) in headers {
                request = request.header(*name, *value);
            }
            let answer = admin.send(request.body(Body::from(with.clone())).expect("a request")).await;
            assert_eq!(answer.status, StatusCode::FORBIDDEN, "{path} {headers:?}");
        }
        if route.path == ONE_CLICK || (route.who == Who::Public && admin.session().is_none()) {
            continue;
        }
        for body in [with.replace(&token, "another"), with.replace(&token, ""), String::new()] {
            let request = Request::post(&path).header("content-type", kind).header("sec-fetch-site", "same-origin");
            let answer = admin.send(request.body(Body::from(body.clone())).expect("a request")).await;
            let refused = matches!(answer.status, StatusCode::FORBIDDEN | StatusCode::BAD_REQUEST);
            assert!(refused, "{path} with {body:?}: {}", answer.status);
        }
    }
    assert_eq!(site.app.state.events(i64::MAX, 100).await.expect("events"), before, "nothing happened");
}

#[tokio::test]
async fn a_body_larger_than_the_form_takes_is_refused() {
    let (_site, admin) = Site::ready().await;
    let answer = admin.post("/me/profile", &[("name", &"あ".repeat(100_000)), ("lang", "ja")]).await;
    assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE);
}

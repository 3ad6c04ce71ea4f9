//! The access matrix: every route of the table × each role × signed out. A page that is not in the table does not
//! exist, so none can be missing here; a new kind of access does not compile.

use crate::site::{Browser, Site};
use axum::http::{Method, StatusCode};
use banso_domain::members::Role;
use banso_web::routes::{self, Who};

fn addressed(path: &str) -> String {
    path.replace("{id}", "999999")
        .replace("{token}", "none")
        .replace("{person}", "999999")
        .replace("{version}", "0")
        .replace("{name}", "none")
}

/// Whether the table lets this reader through.
fn lets(who: Who, role: Option<Role>) -> bool {
    match who {
        Who::Public => true,
        Who::SignedIn => role.is_some(),
        Who::AtLeast(least) => role.is_some_and(|role| role >= least),
        Who::Key => false,
    }
}

#[tokio::test]
async fn every_route_does_what_the_table_says_for_everybody() {
    let (site, admin) = Site::ready().await;
    let mut readers = vec![(None, Browser::new(&site))];
    for role in [Role::Viewer, Role::Csm, Role::Manager] {
        readers.push((Some(role), site.member(&admin, role.code()).await));
    }
    readers.push((Some(Role::Admin), admin));
    for route in routes::table() {
        if route.path == "/sign-out" {
            continue; // would end the reader's session; coming_in.rs tests it
        }
        let path = addressed(route.path);
        for (role, browser) in &readers {
            let name = format!("{} {path} as {role:?}", route.method);
            if path == "/live/stream" && role.is_some() {
                continue; // goes on until the server ends; live.rs tests that members hear it
            }
            let answer = match route.method {
                Method::GET => browser.get(&path).await,
                // A form with a field that nobody knows: whoever is let through is told so by name.
                _ => browser.post(&path, &[("no_such_field", "1")]).await,
            };
            if route.who == Who::Key {
                assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{name}: a form is no JSON");
                continue; // a session opens nothing here; ingest.rs tests who does
            }
            match (lets(route.who, *role), role) {
                (false, None) => {
                    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{name}");
                    assert!(answer.to().starts_with("/sign-in?next="), "{name} leads to {}", answer.to());
                }
                (false, Some(_)) => {
                    assert_eq!(answer.status, StatusCode::NOT_FOUND, "{name}");
                    let missing = browser.get("/no/such/page").await;
                    let strip = |answer: &crate::site::Answer, path: &str| {
                        let id = answer.headers["x-request-id"].to_str().expect("text").to_owned();
                        crate::site::without_tokens(
                            &answer.text.replace(&id, "ID").replace(path, "PATH").replace(" aria-current=\"page\"", ""),
                        )
                    };
                    assert_eq!(strip(&answer, &path), strip(&missing, "/no/such/page"), "{name} differs from missing");
                }
                (true, _) if route.method == Method::GET => {
                    assert!(!answer.status.is_server_error(), "{name}: {}", answer.text);
                    assert!(!answer.to().starts_with("/sign-in?next="), "{name} was sent to sign-in");
                }
                (true, _) => {
                    let fine = [StatusCode::BAD_REQUEST, StatusCode::NOT_FOUND, StatusCode::FORBIDDEN];
                    assert!(fine.contains(&answer.status), "{name}: {}", answer.status);
                }
            }
        }
    }
}

#[tokio::test]
async fn the_rail_shows_only_pages_that_exist_and_may_be_seen() {
    let (site, admin) = Site::ready().await;
    let viewer = site.member(&admin, "viewer").await;
    let seen = viewer.get("/me").await.text;
    assert!(!seen.contains("href=\"/settings\""), "a viewer has no settings");
    assert!(seen.contains("href=\"/members\""));
    let page = scraper::Html::parse_document(&admin.get("/me").await.text);
    let links = scraper::Selector::parse("a[href^='/']").expect("a selector");
    for link in page.select(&links) {
        let to = link.attr("href").unwrap_or_default();
        assert_ne!(admin.get(to).await.status, StatusCode::NOT_FOUND, "{to} is linked but does not exist");
    }
}

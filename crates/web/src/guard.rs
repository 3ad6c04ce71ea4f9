//! Before any handler: may this person use this route, and does a change really come from our own page?

use crate::Cx;
use crate::fail::Fail;
use crate::routes::Who;
use axum::extract::{DefaultBodyLimit, Request, State};
use axum::http::{HeaderMap, Method, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

/// What a route demands.
#[derive(Clone)]
pub struct Limits {
    /// Who may.
    pub who: Who,
    /// Largest body in bytes.
    pub body: usize,
}

/// Lets a request through to its handler, or says why not.
pub async fn guard(State(limits): State<Limits>, cx: Cx, mut request: Request, next: Next) -> Response {
    match limits.who {
        Who::Public => {}
        Who::SignedIn if cx.principal.is_some() => {}
        Who::AtLeast(role) if cx.has(role) => {}
        _ if cx.principal.is_some() => return Fail::NotFound.into_response(),
        _ => return Fail::SignIn.into_response(),
    }
    if request.method() != Method::GET {
        if !same_origin(request.headers()) {
            return Fail::Foreign.into_response();
        }
        // Nobody may change today's data while seeing another day's.
        if cx.looking.is_some() && limits.who != Who::Public && !about_oneself(&cx.path) {
            return Fail::Past.into_response();
        }
        let announced =
            request.headers().get(header::CONTENT_LENGTH).and_then(|value| value.to_str().ok()?.parse().ok());
        if announced.is_some_and(|length: usize| length > limits.body) {
            return Fail::TooLarge.into_response();
        }
    }
    DefaultBodyLimit::max(limits.body).apply(&mut request);
    next.run(request).await
}

/// Changes that no day has to do with.
fn about_oneself(path: &str) -> bool {
    path == "/sign-out" || path.starts_with("/me/")
}

/// Browsers say where a request was made: `Sec-Fetch-Site` on https and loopback, `Origin` on every POST. One of them
/// must be there and say that it was our own page.
pub(crate) fn same_origin(headers: &HeaderMap) -> bool {
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    if let Some(site) = text("sec-fetch-site") {
        return site == "same-origin";
    }
    let (Some(origin), Some(host)) = (text("origin"), text("host")) else { return false };
    origin.strip_prefix("https://").or_else(|| origin.strip_prefix("http://")) == Some(host)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(pairs: &[(&'static str, &str)]) -> HeaderMap {
        pairs.iter().map(|(name, value)| (name.parse().expect("a name"), value.parse().expect("a value"))).collect()
    }

    #[test]
    fn only_our_own_pages_may_post() {
        for (expected, pairs) in [
            (true, vec![("sec-fetch-site", "same-origin")]),
            (true, vec![("origin", "https://cs.example.jp"), ("host", "cs.example.jp")]),
            (true, vec![("origin", "http://127.0.0.1:8080"), ("host", "127.0.0.1:8080")]),
            (false, vec![]),
            (false, vec![("host", "cs.example.jp")]),
            (false, vec![("origin", "null"), ("host", "cs.example.jp")]),
            (false, vec![("origin", "https://cs.example.jp.evil.test"), ("host", "cs.example.jp")]),
            (false, vec![("origin", "https://evil.test"), ("host", "cs.example.jp")]),
            (
                false,
                vec![("sec-fetch-site", "same-site"), ("origin", "https://cs.example.jp"), ("host", "cs.example.jp")],
            ),
            (false, vec![("sec-fetch-site", "cross-site")]),
            (false, vec![("sec-fetch-site", "none")]),
        ] {
            assert_eq!(same_origin(&headers(&pairs)), expected, "{pairs:?}");
        }
    }
}

//! What senders hear. Programs read it, and developers in their logs: English, with a stable code.

use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use banso_app::Refused;
use banso_app::ingest::{Shut, Unreadable};

/// Seconds after which a sender may come again when something broke.
const AGAIN: u32 = 5;

/// Why a request was not taken.
#[derive(Debug)]
pub(super) enum Answer {
    /// No such path.
    Nothing,
    /// Without a write key.
    NoKey,
    /// The key opens nothing (any more).
    UnknownKey,
    /// Sent by a page in a browser with a key that is kept from browsers.
    NotForBrowsers,
    /// Above the source's limit; again after so many seconds.
    TooMany(u32),
    /// The body cannot be used.
    Body(Unreadable),
    /// Not now.
    Shut(Shut),
}

impl From<Unreadable> for Answer {
    fn from(why: Unreadable) -> Self {
        Self::Body(why)
    }
}

impl From<Shut> for Answer {
    fn from(why: Shut) -> Self {
        Self::Shut(why)
    }
}

impl From<Refused> for Answer {
    fn from(error: Refused) -> Self {
        tracing::error!(%error, "events could not be taken");
        Self::Shut(Shut::Broken)
    }
}

impl Answer {
    pub(super) fn respond(self) -> Response {
        let (status, code, message, again) = match self {
            Self::Nothing => (StatusCode::NOT_FOUND, "not-found", "there is nothing here".to_owned(), None),
            Self::NoKey => (StatusCode::UNAUTHORIZED, "no-key", "a write key is needed".to_owned(), None),
            Self::UnknownKey => (
                StatusCode::UNAUTHORIZED,
                "unknown-key",
                "this write key is not known, or was revoked".to_owned(),
                None,
            ),
            Self::NotForBrowsers => (
                StatusCode::UNAUTHORIZED,
                "not-for-browsers",
                "this write key is not marked for browsers".to_owned(),
                None,
            ),
            Self::TooMany(seconds) => (
                StatusCode::TOO_MANY_REQUESTS,
                "limit",
                "the limit of events a minute of this source is reached".to_owned(),
                Some(seconds),
            ),
            Self::Body(why) => (StatusCode::BAD_REQUEST, why.code(), why.to_string(), None),
            Self::Shut(Shut::Busy(seconds)) => {
                (StatusCode::SERVICE_UNAVAILABLE, "busy", "too much at once".to_owned(), Some(seconds))
            }
            Self::Shut(Shut::Full(seconds)) => {
                (StatusCode::SERVICE_UNAVAILABLE, "full", "the disk is full".to_owned(), Some(seconds))
            }
            Self::Shut(Shut::Broken) => {
                (StatusCode::SERVICE_UNAVAILABLE, "broken", "nothing can be kept just now".to_owned(), Some(AGAIN))
            }
        };
        let body = serde_json::json!({"success": false, "code": code, "message": message});
        let mut response = (status, json(body.to_string())).into_response();
        if let Some(seconds) = again {
            response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        response
    }
}

pub(super) fn success() -> Response {
    json("{\"success\":true}").into_response()
}

/// Pages of any site may ask; which keys browsers may use is decided by the key, and no cookie ever counts here.
pub(super) fn preflight() -> Response {
    let mut headers = shared_headers();
    for (name, value) in [
        (header::ACCESS_CONTROL_ALLOW_METHODS, "POST"),
        (header::ACCESS_CONTROL_ALLOW_HEADERS, "authorization, content-type, content-encoding"),
        (header::ACCESS_CONTROL_MAX_AGE, "86400"),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    (StatusCode::NO_CONTENT, headers).into_response()
}

fn json(body: impl Into<axum::body::Body>) -> impl IntoResponse {
    let mut headers = shared_headers();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
    (headers, body.into())
}

fn shared_headers() -> HeaderMap {
    let mut headers = HeaderMap::new();
    for (name, value) in [
        (header::ACCESS_CONTROL_ALLOW_ORIGIN, "*"),
        (header::CACHE_CONTROL, "no-store"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    headers
}

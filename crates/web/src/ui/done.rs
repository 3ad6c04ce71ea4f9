//! After something was done: back to a page, with one sentence there and perhaps a way to undo it.

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use std::fmt::Write;

/// Redirects to `path` (303), which will show the message `notice` once, with an undo button when there is a path that
/// takes the form to undo.
#[must_use]
pub fn done(path: &str, notice: &str, undo: Option<&str>) -> Response {
    let mut response = see(path);
    let cookie = format!("notice={notice}!{}; Path=/; Max-Age=20; SameSite=Lax; HttpOnly", undo.unwrap_or_default());
    if let Ok(value) = HeaderValue::from_str(&cookie) {
        response.headers_mut().append(header::SET_COOKIE, value);
    }
    response
}

/// Redirects to a path of this site (303), whatever letters it has; anything else leads home.
#[must_use]
pub fn see(path: &str) -> Response {
    let mut to = String::with_capacity(path.len());
    for byte in own(path).bytes() {
        match byte {
            0x21..=0x7e => to.push(char::from(byte)),
            _ => {
                let _ = write!(to, "%{byte:02X}");
            }
        }
    }
    let to = HeaderValue::from_str(&to).unwrap_or(HeaderValue::from_static("/"));
    (StatusCode::SEE_OTHER, [(header::LOCATION, to)]).into_response()
}

/// A path of this site, never another host's address.
pub(crate) fn own(path: &str) -> &str {
    let own = path.starts_with('/') && !path.starts_with("//") && !path.contains(['\\', '\r', '\n', '\t']);
    if own { path } else { "/" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_never_comes_back_to_another_site() {
        for foreign in
            ["//evil.test", "https://evil.test/", "/\\evil.test", "\\\\evil.test", "javascript:1", "", "/\t/a"]
        {
            assert_eq!(own(foreign), "/", "{foreign}");
        }
        assert_eq!(own("/accounts?q=青空"), "/accounts?q=青空");
        assert_eq!(see("/accounts?q=空").headers()["location"], "/accounts?q=%E7%A9%BA");
    }
}

//! The write key of a request: the user of Basic authentication, a Bearer token; in the body where there is neither.

use axum::http::{HeaderMap, header};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;

/// The key in the header, if there is one.
pub(super) fn presented(headers: &HeaderMap) -> Option<String> {
    let value = headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    let (scheme, rest) = value.split_once(' ')?;
    let rest = rest.trim();
    if scheme.eq_ignore_ascii_case("bearer") {
        return Some(rest.to_owned());
    }
    if !scheme.eq_ignore_ascii_case("basic") {
        return None;
    }
    let pair = String::from_utf8(STANDARD.decode(rest).ok()?).ok()?;
    let user = pair.split_once(':').map_or(pair.as_str(), |(user, _)| user);
    (!user.is_empty()).then(|| user.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_key_is_the_user_of_basic_or_the_bearers_token() {
        for (header, expected) in [
            ("Basic YmtfMTIzOg==", Some("bk_123")),
            ("basic YmtfMTIzOnNlY3JldA==", Some("bk_123")),
            ("Bearer bk_123", Some("bk_123")),
            ("Basic Og==", None),
            ("Basic !!!", None),
            ("Digest x", None),
            ("", None),
        ] {
            let mut headers = HeaderMap::new();
            headers.insert(header::AUTHORIZATION, header.parse().expect("a value"));
            assert_eq!(presented(&headers).as_deref(), expected, "{header}");
        }
        assert_eq!(presented(&HeaderMap::new()), None);
    }
}

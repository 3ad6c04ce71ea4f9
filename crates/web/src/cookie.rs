//! The session's cookie.

use crate::{Options, Shared};
use axum::extract::{ConnectInfo, FromRequestParts};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::Response;
use banso_app::auth::Visitor;
use std::convert::Infallible;
use std::net::SocketAddr;

/// The cookie's name: over https the prefix makes browsers refuse it from other hosts, paths and plain http.
fn name(options: &Options) -> &'static str {
    if options.https { "__Host-banso" } else { "banso" }
}

/// The session's token that a browser presents.
pub(crate) fn token<'a>(headers: &'a HeaderMap, options: &Options) -> Option<&'a str> {
    crate::outer::named(headers, name(options)).filter(|token| !token.is_empty())
}

/// Gives the browser a session's token, or takes it away when it is empty.
pub(crate) fn set(response: &mut Response, options: &Options, token: &str) {
    let secure = if options.https { "; Secure" } else { "" };
    let end = if token.is_empty() { "; Max-Age=0" } else { "" };
    let cookie = format!("{}={token}; Path=/; HttpOnly; SameSite=Lax{secure}{end}", name(options));
    if let Ok(value) = HeaderValue::from_str(&cookie) {
        response.headers_mut().append(header::SET_COOKIE, value);
    }
}

/// Who asks: network address and browser.
pub struct Caller(pub Visitor);

impl FromRequestParts<Shared> for Caller {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, shared: &Shared) -> Result<Self, Infallible> {
        let text = |name: header::HeaderName| parts.headers.get(name).and_then(|value| value.to_str().ok());
        let peer = parts.extensions.get::<ConnectInfo<SocketAddr>>().map(|info| info.0.ip().to_string());
        let forwarded =
            parts.headers.get_all("x-forwarded-for").iter().next_back().and_then(|value| value.to_str().ok());
        // Only the last entry was written by our own proxy; the ones before came from the caller.
        let told = forwarded.and_then(|list| list.rsplit(',').next()).map(|entry| entry.trim().to_owned());
        let address = if shared.options.proxied { told.or(peer) } else { peer };
        let browser = text(header::USER_AGENT).unwrap_or_default().to_owned();
        let lang = Some(crate::outer::lang_of(&parts.headers));
        Ok(Self(Visitor { address: address.unwrap_or_default(), browser, lang }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::response::IntoResponse;

    #[test]
    fn over_https_the_cookie_is_bound_to_the_host() {
        let mut response = ().into_response();
        set(&mut response, &Options { https: true, proxied: false }, "abc");
        let cookie = response.headers()["set-cookie"].to_str().expect("text").to_owned();
        assert_eq!(cookie, "__Host-banso=abc; Path=/; HttpOnly; SameSite=Lax; Secure");
    }
}

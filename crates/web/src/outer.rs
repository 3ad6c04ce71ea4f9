//! Around every answer, also errors and files: who asks, security headers, an id, and pages for failures.

use crate::fail::{self, Fail};
use crate::{Cx, Facts, Notice, Shared, cookie, turned};
use axum::Router;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Uri, header};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use banso_app::{Principal, Refused};
use banso_kernel::{Lang, Zone};
use banso_words::words;
use std::fmt::Write;
use tower_http::compression::CompressionLayer;

/// Nothing but our own files runs or is shown; no plug-in, no foreign form target. A frame shows only what lets itself be
/// framed, which is mail ([`Framed`]).
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; \
    connect-src 'self'; frame-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; \
    object-src 'none'; frame-ancestors 'none'";

/// For a mail in a frame of our own pages: nothing of it runs, is loaded, posts or leads anywhere; its own styles count,
/// because mail has no others.
const FRAMED: &str = "default-src 'none'; style-src 'unsafe-inline'; sandbox; form-action 'none'; base-uri 'none'; \
    object-src 'none'; frame-ancestors 'self'";

/// Marks an answer that is a mail as its receiver sees it, for a frame.
#[derive(Clone, Copy)]
pub(crate) struct Framed;

/// Headers of every answer. The referrer stays inside the site, because browsers then still send `Origin`.
const HEADERS: [(&str, &str); 7] = [
    ("content-security-policy", POLICY),
    ("x-content-type-options", "nosniff"),
    ("referrer-policy", "same-origin"),
    ("x-frame-options", "DENY"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    ("permissions-policy", "camera=(), microphone=(), geolocation=(), payment=(), usb=()"),
];

/// Puts the outermost layer and compression around the router.
pub(crate) fn wrap(router: Router<Shared>, shared: &Shared) -> Router<Shared> {
    router.layer(from_fn_with_state(shared.clone(), around)).layer(CompressionLayer::new())
}

async fn around(State(shared): State<Shared>, mut request: Request, next: Next) -> Response {
    let (method, asked) = (request.method().clone(), request.headers().clone());
    let (cx, mut response) = match context(&shared, request.uri().clone(), asked.clone()).await {
        Ok(cx) => {
            request.extensions_mut().insert(cx.clone());
            let response = match turned::lead(&cx, &method, &asked, &shared.options) {
                Some(elsewhere) => elsewhere,
                None => next.run(request).await,
            };
            (cx, response)
        }
        Err(refused) => (stranger(&request), Fail::from(refused).into_response()),
    };
    let status = response.status();
    if let Some(fail) = response.extensions_mut().remove::<Fail>() {
        response = fail::answer(&cx, fail);
    } else if (status.is_client_error() || status.is_server_error()) && !is_page(response.headers()) {
        response = fail::answer(&cx, Fail::of_status(status));
    }
    if status.is_server_error() {
        tracing::error!(request = cx.request_id, path = cx.path, "answered {status}");
    }
    let response_is_page = is_page(response.headers());
    let framed = response.extensions_mut().remove::<Framed>().is_some();
    let headers = response.headers_mut();
    for (name, value) in HEADERS {
        headers.insert(HeaderName::from_static(name), HeaderValue::from_static(value));
    }
    if framed {
        headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(FRAMED));
        headers.insert(header::X_FRAME_OPTIONS, HeaderValue::from_static("SAMEORIGIN"));
    }
    if shared.options.https {
        let year = HeaderValue::from_static("max-age=31536000");
        headers.insert(header::STRICT_TRANSPORT_SECURITY, year);
    }
    if response_is_page && status.is_success() {
        turned::note(&cx, &asked, &shared.options, &mut response);
    }
    let headers = response.headers_mut();
    if cx.notice.is_some() && response_is_page && status.is_success() {
        headers.append(header::SET_COOKIE, HeaderValue::from_static("notice=; Path=/; Max-Age=0"));
    }
    headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    if let Ok(id) = HeaderValue::from_str(&cx.request_id) {
        headers.insert(HeaderName::from_static("x-request-id"), id);
    }
    response
}

fn is_page(headers: &HeaderMap) -> bool {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    kind.starts_with("text/html") || kind.starts_with("application/json")
}

async fn context(shared: &Shared, uri: Uri, headers: HeaderMap) -> Result<Cx, Refused> {
    let app = &shared.app;
    let now = app.clock.now();
    let (mut id, mut form_mask) = ([0; 6], [0; 16]);
    app.entropy.fill(&mut id);
    app.entropy.fill(&mut form_mask);
    // Files need neither a session nor settings.
    let file = uri.path().starts_with("/assets/");
    let workspace = if file { None } else { Some(app.workspace().await?) };
    let current = match cookie::token(&headers, &shared.options) {
        Some(token) if !file => app.current(token).await?,
        _ => None,
    };
    let stands = if current.is_some() { Some(app.history_stands().await?) } else { None };
    let lang = current.as_ref().map_or_else(|| lang_of(&headers), |current| current.principal.lang);
    let zone = workspace.as_ref().map_or_else(Zone::tokyo, |workspace| workspace.zone.clone());
    let name = workspace.as_ref().map(|workspace| workspace.name.clone()).filter(|name| !name.is_empty());
    let real_day = workspace.as_ref().map_or_else(|| zone.day_of(now), |workspace| app.today(workspace));
    let looking = current.as_ref().and_then(|_| turned::asked(uri.query().unwrap_or_default(), &headers, real_day));
    let past = looking.filter(|_| turned::turns(uri.path()));
    let set = workspace.as_ref().is_some_and(|set| set.as_of.is_some_and(|day| day != zone.day_of(now)));
    Ok(Cx::new(Facts {
        lang,
        words: words(lang),
        principal: current.as_ref().map(|current| Principal { past, ..current.principal.clone() }),
        form_token: current.as_ref().map(|current| current.form_token.clone()).unwrap_or_default(),
        current,
        form_mask,
        path: uri.path().to_owned(),
        query: uri.query().unwrap_or_default().to_owned(),
        request_id: hex(&id),
        workspace: name.unwrap_or_else(|| "Banso".to_owned()),
        today: past.map_or(real_day, |past| past.day),
        real_day,
        looking,
        past: set,
        computing: stands.as_ref().and_then(|stands| stands.computing),
        // A day of the past is not waited for.
        mark: stands.map(|stands| stands.mark).filter(|_| past.is_none()),
        zone,
        now,
        single_keys: !file && app.single_keys().await?,
        notice: cookie_notice(&headers),
    }))
}

/// When even the reader cannot be found out: a page in the browser's language.
fn stranger(request: &Request) -> Cx {
    let lang = lang_of(request.headers());
    Cx::sample(lang, None).but(|facts| request.uri().path().clone_into(&mut facts.path))
}

/// The message that the request before left, such as `members-done-invited!/members/3/undo`.
fn cookie_notice(headers: &HeaderMap) -> Option<Notice> {
    let (id, undo) = named(headers, "notice")?.split_once('!')?;
    let known = words(Lang::En).has(id) && id.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
    let undo = Some(undo).filter(|path| !path.is_empty() && crate::ui::own(path) == *path).map(str::to_owned);
    known.then(|| Notice { id: id.to_owned(), undo })
}

/// The language of a signed-out reader: chosen before, else what the browser prefers, else Japanese.
pub(crate) fn lang_of(headers: &HeaderMap) -> Lang {
    if let Some(chosen) = named(headers, "lang").and_then(Lang::parse) {
        return chosen;
    }
    let wanted = headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    wanted.split(',').find_map(|tag| Lang::parse(tag.trim())).unwrap_or(Lang::Ja)
}

/// The value of a cookie.
pub(crate) fn named<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    let lines = headers.get_all(header::COOKIE).iter().filter_map(|line| line.to_str().ok());
    lines.flat_map(|line| line.split(';')).find_map(|pair| pair.trim().strip_prefix(name)?.strip_prefix('='))
}

/// Bytes as lower-case hexadecimal digits.
pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut out, byte| {
        let _ = write!(out, "{byte:02x}");
        out
    })
}

//! The day of the past that a reader turned the workspace back to. It stands in the address of every page (`as_of`), so
//! that a link shows a colleague the same (RULES 4), and in a cookie that brings it along from page to page.

use crate::outer::named;
use crate::ui::Empty;
use crate::{Cx, Options, ui};
use axum::http::{HeaderMap, HeaderValue, Method, header};
use axum::response::{IntoResponse, Redirect, Response};
use banso_domain::board::Past;
use banso_kernel::Day;

/// The parameter, and the one of a form beside it that asks for what was known then.
const NAME: &str = "as_of";
const KNOWN: &str = "as_of_known";
/// What the parameter says to come back.
const TODAY: &str = "today";

/// Whether the pages at `path` are turned back; all others show today, and say so.
pub(crate) fn turns(path: &str) -> bool {
    let below = |root: &str| path == root || path.strip_prefix(root).is_some_and(|rest| rest.starts_with('/'));
    below("/accounts") || below("/overview")
}

/// What the request asks for: its address, or else the cookie. None for today, for days to come and for what is no day.
pub(crate) fn asked(query: &str, headers: &HeaderMap, today: Day) -> Option<Past> {
    let text = parameter(query, NAME).or_else(|| named(headers, NAME).map(str::to_owned))?;
    let mut past = Past::parse(&text).filter(|past| past.day < today && past.day >= Day(0))?;
    past.known_then |= parameter(query, KNOWN).is_some();
    Some(past)
}

fn parameter(query: &str, name: &str) -> Option<String> {
    let mut pairs = url::form_urlencoded::parse(query.as_bytes());
    pairs.find(|(known, _)| known == name).map(|(_, value)| value.into_owned())
}

/// The address of the same page on another day; of today where there is none.
pub(crate) fn address(cx: &Cx, past: Option<Past>) -> String {
    let pairs = url::form_urlencoded::parse(cx.query.as_bytes()).into_owned();
    let mut pairs: Vec<(String, String)> = pairs.filter(|(name, _)| name != NAME && name != KNOWN).collect();
    pairs.extend(past.map(|past| (NAME.to_owned(), past.to_string())));
    ui::address(&cx.path, &pairs)
}

/// What an empty page says on a day of the past: that there is nothing of that day, and from which day on there is. None
/// for today, and where there is nothing of any day.
pub(crate) fn nothing(cx: &Cx, begins: Option<Day>) -> Option<Empty> {
    let (past, begins) = (cx.looking?, begins?);
    // Of a day whose data came later something may be there as soon as that counts.
    let day = if past.known_then { begins.max(past.day) } else { begins };
    let first = cx.words.day(begins);
    let needs = if past.known_then { "web-past-none-known" } else { "web-past-none-needs" };
    let (what, needs) = (cx.t1("web-past-none", "day", cx.words.day(past.day)), cx.t1(needs, "first", first));
    let label = cx.t1("web-past-none-do", "day", cx.words.day(day));
    let href = address(cx, Some(Past { day, known_then: false }));
    Some(Empty::new(cx, &what, &needs, &href, &label).primary())
}

/// The parameters of the page's address besides the day, for the form that asks for another.
pub(crate) fn others(cx: &Cx) -> Vec<(String, String)> {
    let pairs = url::form_urlencoded::parse(cx.query.as_bytes()).into_owned();
    pairs.filter(|(name, _)| name != NAME && name != KNOWN).collect()
}

/// Leads a browser that opens a page to the address that says its day. None where the address is right already.
pub(crate) fn lead(cx: &Cx, method: &Method, headers: &HeaderMap, options: &Options) -> Option<Response> {
    let accepted = headers.get(header::ACCEPT).and_then(|value| value.to_str().ok()).unwrap_or_default();
    if method != Method::GET || cx.principal.is_none() || !accepted.contains("text/html") {
        return None;
    }
    let said = parameter(&cx.query, NAME);
    let back = said
        .as_deref()
        .is_some_and(|said| said.is_empty() || said == TODAY || Day::parse_iso(said) == Some(cx.real_day));
    if !back && said == cx.looking.map(|past| past.to_string()) && parameter(&cx.query, KNOWN).is_none() {
        return None;
    }
    // What is no day of the past stays in the address, and the page says that it is not shown.
    if !back && cx.looking.is_none() {
        return None;
    }
    let past = cx.looking.filter(|_| !back);
    let mut response = Redirect::to(&address(cx, past)).into_response();
    remember(&mut response, options, past);
    Some(response)
}

/// Lets the browser bring the day along, where its cookie says another.
pub(crate) fn note(cx: &Cx, headers: &HeaderMap, options: &Options, response: &mut Response) {
    let kept = named(headers, NAME).filter(|text| !text.is_empty());
    if let Some(past) = cx.looking
        && kept != Some(past.to_string().as_str())
    {
        remember(response, options, Some(past));
    }
}

fn remember(response: &mut Response, options: &Options, past: Option<Past>) {
    let secure = if options.https { "; Secure" } else { "" };
    let (text, end) = past.map_or((String::new(), "; Max-Age=0"), |past| (past.to_string(), ""));
    if let Ok(value) = HeaderValue::from_str(&format!("{NAME}={text}; Path=/; HttpOnly; SameSite=Lax{secure}{end}")) {
        response.headers_mut().append(header::SET_COOKIE, value);
    }
}

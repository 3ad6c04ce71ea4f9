//! The second step of signing in: the code of the authenticator app.

use crate::form::Fields;
use crate::ui::{Field, FormPage, Kind};
use crate::{Caller, Cx, Fail, Form, Shared, cookie, ui};
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use banso_app::{Refused, Wrong};
use serde::Deserialize;

/// What the form sends.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Input {
    code: String,
    #[serde(default)]
    next: String,
}

impl Fields for Input {}

pub(super) fn page(cx: &Cx, next: &str, wrong: &[Wrong]) -> FormPage {
    let code = Field::new(cx, "code", "members-code", Kind::Line("text"));
    let code = code.fills("one-time-code").keyboard("numeric").max(20).help(cx, "members-code-help");
    FormPage::new(cx, "members-second", "/sign-in/code").wrong(wrong).hidden("next", next).field(code, wrong).alone()
}

/// The form, between password and code.
pub async fn show(cx: Cx, State(shared): State<Shared>, headers: HeaderMap) -> Result<Response, Fail> {
    let half = cookie::token(&headers, &shared.options).unwrap_or_default();
    if !shared.app.is_half_open(half).await? {
        return Ok(ui::see("/sign-in"));
    }
    Ok(page(&cx, &cx.asked("next").unwrap_or_default(), &[]).respond())
}

/// Checks the code; the half-open session becomes a new, whole one.
pub async fn create(
    cx: Cx,
    State(shared): State<Shared>,
    headers: HeaderMap,
    Caller(visitor): Caller,
    Form(input): Form<Input>,
) -> Result<Response, Fail> {
    let half = cookie::token(&headers, &shared.options).unwrap_or_default();
    match shared.app.second_factor(half, &input.code, &visitor).await {
        Ok(token) => {
            let mut response = ui::see(if input.next.is_empty() { "/" } else { &input.next });
            cookie::set(&mut response, &shared.options, &token);
            Ok(response)
        }
        Err(Refused::Input(wrong)) => Ok(page(&cx, &input.next, &wrong).respond()),
        // The five minutes are over: begin again.
        Err(Refused::Missing) => Ok(ui::see("/sign-in")),
        Err(refused) => Err(refused.into()),
    }
}

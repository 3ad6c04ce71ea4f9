//! Signing in and out.

use crate::form::{Fields, Nothing};
use crate::ui::{Field, FormPage};
use crate::{Caller, Cx, Fail, Form, Shared, cookie, ui};
use axum::extract::State;
use axum::response::Response;
use banso_app::auth::SignedIn;
use banso_app::{Refused, Wrong};
use serde::Deserialize;

/// What the form sends.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Input {
    mail: String,
    password: String,
    #[serde(default)]
    next: String,
}

impl Fields for Input {}

pub(super) fn page(cx: &Cx, input: &Input, wrong: &[Wrong]) -> FormPage {
    FormPage::new(cx, "members-sign-in", "/sign-in")
        .wrong(wrong)
        .hidden("next", &input.next)
        .field(Field::mail(cx, &input.mail), wrong)
        .field(Field::password(cx, "current-password"), wrong)
        .alone()
}

/// The form; during the first run it leads to the set-up.
pub async fn show(cx: Cx, State(shared): State<Shared>) -> Result<Response, Fail> {
    if shared.app.setup_token().await?.is_some() {
        return Ok(ui::see("/set-up"));
    }
    if cx.principal.is_some() {
        return Ok(ui::see("/"));
    }
    let next = cx.asked("next").unwrap_or_default();
    Ok(page(&cx, &Input { next, ..Input::default() }, &[]).respond())
}

/// Checks the password; a new session each time.
pub async fn create(
    cx: Cx,
    State(shared): State<Shared>,
    Caller(visitor): Caller,
    Form(input): Form<Input>,
) -> Result<Response, Fail> {
    let signed_in = match shared.app.sign_in(&input.mail, &input.password, &visitor).await {
        Ok(signed_in) => signed_in,
        Err(Refused::Input(wrong)) => return Ok(page(&cx, &input, &wrong).respond()),
        Err(refused) => return Err(refused.into()),
    };
    // A session that was open in this browser ends: nobody else's goes on under the new name.
    if let Some(current) = &cx.current {
        shared.app.sign_out(current).await?;
    }
    let next = if input.next.is_empty() { "/" } else { &input.next };
    let (mut response, token) = match signed_in {
        SignedIn::Complete(token) => (ui::see(next), token),
        SignedIn::SecondFactor(token) => {
            let next: String = url::form_urlencoded::byte_serialize(next.as_bytes()).collect();
            (ui::see(&format!("/sign-in/code?next={next}")), token)
        }
    };
    cookie::set(&mut response, &shared.options, &token);
    Ok(response)
}

/// Ends the session.
pub async fn end(cx: Cx, State(shared): State<Shared>, Form(_): Form<Nothing>) -> Result<Response, Fail> {
    shared.app.sign_out(cx.session()?).await?;
    let mut response = ui::see("/sign-in");
    cookie::set(&mut response, &shared.options, "");
    Ok(response)
}

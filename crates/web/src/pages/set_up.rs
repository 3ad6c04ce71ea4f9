//! First run: the first administrator.

use crate::form::Fields;
use crate::ui::{Field, FormPage, Kind};
use crate::{Caller, Cx, Fail, Form, Shared, cookie, ui};
use axum::extract::State;
use axum::response::Response;
use banso_app::auth::SetUp;
use banso_app::{Refused, Wrong};
use serde::Deserialize;

/// What the form sends.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Input {
    token: String,
    workspace: String,
    name: String,
    mail: String,
    password: String,
}

impl Fields for Input {}

pub(super) fn page(cx: &Cx, input: &Input, wrong: &[Wrong]) -> FormPage {
    let line = |name, label| Field::new(cx, name, label, Kind::Line("text"));
    FormPage::new(cx, "members-setup", "/set-up")
        .wrong(wrong)
        .field(line("token", "members-setup-token").value(&input.token).help(cx, "members-setup-token-help"), wrong)
        .field(line("workspace", "settings-workspace-name").value(&input.workspace).optional(cx), wrong)
        .field(line("name", "members-name").value(&input.name).fills("name"), wrong)
        .field(Field::mail(cx, &input.mail), wrong)
        .field(Field::password(cx, "new-password").help(cx, "members-password-help"), wrong)
        .alone()
}

/// The form, as long as there is no member. The console's link brings the token with it.
pub async fn show(cx: Cx, State(shared): State<Shared>) -> Result<Response, Fail> {
    shared.app.setup_token().await?.ok_or(Fail::NotFound)?;
    let token = cx.asked("token").unwrap_or_default();
    Ok(page(&cx, &Input { token, ..Input::default() }, &[]).respond())
}

/// Makes the administrator and signs in.
pub async fn create(
    cx: Cx,
    State(shared): State<Shared>,
    Caller(visitor): Caller,
    Form(input): Form<Input>,
) -> Result<Response, Fail> {
    let new = SetUp {
        token: input.token.clone(),
        workspace: input.workspace.clone(),
        name: input.name.clone(),
        mail: input.mail.clone(),
        password: input.password.clone(),
        lang: cx.lang,
    };
    match shared.app.set_up(&new, &visitor).await {
        Ok(token) => {
            let mut response = ui::see("/");
            cookie::set(&mut response, &shared.options, &token);
            Ok(response)
        }
        Err(Refused::Input(wrong)) => Ok(page(&cx, &input, &wrong).respond()),
        Err(refused) => Err(refused.into()),
    }
}

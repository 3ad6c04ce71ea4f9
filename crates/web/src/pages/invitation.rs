//! The one-time link of an invitation: choosing a password.

use crate::form::Fields;
use crate::ui::{Field, FormPage, Html, Kind, Row, Rows};
use crate::{Caller, Cx, Fail, Form, Shared, ui};
use axum::extract::{Path, State};
use axum::response::Response;
use banso_app::auth::Invited;
use banso_app::{Refused, Wrong};
use serde::Deserialize;

/// What the form sends.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Input {
    password: String,
}

impl Fields for Input {}

pub(super) fn page(cx: &Cx, token: &str, invited: &Invited, wrong: &[Wrong]) -> FormPage {
    let password = Field::new(cx, "password", "members-password", Kind::Line("password"));
    let password = password.fills("new-password").help(cx, "members-password-help");
    let who = Rows(vec![Row::new(&cx.t("members-name"), &invited.name), Row::new(&cx.t("common-mail"), &invited.mail)]);
    FormPage::new(cx, "members-accept", &format!("/invitation/{token}"))
        .wrong(wrong)
        .before(Html::of(&who))
        .field(password, wrong)
        .alone()
}

/// The form, as long as the link holds.
pub async fn show(cx: Cx, State(shared): State<Shared>, Path(token): Path<String>) -> Result<Response, Fail> {
    let invited = shared.app.invited(&token).await?;
    Ok(page(&cx, &token, &invited, &[]).respond())
}

/// Sets the password; signing in is the next step.
pub async fn create(
    cx: Cx,
    State(shared): State<Shared>,
    Path(token): Path<String>,
    Caller(visitor): Caller,
    Form(input): Form<Input>,
) -> Result<Response, Fail> {
    let invited = shared.app.invited(&token).await?;
    match shared.app.accept_invitation(&token, &input.password, &visitor).await {
        Ok(()) => Ok(ui::done("/sign-in", "members-done-accepted", None)),
        Err(Refused::Input(wrong)) => Ok(page(&cx, &token, &invited, &wrong).respond()),
        Err(refused) => Err(refused.into()),
    }
}

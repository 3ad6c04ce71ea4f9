//! Editing owner, phase and memo from the account's page.

use super::edit_form;
use crate::form::Fields;
use crate::{Cx, Fail, Form, Shared, ui};
use axum::extract::{Path, State};
use axum::response::Response;
use banso_app::Refused;
use banso_app::accounts::{self, CONFLICT, Change, Typed};
use banso_kernel::MemberId;
use serde::Deserialize;

/// `to=ID`, empty for nobody; `was` is the mark of the value that the form showed.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Owner {
    to: String,
    #[serde(default)]
    was: Option<String>,
}
impl Fields for Owner {}

/// `phase=TEXT`; `was` is the mark of the value that the form showed.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Phase {
    phase: String,
    #[serde(default)]
    was: Option<String>,
}
impl Fields for Phase {}

/// `memo=TEXT`; `was` is the mark of the value that the form showed.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Memo {
    memo: String,
    #[serde(default)]
    was: Option<String>,
}
impl Fields for Memo {}

/// `POST /accounts/{id}/owner`
pub async fn owner(
    cx: Cx,
    Path(id): Path<String>,
    State(shared): State<Shared>,
    Form(sent): Form<Owner>,
) -> Result<Response, Fail> {
    change(&cx, &id, &shared, (Change::Owner(member(&sent.to)?), sent.was), "account-owner-saved").await
}

/// `POST /accounts/{id}/phase`
pub async fn phase(
    cx: Cx,
    Path(id): Path<String>,
    State(shared): State<Shared>,
    Form(sent): Form<Phase>,
) -> Result<Response, Fail> {
    change(&cx, &id, &shared, (Change::Phase(sent.phase), sent.was), "account-phase-saved").await
}

/// `POST /accounts/{id}/memo`
pub async fn memo(
    cx: Cx,
    Path(id): Path<String>,
    State(shared): State<Shared>,
    Form(sent): Form<Memo>,
) -> Result<Response, Fail> {
    change(&cx, &id, &shared, (Change::Memo(sent.memo), sent.was), "account-memo-saved").await
}

/// A member's id; empty for nobody.
pub(super) fn member(sent: &str) -> Result<Option<MemberId>, Fail> {
    (!sent.is_empty()).then(|| sent.parse().map(MemberId).map_err(|_| Fail::NotFound)).transpose()
}

async fn change(
    cx: &Cx,
    id: &str,
    shared: &Shared,
    (change, shown): (Change, Option<String>),
    notice: &str,
) -> Result<Response, Fail> {
    let (id, who) = (super::account(id)?, cx.member()?);
    let typed = Typed { change: change.clone(), shown };
    match accounts::change(&shared.app, who, id, vec![typed]).await {
        Ok(()) => Ok(ui::done(&format!("/accounts/{id}"), notice, None)),
        Err(Refused::Input(wrong)) if wrong.iter().any(|one| one.problem.code == CONFLICT) => {
            let editable = accounts::editable(&shared.app, who, id).await?;
            Ok(edit_form::conflict(cx, &editable, change, &wrong))
        }
        Err(refused) => Err(refused.into()),
    }
}

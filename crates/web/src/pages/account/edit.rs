//! Editing owner, phase and memo from the account's page.

use crate::form::Fields;
use crate::{Cx, Fail, Form, Shared, ui};
use axum::extract::{Path, State};
use axum::response::Response;
use banso_app::accounts::{self, Change};
use banso_kernel::MemberId;
use serde::Deserialize;

/// `to=ID`, empty for nobody.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Owner {
    to: String,
}
impl Fields for Owner {}

/// `phase=TEXT`
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Phase {
    phase: String,
}
impl Fields for Phase {}

/// `memo=TEXT`
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Memo {
    memo: String,
}
impl Fields for Memo {}

/// `POST /accounts/{id}/owner`
pub async fn owner(
    cx: Cx,
    Path(id): Path<String>,
    State(shared): State<Shared>,
    Form(sent): Form<Owner>,
) -> Result<Response, Fail> {
    change(&cx, &id, &shared, Change::Owner(member(&sent.to)?), "account-owner-saved").await
}

/// `POST /accounts/{id}/phase`
pub async fn phase(
    cx: Cx,
    Path(id): Path<String>,
    State(shared): State<Shared>,
    Form(sent): Form<Phase>,
) -> Result<Response, Fail> {
    change(&cx, &id, &shared, Change::Phase(sent.phase), "account-phase-saved").await
}

/// `POST /accounts/{id}/memo`
pub async fn memo(
    cx: Cx,
    Path(id): Path<String>,
    State(shared): State<Shared>,
    Form(sent): Form<Memo>,
) -> Result<Response, Fail> {
    change(&cx, &id, &shared, Change::Memo(sent.memo), "account-memo-saved").await
}

/// A member's id; empty for nobody.
pub(super) fn member(sent: &str) -> Result<Option<MemberId>, Fail> {
    (!sent.is_empty()).then(|| sent.parse().map(MemberId).map_err(|_| Fail::NotFound)).transpose()
}

async fn change(cx: &Cx, id: &str, shared: &Shared, change: Change, notice: &str) -> Result<Response, Fail> {
    let id = super::account(id)?;
    accounts::change(&shared.app, cx.member()?, id, vec![change]).await?;
    Ok(ui::done(&format!("/accounts/{id}"), notice, None))
}

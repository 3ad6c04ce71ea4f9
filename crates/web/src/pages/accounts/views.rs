//! Saved views of the list.

use crate::form::Fields;
use crate::{Cx, Fail, Form, Shared, ui};
use axum::extract::{Path, State};
use axum::response::Response;
use banso_app::accounts;
use serde::Deserialize;

/// `name`, `query`, `shared=on`
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Save {
    name: String,
    query: String,
    #[serde(default)]
    shared: String,
}
impl Fields for Save {}

/// `POST /accounts/views`
pub async fn save(cx: Cx, State(shared): State<Shared>, Form(sent): Form<Save>) -> Result<Response, Fail> {
    let (who, everybody) = (cx.member()?, sent.shared == "on");
    let (query, replaced) = accounts::save_view(&shared.app, who, &sent.name, &sent.query, everybody).await?;
    let notice = if replaced { "accounts-view-replaced" } else { "accounts-view-saved" };
    Ok(ui::done(&format!("/accounts?{query}"), notice, None))
}

/// The form in which the view's button stands sends along what it holds; only the path counts.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "fields that the surrounding form sends")]
pub struct Remove {
    #[serde(default)]
    name: String,
    #[serde(default)]
    query: String,
    #[serde(default)]
    shared: String,
}
impl Fields for Remove {}

/// `POST /accounts/views/{id}/remove`
pub async fn remove(
    cx: Cx,
    Path(id): Path<i64>,
    State(shared): State<Shared>,
    Form(_): Form<Remove>,
) -> Result<Response, Fail> {
    accounts::remove_view(&shared.app, cx.member()?, id).await?;
    Ok(ui::done("/accounts", "accounts-view-removed", None))
}

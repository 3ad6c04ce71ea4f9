//! Switching a play on and off.

use super::one::Play;
use super::parts::Part;
use crate::form::{Fields, Nothing};
use crate::{Cx, Fail, Form, Shared, ui};
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use banso_app::{Refused, Wrong};
use banso_kernel::Problem;
use serde::Deserialize;

/// Why it is switched off.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Why {
    reason: String,
}

impl Fields for Why {}

/// `POST /plays/{id}/start`
pub async fn start(
    cx: Cx,
    Path(id): Path<String>,
    State(shared): State<Shared>,
    Form(_): Form<Nothing>,
) -> Result<Response, Fail> {
    match shared.app.start_play(cx.member()?, &id).await {
        Ok(()) => Ok(ui::done(&super::href(&id), "plays-done-started", None)),
        Err(Refused::Input(wrong)) => {
            // What is lacking is written in the definition, not in a field of this page.
            let wrong = wrong.into_iter().map(|wrong| Wrong { field: String::new(), ..wrong }).collect();
            refused(&cx, &shared, &id, wrong, "").await
        }
        Err(error) => Err(error.into()),
    }
}

/// `POST /plays/{id}/stop`
pub async fn stop(
    cx: Cx,
    Path(id): Path<String>,
    State(shared): State<Shared>,
    Form(why): Form<Why>,
) -> Result<Response, Fail> {
    if why.reason.trim().is_empty() {
        let wrong = vec![Wrong { field: "reason".to_owned(), problem: Problem::new("problem-required") }];
        return refused(&cx, &shared, &id, wrong, &why.reason).await;
    }
    match shared.app.stop_play(cx.member()?, &id, &why.reason).await {
        Ok(()) => Ok(ui::done(&super::href(&id), "plays-done-stopped", None)),
        Err(Refused::Input(wrong)) => refused(&cx, &shared, &id, wrong, &why.reason).await,
        Err(error) => Err(error.into()),
    }
}

async fn refused(cx: &Cx, shared: &Shared, id: &str, wrong: Vec<Wrong>, reason: &str) -> Result<Response, Fail> {
    let page = shared.app.play(cx.member()?, id).await?;
    let page = Play::new(cx, page, Part::Overview, 0).wrong(wrong, reason);
    Ok((StatusCode::UNPROCESSABLE_ENTITY, ui::respond(&page)).into_response())
}

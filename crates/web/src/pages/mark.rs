//! What a page asks now and then, so that it can say that there is something new to see.

use crate::{Cx, Fail, Shared};
use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};

/// `GET /mark`: a short text that differs whenever history was computed again.
pub async fn show(cx: Cx, State(shared): State<Shared>) -> Result<Response, Fail> {
    cx.member()?;
    let kind = [(header::CONTENT_TYPE, "text/plain; charset=utf-8"), (header::CACHE_CONTROL, "no-store")];
    Ok((kind, shared.app.mark().await?).into_response())
}

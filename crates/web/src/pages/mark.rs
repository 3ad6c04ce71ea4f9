//! What a page asks now and then, so that it can say that there is something new to see.

use crate::{Cx, Fail};
use axum::http::header;
use axum::response::{IntoResponse, Response};

/// `GET /mark`: a short text that differs whenever history was computed again.
pub async fn show(cx: Cx) -> Result<Response, Fail> {
    cx.member()?;
    let kind = [(header::CONTENT_TYPE, "text/plain; charset=utf-8"), (header::CACHE_CONTROL, "no-store")];
    Ok((kind, cx.mark.clone().unwrap_or_default()).into_response())
}

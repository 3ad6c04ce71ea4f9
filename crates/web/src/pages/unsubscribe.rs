//! The link in each mail to a customer's person that stops such mail: a page with one button, and one POST (RFC 8058).

use crate::ui::FormPage;
use crate::{Cx, Fail, Shared};
use axum::extract::{Path, State};
use axum::response::Response;

pub(super) fn page(cx: &Cx, token: &str) -> FormPage {
    FormPage::new(cx, "deliveries-stop", &format!("/u/{token}")).alone()
}

pub(super) fn stopped(cx: &Cx, token: &str) -> FormPage {
    FormPage::new(cx, "deliveries-stopped", &format!("/u/{token}")).alone()
}

/// Asks. Opening the link changes nothing: mail programs open links by themselves.
pub async fn show(cx: Cx, State(shared): State<Shared>, Path(token): Path<String>) -> Result<Response, Fail> {
    shared.app.check_unsubscribe(&token).await?;
    Ok(page(&cx, &token).respond())
}

/// Stops. The link is the right to do so: mail services send this without page or cookie.
pub async fn stop(cx: Cx, State(shared): State<Shared>, Path(token): Path<String>) -> Result<Response, Fail> {
    shared.app.unsubscribe(&token).await?;
    Ok(stopped(&cx, &token).respond())
}

//! `/`: the first page of the workspace that the member may open.

use crate::{Cx, Fail, ui};
use axum::response::Response;

/// Leads on.
pub async fn show(cx: Cx) -> Result<Response, Fail> {
    ui::first(&cx).map(ui::see).ok_or(Fail::NotFound)
}

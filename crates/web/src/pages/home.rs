//! `/`: today, if there is anything to do; else the first page of the workspace that the member may open.

use crate::{Cx, Fail, Shared, ui};
use axum::extract::State;
use axum::response::Response;

/// Leads on.
pub async fn show(cx: Cx, State(shared): State<Shared>) -> Result<Response, Fail> {
    if super::today::anything(&cx, &shared).await {
        return Ok(ui::see("/today"));
    }
    ui::first(&cx).map(ui::see).ok_or(Fail::NotFound)
}

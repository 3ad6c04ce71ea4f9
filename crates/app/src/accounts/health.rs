//! W-05: why an account has its rank.

use super::why::why;
use super::{HealthPage, frame};
use crate::{App, Principal, Refused};
use banso_domain::reasons::readings;
use banso_kernel::{AccountId, Day};

/// Criteria, metrics, history and changes through a model, and why health changed between two days (by default from the
/// last change on).
///
/// # Errors
/// There is no such account or model, or a store failed.
pub async fn health(
    app: &App,
    who: &Principal,
    id: AccountId,
    model: Option<&str>,
    between: (Option<Day>, Option<Day>),
) -> Result<HealthPage, Refused> {
    let loaded = frame::load(app, who, id, model).await?;
    let readings = readings(&loaded.frame.lens.model, &loaded.metrics, &loaded.health, loaded.frame.lens.as_of);
    let why = why(app, &loaded, between).await?;
    Ok(HealthPage {
        why,
        frame: loaded.frame,
        readings,
        metrics: loaded.metrics,
        health: loaded.health,
        changes: loaded.changes,
    })
}

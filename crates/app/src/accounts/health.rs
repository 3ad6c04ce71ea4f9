//! W-05: why an account has its rank.

use super::{HealthPage, frame};
use crate::{App, Principal, Refused};
use banso_domain::reasons::readings;
use banso_kernel::AccountId;

/// Criteria, metrics, history and changes through a model.
///
/// # Errors
/// There is no such account or model, or a store failed.
pub async fn health(app: &App, who: &Principal, id: AccountId, model: Option<&str>) -> Result<HealthPage, Refused> {
    let loaded = frame::load(app, who, id, model).await?;
    let readings = readings(&loaded.frame.lens.model, &loaded.metrics, &loaded.health, loaded.frame.lens.as_of);
    Ok(HealthPage {
        frame: loaded.frame,
        readings,
        metrics: loaded.metrics,
        health: loaded.health,
        changes: loaded.changes,
    })
}

//! What was computed again, on top of the history in the lake.

use super::Base;
use super::lists::Again;
use super::rebuild::model_versions;
use super::spelled::Spelled;
use crate::Refused;
use banso_lake::{Lake, MetricRows};
use std::sync::Arc;

/// Adds the days that were computed again, as the newest word on them.
pub(super) async fn rewrite(lake: Lake, base: Arc<Base>, again: Arc<[Again]>) -> Result<(), Refused> {
    let ids = super::current::metric_ids(&base.definitions.metrics);
    let models: Vec<_> = model_versions(&base).into_iter().take(base.definitions.models.len()).collect();
    let mut metrics = lake.metric_rewriter(&ids).await.map_err(Refused::broken)?;
    let mut health = Spelled::new(lake.health_rewriter(&models).await.map_err(Refused::broken)?);
    super::heavy(|| {
        for one in again.iter() {
            let skipped = usize::try_from(one.from - one.metrics.first).unwrap_or(0);
            let columns: Vec<&[f64]> = one.metrics.columns.iter().map(|c| &c[skipped.min(c.len())..]).collect();
            let rows = MetricRows { account: one.metrics.account, first: one.from, columns: &columns };
            metrics.push(&rows).map_err(Refused::broken)?;
            for (place, versioned) in base.definitions.models.iter().enumerate() {
                let of_model = &one.health[place];
                let days = &of_model.days[skipped.min(of_model.days.len())..];
                health.push(place, &versioned.model, (of_model.account, one.from), days)?;
            }
        }
        Ok::<_, Refused>(())
    })?;
    let stamp = base.stamp();
    let (metrics, health) = tokio::join!(metrics.finish(&stamp), health.finish(&stamp));
    metrics.map_err(Refused::broken).and(health).map(drop)
}

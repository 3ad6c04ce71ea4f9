//! Where accounts stood on an earlier day, from the history in the lake: read once per computation of the history.

use crate::accounts::Lens;
use crate::history::BackThen;
use crate::{App, Refused};
use banso_domain::health::{Axis, DayHealth, Model, ModelKind};
use banso_domain::overview::Spot;
use banso_kernel::Day;
use banso_lake::{HealthDay, ModelVersion};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

/// Days that have been read: by model, version and day, with the history that they were read from.
#[derive(Debug, Default)]
pub struct Pasts(Mutex<HashMap<(String, u32, Day), Kept>>);

/// The mark of the history, and the spots.
type Kept = (String, Arc<Vec<Spot>>);

/// Where accounts stood on `day`. The mark is read before the data, so that a computation in between is seen next time.
pub(super) async fn spots(app: &App, lens: &Lens, day: Day) -> Result<Arc<Vec<Spot>>, Refused> {
    let mark = app.history_mark().await?;
    let key = (lens.model.id.clone(), lens.version, day);
    let kept = app.pasts.0.lock().unwrap_or_else(PoisonError::into_inner).get(&key).cloned();
    if let Some((_, spots)) = kept.filter(|(of, _)| *of == mark) {
        return Ok(spots);
    }
    let version = ModelVersion { model: lens.model.id.clone(), version: lens.version };
    let rows = app.lake.health_on(&version, day).await.map_err(Refused::broken)?;
    let spots = Arc::new(rows.iter().map(|row| spot(&lens.model, row)).collect::<Vec<_>>());
    let mut all = app.pasts.0.lock().unwrap_or_else(PoisonError::into_inner);
    all.retain(|(_, _, of), (kept, _)| *kept == mark && *of == day);
    all.insert(key, (mark, Arc::clone(&spots)));
    Ok(spots)
}

/// Where accounts stood a month before the day of the past that is looked at.
pub(super) fn spots_then(lens: &Lens, then: &BackThen) -> Vec<Spot> {
    let days = then.under(&lens.model.id, lens.version).map(|stood| stood.month_before.as_slice()).unwrap_or_default();
    let matrix = lens.model.kind == ModelKind::RankMatrix;
    let axes = if matrix { lens.model.axes.len() } else { 0 };
    let spot = |day: &DayHealth| Spot {
        segment: (usize::from(day.segment) < lens.model.segments.len()).then_some(day.segment),
        ranks: day.axes[..axes].iter().map(|at| (*at >= 0.0).then_some(*at as u8)).collect(),
    };
    days.iter().map(spot).collect()
}

/// A row of the history names segments by id and ranks by letter.
fn spot(model: &Model, row: &HealthDay) -> Spot {
    let axes: serde_json::Map<String, serde_json::Value> = serde_json::from_str(&row.state.axes).unwrap_or_default();
    let rank = |axis: &Axis| {
        let letter = axes.get(&axis.id)?.as_str()?;
        axis.ranks.iter().position(|rank| rank.letter == letter).and_then(|at| u8::try_from(at).ok())
    };
    let ranks = if model.kind == ModelKind::RankMatrix { model.axes.iter().map(rank).collect() } else { Vec::new() };
    Spot { segment: model.segment(&row.state.segment).and_then(|at| u8::try_from(at).ok()), ranks }
}

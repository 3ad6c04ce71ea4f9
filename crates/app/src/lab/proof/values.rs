//! Outcomes that follow from metrics and health.

use super::measure::MeasureBy;
use crate::history::Base;
use crate::{App, Refused};
use banso_domain::health::{Model, evaluate_values};
use banso_domain::metrics::History;
use banso_kernel::{AccountId, Day};
use std::collections::HashMap;

/// What is read of an account: the measure before and after, and how it stood before.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Seen {
    /// The measure on the day before entry; NaN for no data.
    pub before: f64,
    /// The measure at the end of the horizon; NaN for no data, or while that lies ahead.
    pub after: f64,
    /// Segments below its own on the day before entry; NaN for no data.
    pub standing: f64,
}

/// How many segments lie below the one that the model gives these metrics; NaN with too little data.
fn standing(model: &Model, columns: usize, history: &History, day: Day) -> f64 {
    let values: Vec<f64> = (0..columns).map(|column| history.value(column, day)).collect();
    let of: Vec<f64> = model.criteria.iter().map(|criterion| values[criterion.column]).collect();
    let segment = usize::from(evaluate_values(model, &of).segment);
    if segment < model.segments.len() { (model.segments.len() - 1 - segment) as f64 } else { f64::NAN }
}

fn read(base: &Base, by: &MeasureBy, history: &History, entered: Day, days: u16) -> Option<Seen> {
    let model = &base.definitions.models.first()?.model;
    let set = &base.definitions.metrics;
    let standing = |day: Day| standing(model, set.metrics.len(), history, day);
    let value = |day: Day| match by {
        MeasureBy::Metric(id) => set.position(id).map_or(f64::NAN, |column| history.value(column, day)),
        _ => standing(day),
    };
    Some(Seen { before: value(entered - 1), after: value(entered + i32::from(days)), standing: standing(entered - 1) })
}

/// What is read of these accounts, each with its day of entry; those without a history are left out.
pub(super) async fn seen(
    app: &App,
    by: &MeasureBy,
    entered: &HashMap<AccountId, Day>,
    days: u16,
) -> Result<HashMap<AccountId, Seen>, Refused> {
    let mut accounts: Vec<AccountId> = entered.keys().copied().collect();
    accounts.sort_unstable();
    let found = app
        .each_history_of(&accounts, |base, history| {
            let day = entered.get(&history.account)?;
            Some((history.account, read(base, by, &history, *day, days)?))
        })
        .await?;
    Ok(found.into_iter().flatten().collect())
}

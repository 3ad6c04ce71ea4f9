//! Why an account stands otherwise on one day than on another.

use super::frame::Loaded;
use super::types::Why;
use crate::history::View;
use crate::{App, METRICS, Refused};
use banso_domain::facts::Fact;
use banso_domain::health::Model;
use banso_domain::metrics::MetricSet;
use banso_domain::reasons::{Ends, split};
use banso_kernel::{Day, Micros, Problem, Zone};
use banso_state::DefinitionKind;
use std::sync::Arc;

/// Days back that are compared where there was no change yet.
const A_MONTH: i32 = 30;

/// The two days that are compared: those that were asked for as far as the history has them, else from the day before the
/// last change to the last day. `None` where the history has no two days.
fn days(loaded: &Loaded, asked: (Option<Day>, Option<Day>)) -> Option<(Day, Day)> {
    let (first, last) = (loaded.health.first, loaded.frame.lens.as_of);
    if loaded.health.days.is_empty() || first >= last {
        return None;
    }
    let changed = loaded.changes.first().map_or(last - A_MONTH, |change| change.day - 1);
    let (from, to) = (asked.0.unwrap_or(changed), asked.1.unwrap_or(last));
    let (from, to) = if from <= to { (from, to) } else { (to, from) };
    let to = to.clamp(first + 1, last);
    Some((from.clamp(first, to - 1), to))
}

/// By when what was shown of a day was known: when it was over. The last day is shown as known now, and so is a day of
/// which nothing had come yet: what was brought in later is not late.
fn known_by(facts: &[Fact], day: Day, last: Day, zone: &Zone) -> Option<Micros> {
    let over = Micros(zone.start_of(day + 1).0 - 1);
    (day < last && facts.iter().any(|fact| fact.known_at <= over)).then_some(over)
}

/// Splits the change between two days.
pub(super) async fn why(app: &App, loaded: &Loaded, asked: (Option<Day>, Option<Day>)) -> Result<Option<Why>, Refused> {
    let Some(((from, to), base)) = days(loaded, asked).zip(loaded.base.as_ref()) else { return Ok(None) };
    let (lens, facts) = (&loaded.frame.lens, loaded.facts.as_slice());
    let end = known_by(facts, to, lens.as_of, &lens.zone).unwrap_or(Micros(i64::MAX));
    let start = known_by(facts, from, lens.as_of, &lens.zone);
    let (before, after) = (in_force(app, lens, from).await?, in_force(app, lens, to).await?);
    let view = |set, day, known_by| View { set, day, known_by };
    let views = [
        view(&before.metrics, from, start.unwrap_or(end)),
        view(&before.metrics, from, end),
        view(&before.metrics, to, end),
        view(&after.metrics, to, end),
    ];
    let values = app.look(base, loaded.frame.account.id, facts, &views).await?;
    let [shown, known, later, at_end] = &values[..] else { return Ok(None) };
    let split = split(&Ends {
        model: &before.model,
        metrics: &before.metrics,
        shown,
        known,
        later,
        to_model: &after.model,
        to: at_end,
    });
    Ok(Some(Why {
        from,
        to,
        first: loaded.health.first,
        brought_later: start.is_none(),
        model: before.model,
        metrics: before.metrics,
        version: before.version,
        to_model: after.model,
        to_version: after.version,
        split,
    }))
}

/// A model as it was on a day.
struct InForce {
    model: Arc<Model>,
    version: u32,
    metrics: Arc<MetricSet>,
}

/// The versions that were in force when a day was over; the oldest ones for days before them.
async fn in_force(app: &App, lens: &super::Lens, day: Day) -> Result<InForce, Refused> {
    let now = || InForce { model: Arc::clone(&lens.model), version: lens.version, metrics: Arc::clone(&lens.metrics) };
    if day >= lens.as_of {
        return Ok(now());
    }
    let of = |kind, id: String| async move { app.state.definition_versions(kind, &id).await.map_err(Refused::broken) };
    let models = of(DefinitionKind::Model, lens.model.id.clone()).await?;
    let sets = of(DefinitionKind::Metrics, METRICS.to_owned()).await?;
    let model = models.iter().find(|one| one.effective_on <= day).or(models.last()).ok_or(Refused::Missing)?;
    // A model is never older than the metrics that it was published with.
    let fits = |set: &&banso_state::Definition| set.effective_on <= day || set.created_at <= model.created_at;
    let set = sets.iter().find(fits).or(sets.last()).ok_or(Refused::Missing)?;
    let newest = |all: &[banso_state::Definition]| all.first().map(|one| one.version);
    if Some(model.version) == newest(&models) && Some(set.version) == newest(&sets) {
        return Ok(now());
    }
    let unreadable =
        |problems: Vec<Problem>| Refused::broken(format!("a stored definition cannot be read: {problems:?}"));
    let metrics = MetricSet::parse(&set.body).map_err(unreadable)?;
    let parsed = Model::parse(&model.body, &metrics).map_err(unreadable)?;
    Ok(InForce { model: Arc::new(parsed), version: model.version, metrics: Arc::new(metrics) })
}

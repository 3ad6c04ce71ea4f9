//! The state of the data under one model.

use super::inspect::{Inspection, inspection};
use crate::accounts::{Lens, board, lens};
use crate::{App, Principal, Refused};
use banso_domain::members::Role;
use banso_domain::metrics::Classifier;
use banso_domain::readiness::{Arrival, Coverage, coverage};
use banso_kernel::Micros;
use banso_state::Import;
use serde::Deserialize;
use std::collections::HashMap;
use std::sync::Arc;

/// Imports looked back on.
const IMPORTS: i64 = 50;

/// An import that left something out.
#[derive(Clone, Debug)]
pub struct Halted {
    /// Which.
    pub import: i64,
    /// The file's name.
    pub file: String,
    /// Rows that could not be read.
    pub rejected: u64,
    /// Facts whose id was there already with other content.
    pub conflicting: u64,
    /// When it began.
    pub at: Micros,
}

/// What has arrived and what is missing.
#[derive(Clone, Debug)]
pub struct Readiness {
    /// The model looked through, its metrics, and the day.
    pub lens: Lens,
    /// Metrics and criteria with their data.
    pub coverage: Coverage,
    /// What cannot be right.
    pub inspection: Arc<Inspection>,
    /// Imports that left something out, newest first.
    pub halted: Vec<Halted>,
    /// Facts in all.
    pub facts: u64,
}

/// The state of the data under the model `wanted`, or the workspace's first one.
///
/// # Errors
/// [`Refused::Missing`] if there is no such model; or a store failed.
pub async fn readiness(app: &App, who: &Principal, wanted: Option<&str>) -> Result<Readiness, Refused> {
    who.needs(Role::Viewer)?;
    let lens = lens(app, who, wanted).await?;
    let board = board::load(app, &lens, &app.member_names().await?).await?;
    let standings: Vec<(u64, u64)> =
        board.rows().iter().filter_map(|row| row.standing.as_ref().map(|s| (s.known, s.met))).collect();
    let accounts = u32::try_from(board.rows().len()).unwrap_or(u32::MAX);
    let (arrivals, values) = (arrivals(app, &lens).await?, values(app, &lens).await?);
    let sets = (lens.metrics.as_ref(), lens.model.as_ref());
    let coverage = coverage(sets, (&arrivals, &values), &standings, accounts, lens.as_of);
    let imports = app.state.imports(IMPORTS).await.map_err(Refused::broken)?;
    Ok(Readiness {
        inspection: inspection(app, &lens).await?,
        halted: imports.iter().filter_map(halted).collect(),
        facts: app.state.facts_count().await.map_err(Refused::broken)?,
        coverage,
        lens,
    })
}

/// When facts came, by metric.
async fn arrivals(app: &App, lens: &Lens) -> Result<Vec<Arrival>, Refused> {
    let base = app.base().await?;
    let classifier = Classifier::new(&lens.metrics).map_err(|problem| Refused::broken(format!("{problem:?}")))?;
    let arrival = |stream: &Option<usize>| match stream {
        Some(at) => Arrival { first: base.liveness.first(*at), last: base.liveness.last(*at) },
        None => Arrival::default(),
    };
    Ok(classifier.of_metric().iter().map(arrival).collect())
}

/// Accounts with a value, by metric.
async fn values(app: &App, lens: &Lens) -> Result<Vec<u32>, Refused> {
    let mut counts: HashMap<String, u32> = HashMap::new();
    for row in app.state.metrics_all().await.map_err(Refused::broken)? {
        for metric in row.values.into_keys() {
            *counts.entry(metric).or_default() += 1;
        }
    }
    Ok(lens.metrics.metrics.iter().map(|metric| counts.get(&metric.id).copied().unwrap_or(0)).collect())
}

/// What of an import's report counts here.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Told {
    facts_conflicting: u64,
}

fn halted(import: &Import) -> Option<Halted> {
    let told: Told = serde_json::from_str(&import.report).unwrap_or_default();
    let conflicting = told.facts_conflicting;
    (import.rows_rejected > 0 || conflicting > 0).then(|| Halted {
        import: import.id,
        file: import.file_name.clone(),
        rejected: import.rows_rejected,
        conflicting,
        at: import.started_at,
    })
}

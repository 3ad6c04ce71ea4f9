//! What all accounts share: definitions, the day, and on which days each source was alive.

use crate::{App, Definitions, Refused, Workspace};
use banso_domain::metrics::{Classifier, Engine, Facts, Known, Liveness, MetricSet};
use banso_kernel::{AccountId, Day, Micros};
use banso_lake::Reach;
use banso_state::GroundCounts;
use std::sync::Arc;

/// Shared ground of a computation.
#[derive(Debug)]
pub struct Base {
    /// The definitions it was made with.
    pub definitions: Definitions,
    /// The workspace's settings.
    pub workspace: Workspace,
    /// The last day of history.
    pub today: Day,
    /// Days on which each stream of the newest metrics had facts.
    pub liveness: Liveness,
    /// What exists at all.
    pub known: Known,
}

impl Base {
    /// Whether history that was computed with it holds under these definitions and settings.
    pub(super) fn made_with(&self, definitions: &Definitions, workspace: &Workspace) -> bool {
        self.definitions.stamp == definitions.stamp
            && self.workspace.zone_name == workspace.zone_name
            && self.workspace.currency == workspace.currency
    }

    /// What the history in the lake says it was computed from.
    pub(super) fn stamp(&self) -> String {
        format!("{}:{}", self.definitions.stamp, self.today)
    }

    /// Computes metrics with these shared grounds.
    pub(super) fn engine<'a>(&'a self, metrics: &'a MetricSet, classifier: &'a Classifier) -> Engine<'a> {
        Engine::new(metrics, classifier, &self.liveness, self.known, self.today)
    }
}

impl App {
    /// The shared grounds, from memory while definitions, settings and day are the same; computed by a scan of all
    /// facts otherwise.
    pub(crate) async fn base(&self) -> Result<Arc<Base>, Refused> {
        let (definitions, workspace) = (self.definitions().await?, self.workspace().await?);
        let today = self.today(&workspace);
        let kept = self.base.read().map_err(|_| Refused::broken("a thread died"))?.clone();
        if let Some(base) = kept
            && base.today == today
            && base.made_with(&definitions, &workspace)
        {
            return Ok(base);
        }
        let facts = self.gather(&definitions.metrics, &workspace, None).await?;
        let liveness = Liveness::of(&facts);
        self.keep_base(definitions, workspace, today, liveness).await
    }

    pub(super) async fn keep_base(
        &self,
        definitions: Definitions,
        workspace: Workspace,
        today: Day,
        liveness: Liveness,
    ) -> Result<Arc<Base>, Refused> {
        let known = self.known(&workspace).await?;
        let base = Arc::new(Base { definitions, workspace, today, liveness, known });
        self.keep(&base)?;
        Ok(base)
    }

    /// What is asked for next is computed with `base`.
    pub(super) fn keep(&self, base: &Arc<Base>) -> Result<(), Refused> {
        *self.base.write().map_err(|_| Refused::broken("a thread died"))? = Some(Arc::clone(base));
        Ok(())
    }

    /// What exists at all.
    pub(super) async fn known(&self, workspace: &Workspace) -> Result<Known, Refused> {
        let counts = self.state.ground_counts().await.map_err(Refused::broken)?;
        Ok(known(counts, workspace))
    }

    /// Forgets the shared grounds, because something that all accounts share has changed.
    pub fn forget_base(&self) {
        if let Ok(mut base) = self.base.write() {
            *base = None;
        }
    }

    /// All facts (or those known by then), packed for the engine.
    pub(super) async fn gather(
        &self,
        metrics: &MetricSet,
        workspace: &Workspace,
        known_by: Option<Micros>,
    ) -> Result<Facts, Refused> {
        self.gather_of(metrics, workspace, known_by, None).await
    }

    /// The same of some accounts, ascending.
    pub(super) async fn gather_of(
        &self,
        metrics: &MetricSet,
        workspace: &Workspace,
        known_by: Option<Micros>,
        only: Option<&[AccountId]>,
    ) -> Result<Facts, Refused> {
        let (snapshot, inbox) = self.facts().await?;
        let (zone, inbox, threads) = (workspace.zone.clone(), inbox.into(), super::threads());
        let reach = Reach { zone, known_by, from: None, accounts: only.map(Into::into), inbox, threads };
        self.lake.gather(&snapshot, metrics, reach).await.map_err(Refused::broken)
    }
}

/// What exists at all, by how much of it there is.
pub(super) fn known(counts: GroundCounts, workspace: &Workspace) -> Known {
    Known { contracts: counts.contracts > 0, people: counts.people > 0, digits: workspace.currency.digits() }
}

/// The classifier of a set that publishing has checked.
pub(super) fn classifier(metrics: &MetricSet) -> Result<Classifier, Refused> {
    Classifier::new(metrics)
        .map_err(|problem| Refused::broken(format!("a stored definition cannot be read: {problem:?}")))
}

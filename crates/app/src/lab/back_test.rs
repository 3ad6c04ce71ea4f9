//! W-34: did a model foretell what happened?

use super::ask::Ask;
use super::past::{Cohorts, after, learned_until};
use crate::accounts::board;
use crate::{App, Principal, Refused};
use banso_domain::health::Model;
use banso_domain::lab::judge::{Backtest, Comparison, Settings, backtest, compare, warning};
use banso_domain::lab::{Answer, Auc};
use banso_domain::members::Role;
use banso_kernel::{Currency, Day, Text};
use std::sync::Arc;

/// Fewest accounts that are a cohort of their own.
const COHORT: usize = 10;

/// A model version to judge.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Version {
    /// The model's id.
    pub model: String,
    /// Its version.
    pub version: u32,
    /// Its name.
    pub name: Text,
    /// Whether it is the one that counts now.
    pub current: bool,
}

/// A model reads formulas that learned from the days on which it is judged: there it does better than it will.
#[derive(Clone, Debug)]
pub struct LearnedFrom {
    /// The learned metrics that it reads.
    pub metrics: Vec<Text>,
    /// The last day whose outcomes they learned from.
    pub until: Day,
    /// How many of the days looked at lie up to it.
    pub days: usize,
    /// How well the model tells on the days after it.
    pub after: Answer<Auc>,
}

/// What the page shows.
pub struct BackTestPage {
    /// What was asked.
    pub ask: Ask,
    /// The days that accounts were looked at.
    pub days: Vec<Day>,
    /// All versions that can be judged.
    pub versions: Vec<Version>,
    /// The one that was.
    pub judged: Version,
    /// Its definition.
    pub model: Arc<Model>,
    /// What was found.
    pub found: Backtest,
    /// The segment from which on the model warns.
    pub warning: u8,
    /// Beside another version, on the same looks: it comes second.
    pub beside: Option<(Version, Answer<Comparison>)>,
    /// Metrics that follow the outcome, and the criteria of the model that read them.
    pub leaking: Vec<(Text, Vec<Text>)>,
    /// Whether the model knew answers: learned formulas that it reads saw outcomes of the days looked at.
    pub learned: Option<LearnedFrom>,
    /// What the keys of cohorts stand for.
    pub cohorts: Cohorts,
    /// Of the workspace.
    pub currency: Currency,
}

impl App {
    /// Judges a model version (`id.version`; the workspace's first model if none), beside another one if wanted.
    ///
    /// # Errors
    /// [`Refused::Missing`] if there is no such version; or a store failed.
    pub async fn back_test(
        &self,
        who: &Principal,
        ask: Ask,
        wanted: Option<&str>,
        beside: Option<&str>,
    ) -> Result<BackTestPage, Refused> {
        who.needs(Role::Viewer)?;
        let workspace = self.workspace().await?;
        let definitions = board::definitions(self).await?;
        let current = definitions.models.iter().map(|of| (&of.model, of.version, true));
        // A superseded version reads the metrics of now as far as it can: its own may have been another set.
        let older = definitions.older.iter().map(|of| (&of.model, of.version, false));
        let all: Vec<(Version, Model)> = current
            .chain(older)
            .filter_map(|(model, version, current)| {
                let model = model.reading(&definitions.metrics)?;
                let named = Version { model: model.id.clone(), version, name: model.name.clone(), current };
                Some((named, model))
            })
            .collect();
        let find = |key: &str| all.iter().find(|(version, _)| version.key() == key).ok_or(Refused::Missing);
        let (judged, model) = match wanted {
            Some(key) => find(key)?,
            None => all.first().ok_or(Refused::Missing)?,
        };
        let courses = self.courses(&workspace).await?;
        let mut past = self.past(ask, &workspace, &courses).await?;
        let accounts = self.state.accounts_full().await.map_err(Refused::broken)?;
        let cohorts = Cohorts::new(&accounts, COHORT);
        let (window, warning) = (past.window, warning(model));
        let segments = u8::try_from(model.segments.len()).unwrap_or(u8::MAX);
        let settings = Settings { window, segments, warning, probabilities: false };
        let sightings = past.sightings(model, &cohorts);
        let beside = match beside.filter(|key| *key != judged.key()) {
            Some(key) => {
                let (version, other) = find(key)?;
                let others = past.sightings(other, &cohorts);
                let until = learned_until(model, &definitions.metrics).max(learned_until(other, &definitions.metrics));
                Some((version.clone(), compare(&after(&sightings, until), &after(&others, until), window)))
            }
            None => None,
        };
        let leaks = self.leaks(ask.outcome, &courses, window.known_until).await?;
        let leaking = definitions.metrics.metrics.iter().zip(leaks.iter()).filter_map(|(metric, leak)| {
            let reads = model.criteria.iter().filter(|criterion| criterion.metric == metric.id);
            let criteria: Vec<Text> = reads.map(|criterion| criterion.name.clone()).collect();
            let leaks = leak.as_ref().is_ok_and(|leak| leak.leaks);
            (leaks && !criteria.is_empty()).then(|| (metric.name.clone(), criteria))
        });
        let days = ask.days(self.today(&workspace));
        let learned = learned_until(model, &definitions.metrics).and_then(|until| {
            let known = days.iter().filter(|day| **day <= until).count();
            let reads = |at: &usize| {
                let metric = &definitions.metrics.metrics[*at];
                let read = model.criteria.iter().any(|criterion| criterion.metric == metric.id);
                read && definitions.metrics.learned_until(*at).is_some()
            };
            let metrics = (0..definitions.metrics.metrics.len()).filter(reads);
            let metrics = metrics.map(|at| definitions.metrics.metrics[at].name.clone()).collect();
            let later = backtest(&after(&sightings, Some(until)), settings).auc;
            (known > 0).then_some(LearnedFrom { metrics, until, days: known, after: later })
        });
        Ok(BackTestPage {
            learned,
            leaking: leaking.collect(),
            ask,
            days,
            judged: judged.clone(),
            model: Arc::new(model.clone()),
            found: crate::history::heavy(|| backtest(&sightings, settings)),
            warning,
            beside,
            cohorts,
            currency: workspace.currency,
            versions: all.iter().map(|(version, _)| version.clone()).collect(),
        })
    }
}

impl Version {
    /// Names it in addresses.
    #[must_use]
    pub fn key(&self) -> String {
        format!("{}.{}", self.model, self.version)
    }
}

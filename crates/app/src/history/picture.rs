//! One account, all days, computed on demand.

use super::Base;
use super::base::classifier;
use super::lists::Again;
use crate::{App, Refused};
use banso_domain::board::Past;
use banso_domain::facts::Fact;
use banso_domain::health::{HealthHistory, Transition, evaluate, transitions};
use banso_domain::metrics::{Engine, Facts, History, Liveness};
use banso_kernel::AccountId;
use banso_lake::Which;
use std::sync::Arc;

/// Everything derived of an account.
#[derive(Clone, Debug)]
pub struct Picture {
    /// Definitions, settings and day behind it.
    pub base: Arc<Base>,
    /// Its metrics.
    pub metrics: History,
    /// Its health under each current model, in the order of the definitions.
    pub models: Vec<ModelPicture>,
    /// Its facts, oldest first.
    pub facts: Vec<Fact>,
}

/// An account's health under one model.
#[derive(Clone, Debug)]
pub struct ModelPicture {
    /// Every day.
    pub health: HealthHistory,
    /// Every change of segment, oldest first.
    pub transitions: Vec<Transition>,
}

impl App {
    /// Computes an account. `None` if its history has not begun.
    ///
    /// # Errors
    /// [`Refused::Missing`] if there is no such account; or a store failed.
    pub async fn picture(&self, account: AccountId) -> Result<Option<Picture>, Refused> {
        self.picture_of(account, None).await
    }

    /// Computes an account as it stood on a day of the past: facts, metrics and health end with that day.
    ///
    /// # Errors
    /// As [`App::picture`].
    pub(crate) async fn picture_of(&self, account: AccountId, past: Option<Past>) -> Result<Option<Picture>, Refused> {
        let base = self.base().await?;
        let input = self.input(&base, account).await?;
        let mut facts = self.facts_of(account, &Which::default()).await?;
        let mut then = None;
        if let Some(past) = past {
            let (end, known_by) = (past.end(&base.workspace.zone), past.known_by(&base.workspace.zone));
            facts.retain(|fact| fact.occurred_at <= end && known_by.is_none_or(|by| fact.known_at <= by));
            then = Some(self.back_then(past).await?);
        }
        let (liveness, today) = match (&then, past) {
            (Some(then), Some(past)) => (&then.liveness, past.day),
            _ => (&base.liveness, base.today),
        };
        let mut classifier = classifier(&base.definitions.metrics)?;
        let packed = Facts::pack(&facts, &mut classifier, &base.workspace.zone);
        // Facts that came after the shared grounds were computed make their stream alive too.
        let mut with_own = Liveness::of(&packed);
        with_own.merge(liveness);
        let engine = Engine::new(&base.definitions.metrics, &classifier, &with_own, base.known, today);
        let Some(metrics) = engine.account(&packed, &input) else { return Ok(None) };
        let models = base.definitions.models.iter().map(|versioned| {
            let health = evaluate(&versioned.model, &metrics);
            let transitions = transitions(&health);
            ModelPicture { health, transitions }
        });
        let models = models.collect();
        Ok(Some(Picture { metrics, models, facts, base }))
    }

    /// Computes an account and writes its current health and metrics, so that every list shows it at once.
    ///
    /// # Errors
    /// As [`App::picture`].
    pub async fn refresh(&self, account: AccountId) -> Result<Option<Picture>, Refused> {
        let Some(picture) = self.picture(account).await? else { return Ok(None) };
        let health = picture.models.iter().map(|of| of.health.clone()).collect();
        let again = Again { from: picture.metrics.first, metrics: picture.metrics.clone(), health };
        self.update_lists(&picture.base, &[again], false, None).await?;
        self.look_at_accounts([account]);
        Ok(Some(picture))
    }
}

//! How accounts stand under a model, for a whole list: of today from the state, of a day of the past computed.

use super::Lens;
use crate::history::{BackThen, StoodThen};
use crate::{App, Refused};
use banso_kernel::Day;
use banso_state::{CurrentHealth, TransitionRow};
use std::sync::Arc;

/// Where a page's standings come from.
pub(crate) enum Standings<'a> {
    /// What lists say today.
    Now(&'a App, &'a Lens),
    /// How everybody stood on the day.
    Then(Arc<BackThen>, &'a Lens),
}

impl<'a> Standings<'a> {
    /// Those of the day that is looked at.
    pub async fn of(app: &'a App, lens: &'a Lens) -> Result<Self, Refused> {
        Ok(match lens.past {
            Some(past) => Self::Then(app.back_then(past).await?, lens),
            None => Self::Now(app, lens),
        })
    }

    /// The health of each account on the day.
    pub async fn health(&self) -> Result<Vec<CurrentHealth>, Refused> {
        match self {
            Self::Now(app, lens) => app.state.health_all(&lens.model.id, lens.version).await.map_err(Refused::broken),
            Self::Then(then, lens) => Ok(stood(then, lens).map(|stood| stood.health.clone()).unwrap_or_default()),
        }
    }

    /// Changes of segment within some days, newest first.
    pub async fn transitions(&self, from: Day, to: Day) -> Result<Vec<TransitionRow>, Refused> {
        match self {
            Self::Now(app, lens) => {
                app.state.transitions(&lens.model.id, lens.version, from, to).await.map_err(Refused::broken)
            }
            Self::Then(then, lens) => {
                let within = |change: &&TransitionRow| (from..=to).contains(&change.day);
                let stood = stood(then, lens).into_iter();
                Ok(stood.flat_map(|stood| &stood.transitions).filter(within).cloned().collect())
            }
        }
    }

    /// Accounts in each segment on each of some days, as `(day, segment, accounts)`.
    pub async fn shares(&self, from: Day, to: Day) -> Result<Vec<(Day, u8, u32)>, Refused> {
        match self {
            Self::Now(app, lens) => {
                let shares = app.state.shares(&lens.model.id, lens.version, from, to).await.map_err(Refused::broken)?;
                Ok(shares.iter().map(|share| (share.day, share.segment, share.accounts)).collect())
            }
            Self::Then(then, lens) => {
                let shares = stood(then, lens).into_iter().flat_map(|stood| &stood.shares);
                Ok(shares.filter(|(day, ..)| (from..=to).contains(day)).copied().collect())
            }
        }
    }
}

/// None where the model came into force only while this was computed.
fn stood<'a>(then: &'a BackThen, lens: &Lens) -> Option<&'a StoodThen> {
    then.under(&lens.model.id, lens.version)
}

//! Keeping at it: which accounts are to be looked at, and when.

use super::act::Acted;
use crate::{App, Refused};
use banso_kernel::{AccountId, Day};
use std::collections::BTreeSet;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

/// Runs that are due are taken so many at a time.
const DUE: i64 = 500;

/// Accounts of which something new is known since they were last looked at. Another process that learns something looks
/// itself; all accounts are looked at on every start, on every new day, and when another process died with what it had
/// learned.
#[derive(Debug, Default)]
pub(crate) struct Pending(Mutex<Waiting>);

#[derive(Debug, Default)]
struct Waiting {
    all: bool,
    some: BTreeSet<AccountId>,
    /// The day on which all were last looked at.
    day: Option<Day>,
}

impl Pending {
    fn change<T>(&self, change: impl FnOnce(&mut Waiting) -> T) -> T {
        change(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl App {
    /// Something changed for everybody.
    pub(crate) fn look_at_all(&self) {
        self.pending.change(|waiting| waiting.all = true);
    }

    /// Something changed for these accounts.
    pub(crate) fn look_at_accounts(&self, ids: impl IntoIterator<Item = AccountId>) {
        self.pending.change(|waiting| waiting.some.extend(ids));
    }

    /// Acts on what is new, on what is due, and on a new day for all; then alerts what is overdue.
    ///
    /// # Errors
    /// A store failed; what was to be looked at still is, as when another process acts just now.
    pub async fn act_on_news(&self) -> Result<Acted, Refused> {
        let today = self.today(&self.workspace().await?);
        // What accounts are like today is known once history has come to today.
        let history = self.state.derived(crate::history::HISTORY).await.map_err(Refused::broken)?;
        if history.is_none_or(|note| note.computed_to != Some(today)) {
            return Ok(Acted::default());
        }
        let taken = self.pending.change(|waiting| {
            let all = waiting.all || waiting.day != Some(today);
            (all, std::mem::take(&mut *waiting))
        });
        let (all, waiting) = taken;
        let done = async {
            self.hand_over().await?;
            let acted = if all {
                self.act(None).await?
            } else {
                let mut some = waiting.some.clone();
                some.extend(self.state.accounts_due(self.clock.now(), DUE).await.map_err(Refused::broken)?);
                let some: Vec<AccountId> = some.into_iter().collect();
                if some.is_empty() { Some(Acted::default()) } else { self.act(Some(&some)).await? }
            };
            self.alert_overdue().await?;
            Ok::<_, Refused>(acted)
        };
        let done = done.await;
        self.pending.change(|now| match &done {
            Ok(Some(_)) => now.day = Some(today),
            Ok(None) | Err(_) => {
                now.all |= all;
                now.some.extend(waiting.some);
            }
        });
        Ok(done?.unwrap_or_default())
    }

    /// Acts every `pause`. Never returns; what goes wrong is logged and tried again.
    pub async fn keep_acting(&self, pause: Duration) {
        loop {
            match self.act_on_news().await {
                Ok(acted) if acted.deeds > 0 => tracing::info!(?acted, "acted"),
                Ok(_) => {}
                Err(error) => tracing::warn!(%error, "actions were not carried out and are tried again"),
            }
            tokio::time::sleep(pause).await;
        }
    }
}

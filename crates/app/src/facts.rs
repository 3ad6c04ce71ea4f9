//! Reading facts: lake ∪ inbox, so that freshness never waits for sealing.

use crate::{App, Refused};
use banso_domain::facts::Fact;
use banso_kernel::AccountId;
use banso_lake::{Snapshot, Which};

impl App {
    /// A consistent view of all facts: a snapshot of the lake, and the inbox's facts that are not in it.
    ///
    /// # Errors
    /// A store failed.
    pub async fn facts(&self) -> Result<(Snapshot, Vec<Fact>), Refused> {
        let snapshot = self.lake.snapshot().await.map_err(Refused::broken)?;
        let inbox = self.inbox_beyond(&snapshot, i64::MAX).await?;
        Ok((snapshot, inbox))
    }

    /// The inbox's facts that are not in the snapshot, up to row `last`.
    pub(crate) async fn inbox_beyond(&self, snapshot: &Snapshot, last: i64) -> Result<Vec<Fact>, Refused> {
        let sealed = self.state.sealed_place(snapshot.k).await.map_err(Refused::broken)?;
        let rows = self.state.inbox_between(sealed, last).await.map_err(Refused::broken)?;
        Ok(rows.into_iter().map(|row| row.fact).collect())
    }

    /// Facts of one account, oldest first.
    ///
    /// # Errors
    /// A store failed.
    pub async fn facts_of(&self, account: AccountId, which: &Which) -> Result<Vec<Fact>, Refused> {
        match self.facts_of_now(account, which).await {
            // Files of a snapshot go at once when a person is erased; those of the next one are there.
            Err(_) => self.facts_of_now(account, which).await,
            facts => facts,
        }
    }

    async fn facts_of_now(&self, account: AccountId, which: &Which) -> Result<Vec<Fact>, Refused> {
        let snapshot = self.lake.snapshot().await.map_err(Refused::broken)?;
        let place = self.state.sealed_place(snapshot.k).await.map_err(Refused::broken)?;
        let mut facts = self.lake.facts_of(&snapshot, account, which).await.map_err(Refused::broken)?;
        let fresh = self.state.inbox_of_account(account, place).await.map_err(Refused::broken)?;
        facts.extend(fresh.into_iter().map(|row| row.fact).filter(|fact| which.takes(fact)));
        facts.sort_by_key(|fact| (fact.occurred_at, fact.id));
        if let Some(limit) = which.limit {
            facts.drain(..facts.len().saturating_sub(limit));
        }
        Ok(facts)
    }
}

//! Reading facts: lake ∪ inbox, so that freshness never waits for sealing.

use crate::{App, Refused};
use banso_domain::facts::Fact;
use banso_kernel::AccountId;
use banso_lake::{Snapshot, Which};

/// Inbox rows read at a time.
const PAGE: i64 = 100_000;

impl App {
    /// A consistent view of all facts: a snapshot of the lake, and the inbox's facts that are not in it.
    ///
    /// # Errors
    /// A store failed.
    pub async fn facts(&self) -> Result<(Snapshot, Vec<Fact>), Refused> {
        let snapshot = self.lake.snapshot().await.map_err(Refused::broken)?;
        let mut place = self.state.sealed_place(snapshot.k).await.map_err(Refused::broken)?;
        let mut fresh = Vec::new();
        loop {
            let page = self.state.inbox_after(place, PAGE).await.map_err(Refused::broken)?;
            let Some(last) = page.last() else { return Ok((snapshot, fresh)) };
            place = last.seq;
            fresh.extend(page.into_iter().map(|row| row.fact));
        }
    }

    /// Facts of one account, oldest first.
    ///
    /// # Errors
    /// A store failed.
    pub async fn facts_of(&self, account: AccountId, which: &Which) -> Result<Vec<Fact>, Refused> {
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

//! Reading facts: lake ∪ inbox, so that freshness never waits for sealing.

use crate::{App, Refused};
use banso_domain::facts::Fact;
use banso_kernel::AccountId;
use banso_lake::{Snapshot, Which};

/// Inbox rows read at a time.
const PAGE: i64 = 100_000;

/// All facts, and which of them are new.
pub(crate) struct News {
    /// The lake.
    pub snapshot: Snapshot,
    /// Facts of the inbox that are not in the snapshot.
    pub inbox: Vec<Fact>,
    /// Facts that came after the row that was asked for.
    pub fresh: Vec<Fact>,
    /// The last row of the inbox.
    pub last: i64,
}

impl App {
    /// A consistent view of all facts: a snapshot of the lake, and the inbox's facts that are not in it.
    ///
    /// # Errors
    /// A store failed.
    pub async fn facts(&self) -> Result<(Snapshot, Vec<Fact>), Refused> {
        let news = self.facts_and_news(i64::MAX).await?;
        Ok((news.snapshot, news.inbox))
    }

    /// The same, and those that came after row `seq` of the inbox, whether they are in the lake by now or not.
    pub(crate) async fn facts_and_news(&self, seq: i64) -> Result<News, Refused> {
        let snapshot = self.lake.snapshot().await.map_err(Refused::broken)?;
        let sealed = self.state.sealed_place(snapshot.k).await.map_err(Refused::broken)?;
        let mut news = News { snapshot, inbox: Vec::new(), fresh: Vec::new(), last: seq };
        let mut place = sealed.min(seq);
        loop {
            let page = self.state.inbox_after(place, PAGE).await.map_err(Refused::broken)?;
            let Some(last) = page.last() else { return Ok(news) };
            place = last.seq;
            news.last = news.last.max(place);
            for row in page {
                if row.seq > seq {
                    news.fresh.push(row.fact.clone());
                }
                if row.seq > sealed {
                    news.inbox.push(row.fact);
                }
            }
        }
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

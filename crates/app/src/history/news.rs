//! Facts that came since history was computed, packed as they are read: ranges of the inbox side by side.

use super::Base;
use super::base::classifier;
use super::ledger::{FirstDays, note_first};
use crate::{App, Refused};
use banso_domain::metrics::{Facts, Row};
use banso_kernel::{AccountId, Micros};
use banso_lake::Snapshot;
use banso_state::State;
use std::sync::Arc;

/// With more new facts than this, everything is computed anew: they would not leave much to save, and take memory.
const MOST: i64 = 1_000_000;

/// What came.
pub(super) struct News {
    /// All facts of accounts, as parts that may each have some.
    pub fresh: Vec<Facts>,
    /// The accounts that have any, with the first day.
    pub first: FirstDays,
    /// The lake, before anything was read: whatever is in it is among the facts up to `last`.
    pub snapshot: Snapshot,
    /// The last row of the inbox.
    pub last: i64,
}

impl App {
    /// The facts after row `seq` of the inbox. `None` if these are too many, or some of them have left the inbox.
    pub(super) async fn news(&self, base: &Arc<Base>, seq: i64) -> Result<Option<News>, Refused> {
        let snapshot = self.lake.snapshot().await.map_err(Refused::broken)?;
        let last = self.state.inbox_last().await.map_err(Refused::broken)?;
        if last - seq > MOST || self.state.inbox_cleared().await.map_err(Refused::broken)? > seq {
            return Ok(None);
        }
        let parts = super::threads() as i64;
        let cut = |part: i64| seq + (last - seq) * part / parts;
        let part = |part: i64| tokio::spawn(packed(self.state.clone(), Arc::clone(base), cut(part), cut(part + 1)));
        let reading: Vec<_> = (0..parts).filter(|at| cut(*at) < cut(at + 1)).map(part).collect();
        let (mut fresh, mut first) = (Vec::with_capacity(reading.len()), FirstDays::new());
        for part in reading {
            let facts = part.await.map_err(Refused::broken)??;
            facts.first_days().for_each(|(account, day)| note_first(&mut first, account, day));
            fresh.push(facts);
        }
        Ok(Some(News { fresh, first, snapshot, last }))
    }
}

/// The facts with `lo < seq <= hi`.
async fn packed(state: State, base: Arc<Base>, lo: i64, hi: i64) -> Result<Facts, Refused> {
    let mut classes = classifier(&base.definitions.metrics)?;
    let (mut days, mut rows) = (base.workspace.zone.days(), Vec::new());
    let mut each = |fact: banso_state::FactRow<'_>| {
        let occurred_at = Micros(fact.occurred_at);
        rows.push(Row {
            account: AccountId(fact.account),
            person: fact.person.unwrap_or(0),
            class: classes.class(&fact.name, fact.person, &fact.props),
            day: days.of(occurred_at),
            occurred_at,
            value: fact.value().unwrap_or(f64::NAN),
        });
    };
    state.inbox_rows(lo, hi, &mut each).await.map_err(Refused::broken)?;
    Ok(Facts::of(rows, &classes))
}

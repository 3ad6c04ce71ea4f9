//! After new facts, or on a new day: only the days that they change are computed again.
//!
//! New facts make their account's days dirty, from the day of the earliest of them to today. A new day is dirty for
//! every account. The facts that the last days still count are kept in memory, and what older ones say (see [`Ledger`]);
//! of accounts that are dirty from earlier days on, the facts within reach of the widest window are read. Lists are
//! written at once; the history in the lake once an hour and on each new day, so that it does not fall into thousands of
//! files.
//!
//! What changes something for all accounts and days is left to [`App::rebuild`]: other definitions or settings, the
//! first contract or person, a stream that was silent and speaks again.

use super::base::{classifier, known};
use super::ledger::note_first;
use super::lists::Again;
use super::news::News;
use super::rebuild::{HISTORY, Rebuilt};
use super::rewrite::rewrite;
use super::{Base, Ledger};
use crate::{App, Refused};
use banso_domain::facts::Fact;
use banso_domain::health::evaluate;
use banso_domain::metrics::{AccountInput, Engine, History, Liveness, Recent};
use banso_kernel::{AccountId, Day};
use banso_lake::Reach;
use banso_state::WorkState;
use std::sync::Arc;
use std::time::Duration;

/// The history in the lake is written so often while facts come in, in microseconds: once an hour.
const WRITTEN_EVERY: i64 = 3_600 * 1_000_000;
/// The note of history while lists have days that the history in the lake has not yet.
const LAKE_BEHIND: &str = "lake behind";
/// However long it takes, the next one begins this soon after it.
const FRESH: Duration = Duration::from_secs(5);

/// What catching up did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CaughtUp {
    /// There was nothing new.
    Nothing,
    /// Some days of some accounts were computed again.
    Days {
        /// Accounts.
        accounts: u64,
        /// Days of all of them together.
        account_days: u64,
    },
    /// Something had changed for all accounts and days.
    Everything(Rebuilt),
}

impl App {
    /// Brings history up to date: with facts that came since it was last computed, and up to today.
    ///
    /// # Errors
    /// A store failed. The next call computes everything from nothing.
    pub async fn catch_up(&self) -> Result<CaughtUp, Refused> {
        self.catch_up_and(false).await
    }

    /// The same, and the history in the lake too.
    ///
    /// # Errors
    /// As [`App::catch_up`].
    pub async fn catch_up_with_lake(&self) -> Result<CaughtUp, Refused> {
        self.catch_up_and(true).await
    }

    async fn catch_up_and(&self, with_lake: bool) -> Result<CaughtUp, Refused> {
        let mut ledger = self.ledger.lock().await;
        let note = self.state.derived(HISTORY).await.map_err(Refused::broken)?;
        let (definitions, workspace) = (self.definitions().await?, self.workspace().await?);
        let today = self.today(&workspace);
        let last = self.state.inbox_last().await.map_err(Refused::broken)?;
        let up_to_date = self.holds(note.as_ref(), &definitions, &workspace, last);
        let due = ledger.as_ref().is_some_and(|ledger| {
            !ledger.unwritten.is_empty() && (with_lake || ledger.written_at.0 + WRITTEN_EVERY <= self.clock.now().0)
        });
        // A start has forgotten which days the lake lacks.
        let behind = ledger.is_none() && note.as_ref().is_some_and(|note| note.note == LAKE_BEHIND);
        if up_to_date && !due && !behind {
            return Ok(CaughtUp::Nothing);
        }
        let Some(turn) = self.take_turn().await? else { return Ok(CaughtUp::Nothing) };
        // Another process may have said meanwhile that nothing of it holds.
        let note = self.state.derived(HISTORY).await.map_err(Refused::broken)?;
        let ended_at = note.and_then(|note| note.ended_at);
        let kept = ledger.take().filter(|kept| {
            let base = &kept.base;
            kept.ended_at == ended_at && base.today <= today && base.made_with(&definitions, &workspace)
        });
        let resumed = match kept {
            Some(kept) => self.resume(kept, today, due || with_lake).await,
            None => Ok(None),
        };
        self.give_lease_back(&turn).await;
        if let Some((next, done)) = resumed? {
            *ledger = Some(next);
            return Ok(done);
        }
        self.rebuild_into(&mut ledger, &|_| {}).await.map(CaughtUp::Everything)
    }

    /// Goes on from what the ledger knows; `None` if everything must be computed anew.
    async fn resume(
        &self,
        mut kept: Ledger,
        today: Day,
        with_lake: bool,
    ) -> Result<Option<(Ledger, CaughtUp)>, Refused> {
        let old = Arc::clone(&kept.base);
        let set = &old.definitions.metrics;
        let counts = self.state.ground_counts().await.map_err(Refused::broken)?;
        let Some(news) = self.news(&old, kept.seq).await? else { return Ok(None) };
        let classes = classifier(set)?;
        let mut liveness = old.liveness.clone();
        news.fresh.iter().for_each(|facts| liveness.merge(&Liveness::of(facts)));
        let base = Arc::new(Base {
            definitions: old.definitions.clone(),
            workspace: old.workspace.clone(),
            today,
            liveness,
            known: known(counts, &old.workspace),
        });
        let engine = base.engine(set, &classes);
        if base.known != old.known || !engine.agrees(&old.engine(set, &classes), old.today) {
            return Ok(None);
        }
        let new_day = today > old.today;
        if new_day {
            kept.lists = Some(self.listed(&old, kept.lists.take().unwrap_or_default()).await?);
        }
        let mut note = self.note_started().await?;
        // The accounts and days that the fresh facts make dirty, and a new day all accounts.
        let mut from = news.first.clone();
        from.retain(|_, day| *day <= today);
        let with_lake = with_lake || new_day;
        if with_lake {
            for (account, day) in std::mem::take(&mut kept.unwritten) {
                note_first(&mut from, account, day);
            }
        }
        if counts != kept.inputs.0 {
            kept.inputs = (counts, self.inputs(base.workspace.currency).await?);
        }
        let turn = new_day.then_some(old.today + 1);
        let dirty = kept.inputs.1.iter().filter_map(|input| {
            let first = from.get(&AccountId(input.account)).copied().into_iter().chain(turn).min()?;
            Some(AccountInput { from: Some(first - 1), ..input.clone() })
        });
        let dirty: Vec<AccountInput> = dirty.collect();
        // What was shown is kept while the new day is computed, and before lists say it. Both come to an end.
        let shown = self.keep_listed(&old, today, kept.lists.as_deref().filter(|_| new_day));
        super::heavy(|| kept.take(&news, &base, &classes));
        let seq = news.last;
        let engine = engine.seen(&kept.seen);
        let again = self.again(&base, &engine, kept.recent.as_ref(), &news, dirty).await;
        shown.await.map_err(Refused::broken)??;
        let again: Arc<[Again]> = again?.into();

        let account_days = again.iter().map(|one| i64::from(today - one.from) + 1).sum::<i64>().cast_unsigned();
        if with_lake {
            // The lake is written while the lists are. Both come to an end, whatever becomes of the other.
            let lake = tokio::spawn(rewrite(self.lake.clone(), Arc::clone(&base), Arc::clone(&again)));
            let lists = self.update_lists(&base, &again, new_day, kept.lists.take()).await;
            lake.await.map_err(Refused::broken)??;
            kept.lists = lists?;
            kept.written_at = self.clock.now();
        } else {
            kept.lists = self.update_lists(&base, &again, new_day, kept.lists.take()).await?;
            for one in again.iter() {
                note_first(&mut kept.unwritten, one.metrics.account, one.from);
            }
        }
        match new_day {
            true => self.look_at_all(),
            false => self.look_at_accounts(again.iter().map(|one| one.metrics.account)),
        }
        note.state = WorkState::Done;
        note.note = if kept.unwritten.is_empty() { String::new() } else { LAKE_BEHIND.to_owned() };
        note.definitions.clone_from(&base.definitions.stamp);
        (note.inbox_seq, note.computed_to, note.ended_at) = (seq, Some(today), Some(self.clock.now()));
        self.note(&note).await?;
        self.keep(&base)?;
        let accounts = again.len() as u64;
        (kept.base, kept.seq, kept.ended_at) = (base, seq, note.ended_at);
        Ok(Some((kept, CaughtUp::Days { accounts, account_days })))
    }

    /// Computes the dirty accounts from the day before their first dirty one on; ascending by account.
    async fn again(
        &self,
        base: &Base,
        engine: &Engine<'_>,
        recent: Option<&Recent>,
        news: &News,
        dirty: Vec<AccountInput>,
    ) -> Result<Vec<Again>, Refused> {
        let reached = |input: &AccountInput| recent.is_some_and(|all| input.from.is_some_and(|day| all.reaches(day)));
        let (at_hand, far): (Vec<AccountInput>, _) = dirty.into_iter().partition(reached);
        let threads = super::threads();
        let compute = |input: &AccountInput, metrics: History| of(base, input, metrics);
        let mut again =
            recent.map_or_else(Vec::new, |facts| super::heavy(|| engine.each(facts, &at_hand, threads, compute)));
        if far.is_empty() {
            return Ok(again);
        }
        let set = &base.definitions.metrics;
        let inbox: Arc<[Fact]> = self.inbox_beyond(&news.snapshot, news.last).await?.into();
        for inputs in groups(far, base.today, set.lookback()) {
            let reach = Reach {
                zone: base.workspace.zone.clone(),
                known_by: None,
                from: inputs.iter().filter_map(|input| input.from).min().map(|day| engine.reads_from(day)),
                accounts: Some(inputs.iter().map(|input| AccountId(input.account)).collect()),
                inbox: Arc::clone(&inbox),
                threads,
            };
            let facts = self.lake.gather(&news.snapshot, set, reach).await.map_err(Refused::broken)?;
            again.extend(super::heavy(|| engine.each(&facts, &inputs, threads, compute)));
        }
        again.sort_by_key(|one| one.metrics.account);
        Ok(again)
    }

    /// Catches up every `pause`; less often while it takes long, so that two thirds of the time are left for what comes in,
    /// but at least every [`FRESH`]. Never returns; what goes wrong is logged and tried again.
    pub async fn keep_current(&self, pause: Duration) {
        loop {
            let begun = self.clock.now();
            if let Err(error) = self.say_served().await {
                tracing::warn!(%error, "commands cannot be told that a server is there");
            }
            match self.catch_up().await {
                Ok(CaughtUp::Nothing) => {}
                Ok(done) => tracing::info!(?done, "history is up to date"),
                Err(error) => tracing::warn!(%error, "history could not be brought up to date and is tried again"),
            }
            let took = Duration::from_micros((self.clock.now().0 - begun.0).max(0).cast_unsigned());
            tokio::time::sleep(pause.max((took * 2).min(FRESH))).await;
        }
    }
}

/// Dirty accounts that are read together, ascending by account: those whose facts reach back less than twice as far as
/// those of the others, so that one very late fact does not make all be read from its day on.
fn groups(mut dirty: Vec<AccountInput>, today: Day, lookback: i32) -> Vec<Vec<AccountInput>> {
    let reach =
        |input: &AccountInput| i64::from(input.from.map_or(i32::MAX, |from| today - from)) + i64::from(lookback);
    dirty.sort_by_key(&reach);
    let mut groups: Vec<Vec<AccountInput>> = Vec::new();
    for input in dirty {
        match groups.last_mut() {
            Some(group) if reach(&input) < 2 * reach(&group[0]).max(7) => group.push(input),
            _ => groups.push(vec![input]),
        }
    }
    groups.iter_mut().for_each(|group| group.sort_by_key(|input| input.account));
    groups
}

/// What was computed again of an account.
fn of(base: &Base, input: &AccountInput, metrics: History) -> Again {
    let health = base.definitions.models.iter().map(|of| evaluate(&of.model, &metrics)).collect();
    let from = input.from.map_or(metrics.first, |from| (from + 1).max(metrics.first));
    Again { from, metrics, health }
}

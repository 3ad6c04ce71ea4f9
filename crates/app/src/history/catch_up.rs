//! After new facts, or on a new day: only the days that they change are computed again.
//!
//! New facts make their account's days dirty, from the day of the earliest of them to today. A new day is dirty for
//! every account. Of the facts, only those within reach of the widest window before the dirty days are read; what older
//! ones say is kept in memory (see [`Ledger`]). Lists are written at once; the history in the lake once an hour and on
//! each new day, so that it does not fall into thousands of files.
//!
//! What changes something for all accounts and days is left to [`App::rebuild`]: other definitions or settings, the
//! first contract or person, a stream that was silent and speaks again.

use super::base::{classifier, known};
use super::ledger::{FirstDays, note_first};
use super::lists::Again;
use super::rebuild::{HISTORY, Rebuilt, model_versions, push_health};
use super::{Base, Ledger};
use crate::facts::News;
use crate::{App, Refused};
use banso_domain::facts::Fact;
use banso_domain::health::evaluate;
use banso_domain::metrics::{AccountInput, Engine, Facts, History, Liveness, Seen};
use banso_kernel::{AccountId, Day};
use banso_lake::{HealthWriter, MetricRows, MetricWriter, Reach};
use banso_state::WorkState;
use std::sync::Arc;
use std::time::Duration;

/// The history in the lake is written so often while facts come in, in microseconds: once an hour.
const WRITTEN_EVERY: i64 = 3_600 * 1_000_000;
/// The note of history while lists have days that the history in the lake has not yet.
const LAKE_BEHIND: &str = "lake behind";
/// With more new facts than this, everything is computed anew: they would not leave much to save, and take memory.
const MOST: i64 = 1_000_000;

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
        let (set, zone) = (&old.definitions.metrics, &old.workspace.zone);
        let counts = self.state.ground_counts().await.map_err(Refused::broken)?;
        let Some(news) = self.news(kept.seq).await? else { return Ok(None) };
        let mut classes = classifier(set)?;
        let packed = Facts::pack(&news.fresh, &mut classes, zone);
        let mut liveness = old.liveness.clone();
        liveness.merge(&Liveness::of(&packed));
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
            self.keep_shown(&old.definitions, today).await?;
        }
        let mut note = self.note_started().await?;
        // The accounts and days that the fresh facts make dirty, and a new day all accounts.
        let mut from = FirstDays::new();
        for fact in &news.fresh {
            note_first(&mut from, fact.account, zone.day_of(fact.occurred_at));
        }
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
        kept.seen.merge(&Seen::of(&packed, set, &classes));
        let seq = news.last;
        let again = self.again(&base, &base.engine(set, &classes).seen(&kept.seen), news, dirty).await?;

        let account_days = again.iter().map(|one| i64::from(today - one.from) + 1).sum::<i64>().cast_unsigned();
        if with_lake {
            // The lake's files are encoded and synced while the lists are written.
            let (metrics, health) = self.rewriters(&base, &again).await?;
            let stamp = base.stamp();
            let lake = async {
                metrics.finish(&stamp).await.map_err(Refused::broken)?;
                health.finish(&stamp).await.map_err(Refused::broken)
            };
            tokio::try_join!(self.update_lists(&base, &again), lake)?;
            kept.written_at = self.clock.now();
        } else {
            self.update_lists(&base, &again).await?;
            for one in &again {
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

    /// All facts, and those that came after row `seq` of the inbox. `None` if these are too many, or some of them have
    /// left the inbox.
    async fn news(&self, seq: i64) -> Result<Option<News>, Refused> {
        let last = self.state.inbox_last().await.map_err(Refused::broken)?;
        if last - seq > MOST || self.state.inbox_cleared().await.map_err(Refused::broken)? > seq {
            return Ok(None);
        }
        self.facts_and_news(seq).await.map(Some)
    }

    /// Computes the dirty accounts from the day before their first dirty one on; ascending by account.
    async fn again(
        &self,
        base: &Base,
        engine: &Engine<'_>,
        news: News,
        dirty: Vec<AccountInput>,
    ) -> Result<Vec<Again>, Refused> {
        let set = &base.definitions.metrics;
        let (snapshot, inbox): (_, Arc<[Fact]>) = (news.snapshot, news.inbox.into());
        let threads = super::threads();
        let mut again = Vec::with_capacity(dirty.len());
        for inputs in groups(dirty, base.today, set.lookback()) {
            let reach = Reach {
                zone: base.workspace.zone.clone(),
                known_by: None,
                from: inputs.iter().filter_map(|input| input.from).min().map(|day| engine.reads_from(day)),
                accounts: Some(inputs.iter().map(|input| AccountId(input.account)).collect()),
                inbox: Arc::clone(&inbox),
                threads,
            };
            let facts = self.lake.gather(&snapshot, set, reach).await.map_err(Refused::broken)?;
            again.extend(super::heavy(|| {
                engine.each(&facts, &inputs, threads, |input, metrics| of(base, input, metrics))
            }));
        }
        again.sort_by_key(|one| one.metrics.account);
        Ok(again)
    }

    /// What was computed again, on its way on top of the history in the lake.
    async fn rewriters(&self, base: &Base, again: &[Again]) -> Result<(MetricWriter, HealthWriter), Refused> {
        let ids: Vec<String> = base.definitions.metrics.metrics.iter().map(|metric| metric.id.clone()).collect();
        let models: Vec<_> = model_versions(base).into_iter().take(base.definitions.models.len()).collect();
        let mut metrics = self.lake.metric_rewriter(&ids).await.map_err(Refused::broken)?;
        let mut health = self.lake.health_rewriter(&models).await.map_err(Refused::broken)?;
        super::heavy(|| {
            for one in again {
                let skipped = usize::try_from(one.from - one.metrics.first).unwrap_or(0);
                let columns: Vec<Vec<f64>> =
                    one.metrics.columns.iter().map(|c| c[skipped.min(c.len())..].to_vec()).collect();
                let rows = MetricRows { account: one.metrics.account, first: one.from, columns: &columns };
                metrics.push(&rows).map_err(Refused::broken)?;
                for (place, versioned) in base.definitions.models.iter().enumerate() {
                    let mut of_model = one.health[place].clone();
                    of_model.days.drain(..skipped.min(of_model.days.len()));
                    of_model.first = one.from;
                    push_health(&mut health, place, &versioned.model, &of_model)?;
                }
            }
            Ok::<_, Refused>(())
        })?;
        Ok((metrics, health))
    }

    /// Catches up every `pause`. Never returns; what goes wrong is logged and tried again.
    pub async fn keep_current(&self, pause: Duration) {
        loop {
            if let Err(error) = self.say_served().await {
                tracing::warn!(%error, "commands cannot be told that a server is there");
            }
            match self.catch_up().await {
                Ok(CaughtUp::Nothing) => {}
                Ok(done) => tracing::info!(?done, "history is up to date"),
                Err(error) => tracing::warn!(%error, "history could not be brought up to date and is tried again"),
            }
            tokio::time::sleep(pause).await;
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

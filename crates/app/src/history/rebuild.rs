//! Everything from nothing.

use super::base::classifier;
use super::ledger::kept_of;
use super::listed::Listed;
use super::spelled::Spelled;
use super::{Base, Ledger, current};
use crate::{App, Refused};
use banso_domain::health::{HealthHistory, Model, evaluate, transitions};
use banso_domain::metrics::{AccountInput, Engine, Facts, History, Liveness, MetricSet};
use banso_kernel::Day;
use banso_lake::{MetricRows, MetricWriter, ModelVersion};
use banso_state::{CurrentHealth, Derived, SegmentShare, TransitionRow, WorkState};
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

/// Name of the whole history in table `derived`.
pub(crate) const HISTORY: &str = "history";

/// Accounts computed at a time: bounds memory, and is how often progress is told.
const CHUNK: usize = 256;

/// Where a rebuild stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Reading facts.
    Facts,
    /// Computing accounts.
    Accounts,
    /// Writing what lists read.
    Lists,
}

/// How far it is.
#[derive(Clone, Copy, Debug)]
pub struct Progress {
    /// What is being done.
    pub step: Step,
    /// So many are done…
    pub done: u64,
    /// …of so many; 0 if not known.
    pub total: u64,
}

/// What a rebuild made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rebuilt {
    /// Accounts with history.
    pub accounts: u64,
    /// Facts that some metric counts.
    pub facts: u64,
    /// Days of all accounts together.
    pub account_days: u64,
    /// The last day.
    pub to: Day,
}

impl App {
    /// Computes metrics and health of every account and day from facts and ground truth, and replaces what was
    /// there: the history in the lake, and current health, transitions and shares in the state store. One at a time;
    /// a second caller waits and then computes again.
    ///
    /// # Errors
    /// A store failed. Readers keep what was there before.
    pub async fn rebuild(&self, progress: &(dyn Fn(Progress) + Send + Sync)) -> Result<Rebuilt, Refused> {
        self.rebuild_into(&mut *self.ledger.lock().await, progress).await
    }

    /// The same for whoever holds the ledger, which is new afterwards.
    pub(super) async fn rebuild_into(
        &self,
        ledger: &mut Option<Ledger>,
        progress: &(dyn Fn(Progress) + Send + Sync),
    ) -> Result<Rebuilt, Refused> {
        *ledger = None;
        let turn = self.wait_for_turn().await?;
        let mut note = self.note_started().await?;
        let result = self.rebuild_all(progress, &mut note).await;
        note.ended_at = Some(self.clock.now());
        note.state = if result.is_ok() { WorkState::Done } else { WorkState::Failed };
        self.note(&note).await?;
        self.give_lease_back(&turn).await;
        let (rebuilt, mut next) = result?;
        self.look_at_all();
        next.ended_at = note.ended_at;
        *ledger = Some(next);
        Ok(rebuilt)
    }

    async fn rebuild_all(
        &self,
        progress: &(dyn Fn(Progress) + Send + Sync),
        note: &mut Derived,
    ) -> Result<(Rebuilt, Ledger), Refused> {
        let tell = |step, done, total| progress(Progress { step, done, total });
        tell(Step::Facts, 0, 0);
        note.inbox_seq = self.state.inbox_last().await.map_err(Refused::broken)?;
        let (definitions, workspace) = (self.definitions().await?, self.workspace().await?);
        let today = self.today(&workspace);
        self.keep_shown(&definitions, today).await?;
        let counts = self.state.ground_counts().await.map_err(Refused::broken)?;
        let inputs = self.inputs(workspace.currency).await?;
        let classes = classifier(&definitions.metrics)?;
        let facts = self.gather(&definitions.metrics, &workspace, None).await?;
        let liveness = Liveness::of(&facts);
        let base = self.keep_base(definitions, workspace, today, liveness).await?;
        let kept = kept_of(&facts, &base, &classes);
        note.definitions.clone_from(&base.definitions.stamp);
        note.total = inputs.len() as i64;

        let versions = model_versions(&base);
        let ids = current::metric_ids(&base.definitions.metrics);
        let mut out = Out {
            metrics: self.lake.metric_writer(&ids).map_err(Refused::broken)?,
            health: Spelled::new(self.lake.health_writer(&versions)),
            now: current::Numbers::default(),
            models: base.definitions.models.iter().map(|_| ForLists::default()).collect(),
        };
        let engine = base.engine(&base.definitions.metrics, &classes);
        let cmrr = Cmrr::of(&base);
        let threads = super::threads();
        let mut rebuilt = Rebuilt { accounts: 0, facts: facts.len() as u64, account_days: 0, to: today };
        for (at, chunk) in inputs.chunks(CHUNK).enumerate() {
            tell(Step::Accounts, (at * CHUNK) as u64, inputs.len() as u64);
            super::heavy(|| {
                for done in compute(&engine, &facts, chunk, threads, &base) {
                    rebuilt.accounts += 1;
                    rebuilt.account_days += done.metrics.days() as u64;
                    out.take(&base, &done, cmrr)?;
                }
                Ok::<_, Refused>(())
            })?;
            note.done = ((at + 1) * CHUNK).min(inputs.len()) as i64;
            if at % 8 == 0 {
                self.note(note).await?;
                self.take_turn().await?;
            }
        }
        drop(facts);
        self.rebuild_older(&base, &inputs, &mut out.health, threads).await?;
        tell(Step::Lists, rebuilt.accounts, rebuilt.accounts);
        let lists = self.finish(&base, out).await?;
        note.computed_to = Some(today);
        Ok((rebuilt, Ledger::new(base, (counts, inputs), kept, lists, note)))
    }

    /// Versions of models that were superseded, each with the metrics of its time.
    async fn rebuild_older(
        &self,
        base: &Arc<Base>,
        inputs: &[AccountInput],
        health: &mut Spelled,
        threads: usize,
    ) -> Result<(), Refused> {
        type Placed<'a> = Vec<(usize, &'a Model)>;
        let mut by_metrics: BTreeMap<u32, (&MetricSet, Placed<'_>)> = BTreeMap::new();
        for (at, older) in base.definitions.older.iter().enumerate() {
            let entry = by_metrics.entry(older.metrics_version).or_insert((&older.metrics, Vec::new()));
            entry.1.push((base.definitions.models.len() + at, &older.model));
        }
        for (metrics, models) in by_metrics.values() {
            let classes = classifier(metrics)?;
            let facts = self.gather(metrics, &base.workspace, None).await?;
            let liveness = Liveness::of(&facts);
            let engine = Engine::new(metrics, &classes, &liveness, base.known, base.today);
            for chunk in inputs.chunks(CHUNK) {
                super::heavy(|| {
                    let of_account = |_: &AccountInput, history: History| -> Vec<HealthHistory> {
                        models.iter().map(|(_, model)| evaluate(model, &history)).collect()
                    };
                    for histories in engine.each(&facts, chunk, threads, of_account) {
                        for ((place, model), history) in models.iter().zip(&histories) {
                            health.push(*place, model, (history.account, history.first), &history.days)?;
                        }
                    }
                    Ok::<_, Refused>(())
                })?;
            }
        }
        Ok(())
    }

    async fn finish(&self, base: &Base, out: Out) -> Result<Vec<Listed>, Refused> {
        let (stamp, ids) = (base.stamp(), current::metric_ids(&base.definitions.metrics));
        out.metrics.finish(&stamp).await.map_err(Refused::broken)?;
        out.health.finish(&stamp).await?;
        let mut tx = self.state.begin().await.map_err(Refused::broken)?;
        tx.replace_metrics(out.now.of(&ids)).await.map_err(Refused::broken)?;
        let mut listed = Vec::with_capacity(out.models.len());
        for (versioned, lists) in base.definitions.models.iter().zip(out.models) {
            let (id, version) = (versioned.model.id.as_str(), versioned.version);
            let before = self.state.health_list(id, version).await.map_err(Refused::broken)?;
            tx.replace_health(id, version, &lists.health).await.map_err(Refused::broken)?;
            tx.replace_transitions(id, version, &lists.transitions).await.map_err(Refused::broken)?;
            tx.replace_shares(id, version, &lists.share_rows()).await.map_err(Refused::broken)?;
            listed.push(Listed::anew(before, lists.health));
        }
        tx.commit().await.map_err(Refused::broken)?;
        Ok(listed)
    }

    /// A text that differs whenever history has been computed again, by this process or another.
    ///
    /// # Errors
    /// The database failed.
    pub(crate) async fn history_mark(&self) -> Result<String, Refused> {
        Ok(mark_of(self.state.derived(HISTORY).await.map_err(Refused::broken)?.as_ref()))
    }

    /// Says that a computation has begun.
    pub(super) async fn note_started(&self) -> Result<Derived, Refused> {
        let before = self.state.derived(HISTORY).await.map_err(Refused::broken)?;
        let note = Derived {
            name: HISTORY.to_owned(),
            state: WorkState::Running,
            computed_to: before.and_then(|before| before.computed_to),
            inbox_seq: 0,
            definitions: String::new(),
            done: 0,
            total: 0,
            note: String::new(),
            started_at: self.clock.now(),
            ended_at: None,
        };
        self.note(&note).await?;
        Ok(note)
    }

    pub(super) async fn note(&self, note: &Derived) -> Result<(), Refused> {
        let mut tx = self.state.begin().await.map_err(Refused::broken)?;
        tx.put_derived(note).await.map_err(Refused::broken)?;
        tx.commit().await.map_err(Refused::broken)
    }
}

/// See [`App::history_mark`].
pub(crate) fn mark_of(note: Option<&Derived>) -> String {
    let ended = note.and_then(|note| note.ended_at).map(|at| at.0);
    format!("{ended:?} {}", note.map_or("", |note| note.definitions.as_str()))
}

/// Where an account's CMRR is found.
#[derive(Clone, Copy)]
pub(super) struct Cmrr {
    column: Option<usize>,
    minor: f64,
}

impl Cmrr {
    pub(super) fn of(base: &Base) -> Self {
        let minor = 10f64.powi(base.workspace.currency.digits() as i32);
        Self { column: base.definitions.metrics.position("cmrr"), minor }
    }

    /// On the `at`th day, in minor units; 0 where there is none.
    pub(super) fn minor(self, history: &History, at: usize) -> i64 {
        let amount = self.column.map_or(f64::NAN, |column| history.columns[column][at]);
        if amount.is_nan() { 0 } else { (amount * self.minor).round() as i64 }
    }
}

/// Current models first, then older versions, as the writer of health numbers them.
pub(super) fn model_versions(base: &Base) -> Vec<ModelVersion> {
    let name = |model: &Model, version| ModelVersion { model: model.id.clone(), version };
    let current = base.definitions.models.iter().map(|current| name(&current.model, current.version));
    current.chain(base.definitions.older.iter().map(|older| name(&older.model, older.version))).collect()
}

/// One account, computed.
struct Done {
    metrics: History,
    health: Vec<HealthHistory>,
}

fn compute(engine: &Engine<'_>, facts: &Facts, inputs: &[AccountInput], threads: usize, base: &Base) -> Vec<Done> {
    engine.each(facts, inputs, threads, |_, metrics| {
        let health = base.definitions.models.iter().map(|of| evaluate(&of.model, &metrics)).collect();
        Done { metrics, health }
    })
}

/// Where results go.
struct Out {
    metrics: MetricWriter,
    health: Spelled,
    now: current::Numbers,
    models: Vec<ForLists>,
}

#[derive(Default)]
struct ForLists {
    health: Vec<CurrentHealth>,
    transitions: Vec<TransitionRow>,
    shares: HashMap<(Day, u8), (u32, i64)>,
}

impl Out {
    fn take(&mut self, base: &Base, done: &Done, cmrr: Cmrr) -> Result<(), Refused> {
        let history = &done.metrics;
        let rows = MetricRows { account: history.account, first: history.first, columns: &history.columns };
        self.metrics.push(&rows).map_err(Refused::broken)?;
        self.now.push(history);
        for (place, (versioned, health)) in base.definitions.models.iter().zip(&done.health).enumerate() {
            self.health.push(place, &versioned.model, (health.account, health.first), &health.days)?;
            let moved = transitions(health);
            let lists = &mut self.models[place];
            lists.health.extend(current::health(&versioned.model, health.first, health, &moved));
            lists.transitions.extend(current::transition_rows(&versioned.model, health.account, &moved));
            for (at, day) in health.days.iter().enumerate() {
                let share = lists.shares.entry((health.first + at as i32, day.segment)).or_default();
                share.0 += 1;
                share.1 += cmrr.minor(history, at);
            }
        }
        Ok(())
    }
}

impl ForLists {
    fn share_rows(&self) -> Vec<SegmentShare> {
        let row = |(&(day, segment), &(accounts, cmrr_minor)): (&(Day, u8), &(u32, i64))| SegmentShare {
            day,
            segment,
            accounts,
            cmrr_minor,
        };
        let mut rows: Vec<_> = self.shares.iter().map(row).collect();
        rows.sort_by_key(|row| (row.day, row.segment));
        rows
    }
}

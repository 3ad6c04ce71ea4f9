//! All accounts as they stood on a day of the past, with what led there: what lists and the overview read for a reader who
//! turned the workspace back. Computed when it is asked for, by the engine that computes everything, and kept for a while.

use super::base::classifier;
use super::current;
use crate::{App, Definitions, Refused, Workspace};
use banso_domain::board::Past;
use banso_domain::health::{DayHealth, HealthHistory, Model, evaluate, transitions};
use banso_domain::metrics::{Engine, Liveness};
use banso_kernel::{Day, Micros};
use banso_state::{CurrentHealth, TransitionRow};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Days that are computed: the longest period that a page compares with the one before it, and some.
const REACH: i32 = 2 * 365 + 30;
/// Days of the past that are kept.
const KEPT: usize = 3;
/// How long one is kept although facts have come since: those that are late enough to count for it can wait.
const FRESH: Micros = Micros(60_000_000);

/// How all accounts stood on a day of the past.
#[derive(Debug)]
pub(crate) struct BackThen {
    /// On which days each stream of the metrics had facts, as far as was known.
    pub liveness: Liveness,
    models: Vec<(String, u32, StoodThen)>,
}

/// How they stood under one model.
#[derive(Debug, Default)]
pub(crate) struct StoodThen {
    /// On the day; accounts whose history had begun.
    pub health: Vec<CurrentHealth>,
    /// Changes of segment up to the day, newest first.
    pub transitions: Vec<TransitionRow>,
    /// A month before the day.
    pub month_before: Vec<DayHealth>,
    /// Accounts in each segment by day, as `(day, segment, accounts)`.
    pub shares: Vec<(Day, u8, u32)>,
}

/// One account under one model.
struct One {
    health: Option<CurrentHealth>,
    transitions: Vec<TransitionRow>,
    month_before: Option<DayHealth>,
    first: Day,
    segments: Vec<u8>,
}

/// The days of the past that were asked for last.
#[derive(Debug, Default)]
pub struct BackThens(tokio::sync::Mutex<Vec<Kept>>);

#[derive(Debug)]
struct Kept {
    past: Past,
    /// What it was computed with besides facts.
    of: String,
    /// The history that it was computed beside, and when.
    mark: String,
    at: Micros,
    then: Arc<BackThen>,
}

impl BackThen {
    /// Under a model of the definitions in force.
    pub fn under(&self, model: &str, version: u32) -> Option<&StoodThen> {
        self.models.iter().find(|(id, of, _)| id == model && *of == version).map(|(_, _, stood)| stood)
    }
}

impl App {
    /// How all accounts stood on a day of the past, by the definitions in force now. Contracts and people are those of now.
    ///
    /// # Errors
    /// A store failed.
    pub(crate) async fn back_then(&self, past: Past) -> Result<Arc<BackThen>, Refused> {
        let mut kept = self.back_thens.0.lock().await;
        let (definitions, workspace) = (self.definitions().await?, self.workspace().await?);
        let of = format!("{}:{}", definitions.stamp, self.known_of(&definitions, &workspace).await?);
        let (mark, now) = (self.history_mark().await?, self.clock.now());
        let fresh = |one: &&Kept| one.mark == mark || now.0 - one.at.0 < FRESH.0;
        if let Some(one) = kept.iter().filter(|one| one.past == past && one.of == of).find(fresh) {
            return Ok(Arc::clone(&one.then));
        }
        let then = Arc::new(self.compute_back_then(&definitions, &workspace, past).await?);
        kept.retain(|one| one.past != past && one.of == of);
        if kept.len() >= KEPT {
            kept.remove(0);
        }
        kept.push(Kept { past, of, mark, at: now, then: Arc::clone(&then) });
        Ok(then)
    }

    async fn compute_back_then(
        &self,
        definitions: &Definitions,
        workspace: &Workspace,
        past: Past,
    ) -> Result<BackThen, Refused> {
        let set = &definitions.metrics;
        let classes = classifier(set)?;
        let facts = self.gather(set, workspace, past.known_by(&workspace.zone)).await?;
        let mut inputs = self.inputs(workspace.currency).await?;
        inputs.iter_mut().for_each(|input| input.from = Some(past.day - REACH));
        let (liveness, known) = (Liveness::of(&facts), self.known(workspace).await?);
        let engine = Engine::new(set, &classes, &liveness, known, past.day);
        let models = &definitions.models;
        let all: Vec<Vec<One>> = super::heavy(|| {
            engine.each(&facts, &inputs, super::threads(), |_, metrics| {
                models.iter().map(|of| one(&of.model, &evaluate(&of.model, &metrics), past.day)).collect()
            })
        });
        let mut stood: Vec<StoodThen> = models.iter().map(|_| StoodThen::default()).collect();
        let mut shares: Vec<BTreeMap<(Day, u8), u32>> = models.iter().map(|_| BTreeMap::new()).collect();
        for (at, one) in all.into_iter().flat_map(|of| of.into_iter().enumerate()) {
            stood[at].health.extend(one.health);
            stood[at].transitions.extend(one.transitions);
            stood[at].month_before.extend(one.month_before);
            for (i, segment) in one.segments.iter().enumerate() {
                *shares[at].entry((one.first + i as i32, *segment)).or_default() += 1;
            }
        }
        for (stood, shares) in stood.iter_mut().zip(shares) {
            stood.transitions.sort_by_key(|change| std::cmp::Reverse(change.day));
            stood.shares = shares.into_iter().map(|((day, segment), accounts)| (day, segment, accounts)).collect();
        }
        let named = models.iter().zip(stood).map(|(of, stood)| (of.model.id.clone(), of.version, stood));
        Ok(BackThen { liveness, models: named.collect() })
    }
}

fn one(model: &Model, health: &HealthHistory, day: Day) -> One {
    let moved = transitions(health);
    One {
        health: current::health(model, health.first, health, &moved),
        transitions: current::transition_rows(model, health.account, &moved),
        month_before: health.on(day.plus_months(-1)).copied(),
        first: health.first,
        segments: health.days.iter().map(|day| day.segment).collect(),
    }
}

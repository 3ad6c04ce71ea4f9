//! Acting: a turn of every account, and what it decides, carried out in the same transaction.

use super::carry_out::Carrier;
use super::memory::Changes;
use super::rules::Book;
use super::subject::{Around, Subject};
use super::terms::{Reach, Terms};
use crate::accounts::board;
use crate::{App, Definitions, Refused, Workspace};
use banso_domain::conditions::{Asked, Ending, HealthNow, StepEnd, Usual};
use banso_domain::health::MOST_AXES;
use banso_domain::key::Key;
use banso_domain::turn::{Deed, Memory, Now, Rules, turn};
use banso_kernel::{AccountId, Currency, Day, Lang, MemberId, Micros};
use banso_state::{CurrentHealth, DefinitionKind, DeliveryState, TaskState};
use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

/// Who acts says so again within this time, in microseconds, or has died.
const LEASE: i64 = 60 * 1_000_000;
/// Whoever asked for something waits so often for another process that acts…
const TRIES: usize = 50;
/// …and so long.
const PAUSE: Duration = Duration::from_millis(100);
/// Accounts of one transaction.
const CHUNK: usize = 250;
/// More accounts than this are read all at once.
const ONE_BY_ONE: usize = 20;

/// What acting did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Acted {
    /// Accounts looked at.
    pub accounts: usize,
    /// Things decided.
    pub deeds: usize,
}

/// Everything that a turn of many accounts shares.
pub(crate) struct Ground {
    pub workspace: Workspace,
    pub definitions: Arc<Definitions>,
    pub book: Book,
    pub usual: Usual,
    pub today: Day,
    /// The moment of the turn: now, or the same time of the day that is shown as today.
    pub moment: Micros,
}

impl Ground {
    /// The name of a phase as lists of accounts show it.
    pub fn phase_name(&self, journey: &str, phase: &str, lang: Lang) -> String {
        let found = self.book.rules.journey(journey).and_then(|journey| journey.phase(phase));
        found.map_or_else(|| phase.to_owned(), |phase| phase.name.get(lang).to_owned())
    }
}

/// Values of an account now, in the order of the vocabulary.
#[derive(Clone)]
pub(crate) struct Values {
    pub metrics: Vec<f64>,
    pub health: Vec<HealthNow>,
}

impl Values {
    /// No data at all.
    pub fn none(ground: &Ground) -> Self {
        let (metrics, models) = (ground.book.words.metrics.len(), ground.book.words.models.len());
        Self { metrics: vec![f64::NAN; metrics], health: vec![HealthNow::UNKNOWN; models] }
    }
}

impl App {
    /// What turns share.
    pub(crate) async fn action_ground(&self) -> Result<Ground, Refused> {
        self.action_ground_with(None).await
    }

    /// The same with a text instead of the definition that is there.
    pub(crate) async fn action_ground_with(
        &self,
        new: Option<(DefinitionKind, &str, &str)>,
    ) -> Result<Ground, Refused> {
        let definitions = board::definitions(self).await?;
        let book = self.book_with(&definitions, new).await?;
        self.ground_of(definitions, book).await
    }

    /// The same with other definitions.
    pub(crate) async fn action_ground_of(&self, definitions: Arc<Definitions>) -> Result<Ground, Refused> {
        let book = self.book(&definitions).await?;
        self.ground_of(definitions, book).await
    }

    async fn ground_of(&self, definitions: Arc<Definitions>, book: Book) -> Result<Ground, Refused> {
        let workspace = self.workspace().await?;
        let (_, usual) = self.usual_stays().await?;
        let today = self.today(&workspace);
        let now = self.clock.now();
        let moment =
            Micros(now.0 + (workspace.zone.start_of(today).0 - workspace.zone.start_of(workspace.zone.day_of(now)).0));
        Ok(Ground { workspace, definitions, book, usual, today, moment })
    }

    /// Looks at all accounts, or at some, and carries out what is to be done. `None` when another process is at it: these
    /// accounts are still to be looked at, because it may have looked at them before what is new was known.
    ///
    /// # Errors
    /// A store failed: what was decided for some accounts is done as a whole, for others not at all, and the next call
    /// goes on.
    pub async fn act(&self, some: Option<&[AccountId]>) -> Result<Option<Acted>, Refused> {
        self.act_alone(some, &[]).await
    }

    /// Acts on the accounts that members put into plays by hand, as soon as nobody else acts. False if that took too
    /// long: nothing is done then.
    pub(crate) async fn act_asked(&self, asked: &[(AccountId, String, MemberId)]) -> Result<bool, Refused> {
        let accounts: Vec<AccountId> = asked.iter().map(|(account, ..)| *account).collect();
        for _ in 0..TRIES {
            if self.act_alone(Some(&accounts), asked).await?.is_some() {
                return Ok(true);
            }
            tokio::time::sleep(PAUSE).await;
        }
        Ok(false)
    }

    async fn act_alone(
        &self,
        some: Option<&[AccountId]>,
        asked: &[(AccountId, String, MemberId)],
    ) -> Result<Option<Acted>, Refused> {
        // The lease is the process's: it keeps others out, and this those within.
        let _alone = self.acting.lock().await;
        let Some(lease) = self.take_lease("actions", LEASE).await? else { return Ok(None) };
        let done = self.act_in_turn(some, asked).await;
        self.give_lease_back(&lease).await;
        done.map(Some)
    }

    async fn act_in_turn(
        &self,
        some: Option<&[AccountId]>,
        asked: &[(AccountId, String, MemberId)],
    ) -> Result<Acted, Refused> {
        let ground = self.action_ground().await?;
        if some.is_none() && !ground.book.rules.journeys.is_empty() {
            self.remember_past(&ground, None).await?;
        }
        let mut memories = self.memories(&ground.workspace.zone, some).await?;
        let subjects = self.subjects(&ground.workspace, some).await?;
        let values = self.values(&ground, some).await?;
        let ends = self.step_ends(some).await?;
        let jobs = jobs(&subjects, &mut memories, &values, &ends, asked);
        let decided = crate::history::heavy(|| decide(&ground, &jobs, crate::history::threads()));
        let mut acted = Acted { accounts: jobs.len(), deeds: 0 };
        let (terms, reach) = (self.action_terms().await?, Reach::load(self).await?);
        for chunk in decided.chunks(CHUNK) {
            acted.deeds += chunk.iter().map(|one| one.deeds.len()).sum::<usize>();
            self.save_decided(&ground, (&terms, &reach), &jobs, chunk).await?;
        }
        Ok(acted)
    }

    /// What a turn of everybody would decide if these were the values. Nothing is carried out.
    pub(crate) async fn turn_if(
        &self,
        ground: &Ground,
        values: &HashMap<AccountId, Values>,
    ) -> Result<Vec<(AccountId, Vec<Deed>)>, Refused> {
        let mut memories = self.memories(&ground.workspace.zone, None).await?;
        let subjects = self.subjects(&ground.workspace, None).await?;
        let ends = self.step_ends(None).await?;
        let jobs = jobs(&subjects, &mut memories, values, &ends, &[]);
        let decided = crate::history::heavy(|| decide(ground, &jobs, crate::history::threads()));
        Ok(decided.into_iter().map(|one| (jobs[one.job].subject.account.id, one.deeds)).collect())
    }

    /// Memory and deeds of some accounts, as one transaction.
    async fn save_decided(
        &self,
        ground: &Ground,
        (terms, reach): (&Terms, &Reach),
        jobs: &[Job<'_>],
        decided: &[Decided],
    ) -> Result<(), Refused> {
        let (mut changes, mut carrier) =
            (Changes::default(), Carrier::new(ground, terms, reach, (ground.today, ground.moment)));
        for one in decided {
            let job = &jobs[one.job];
            let id = job.subject.account.id;
            changes.add(id, (&job.memory, &one.memory), &one.deeds, (ground.today, ground.moment))?;
            carrier.add(job.subject, &one.memory, &one.deeds)?;
        }
        let now = self.clock.now();
        let mut tx = self.state.begin().await.map_err(Refused::broken)?;
        // Somebody else may have taken over from a process that slept.
        let until = Micros(now.0 + LEASE);
        let ours = tx.take_lease("actions", &self.holder, now, until).await.map_err(Refused::broken)?;
        if ours.is_none() {
            return Err(Refused::broken("another process acts"));
        }
        changes.save(&mut tx, (ground.today, ground.moment)).await?;
        carrier.save(self, &mut tx).await?;
        tx.commit().await.map_err(Refused::broken)
    }

    /// Metrics and health as they are now.
    pub(crate) async fn values(
        &self,
        ground: &Ground,
        some: Option<&[AccountId]>,
    ) -> Result<HashMap<AccountId, Values>, Refused> {
        let broken = Refused::broken;
        let words = &ground.book.words;
        let mut all: HashMap<AccountId, Values> = HashMap::new();
        let few = some.filter(|ids| ids.len() <= ONE_BY_ONE);
        for row in self.state.metrics_of(some).await.map_err(broken)? {
            let values = all.entry(row.account).or_insert_with(|| Values::none(ground));
            for (at, id) in words.metrics.iter().enumerate() {
                values.metrics[at] = row.values.get(id).copied().unwrap_or(f64::NAN);
            }
        }
        for (at, versioned) in ground.definitions.models.iter().enumerate() {
            let (id, version) = (versioned.model.id.as_str(), versioned.version);
            let mut rows = Vec::new();
            match few {
                Some(ids) => {
                    for account in ids {
                        rows.extend(self.state.health_of(id, version, *account).await.map_err(broken)?);
                    }
                }
                None => rows = self.state.health_all(id, version).await.map_err(broken)?,
            }
            let segments = versioned.model.segments.len();
            for row in rows {
                let values = all.entry(row.account).or_insert_with(|| Values::none(ground));
                values.health[at] = health_now(&row, segments);
            }
        }
        Ok(all)
    }

    /// What came of the steps of runs that are under way.
    pub(crate) async fn step_ends(&self, some: Option<&[AccountId]>) -> Result<Ends, Refused> {
        let mut ends: Ends = HashMap::new();
        for row in self.state.run_tasks(some).await.map_err(Refused::broken)? {
            if row.state == TaskState::Done {
                ends.entry(row.account).or_default().push((Key(row.run), row.step, Ending::Done));
            }
        }
        for row in self.state.run_deliveries(some).await.map_err(Refused::broken)? {
            if row.state == DeliveryState::Sent {
                ends.entry(row.account).or_default().push((Key(row.run), row.step, Ending::Sent));
            }
        }
        Ok(ends)
    }
}

/// What came of steps, by account.
pub(crate) type Ends = HashMap<AccountId, Vec<(Key, String, Ending)>>;

/// Health as conditions see it.
pub(super) fn health_now(row: &CurrentHealth, segments: usize) -> HealthNow {
    let known = |at: u8| (usize::from(at) < segments).then_some(usize::from(at));
    let mut axes = [f64::NAN; MOST_AXES];
    for (at, value) in row.axes.iter().enumerate().take(MOST_AXES) {
        axes[at] = value.unwrap_or(f64::NAN);
    }
    HealthNow {
        segment: known(row.segment),
        previous: row.previous_segment.and_then(known),
        changed_on: row.changed_on,
        score: row.score.unwrap_or(f64::NAN),
        coverage: row.coverage,
        axes,
    }
}

/// An account to be looked at.
struct Job<'a> {
    subject: &'a Subject,
    memory: Memory,
    values: Option<&'a Values>,
    ends: &'a [(Key, String, Ending)],
    asked: Vec<(&'a str, MemberId)>,
}

/// What was decided for an account, where there was something to decide.
struct Decided {
    job: usize,
    memory: Memory,
    deeds: Vec<Deed>,
}

fn jobs<'a>(
    subjects: &'a [Subject],
    memories: &mut HashMap<AccountId, Memory>,
    values: &'a HashMap<AccountId, Values>,
    ends: &'a Ends,
    asked: &'a [(AccountId, String, MemberId)],
) -> Vec<Job<'a>> {
    let job = |subject: &'a Subject| {
        let id = subject.account.id;
        let asked = asked.iter().filter(|(account, ..)| *account == id);
        Job {
            subject,
            memory: memories.remove(&id).unwrap_or_default(),
            values: values.get(&id),
            ends: ends.get(&id).map_or(&[], Vec::as_slice),
            asked: asked.map(|(_, play, by)| (play.as_str(), *by)).collect(),
        }
    };
    subjects.iter().map(job).collect()
}

fn decide(ground: &Ground, jobs: &[Job<'_>], threads: usize) -> Vec<Decided> {
    let nothing = Values::none(ground);
    let each = jobs.len().div_ceil(threads.max(1)).max(1);
    let run = |first: usize, jobs: &[Job<'_>]| -> Vec<Decided> {
        let business_day = |day| ground.book.calendar.is_business_day(day);
        let now = Now { moment: ground.moment, zone: &ground.workspace.zone, business_day: &business_day };
        let decide = |(at, job): (usize, &Job<'_>)| {
            let (memory, deeds) = job.decide(ground, &now, &nothing);
            (memory != job.memory || !deeds.is_empty()).then_some(Decided { job: first + at, memory, deeds })
        };
        jobs.iter().enumerate().filter_map(decide).collect()
    };
    std::thread::scope(|scope| {
        let workers: Vec<_> = jobs
            .chunks(each)
            .enumerate()
            .map(|(at, jobs)| {
                let run = &run;
                scope.spawn(move || run(at * each, jobs))
            })
            .collect();
        let join = |worker: std::thread::ScopedJoinHandle<'_, Vec<Decided>>| match worker.join() {
            Ok(done) => done,
            Err(panic) => std::panic::resume_unwind(panic),
        };
        workers.into_iter().flat_map(join).collect()
    })
}

impl Job<'_> {
    fn decide(&self, ground: &Ground, now: &Now<'_>, nothing: &Values) -> (Memory, Vec<Deed>) {
        let values = self.values.unwrap_or(nothing);
        let ends: Vec<StepEnd<'_>> =
            self.ends.iter().map(|(run, step, ending)| StepEnd { run: *run, step, ending: *ending }).collect();
        let asked: Vec<Asked<'_>> = self.asked.iter().map(|(play, member)| Asked { play, member: *member }).collect();
        let around = Around {
            metrics: &values.metrics,
            health: &values.health,
            ends: &ends,
            asked: &asked,
            usual: &ground.usual,
        };
        step(self.subject, &ground.book.rules, ground.workspace.currency, around, &self.memory, (now, ground.today))
    }
}

/// A turn of one account on a day. Whoever had left before that day has no journey, signals or plays any more.
pub(crate) fn step(
    subject: &Subject,
    rules: &Rules,
    currency: Currency,
    around: Around<'_>,
    memory: &Memory,
    (now, today): (&Now<'_>, Day),
) -> (Memory, Vec<Deed>) {
    if subject.churned(today - 1) {
        return super::leave::leave(memory);
    }
    subject.on(today, currency, around, |view| turn(rules, view, memory, now))
}

//! Background work with progress.

use super::derived::WorkState;
use super::error::Result;
use super::open::State;
use super::statement::{execute, fetch_all, fetch_optional, scalar, scalar_optional};
use super::tx::Tx;
use banso_kernel::{MemberId, Micros};
use sqlx::FromRow;

/// A piece of background work.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Job {
    /// Ours.
    pub id: i64,
    /// What to do: `rebuild`, `import`.
    pub kind: String,
    /// With what, as JSON made by the use case.
    pub args: String,
    /// What it has come to.
    pub state: WorkState,
    /// So many steps are done…
    pub done: i64,
    /// …of so many; 0 while nobody knows.
    pub total: i64,
    /// What is being done, or what went wrong: a message id or JSON made by the use case.
    pub note: String,
    /// When it was asked for.
    pub created_at: Micros,
    /// Who asked; none for the program.
    pub created_by: Option<MemberId>,
    /// When it began.
    pub started_at: Option<Micros>,
    /// When it was last heard of.
    pub heartbeat_at: Option<Micros>,
    /// When it ended.
    pub ended_at: Option<Micros>,
}

/// A row of table `job`.
#[derive(FromRow)]
struct JobRecord {
    id: i64,
    kind: String,
    args: String,
    state: String,
    done: i64,
    total: i64,
    note: String,
    created_at: i64,
    created_by: Option<i64>,
    started_at: Option<i64>,
    heartbeat_at: Option<i64>,
    ended_at: Option<i64>,
}

impl JobRecord {
    fn job(self) -> Result<Job> {
        Ok(Job {
            id: self.id,
            kind: self.kind,
            args: self.args,
            state: WorkState::of("job.state", self.state)?,
            done: self.done,
            total: self.total,
            note: self.note,
            created_at: Micros(self.created_at),
            created_by: self.created_by.map(MemberId),
            started_at: self.started_at.map(Micros),
            heartbeat_at: self.heartbeat_at.map(Micros),
            ended_at: self.ended_at.map(Micros),
        })
    }
}

impl State {
    /// One job.
    ///
    /// # Errors
    /// The database failed.
    pub async fn job(&self, id: i64) -> Result<Option<Job>> {
        let row = fetch_optional!(self.read().await?, JobRecord, "sql/jobs/one.sql", id)?;
        row.map(JobRecord::job).transpose()
    }

    /// The newest jobs, newest first.
    ///
    /// # Errors
    /// The database failed.
    pub async fn jobs(&self, limit: i64) -> Result<Vec<Job>> {
        let rows = fetch_all!(self.read().await?, JobRecord, "sql/jobs/newest.sql", limit)?;
        rows.into_iter().map(JobRecord::job).collect()
    }
}

impl Tx {
    /// Asks for background work. An equal one that still waits is enough: its id is returned.
    ///
    /// # Errors
    /// The database failed.
    pub async fn queue_job(&mut self, kind: &str, args: &str, by: Option<MemberId>, now: Micros) -> Result<i64> {
        let waiting = scalar_optional!(self, "sql/jobs/waiting.sql", kind, args)?;
        if let Some(id) = waiting {
            return Ok(id);
        }
        let by = by.map(|member| member.0);
        scalar!(self, "sql/jobs/queue.sql", kind, args, now.0, by)
    }

    /// Takes the oldest job that waits, or one that nobody has been heard of since `silent_since`.
    ///
    /// # Errors
    /// The database failed.
    pub async fn take_job(&mut self, now: Micros, silent_since: Micros) -> Result<Option<Job>> {
        let row = fetch_optional!(self, JobRecord, "sql/sqlite/jobs/take.sql", now.0, silent_since.0)?;
        row.map(JobRecord::job).transpose()
    }

    /// Notes how far a job is, and that it is alive.
    ///
    /// # Errors
    /// The database failed.
    pub async fn note_job(&mut self, id: i64, done: i64, total: i64, note: &str, now: Micros) -> Result<()> {
        execute!(self, "sql/jobs/note.sql", id, done, total, note, now.0)?;
        Ok(())
    }

    /// Notes that a job is done or failed.
    ///
    /// # Errors
    /// The database failed.
    pub async fn end_job(&mut self, id: i64, state: WorkState, note: &str, now: Micros) -> Result<()> {
        execute!(self, "sql/jobs/end.sql", id, state.text(), note, now.0)?;
        Ok(())
    }
}

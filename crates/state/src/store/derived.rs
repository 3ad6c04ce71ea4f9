//! How far derived state is computed: pages show it while they would otherwise look old.

use super::accounts::day;
use super::error::{Result, StateError};
use super::open::State;
use super::statement::{execute, fetch_optional};
use super::tx::Tx;
use banso_kernel::{Day, Micros};
use sqlx::FromRow;

/// What a piece of work has come to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WorkState {
    /// Waits for its turn (jobs only).
    Queued,
    /// Being done; if its program was stopped, it stands still.
    Running,
    /// Done.
    Done,
    /// Stopped by an error.
    Failed,
}

impl WorkState {
    pub(crate) fn text(self) -> &'static str {
        match self {
            Self::Queued => "queued",
            Self::Running => "running",
            Self::Done => "done",
            Self::Failed => "failed",
        }
    }

    pub(crate) fn of(what: &'static str, text: String) -> Result<Self> {
        match text.as_str() {
            "queued" => Ok(Self::Queued),
            "running" => Ok(Self::Running),
            "done" => Ok(Self::Done),
            "failed" => Ok(Self::Failed),
            _ => Err(StateError::Damaged { what, found: text }),
        }
    }
}

/// How far a derived thing is computed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Derived {
    /// Which: `history`.
    pub name: String,
    /// Running, done or failed.
    pub state: WorkState,
    /// The newest day that is computed.
    pub computed_to: Option<Day>,
    /// The last place in the inbox that it has seen.
    pub inbox_seq: i64,
    /// A hash of the definitions it was computed with.
    pub definitions: String,
    /// So many steps are done…
    pub done: i64,
    /// …of so many.
    pub total: i64,
    /// What is being done, or what went wrong: a message id or JSON made by the use case.
    pub note: String,
    /// When it began.
    pub started_at: Micros,
    /// When it ended.
    pub ended_at: Option<Micros>,
}

/// A row of table `derived`.
#[derive(FromRow)]
struct DerivedRecord {
    name: String,
    state: String,
    computed_to: Option<i64>,
    inbox_seq: i64,
    definitions: String,
    done: i64,
    total: i64,
    note: String,
    started_at: i64,
    ended_at: Option<i64>,
}

impl DerivedRecord {
    fn derived(self) -> Result<Derived> {
        Ok(Derived {
            name: self.name,
            state: WorkState::of("derived.state", self.state)?,
            computed_to: self.computed_to.map(day),
            inbox_seq: self.inbox_seq,
            definitions: self.definitions,
            done: self.done,
            total: self.total,
            note: self.note,
            started_at: Micros(self.started_at),
            ended_at: self.ended_at.map(Micros),
        })
    }
}

impl State {
    /// How far `name` is computed; none if it never was.
    ///
    /// # Errors
    /// The database failed.
    pub async fn derived(&self, name: &str) -> Result<Option<Derived>> {
        let row = fetch_optional!(self.read().await?, DerivedRecord, "sql/health/derived.sql", name)?;
        row.map(DerivedRecord::derived).transpose()
    }
}

impl Tx {
    /// Notes how far something is computed.
    ///
    /// # Errors
    /// The database failed.
    pub async fn put_derived(&mut self, derived: &Derived) -> Result<()> {
        execute!(
            self,
            "sql/health/put_derived.sql",
            derived.name,
            derived.state.text(),
            derived.computed_to.map(|day| day.0),
            derived.inbox_seq,
            derived.definitions,
            derived.done,
            derived.total,
            derived.note,
            derived.started_at.0,
            derived.ended_at.map(|at| at.0)
        )?;
        Ok(())
    }
}

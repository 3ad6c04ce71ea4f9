//! How far derived state is computed: pages show it while they would otherwise look old.

use super::accounts::day;
use super::error::{Result, StateError};
use super::open::State;
use super::tx::Tx;
use banso_kernel::{Day, Micros};

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

impl State {
    /// How far `name` is computed; none if it never was.
    ///
    /// # Errors
    /// The database failed.
    pub async fn derived(&self, name: &str) -> Result<Option<Derived>> {
        let row = sqlx::query_file!("sql/health/derived.sql", name).fetch_optional(self.read()).await?;
        let Some(row) = row else { return Ok(None) };
        Ok(Some(Derived {
            name: row.name,
            state: WorkState::of("derived.state", row.state)?,
            computed_to: row.computed_to.map(day),
            inbox_seq: row.inbox_seq,
            definitions: row.definitions,
            done: row.done,
            total: row.total,
            note: row.note,
            started_at: Micros(row.started_at),
            ended_at: row.ended_at.map(Micros),
        }))
    }
}

impl Tx {
    /// Notes how far something is computed.
    ///
    /// # Errors
    /// The database failed.
    pub async fn put_derived(&mut self, derived: &Derived) -> Result<()> {
        sqlx::query_file!(
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
            derived.ended_at.map(|at| at.0),
        )
        .execute(self.db())
        .await?;
        Ok(())
    }
}

//! Tasks: what a member is to do for an account.

use super::bulk::{CHUNK, chunks, json, only, rows, unhex};
use super::error::Result;
use super::open::State;
use super::plays::Key;
use super::statement::{execute, fetch_all, fetch_optional, scalar};
use super::task_rows::{NewTask, TaskRecord};
use super::tx::Tx;
use super::words::words;
use banso_kernel::{AccountId, Day, MemberId, Micros};
use sqlx::FromRow;

words! {
    /// What a task has come to.
    TaskState in "task.state" {
        /// To be done.
        Open = "open",
        /// Done.
        Done = "done",
        /// Somebody decided that it need not be done.
        NotNeeded = "not_needed",
    }
}

/// Something to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Task {
    /// Ours; 0 before it is written.
    pub id: i64,
    /// Of the decision that made it; none for one that a member made.
    pub key: Option<Key>,
    /// For whom.
    pub account: AccountId,
    /// The play that asks for it.
    pub play: Option<String>,
    /// The run of that play.
    pub run: Option<Key>,
    /// The step of that play.
    pub step: Option<String>,
    /// One line.
    pub title: String,
    /// The rest, such as a talk script; may be empty.
    pub body: String,
    /// What to go through, as JSON made by the use case.
    pub checklist: String,
    /// Whether a hypothesis is to be written before it is done.
    pub needs_hypothesis: bool,
    /// What the member thought before.
    pub hypothesis: String,
    /// Whose it is; none while nobody's.
    pub owner: Option<MemberId>,
    /// By which day.
    pub due_on: Day,
    /// By which day at first.
    pub first_due_on: Day,
    /// What it has come to.
    pub state: TaskState,
    /// What came of it.
    pub outcome: String,
    /// Why it was put off or is not needed.
    pub reason: String,
    /// Since when it is there.
    pub created_at: Micros,
    /// Who made it; none for the program.
    pub created_by: Option<MemberId>,
    /// When it was closed.
    pub closed_at: Option<Micros>,
    /// By whom.
    pub closed_by: Option<MemberId>,
    /// When somebody was told that it is overdue.
    pub alerted_at: Option<Micros>,
    /// What the account pays a month, in minor units: what is at stake.
    pub worth_minor: i64,
    /// The signal that led to it.
    pub signal: Option<String>,
}

/// How a task is closed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TaskEnd {
    /// Done or not needed.
    pub state: TaskState,
    /// What came of it.
    pub outcome: String,
    /// Why it is not needed.
    pub reason: String,
    /// When.
    pub at: Micros,
    /// By whom; none for the program.
    pub by: Option<MemberId>,
}

/// What a task of a run that is under way has come to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RunTask {
    /// For whom.
    pub account: AccountId,
    /// Of which run.
    pub run: Key,
    /// Of which step.
    pub step: String,
    /// What it has come to.
    pub state: TaskState,
    /// When it was closed.
    pub closed_at: Option<Micros>,
}

/// How much there is to do for a member.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TaskCount {
    /// Whose; none for nobody's.
    pub owner: Option<MemberId>,
    /// Open tasks.
    pub open: u64,
    /// Of those, how many are overdue.
    pub overdue: u64,
}

/// How many rows of table `task`.
#[derive(FromRow)]
struct CountRecord {
    owner: Option<i64>,
    open: i64,
    overdue: i64,
}

/// The id of a task.
#[derive(FromRow)]
struct IdRecord {
    id: i64,
}

fn tasks(rows: Vec<TaskRecord>) -> Result<Vec<Task>> {
    rows.into_iter().map(TaskRecord::task).collect()
}

impl State {
    /// The open tasks, by due day; `accounts` none: of all.
    ///
    /// # Errors
    /// The database failed.
    pub async fn open_tasks(&self, accounts: Option<&[AccountId]>) -> Result<Vec<Task>> {
        let json = scalar!(self.read().await?, "sql/sqlite/tasks/open.sql", only(accounts)?)?;
        tasks(rows(&json)?)
    }

    /// The open tasks of a member, or of nobody, by due day.
    ///
    /// # Errors
    /// The database failed.
    pub async fn tasks_of_owner(&self, owner: Option<MemberId>) -> Result<Vec<Task>> {
        let mut reader = self.read().await?;
        tasks(match owner {
            Some(member) => fetch_all!(reader, TaskRecord, "sql/sqlite/tasks/of_owner.sql", member.0)?,
            None => fetch_all!(reader, TaskRecord, "sql/sqlite/tasks/unowned.sql")?,
        })
    }

    /// The open tasks that were due before `today`, by due day.
    ///
    /// # Errors
    /// The database failed.
    pub async fn overdue_tasks(&self, today: Day) -> Result<Vec<Task>> {
        tasks(fetch_all!(self.read().await?, TaskRecord, "sql/sqlite/tasks/overdue.sql", today.0)?)
    }

    /// The tasks of an account, open and closed, newest first.
    ///
    /// # Errors
    /// The database failed.
    pub async fn tasks_of(&self, account: AccountId, limit: i64) -> Result<Vec<Task>> {
        tasks(fetch_all!(self.read().await?, TaskRecord, "sql/sqlite/tasks/of_account.sql", account.0, limit)?)
    }

    /// The tasks of a play, open and closed, newest first.
    ///
    /// # Errors
    /// The database failed.
    pub async fn tasks_of_play(&self, play: &str, limit: i64) -> Result<Vec<Task>> {
        tasks(fetch_all!(self.read().await?, TaskRecord, "sql/sqlite/tasks/of_play.sql", play, limit)?)
    }

    /// The tasks that were closed at `since` or later, the last one first.
    ///
    /// # Errors
    /// The database failed.
    pub async fn closed_tasks(&self, since: Micros, limit: i64) -> Result<Vec<Task>> {
        tasks(fetch_all!(self.read().await?, TaskRecord, "sql/sqlite/tasks/closed.sql", since.0, limit)?)
    }

    /// One task.
    ///
    /// # Errors
    /// The database failed.
    pub async fn task(&self, id: i64) -> Result<Option<Task>> {
        let row = fetch_optional!(self.read().await?, TaskRecord, "sql/sqlite/tasks/one.sql", id)?;
        row.map(TaskRecord::task).transpose()
    }

    /// The tasks of runs that are under way, in no order; `accounts` none: of all.
    ///
    /// # Errors
    /// The database failed.
    pub async fn run_tasks(&self, accounts: Option<&[AccountId]>) -> Result<Vec<RunTask>> {
        let json = scalar!(self.read().await?, "sql/sqlite/tasks/ends.sql", only(accounts)?)?;
        let task = |(account, run, step, state, closed_at): (i64, String, Option<String>, String, Option<i64>)| {
            Ok(RunTask {
                account: AccountId(account),
                run: unhex("task.run", &run)?,
                step: step.unwrap_or_default(),
                state: TaskState::of(state)?,
                closed_at: closed_at.map(Micros),
            })
        };
        rows(&json)?.into_iter().map(task).collect()
    }

    /// How much there is to do, by member (nobody's last); what was due before `today` is overdue.
    ///
    /// # Errors
    /// The database failed.
    pub async fn task_counts(&self, today: Day) -> Result<Vec<TaskCount>> {
        let rows = fetch_all!(self.read().await?, CountRecord, "sql/sqlite/tasks/counts.sql", today.0)?;
        let count = |row: CountRecord| TaskCount {
            owner: row.owner.map(MemberId),
            open: row.open.unsigned_abs(),
            overdue: row.overdue.unsigned_abs(),
        };
        Ok(rows.into_iter().map(count).collect())
    }
}

impl Tx {
    /// Writes tasks (`id` is not looked at). One whose key is there already stays as it is. Returns the ids of the new
    /// ones, in order.
    ///
    /// # Errors
    /// The database failed.
    pub async fn add_tasks(&mut self, tasks: &[Task]) -> Result<Vec<i64>> {
        let mut ids = Vec::new();
        for chunk in chunks(tasks, CHUNK, |task| task.title.len() + task.body.len() + task.checklist.len()) {
            let rows: Vec<NewTask<'_>> = chunk.iter().map(NewTask::new).collect();
            let made = fetch_all!(self, IdRecord, "sql/sqlite/tasks/add.sql", json(&rows)?)?;
            ids.extend(made.into_iter().map(|row| row.id));
        }
        Ok(ids)
    }

    /// Closes a task. False if it was not open.
    ///
    /// # Errors
    /// The database failed.
    pub async fn close_task(&mut self, id: i64, end: &TaskEnd) -> Result<bool> {
        let TaskEnd { state, outcome, reason, at, by } = end;
        let by = by.map(|member| member.0);
        let closed = execute!(self, "sql/tasks/close.sql", id, state.text(), outcome, reason, at.0, by)?;
        Ok(closed > 0)
    }

    /// Opens a task again. False if it was open.
    ///
    /// # Errors
    /// The database failed.
    pub async fn reopen_task(&mut self, id: i64) -> Result<bool> {
        Ok(execute!(self, "sql/tasks/reopen.sql", id)? > 0)
    }

    /// Puts a task off to another day; if that is a later one, somebody may be told again once it is overdue. False if
    /// it was not open.
    ///
    /// # Errors
    /// The database failed.
    pub async fn postpone_task(&mut self, id: i64, due_on: Day, reason: &str) -> Result<bool> {
        Ok(execute!(self, "sql/tasks/postpone.sql", id, due_on.0, reason)? > 0)
    }

    /// Gives the open ones of these tasks to a member, or to nobody. Returns how many those are.
    ///
    /// # Errors
    /// The database failed.
    pub async fn reassign_tasks(&mut self, ids: &[i64], owner: Option<MemberId>) -> Result<u64> {
        let mut moved = 0;
        for chunk in ids.chunks(CHUNK) {
            let owner = owner.map(|member| member.0);
            moved += execute!(self, "sql/sqlite/tasks/reassign.sql", json(chunk)?, owner)?;
        }
        Ok(moved)
    }

    /// Notes that somebody is told that a task is overdue. False if that was done before, or it is not open: then
    /// nobody is to be told.
    ///
    /// # Errors
    /// The database failed.
    pub async fn mark_alerted(&mut self, id: i64, at: Micros) -> Result<bool> {
        Ok(execute!(self, "sql/tasks/alert.sql", id, at.0)? > 0)
    }

    /// Writes what the member thinks before. False if the task is not open.
    ///
    /// # Errors
    /// The database failed.
    pub async fn put_hypothesis(&mut self, id: i64, hypothesis: &str) -> Result<bool> {
        Ok(execute!(self, "sql/tasks/hypothesis.sql", id, hypothesis)? > 0)
    }

    /// Writes how far the checklist is. False if the task is not open.
    ///
    /// # Errors
    /// The database failed.
    pub async fn put_checklist(&mut self, id: i64, checklist: &str) -> Result<bool> {
        Ok(execute!(self, "sql/tasks/checklist.sql", id, checklist)? > 0)
    }
}

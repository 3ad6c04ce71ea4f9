//! Rows of table `task`, on their way in and out.

use super::accounts::day;
use super::bulk::{hex, unhex};
use super::error::Result;
use super::tasks::{Task, TaskState};
use banso_kernel::{AccountId, MemberId, Micros};
use serde::{Deserialize, Serialize};
use sqlx::FromRow;

/// On its way out.
#[derive(Deserialize, FromRow)]
pub(super) struct TaskRecord {
    pub(super) id: i64,
    pub(super) key: Option<String>,
    pub(super) account: i64,
    pub(super) play: Option<String>,
    pub(super) run: Option<String>,
    pub(super) step: Option<String>,
    pub(super) title: String,
    pub(super) body: String,
    pub(super) checklist: String,
    pub(super) needs_hypothesis: i64,
    pub(super) hypothesis: String,
    pub(super) owner: Option<i64>,
    pub(super) due_on: i64,
    pub(super) first_due_on: i64,
    pub(super) state: String,
    pub(super) outcome: String,
    pub(super) reason: String,
    pub(super) created_at: i64,
    pub(super) created_by: Option<i64>,
    pub(super) closed_at: Option<i64>,
    pub(super) closed_by: Option<i64>,
    pub(super) alerted_at: Option<i64>,
    pub(super) worth_minor: i64,
    pub(super) signal: Option<String>,
}

impl TaskRecord {
    pub(super) fn task(self) -> Result<Task> {
        Ok(Task {
            id: self.id,
            key: self.key.map(|key| unhex("task.key", &key)).transpose()?,
            account: AccountId(self.account),
            play: self.play,
            run: self.run.map(|run| unhex("task.run", &run)).transpose()?,
            step: self.step,
            title: self.title,
            body: self.body,
            checklist: self.checklist,
            needs_hypothesis: self.needs_hypothesis != 0,
            hypothesis: self.hypothesis,
            owner: self.owner.map(MemberId),
            due_on: day(self.due_on),
            first_due_on: day(self.first_due_on),
            state: TaskState::of(self.state)?,
            outcome: self.outcome,
            reason: self.reason,
            created_at: Micros(self.created_at),
            created_by: self.created_by.map(MemberId),
            closed_at: self.closed_at.map(Micros),
            closed_by: self.closed_by.map(MemberId),
            alerted_at: self.alerted_at.map(Micros),
            worth_minor: self.worth_minor,
            signal: self.signal,
        })
    }
}

/// On its way in.
#[derive(Serialize)]
pub(super) struct NewTask<'a> {
    key: Option<String>,
    account: i64,
    play: Option<&'a str>,
    run: Option<String>,
    step: Option<&'a str>,
    title: &'a str,
    body: &'a str,
    checklist: &'a str,
    needs_hypothesis: u8,
    hypothesis: &'a str,
    owner: Option<i64>,
    due_on: i32,
    first_due_on: i32,
    state: &'a str,
    outcome: &'a str,
    reason: &'a str,
    created_at: i64,
    created_by: Option<i64>,
    closed_at: Option<i64>,
    closed_by: Option<i64>,
    alerted_at: Option<i64>,
    worth_minor: i64,
    signal: Option<&'a str>,
}

impl<'a> NewTask<'a> {
    pub(super) fn new(task: &'a Task) -> Self {
        let number = |member: Option<MemberId>| member.map(|member| member.0);
        Self {
            key: task.key.map(|key| hex(&key)),
            account: task.account.0,
            play: task.play.as_deref(),
            run: task.run.map(|run| hex(&run)),
            step: task.step.as_deref(),
            title: &task.title,
            body: &task.body,
            checklist: &task.checklist,
            needs_hypothesis: task.needs_hypothesis.into(),
            hypothesis: &task.hypothesis,
            owner: number(task.owner),
            due_on: task.due_on.0,
            first_due_on: task.first_due_on.0,
            state: task.state.text(),
            outcome: &task.outcome,
            reason: &task.reason,
            created_at: task.created_at.0,
            created_by: number(task.created_by),
            closed_at: task.closed_at.map(|at| at.0),
            closed_by: number(task.closed_by),
            alerted_at: task.alerted_at.map(|at| at.0),
            worth_minor: task.worth_minor,
            signal: task.signal.as_deref(),
        }
    }
}

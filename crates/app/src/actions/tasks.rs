//! Tasks: lists, one, and a new one.

use super::naming::{Naming, in_scope, json, same, state, text};
use super::*;
use crate::accounts::with_current;
use crate::workspace::typed_day;
use crate::{App, Principal, Refused, Wrong};
use banso_domain::members::Role;
use banso_kernel::{AccountId, Day, MemberId, Problem, Text, text as texts};
use banso_state::{Event, Task};

const TITLE_LIMIT: usize = 200;
const TEXT_LIMIT: usize = 4_000;
/// Closed tasks that lists show.
const CLOSED: i64 = 500;

impl App {
    /// Tasks of a scope: those in one of `states`, by their day; of a month if one is given (its first day).
    ///
    /// # Errors
    /// The database failed.
    pub async fn tasks(
        &self,
        who: &Principal,
        scope: Scope,
        states: &[TaskState],
        month: Option<Day>,
    ) -> Result<Vec<TaskRow>, Refused> {
        who.needs(Role::Viewer)?;
        let mut tasks = Vec::new();
        if states.contains(&TaskState::Open) {
            tasks.extend(self.state.open_tasks(None).await.map_err(Refused::broken)?);
        }
        if states.iter().any(|state| *state != TaskState::Open) {
            let since = banso_kernel::Micros(i64::MIN);
            let closed = self.state.closed_tasks(since, CLOSED).await.map_err(Refused::broken)?;
            tasks.extend(closed.into_iter().filter(|task| states.contains(&state(task.state))));
        }
        tasks.retain(|task| in_scope(scope, who, task.owner));
        if let Some(first) = month {
            tasks.retain(|task| task.due_on.month() == first.month());
        }
        tasks.sort_by_key(|task| (task.due_on, -task.worth_minor, task.id));
        Ok(Naming::load(self).await?.rows(&tasks))
    }

    /// Open tasks of an account, and those closed last.
    ///
    /// # Errors
    /// There is no such account.
    pub async fn tasks_of(&self, who: &Principal, account: AccountId) -> Result<Vec<TaskRow>, Refused> {
        who.needs(Role::Viewer)?;
        self.state.account(account).await.map_err(Refused::broken)?.ok_or(Refused::Missing)?;
        let mut tasks = self.state.tasks_of(account, 50).await.map_err(Refused::broken)?;
        let open = |task: &Task| task.state == banso_state::TaskState::Open;
        tasks.sort_by_key(|task| (!open(task), if open(task) { task.due_on.0 } else { 0 }, -task.id));
        let mut closed = 0;
        tasks.retain(|task| {
            closed += usize::from(!open(task));
            open(task) || closed <= 5
        });
        Ok(Naming::load(self).await?.rows(&tasks))
    }

    /// One task.
    ///
    /// # Errors
    /// There is no such task.
    pub async fn task(&self, who: &Principal, id: i64) -> Result<TaskPage, Refused> {
        who.needs(Role::Viewer)?;
        let task = self.state.task(id).await.map_err(Refused::broken)?.ok_or(Refused::Missing)?;
        let naming = Naming::load(self).await?;
        let named = |id: MemberId| subject::member_name(&naming.members, id);
        let cause = match &task.signal {
            Some(signal) => {
                let rows = self.state.signals_of(task.account, 50).await.map_err(Refused::broken)?;
                let labels = self.labels().await?;
                let row = rows.into_iter().find(|row| row.signal == *signal);
                row.map(|row| (row.raised_on, signals::cause(&row.cause, &labels, naming.currency)))
            }
            None => None,
        };
        Ok(TaskPage {
            row: naming.row(&task),
            script: if task.body.is_empty() { Text::default() } else { text(&task.body) },
            checklist: serde_json::from_str(&task.checklist).unwrap_or_default(),
            hypothesis: task.hypothesis.clone(),
            outcome: task.outcome.clone(),
            why: task.reason.clone(),
            created: (task.created_at, task.created_by.map(named)),
            closed: task.closed_at.map(|at| (at, task.closed_by.map(named))),
            owners: with_current(self.owners(who).await?, task.owner.map(named)),
            cause,
            today: naming.today,
        })
    }

    /// Makes a task by hand and says its id.
    ///
    /// # Errors
    /// [`Refused::Input`] by field: title, due, owner; no CSM.
    pub async fn new_task(&self, who: &Principal, account: AccountId, task: NewTask) -> Result<i64, Refused> {
        who.needs(Role::Csm)?;
        self.state.account(account).await.map_err(Refused::broken)?.ok_or(Refused::Missing)?;
        let workspace = self.workspace().await?;
        let (title, body) = (task.title.trim(), task.body.trim().replace("\r\n", "\n"));
        let mut wrong = Vec::new();
        let mut note = |field: &str, problem| wrong.push(Wrong { field: field.to_owned(), problem });
        if let Some(problem) = lacking(title, TITLE_LIMIT) {
            note("title", problem);
        }
        if texts::length(&body) > TEXT_LIMIT {
            note("body", Problem::new("problem-too-long").with("limit", TEXT_LIMIT));
        }
        let today = self.today(&workspace);
        let due = typed_day(&task.due, &workspace.zone).and_then(|day| from_today(day, today));
        let due = due.unwrap_or_else(|problem| {
            note("due", problem);
            Day(0)
        });
        let owner = task.owner.unwrap_or(who.member);
        match self.owner_problem(owner).await {
            Ok(None) => {}
            Ok(Some(problem)) => note("owner", problem),
            Err(Refused::Missing) => note("owner", Problem::new("problem-required")),
            Err(broken) => return Err(broken),
        }
        if !wrong.is_empty() {
            return Err(Refused::Input(wrong));
        }
        let subjects = self.subjects(&workspace, Some(&[account])).await?;
        let worth = subjects.first().map_or(0, |one| one.cmrr(today, workspace.currency).minor);
        let now = self.clock.now();
        let row = Task {
            id: 0,
            key: None,
            account,
            play: None,
            run: None,
            step: None,
            title: json(&same(title)),
            body: if body.is_empty() { String::new() } else { json(&same(&body)) },
            checklist: "[]".to_owned(),
            needs_hypothesis: false,
            hypothesis: String::new(),
            owner: Some(owner),
            due_on: due,
            first_due_on: due,
            state: banso_state::TaskState::Open,
            outcome: String::new(),
            reason: String::new(),
            created_at: now,
            created_by: Some(who.member),
            closed_at: None,
            closed_by: None,
            alerted_at: None,
            worth_minor: worth,
            signal: task.signal,
        };
        let mut tx = self.state.begin().await.map_err(Refused::broken)?;
        let ids = tx.add_tasks(&[row]).await.map_err(Refused::broken)?;
        let id = ids.first().copied().ok_or(Refused::Missing)?;
        let detail = serde_json::json!({ "account": account });
        let event = Event::new(now, Some(who.member), "made", "task", &id.to_string(), &detail);
        tx.log(&event).await.map_err(Refused::broken)?;
        tx.commit().await.map_err(Refused::broken)?;
        Ok(id)
    }
}

/// A day that members choose for a task: today or later.
pub(super) fn from_today(typed: Option<Day>, today: Day) -> Result<Day, Problem> {
    let day = typed.ok_or(Problem::new("problem-required"))?;
    if day >= today { Ok(day) } else { Err(Problem::new("tasks-problem-past")) }
}

/// What is wrong with a text that must be there.
pub(super) fn lacking(typed: &str, limit: usize) -> Option<Problem> {
    if typed.is_empty() {
        Some(Problem::new("problem-required"))
    } else {
        (texts::length(typed) > limit).then(|| Problem::new("problem-too-long").with("limit", limit))
    }
}

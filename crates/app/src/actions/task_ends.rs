//! What becomes of a task: done, not needed, put off, opened again.

use super::tasks::{from_today, lacking};
use super::*;
use crate::accounts::TOUCH_KINDS;
use crate::workspace::typed_day;
use crate::{App, Principal, Refused, Wrong};
use banso_domain::members::Role;
use banso_kernel::{Problem, Text, text as texts};
use banso_state::{Event, Task};

const TITLE_LIMIT: usize = 200;
const TEXT_LIMIT: usize = 4_000;
/// So long a closed task can be opened again, in microseconds.
const UNDO: i64 = 30 * 60 * 1_000_000;

impl App {
    /// The task, if it is open and the asker may work on it.
    async fn open_task(&self, who: &Principal, id: i64) -> Result<Task, Refused> {
        who.needs(Role::Csm)?;
        let task = self.state.task(id).await.map_err(Refused::broken)?;
        task.filter(|task| task.state == banso_state::TaskState::Open).ok_or(Refused::Missing)
    }

    /// Closes a task as done; its outcome, and if it was a contact the touch, are on the timeline at once.
    ///
    /// # Errors
    /// [`Refused::Input`]: outcome, touch, or hypothesis where one must be written first; no CSM; no open task.
    pub async fn finish_task(&self, who: &Principal, id: i64, end: TaskEnd) -> Result<(), Refused> {
        let task = self.open_task(who, id).await?;
        let outcome = end.outcome.trim().replace("\r\n", "\n");
        let kind = end.touch;
        let unknown = kind.as_ref().is_some_and(|kind| !TOUCH_KINDS.contains(&kind.as_str()));
        let wrong = [
            ("outcome", lacking(&outcome, TEXT_LIMIT)),
            // Whether it was a contact is said, not guessed: what the lists say of the last touch hangs on it.
            ("touch", unknown.then(|| Problem::new("problem-required"))),
        ];
        let wrong = wrong.into_iter().filter_map(|(field, why)| Some(Wrong { field: field.to_owned(), problem: why? }));
        let wrong: Vec<Wrong> = wrong.collect();
        if !wrong.is_empty() {
            return Err(Refused::Input(wrong));
        }
        if task.needs_hypothesis && task.hypothesis.trim().is_empty() {
            return Err(Refused::wrong("hypothesis", Problem::new("tasks-problem-hypothesis")));
        }
        let now = self.clock.now();
        let touch = match kind {
            Some(kind) => {
                let summary: String = outcome.lines().next().unwrap_or_default().chars().take(TITLE_LIMIT).collect();
                Some(self.touch_of_task(who, &task, kind, summary, outcome.clone()).await?)
            }
            None => None,
        };
        let closed = banso_state::TaskEnd {
            state: banso_state::TaskState::Done,
            outcome,
            reason: String::new(),
            at: now,
            by: Some(who.member),
        };
        let mut tx = self.state.begin().await.map_err(Refused::broken)?;
        if !tx.close_task(id, &closed).await.map_err(Refused::broken)? {
            return Err(Refused::Missing);
        }
        if let Some((fact, touch)) = touch {
            tx.accept_facts(&[fact]).await.map_err(Refused::broken)?;
            tx.put_touches(&[touch]).await.map_err(Refused::broken)?;
        }
        self.log_task(&mut tx, who, "done", &task).await?;
        tx.commit().await.map_err(Refused::broken)?;
        self.refresh(task.account).await.map(drop)
    }

    /// Closes a task as not needed.
    ///
    /// # Errors
    /// [`Refused::Input`]: reason; no CSM; no open task.
    pub async fn drop_task(&self, who: &Principal, id: i64, reason: &str) -> Result<(), Refused> {
        let task = self.open_task(who, id).await?;
        if let Some(problem) = lacking(reason.trim(), TITLE_LIMIT) {
            return Err(Refused::wrong("reason", problem));
        }
        let closed = banso_state::TaskEnd {
            state: banso_state::TaskState::NotNeeded,
            outcome: String::new(),
            reason: reason.trim().to_owned(),
            at: self.clock.now(),
            by: Some(who.member),
        };
        let mut tx = self.state.begin().await.map_err(Refused::broken)?;
        if !tx.close_task(id, &closed).await.map_err(Refused::broken)? {
            return Err(Refused::Missing);
        }
        self.log_task(&mut tx, who, "not_needed", &task).await?;
        tx.commit().await.map_err(Refused::broken)?;
        self.look_at_accounts([task.account]);
        Ok(())
    }

    /// Puts a task off to another day (as typed).
    ///
    /// # Errors
    /// [`Refused::Input`]: on, reason; no CSM; no open task.
    pub async fn postpone_task(&self, who: &Principal, id: i64, on: &str, reason: &str) -> Result<(), Refused> {
        let task = self.open_task(who, id).await?;
        let workspace = self.workspace().await?;
        let mut wrong = Vec::new();
        let day = typed_day(on, &workspace.zone).and_then(|day| from_today(day, self.today(&workspace)));
        if let Err(problem) = &day {
            wrong.push(Wrong { field: "on".to_owned(), problem: problem.clone() });
        }
        if let Some(problem) = lacking(reason.trim(), TITLE_LIMIT) {
            wrong.push(Wrong { field: "reason".to_owned(), problem });
        }
        let Ok(day) = day else { return Err(Refused::Input(wrong)) };
        if !wrong.is_empty() {
            return Err(Refused::Input(wrong));
        }
        let mut tx = self.state.begin().await.map_err(Refused::broken)?;
        if !tx.postpone_task(id, day, reason.trim()).await.map_err(Refused::broken)? {
            return Err(Refused::Missing);
        }
        self.log_task(&mut tx, who, "postponed", &task).await?;
        tx.commit().await.map_err(Refused::broken)
    }

    /// Takes back that a task was closed, within 30 minutes.
    ///
    /// # Errors
    /// It was not closed by the asker, or too long ago.
    pub async fn reopen_task(&self, who: &Principal, id: i64) -> Result<(), Refused> {
        who.needs(Role::Csm)?;
        let task = self.state.task(id).await.map_err(Refused::broken)?.ok_or(Refused::Missing)?;
        let now = self.clock.now();
        let own = task.closed_by == Some(who.member) && task.closed_at.is_some_and(|at| now.0 - at.0 <= UNDO);
        if !own {
            return Err(Refused::Missing);
        }
        let mut tx = self.state.begin().await.map_err(Refused::broken)?;
        tx.reopen_task(id).await.map_err(Refused::broken)?;
        self.log_task(&mut tx, who, "reopened", &task).await?;
        tx.commit().await.map_err(Refused::broken)
    }

    /// Writes the hypothesis, and which points of the checklist are ticked (by place).
    ///
    /// # Errors
    /// [`Refused::Input`]: hypothesis; no CSM; no open task.
    pub async fn work_on_task(
        &self,
        who: &Principal,
        id: i64,
        hypothesis: &str,
        ticked: &[usize],
    ) -> Result<(), Refused> {
        let task = self.open_task(who, id).await?;
        let hypothesis = hypothesis.trim().replace("\r\n", "\n");
        if texts::length(&hypothesis) > TEXT_LIMIT {
            return Err(Refused::wrong("hypothesis", Problem::new("problem-too-long").with("limit", TEXT_LIMIT)));
        }
        let mut points: Vec<(Text, bool)> = serde_json::from_str(&task.checklist).unwrap_or_default();
        for (at, point) in points.iter_mut().enumerate() {
            point.1 = ticked.contains(&at);
        }
        let points = serde_json::to_string(&points).map_err(Refused::broken)?;
        let mut tx = self.state.begin().await.map_err(Refused::broken)?;
        tx.put_hypothesis(id, &hypothesis).await.map_err(Refused::broken)?;
        tx.put_checklist(id, &points).await.map_err(Refused::broken)?;
        tx.commit().await.map_err(Refused::broken)
    }

    pub(super) async fn log_task(
        &self,
        tx: &mut banso_state::Tx,
        who: &Principal,
        verb: &str,
        task: &Task,
    ) -> Result<(), Refused> {
        let detail = serde_json::json!({ "account": task.account });
        let event = Event::new(self.clock.now(), Some(who.member), verb, "task", &task.id.to_string(), &detail);
        tx.log(&event).await.map_err(Refused::broken)
    }
}

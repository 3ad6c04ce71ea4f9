//! Giving tasks to another member: reported task by task, and undone as any change to many is ([`crate::bulk`]).

use super::naming::Naming;
use super::subject::member_name;
use super::*;
use crate::bulk::{Outcome, Record, new_key, within_limit};
use crate::{App, Principal, Refused};
use banso_domain::members::Role;
use banso_kernel::{MemberId, Micros};
use banso_state::{Event, Task, TaskState as Stored};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, HashMap, HashSet};

/// What such events are about.
const OBJECT: &str = "task";
/// How such events call doing and undoing.
const VERBS: [&str; 2] = ["reassigned", "took_back"];

/// What became of a task.
#[derive(Clone, Debug, PartialEq)]
pub struct GivenRow {
    /// The task as it is now; none if it is not there any more.
    pub task: Option<TaskRow>,
    /// Its id.
    pub id: i64,
    /// Who had it; empty for nobody.
    pub before: String,
    /// What became of it.
    pub outcome: Outcome,
}

/// What giving tasks away did.
#[derive(Clone, Debug)]
pub struct GivenReport {
    /// Names it.
    pub key: String,
    /// Who got them.
    pub to: String,
    /// Task by task.
    pub rows: Vec<GivenRow>,
    /// Until when it can be undone.
    pub until: Micros,
    /// The asker can still undo it.
    pub undoable: bool,
    /// It was undone; these tasks were left alone because they were changed in between.
    pub undone: Option<Vec<i64>>,
}

/// As the audit log keeps it.
#[derive(Serialize, Deserialize)]
struct Kept {
    to: Option<MemberId>,
    /// Task, owner before, outcome.
    rows: Vec<(i64, Option<MemberId>, Outcome)>,
}

impl App {
    /// Gives tasks to a member, and says under which name the report is.
    ///
    /// # Errors
    /// There is no such member, or one who cannot act; too many tasks; no CSM.
    pub async fn reassign_tasks(&self, who: &Principal, ids: &[i64], to: MemberId) -> Result<String, Refused> {
        who.needs(Role::Csm)?;
        within_limit(ids.len())?;
        if let Some(problem) = self.owner_problem(to).await? {
            return Err(Refused::wrong("to", problem));
        }
        let open = self.open_by_id().await?;
        let mut seen = HashSet::new();
        let row = |id: i64| match open.get(&id) {
            None => (id, None, Outcome::Gone),
            Some(task) if task.owner == Some(to) => (id, task.owner, Outcome::Same),
            Some(task) => (id, task.owner, Outcome::Done),
        };
        let rows: Vec<_> = ids.iter().copied().filter(|id| seen.insert(*id)).map(row).collect();
        let done = rows.iter().filter(|(.., outcome)| *outcome == Outcome::Done).map(|(id, ..)| (*id, Some(to)));
        let (key, done) = (new_key(self), done.collect());
        self.give(who, (&key, VERBS[0]), done, &Kept { to: Some(to), rows }).await?;
        Ok(key)
    }

    /// Takes back a [`App::reassign_tasks`]: each open task that its new owner still has goes to the one before.
    ///
    /// # Errors
    /// The asker neither did it nor is a manager, it is too late, it was undone already, or the database failed.
    pub async fn undo_reassign(&self, who: &Principal, key: &str) -> Result<(), Refused> {
        who.needs(Role::Csm)?;
        let record: Record<Kept> = Record::read(self, OBJECT, VERBS, key).await?;
        if !record.undoable(self, who) {
            return Err(Refused::Missing);
        }
        let open = self.open_by_id().await?;
        let (mut back, mut rows) = (Vec::new(), Vec::new());
        for (id, before, _) in record.kept.rows.iter().filter(|(.., outcome)| *outcome == Outcome::Done) {
            let owner = open.get(id).map(|task| task.owner);
            if owner == Some(record.kept.to) {
                back.push((*id, *before));
                rows.push((*id, record.kept.to, Outcome::Done));
            } else {
                rows.push((*id, owner.flatten(), Outcome::Newer));
            }
        }
        self.give(who, (key, VERBS[1]), back, &Kept { to: None, rows }).await
    }

    /// What came of a [`App::reassign_tasks`].
    ///
    /// # Errors
    /// The asker is no CSM, there is no such change, or the database failed.
    pub async fn reassign_report(&self, who: &Principal, key: &str) -> Result<GivenReport, Refused> {
        who.needs(Role::Csm)?;
        let record: Record<Kept> = Record::read(self, OBJECT, VERBS, key).await?;
        let naming = Naming::load(self).await?;
        let named = |id: Option<MemberId>| id.map(|id| member_name(&naming.members, id).1).unwrap_or_default();
        let mut rows = Vec::with_capacity(record.kept.rows.len());
        for (id, before, outcome) in &record.kept.rows {
            let task = self.state.task(*id).await.map_err(Refused::broken)?;
            let task = task.as_ref().map(|task| naming.row(task));
            rows.push(GivenRow { task, id: *id, before: named(*before), outcome: *outcome });
        }
        let left = |kept: &Kept| {
            kept.rows.iter().filter(|(.., outcome)| *outcome != Outcome::Done).map(|(id, ..)| *id).collect()
        };
        let any = rows.iter().any(|row| row.outcome == Outcome::Done);
        Ok(GivenReport {
            key: key.to_owned(),
            to: named(record.kept.to),
            rows,
            until: record.until(),
            undoable: any && record.undoable(self, who),
            undone: record.undone.as_ref().map(left),
        })
    }

    async fn open_by_id(&self) -> Result<HashMap<i64, Task>, Refused> {
        let open = self.state.open_tasks(None).await.map_err(Refused::broken)?;
        Ok(open.into_iter().filter(|task| task.state == Stored::Open).map(|task| (task.id, task)).collect())
    }

    /// Owners and audit log in one transaction.
    async fn give(
        &self,
        who: &Principal,
        (key, verb): (&str, &str),
        tasks: Vec<(i64, Option<MemberId>)>,
        kept: &Kept,
    ) -> Result<(), Refused> {
        let mut by_owner: BTreeMap<Option<MemberId>, Vec<i64>> = BTreeMap::new();
        for (task, owner) in tasks {
            by_owner.entry(owner).or_default().push(task);
        }
        let detail = serde_json::to_value(kept).map_err(Refused::broken)?;
        let mut tx = self.state.begin().await.map_err(Refused::broken)?;
        for (owner, ids) in by_owner {
            tx.reassign_tasks(&ids, owner).await.map_err(Refused::broken)?;
        }
        let event = Event::new(self.clock.now(), Some(who.member), verb, OBJECT, key, &detail);
        tx.log(&event).await.map_err(Refused::broken)?;
        tx.commit().await.map_err(Refused::broken)
    }
}

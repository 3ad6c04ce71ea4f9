//! Giving tasks to another member, and taking that back.

use crate::{App, Principal, Refused};
use banso_domain::members::Role;
use banso_kernel::MemberId;
use banso_state::Event;
use std::collections::{BTreeMap, HashSet};

/// So long a closed task can be opened again, in microseconds.
const UNDO: i64 = 30 * 60 * 1_000_000;

impl App {
    /// Gives tasks to a member; says how many changed.
    ///
    /// # Errors
    /// There is no such member; no CSM.
    pub async fn reassign_tasks(&self, who: &Principal, ids: &[i64], to: MemberId) -> Result<usize, Refused> {
        who.needs(Role::Csm)?;
        if !self.member_names().await?.iter().any(|(id, _)| *id == to) {
            return Err(Refused::Missing);
        }
        let asked: HashSet<i64> = ids.iter().copied().collect();
        let open = self.state.open_tasks(None).await.map_err(Refused::broken)?;
        let before: Vec<(i64, Option<MemberId>)> =
            open.iter().filter(|task| asked.contains(&task.id)).map(|task| (task.id, task.owner)).collect();
        let distinct: Vec<i64> = before.iter().map(|(id, _)| *id).collect();
        let now = self.clock.now();
        let mut tx = self.state.begin().await.map_err(Refused::broken)?;
        let moved = tx.reassign_tasks(&distinct, Some(to)).await.map_err(Refused::broken)?;
        let detail = serde_json::to_value(Reassigned { to, before }).map_err(Refused::broken)?;
        tx.log(&Event::new(now, Some(who.member), "reassigned", "task", "", &detail)).await.map_err(Refused::broken)?;
        tx.commit().await.map_err(Refused::broken)?;
        Ok(usize::try_from(moved).unwrap_or(usize::MAX))
    }

    /// Takes back the asker's last [`App::reassign_tasks`], within 30 minutes; says how many went back.
    ///
    /// # Errors
    /// There is none, or it is too long ago.
    pub async fn undo_reassign(&self, who: &Principal) -> Result<usize, Refused> {
        who.needs(Role::Csm)?;
        let now = self.clock.now();
        let filter = banso_state::EventFilter {
            member: Some(who.member),
            object: Some("task".to_owned()),
            ..banso_state::EventFilter::default()
        };
        let events = self.state.events_page(&filter, i64::MAX, 20).await.map_err(Refused::broken)?;
        let last = events.into_iter().find(|event| event.verb == "reassigned" || event.verb == "took_back");
        let last = last.filter(|event| event.verb == "reassigned" && now.0 - event.occurred_at.0 <= UNDO);
        let last = last.ok_or(Refused::Missing)?;
        let detail: Reassigned = serde_json::from_str(&last.detail).map_err(Refused::broken)?;
        let mut back: BTreeMap<Option<MemberId>, Vec<i64>> = BTreeMap::new();
        for (task, owner) in detail.before {
            back.entry(owner).or_default().push(task);
        }
        let mut tx = self.state.begin().await.map_err(Refused::broken)?;
        let mut moved = 0;
        for (owner, ids) in back {
            moved += tx.reassign_tasks(&ids, owner).await.map_err(Refused::broken)?;
        }
        let detail = serde_json::json!({ "of": last.seq });
        tx.log(&Event::new(now, Some(who.member), "took_back", "task", "", &detail)).await.map_err(Refused::broken)?;
        tx.commit().await.map_err(Refused::broken)?;
        Ok(usize::try_from(moved).unwrap_or(usize::MAX))
    }
}

/// What a reassignment keeps, so that it can be taken back.
#[derive(serde::Serialize, serde::Deserialize)]
struct Reassigned {
    to: MemberId,
    before: Vec<(i64, Option<MemberId>)>,
}

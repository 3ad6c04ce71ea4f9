//! Putting many accounts into a play that is started by hand (RULES 5): who would enter, who not and why; and then what
//! was done with each.

use super::*;
use crate::accounts::{BulkField, bulk_plan};
use crate::bulk::{Record, new_key, within_limit};
use crate::{App, Principal, Refused};
use banso_domain::members::Role;
use banso_domain::plays::Trigger;
use banso_domain::turn::LivePlay;
use banso_kernel::{AccountId, Problem, Text};
use banso_state::Event;
use serde::{Deserialize, Serialize};
use std::collections::HashSet;

/// What such events are about, and how they call it.
const OBJECT: &str = "bulk";
const VERBS: [&str; 2] = ["entered", "undone"];

/// As the audit log keeps it.
#[derive(Serialize, Deserialize)]
struct Kept {
    play: String,
    /// Account, and why it did not enter.
    rows: Vec<(AccountId, Option<Problem>)>,
}

impl App {
    /// The plays that can be started by hand now; and for one of them, who of the accounts that were picked, or that the
    /// address's parameters select, would enter.
    ///
    /// # Errors
    /// There is no such play, or it is not started by hand; no CSM.
    pub async fn enter_plan(
        &self,
        who: &Principal,
        play: Option<&str>,
        picked: Option<&[AccountId]>,
        pairs: &[(String, String)],
    ) -> Result<EnterPlan, Refused> {
        let rows = bulk_plan(self, who, BulkField::Owner, picked, pairs).await?.rows;
        let wanted: HashSet<AccountId> = rows.iter().map(|row| row.account).collect();
        let ground = self.action_ground().await?;
        let plays: Vec<(String, Text)> = ground
            .book
            .rules
            .plays
            .iter()
            .filter(|live| by_hand(live))
            .map(|live| (live.play.id.clone(), live.play.name.clone()))
            .collect();
        let mut plan = EnterPlan { plays, play: None, accounts: rows.len(), inside: Vec::new(), outside: Vec::new() };
        if let Some(id) = play {
            let live = ground.book.rules.play(id).filter(|live| by_hand(live)).ok_or(Refused::Missing)?;
            let (mut inside, mut outside) = self.audience(&ground, live, who.lang).await?;
            inside.retain(|row| wanted.contains(&row.account.id));
            outside.retain(|row| wanted.contains(&row.account.id));
            plan.play = Some((live.play.id.clone(), live.play.name.clone()));
            (plan.inside, plan.outside) = (inside, outside);
        }
        Ok(plan)
    }

    /// Puts accounts into a play by hand, and says under which name the report is.
    ///
    /// # Errors
    /// There is no such play, or it is not started by hand; too many accounts; no CSM.
    pub async fn enter_many(&self, who: &Principal, play: &str, ids: &[AccountId]) -> Result<String, Refused> {
        who.needs(Role::Csm)?;
        within_limit(ids.len())?;
        let wanted: HashSet<AccountId> = ids.iter().copied().collect();
        let ground = self.action_ground().await?;
        let live = ground.book.rules.play(play).filter(|live| by_hand(live)).ok_or(Refused::Missing)?;
        let (inside, outside) = self.audience(&ground, live, who.lang).await?;
        let entering: Vec<AccountId> =
            inside.iter().map(|row| row.account.id).filter(|id| wanted.contains(id)).collect();
        let asked: Vec<_> = entering.iter().map(|id| (*id, play.to_owned(), who.member)).collect();
        if !asked.is_empty() {
            // Whoever did not enter because another process acted is told so below.
            let _ = self.act_asked(&asked).await?;
        }
        let now = self.memories(&ground.workspace.zone, Some(&entering)).await?;
        let entered =
            |id: &AccountId| now.get(id).is_some_and(|memory| memory.entered.get(play) == Some(&ground.today));
        let mut rows: Vec<(AccountId, Option<Problem>)> = outside
            .into_iter()
            .filter(|row| wanted.contains(&row.account.id))
            .map(|row| (row.account.id, Some(row.reason)))
            .collect();
        let busy = || Problem::new("plays-problem-busy");
        rows.extend(entering.iter().map(|id| (*id, (!entered(id)).then(busy))));
        let key = new_key(self);
        let detail = serde_json::to_value(Kept { play: play.to_owned(), rows }).map_err(Refused::broken)?;
        let event = Event::new(self.clock.now(), Some(who.member), VERBS[0], OBJECT, &key, &detail);
        let mut tx = self.state.begin().await.map_err(Refused::broken)?;
        tx.log(&event).await.map_err(Refused::broken)?;
        tx.commit().await.map_err(Refused::broken)?;
        Ok(key)
    }

    /// What came of an [`App::enter_many`]: the play's id and name, and of each account its name and why it did not enter.
    ///
    /// # Errors
    /// There is no such change; no CSM.
    pub async fn enter_report(&self, who: &Principal, key: &str) -> Result<EnterReport, Refused> {
        who.needs(Role::Csm)?;
        let Kept { play, rows } = Record::<Kept>::read(self, OBJECT, VERBS, key).await?.kept;
        let naming = naming::Naming::load(self).await?;
        let name = naming.plays.get(&play).cloned().unwrap_or_else(|| naming::same(&play));
        let rows = rows.into_iter().map(|(id, why)| (naming.account(id), why)).collect();
        Ok(EnterReport { play: (play, name), rows })
    }
}

fn by_hand(live: &LivePlay) -> bool {
    live.on && live.play.trigger == Trigger::ByHand
}

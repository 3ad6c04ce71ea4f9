//! Moving accounts by hand to another phase of the journey that they are on: one on its page, many from the list.

use super::act::Ground;
use crate::{App, Refused};
use banso_domain::accounts::Account;
use banso_domain::turn::Position;
use banso_kernel::{AccountId, Day, Lang, MemberId, Micros, Text};
use banso_state::{PhaseChange, Tx};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;

/// Where accounts are on their journeys.
pub(crate) struct Places {
    ground: Ground,
    positions: HashMap<AccountId, Position>,
    lang: Lang,
}

/// What a wanted phase means for an account.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Way {
    /// It is on no journey: its phase is a text.
    Free,
    /// It is there.
    Same,
    /// Its journey has no such phase.
    Elsewhere,
    /// The id of the phase on its journey.
    To(String),
}

/// A move: what is written for it.
pub(crate) struct Moved {
    /// The account with the phase that lists show.
    pub account: Account,
    change: PhaseChange,
    position: banso_state::Position,
    /// The way back.
    pub back: Back,
}

/// Where an account was before a move, so that it can be taken back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Back {
    pub account: AccountId,
    journey: String,
    from: String,
    to: String,
    entered_on: Day,
    entered_at: Micros,
    moved_at: Micros,
}

impl Places {
    pub async fn load(app: &App, some: Option<&[AccountId]>) -> Result<Self, Refused> {
        let ground = app.action_ground().await?;
        let memories = app.memories(&ground.workspace.zone, some).await?;
        let placed = memories.into_iter().filter_map(|(id, memory)| Some((id, memory.position?)));
        let positions = placed.filter(|(_, at)| ground.book.rules.journey(&at.journey).is_some()).collect();
        Ok(Self { lang: app.action_terms().await?.lang, ground, positions })
    }

    /// The name of the journey that an account is on.
    pub fn journey(&self, account: AccountId) -> Option<&Text> {
        self.ground.book.rules.journey(&self.positions.get(&account)?.journey).map(|journey| &journey.name)
    }

    /// Names of the phases of all journeys, as lists show them.
    pub fn names(&self) -> Vec<String> {
        let phases = self.ground.book.rules.journeys.iter().flat_map(|journey| &journey.phases);
        phases.map(|phase| phase.name.get(self.lang).to_owned()).collect()
    }

    /// What a phase means for an account, by id or by its name in either language.
    pub fn way(&self, account: AccountId, wanted: &str) -> Way {
        let Some(at) = self.positions.get(&account) else { return Way::Free };
        let Some(journey) = self.ground.book.rules.journey(&at.journey) else { return Way::Free };
        let named = |name: &Text| name.ja == wanted || name.en == wanted;
        match journey.phases.iter().find(|phase| phase.id == wanted || named(&phase.name)) {
            None => Way::Elsewhere,
            Some(phase) if phase.id == at.phase => Way::Same,
            Some(phase) => Way::To(phase.id.clone()),
        }
    }

    /// The move of an account to a phase of its journey.
    pub fn moved(&self, mut account: Account, phase: &str, by: MemberId, reason: &str) -> Result<Moved, Refused> {
        let at = self.positions.get(&account.id).ok_or(Refused::Missing)?;
        let (today, now) = (self.ground.today, self.ground.moment);
        account.phase = self.ground.phase_name(&at.journey, phase, self.lang);
        let back = Back {
            account: account.id,
            journey: at.journey.clone(),
            from: at.phase.clone(),
            to: phase.to_owned(),
            entered_on: at.entered_on,
            entered_at: at.entered_at,
            moved_at: now,
        };
        Ok(Moved {
            change: change(&back, (&back.from, &back.to), (today, now), by, reason.trim()),
            position: position(&back, phase, (today, now)),
            account,
            back,
        })
    }

    /// Whether an account is still where a move put it.
    pub fn stands(&self, back: &Back) -> bool {
        let at = self.positions.get(&back.account);
        at.is_some_and(|at| at.journey == back.journey && at.phase == back.to && at.entered_at == back.moved_at)
    }

    /// Writes the way back of moves: the same place since the same moment, and the history that says so.
    pub async fn go_back(&self, tx: &mut Tx, moves: &[&Back], by: MemberId) -> Result<(), Refused> {
        let now = (self.ground.today, self.ground.moment);
        let reason = banso_words::words(self.lang).get("journeys-taken-back");
        let old = |back: &&Back| position(back, &back.from, (back.entered_on, back.entered_at));
        let changes = |back: &&Back| change(back, (&back.to, &back.from), now, by, &reason);
        let positions: Vec<_> = moves.iter().map(old).collect();
        let changes: Vec<_> = moves.iter().map(changes).collect();
        tx.put_positions(&positions).await.map_err(Refused::broken)?;
        tx.add_phase_changes(&changes).await.map_err(Refused::broken)
    }
}

impl Moved {
    /// Writes moves, but for the accounts themselves.
    pub async fn save(tx: &mut Tx, moves: &[Moved]) -> Result<(), Refused> {
        let positions: Vec<_> = moves.iter().map(|one| one.position.clone()).collect();
        let changes: Vec<_> = moves.iter().map(|one| one.change.clone()).collect();
        tx.put_positions(&positions).await.map_err(Refused::broken)?;
        tx.add_phase_changes(&changes).await.map_err(Refused::broken)
    }

    /// As the audit tells it.
    pub fn detail(&self) -> serde_json::Value {
        serde_json::json!({ "from": self.change.from, "to": self.back.to, "reason": self.change.reason })
    }
}

fn position(back: &Back, phase: &str, (entered_on, entered_at): (Day, Micros)) -> banso_state::Position {
    banso_state::Position {
        account: back.account,
        journey: back.journey.clone(),
        phase: phase.to_owned(),
        entered_on,
        entered_at,
    }
}

fn change(
    back: &Back,
    (from, to): (&str, &str),
    (changed_on, changed_at): (Day, Micros),
    by: MemberId,
    reason: &str,
) -> PhaseChange {
    PhaseChange {
        seq: 0,
        account: back.account,
        journey: back.journey.clone(),
        from: Some(from.to_owned()),
        to: Some(to.to_owned()),
        changed_on,
        changed_at,
        member: Some(by),
        reason: reason.to_owned(),
        cause: String::new(),
    }
}

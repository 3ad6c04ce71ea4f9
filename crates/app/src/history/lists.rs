//! What lists read (current health, transitions, shares, metrics), brought up to date for some accounts.

use super::rebuild::Cmrr;
use super::{Base, current};
use crate::{App, Refused};
use banso_domain::health::{HealthHistory, transitions};
use banso_domain::metrics::History;
use banso_kernel::{AccountId, Day};
use banso_state::{CurrentHealth, MetricsNow, ShareChange, TransitionRow};
use std::collections::{BTreeMap, HashMap};

/// More accounts than this are read from lists all at once.
const ONE_BY_ONE: usize = 20;

/// An account's last days, computed again.
pub(super) struct Again {
    /// The first day that may have changed.
    pub from: Day,
    /// Metrics from the day before `from` on, or from the beginning of its history.
    pub metrics: History,
    /// Health under each current model, for the same days.
    pub health: Vec<HealthHistory>,
}

/// What lists say of an account under one model so far.
#[derive(Default)]
struct Before {
    health: Option<CurrentHealth>,
    /// Transitions, oldest first; all, or those from the first changed day on.
    moves: Vec<TransitionRow>,
}

impl Before {
    /// The segment that was counted on a day; none if none was.
    fn segment(&self, day: Day) -> Option<u8> {
        let health = self.health.as_ref().filter(|health| health.began <= day && day <= health.day)?;
        let next = self.moves.iter().find(|change| change.day > day);
        Some(next.map_or(health.segment, |change| change.from.unwrap_or(health.segment)))
    }
}

impl App {
    /// Writes what was computed again into the lists, in one transaction.
    pub(super) async fn update_lists(&self, base: &Base, again: &[Again]) -> Result<(), Refused> {
        let mut tx = self.state.begin().await.map_err(Refused::broken)?;
        let cmrr = Cmrr::of(base);
        for (place, versioned) in base.definitions.models.iter().enumerate() {
            let (model, version) = (&versioned.model, versioned.version);
            // Nobody else writes now, so what is read outside of the transaction stays true.
            let before = self.before(&model.id, version, again).await?;
            let (mut health, mut moves, mut moved_from) = (Vec::with_capacity(again.len()), Vec::new(), Vec::new());
            let mut shares: BTreeMap<(Day, u8), (i64, i64)> = BTreeMap::new();
            for one in again {
                let (of_model, none) = (&one.health[place], Before::default());
                let before = before.get(&of_model.account).unwrap_or(&none);
                let moved = transitions(of_model);
                let began = before.health.as_ref().map_or(of_model.first, |old| old.began.min(of_model.first));
                let mut now = current::health(model, began, of_model, &moved);
                if !moved.is_empty() || before.moves.iter().any(|change| change.day >= one.from) {
                    moved_from.push((of_model.account, one.from));
                    moves.extend(current::transition_rows(model, of_model.account, &moved));
                } else if let (Some(now), Some(old)) = (&mut now, &before.health) {
                    (now.previous_segment, now.changed_on) = (old.previous_segment, old.changed_on);
                }
                health.extend(now);
                for (at, day) in of_model.days.iter().enumerate() {
                    let on = of_model.first + at as i32;
                    let was = before.segment(on);
                    if on < one.from || was == Some(day.segment) {
                        continue;
                    }
                    let amount = cmrr.minor(&one.metrics, at);
                    for (segment, sign) in [(was, -1), (Some(day.segment), 1)] {
                        let Some(segment) = segment else { continue };
                        let share = shares.entry((on, segment)).or_default();
                        *share = (share.0 + sign, share.1 + sign * amount);
                    }
                }
            }
            tx.put_health(&model.id, version, &health).await.map_err(Refused::broken)?;
            tx.replace_transitions_from(&model.id, version, &moved_from, &moves).await.map_err(Refused::broken)?;
            let changes: Vec<ShareChange> = shares
                .into_iter()
                .map(|((day, segment), (accounts, cmrr_minor))| ShareChange { day, segment, accounts, cmrr_minor })
                .collect();
            tx.change_shares(&model.id, version, &changes).await.map_err(Refused::broken)?;
        }
        let now: Vec<MetricsNow> =
            again.iter().map(|one| current::metrics(&base.definitions.metrics, &one.metrics)).collect();
        tx.put_metrics(&now).await.map_err(Refused::broken)?;
        tx.commit().await.map_err(Refused::broken)
    }

    async fn before(&self, model: &str, version: u32, again: &[Again]) -> Result<HashMap<AccountId, Before>, Refused> {
        let mut all: HashMap<AccountId, Before> =
            again.iter().map(|one| (one.metrics.account, Before::default())).collect();
        let (mut health, mut moves) = (Vec::new(), Vec::new());
        if again.len() > ONE_BY_ONE {
            let first = again.iter().map(|one| one.from).min().unwrap_or(Day(0));
            health = self.state.health_all(model, version).await.map_err(Refused::broken)?;
            moves = self.state.transitions(model, version, first, Day(i32::MAX)).await.map_err(Refused::broken)?;
        } else {
            for id in again.iter().map(|one| one.metrics.account) {
                health.extend(self.state.health_of(model, version, id).await.map_err(Refused::broken)?);
                moves.extend(self.state.transitions_of(model, version, id).await.map_err(Refused::broken)?);
            }
        }
        for row in health {
            if let Some(before) = all.get_mut(&row.account) {
                before.health = Some(row);
            }
        }
        for row in moves {
            if let Some(before) = all.get_mut(&row.account) {
                before.moves.push(row);
            }
        }
        all.values_mut().for_each(|before| before.moves.sort_by_key(|row| row.day));
        Ok(all)
    }
}

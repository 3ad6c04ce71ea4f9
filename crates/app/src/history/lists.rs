//! What lists read (current health, transitions, shares, metrics), brought up to date for some accounts.

use super::listed::Listed;
use super::rebuild::Cmrr;
use super::{Base, current};
use crate::{App, Refused, Versioned};
use banso_domain::health::{HealthHistory, transitions};
use banso_domain::metrics::History;
use banso_kernel::{AccountId, Day};
use banso_state::{CurrentHealth, ShareChange};
use std::collections::{BTreeMap, HashMap};

/// For more accounts than this, lists are read as a whole.
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
    /// Transitions from the first changed day on, oldest first: the day, and the segment before.
    moves: Vec<(Day, Option<u8>)>,
}

impl Before {
    /// The segment that was counted on a day; none if none was.
    fn segment(&self, day: Day) -> Option<u8> {
        let health = self.health.as_ref().filter(|health| health.began <= day && day <= health.day)?;
        let next = self.moves.iter().find(|(moved, _)| *moved > day);
        Some(next.map_or(health.segment, |(_, from)| from.unwrap_or(health.segment)))
    }
}

impl App {
    /// Writes what was computed again into the lists, in one transaction; on a new day for all accounts, those whose
    /// health stays as it was need no row of their own. `lists` are those that are kept in memory, if any, and are returned
    /// as they are then.
    pub(super) async fn update_lists(
        &self,
        base: &Base,
        again: &[Again],
        new_day: bool,
        lists: Option<Vec<Listed>>,
    ) -> Result<Option<Vec<Listed>>, Refused> {
        let mut tx = self.state.begin().await.map_err(Refused::broken)?;
        // Nobody else writes now, so what is read outside of the transaction stays true.
        let mut lists = match lists {
            None if again.len() <= ONE_BY_ONE => None,
            kept => Some(self.listed(base, kept.unwrap_or_default()).await?),
        };
        // What was the last transition before one that is gone, the lists in memory do not know.
        let mut gone = false;
        let cmrr = Cmrr::of(base);
        for (place, versioned) in base.definitions.models.iter().enumerate() {
            let (model, version) = (&versioned.model, versioned.version);
            let before = self.before(versioned, again, lists.as_ref().map(|lists| &lists[place])).await?;
            let (mut health, mut moves, mut moved_from) = (Vec::with_capacity(again.len()), Vec::new(), Vec::new());
            let mut shares: BTreeMap<(Day, u8), (i64, i64)> = BTreeMap::new();
            for one in again {
                let (of_model, none) = (&one.health[place], Before::default());
                let before = before.get(&of_model.account).unwrap_or(&none);
                let moved = transitions(of_model);
                let began = before.health.as_ref().map_or(of_model.first, |old| old.began.min(of_model.first));
                let mut now = current::health(model, began, of_model, &moved);
                if !moved.is_empty() || !before.moves.is_empty() {
                    gone |= moved.is_empty();
                    moved_from.push((of_model.account, one.from));
                    moves.extend(current::transition_rows(model, of_model.account, &moved));
                } else if let (Some(now), Some(old)) = (&mut now, &before.health) {
                    (now.previous_segment, now.changed_on) = (old.previous_segment, old.changed_on);
                }
                let same = |now: &CurrentHealth| before.health.as_ref().is_some_and(|old| stays(old, now, new_day));
                health.extend(now.filter(|now| !same(now)));
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
            if new_day {
                tx.put_health_day(&model.id, version, base.today).await.map_err(Refused::broken)?;
            }
            tx.replace_transitions_from(&model.id, version, &moved_from, &moves).await.map_err(Refused::broken)?;
            let changes: Vec<ShareChange> = shares
                .into_iter()
                .map(|((day, segment), (accounts, cmrr_minor))| ShareChange { day, segment, accounts, cmrr_minor })
                .collect();
            tx.change_shares(&model.id, version, &changes).await.map_err(Refused::broken)?;
            if let Some(lists) = &mut lists {
                lists[place].wrote(health, new_day.then_some(base.today));
            }
        }
        let (mut now, ids) = (current::Numbers::default(), current::metric_ids(&base.definitions.metrics));
        again.iter().for_each(|one| now.push(&one.metrics));
        tx.put_metrics(now.of(&ids)).await.map_err(Refused::broken)?;
        tx.commit().await.map_err(Refused::broken)?;
        Ok(lists.filter(|_| !gone))
    }

    async fn before(
        &self,
        Versioned { model, version, .. }: &Versioned,
        again: &[Again],
        list: Option<&Listed>,
    ) -> Result<HashMap<AccountId, Before>, Refused> {
        let (mut all, mut from) = (HashMap::with_capacity(again.len()), Vec::new());
        for one in again {
            let account = one.metrics.account;
            let health = match list {
                Some(list) => list.of(account),
                None => self.state.health_of(&model.id, *version, account).await.map_err(Refused::broken)?,
            };
            // Of later days than the list's there are no transitions.
            from.extend(health.as_ref().filter(|health| health.day >= one.from).map(|_| (account, one.from)));
            all.insert(account, Before { health, moves: Vec::new() });
        }
        for (account, day, from) in self.state.moves_from(&model.id, *version, &from).await.map_err(Refused::broken)? {
            if let Some(before) = all.get_mut(&account) {
                before.moves.push((day, from));
            }
        }
        Ok(all)
    }
}

/// Whether health is as it was; on a new day, of the day before.
fn stays(old: &CurrentHealth, now: &CurrentHealth, new_day: bool) -> bool {
    // Bit for bit: of numbers, 0 equals -0.
    let bits = |row: &CurrentHealth| (row.score.map(f64::to_bits), row.coverage.to_bits());
    let axes = |row: &CurrentHealth| row.axes.iter().map(|axis| axis.map(f64::to_bits)).collect::<Vec<_>>();
    let same_day = CurrentHealth { day: old.day, ..now.clone() };
    (new_day || old.day == now.day) && *old == same_day && bits(old) == bits(now) && axes(old) == axes(now)
}

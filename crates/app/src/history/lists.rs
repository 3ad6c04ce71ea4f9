//! What lists read (current health, transitions, shares, metrics), brought up to date for some accounts.

use super::listed::Listed;
use super::rebuild::Cmrr;
use super::{Base, current};
use crate::{App, Refused, Versioned};
use banso_domain::health::{HealthHistory, Model, transitions};
use banso_domain::metrics::History;
use banso_kernel::{AccountId, Day};
use banso_state::{CurrentHealth, ShareChange, TransitionRow, Tx};
use std::collections::BTreeMap;

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

/// What changes in the lists of one model.
struct Change {
    /// Of those whose health is another than it was.
    health: Vec<CurrentHealth>,
    /// New transitions.
    moves: Vec<TransitionRow>,
    /// Those who had transitions from their first changed day on: they are taken back.
    taken_back: Vec<(AccountId, Day)>,
    shares: Vec<ShareChange>,
}

impl App {
    /// Writes what was computed again (ascending by account) into the lists, in one transaction; on a new day for all
    /// accounts, those whose health stays as it was need no row of their own. `lists` are those that are kept in memory, if
    /// any, and are returned as they are then.
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
        let (send, mut told) = tokio::sync::mpsc::channel(1);
        // While the database writes what changes under a model, the next one is looked at.
        let telling = async {
            for (place, versioned) in base.definitions.models.iter().enumerate() {
                let before = self.before(versioned, again, lists.as_ref().map(|lists| &lists[place])).await?;
                let change = super::heavy(|| change(base, (place, &versioned.model), again, &before, new_day));
                // Nobody listens any more where writing has failed, which is told below.
                let _ = send.send(change).await;
            }
            drop(send);
            Ok(())
        };
        let writing = async {
            let (mut now, ids) = (current::Numbers::default(), current::metric_ids(&base.definitions.metrics));
            again.iter().for_each(|one| now.push(&one.metrics));
            tx.put_metrics(now.of(&ids)).await.map_err(Refused::broken)?;
            let mut written = Vec::with_capacity(base.definitions.models.len());
            for versioned in &base.definitions.models {
                let Some(change) = told.recv().await else { break };
                written.push(write(&mut tx, versioned, change, new_day.then_some(base.today)).await?);
            }
            Ok::<_, Refused>(written)
        };
        let ((), written) = tokio::try_join!(telling, writing)?;
        tx.commit().await.map_err(Refused::broken)?;
        // What was the last transition before one that is gone, the lists in memory do not know.
        let known = written.iter().all(|(_, known)| *known);
        for (list, (health, _)) in lists.iter_mut().flatten().zip(written) {
            list.wrote(health, new_day.then_some(base.today));
        }
        Ok(lists.filter(|_| known))
    }

    /// What the lists say so far of each of those that were computed again.
    async fn before(
        &self,
        Versioned { model, version, .. }: &Versioned,
        again: &[Again],
        list: Option<&Listed>,
    ) -> Result<Vec<Before>, Refused> {
        let (mut all, mut from) = (Vec::with_capacity(again.len()), Vec::new());
        for one in again {
            let account = one.metrics.account;
            let health = match list {
                Some(list) => list.of(account),
                None => self.state.health_of(&model.id, *version, account).await.map_err(Refused::broken)?,
            };
            // Of later days than the list's there are no transitions.
            from.extend(health.as_ref().filter(|health| health.day >= one.from).map(|_| (account, one.from)));
            all.push(Before { health, moves: Vec::new() });
        }
        for (account, day, from) in self.state.moves_from(&model.id, *version, &from).await.map_err(Refused::broken)? {
            if let Ok(at) = again.binary_search_by_key(&account, |one| one.metrics.account) {
                all[at].moves.push((day, from));
            }
        }
        Ok(all)
    }
}

/// What changes under the `place`th model.
fn change(base: &Base, (place, model): (usize, &Model), again: &[Again], before: &[Before], new_day: bool) -> Change {
    let cmrr = Cmrr::of(base);
    let (mut health, mut moves, mut taken_back) = (Vec::with_capacity(again.len()), Vec::new(), Vec::new());
    let mut shares: BTreeMap<(Day, u8), (i64, i64)> = BTreeMap::new();
    for (one, before) in again.iter().zip(before) {
        let of_model = &one.health[place];
        let moved = transitions(of_model);
        let began = before.health.as_ref().map_or(of_model.first, |old| old.began.min(of_model.first));
        let mut now = current::health(model, began, of_model, &moved);
        if !before.moves.is_empty() {
            taken_back.push((of_model.account, one.from));
        }
        moves.extend(current::transition_rows(model, of_model.account, &moved));
        // The last transition is the one that it was, if none is new and none is taken back (which the table tells then).
        if let (true, Some(now), Some(old)) = (moved.is_empty() && before.moves.is_empty(), &mut now, &before.health) {
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
    let share = |((day, segment), (accounts, cmrr_minor))| ShareChange { day, segment, accounts, cmrr_minor };
    Change { health, moves, taken_back, shares: shares.into_iter().map(share).collect() }
}

/// Writes what changes under a model; `day` is new for all accounts. Returns the rows of health, and whether these know of
/// the last transition of everybody.
async fn write(
    tx: &mut Tx,
    Versioned { model, version, .. }: &Versioned,
    Change { health, moves, taken_back, shares }: Change,
    day: Option<Day>,
) -> Result<(Vec<CurrentHealth>, bool), Refused> {
    let (model, version) = (model.id.as_str(), *version);
    tx.put_health(model, version, &health).await.map_err(Refused::broken)?;
    if let Some(day) = day {
        tx.put_health_day(model, version, day).await.map_err(Refused::broken)?;
    }
    tx.replace_transitions_from(model, version, &taken_back, &moves).await.map_err(Refused::broken)?;
    tx.change_shares(model, version, &shares).await.map_err(Refused::broken)?;
    let moved = |account: AccountId| moves.binary_search_by_key(&account, |row| row.account).is_ok();
    Ok((health, taken_back.iter().all(|(account, _)| moved(*account))))
}

/// Whether health is as it was; on a new day, of the day before.
fn stays(old: &CurrentHealth, now: &CurrentHealth, new_day: bool) -> bool {
    // Bit for bit: of numbers, 0 equals -0.
    let bits = |row: &CurrentHealth| (row.score.map(f64::to_bits), row.coverage.to_bits());
    let axes = |row: &CurrentHealth| row.axes.iter().map(|axis| axis.map(f64::to_bits)).collect::<Vec<_>>();
    let same_day = CurrentHealth { day: old.day, ..now.clone() };
    (new_day || old.day == now.day) && *old == same_day && bits(old) == bits(now) && axes(old) == axes(now)
}

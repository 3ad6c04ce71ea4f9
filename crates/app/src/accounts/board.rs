//! Loading a board, and keeping it until something that it shows has changed.

use super::standings::Standings;
use super::{Lens, MemberName, put_back};
use crate::kept::Kept;
use crate::{App, Definitions, Refused};
use banso_domain::board::{Board, Move, Names, Past, Row, Standing};
use banso_domain::contracts::Contract;
use banso_kernel::{AccountId, Currency, Day, MemberId, Micros};
use banso_state::{AccountRow, CurrentHealth, TransitionRow};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

/// Days of transitions that a board knows.
const TRANSITIONS: i32 = 400;

/// Model, version, day, and how a day of the past is looked at.
type Key = (String, u32, Day, Option<Past>);

/// Boards that are kept at once.
const KEPT: usize = 12;

/// Boards kept in memory, one per model, day and revision of the state; and the definitions of that revision.
#[derive(Debug, Default)]
pub struct Boards {
    boards: Mutex<HashMap<Key, (String, Arc<Board>)>>,
    definitions: Kept<Definitions>,
}

impl Boards {
    fn get(&self, key: &Key, revision: &str) -> Option<Arc<Board>> {
        let boards = self.boards.lock().unwrap_or_else(PoisonError::into_inner);
        boards.get(key).filter(|(of, _)| of == revision).map(|(_, board)| board.clone())
    }

    fn put(&self, key: Key, revision: String, board: Arc<Board>) {
        let mut boards = self.boards.lock().unwrap_or_else(PoisonError::into_inner);
        boards.retain(|_, (of, _)| *of == revision);
        if boards.len() >= KEPT {
            boards.clear();
        }
        boards.insert(key, (revision, board));
    }
}

/// The definitions that count, parsed once for each revision of the state.
pub(crate) async fn definitions(app: &App) -> Result<Arc<Definitions>, Refused> {
    let revision = app.state.revision().await.map_err(Refused::broken)?;
    match app.boards.definitions.of(&revision) {
        Some(definitions) => Ok(definitions),
        None => Ok(app.boards.definitions.keep(revision, app.definitions().await?)),
    }
}

/// The board of a model. The revision is read before the rows, so that a write in between is seen next time.
pub(crate) async fn load(app: &App, lens: &Lens, members: &[MemberName]) -> Result<Arc<Board>, Refused> {
    let revision = app.state.revision().await.map_err(Refused::broken)?;
    let key = (lens.model.id.clone(), lens.version, lens.as_of, lens.past);
    if let Some(board) = app.boards.get(&key, &revision) {
        return Ok(board);
    }
    let board = Arc::new(read(app, lens, members).await?);
    app.boards.put(key, revision, board.clone());
    Ok(board)
}

async fn read(app: &App, lens: &Lens, members: &[MemberName]) -> Result<Board, Refused> {
    let as_of = lens.as_of;
    let state = &app.state;
    let accounts = state.accounts_all().await.map_err(Refused::broken)?;
    let mut before = put_back::before(app, lens).await?;
    let mut terms = terms(&state.contracts_all().await.map_err(Refused::broken)?, as_of, lens.currency);
    let touches = last_touches(app, lens).await?;
    let standings = Standings::of(app, lens).await?;
    let mut health: HashMap<AccountId, CurrentHealth> =
        standings.health().await?.into_iter().map(|row| (row.account, row)).collect();
    let mut moves: HashMap<AccountId, Vec<Move>> = HashMap::new();
    for change in standings.transitions(as_of - TRANSITIONS, as_of).await?.iter().rev() {
        moves.entry(change.account).or_default().push(moved(lens, change));
    }
    let names: HashMap<MemberId, &str> = members.iter().map(|(id, name)| (*id, name.as_str())).collect();
    // On a day of the past only who was a customer then is there.
    let there = |account: &AccountRow, stood: bool| {
        lens.past.is_none() || stood || account.signed_up_on.is_some_and(|first| first <= as_of)
    };
    let accounts = accounts.into_iter().enumerate().filter(|(_, row)| there(row, health.contains_key(&row.id)));
    let accounts: Vec<_> = accounts.collect();
    let rows = accounts.into_iter().map(|(place, mut account)| {
        let id = account.id;
        before.remove(&id).unwrap_or_default().put_back(&mut account);
        let terms = terms.remove(&id).unwrap_or_default();
        let owner = account.owner.map(|owner| (owner, names.get(&owner).copied().unwrap_or_default().to_owned()));
        let moves = moves.remove(&id).unwrap_or_default();
        Row {
            account: id,
            key: account.key,
            name: account.name,
            // The store has put them into the order of their names already.
            collation: format!("{place:08}"),
            search: account.search_key,
            industry: account.industry,
            plan: account.plan,
            phase: account.phase,
            owner,
            signed_up_on: account.signed_up_on,
            standing: health.remove(&id).map(|row| standing(lens, row, moves)),
            last_touch: touches.get(&id).copied(),
            decline_by: terms.decline_by,
            ends_on: terms.ends_on,
            cmrr: terms.cmrr,
        }
    });
    let board = Board::new(as_of, lens.currency, Names::of(&lens.model), rows.collect());
    Ok(board.phases_in(&app.phase_names().await?))
}

/// The day of each account's last touch, as far as it had taken place and was known.
async fn last_touches(app: &App, lens: &Lens) -> Result<HashMap<AccountId, Day>, Refused> {
    let always = Micros(i64::MAX);
    let until = lens.past.map_or(always, |past| past.end(&lens.zone));
    let known = lens.past.and_then(|past| past.known_by(&lens.zone)).unwrap_or(always);
    let touches = app.state.last_touches(until, known).await.map_err(Refused::broken)?;
    Ok(touches.into_iter().map(|touch| (touch.account, touch.occurred_on)).collect())
}

fn segment(lens: &Lens, at: u8) -> Option<u8> {
    (usize::from(at) < lens.model.segments.len()).then_some(at)
}

fn moved(lens: &Lens, change: &TransitionRow) -> Move {
    Move { on: change.day, from: change.from.and_then(|at| segment(lens, at)), to: segment(lens, change.to) }
}

fn standing(lens: &Lens, row: CurrentHealth, moves: Vec<Move>) -> Standing {
    Standing {
        segment: segment(lens, row.segment),
        axes: row.axes.iter().map(|value| value.unwrap_or(f64::NAN)).collect(),
        score: row.score.unwrap_or(f64::NAN),
        met: row.met,
        known: row.known,
        coverage: row.coverage,
        next: row.next_criterion,
        moves,
    }
}

/// What contracts say about an account on a day.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Terms {
    /// Monthly amount in force.
    pub cmrr: i64,
    /// The nearest deadline to decline that has not passed.
    pub decline_by: Option<Day>,
    /// The nearest end.
    pub ends_on: Option<Day>,
}

pub(crate) fn terms(contracts: &[Contract], as_of: Day, currency: Currency) -> HashMap<AccountId, Terms> {
    let mut all: HashMap<AccountId, Terms> = HashMap::new();
    for contract in contracts.iter().filter(|contract| contract.active(as_of)) {
        let terms = all.entry(contract.account).or_default();
        if contract.monthly.currency == currency {
            terms.cmrr = terms.cmrr.saturating_add(contract.monthly.minor);
        }
        let nearest = |known: Option<Day>, other: Option<Day>| match (known, other.filter(|day| *day >= as_of)) {
            (Some(known), Some(other)) => Some(known.min(other)),
            (known, other) => known.or(other),
        };
        terms.decline_by = nearest(terms.decline_by, contract.decline_by);
        terms.ends_on = nearest(terms.ends_on, contract.ends_on);
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use banso_kernel::Money;

    fn contract(account: i64, from: &str, to: &str, monthly: i64) -> Contract {
        let day = |text: &str| Day::parse_iso(text).expect("a day");
        Contract {
            key: String::new(),
            account: AccountId(account),
            product: String::new(),
            monthly: Money { minor: monthly, currency: Currency::JPY },
            starts_on: day(from),
            ends_on: Some(day(to)),
            auto_renew: true,
            decline_by: Some(day(to) - 60),
            ringi: Default::default(),
            decider: String::new(),
        }
    }

    #[test]
    fn a_contract_counts_to_the_end_of_its_last_day() {
        let contracts = [contract(1, "2026-04-01", "2027-03-31", 100), contract(1, "2026-10-01", "2027-09-30", 20)];
        let on = |text: &str| {
            let day = Day::parse_iso(text).expect("a day");
            terms(&contracts, day, Currency::JPY).remove(&AccountId(1)).unwrap_or_default()
        };
        assert_eq!(on("2027-03-31").cmrr, 120);
        assert_eq!(on("2027-04-01").cmrr, 20);
        assert_eq!(on("2026-03-31"), Terms::default());
        assert_eq!(on("2027-01-30").decline_by, Day::parse_iso("2027-01-30"), "the deadline's own day still counts");
        assert_eq!(on("2027-01-31").decline_by, Day::parse_iso("2027-08-01"));
        assert_eq!(on("2027-01-31").ends_on, Day::parse_iso("2027-03-31"));
    }
}

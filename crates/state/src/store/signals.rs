//! Signals: what somebody should look at, open until it clears.

use super::accounts::day;
use super::bulk::{CHUNK, json, only, rows};
use super::error::Result;
use super::open::State;
use super::statement::{execute, fetch_all, scalar};
use super::tx::Tx;
use banso_kernel::{AccountId, Day, Micros};
use serde::{Deserialize, Serialize};
use sqlx::FromRow;

/// A signal that was raised for an account. Of one kind there is at most one open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignalRow {
    /// Ours; 0 before it is written.
    pub id: i64,
    /// For whom.
    pub account: AccountId,
    /// Which, by its id in the definition.
    pub signal: String,
    /// `high`, `medium` or `low`.
    pub severity: String,
    /// On which day, in the workspace's zone.
    pub raised_on: Day,
    /// At which moment.
    pub raised_at: Micros,
    /// The last day on which it held.
    pub true_on: Day,
    /// On which day it cleared; none while it is open.
    pub cleared_on: Option<Day>,
    /// At which moment it cleared.
    pub cleared_at: Option<Micros>,
    /// The condition and what it read, as JSON made by the use case.
    pub cause: String,
}

/// A row of table `signal`.
#[derive(Deserialize, FromRow)]
struct SignalRecord {
    id: i64,
    account: i64,
    signal: String,
    severity: String,
    raised_on: i64,
    raised_at: i64,
    true_on: i64,
    cleared_on: Option<i64>,
    cleared_at: Option<i64>,
    cause: String,
}

impl From<SignalRecord> for SignalRow {
    fn from(row: SignalRecord) -> Self {
        Self {
            id: row.id,
            account: AccountId(row.account),
            signal: row.signal,
            severity: row.severity,
            raised_on: day(row.raised_on),
            raised_at: Micros(row.raised_at),
            true_on: day(row.true_on),
            cleared_on: row.cleared_on.map(day),
            cleared_at: row.cleared_at.map(Micros),
            cause: row.cause,
        }
    }
}

/// A signal on its way in.
#[derive(Serialize)]
struct NewSignal<'a> {
    account: i64,
    signal: &'a str,
    severity: &'a str,
    raised_on: i32,
    raised_at: i64,
    true_on: i32,
    cause: &'a str,
}

impl<'a> NewSignal<'a> {
    fn new(row: &'a SignalRow) -> Self {
        Self {
            account: row.account.0,
            signal: &row.signal,
            severity: &row.severity,
            raised_on: row.raised_on.0,
            raised_at: row.raised_at.0,
            true_on: row.true_on.0,
            cause: &row.cause,
        }
    }
}

impl State {
    /// The open signals, by account; `accounts` none: of all.
    ///
    /// # Errors
    /// The database failed.
    pub async fn open_signals(&self, accounts: Option<&[AccountId]>) -> Result<Vec<SignalRow>> {
        let json = scalar!(self.read().await?, "sql/sqlite/signals/open.sql", only(accounts)?)?;
        Ok(rows::<SignalRecord>(&json)?.into_iter().map(SignalRow::from).collect())
    }

    /// The signals of an account, open and cleared, newest first.
    ///
    /// # Errors
    /// The database failed.
    pub async fn signals_of(&self, account: AccountId, limit: i64) -> Result<Vec<SignalRow>> {
        let rows = fetch_all!(self.read().await?, SignalRecord, "sql/signals/of_account.sql", account.0, limit)?;
        Ok(rows.into_iter().map(SignalRow::from).collect())
    }

    /// The signals that were raised from `from` to `to` (both included), newest first.
    ///
    /// # Errors
    /// The database failed.
    pub async fn signals_raised(&self, from: Day, to: Day) -> Result<Vec<SignalRow>> {
        let rows = fetch_all!(self.read().await?, SignalRecord, "sql/signals/raised.sql", from.0, to.0)?;
        Ok(rows.into_iter().map(SignalRow::from).collect())
    }
}

impl Tx {
    /// Raises signals (`id`, `cleared_on` and `cleared_at` are not looked at). One of a kind that is open already stays
    /// as it is. Returns how many are new.
    ///
    /// # Errors
    /// The database failed.
    pub async fn raise_signals(&mut self, signals: &[SignalRow]) -> Result<u64> {
        let mut new = 0;
        for chunk in signals.chunks(CHUNK) {
            let rows: Vec<NewSignal<'_>> = chunk.iter().map(NewSignal::new).collect();
            new += execute!(self, "sql/sqlite/signals/raise.sql", json(&rows)?)?;
        }
        Ok(new)
    }

    /// Notes the last day on which open signals held; an earlier day than the one that is known changes nothing.
    ///
    /// # Errors
    /// The database failed.
    pub async fn hold_signals(&mut self, held: &[(AccountId, String, Day)]) -> Result<()> {
        for chunk in held.chunks(CHUNK) {
            let rows: Vec<(i64, &str, i32)> =
                chunk.iter().map(|(account, signal, on)| (account.0, signal.as_str(), on.0)).collect();
            execute!(self, "sql/sqlite/signals/hold.sql", json(&rows)?)?;
        }
        Ok(())
    }

    /// Clears the open signals of these kinds. Returns how many that were.
    ///
    /// # Errors
    /// The database failed.
    pub async fn clear_signals(&mut self, gone: &[(AccountId, String)], on: Day, at: Micros) -> Result<u64> {
        let mut cleared = 0;
        for chunk in gone.chunks(CHUNK) {
            let rows: Vec<(i64, &str)> = chunk.iter().map(|(account, signal)| (account.0, signal.as_str())).collect();
            cleared += execute!(self, "sql/sqlite/signals/clear.sql", json(&rows)?, on.0, at.0)?;
        }
        Ok(cleared)
    }
}

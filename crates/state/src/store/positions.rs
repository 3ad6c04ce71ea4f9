//! Where accounts are on their journeys, how they came there, and which steps are done.

use super::accounts::day;
use super::bulk::{CHUNK, json, only, rows};
use super::error::Result;
use super::open::State;
use super::statement::{execute, scalar};
use super::tx::Tx;
use banso_kernel::{AccountId, Day, MemberId, Micros};
use serde::{Deserialize, Serialize};

/// Where an account is now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Position {
    /// Who.
    pub account: AccountId,
    /// On which journey.
    pub journey: String,
    /// In which phase of it.
    pub phase: String,
    /// Since which day, in the workspace's zone.
    pub entered_on: Day,
    /// Since which moment.
    pub entered_at: Micros,
}

/// An account that went from one phase to another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PhaseChange {
    /// Its place in the order; 0 before it is written.
    pub seq: i64,
    /// Who.
    pub account: AccountId,
    /// On which journey.
    pub journey: String,
    /// From which phase; none where the journey began.
    pub from: Option<String>,
    /// To which; none where the account left the journey.
    pub to: Option<String>,
    /// On which day, in the workspace's zone.
    pub changed_on: Day,
    /// At which moment.
    pub changed_at: Micros,
    /// Who moved it by hand; none where a condition did.
    pub member: Option<MemberId>,
    /// Why, where it was moved by hand.
    pub reason: String,
    /// The condition and what it read, as JSON made by the use case.
    pub cause: String,
}

/// A step that an account has done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StepDone {
    /// Who.
    pub account: AccountId,
    /// Of which journey.
    pub journey: String,
    /// Which.
    pub step: String,
    /// When.
    pub done_at: Micros,
    /// Who ticked it; none where a condition did.
    pub member: Option<MemberId>,
}

/// A row of table `position`.
#[derive(Deserialize, Serialize)]
struct PositionRecord {
    account: i64,
    journey: String,
    phase: String,
    entered_on: i64,
    entered_at: i64,
}

impl From<PositionRecord> for Position {
    fn from(row: PositionRecord) -> Self {
        Self {
            account: AccountId(row.account),
            journey: row.journey,
            phase: row.phase,
            entered_on: day(row.entered_on),
            entered_at: Micros(row.entered_at),
        }
    }
}

/// A row of table `phase_change`.
#[derive(Deserialize)]
struct ChangeRecord {
    seq: i64,
    account: i64,
    journey: String,
    from_phase: Option<String>,
    to_phase: Option<String>,
    changed_on: i64,
    changed_at: i64,
    member: Option<i64>,
    reason: String,
    cause: String,
}

impl From<ChangeRecord> for PhaseChange {
    fn from(row: ChangeRecord) -> Self {
        Self {
            seq: row.seq,
            account: AccountId(row.account),
            journey: row.journey,
            from: row.from_phase,
            to: row.to_phase,
            changed_on: day(row.changed_on),
            changed_at: Micros(row.changed_at),
            member: row.member.map(MemberId),
            reason: row.reason,
            cause: row.cause,
        }
    }
}

#[derive(Serialize)]
struct NewChange<'a> {
    account: i64,
    journey: &'a str,
    from_phase: Option<&'a str>,
    to_phase: Option<&'a str>,
    changed_on: i32,
    changed_at: i64,
    member: Option<i64>,
    reason: &'a str,
    cause: &'a str,
}

/// A row of table `step_done`.
#[derive(Deserialize, Serialize)]
struct StepRecord {
    account: i64,
    journey: String,
    step: String,
    done_at: i64,
    member: Option<i64>,
}

impl State {
    /// Where accounts are now, by account; `accounts` none: all that are on a journey.
    ///
    /// # Errors
    /// The database failed.
    pub async fn positions(&self, accounts: Option<&[AccountId]>) -> Result<Vec<Position>> {
        let json = scalar!(self.read().await?, "sql/sqlite/positions/all.sql", only(accounts)?)?;
        Ok(rows::<PositionRecord>(&json)?.into_iter().map(Position::from).collect())
    }

    /// How accounts came to where they are, by account, oldest first; `accounts` none: all.
    ///
    /// # Errors
    /// The database failed.
    pub async fn phase_changes(&self, accounts: Option<&[AccountId]>) -> Result<Vec<PhaseChange>> {
        let json = scalar!(self.read().await?, "sql/sqlite/positions/changes.sql", only(accounts)?)?;
        Ok(rows::<ChangeRecord>(&json)?.into_iter().map(PhaseChange::from).collect())
    }

    /// The steps that accounts have done, by account, journey and step; `accounts` none: all.
    ///
    /// # Errors
    /// The database failed.
    pub async fn steps_done(&self, accounts: Option<&[AccountId]>) -> Result<Vec<StepDone>> {
        let json = scalar!(self.read().await?, "sql/sqlite/positions/steps.sql", only(accounts)?)?;
        let step = |row: StepRecord| StepDone {
            account: AccountId(row.account),
            journey: row.journey,
            step: row.step,
            done_at: Micros(row.done_at),
            member: row.member.map(MemberId),
        };
        Ok(rows::<StepRecord>(&json)?.into_iter().map(step).collect())
    }
}

impl Tx {
    /// Writes where accounts are, instead of where they were.
    ///
    /// # Errors
    /// The database failed.
    pub async fn put_positions(&mut self, positions: &[Position]) -> Result<()> {
        for chunk in positions.chunks(CHUNK) {
            let row = |position: &Position| PositionRecord {
                account: position.account.0,
                journey: position.journey.clone(),
                phase: position.phase.clone(),
                entered_on: position.entered_on.0.into(),
                entered_at: position.entered_at.0,
            };
            let rows: Vec<_> = chunk.iter().map(row).collect();
            execute!(self, "sql/sqlite/positions/put.sql", json(&rows)?)?;
        }
        Ok(())
    }

    /// Takes accounts off their journeys.
    ///
    /// # Errors
    /// The database failed.
    pub async fn remove_positions(&mut self, accounts: &[AccountId]) -> Result<()> {
        for chunk in accounts.chunks(CHUNK) {
            execute!(self, "sql/sqlite/positions/remove.sql", json(chunk)?)?;
        }
        Ok(())
    }

    /// Keeps how accounts moved, in the order given (`seq` is not looked at).
    ///
    /// # Errors
    /// The database failed.
    pub async fn add_phase_changes(&mut self, changes: &[PhaseChange]) -> Result<()> {
        for chunk in changes.chunks(CHUNK) {
            let rows: Vec<NewChange<'_>> = chunk.iter().map(NewChange::new).collect();
            execute!(self, "sql/sqlite/positions/add_changes.sql", json(&rows)?)?;
        }
        Ok(())
    }

    /// Notes steps that are done; one that was done already stays as it is. Returns how many are new.
    ///
    /// # Errors
    /// The database failed.
    pub async fn put_steps_done(&mut self, steps: &[StepDone]) -> Result<u64> {
        let mut new = 0;
        for chunk in steps.chunks(CHUNK) {
            let row = |step: &StepDone| StepRecord {
                account: step.account.0,
                journey: step.journey.clone(),
                step: step.step.clone(),
                done_at: step.done_at.0,
                member: step.member.map(|member| member.0),
            };
            let rows: Vec<StepRecord> = chunk.iter().map(row).collect();
            new += execute!(self, "sql/sqlite/positions/put_steps.sql", json(&rows)?)?;
        }
        Ok(new)
    }

    /// Takes back that a step is done. False if it was not.
    ///
    /// # Errors
    /// The database failed.
    pub async fn remove_step_done(&mut self, account: AccountId, journey: &str, step: &str) -> Result<bool> {
        let gone = execute!(self, "sql/positions/remove_step.sql", account.0, journey, step)?;
        Ok(gone > 0)
    }
}

impl<'a> NewChange<'a> {
    fn new(change: &'a PhaseChange) -> Self {
        Self {
            account: change.account.0,
            journey: &change.journey,
            from_phase: change.from.as_deref(),
            to_phase: change.to.as_deref(),
            changed_on: change.changed_on.0,
            changed_at: change.changed_at.0,
            member: change.member.map(|member| member.0),
            reason: &change.reason,
            cause: &change.cause,
        }
    }
}

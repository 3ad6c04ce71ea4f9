//! Plays: which are on, and the runs of accounts through them.

use super::accounts::day;
use super::bulk::{CHUNK, hex, json, only, rows, unhex};
use super::error::{Result, StateError};
use super::open::State;
use super::statement::{execute, fetch_all, fetch_one, fetch_optional, scalar};
use super::tx::Tx;
use super::words::words;
use banso_kernel::{AccountId, Day, MemberId, Micros};
use serde::{Deserialize, Serialize};
use sqlx::FromRow;

/// A key that is derived from a decision: the same decision made twice has the same one.
pub type Key = [u8; 16];

words! {
    /// Whether a play does anything.
    PlayState in "play_switch.state" {
        /// Accounts enter.
        On = "on",
        /// Nobody enters.
        Off = "off",
        /// It came to its end by itself.
        Stopped = "stopped",
    }
}

words! {
    /// Whether a run does anything.
    Arm in "play_run.arm" {
        /// The account gets what the play does.
        Treated = "treated",
        /// The account gets nothing, so that the two can be compared.
        HeldOut = "held_out",
    }
}

words! {
    /// What a run has come to.
    RunState in "play_run.state" {
        /// Under way.
        Active = "active",
        /// At its end.
        Done = "done",
        /// Ended before its end.
        Stopped = "stopped",
    }
}

/// Whether a play is on, since when and why. One that was never switched has none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlaySwitch {
    /// Which.
    pub play: String,
    /// On or off.
    pub state: PlayState,
    /// The version of its definition that was switched.
    pub version: u32,
    /// Since when.
    pub changed_at: Micros,
    /// By whom; none for the program.
    pub member: Option<MemberId>,
    /// Why.
    pub reason: String,
}

/// An account on its way through a play.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlayRun {
    /// Of the decision to enter.
    pub key: Key,
    /// Which play.
    pub play: String,
    /// By which version of it.
    pub version: u32,
    /// Who.
    pub account: AccountId,
    /// Whether anything is done.
    pub arm: Arm,
    /// Why it entered, as JSON made by the use case.
    pub cause: String,
    /// On which day, in the workspace's zone.
    pub entered_on: Day,
    /// At which moment.
    pub entered_at: Micros,
    /// The id of the step at which it is; empty at the end.
    pub step: String,
    /// What it has come to.
    pub state: RunState,
    /// When it is to be looked at again, even if nothing happens.
    pub wake_at: Option<Micros>,
    /// What of its steps is done and sent, as JSON made by the use case.
    pub marks: String,
    /// When it ended.
    pub ended_at: Option<Micros>,
}

/// When an account last entered a play.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LastEntry {
    /// Who.
    pub account: AccountId,
    /// Which play.
    pub play: String,
    /// The newest day.
    pub entered_on: Day,
}

/// How many runs of a play there are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RunCount {
    /// Which play.
    pub play: String,
    /// Of which arm.
    pub arm: Arm,
    /// In which state.
    pub state: RunState,
    /// How many.
    pub runs: u64,
}

/// What was done in runs of a play.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, FromRow)]
pub struct RunWork {
    /// Tasks done.
    pub tasks: i64,
    /// Mails that arrived.
    pub mails: i64,
}

/// A row of table `play_switch`.
#[derive(FromRow)]
struct SwitchRecord {
    play: String,
    state: String,
    version: i64,
    changed_at: i64,
    member: Option<i64>,
    reason: String,
}

impl SwitchRecord {
    fn switch(self) -> Result<PlaySwitch> {
        Ok(PlaySwitch {
            play: self.play,
            state: PlayState::of(self.state)?,
            version: version("play_switch.version", self.version)?,
            changed_at: Micros(self.changed_at),
            member: self.member.map(MemberId),
            reason: self.reason,
        })
    }
}

/// A row of table `play_run`.
#[derive(Deserialize, FromRow)]
struct RunRecord {
    key: String,
    play: String,
    version: i64,
    account: i64,
    arm: String,
    cause: String,
    entered_on: i64,
    entered_at: i64,
    step: String,
    state: String,
    wake_at: Option<i64>,
    marks: String,
    ended_at: Option<i64>,
}

impl RunRecord {
    fn run(self) -> Result<PlayRun> {
        Ok(PlayRun {
            key: unhex("play_run.key", &self.key)?,
            play: self.play,
            version: version("play_run.version", self.version)?,
            account: AccountId(self.account),
            arm: Arm::of(self.arm)?,
            cause: self.cause,
            entered_on: day(self.entered_on),
            entered_at: Micros(self.entered_at),
            step: self.step,
            state: RunState::of(self.state)?,
            wake_at: self.wake_at.map(Micros),
            marks: self.marks,
            ended_at: self.ended_at.map(Micros),
        })
    }
}

/// A run on its way in.
#[derive(Serialize)]
struct NewRun<'a> {
    key: String,
    play: &'a str,
    version: u32,
    account: i64,
    arm: &'a str,
    cause: &'a str,
    entered_on: i32,
    entered_at: i64,
    step: &'a str,
    state: &'a str,
    wake_at: Option<i64>,
    marks: &'a str,
    ended_at: Option<i64>,
}

impl<'a> NewRun<'a> {
    fn new(run: &'a PlayRun) -> Self {
        Self {
            key: hex(&run.key),
            play: &run.play,
            version: run.version,
            account: run.account.0,
            arm: run.arm.text(),
            cause: &run.cause,
            entered_on: run.entered_on.0,
            entered_at: run.entered_at.0,
            step: &run.step,
            state: run.state.text(),
            wake_at: run.wake_at.map(|at| at.0),
            marks: &run.marks,
            ended_at: run.ended_at.map(|at| at.0),
        }
    }
}

/// How many rows of table `play_run`.
#[derive(FromRow)]
struct CountRecord {
    play: String,
    arm: String,
    state: String,
    runs: i64,
}

/// Whose run it is.
#[derive(FromRow)]
struct AccountRecord {
    account: i64,
}

fn version(what: &'static str, stored: i64) -> Result<u32> {
    u32::try_from(stored).map_err(|_| StateError::Damaged { what, found: stored.to_string() })
}

impl State {
    /// The switches of all plays that were ever switched, by play.
    ///
    /// # Errors
    /// The database failed.
    pub async fn play_switches(&self) -> Result<Vec<PlaySwitch>> {
        let rows = fetch_all!(self.read().await?, SwitchRecord, "sql/plays/switches.sql")?;
        rows.into_iter().map(SwitchRecord::switch).collect()
    }

    /// The runs that are under way, by account; `accounts` none: of all.
    ///
    /// # Errors
    /// The database failed.
    pub async fn active_runs(&self, accounts: Option<&[AccountId]>) -> Result<Vec<PlayRun>> {
        let json = scalar!(self.read().await?, "sql/sqlite/plays/active.sql", only(accounts)?)?;
        rows::<RunRecord>(&json)?.into_iter().map(RunRecord::run).collect()
    }

    /// When accounts last entered plays, whatever came of it, in no order; `accounts` none: all.
    ///
    /// # Errors
    /// The database failed.
    pub async fn last_entries(&self, accounts: Option<&[AccountId]>) -> Result<Vec<LastEntry>> {
        let json = scalar!(self.read().await?, "sql/sqlite/plays/last_entries.sql", only(accounts)?)?;
        let entry =
            |(account, play, entered_on)| LastEntry { account: AccountId(account), play, entered_on: day(entered_on) };
        Ok(rows::<(i64, String, i64)>(&json)?.into_iter().map(entry).collect())
    }

    /// The runs of a play, newest first.
    ///
    /// # Errors
    /// The database failed.
    pub async fn runs_of_play(&self, play: &str, limit: i64) -> Result<Vec<PlayRun>> {
        let rows = fetch_all!(self.read().await?, RunRecord, "sql/sqlite/plays/of_play.sql", play, limit)?;
        rows.into_iter().map(RunRecord::run).collect()
    }

    /// The runs of an account, newest first.
    ///
    /// # Errors
    /// The database failed.
    pub async fn runs_of(&self, account: AccountId, limit: i64) -> Result<Vec<PlayRun>> {
        let rows = fetch_all!(self.read().await?, RunRecord, "sql/sqlite/plays/of_account.sql", account.0, limit)?;
        rows.into_iter().map(RunRecord::run).collect()
    }

    /// One run.
    ///
    /// # Errors
    /// The database failed.
    pub async fn run(&self, key: &Key) -> Result<Option<PlayRun>> {
        let row = fetch_optional!(self.read().await?, RunRecord, "sql/sqlite/plays/one.sql", key.as_slice())?;
        row.map(RunRecord::run).transpose()
    }

    /// How many runs there are, by play, arm and state.
    ///
    /// # Errors
    /// The database failed.
    pub async fn run_counts(&self) -> Result<Vec<RunCount>> {
        let rows = fetch_all!(self.read().await?, CountRecord, "sql/sqlite/plays/counts.sql")?;
        let count = |row: CountRecord| {
            let (arm, state) = (Arm::of(row.arm)?, RunState::of(row.state)?);
            Ok(RunCount { play: row.play, arm, state, runs: row.runs.unsigned_abs() })
        };
        rows.into_iter().map(count).collect()
    }

    /// What was done in the runs of a play that began by a day.
    ///
    /// # Errors
    /// The database failed.
    pub async fn run_work(&self, play: &str, until: Day) -> Result<RunWork> {
        fetch_one!(self.read().await?, RunWork, "sql/sqlite/plays/work.sql", play, until.0)
    }

    /// The accounts that have a run which is to be looked at by `now`, the most overdue first.
    ///
    /// # Errors
    /// The database failed.
    pub async fn accounts_due(&self, now: Micros, limit: i64) -> Result<Vec<AccountId>> {
        let rows = fetch_all!(self.read().await?, AccountRecord, "sql/sqlite/plays/due.sql", now.0, limit)?;
        Ok(rows.into_iter().map(|row| AccountId(row.account)).collect())
    }

    /// When the next run is to be looked at; none if none waits for a moment.
    ///
    /// # Errors
    /// The database failed.
    pub async fn next_wake(&self) -> Result<Option<Micros>> {
        let at: Option<i64> = scalar!(self.read().await?, "sql/plays/next_wake.sql")?;
        Ok(at.map(Micros))
    }
}

impl Tx {
    /// Switches a play.
    ///
    /// # Errors
    /// The database failed.
    pub async fn put_play_switch(&mut self, switch: &PlaySwitch) -> Result<()> {
        let PlaySwitch { play, state, version, changed_at, member, reason } = switch;
        let (state, version, member) = (state.text(), i64::from(*version), member.map(|member| member.0));
        execute!(self, "sql/plays/put_switch.sql", play, state, version, changed_at.0, member, reason)?;
        Ok(())
    }

    /// Writes runs. Of one that is there already, only where it is now changes: step, state, wake-up, marks, end.
    ///
    /// # Errors
    /// The database failed.
    pub async fn put_runs(&mut self, runs: &[PlayRun]) -> Result<()> {
        for chunk in runs.chunks(CHUNK) {
            let rows: Vec<NewRun<'_>> = chunk.iter().map(NewRun::new).collect();
            execute!(self, "sql/sqlite/plays/put.sql", json(&rows)?)?;
        }
        Ok(())
    }

    /// Ends all runs of a play that are under way. Returns how many that were.
    ///
    /// # Errors
    /// The database failed.
    pub async fn stop_runs(&mut self, play: &str, now: Micros) -> Result<u64> {
        execute!(self, "sql/plays/stop.sql", play, now.0)
    }
}

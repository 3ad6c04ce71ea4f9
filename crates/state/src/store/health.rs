//! Health as it is now, its transitions and the shares of segments: derived, written as a whole or for one account.
//! The history of all days is in the lake.

use super::accounts::day;
use super::bulk::{CHUNK, bits, json, number, rows};
use super::error::{Result, StateError};
use super::open::State;
use super::statement::{execute, fetch_all, fetch_optional, scalar};
use super::tx::Tx;
use banso_kernel::{AccountId, Day};
use serde::{Deserialize, Serialize};
use sqlx::FromRow;

/// Health of an account by one version of a model, on the newest computed day.
#[derive(Clone, Debug, PartialEq)]
pub struct CurrentHealth {
    /// Whose.
    pub account: AccountId,
    /// The first day of its history.
    pub began: Day,
    /// On which day.
    pub day: Day,
    /// Place of the segment in the model.
    pub segment: u8,
    /// The segment before the last change; none if it never changed.
    pub previous_segment: Option<u8>,
    /// The first day in this segment; none if it never changed.
    pub changed_on: Option<Day>,
    /// Rank or score of each axis, in the model's order; none without data.
    pub axes: Vec<Option<f64>>,
    /// The whole score, where the model has one and there is data.
    pub score: Option<f64>,
    /// Share of the weight that had data, 0 to 1.
    pub coverage: f64,
    /// A bit for each criterion, in the model's order: met.
    pub met: u64,
    /// A bit for each criterion: had data.
    pub known: u64,
    /// Place of the criterion whose next action comes first; none if all are met.
    pub next_criterion: Option<u8>,
}

/// An account that went from one segment to another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TransitionRow {
    /// Who.
    pub account: AccountId,
    /// The first day in the new segment.
    pub day: Day,
    /// From which; none on the first day of all.
    pub from: Option<u8>,
    /// To which.
    pub to: u8,
    /// What moved (axes and criteria), as JSON made by the use case.
    pub moved: String,
}

/// How many accounts stood in a segment on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SegmentShare {
    /// When.
    pub day: Day,
    /// Place of the segment in the model.
    pub segment: u8,
    /// How many accounts.
    pub accounts: u32,
    /// What they pay a month, in minor units of the workspace's currency.
    pub cmrr_minor: i64,
}

#[derive(Serialize)]
struct NewHealth {
    account: i64,
    began: i32,
    day: i32,
    segment: u8,
    previous_segment: Option<u8>,
    changed_on: Option<i32>,
    axis_bits: String,
    score_bits: Option<i64>,
    coverage_bits: i64,
    met_bits: i64,
    known_bits: i64,
    next_criterion: Option<u8>,
}

impl NewHealth {
    fn new(health: &CurrentHealth) -> Result<Self> {
        let axes: Vec<Option<i64>> = health.axes.iter().map(|axis| axis.map(bits)).collect();
        Ok(Self {
            account: health.account.0,
            began: health.began.0,
            day: health.day.0,
            segment: health.segment,
            previous_segment: health.previous_segment,
            changed_on: health.changed_on.map(|day| day.0),
            axis_bits: serde_json::to_string(&axes)?,
            score_bits: health.score.map(bits),
            coverage_bits: bits(health.coverage),
            met_bits: health.met.cast_signed(),
            known_bits: health.known.cast_signed(),
            next_criterion: health.next_criterion,
        })
    }
}

/// A row of table `current_health`.
#[derive(Deserialize, FromRow)]
struct HealthRecord {
    account: i64,
    began: i64,
    day: i64,
    segment: i64,
    previous_segment: Option<i64>,
    changed_on: Option<i64>,
    axis_bits: String,
    score_bits: Option<i64>,
    coverage_bits: i64,
    met_bits: i64,
    known_bits: i64,
    next_criterion: Option<i64>,
}

impl HealthRecord {
    fn health(self) -> Result<CurrentHealth> {
        let axes: Vec<Option<i64>> = serde_json::from_str(&self.axis_bits)?;
        Ok(CurrentHealth {
            account: AccountId(self.account),
            began: day(self.began),
            day: day(self.day),
            segment: place("current_health.segment", self.segment)?,
            previous_segment: self.previous_segment.map(|n| place("current_health.previous_segment", n)).transpose()?,
            changed_on: self.changed_on.map(day),
            axes: axes.into_iter().map(|axis| axis.map(number)).collect(),
            score: self.score_bits.map(number),
            coverage: number(self.coverage_bits),
            met: self.met_bits.cast_unsigned(),
            known: self.known_bits.cast_unsigned(),
            next_criterion: self.next_criterion.map(|n| place("current_health.next_criterion", n)).transpose()?,
        })
    }
}

fn place(what: &'static str, stored: i64) -> Result<u8> {
    u8::try_from(stored).map_err(|_| StateError::Damaged { what, found: stored.to_string() })
}

/// A row of table `transition`.
#[derive(Deserialize, FromRow)]
struct TransitionRecord {
    account: i64,
    day: i64,
    from_segment: Option<i64>,
    to_segment: i64,
    moved: String,
}

impl TransitionRecord {
    fn transition(self) -> Result<TransitionRow> {
        Ok(TransitionRow {
            account: AccountId(self.account),
            day: day(self.day),
            from: self.from_segment.map(|n| place("transition.from_segment", n)).transpose()?,
            to: place("transition.to_segment", self.to_segment)?,
            moved: self.moved,
        })
    }
}

/// A row of table `segment_share`.
#[derive(FromRow)]
struct ShareRecord {
    day: i64,
    segment: i64,
    accounts: i64,
    cmrr_minor: i64,
}

/// By how much a segment's share of a day changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ShareChange {
    /// The day.
    pub day: Day,
    /// The segment, as in [`SegmentShare`].
    pub segment: u8,
    /// Accounts more or fewer.
    pub accounts: i64,
    /// CMRR more or less, in minor units.
    pub cmrr_minor: i64,
}

/// A transition as a JSON row.
type NewTransition<'a> = (i64, i32, Option<u8>, u8, &'a str);

impl State {
    /// Health of all accounts by a model's version, by account.
    ///
    /// # Errors
    /// The database failed.
    pub async fn health_all(&self, model: &str, version: u32) -> Result<Vec<CurrentHealth>> {
        let json = scalar!(self.read().await?, "sql/sqlite/health/all.sql", model, i64::from(version))?;
        rows::<HealthRecord>(&json)?.into_iter().map(HealthRecord::health).collect()
    }

    /// Health of one account by a model's version.
    ///
    /// # Errors
    /// The database failed.
    pub async fn health_of(&self, model: &str, version: u32, account: AccountId) -> Result<Option<CurrentHealth>> {
        let row = fetch_optional!(
            self.read().await?,
            HealthRecord,
            "sql/health/of_account.sql",
            model,
            i64::from(version),
            account.0
        )?;
        row.map(HealthRecord::health).transpose()
    }

    /// The transitions from `from` to `to` (both included), newest first.
    ///
    /// # Errors
    /// The database failed.
    pub async fn transitions(&self, model: &str, version: u32, from: Day, to: Day) -> Result<Vec<TransitionRow>> {
        let json =
            scalar!(self.read().await?, "sql/sqlite/health/transitions.sql", model, i64::from(version), from.0, to.0)?;
        rows::<TransitionRecord>(&json)?.into_iter().map(TransitionRecord::transition).collect()
    }

    /// The transitions of an account, newest first.
    ///
    /// # Errors
    /// The database failed.
    pub async fn transitions_of(&self, model: &str, version: u32, account: AccountId) -> Result<Vec<TransitionRow>> {
        let rows = fetch_all!(
            self.read().await?,
            TransitionRecord,
            "sql/sqlite/health/transitions_of.sql",
            model,
            i64::from(version),
            account.0
        )?;
        rows.into_iter().map(TransitionRecord::transition).collect()
    }

    /// The shares of the segments from `from` to `to` (both included), by day and segment.
    ///
    /// # Errors
    /// The database failed.
    pub async fn shares(&self, model: &str, version: u32, from: Day, to: Day) -> Result<Vec<SegmentShare>> {
        let rows = fetch_all!(
            self.read().await?,
            ShareRecord,
            "sql/health/shares.sql",
            model,
            i64::from(version),
            from.0,
            to.0
        )?;
        rows.into_iter()
            .map(|row| {
                Ok(SegmentShare {
                    day: day(row.day),
                    segment: place("segment_share.segment", row.segment)?,
                    accounts: u32::try_from(row.accounts).unwrap_or(u32::MAX),
                    cmrr_minor: row.cmrr_minor,
                })
            })
            .collect()
    }
}

impl Tx {
    /// Writes the health of the accounts given, instead of what they had by this version.
    ///
    /// # Errors
    /// The database failed.
    pub async fn put_health(&mut self, model: &str, version: u32, rows: &[CurrentHealth]) -> Result<()> {
        for chunk in rows.chunks(CHUNK) {
            let rows: Vec<NewHealth> = chunk.iter().map(NewHealth::new).collect::<Result<_>>()?;
            execute!(self, "sql/sqlite/health/put.sql", model, i64::from(version), json(&rows)?)?;
        }
        Ok(())
    }

    /// Writes the health of all accounts by this version: those that are not given have none any more.
    ///
    /// # Errors
    /// The database failed.
    pub async fn replace_health(&mut self, model: &str, version: u32, rows: &[CurrentHealth]) -> Result<()> {
        execute!(self, "sql/health/clear.sql", model, i64::from(version))?;
        self.put_health(model, version, rows).await
    }

    /// Writes all transitions by this version instead of those that were there.
    ///
    /// # Errors
    /// The database failed.
    pub async fn replace_transitions(&mut self, model: &str, version: u32, rows: &[TransitionRow]) -> Result<()> {
        execute!(self, "sql/health/clear_transitions.sql", model, i64::from(version))?;
        self.insert_transitions(model, version, rows).await
    }

    /// Writes the transitions of some accounts from a day on, instead of those that were there from that day on, and
    /// tells their current health which one is the last.
    ///
    /// # Errors
    /// The database failed.
    pub async fn replace_transitions_from(
        &mut self,
        model: &str,
        version: u32,
        accounts: &[(AccountId, Day)],
        rows: &[TransitionRow],
    ) -> Result<()> {
        let from: Vec<(i64, i32)> = accounts.iter().map(|(account, day)| (account.0, day.0)).collect();
        for chunk in from.chunks(CHUNK) {
            execute!(self, "sql/sqlite/health/clear_transitions_from.sql", model, i64::from(version), json(chunk)?)?;
        }
        self.insert_transitions(model, version, rows).await?;
        for chunk in from.chunks(CHUNK) {
            let ids: Vec<i64> = chunk.iter().map(|(account, _)| *account).collect();
            execute!(self, "sql/sqlite/health/link.sql", model, i64::from(version), json(&ids)?)?;
        }
        Ok(())
    }

    async fn insert_transitions(&mut self, model: &str, version: u32, rows: &[TransitionRow]) -> Result<()> {
        for chunk in rows.chunks(CHUNK) {
            let rows: Vec<NewTransition<'_>> =
                chunk.iter().map(|row| (row.account.0, row.day.0, row.from, row.to, row.moved.as_str())).collect();
            execute!(self, "sql/sqlite/health/insert_transitions.sql", model, i64::from(version), json(&rows)?)?;
        }
        Ok(())
    }

    /// Writes all shares by this version instead of those that were there.
    ///
    /// # Errors
    /// The database failed.
    pub async fn replace_shares(&mut self, model: &str, version: u32, rows: &[SegmentShare]) -> Result<()> {
        execute!(self, "sql/health/clear_shares.sql", model, i64::from(version))?;
        for chunk in rows.chunks(CHUNK) {
            let rows: Vec<(i32, u8, u32, i64)> =
                chunk.iter().map(|row| (row.day.0, row.segment, row.accounts, row.cmrr_minor)).collect();
            execute!(self, "sql/sqlite/health/insert_shares.sql", model, i64::from(version), json(&rows)?)?;
        }
        Ok(())
    }

    /// Adds to the shares of days; what has no account any more is gone afterwards.
    ///
    /// # Errors
    /// The database failed.
    pub async fn change_shares(&mut self, model: &str, version: u32, changes: &[ShareChange]) -> Result<()> {
        for chunk in changes.chunks(CHUNK) {
            let rows: Vec<(i32, u8, i64, i64)> =
                chunk.iter().map(|row| (row.day.0, row.segment, row.accounts, row.cmrr_minor)).collect();
            execute!(self, "sql/sqlite/health/add_shares.sql", model, i64::from(version), json(&rows)?)?;
        }
        if let Some(first) = changes.iter().map(|row| row.day.0).min() {
            execute!(self, "sql/health/clear_empty_shares.sql", model, i64::from(version), first)?;
        }
        Ok(())
    }
}

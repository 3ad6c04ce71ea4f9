//! Health as it is now and the shares of segments: derived, written as a whole or for some accounts. The history of all
//! days is in the lake.

use super::accounts::day;
use super::bulk::{CHUNK, bits, json, number, rows};
use super::error::{Result, StateError};
use super::open::State;
use super::statement::{execute, fetch_all, fetch_optional, scalar};
use super::tx::Tx;
use banso_kernel::{AccountId, Day};
use serde::Deserialize;
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

/// How the list of a model's version stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HealthList {
    /// The day up to which rows of earlier days hold.
    pub day: Day,
    /// Another one after each change of any row.
    pub revision: i64,
}

/// A row of table `health_list`.
#[derive(FromRow)]
struct ListRecord {
    day: i64,
    revision: i64,
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

/// Health as a JSON row: account, began, day, segment, the one before, changed on, bits of axes, score and coverage, criteria
/// met and known, next criterion.
type NewHealth = (i64, i32, i32, u8, Option<u8>, Option<i32>, String, Option<i64>, i64, i64, i64, Option<u8>);

fn new_health(health: &CurrentHealth) -> Result<NewHealth> {
    let axes: Vec<Option<i64>> = health.axes.iter().map(|axis| axis.map(bits)).collect();
    Ok((
        health.account.0,
        health.began.0,
        health.day.0,
        health.segment,
        health.previous_segment,
        health.changed_on.map(|day| day.0),
        serde_json::to_string(&axes)?,
        health.score.map(bits),
        bits(health.coverage),
        health.met.cast_signed(),
        health.known.cast_signed(),
        health.next_criterion,
    ))
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

pub(super) fn place(what: &'static str, stored: i64) -> Result<u8> {
    u8::try_from(stored).map_err(|_| StateError::Damaged { what, found: stored.to_string() })
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

impl State {
    /// Health of all accounts by a model's version, by account.
    ///
    /// # Errors
    /// The database failed.
    pub async fn health_all(&self, model: &str, version: u32) -> Result<Vec<CurrentHealth>> {
        let json = scalar!(self.read().await?, "sql/sqlite/health/all.sql", model, i64::from(version))?;
        rows::<HealthRecord>(&json)?.into_iter().map(HealthRecord::health).collect()
    }

    /// How the list of a model's version stands; nothing was ever written into it at revision 0.
    ///
    /// # Errors
    /// The database failed.
    pub async fn health_list(&self, model: &str, version: u32) -> Result<HealthList> {
        let version = i64::from(version);
        let row = fetch_optional!(self.read().await?, ListRecord, "sql/sqlite/health/list.sql", model, version)?;
        Ok(row.map_or(HealthList { day: Day(0), revision: 0 }, |row| HealthList {
            day: day(row.day),
            revision: row.revision,
        }))
    }

    /// Health of one account by a model's version.
    ///
    /// # Errors
    /// The database failed.
    pub async fn health_of(&self, model: &str, version: u32, account: AccountId) -> Result<Option<CurrentHealth>> {
        let row = fetch_optional!(
            self.read().await?,
            HealthRecord,
            "sql/sqlite/health/of_account.sql",
            model,
            i64::from(version),
            account.0
        )?;
        row.map(HealthRecord::health).transpose()
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
    /// Writes the health of the accounts given, instead of what they had by this version. The list's revision grows by one.
    ///
    /// # Errors
    /// The database failed.
    pub async fn put_health(&mut self, model: &str, version: u32, rows: &[CurrentHealth]) -> Result<()> {
        execute!(self, "sql/health/touch_list.sql", model, i64::from(version))?;
        for chunk in rows.chunks(CHUNK) {
            let rows: Vec<NewHealth> = chunk.iter().map(new_health).collect::<Result<_>>()?;
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
        self.put_health(model, version, rows).await?;
        self.put_health_day(model, version, Day(0)).await
    }

    /// Says that on `day` the health of all accounts is what is written: of those whose row is of an earlier day, nothing has
    /// changed since.
    ///
    /// # Errors
    /// The database failed.
    pub async fn put_health_day(&mut self, model: &str, version: u32, day: Day) -> Result<()> {
        execute!(self, "sql/health/put_day.sql", model, i64::from(version), i64::from(day.0))?;
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

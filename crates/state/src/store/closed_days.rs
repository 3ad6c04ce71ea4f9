//! Days on which the company is closed, besides public holidays.

use super::accounts::day;
use super::bulk::json;
use super::error::Result;
use super::open::State;
use super::statement::{execute, fetch_all};
use super::tx::Tx;
use banso_kernel::Day;
use serde::Serialize;
use sqlx::FromRow;

/// A day on which the company is closed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClosedDay {
    /// Which.
    pub day: Day,
    /// Why, in the company's words.
    pub name: String,
}

/// A row of table `closed_day`.
#[derive(FromRow)]
struct DayRecord {
    day: i64,
    name: String,
}

/// A closed day on its way in.
#[derive(Serialize)]
struct NewDay<'a> {
    day: i32,
    name: &'a str,
}

impl State {
    /// All closed days, in order.
    ///
    /// # Errors
    /// The database failed.
    pub async fn closed_days(&self) -> Result<Vec<ClosedDay>> {
        let rows = fetch_all!(self.read().await?, DayRecord, "sql/closed_days/all.sql")?;
        Ok(rows.into_iter().map(|row| ClosedDay { day: day(row.day), name: row.name }).collect())
    }
}

impl Tx {
    /// Adds closed days; one that is there already gets the new name.
    ///
    /// # Errors
    /// The database failed.
    pub async fn put_closed_days(&mut self, days: &[ClosedDay]) -> Result<()> {
        let rows: Vec<NewDay<'_>> =
            days.iter().map(|closed| NewDay { day: closed.day.0, name: &closed.name }).collect();
        execute!(self, "sql/sqlite/closed_days/put.sql", json(&rows)?)?;
        Ok(())
    }

    /// Removes a closed day. False if it was none.
    ///
    /// # Errors
    /// The database failed.
    pub async fn remove_closed_day(&mut self, day: Day) -> Result<bool> {
        Ok(execute!(self, "sql/closed_days/remove.sql", day.0)? > 0)
    }
}

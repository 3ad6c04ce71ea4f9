//! Persons who want no more mail from plays.

use super::bulk::json;
use super::error::Result;
use super::open::State;
use super::statement::{execute, fetch_all};
use super::tx::Tx;
use banso_kernel::{Micros, PersonId};
use sqlx::FromRow;
use std::collections::HashSet;

/// A row of table `unsubscribed`.
#[derive(FromRow)]
struct PersonRecord {
    person: i64,
}

impl State {
    /// Who wants no more mail.
    ///
    /// # Errors
    /// The database failed.
    pub async fn unsubscribed(&self) -> Result<HashSet<PersonId>> {
        let rows = fetch_all!(self.read().await?, PersonRecord, "sql/unsubscribed/all.sql")?;
        Ok(rows.into_iter().map(|row| PersonId(row.person)).collect())
    }
}

impl Tx {
    /// Which of these persons want no more mail. Read in the transaction that enqueues, so that none slips through.
    ///
    /// # Errors
    /// The database failed.
    pub async fn unsubscribed_of(&mut self, people: &[PersonId]) -> Result<HashSet<PersonId>> {
        let rows = fetch_all!(self, PersonRecord, "sql/sqlite/unsubscribed/of.sql", json(people)?)?;
        Ok(rows.into_iter().map(|row| PersonId(row.person)).collect())
    }

    /// Notes that a person wants no more mail, and which delivery told them how to say so; mail to them that waits is
    /// cancelled. False if that was known.
    ///
    /// # Errors
    /// The database failed, or there is no such person.
    pub async fn unsubscribe(&mut self, person: PersonId, delivery: Option<i64>, now: Micros) -> Result<bool> {
        execute!(self, "sql/unsubscribed/cancel.sql", person.0)?;
        Ok(execute!(self, "sql/unsubscribed/add.sql", person.0, now.0, delivery)? > 0)
    }

    /// Notes that a person wants mail again. False if they did.
    ///
    /// # Errors
    /// The database failed.
    pub async fn resubscribe(&mut self, person: PersonId) -> Result<bool> {
        Ok(execute!(self, "sql/unsubscribed/remove.sql", person.0)? > 0)
    }
}

//! Changes of segment: derived, written as a whole or for some accounts from a day on.

use super::accounts::day;
use super::bulk::{CHUNK, json, rows};
use super::error::Result;
use super::health::place;
use super::open::State;
use super::statement::{execute, fetch_all, scalar};
use super::tx::Tx;
use banso_kernel::{AccountId, Day};
use serde::Deserialize;
use sqlx::FromRow;

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

/// A transition as a JSON row.
type NewTransition<'a> = (i64, i32, Option<u8>, u8, &'a str);

impl State {
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

    /// The transitions of these accounts, each from a day on: account, day, and the segment before. Oldest first.
    ///
    /// # Errors
    /// The database failed.
    pub async fn moves_from(
        &self,
        model: &str,
        version: u32,
        from: &[(AccountId, Day)],
    ) -> Result<Vec<(AccountId, Day, Option<u8>)>> {
        let mut found = Vec::new();
        for chunk in from.chunks(CHUNK) {
            let asked: Vec<(i64, i32)> = chunk.iter().map(|(account, day)| (account.0, day.0)).collect();
            let (version, asked) = (i64::from(version), json(&asked)?);
            let json = scalar!(self.read().await?, "sql/sqlite/health/moved_from.sql", model, version, asked)?;
            let moves = rows::<(i64, i32, Option<u8>)>(&json)?;
            found.extend(moves.into_iter().map(|(account, day, before)| (AccountId(account), Day(day), before)));
        }
        Ok(found)
    }
}

impl Tx {
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
}

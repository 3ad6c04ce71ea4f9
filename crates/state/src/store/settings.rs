//! Settings of the workspace: names and values as text; what they mean is the use cases' matter.

use super::error::Result;
use super::open::State;
use super::statement::{execute, fetch_all, scalar_optional};
use super::tx::Tx;
use banso_kernel::Micros;
use sqlx::FromRow;
use std::collections::BTreeMap;

/// A row of table `setting`.
#[derive(FromRow)]
struct SettingRecord {
    name: String,
    value: String,
}

impl State {
    /// One setting.
    ///
    /// # Errors
    /// The database failed.
    pub async fn setting(&self, name: &str) -> Result<Option<String>> {
        scalar_optional!(self.read().await?, "sql/settings/one.sql", name)
    }

    /// All settings.
    ///
    /// # Errors
    /// The database failed.
    pub async fn settings(&self) -> Result<BTreeMap<String, String>> {
        let rows = fetch_all!(self.read().await?, SettingRecord, "sql/settings/all.sql")?;
        Ok(rows.into_iter().map(|row| (row.name, row.value)).collect())
    }
}

impl Tx {
    /// As [`State::setting`], inside the transaction.
    ///
    /// # Errors
    /// The database failed.
    pub async fn setting(&mut self, name: &str) -> Result<Option<String>> {
        scalar_optional!(self, "sql/settings/one.sql", name)
    }

    /// Keeps a setting.
    ///
    /// # Errors
    /// The database failed.
    pub async fn put_setting(&mut self, name: &str, value: &str, now: Micros) -> Result<()> {
        execute!(self, "sql/settings/put.sql", name, value, now.0)?;
        Ok(())
    }

    /// Forgets a setting.
    ///
    /// # Errors
    /// The database failed.
    pub async fn delete_setting(&mut self, name: &str) -> Result<()> {
        execute!(self, "sql/settings/delete.sql", name)?;
        Ok(())
    }
}

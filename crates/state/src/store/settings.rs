//! Settings of the workspace: names and values as text; what they mean is the use cases' matter.

use super::error::Result;
use super::open::State;
use super::tx::Tx;
use banso_kernel::Micros;
use std::collections::BTreeMap;

impl State {
    /// One setting.
    ///
    /// # Errors
    /// The database failed.
    pub async fn setting(&self, name: &str) -> Result<Option<String>> {
        Ok(sqlx::query_file_scalar!("sql/settings/one.sql", name).fetch_optional(self.read()).await?)
    }

    /// All settings.
    ///
    /// # Errors
    /// The database failed.
    pub async fn settings(&self) -> Result<BTreeMap<String, String>> {
        let rows = sqlx::query_file!("sql/settings/all.sql").fetch_all(self.read()).await?;
        Ok(rows.into_iter().map(|row| (row.name, row.value)).collect())
    }
}

impl Tx {
    /// As [`State::setting`], inside the transaction.
    ///
    /// # Errors
    /// The database failed.
    pub async fn setting(&mut self, name: &str) -> Result<Option<String>> {
        Ok(sqlx::query_file_scalar!("sql/settings/one.sql", name).fetch_optional(self.db()).await?)
    }

    /// Keeps a setting.
    ///
    /// # Errors
    /// The database failed.
    pub async fn put_setting(&mut self, name: &str, value: &str, now: Micros) -> Result<()> {
        sqlx::query_file!("sql/settings/put.sql", name, value, now.0).execute(self.db()).await?;
        Ok(())
    }

    /// Forgets a setting.
    ///
    /// # Errors
    /// The database failed.
    pub async fn delete_setting(&mut self, name: &str) -> Result<()> {
        sqlx::query_file!("sql/settings/delete.sql", name).execute(self.db()).await?;
        Ok(())
    }
}

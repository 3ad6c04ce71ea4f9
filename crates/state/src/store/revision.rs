//! Whether anything that lists of accounts show has changed.

use super::error::Result;
use super::open::State;

impl State {
    /// A text that differs whenever accounts, contracts, touches, definitions or derived health have changed, by this
    /// process or another. Costs a few look-ups in indexes. Only equality means something.
    ///
    /// # Errors
    /// The database failed.
    pub async fn revision(&self) -> Result<String> {
        Ok(sqlx::query_file_scalar!("sql/accounts/revision.sql").fetch_one(self.read()).await?)
    }
}

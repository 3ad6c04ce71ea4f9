//! Whether anything that lists of accounts show has changed.

use super::error::Result;
use super::open::State;
use super::statement::scalar;

impl State {
    /// A text that differs whenever accounts, contracts, touches, definitions or derived health have changed, by this
    /// process or another. Costs a few look-ups in indexes. Only equality means something.
    ///
    /// # Errors
    /// The database failed.
    pub async fn revision(&self) -> Result<String> {
        scalar!(self.read().await?, "sql/accounts/revision.sql")
    }
}

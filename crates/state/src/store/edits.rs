//! What fields of accounts were before.

use super::change::{Edit, EditRecord};
use super::error::Result;
use super::open::State;
use super::statement::fetch_all;
use banso_kernel::{AccountId, Micros};
use sqlx::FromRow;

/// What a field of an account was before an edit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldBefore {
    /// Which account.
    pub account: AccountId,
    /// The field, as in [`Edit::field`].
    pub field: String,
    /// Its value before; none if it was not set.
    pub before: Option<String>,
}

#[derive(FromRow)]
struct BeforeRecord {
    account: i64,
    field: String,
    before: Option<String>,
}

impl State {
    /// The edits of an account, newest first.
    ///
    /// # Errors
    /// The database failed.
    pub async fn account_edits(&self, id: AccountId) -> Result<Vec<Edit>> {
        let rows = fetch_all!(self.read().await?, EditRecord, "sql/accounts/changes.sql", id.0)?;
        Ok(rows.into_iter().map(Edit::from).collect())
    }

    /// What fields of all accounts were before each edit that came after `moment`, newest first: whoever puts them back in
    /// this order has the accounts as they were.
    ///
    /// # Errors
    /// The database failed.
    pub async fn account_fields_before(&self, moment: Micros) -> Result<Vec<FieldBefore>> {
        let rows = fetch_all!(self.read().await?, BeforeRecord, "sql/accounts/changed_since.sql", moment.0)?;
        let before =
            |row: BeforeRecord| FieldBefore { account: AccountId(row.account), field: row.field, before: row.before };
        Ok(rows.into_iter().map(before).collect())
    }
}

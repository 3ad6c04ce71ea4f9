//! Saved views: a page's address under a name.

use super::error::Result;
use super::open::State;
use super::tx::Tx;
use banso_kernel::{MemberId, Micros};

/// A page with its filters, sorting and columns, kept under a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SavedView {
    /// Ours; 0 before it is written.
    pub id: i64,
    /// Which page: `accounts`.
    pub page: String,
    /// As the member called it.
    pub name: String,
    /// The query of the page's address.
    pub query: String,
    /// Whose it is.
    pub owner: MemberId,
    /// Everybody sees it.
    pub shared: bool,
}

/// A row of table `saved_view`.
struct ViewRecord {
    id: i64,
    page: String,
    name: String,
    query: String,
    owner: i64,
    shared: i64,
}

impl From<ViewRecord> for SavedView {
    fn from(row: ViewRecord) -> Self {
        Self {
            id: row.id,
            page: row.page,
            name: row.name,
            query: row.query,
            owner: MemberId(row.owner),
            shared: row.shared != 0,
        }
    }
}

impl State {
    /// The views of a page that `member` sees: the own ones first, then those that others share.
    ///
    /// # Errors
    /// The database failed.
    pub async fn views(&self, page: &str, member: MemberId) -> Result<Vec<SavedView>> {
        let rows =
            sqlx::query_file_as!(ViewRecord, "sql/views/seen_by.sql", page, member.0).fetch_all(self.read()).await?;
        Ok(rows.into_iter().map(SavedView::from).collect())
    }

    /// One view.
    ///
    /// # Errors
    /// The database failed.
    pub async fn view(&self, id: i64) -> Result<Option<SavedView>> {
        let row = sqlx::query_file_as!(ViewRecord, "sql/views/one.sql", id).fetch_optional(self.read()).await?;
        Ok(row.map(SavedView::from))
    }
}

impl Tx {
    /// Keeps a view; one of the same owner, page and name is replaced. Returns its id.
    ///
    /// # Errors
    /// The database failed.
    pub async fn put_view(&mut self, view: &SavedView, now: Micros) -> Result<i64> {
        let shared = i64::from(view.shared);
        let SavedView { page, name, query, owner, .. } = view;
        let id = sqlx::query_file_scalar!("sql/views/put.sql", page, name, query, owner.0, shared, now.0)
            .fetch_one(self.db())
            .await?;
        Ok(id)
    }

    /// Forgets a view of `owner`. False if there is none.
    ///
    /// # Errors
    /// The database failed.
    pub async fn delete_view(&mut self, id: i64, owner: MemberId) -> Result<bool> {
        let gone = sqlx::query_file!("sql/views/delete.sql", id, owner.0).execute(self.db()).await?;
        Ok(gone.rows_affected() == 1)
    }
}

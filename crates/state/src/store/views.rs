//! Saved views: a page's address under a name.

use super::error::Result;
use super::open::State;
use super::statement::{execute, fetch_all, fetch_optional, scalar};
use super::tx::Tx;
use banso_kernel::{MemberId, Micros};
use sqlx::FromRow;

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
#[derive(FromRow)]
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
        let rows = fetch_all!(self.read().await?, ViewRecord, "sql/views/seen_by.sql", page, member.0)?;
        Ok(rows.into_iter().map(SavedView::from).collect())
    }

    /// One view.
    ///
    /// # Errors
    /// The database failed.
    pub async fn view(&self, id: i64) -> Result<Option<SavedView>> {
        let row = fetch_optional!(self.read().await?, ViewRecord, "sql/views/one.sql", id)?;
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
        let id = scalar!(self, "sql/views/put.sql", page, name, query, owner.0, shared, now.0)?;
        Ok(id)
    }

    /// Forgets a view of `owner`. False if there is none.
    ///
    /// # Errors
    /// The database failed.
    pub async fn delete_view(&mut self, id: i64, owner: MemberId) -> Result<bool> {
        let gone = execute!(self, "sql/views/delete.sql", id, owner.0)?;
        Ok(gone == 1)
    }
}

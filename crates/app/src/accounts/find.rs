//! Finding an account by a few characters.

use super::{board, lens, list::words};
use crate::{App, Principal, Refused};
use banso_domain::board::{Condition, Query, Sort, SortBy};
use banso_domain::members::Role;
use banso_kernel::AccountId;

/// An account that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// Which.
    pub account: AccountId,
    /// Its name.
    pub name: String,
    /// Who looks after it.
    pub owner: Option<String>,
}

/// Most that are shown.
const MOST: usize = 30;

/// Accounts that contain what was typed; when nothing was, the asker's own ones first, then all by name.
///
/// # Errors
/// The database failed.
pub async fn find_accounts(app: &App, who: &Principal, typed: &str) -> Result<Vec<Found>, Refused> {
    who.needs(Role::Viewer)?;
    let lens = lens(app, who, None).await?;
    let board = board::load(app, &lens, &app.member_names().await?).await?;
    let mut query = Query { sort: Sort { by: SortBy::Name, descending: false }, ..Query::default() };
    let words = words(typed);
    if !words.is_empty() {
        query.conditions.push(Condition::Text { typed: typed.to_owned(), words });
    }
    let mut rows = board.list(&query);
    if typed.is_empty() {
        rows.sort_by_key(|row| row.owner.as_ref().is_none_or(|(owner, _)| *owner != who.member));
    }
    let found = rows.into_iter().take(MOST).map(|row| Found {
        account: row.account,
        name: row.name.clone(),
        owner: row.owner.as_ref().map(|(_, name)| name.clone()),
    });
    Ok(found.collect())
}

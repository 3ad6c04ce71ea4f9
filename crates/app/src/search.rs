//! W-39: finding accounts and people by a few characters, in any spelling (J-22).

use crate::accounts::{Found, find_accounts};
use crate::{App, Principal, Refused};
use banso_domain::members::Role;
use banso_domain::people::Person;
use banso_kernel::text;

/// Most people that are shown.
const PEOPLE: i64 = 30;

/// What was found.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Results {
    /// What was typed.
    pub typed: String,
    /// Accounts, in the order of their names.
    pub accounts: Vec<Found>,
    /// People with the names of their accounts.
    pub people: Vec<(Person, String)>,
}

/// Searches accounts and people. Nothing is found where nothing was typed.
///
/// # Errors
/// The database failed.
pub async fn search(app: &App, who: &Principal, typed: &str) -> Result<Results, Refused> {
    who.needs(Role::Viewer)?;
    let typed: String = typed.trim().chars().take(200).collect();
    let folded = text::search_key(&typed);
    if folded.is_empty() {
        return Ok(Results { typed, ..Results::default() });
    }
    let accounts = find_accounts(app, who, &typed).await?;
    let mut people = Vec::new();
    for person in app.state.people_search(&folded, PEOPLE).await.map_err(Refused::broken)? {
        let account = app.state.account(person.account).await.map_err(Refused::broken)?;
        people.push((person, account.map_or_else(String::new, |account| account.name)));
    }
    people.sort_by_cached_key(|(person, _)| person.order());
    Ok(Results { typed, accounts, people })
}

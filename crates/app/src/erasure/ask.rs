//! Asking for an erasure: what would go, and that it shall.

use super::marks::Marks;
use super::tombstones::{canonical, hashes};
use crate::{App, Principal, Refused};
use banso_domain::members::Role;
use banso_domain::people::Person;
use banso_kernel::{AccountId, MemberId, PersonId, Problem};
use banso_lake::Which;
use banso_state::{Erasure, Event};

/// What an erasure would do.
#[derive(Clone, Debug)]
pub struct Preview {
    /// Whom.
    pub person: Person,
    /// The name of their account.
    pub account: String,
    /// Their facts.
    pub facts: u64,
    /// Kept edits of the person.
    pub edits: u64,
    /// Touches that list the person.
    pub touches: u64,
    /// Texts of members that name the person and stay.
    pub texts: u64,
}

/// What would go. For administrators.
///
/// # Errors
/// [`Refused::Forbidden`], there is no such person at the account, or a store failed.
pub async fn preview(app: &App, who: &Principal, account: AccountId, id: PersonId) -> Result<Preview, Refused> {
    who.needs(Role::Admin)?;
    let person = found(app, account, id).await?;
    let edits = app.state.person_edits(id).await.map_err(Refused::broken)?;
    let marks = Marks::of(&person, &edits);
    let facts = app.facts_of(account, &Which::default()).await?;
    let touches = app.state.touches_of(account, i64::MAX).await.map_err(Refused::broken)?;
    let row = app.state.account(account).await.map_err(Refused::broken)?.ok_or(Refused::Missing)?;
    Ok(Preview {
        person,
        account: row.name,
        facts: facts.iter().filter(|fact| fact.person == Some(id)).count() as u64,
        edits: edits.len() as u64,
        touches: touches.iter().filter(|touch| touch.people.contains(&id)).count() as u64,
        texts: app.texts_naming(account, &marks).await?,
    })
}

/// Notes that a person is to be erased; `typed` must be the vendor's id or the mail address, as a safeguard against the
/// wrong line. Then call [`App::finish_erasures`]. Returns the number of the erasure.
///
/// # Errors
/// [`Refused::Forbidden`], [`Refused::Input`] for another text, there is no such person, or a store failed.
pub async fn request(
    app: &App,
    who: &Principal,
    account: AccountId,
    id: PersonId,
    typed: &str,
) -> Result<i64, Refused> {
    who.needs(Role::Admin)?;
    let person = found(app, account, id).await?;
    let named = canonical(typed);
    if named.is_empty() || ![&person.key, &person.email].iter().any(|known| canonical(known) == named) {
        return Err(Refused::wrong("typed", Problem::new("problem-erasure-typed")));
    }
    open(app, Some(who.member), &person).await
}

/// The same from the command line: account and person by the vendor's ids, the person also by mail address.
///
/// # Errors
/// [`Refused::Missing`] if there is nobody, or a store failed.
pub async fn request_by_key(app: &App, account: &str, person: &str) -> Result<i64, Refused> {
    let mut tx = app.state.begin().await.map_err(Refused::broken)?;
    let found = tx.resolve_accounts(&[account.to_owned()]).await.map_err(Refused::broken)?;
    drop(tx);
    let account = *found.get(account).ok_or(Refused::Missing)?;
    let named = canonical(person);
    let people = app.state.people_of(account).await.map_err(Refused::broken)?;
    let is = |known: &str| !named.is_empty() && canonical(known) == named;
    let by_key = people.iter().find(|person| is(&person.key));
    let person = by_key.or_else(|| people.iter().find(|person| is(&person.email))).ok_or(Refused::Missing)?;
    open(app, None, person).await
}

/// One erasure. For administrators.
///
/// # Errors
/// [`Refused::Forbidden`], there is none with this number, or the database failed.
pub async fn erasure(app: &App, who: &Principal, id: i64) -> Result<Erasure, Refused> {
    who.needs(Role::Admin)?;
    app.state.erasure(id).await.map_err(Refused::broken)?.ok_or(Refused::Missing)
}

async fn found(app: &App, account: AccountId, id: PersonId) -> Result<Person, Refused> {
    let person = app.state.person(id).await.map_err(Refused::broken)?;
    person.filter(|person| person.account == account).ok_or(Refused::Missing)
}

/// From here on the person stays out, and the erasure is done sooner or later.
async fn open(app: &App, by: Option<MemberId>, person: &Person) -> Result<i64, Refused> {
    let mut tx = app.state.begin().await.map_err(Refused::broken)?;
    // As it is now that nobody else writes.
    let person = found(app, person.account, person.id).await?;
    let marks = app.marks_of(&person).await?;
    let secret = app.tombstone_secret(&mut tx).await?;
    let hashes = hashes(&secret, person.account, &marks.called);
    let now = app.clock.now();
    let under_way = tx.is_being_erased(person.id).await.map_err(Refused::broken)?;
    let id = tx.open_erasure(person.id, &hashes, now, by).await.map_err(Refused::broken)?;
    if under_way {
        return Ok(id);
    }
    let event = Event::new(now, by, "erasure_requested", "erasure", &id.to_string(), &serde_json::json!({}));
    tx.log(&event).await.map_err(Refused::broken)?;
    tx.commit().await.map_err(Refused::broken)?;
    Ok(id)
}

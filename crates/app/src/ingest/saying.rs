//! Calls that say something of somebody: `identify` of a person, `group` of an account.

use super::traits;
use super::write::Placed;
use crate::Refused;
use crate::named::{mail_of_key, person_key};
use banso_domain::accounts::Account;
use banso_domain::people::{Person, is_mail};
use banso_intake::event::Kind;
use banso_state::{AccountKeys, Change, PersonKey, Tx};
use std::collections::{BTreeMap, HashMap};

/// Calls of this kind that name an account say that their user belongs there.
pub(super) fn where_somebody_is(kind: Kind) -> bool {
    matches!(kind, Kind::Identify | Kind::Group | Kind::Alias)
}

/// Keeps what calls say of persons and accounts, in their order, with its history. The persons are there.
pub(super) async fn keep(tx: &mut Tx, events: &[Placed], change: &Change) -> Result<(), Refused> {
    let saying = |kind| move |placed: &&Placed| placed.event.kind == kind && !placed.event.traits.is_empty();
    let of_people: Vec<&Placed> = events.iter().filter(saying(Kind::Identify)).collect();
    if !of_people.is_empty() {
        people(tx, &of_people, change).await?;
    }
    let of_accounts: Vec<&Placed> = events.iter().filter(saying(Kind::Group)).collect();
    if !of_accounts.is_empty() {
        accounts(tx, &of_accounts, change).await?;
    }
    Ok(())
}

async fn people(tx: &mut Tx, calls: &[&Placed], change: &Change) -> Result<(), Refused> {
    let name = |placed: &Placed| -> Option<PersonKey> { Some((placed.account, person_key(placed.person.as_ref()?))) };
    let names: Vec<PersonKey> = calls.iter().filter_map(|call| name(call)).collect();
    let mut people: HashMap<PersonKey, Person> = tx.people_by_key(&names).await.map_err(Refused::broken)?;
    // Whoever is named by a mail address may be kept under another id.
    let mails: Vec<PersonKey> =
        names.iter().filter(|name| is_mail(&name.1) && !people.contains_key(*name)).map(mail_of_key).collect();
    people.extend(tx.people_by_mail(&mails).await.map_err(Refused::broken)?);
    let mut rest = Vec::new();
    let mut changed = BTreeMap::new();
    for call in calls {
        let Some(person) = name(call).and_then(|name| people.get_mut(&name)) else { continue };
        let more = traits::of_person(person, &call.event.traits);
        rest.extend(more.into_iter().map(|(name, text)| (person.id, name, text)));
        changed.insert(person.id.0, person.clone());
    }
    let changed: Vec<(Person, String)> = changed
        .into_values()
        .map(|person| {
            let search = person.search_text();
            (person, search)
        })
        .collect();
    tx.put_people(&changed, change).await.map_err(Refused::broken)?;
    tx.put_traits(&rest, change).await.map_err(Refused::broken)
}

async fn accounts(tx: &mut Tx, calls: &[&Placed], change: &Change) -> Result<(), Refused> {
    let keys: Vec<String> = calls.iter().filter_map(|call| call.event.group.clone()).collect();
    let mut accounts: HashMap<String, Account> = tx.accounts_by_key(&keys).await.map_err(Refused::broken)?;
    for call in calls {
        let Some(account) = call.event.group.as_ref().and_then(|key| accounts.get_mut(key)) else { continue };
        traits::of_account(account, &call.event.traits);
    }
    let mut changed: Vec<(Account, AccountKeys)> = accounts
        .into_values()
        .map(|account| {
            let keys = AccountKeys::of(&account);
            (account, keys)
        })
        .collect();
    changed.sort_by(|(one, _), (other, _)| one.key.cmp(&other.key));
    tx.put_accounts(&changed, change).await.map_err(Refused::broken).map(drop)
}

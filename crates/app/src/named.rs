//! The vendor's names of accounts and people, resolved to ours in bulk. What is named and not there is made, so that
//! files and events can come in any order.

use crate::{App, Refused};
use banso_domain::accounts::Account;
use banso_domain::people::{Person, is_mail};
use banso_kernel::{AccountId, PersonId};
use banso_state::{AccountKeys, Change, PersonKey, Tx};
use std::collections::{HashMap, HashSet};

/// Mail addresses are the same in any case.
pub(crate) fn person_key(named: &str) -> String {
    if is_mail(named) { named.to_lowercase() } else { named.to_owned() }
}

/// The mail address that names somebody, as [`Tx::people_by_mail`] takes it.
pub(crate) fn mail_of_key((account, key): &PersonKey) -> PersonKey {
    (*account, key.to_ascii_lowercase())
}

/// The ids of accounts, made where they are not there; and the names of those that were made.
pub(crate) async fn accounts_named(
    tx: &mut Tx,
    mut keys: Vec<String>,
    change: &Change,
) -> Result<(HashMap<String, AccountId>, Vec<String>), Refused> {
    keys.sort_unstable(); // ids in an order that does not hang on a hash
    let mut ids = tx.resolve_accounts(&keys).await.map_err(Refused::broken)?;
    keys.retain(|key| !ids.contains_key(key));
    let bare: Vec<_> = keys
        .iter()
        .map(|key| {
            let account = Account::bare(key);
            let derived = AccountKeys::of(&account);
            (account, derived)
        })
        .collect();
    let (made, _) = tx.ensure_accounts(&bare, change).await.map_err(Refused::broken)?;
    ids.extend(made);
    Ok((ids, keys))
}

/// The ids of people at accounts, made where they are not there; and the names of those that were made.
pub(crate) async fn people_named(
    app: &App,
    tx: &mut Tx,
    names: HashSet<PersonKey>,
    change: &Change,
) -> Result<(HashMap<PersonKey, PersonId>, Vec<PersonKey>), Refused> {
    if names.is_empty() {
        return Ok((HashMap::new(), Vec::new()));
    }
    let mut names: Vec<PersonKey> = names.into_iter().collect();
    names.sort_unstable();
    let mut ids = tx.resolve_people(&names).await.map_err(Refused::broken)?;
    // Whoever is named by a mail address is the person at that account who has it, whatever the key is.
    let mails: Vec<PersonKey> =
        names.iter().filter(|name| is_mail(&name.1) && !ids.contains_key(*name)).map(mail_of_key).collect();
    let by_mail = tx.people_by_mail(&mails).await.map_err(Refused::broken)?;
    names.retain(|name| match by_mail.get(&mail_of_key(name)) {
        Some(person) if !ids.contains_key(name) => {
            ids.insert(name.clone(), person.id);
            false
        }
        _ => !ids.contains_key(name),
    });
    let people: Vec<(Person, String)> = names
        .iter()
        .map(|(account, key)| {
            let person = Person::bare(PersonId(app.entropy.key()), *account, key);
            let search = person.search_text();
            (person, search)
        })
        .collect();
    let (made, _) = tx.ensure_people(&people, change).await.map_err(Refused::broken)?;
    ids.extend(made);
    Ok((ids, names))
}

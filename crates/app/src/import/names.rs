//! The vendor's names of accounts and people, resolved to ours in bulk. What is named and not there is made, so that
//! files can come in any order.

use super::run::Run;
use crate::{App, Refused};
use banso_domain::accounts::Account;
use banso_domain::people::{Person, is_mail};
use banso_intake::read::AccountName;
use banso_kernel::{AccountId, MemberId, PersonId};
use banso_state::{AccountKeys, PersonKey, Tx};
use std::collections::{HashMap, HashSet};

/// Names that are remembered between chunks.
const REMEMBERED: usize = 200_000;

/// Members by mail address and by name, in lower case.
pub(super) async fn members(app: &App) -> Result<HashMap<String, MemberId>, Refused> {
    let members = app.state.members().await.map_err(Refused::broken)?;
    let names = |member: banso_state::Member| {
        [(member.mail.to_lowercase(), member.id), (member.name.to_lowercase(), member.id)]
    };
    Ok(members.into_iter().flat_map(names).collect())
}

/// Mail addresses are the same in any case.
pub(super) fn person_key(named: &str) -> String {
    if is_mail(named) { named.to_lowercase() } else { named.to_owned() }
}

/// The mail address that names somebody, as [`Tx::people_by_mail`] takes it.
pub(super) fn mail_of_key((account, key): &PersonKey) -> PersonKey {
    (*account, key.to_ascii_lowercase())
}

impl Run<'_> {
    /// Makes sure that `names` are in `self.accounts`, with the reason for those that cannot be.
    pub(super) async fn resolve_accounts<'n>(
        &mut self,
        tx: &mut Tx,
        names: impl Iterator<Item = &'n AccountName>,
    ) -> Result<(), Refused> {
        if self.accounts.len() > REMEMBERED {
            self.accounts.clear();
        }
        let unknown: HashSet<&AccountName> = names.filter(|name| !self.accounts.contains_key(*name)).collect();
        let (mut keys, mut contracts) = (Vec::new(), Vec::new());
        for name in unknown {
            match name {
                AccountName::Key(key) => keys.push(key.clone()),
                AccountName::Contract(key) => contracts.push(key.clone()),
                AccountName::Person(person) => {
                    let found = match self.app_people().await?.get(&person_key(person)) {
                        Some(Some(account)) => Ok(*account),
                        Some(None) => Err("problem-person-twice"),
                        None => Err("problem-person-unknown"),
                    };
                    self.accounts.insert(name.clone(), found);
                }
            }
        }
        if !keys.is_empty() {
            keys.sort_unstable(); // ids in an order that does not hang on the hash
            let there = tx.resolve_accounts(&keys).await.map_err(Refused::broken)?;
            let bare: Vec<_> = keys
                .iter()
                .map(|key| {
                    let account = Account::bare(key);
                    let derived = AccountKeys::of(&account);
                    (account, derived)
                })
                .collect();
            let (ids, made) = tx.ensure_accounts(&bare, &self.change).await.map_err(Refused::broken)?;
            let new = keys.iter().filter(|key| !there.contains_key(*key)).map(String::as_str);
            self.report.accounts.add(made, new);
            self.accounts.extend(ids.into_iter().map(|(key, id)| (AccountName::Key(key), Ok(id))));
        }
        if !contracts.is_empty() {
            let found = self.app.state.resolve_contracts(&contracts).await.map_err(Refused::broken)?;
            for key in contracts {
                let account = found.get(&key).map(|contract| contract.account).ok_or("problem-contract-unknown");
                self.accounts.insert(AccountName::Contract(key), account);
            }
        }
        Ok(())
    }

    /// The ids of people at accounts, made where they are not there.
    pub(super) async fn resolve_people(
        &mut self,
        tx: &mut Tx,
        names: HashSet<PersonKey>,
    ) -> Result<HashMap<PersonKey, PersonId>, Refused> {
        if names.is_empty() {
            return Ok(HashMap::new());
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
                let person = Person::bare(PersonId(self.app.entropy.key()), *account, key);
                let search = person.search_text();
                (person, search)
            })
            .collect();
        let (made, count) = tx.ensure_people(&people, &self.change).await.map_err(Refused::broken)?;
        self.report.people.add(count, names.iter().map(|(_, key)| key.as_str()));
        ids.extend(made);
        Ok(ids)
    }

    /// Everybody by key and mail address; `None` for those who are at several accounts.
    async fn app_people(&mut self) -> Result<&HashMap<String, Option<AccountId>>, Refused> {
        if self.people.is_none() {
            let mut people: HashMap<String, Option<AccountId>> = HashMap::new();
            for person in self.app.state.people_all().await.map_err(Refused::broken)? {
                let names: HashSet<String> = [person_key(&person.key), person.email.to_lowercase()]
                    .into_iter()
                    .filter(|n| !n.is_empty())
                    .collect();
                for name in names {
                    people
                        .entry(name)
                        .and_modify(|at| *at = at.filter(|at| *at == person.account))
                        .or_insert(Some(person.account));
                }
            }
            self.people = Some(people);
        }
        Ok(self.people.get_or_insert_default())
    }
}

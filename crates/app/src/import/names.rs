//! The vendor's names of accounts and people, resolved to ours in bulk. What is named and not there is made, so that
//! files can come in any order.

use super::run::{ERASED, Run};
use crate::named::{accounts_named, people_named, person_key};
use crate::{App, Refused};
use banso_intake::read::AccountName;
use banso_kernel::{AccountId, MemberId, PersonId};
use banso_state::{PersonKey, Tx};
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
                AccountName::Person(person) if self.tombstones.holds_anywhere(&person_key(person)) => {
                    self.accounts.insert(name.clone(), Err(ERASED));
                }
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
            let (ids, made) = accounts_named(tx, keys, &self.change).await?;
            self.report.accounts.add(made.len() as u64, made.iter().map(String::as_str));
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
        let (ids, made) = people_named(self.app, tx, names, &self.change).await?;
        self.report.people.add(made.len() as u64, made.iter().map(|(_, key)| key.as_str()));
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

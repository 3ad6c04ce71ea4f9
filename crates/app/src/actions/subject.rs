//! An account as a turn sees it: what is stored of it, and its view on a day.

use crate::accounts::MemberName;
use crate::{App, Refused, Workspace};
use banso_domain::accounts::Account;
use banso_domain::conditions::{AccountNow, Asked, ContractNow, HealthNow, OwnerNow, PersonNow, StepEnd, Usual, View};
use banso_domain::contracts::Contract;
use banso_domain::people::Person;
use banso_kernel::{AccountId, Currency, Day, Lang, MemberId, Micros, Money, PersonId};
use std::collections::{HashMap, HashSet};

/// What is stored of an account.
#[derive(Clone, Debug)]
pub(crate) struct Subject {
    pub account: Account,
    /// Name and mail address of who looks after it.
    pub owner: Option<(String, String)>,
    pub people: Vec<Contact>,
    pub contracts: Vec<Contract>,
    /// The first day of a recorded churn.
    pub churned_on: Option<Day>,
}

/// Somebody at the account, and what messages went to them.
#[derive(Clone, Debug)]
pub(crate) struct Contact {
    pub person: Person,
    /// As addressed.
    pub name: String,
    /// Wants no messages, or mail comes back.
    pub closed: bool,
    /// Of the last days, ascending.
    pub messages: Vec<Micros>,
}

/// What a view shows besides the account itself.
#[derive(Clone, Copy)]
pub(crate) struct Around<'a> {
    /// Values of all metrics on the day, in the order of the vocabulary.
    pub metrics: &'a [f64],
    /// Health on the day, in the order of the vocabulary.
    pub health: &'a [HealthNow],
    /// What came of steps of its runs.
    pub ends: &'a [StepEnd<'a>],
    /// Plays that are started by hand for it.
    pub asked: &'a [Asked<'a>],
    /// How long accounts usually stay in a phase.
    pub usual: &'a Usual,
}

impl Subject {
    /// Recurring revenue a month, in force on a day.
    pub fn cmrr(&self, day: Day, currency: Currency) -> Money {
        let active = self.contracts.iter().filter(|one| one.active(day) && one.monthly.currency == currency);
        Money { minor: active.map(|one| one.monthly.minor).sum(), currency }
    }

    /// Whether it has left: a churn was recorded, or its last contract is over.
    pub fn churned(&self, day: Day) -> bool {
        let over =
            || !self.contracts.is_empty() && self.contracts.iter().all(|c| c.ends_on.is_some_and(|end| end < day));
        self.churned_on.is_some_and(|on| on <= day && self.contracts.iter().all(|one| !one.active(day))) || over()
    }

    /// The contract whose end, and the one whose deadline to decline, comes next.
    fn contract(&self, day: Day) -> ContractNow<'_> {
        let active = || self.contracts.iter().filter(|one| one.active(day));
        let ending = active().filter_map(|one| one.ends_on).min();
        let declining =
            active().filter(|one| one.decline_by.is_some_and(|by| by >= day)).min_by_key(|one| one.decline_by);
        ContractNow {
            ends_on: ending,
            decline_by: declining.and_then(|one| one.decline_by),
            ringi: declining.map(|one| one.ringi.code()),
        }
    }

    /// Calls `see` with the view of it on a day.
    pub fn on<T>(&self, day: Day, currency: Currency, around: Around<'_>, see: impl FnOnce(&View<'_>) -> T) -> T {
        let account = AccountNow {
            id: self.account.id,
            key: &self.account.key,
            name: &self.account.name,
            plan: &self.account.plan,
            industry: &self.account.industry,
            country: &self.account.country,
            phase: &self.account.phase,
            attributes: &self.account.attributes,
            signed_up_on: self.account.signed_up_on,
            owner: self.owner.as_ref().map(|(name, email)| OwnerNow { name, email }),
            cmrr: self.cmrr(day, currency).major(),
            churned: self.churned(day),
        };
        let deciders: HashSet<&str> =
            self.contracts.iter().map(|one| one.decider.as_str()).filter(|name| !name.is_empty()).collect();
        let there = self.people.iter().filter(|one| one.person.left_on.is_none_or(|last| day <= last));
        let people: Vec<PersonNow<'_>> = there
            .filter(|one| !one.person.is_role())
            .map(|one| PersonNow {
                id: one.person.id,
                name: &one.name,
                email: &one.person.email,
                lang: None,
                champion: one.person.champion,
                decides: deciders.contains(one.name.as_str()),
                issued: one.person.issued(day),
                closed: one.closed,
                messages: &one.messages,
            })
            .collect();
        see(&View {
            account: &account,
            metrics: around.metrics,
            health: around.health,
            contract: self.contract(day),
            people: &people,
            ends: around.ends,
            asked: around.asked,
            usual: around.usual,
        })
    }
}

/// More accounts than this are read all at once.
const ONE_BY_ONE: usize = 20;
/// Days back for which it is known when messages went to people; the limit looks at seven.
const MESSAGE_DAYS: i32 = 8;

impl App {
    /// All accounts, or some of them, ascending.
    pub(crate) async fn subjects(
        &self,
        workspace: &Workspace,
        some: Option<&[AccountId]>,
    ) -> Result<Vec<Subject>, Refused> {
        let broken = Refused::broken;
        let (accounts, people, contracts) = match some {
            Some(ids) if ids.len() <= ONE_BY_ONE => {
                let (mut accounts, mut people, mut contracts) = (Vec::new(), Vec::new(), Vec::new());
                for id in ids {
                    accounts.extend(self.state.account(*id).await.map_err(broken)?);
                    people.extend(self.state.people_of(*id).await.map_err(broken)?);
                    contracts.extend(self.state.contracts_of(*id).await.map_err(broken)?);
                }
                (accounts, people, contracts)
            }
            _ => {
                let mut accounts = self.state.accounts_full().await.map_err(broken)?;
                if let Some(ids) = some {
                    let ids: HashSet<AccountId> = ids.iter().copied().collect();
                    accounts.retain(|account| ids.contains(&account.id));
                }
                let people = self.state.people_all().await.map_err(broken)?;
                (accounts, people, self.state.contracts_all().await.map_err(broken)?)
            }
        };
        let churned: HashMap<AccountId, Day> =
            self.state.churned_accounts().await.map_err(broken)?.into_iter().collect();
        let closed = self.state.unsubscribed().await.map_err(broken)?;
        let mut messages: HashMap<PersonId, Vec<Micros>> = HashMap::new();
        let since = Micros(workspace.zone.start_of(self.today(workspace) - MESSAGE_DAYS).0);
        for (person, at) in self.state.messages_since(since).await.map_err(broken)? {
            messages.entry(person).or_default().push(at);
        }
        let members = self.member_addresses().await?;
        let mut of_people: HashMap<AccountId, Vec<Contact>> = HashMap::new();
        for person in people {
            let name = person.shown(Lang::Ja);
            let contact = Contact {
                name,
                closed: closed.contains(&person.id),
                messages: messages.remove(&person.id).unwrap_or_default(),
                person,
            };
            of_people.entry(contact.person.account).or_default().push(contact);
        }
        let mut of_contracts: HashMap<AccountId, Vec<Contract>> = HashMap::new();
        for contract in contracts {
            of_contracts.entry(contract.account).or_default().push(contract);
        }
        let mut subjects: Vec<Subject> = accounts
            .into_iter()
            .map(|account| Subject {
                owner: account.owner.and_then(|id| members.get(&id).cloned()),
                people: of_people.remove(&account.id).unwrap_or_default(),
                contracts: of_contracts.remove(&account.id).unwrap_or_default(),
                churned_on: churned.get(&account.id).copied(),
                account,
            })
            .collect();
        subjects.sort_by_key(|subject| subject.account.id);
        Ok(subjects)
    }

    /// Name and mail address of each member.
    pub(crate) async fn member_addresses(&self) -> Result<HashMap<MemberId, (String, String)>, Refused> {
        let members = self.state.members().await.map_err(Refused::broken)?;
        Ok(members.into_iter().map(|member| (member.id, (member.name, member.mail))).collect())
    }
}

/// The name of a member of a list; empty for one who is no longer there.
pub(crate) fn member_name(members: &[MemberName], id: MemberId) -> MemberName {
    let known = members.iter().find(|(member, _)| *member == id);
    known.cloned().unwrap_or_else(|| (id, String::new()))
}

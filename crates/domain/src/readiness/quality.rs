//! What in the data cannot be right. Nothing is changed or left out: it is counted and named, and people decide.

use crate::accounts::Account;
use crate::contracts::Contract;
use crate::facts::names;
use banso_kernel::text::{CompanyKey, Likeness};
use banso_kernel::{AccountId, Currency, Day};
use std::collections::{BTreeMap, BTreeSet};

/// Accounts named as examples of a finding.
const EXAMPLES: usize = 5;

/// What looks wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Suspicion {
    /// Usage before the account's first contract began.
    UsageBeforeContract,
    /// Tickets before the account signed up.
    TicketsBeforeSignUp,
    /// Facts after today.
    InTheFuture,
    /// Contracts in another currency than the workspace's: they add up to nothing.
    OtherCurrency,
    /// Accounts without any person.
    NoPeople,
    /// Accounts without any contract.
    NoContract,
    /// Accounts whose names may mean the same company.
    SameCompany,
}

/// A suspicion with its extent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// What.
    pub what: Suspicion,
    /// Facts concerned, or contracts of [`Suspicion::OtherCurrency`]; 0 where it is about neither.
    pub facts: u64,
    /// Accounts concerned.
    pub accounts: u32,
    /// The first few of them. For [`Suspicion::SameCompany`] all of the first few groups, one after the other.
    pub examples: Vec<AccountId>,
}

/// All findings.
pub type Found = Vec<Finding>;

/// Looks at facts one by one, then at the rest.
pub struct Inspector {
    today: Day,
    /// Per account: first day of its first contract, day of signing up.
    begins: BTreeMap<AccountId, (Option<Day>, Option<Day>)>,
    seen: BTreeMap<Suspicion, BTreeMap<AccountId, u64>>,
}

impl Inspector {
    /// Knows when each account began, and which contracts do not count in the workspace's currency.
    #[must_use]
    pub fn new(accounts: &[Account], contracts: &[Contract], currency: Currency, today: Day) -> Self {
        let mut begins: BTreeMap<AccountId, (Option<Day>, Option<Day>)> =
            accounts.iter().map(|account| (account.id, (None, account.signed_up_on))).collect();
        for contract in contracts {
            let begin = begins.entry(contract.account).or_default();
            begin.0 = Some(begin.0.map_or(contract.starts_on, |day| day.min(contract.starts_on)));
        }
        let mut inspector = Self { today, begins, seen: BTreeMap::new() };
        for contract in contracts.iter().filter(|contract| contract.monthly.currency != currency) {
            inspector.note(Suspicion::OtherCurrency, contract.account);
        }
        inspector
    }

    /// Looks at a fact.
    pub fn fact(&mut self, account: AccountId, name: &str, day: Day) {
        let (contract, signed_up) = self.begins.get(&account).copied().unwrap_or_default();
        let early = |begin: Option<Day>| begin.is_some_and(|begin| day < begin);
        if day > self.today {
            self.note(Suspicion::InTheFuture, account);
        }
        match name {
            names::TICKET => {
                if early(signed_up) {
                    self.note(Suspicion::TicketsBeforeSignUp, account);
                }
            }
            // What the vendor does before the start, and the account's leaving, is not use.
            names::TOUCH | names::CHURN | names::SURVEY => {}
            _ => {
                if early(contract) {
                    self.note(Suspicion::UsageBeforeContract, account);
                }
            }
        }
    }

    fn note(&mut self, what: Suspicion, account: AccountId) {
        *self.seen.entry(what).or_default().entry(account).or_default() += 1;
    }

    /// Everything that was found, most serious first. `with_people` are the accounts that have anybody. Missing
    /// contracts and people are only worth saying where others have some.
    #[must_use]
    pub fn finish(self, accounts: &[Account], with_people: &BTreeSet<AccountId>) -> Found {
        let mut found: Found = self
            .seen
            .iter()
            .map(|(what, by_account)| Finding {
                what: *what,
                facts: by_account.values().sum(),
                accounts: by_account.len() as u32,
                examples: most(by_account),
            })
            .collect();
        found.extend(lacking(Suspicion::NoContract, accounts, |id| {
            self.begins.get(&id).is_some_and(|(contract, _)| contract.is_some())
        }));
        found.extend(lacking(Suspicion::NoPeople, accounts, |id| with_people.contains(&id)));
        found.extend(same_company(accounts));
        found.sort_by_key(|finding| finding.what);
        found
    }
}

/// The accounts with most facts.
fn most(by_account: &BTreeMap<AccountId, u64>) -> Vec<AccountId> {
    let mut all: Vec<_> = by_account.iter().collect();
    all.sort_by_key(|(id, facts)| (std::cmp::Reverse(**facts), **id));
    all.into_iter().take(EXAMPLES).map(|(id, _)| *id).collect()
}

fn lacking(what: Suspicion, accounts: &[Account], has: impl Fn(AccountId) -> bool) -> Option<Finding> {
    let without: Vec<AccountId> = accounts.iter().map(|a| a.id).filter(|id| !has(*id)).collect();
    (!without.is_empty() && without.len() < accounts.len()).then(|| Finding {
        what,
        facts: 0,
        accounts: without.len() as u32,
        examples: without.into_iter().take(EXAMPLES).collect(),
    })
}

/// Accounts whose names mean the same company or may do (J-05): candidates, never merged by themselves. Those that say
/// themselves that they belong to one company by its corporate number (J-07) are no finding.
fn same_company(accounts: &[Account]) -> Option<Finding> {
    let mut by_name: BTreeMap<String, Vec<(&Account, CompanyKey)>> = BTreeMap::new();
    for account in accounts {
        let key = CompanyKey::of(&account.name);
        if !key.bare.is_empty() {
            by_name.entry(key.bare.clone()).or_default().push((account, key));
        }
    }
    let mut concerned = Vec::new();
    for group in by_name.into_values().filter(|group| group.len() > 1) {
        let number = &group[0].0.corporate_number;
        let known = !number.is_empty() && group.iter().all(|(account, _)| account.corporate_number == *number);
        let alike = |at: usize| {
            let others = group.iter().enumerate().filter(|(other, _)| *other != at);
            others.map(|(_, (_, key))| group[at].1.likeness(key)).any(|likeness| likeness != Likeness::Different)
        };
        if !known {
            concerned.extend((0..group.len()).filter(|at| alike(*at)).map(|at| group[at].0.id));
        }
    }
    (!concerned.is_empty()).then(|| Finding {
        what: Suspicion::SameCompany,
        facts: 0,
        accounts: concerned.len() as u32,
        examples: concerned.into_iter().take(EXAMPLES + 1).collect(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::contracts::Ringi;
    use banso_kernel::Money;

    fn account(id: i64, name: &str) -> Account {
        Account {
            id: AccountId(id),
            name: name.to_owned(),
            signed_up_on: Some(Day(100)),
            ..Account::bare(&id.to_string())
        }
    }

    fn contract(account: i64, starts: i32) -> Contract {
        Contract {
            key: format!("{account}-{starts}"),
            account: AccountId(account),
            product: String::new(),
            monthly: Money { minor: 1, currency: Currency::JPY },
            starts_on: Day(starts),
            ends_on: None,
            auto_renew: false,
            decline_by: None,
            ringi: Ringi::None,
            decider: String::new(),
        }
    }

    #[test]
    fn use_before_the_first_contract_and_tickets_before_signing_up_are_counted() {
        let accounts = [account(1, "株式会社青空"), account(2, "海")];
        let mut inspector = Inspector::new(&accounts, &[contract(1, 110), contract(1, 200)], Currency::JPY, Day(300));
        for (name, day) in
            [("login", 109), ("login", 110), ("ticket", 99), ("ticket", 100), ("touch", 1), ("login", 301)]
        {
            inspector.fact(AccountId(1), name, Day(day));
        }
        inspector.fact(AccountId(2), "login", Day(1));
        let found = inspector.finish(&accounts, &BTreeSet::from([AccountId(1)]));
        let of = |what| found.iter().find(|f| f.what == what).map(|f| (f.facts, f.accounts, f.examples.clone()));
        assert_eq!(of(Suspicion::UsageBeforeContract), Some((1, 1, vec![AccountId(1)])));
        assert_eq!(of(Suspicion::TicketsBeforeSignUp), Some((1, 1, vec![AccountId(1)])));
        assert_eq!(of(Suspicion::InTheFuture), Some((1, 1, vec![AccountId(1)])));
        assert_eq!(of(Suspicion::NoContract), Some((0, 1, vec![AccountId(2)])));
        assert_eq!(of(Suspicion::NoPeople), Some((0, 1, vec![AccountId(2)])));
        assert_eq!(of(Suspicion::SameCompany), None);
    }

    #[test]
    fn contracts_in_another_currency_than_the_workspaces_are_counted_and_named() {
        let accounts = [account(1, "青空"), account(2, "海")];
        let contracts = [contract(1, 10), contract(2, 10), contract(2, 20)];
        let found =
            |currency| Inspector::new(&accounts, &contracts, currency, Day(1)).finish(&accounts, &BTreeSet::new());
        assert_eq!(found(Currency::JPY), []);
        let dollars = found(Currency::USD);
        assert_eq!((dollars.len(), dollars[0].what), (1, Suspicion::OtherCurrency));
        assert_eq!((dollars[0].facts, dollars[0].accounts), (3, 2));
        assert_eq!(dollars[0].examples, [AccountId(2), AccountId(1)]);
    }

    #[test]
    fn names_of_one_company_are_candidates_unless_its_number_says_so() {
        let mut accounts = [account(1, "㈱ｱｼｽﾄ"), account(2, "アシスト株式会社"), account(3, "有限会社アシスト")];
        let finish = |accounts: &[Account]| {
            Inspector::new(accounts, &[], Currency::JPY, Day(1)).finish(accounts, &BTreeSet::new())
        };
        let found = finish(&accounts);
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].examples, [AccountId(1), AccountId(2)], "another legal form is another company");
        for account in &mut accounts {
            account.corporate_number = "7000012050002".to_owned();
        }
        assert_eq!(finish(&accounts), []);
    }
}

//! What the engine must know of accounts besides their facts.

use banso_kernel::Day;

/// An account as the engine sees it.
#[derive(Clone, Debug, Default)]
pub struct AccountInput {
    /// Which.
    pub account: i64,
    /// First day as a customer, where known. History starts there, or at the first fact, contract or ID.
    pub since: Option<Day>,
    /// First day of history as an earlier computation found it. Needed only where not all facts are at hand.
    pub began: Option<Day>,
    /// First day asked for; none for all days of its history.
    pub from: Option<Day>,
    /// Contracts in the workspace's currency.
    pub contracts: Vec<ContractSpan>,
    /// People.
    pub people: Vec<PersonSpan>,
}

/// A contract as the engine sees it.
#[derive(Clone, Copy, Debug)]
pub struct ContractSpan {
    /// First day in force.
    pub from: Day,
    /// Last day in force.
    pub to: Option<Day>,
    /// Amount a month in minor units.
    pub monthly: i64,
}

/// A person as the engine sees them.
#[derive(Clone, Copy, Debug)]
pub struct PersonSpan {
    /// The person's key.
    pub person: i64,
    /// First day with an ID.
    pub issued: Option<Day>,
    /// Last day at the account.
    pub left: Option<Day>,
    /// Promotes the product.
    pub champion: bool,
}

/// What exists in the whole workspace, for levels: 0 contracts is a level only where contracts are kept at all.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Known {
    /// Any contract exists.
    pub contracts: bool,
    /// Any person exists.
    pub people: bool,
    /// Digits of the workspace currency's minor unit.
    pub digits: u32,
}

impl AccountInput {
    /// The first day of history, given the day of the first fact at hand.
    #[must_use]
    pub fn first_day(&self, earliest_fact: Option<Day>) -> Option<Day> {
        let contracts = self.contracts.iter().map(|contract| contract.from);
        let people = self.people.iter().filter_map(|person| person.issued);
        let hints = [self.since, self.began, earliest_fact].into_iter().flatten();
        hints.chain(contracts).chain(people).min()
    }
}

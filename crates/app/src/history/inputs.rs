//! What the engine must know of accounts besides their facts.

use super::Base;
use crate::{App, Refused};
use banso_domain::contracts::Contract;
use banso_domain::metrics::{AccountInput, ContractSpan, PersonSpan};
use banso_domain::people::Person;
use banso_kernel::{AccountId, Currency, Day};
use std::collections::HashMap;

impl App {
    /// All accounts, ascending.
    pub(crate) async fn inputs(&self, currency: Currency) -> Result<Vec<AccountInput>, Refused> {
        let all = self.state.spans().await.map_err(Refused::broken)?;
        let mut inputs: Vec<AccountInput> = all.accounts.iter().map(|(id, since)| input(*id, *since)).collect();
        inputs.sort_by_key(|input| input.account);
        let place: HashMap<i64, usize> = inputs.iter().enumerate().map(|(at, input)| (input.account, at)).collect();
        for (account, of, span) in all.contracts {
            if let Some(&at) = place.get(&account.0).filter(|_| of == currency.code()) {
                inputs[at].contracts.push(span);
            }
        }
        for (account, span) in all.people {
            if let Some(&at) = place.get(&account.0) {
                inputs[at].people.push(span);
            }
        }
        Ok(inputs)
    }

    /// One account.
    pub(super) async fn input(&self, base: &Base, account: AccountId) -> Result<AccountInput, Refused> {
        let found = self.state.account(account).await.map_err(Refused::broken)?.ok_or(Refused::Missing)?;
        let contracts = self.state.contracts_of(account).await.map_err(Refused::broken)?;
        let people = self.state.people_of(account).await.map_err(Refused::broken)?;
        let mut input = input(account, found.signed_up_on);
        input.contracts.extend(contracts.iter().filter_map(|c| contract_span(c, base.workspace.currency)));
        input.people.extend(people.iter().map(person_span));
        Ok(input)
    }
}

fn input(account: AccountId, since: Option<Day>) -> AccountInput {
    AccountInput { account: account.0, since, ..AccountInput::default() }
}

/// Contracts in other currencies do not add up with the workspace's; data readiness shows them.
fn contract_span(contract: &Contract, currency: Currency) -> Option<ContractSpan> {
    (contract.monthly.currency == currency).then_some(ContractSpan {
        from: contract.starts_on,
        to: contract.ends_on,
        monthly: contract.monthly.minor,
    })
}

fn person_span(person: &Person) -> PersonSpan {
    PersonSpan { person: person.id.0, issued: person.issued_on, left: person.left_on, champion: person.champion }
}

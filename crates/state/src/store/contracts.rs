//! Contracts.

use super::accounts::day;
use super::bulk::{CHUNK, chunks, json};
use super::change::{Change, Counts, Edit, EditRecord, Record, Sorted};
use super::error::{Result, StateError};
use super::open::State;
use super::statement::{Db, execute, fetch_all};
use super::tx::Tx;
use banso_domain::contracts::{Contract, Ringi};
use banso_kernel::{AccountId, Currency, Money};
use serde::Serialize;
use sqlx::FromRow;
use std::collections::HashMap;

/// A row of table `contract`, without its times.
#[derive(Serialize, FromRow)]
struct ContractRecord {
    id: i64,
    key: String,
    account: i64,
    product: String,
    monthly_minor: i64,
    currency: String,
    starts_on: i64,
    ends_on: Option<i64>,
    auto_renew: i64,
    decline_by: Option<i64>,
    ringi: String,
    decider: String,
}

impl Record for ContractRecord {
    type Name = String;

    fn name(&self) -> String {
        self.key.clone()
    }

    fn id(&mut self) -> &mut i64 {
        &mut self.id
    }
}

impl ContractRecord {
    fn new(contract: &Contract) -> Self {
        let contract = contract.clone();
        Self {
            id: 0,
            key: contract.key,
            account: contract.account.0,
            product: contract.product,
            monthly_minor: contract.monthly.minor,
            currency: contract.monthly.currency.code().to_owned(),
            starts_on: contract.starts_on.0.into(),
            ends_on: contract.ends_on.map(|day| day.0.into()),
            auto_renew: contract.auto_renew.into(),
            decline_by: contract.decline_by.map(|day| day.0.into()),
            ringi: contract.ringi.code().to_owned(),
            decider: contract.decider,
        }
    }

    fn contract(self) -> Result<Contract> {
        let Some(currency) = Currency::parse(&self.currency) else {
            return Err(StateError::Damaged { what: "contract.currency", found: self.currency });
        };
        let Some(ringi) = Ringi::of(&self.ringi) else {
            return Err(StateError::Damaged { what: "contract.ringi", found: self.ringi });
        };
        Ok(Contract {
            key: self.key,
            account: AccountId(self.account),
            product: self.product,
            monthly: Money { minor: self.monthly_minor, currency },
            starts_on: day(self.starts_on),
            ends_on: self.ends_on.map(day),
            auto_renew: self.auto_renew != 0,
            decline_by: self.decline_by.map(day),
            ringi,
            decider: self.decider,
        })
    }
}

impl State {
    /// The contracts of an account, newest start first.
    ///
    /// # Errors
    /// The database failed.
    pub async fn contracts_of(&self, account: AccountId) -> Result<Vec<Contract>> {
        let rows = fetch_all!(self.read().await?, ContractRecord, "sql/contracts/of_account.sql", account.0)?;
        rows.into_iter().map(ContractRecord::contract).collect()
    }

    /// All contracts, by account and start: the metrics engine adds them up.
    ///
    /// # Errors
    /// The database failed.
    pub async fn contracts_all(&self) -> Result<Vec<Contract>> {
        let rows = fetch_all!(self.read().await?, ContractRecord, "sql/contracts/all.sql")?;
        rows.into_iter().map(ContractRecord::contract).collect()
    }

    /// The contracts of these vendor's ids, those that exist.
    ///
    /// # Errors
    /// The database failed.
    pub async fn resolve_contracts(&self, keys: &[String]) -> Result<HashMap<String, Contract>> {
        let mut connection = self.read().await?;
        let rows = by_keys(&mut connection.db(), keys).await?;
        rows.into_values().map(|row| row.contract().map(|contract| (contract.key.clone(), contract))).collect()
    }

    /// The edits of a contract, newest first.
    ///
    /// # Errors
    /// The database failed.
    pub async fn contract_edits(&self, key: &str) -> Result<Vec<Edit>> {
        let rows = fetch_all!(self.read().await?, EditRecord, "sql/contracts/changes.sql", key)?;
        Ok(rows.into_iter().map(Edit::from).collect())
    }
}

impl Tx {
    /// Creates or changes contracts, matched by the vendor's id. Edits are kept. Of several with the same id the last
    /// one counts.
    ///
    /// # Errors
    /// The database failed.
    pub async fn put_contracts(&mut self, contracts: &[Contract], change: &Change) -> Result<Counts> {
        let mut counts = Counts::default();
        for chunk in chunks(contracts, CHUNK, |contract| contract.product.len() + contract.decider.len()) {
            let keys: Vec<String> = chunk.iter().map(|contract| contract.key.clone()).collect();
            let rows = chunk.iter().map(ContractRecord::new).collect();
            let Sorted { new, changed, edits, counts: of_chunk } =
                Sorted::of(rows, by_keys(&mut self.db(), &keys).await?)?;
            counts += of_chunk;
            if !new.is_empty() {
                execute!(self, "sql/sqlite/contracts/insert.sql", json(&new)?, change.at.0)?;
            }
            if !changed.is_empty() {
                execute!(self, "sql/sqlite/contracts/update.sql", json(&changed)?, change.at.0)?;
            }
            let by = change.by.map(|member| member.0);
            for edits in edits.chunks(CHUNK) {
                execute!(self, "sql/sqlite/contracts/keep_edits.sql", json(edits)?, change.at.0, by, change.cause)?;
            }
        }
        Ok(counts)
    }
}

async fn by_keys(db: &mut Db<'_>, keys: &[String]) -> Result<HashMap<String, ContractRecord>> {
    let mut found = HashMap::new();
    for chunk in keys.chunks(CHUNK) {
        let rows = fetch_all!(db, ContractRecord, "sql/sqlite/contracts/by_keys.sql", json(chunk)?)?;
        found.extend(rows.into_iter().map(|row| (row.key.clone(), row)));
    }
    Ok(found)
}

//! What the metrics engine needs of accounts, contracts and people, and nothing else of them: read as a whole, fast.

use super::accounts::day;
use super::bulk::rows;
use super::error::Result;
use super::open::State;
use banso_kernel::{AccountId, Day, PersonId};

/// Every account, contract and person, by account.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Spans {
    /// Accounts, with their first day as a customer where it is known.
    pub accounts: Vec<(AccountId, Option<Day>)>,
    /// Contracts.
    pub contracts: Vec<ContractRow>,
    /// People.
    pub people: Vec<PersonRow>,
}

/// A contract.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ContractRow {
    /// Whose.
    pub account: AccountId,
    /// First day.
    pub starts_on: Day,
    /// Last day.
    pub ends_on: Option<Day>,
    /// A month, in minor units of its currency.
    pub monthly_minor: i64,
    /// ISO 4217.
    pub currency: String,
}

/// A person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PersonRow {
    /// Whose.
    pub account: AccountId,
    /// Who.
    pub person: PersonId,
    /// First day with an ID.
    pub issued_on: Option<Day>,
    /// Last day at the account.
    pub left_on: Option<Day>,
    /// Promotes the product.
    pub champion: bool,
}

/// How many of each there are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct GroundCounts {
    /// Accounts.
    pub accounts: i64,
    /// Contracts.
    pub contracts: i64,
    /// People.
    pub people: i64,
}

/// account, first day, last day, minor units a month, currency
type ContractCells = (i64, i64, Option<i64>, i64, String);
/// account, person, ID issued, left, champion
type PersonCells = (i64, i64, Option<i64>, Option<i64>, u8);

impl State {
    /// All of them.
    ///
    /// # Errors
    /// The database failed.
    pub async fn spans(&self) -> Result<Spans> {
        let json = sqlx::query_file!("sql/sqlite/accounts/spans.sql").fetch_one(self.read()).await?;
        let accounts: Vec<(i64, Option<i64>)> = rows(&json.accounts)?;
        let contracts: Vec<ContractCells> = rows(&json.contracts)?;
        let people: Vec<PersonCells> = rows(&json.people)?;
        let contract = |(account, from, to, monthly_minor, currency): ContractCells| ContractRow {
            account: AccountId(account),
            starts_on: day(from),
            ends_on: to.map(day),
            monthly_minor,
            currency,
        };
        let person = |(account, person, issued, left, champion): PersonCells| PersonRow {
            account: AccountId(account),
            person: PersonId(person),
            issued_on: issued.map(day),
            left_on: left.map(day),
            champion: champion != 0,
        };
        Ok(Spans {
            accounts: accounts.into_iter().map(|(id, since)| (AccountId(id), since.map(day))).collect(),
            contracts: contracts.into_iter().map(contract).collect(),
            people: people.into_iter().map(person).collect(),
        })
    }

    /// How many accounts, contracts and people there are.
    ///
    /// # Errors
    /// The database failed.
    pub async fn ground_counts(&self) -> Result<GroundCounts> {
        let row = sqlx::query_file!("sql/accounts/ground.sql").fetch_one(self.read()).await?;
        Ok(GroundCounts { accounts: row.accounts, contracts: row.contracts, people: row.people })
    }
}

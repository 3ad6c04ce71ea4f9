//! What the metrics engine needs of accounts, contracts and people, and nothing else of them: read as a whole, fast.

use super::accounts::day;
use super::bulk::rows;
use super::error::Result;
use super::open::State;
use super::statement::fetch_one;
use banso_domain::metrics::{ContractSpan, PersonSpan};
use banso_kernel::{AccountId, Day};
use sqlx::FromRow;

/// Every account, contract and person, by account.
#[derive(Clone, Debug, Default)]
pub struct Spans {
    /// Accounts, with their first day as a customer where it is known.
    pub accounts: Vec<(AccountId, Option<Day>)>,
    /// Contracts, with the currency of each.
    pub contracts: Vec<(AccountId, String, ContractSpan)>,
    /// People.
    pub people: Vec<(AccountId, PersonSpan)>,
}

/// How many of each there are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, FromRow)]
pub struct GroundCounts {
    /// Accounts.
    pub accounts: i64,
    /// Contracts.
    pub contracts: i64,
    /// People.
    pub people: i64,
}

/// Accounts, contracts and people, each as JSON.
#[derive(FromRow)]
struct SpansRecord {
    accounts: String,
    contracts: String,
    people: String,
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
        let json = fetch_one!(self.read().await?, SpansRecord, "sql/sqlite/accounts/spans.sql")?;
        let accounts: Vec<(i64, Option<i64>)> = rows(&json.accounts)?;
        let contracts: Vec<ContractCells> = rows(&json.contracts)?;
        let people: Vec<PersonCells> = rows(&json.people)?;
        let contract = |(account, from, to, monthly, currency): ContractCells| {
            (AccountId(account), currency, ContractSpan { from: day(from), to: to.map(day), monthly })
        };
        let person = |(account, person, issued, left, champion): PersonCells| {
            let (issued, left) = (issued.map(day), left.map(day));
            (AccountId(account), PersonSpan { person, issued, left, champion: champion != 0 })
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
        fetch_one!(self.read().await?, GroundCounts, "sql/sqlite/accounts/ground.sql")
    }
}

//! Accounts.

use super::bulk::{CHUNK, chunks, json};
use super::change::{Change, Counts, NewEdit, Record, Sorted};
use super::error::Result;
use super::open::State;
use super::statement::{Db, execute, fetch_all, fetch_optional, scalar};
use super::tx::Tx;
use banso_domain::accounts::Account;
use banso_kernel::{AccountId, Day, MemberId};
use serde::Serialize;
use sqlx::FromRow;
use std::collections::HashMap;

/// What is derived from an account's name and kana for matching, searching and sorting.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AccountKeys {
    /// The company's name without its legal form, folded: equal for names that mean the same company.
    pub name_key: String,
    /// Everything that a search should find, folded.
    pub search_key: String,
    /// Sorts accounts as a reader expects.
    pub collation_key: String,
}

impl AccountKeys {
    /// Those of an account, by the rules of the business.
    #[must_use]
    pub fn of(account: &Account) -> Self {
        Self { name_key: account.name_key(), search_key: account.search_text(), collation_key: account.collation_key() }
    }
}

/// An account as lists need it: without memo and attributes.
#[derive(Clone, Debug, PartialEq)]
pub struct AccountRow {
    /// Ours.
    pub id: AccountId,
    /// The vendor's own id.
    pub key: String,
    /// As typed.
    pub name: String,
    /// Reading in kana; may be empty.
    pub kana: String,
    /// Mail and web domain; may be empty.
    pub domain: String,
    /// Industry, as typed.
    pub industry: String,
    /// Country or region, as typed.
    pub country: String,
    /// Plan or tier, as typed.
    pub plan: String,
    /// Where it is on its journey.
    pub phase: String,
    /// First day as a customer.
    pub signed_up_on: Option<Day>,
    /// Who looks after it.
    pub owner: Option<MemberId>,
    /// Folded text to search in.
    pub search_key: String,
}

/// A row of table `account`, without its times.
#[derive(Serialize, FromRow)]
pub(crate) struct AccountRecord {
    id: i64,
    key: String,
    name: String,
    kana: String,
    domain: String,
    corporate_number: String,
    industry: String,
    country: String,
    plan: String,
    phase: String,
    signed_up_on: Option<i64>,
    owner: Option<i64>,
    memo: String,
    attributes: String,
    name_key: String,
    search_key: String,
    collation_key: String,
}

impl Record for AccountRecord {
    type Name = String;

    fn name(&self) -> String {
        self.key.clone()
    }

    fn id(&mut self) -> &mut i64 {
        &mut self.id
    }
}

impl AccountRecord {
    fn new(account: &Account, keys: &AccountKeys) -> Result<Self> {
        let account = account.clone();
        let keys = keys.clone();
        Ok(Self {
            id: account.id.0,
            key: account.key,
            name: account.name,
            kana: account.kana,
            domain: account.domain,
            corporate_number: account.corporate_number,
            industry: account.industry,
            country: account.country,
            plan: account.plan,
            phase: account.phase,
            signed_up_on: account.signed_up_on.map(|day| day.0.into()),
            owner: account.owner.map(|member| member.0),
            memo: account.memo,
            attributes: serde_json::to_string(&account.attributes)?,
            name_key: keys.name_key,
            search_key: keys.search_key,
            collation_key: keys.collation_key,
        })
    }

    fn account(self) -> Result<Account> {
        Ok(Account {
            id: AccountId(self.id),
            key: self.key,
            name: self.name,
            kana: self.kana,
            domain: self.domain,
            corporate_number: self.corporate_number,
            industry: self.industry,
            country: self.country,
            plan: self.plan,
            phase: self.phase,
            signed_up_on: self.signed_up_on.map(day),
            owner: self.owner.map(MemberId),
            memo: self.memo,
            attributes: serde_json::from_str(&self.attributes)?,
        })
    }
}

/// A row of table `account` as lists need it.
#[derive(FromRow)]
struct LightRecord {
    id: i64,
    key: String,
    name: String,
    kana: String,
    domain: String,
    industry: String,
    country: String,
    plan: String,
    phase: String,
    signed_up_on: Option<i64>,
    owner: Option<i64>,
    search_key: String,
}

impl From<LightRecord> for AccountRow {
    fn from(row: LightRecord) -> Self {
        Self {
            id: AccountId(row.id),
            key: row.key,
            name: row.name,
            kana: row.kana,
            domain: row.domain,
            industry: row.industry,
            country: row.country,
            plan: row.plan,
            phase: row.phase,
            signed_up_on: row.signed_up_on.map(day),
            owner: row.owner.map(MemberId),
            search_key: row.search_key,
        }
    }
}

/// An account's key and id.
#[derive(FromRow)]
struct KeyRecord {
    id: i64,
    key: String,
}

/// Bytes of an account's longer texts.
fn text(account: &Account, keys: &AccountKeys) -> usize {
    let attributes: usize = account.attributes.iter().map(|(name, value)| name.len() + value.len()).sum();
    account.name.len() + account.memo.len() + attributes + keys.search_key.len()
}

/// A stored day. Only days of type [`Day`] are ever written, so that nothing is cut off.
pub(crate) fn day(stored: i64) -> Day {
    Day(i32::try_from(stored).unwrap_or(if stored < 0 { i32::MIN } else { i32::MAX }))
}

impl State {
    /// One account.
    ///
    /// # Errors
    /// The database failed.
    pub async fn account(&self, id: AccountId) -> Result<Option<Account>> {
        let row = fetch_optional!(self.read().await?, AccountRecord, "sql/accounts/one.sql", id.0)?;
        row.map(AccountRecord::account).transpose()
    }

    /// All accounts that are not merged into another, in reading order: one query, light rows.
    ///
    /// # Errors
    /// The database failed.
    pub async fn accounts_all(&self) -> Result<Vec<AccountRow>> {
        let rows = fetch_all!(self.read().await?, LightRecord, "sql/accounts/all.sql")?;
        Ok(rows.into_iter().map(AccountRow::from).collect())
    }

    /// All accounts with memo and attributes, by id; merged ones too.
    ///
    /// # Errors
    /// The database failed.
    pub async fn accounts_full(&self) -> Result<Vec<Account>> {
        let rows = fetch_all!(self.read().await?, AccountRecord, "sql/accounts/full.sql")?;
        rows.into_iter().map(AccountRecord::account).collect()
    }

    /// How many accounts there are, merged ones not counted.
    ///
    /// # Errors
    /// The database failed.
    pub async fn accounts_count(&self) -> Result<u64> {
        let count = scalar!(self.read().await?, "sql/accounts/count.sql")?;
        Ok(count.unsigned_abs())
    }

    /// The accounts of these vendor's ids, those that exist; a merged account leads to where it went.
    ///
    /// # Errors
    /// The database failed.
    pub async fn resolve_accounts(&self, keys: &[String]) -> Result<HashMap<String, AccountId>> {
        let mut connection = self.read().await?;
        resolve(&mut connection.db(), keys).await
    }

    /// The accounts of these vendor's ids in full, those that exist; merged ones as they were.
    ///
    /// # Errors
    /// The database failed.
    pub async fn accounts_by_key(&self, keys: &[String]) -> Result<HashMap<String, Account>> {
        let mut connection = self.read().await?;
        let rows = by_keys(&mut connection.db(), keys).await?;
        rows.into_values().map(|row| row.account().map(|account| (account.key.clone(), account))).collect()
    }

    /// Accounts that may be the same company: equal name key, domain or corporate number (empty ones match nothing).
    ///
    /// # Errors
    /// The database failed.
    pub async fn accounts_alike(&self, name_key: &str, domain: &str, corporate_number: &str) -> Result<Vec<Account>> {
        let rows = fetch_all!(
            self.read().await?,
            AccountRecord,
            "sql/accounts/alike.sql",
            name_key,
            domain,
            corporate_number
        )?;
        rows.into_iter().map(AccountRecord::account).collect()
    }
}

impl Tx {
    /// Creates or changes accounts, matched by the vendor's id (`account.id` is not looked at). Edits are kept.
    /// Returns what was done and the ids in the order of `accounts`. Of several with the same id the last one counts.
    ///
    /// # Errors
    /// The database failed.
    pub async fn put_accounts(
        &mut self,
        accounts: &[(Account, AccountKeys)],
        change: &Change,
    ) -> Result<(Counts, Vec<AccountId>)> {
        let mut counts = Counts::default();
        let mut ids = HashMap::new();
        for chunk in chunks(accounts, CHUNK, |(account, keys)| text(account, keys)) {
            let keys: Vec<String> = chunk.iter().map(|(account, _)| account.key.clone()).collect();
            let known = by_keys(&mut self.db(), &keys).await?;
            ids.extend(known.values().map(|row| (row.key.clone(), AccountId(row.id))));
            let rows = chunk.iter().map(|(account, derived)| AccountRecord::new(account, derived));
            let sorted = Sorted::of(rows.collect::<Result<_>>()?, known)?;
            counts += sorted.counts;
            ids.extend(self.insert_accounts(&sorted.new, change).await?);
            if !sorted.changed.is_empty() {
                execute!(self, "sql/sqlite/accounts/update.sql", json(&sorted.changed)?, change.at.0)?;
            }
            self.keep_account_edits(&sorted.edits, change).await?;
        }
        let in_order = accounts.iter().filter_map(|(account, _)| ids.get(&account.key).copied()).collect();
        Ok((counts, in_order))
    }

    /// Creates those accounts whose vendor's id is not known yet, leaves the others alone. Returns the ids of all
    /// (of a merged one, where it went) and how many are new.
    ///
    /// # Errors
    /// The database failed.
    pub async fn ensure_accounts(
        &mut self,
        accounts: &[(Account, AccountKeys)],
        change: &Change,
    ) -> Result<(HashMap<String, AccountId>, u64)> {
        let (mut ids, mut new) = (HashMap::new(), 0);
        for chunk in chunks(accounts, CHUNK, |(account, keys)| text(account, keys)) {
            let keys: Vec<String> = chunk.iter().map(|(account, _)| account.key.clone()).collect();
            ids.extend(resolve(&mut self.db(), &keys).await?);
            let mut missing: HashMap<&str, AccountRecord> = HashMap::new();
            let mut order = Vec::new();
            for (account, derived) in chunk {
                if !ids.contains_key(&account.key) && !missing.contains_key(account.key.as_str()) {
                    order.push(account.key.as_str());
                    missing.insert(&account.key, AccountRecord::new(account, derived)?);
                }
            }
            let records: Vec<AccountRecord> = order.iter().filter_map(|key| missing.remove(key)).collect();
            new += records.len() as u64;
            ids.extend(self.insert_accounts(&records, change).await?);
        }
        Ok((ids, new))
    }

    /// As [`State::accounts_by_key`], inside the transaction.
    ///
    /// # Errors
    /// The database failed.
    pub async fn accounts_by_key(&mut self, keys: &[String]) -> Result<HashMap<String, Account>> {
        let rows = by_keys(&mut self.db(), keys).await?;
        rows.into_values().map(|row| row.account().map(|account| (account.key.clone(), account))).collect()
    }

    /// As [`State::resolve_accounts`], inside the transaction.
    ///
    /// # Errors
    /// The database failed.
    pub async fn resolve_accounts(&mut self, keys: &[String]) -> Result<HashMap<String, AccountId>> {
        resolve(&mut self.db(), keys).await
    }

    async fn insert_accounts(&mut self, rows: &[AccountRecord], change: &Change) -> Result<Vec<(String, AccountId)>> {
        if rows.is_empty() {
            return Ok(Vec::new());
        }
        let made = fetch_all!(self, KeyRecord, "sql/sqlite/accounts/insert.sql", json(rows)?, change.at.0)?;
        Ok(made.into_iter().map(|row| (row.key, AccountId(row.id))).collect())
    }

    async fn keep_account_edits(&mut self, edits: &[NewEdit], change: &Change) -> Result<()> {
        for chunk in edits.chunks(CHUNK) {
            let by = change.by.map(|member| member.0);
            execute!(self, "sql/sqlite/accounts/keep_edits.sql", json(chunk)?, change.at.0, by, change.cause)?;
        }
        Ok(())
    }
}

async fn by_keys(db: &mut Db<'_>, keys: &[String]) -> Result<HashMap<String, AccountRecord>> {
    let mut found = HashMap::new();
    for chunk in keys.chunks(CHUNK) {
        let rows = fetch_all!(db, AccountRecord, "sql/sqlite/accounts/by_keys.sql", json(chunk)?)?;
        found.extend(rows.into_iter().map(|row| (row.key.clone(), row)));
    }
    Ok(found)
}

async fn resolve(db: &mut Db<'_>, keys: &[String]) -> Result<HashMap<String, AccountId>> {
    let mut found = HashMap::new();
    for chunk in keys.chunks(CHUNK) {
        let rows = fetch_all!(db, KeyRecord, "sql/sqlite/accounts/resolve.sql", json(chunk)?)?;
        found.extend(rows.into_iter().map(|row| (row.key, AccountId(row.id))));
    }
    Ok(found)
}

//! Churns: accounts that left, and why.

use super::accounts::day;
use super::error::Result;
use super::open::State;
use super::statement::{execute, fetch_all, fetch_optional, scalar};
use super::tx::Tx;
use banso_kernel::{AccountId, Day, MemberId, Micros};
use sqlx::FromRow;

/// An account that left.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Churn {
    /// Ours; 0 before it is written.
    pub id: i64,
    /// Who.
    pub account: AccountId,
    /// The first day without a contract.
    pub churned_on: Day,
    /// Keys of the contracts that ended, as a JSON array.
    pub contracts: String,
    /// Which of the workspace's reasons.
    pub reason: String,
    /// Whether it could have been avoided; none while nobody knows.
    pub avoidable: Option<bool>,
    /// Which team could have; may be empty.
    pub preventable_by: String,
    /// To whom it went; may be empty.
    pub competitor: String,
    /// In the member's words.
    pub note: String,
    /// What is to be learnt from it.
    pub lesson: String,
    /// When it was recorded.
    pub recorded_at: Micros,
    /// By whom; none for the program.
    pub recorded_by: Option<MemberId>,
    /// When it was taken back.
    pub withdrawn_at: Option<Micros>,
}

/// A row of table `churn`.
#[derive(FromRow)]
struct ChurnRecord {
    id: i64,
    account: i64,
    churned_on: i64,
    contracts: String,
    reason: String,
    avoidable: Option<i64>,
    preventable_by: String,
    competitor: String,
    note: String,
    lesson: String,
    recorded_at: i64,
    recorded_by: Option<i64>,
    withdrawn_at: Option<i64>,
}

impl From<ChurnRecord> for Churn {
    fn from(row: ChurnRecord) -> Self {
        Self {
            id: row.id,
            account: AccountId(row.account),
            churned_on: day(row.churned_on),
            contracts: row.contracts,
            reason: row.reason,
            avoidable: row.avoidable.map(|flag| flag != 0),
            preventable_by: row.preventable_by,
            competitor: row.competitor,
            note: row.note,
            lesson: row.lesson,
            recorded_at: Micros(row.recorded_at),
            recorded_by: row.recorded_by.map(MemberId),
            withdrawn_at: row.withdrawn_at.map(Micros),
        }
    }
}

/// An account and its day.
#[derive(FromRow)]
struct ChurnedRecord {
    account: i64,
    churned_on: i64,
}

impl State {
    /// The churns from `from` to `to` (both included) that were not taken back, newest first.
    ///
    /// # Errors
    /// The database failed.
    pub async fn churns(&self, from: Day, to: Day) -> Result<Vec<Churn>> {
        let rows = fetch_all!(self.read().await?, ChurnRecord, "sql/churns/between.sql", from.0, to.0)?;
        Ok(rows.into_iter().map(Churn::from).collect())
    }

    /// The churns of an account, those taken back too, newest first.
    ///
    /// # Errors
    /// The database failed.
    pub async fn churns_of(&self, account: AccountId) -> Result<Vec<Churn>> {
        let rows = fetch_all!(self.read().await?, ChurnRecord, "sql/churns/of_account.sql", account.0)?;
        Ok(rows.into_iter().map(Churn::from).collect())
    }

    /// One churn.
    ///
    /// # Errors
    /// The database failed.
    pub async fn churn(&self, id: i64) -> Result<Option<Churn>> {
        let row = fetch_optional!(self.read().await?, ChurnRecord, "sql/churns/one.sql", id)?;
        Ok(row.map(Churn::from))
    }

    /// The accounts that left, each with the day of its first churn that was not taken back.
    ///
    /// # Errors
    /// The database failed.
    pub async fn churned_accounts(&self) -> Result<Vec<(AccountId, Day)>> {
        let rows = fetch_all!(self.read().await?, ChurnedRecord, "sql/sqlite/churns/accounts.sql")?;
        Ok(rows.into_iter().map(|row| (AccountId(row.account), day(row.churned_on))).collect())
    }
}

impl Tx {
    /// Records a churn (`id` and `withdrawn_at` are not looked at) and returns its id.
    ///
    /// # Errors
    /// The database failed.
    pub async fn record_churn(&mut self, churn: &Churn) -> Result<i64> {
        let Churn { account, contracts, reason, preventable_by, competitor, note, lesson, .. } = churn;
        let (avoidable, by) = (churn.avoidable.map(i64::from), churn.recorded_by.map(|member| member.0));
        scalar!(
            self,
            "sql/churns/add.sql",
            account.0,
            churn.churned_on.0,
            contracts,
            reason,
            avoidable,
            preventable_by,
            competitor,
            note,
            lesson,
            churn.recorded_at.0,
            by
        )
    }

    /// Writes what a churn says (not of whom, nor who recorded it when). False if there is none or it was taken back.
    ///
    /// # Errors
    /// The database failed.
    pub async fn change_churn(&mut self, churn: &Churn) -> Result<bool> {
        let Churn { id, contracts, reason, preventable_by, competitor, note, lesson, .. } = churn;
        let changed = execute!(
            self,
            "sql/churns/change.sql",
            id,
            churn.churned_on.0,
            contracts,
            reason,
            churn.avoidable.map(i64::from),
            preventable_by,
            competitor,
            note,
            lesson
        )?;
        Ok(changed > 0)
    }

    /// Takes a churn back. False if there is none or that was done before.
    ///
    /// # Errors
    /// The database failed.
    pub async fn withdraw_churn(&mut self, id: i64, at: Micros) -> Result<bool> {
        Ok(execute!(self, "sql/churns/withdraw.sql", id, at.0)? > 0)
    }
}

//! Values of metrics as they are now: derived. The history of all days is in the lake.

use super::bulk::{bits, json, number, only};
use super::error::Result;
use super::open::State;
use super::statement::{execute, fetch_all};
use super::tx::Tx;
use banso_kernel::AccountId;
use sqlx::FromRow;
use std::collections::BTreeMap;

/// Rows of one statement.
const CHUNK: usize = 1_000;

/// An account's metrics; those without data are not there.
#[derive(Clone, Debug, PartialEq)]
pub struct MetricsNow {
    /// Whose.
    pub account: AccountId,
    /// Values by the metric's id, in its unit; finite.
    pub values: BTreeMap<String, f64>,
}

/// A row of table `metric_now`.
#[derive(FromRow)]
struct MetricsRecord {
    account: i64,
    numbers: String,
}

impl State {
    /// The metrics of all accounts, ascending.
    ///
    /// # Errors
    /// The database failed.
    pub async fn metrics_all(&self) -> Result<Vec<MetricsNow>> {
        self.metrics_of(None).await
    }

    /// The metrics of these accounts, or of all, ascending.
    ///
    /// # Errors
    /// The database failed.
    pub async fn metrics_of(&self, accounts: Option<&[AccountId]>) -> Result<Vec<MetricsNow>> {
        let rows = fetch_all!(self.read().await?, MetricsRecord, "sql/sqlite/health/metrics.sql", only(accounts)?)?;
        let now = |account, numbers: &str| {
            let numbers: BTreeMap<String, i64> = serde_json::from_str(numbers)?;
            let values = numbers.into_iter().map(|(metric, bits)| (metric, number(bits))).collect();
            Ok(MetricsNow { account: AccountId(account), values })
        };
        rows.iter().map(|row| now(row.account, &row.numbers)).collect()
    }
}

impl Tx {
    /// Writes the metrics of all accounts instead of what was there.
    ///
    /// # Errors
    /// The database failed.
    pub async fn replace_metrics(&mut self, rows: &[MetricsNow]) -> Result<()> {
        execute!(self, "sql/health/clear_metrics.sql")?;
        self.put_metrics(rows).await
    }

    /// Writes the metrics of some accounts instead of what they had. Values that are not finite are left out: no data.
    ///
    /// # Errors
    /// The database failed.
    pub async fn put_metrics(&mut self, rows: &[MetricsNow]) -> Result<()> {
        for chunk in rows.chunks(CHUNK) {
            let rows: Vec<(i64, BTreeMap<&str, i64>)> = chunk
                .iter()
                .map(|row| {
                    let finite = row.values.iter().filter(|(_, value)| value.is_finite());
                    (row.account.0, finite.map(|(metric, value)| (metric.as_str(), bits(*value))).collect())
                })
                .collect();
            execute!(self, "sql/sqlite/health/put_metrics.sql", json(&rows)?)?;
        }
        Ok(())
    }
}

//! Values of metrics as they are now: derived. The history of all days is in the lake.

use super::bulk::{bits, json, number};
use super::error::Result;
use super::open::State;
use super::tx::Tx;
use banso_kernel::AccountId;
use std::collections::HashMap;

/// Rows of one statement.
const CHUNK: usize = 5_000;

/// A metric's value for an account; there is no row where there is no data.
#[derive(Clone, Debug, PartialEq)]
pub struct MetricNow {
    /// Whose.
    pub account: AccountId,
    /// Which metric, by its id.
    pub metric: String,
    /// In the metric's unit; finite.
    pub value: f64,
}

impl State {
    /// One metric of all accounts that have data for it.
    ///
    /// # Errors
    /// The database failed.
    pub async fn metric_now(&self, metric: &str) -> Result<HashMap<AccountId, f64>> {
        let rows = sqlx::query_file!("sql/health/metric.sql", metric).fetch_all(self.read()).await?;
        Ok(rows.into_iter().map(|row| (AccountId(row.account), number(row.value_bits))).collect())
    }

    /// All metrics of one account that have data.
    ///
    /// # Errors
    /// The database failed.
    pub async fn metrics_of(&self, account: AccountId) -> Result<HashMap<String, f64>> {
        let rows = sqlx::query_file!("sql/health/metrics_of.sql", account.0).fetch_all(self.read()).await?;
        Ok(rows.into_iter().map(|row| (row.metric, number(row.value_bits))).collect())
    }

    /// All metrics of all accounts that have data, by account and metric.
    ///
    /// # Errors
    /// The database failed.
    pub async fn metrics_all(&self) -> Result<Vec<MetricNow>> {
        let rows = sqlx::query_file!("sql/health/metrics_all.sql").fetch_all(self.read()).await?;
        let all = rows.into_iter().map(|row| MetricNow {
            account: AccountId(row.account),
            metric: row.metric,
            value: number(row.value_bits),
        });
        Ok(all.collect())
    }
}

impl Tx {
    /// Writes all metrics of all accounts instead of what was there. Values that are not finite are left out: no data.
    ///
    /// # Errors
    /// The database failed.
    pub async fn replace_metrics(&mut self, rows: &[MetricNow]) -> Result<()> {
        sqlx::query_file!("sql/health/clear_metrics.sql").execute(self.db()).await?;
        self.insert_metrics(rows).await
    }

    /// Writes all metrics of one account instead of what was there; otherwise as [`Tx::replace_metrics`].
    ///
    /// # Errors
    /// The database failed.
    pub async fn replace_metrics_of(&mut self, account: AccountId, rows: &[MetricNow]) -> Result<()> {
        sqlx::query_file!("sql/health/clear_metrics_of.sql", account.0).execute(self.db()).await?;
        self.insert_metrics(rows).await
    }

    async fn insert_metrics(&mut self, rows: &[MetricNow]) -> Result<()> {
        for chunk in rows.chunks(CHUNK) {
            let rows: Vec<(i64, &str, i64)> = chunk
                .iter()
                .filter(|row| row.value.is_finite())
                .map(|row| (row.account.0, row.metric.as_str(), bits(row.value)))
                .collect();
            sqlx::query_file!("sql/sqlite/health/insert_metrics.sql", json(&rows)?).execute(self.db()).await?;
        }
        Ok(())
    }
}

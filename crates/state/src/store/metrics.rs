//! Values of metrics as they are now: derived. The history of all days is in the lake.

use super::bulk::{json, only};
use super::error::{Result, StateError};
use super::open::State;
use super::statement::{execute, fetch_all};
use super::tx::Tx;
use banso_kernel::AccountId;
use sqlx::FromRow;
use std::collections::{BTreeMap, HashMap};

/// Rows of one statement.
const CHUNK: usize = 5_000;
/// Bytes of a number.
const WIDTH: usize = 8;

/// An account's metrics; those without data are not there.
#[derive(Clone, Debug, PartialEq)]
pub struct MetricsNow {
    /// Whose.
    pub account: AccountId,
    /// Values by the metric's id, in its unit; finite.
    pub values: BTreeMap<String, f64>,
}

/// Metrics of several accounts on their way into the lists.
#[derive(Clone, Copy, Debug)]
pub struct NewMetrics<'a> {
    /// Ids of the metrics.
    pub ids: &'a [String],
    /// Whose.
    pub accounts: &'a [AccountId],
    /// Values account by account, each in the order of the ids; what is not finite says that there is no data.
    pub values: &'a [f64],
}

/// A row of table `metric_now`.
#[derive(FromRow)]
struct MetricsRecord {
    account: i64,
    ids: i64,
    numbers: Vec<u8>,
}

/// A row of table `metric_ids`.
#[derive(FromRow)]
struct IdsRecord {
    id: i64,
    ids: String,
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
        // Read afterwards: of a row whose ids have gone meanwhile there is a newer one.
        let sets = fetch_all!(self.read().await?, IdsRecord, "sql/sqlite/health/metric_ids.sql")?;
        let sets = sets.iter().map(|set| Ok((set.id, serde_json::from_str(&set.ids)?)));
        let sets: HashMap<i64, Vec<String>> = sets.collect::<Result<_>>()?;
        rows.iter().filter_map(|row| Some(row.now(sets.get(&row.ids)?))).collect()
    }
}

impl MetricsRecord {
    fn now(&self, ids: &[String]) -> Result<MetricsNow> {
        let (numbers, rest) = self.numbers.as_chunks::<WIDTH>();
        if numbers.len() != ids.len() || !rest.is_empty() {
            return Err(StateError::Damaged {
                what: "metric_now.numbers",
                found: format!("{} bytes", self.numbers.len()),
            });
        }
        let values = ids.iter().zip(numbers).map(|(id, number)| (id, f64::from_le_bytes(*number)));
        let finite = values.filter(|(_, value)| value.is_finite()).map(|(id, value)| (id.clone(), value));
        Ok(MetricsNow { account: AccountId(self.account), values: finite.collect() })
    }
}

impl Tx {
    /// Writes the metrics of all accounts instead of what was there.
    ///
    /// # Errors
    /// The database failed.
    pub async fn replace_metrics(&mut self, rows: NewMetrics<'_>) -> Result<()> {
        execute!(self, "sql/health/clear_metrics.sql")?;
        execute!(self, "sql/health/clear_metric_ids.sql")?;
        self.put_metrics(rows).await
    }

    /// Writes the metrics of some accounts instead of what they had.
    ///
    /// # Errors
    /// The database failed.
    pub async fn put_metrics(&mut self, rows: NewMetrics<'_>) -> Result<()> {
        let (ids, metrics) = (json(rows.ids)?, rows.ids.len());
        execute!(self, "sql/health/put_metric_ids.sql", &ids)?;
        for (accounts, values) in rows.accounts.chunks(CHUNK).zip(rows.values.chunks(CHUNK * metrics.max(1))) {
            let numbers: Vec<u8> = values.iter().flat_map(|value| value.to_le_bytes()).collect();
            let width = (WIDTH * metrics) as i64;
            execute!(self, "sql/sqlite/health/put_metrics.sql", json(accounts)?, &ids, numbers, width)?;
        }
        Ok(())
    }
}

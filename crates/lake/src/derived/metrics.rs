//! The history of metrics: a row per account and day, a column per metric.

use super::pipe::{Pipe, Turn};
use super::read::{days_of, floats, rows};
use crate::Answer;
use crate::LakeError;
use crate::datafile::Layout;
use crate::table::{FileMeta, Table};
use banso_kernel::{AccountId, Day};
use deltalake::arrow::array::{ArrayRef, Date32Array, Float64Array, Int64Array, RecordBatch};
use deltalake::arrow::datatypes::{DataType, Field, Schema, SchemaRef};
use deltalake::kernel::{DataType as DeltaType, StructField};
use std::sync::Arc;

/// Rows collected before they go to the writing thread.
const CHUNK: usize = 65_536;

/// The history of one account: consecutive days.
#[derive(Clone, Copy, Debug)]
pub struct MetricRows<'a, C = Vec<f64>> {
    /// Whose.
    pub account: AccountId,
    /// The first day.
    pub first: Day,
    /// Per metric (in the order given to the writer), a value per day; NaN is no data.
    pub columns: &'a [C],
}

/// An account's metrics over time.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct MetricHistory {
    /// The days, ascending.
    pub days: Vec<Day>,
    /// Per metric asked for, a value per day; NaN is no data.
    pub columns: Vec<Vec<f64>>,
}

/// All accounts' metrics on one day.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct MetricDay {
    /// The accounts, ascending.
    pub accounts: Vec<AccountId>,
    /// Per metric asked for, a value per account; NaN is no data.
    pub columns: Vec<Vec<f64>>,
}

/// Columns that are always there.
pub(crate) fn base() -> Vec<StructField> {
    vec![
        StructField::not_null("account", DeltaType::LONG),
        StructField::not_null("day", DeltaType::DATE),
        StructField::not_null("revision", DeltaType::LONG),
    ]
}

/// Properties of the table.
pub(crate) const PROPERTIES: [(&str, &str); 2] =
    [("delta.dataSkippingStatsColumns", "account,day,revision"), ("delta.enableExpiredLogCleanup", "false")];

fn schema(ids: &[String]) -> SchemaRef {
    let mut fields = vec![
        Field::new("account", DataType::Int64, false),
        Field::new("day", DataType::Date32, false),
        Field::new("revision", DataType::Int64, false),
    ];
    fields.extend(ids.iter().map(|id| Field::new(id, DataType::Float64, true)));
    Arc::new(Schema::new(fields))
}

/// Writes history. Accounts must come in ascending order. Nothing changes for readers until [`MetricWriter::finish`].
pub struct MetricWriter {
    pipe: Pipe,
    turn: Turn,
    ids: Vec<String>,
    schema: SchemaRef,
    last: Option<AccountId>,
    account: Vec<i64>,
    day: Vec<i32>,
    values: Vec<Vec<Option<f64>>>,
}

impl MetricWriter {
    pub(crate) fn new(table: Arc<Table>, ids: &[String], turn: Turn) -> Result<Self, LakeError> {
        for (at, id) in ids.iter().enumerate() {
            if matches!(id.as_str(), "account" | "day" | "revision")
                || ids[..at].iter().any(|other| other.eq_ignore_ascii_case(id))
            {
                return Err(LakeError::Order(format!("a metric cannot be called {id}")));
            }
        }
        let schema = schema(ids);
        let layout = Layout {
            schema: schema.clone(),
            sorted_by: vec!["account", "day"],
            bounded: &["account", "day", "revision"],
            plain: &[],
            growing: &[],
            random: &[],
        };
        let values = vec![Vec::new(); ids.len()];
        let pipe = Pipe::start(table, layout);
        Ok(Self { pipe, turn, ids: ids.to_vec(), schema, last: None, account: vec![], day: vec![], values })
    }

    /// Adds the history of an account. May block while the disk is behind.
    ///
    /// # Errors
    /// If accounts are out of order, columns differ in length, or the writing thread has failed.
    pub fn push<C: AsRef<[f64]>>(&mut self, rows: &MetricRows<'_, C>) -> Result<(), LakeError> {
        let columns = || rows.columns.iter().map(AsRef::as_ref);
        let days = columns().next().map_or(0, <[f64]>::len);
        if rows.columns.len() != self.ids.len() || columns().any(|column| column.len() != days) {
            return Err(LakeError::Order(format!("metrics of account {} differ in number or length", rows.account)));
        }
        if self.last.is_some_and(|last| last >= rows.account) {
            return Err(LakeError::Order(format!("account {} came out of order", rows.account)));
        }
        self.last = Some(rows.account);
        self.account.resize(self.account.len() + days, rows.account.0);
        self.day.extend(rows.first.0..rows.first.0 + days as i32);
        for (into, column) in self.values.iter_mut().zip(columns()) {
            into.extend(column.iter().map(|value| (!value.is_nan()).then_some(*value)));
        }
        if self.account.len() >= CHUNK { self.flush() } else { Ok(()) }
    }

    fn flush(&mut self) -> Result<(), LakeError> {
        if self.account.is_empty() {
            return Ok(());
        }
        let rows = self.account.len();
        let mut columns: Vec<ArrayRef> = vec![
            Arc::new(Int64Array::from(std::mem::take(&mut self.account))),
            Arc::new(Date32Array::from(std::mem::take(&mut self.day))),
            Arc::new(Int64Array::from(vec![self.turn.revision(); rows])),
        ];
        for values in &mut self.values {
            columns.push(Arc::new(Float64Array::from(std::mem::take(values))));
        }
        self.pipe.push(0, RecordBatch::try_new(self.schema.clone(), columns)?)
    }

    /// Makes what was written the history, or the newest word on its accounts and days. `stamp` says what it was
    /// computed from. Returns the number of rows.
    ///
    /// # Errors
    /// If something could not be stored; then the old history stays.
    pub fn finish(mut self, stamp: &str) -> Answer<'_, u64> {
        Box::pin(async move {
            let flushed = self.flush();
            let mut columns = base();
            columns.extend(self.ids.iter().map(|id| StructField::nullable(id, DeltaType::DOUBLE)));
            let turn = self.turn;
            let rows = self.pipe.finish(columns, stamp, |_| turn != Turn::Anew).await?;
            flushed.map(|()| rows)
        })
    }
}

/// See [`crate::Lake::metrics_of`].
pub(crate) async fn of_account(
    table: &Arc<Table>,
    account: AccountId,
    ids: &[String],
) -> Result<MetricHistory, LakeError> {
    let batches = rows(table, account.0..=account.0, None, |_| true, &["day"], ids).await?;
    let mut history = MetricHistory { days: Vec::new(), columns: vec![Vec::new(); ids.len()] };
    for batch in batches {
        history.days.extend(days_of(&batch, 1));
        for (at, column) in history.columns.iter_mut().enumerate() {
            column.extend(floats(&batch, at + 2));
        }
    }
    Ok(history)
}

/// See [`crate::Lake::metrics_on`].
pub(crate) async fn on_day(table: &Arc<Table>, day: Day, ids: &[String]) -> Result<MetricDay, LakeError> {
    on_day_of(table, day, ids, |_| true).await
}

/// See [`crate::Lake::known_on`]: each file has one day.
pub(crate) async fn known_on(table: &Arc<Table>, day: Day, ids: &[String]) -> Result<MetricDay, LakeError> {
    let asked = serde_json::Value::from(day.to_string());
    on_day_of(table, day, ids, |file| file.least.get("day") == Some(&asked)).await
}

async fn on_day_of(
    table: &Arc<Table>,
    day: Day,
    ids: &[String],
    files: impl Fn(&FileMeta) -> bool,
) -> Result<MetricDay, LakeError> {
    let batches = rows(table, i64::MIN..=i64::MAX, Some(day..=day), files, &["day"], ids).await?;
    let mut found = MetricDay { accounts: Vec::new(), columns: vec![Vec::new(); ids.len()] };
    for batch in batches {
        found.accounts.extend(super::read::accounts(&batch).iter().map(|account| AccountId(*account)));
        for (at, column) in found.columns.iter_mut().enumerate() {
            column.extend(floats(&batch, at + 2));
        }
    }
    Ok(found)
}

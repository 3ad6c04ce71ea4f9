//! Reading derived tables by account or by day.

use super::pipe::revision;
use crate::LakeError;
use crate::facts::source::{Wanted, footer, stream};
use crate::table::{FileMeta, Table};
use banso_kernel::Day;
use deltalake::arrow::array::{Array, AsArray, BooleanArray, RecordBatch};
use deltalake::arrow::compute::{
    SortColumn, concat_batches, filter_record_batch, lexsort_to_indices, take_record_batch,
};
use deltalake::arrow::datatypes::{Date32Type, Float64Type, Int64Type, Schema};
use futures::StreamExt;
use std::cmp::Reverse;
use std::collections::HashSet;
use std::ops::RangeInclusive;
use std::sync::Arc;

/// Rows of some accounts and days, of each the newest revision. Columns: `account`, then `first`, then `more`, in this
/// order. Rows are ascending by account and day, as far as `files` takes files of one series.
pub(crate) async fn rows(
    table: &Arc<Table>,
    accounts: RangeInclusive<i64>,
    days: Option<RangeInclusive<Day>>,
    files: impl Fn(&FileMeta) -> bool,
    first: &[&str],
    more: &[String],
) -> Result<Vec<RecordBatch>, LakeError> {
    let on = table.load().await?;
    let schema = Arc::new(on.table.snapshot()?.snapshot().arrow_schema().as_ref().clone());
    let names: Vec<&str> =
        ["account"].into_iter().chain(first.iter().copied()).chain(more.iter().map(String::as_str)).collect();
    let position = |name: &&str| {
        schema
            .index_of(name)
            .map_err(|_| LakeError::Absent(format!("there is no column {name} in {}", table.dir.display())))
    };
    let asked = names.iter().map(position).collect::<Result<Vec<_>, _>>()?;
    let day = schema.index_of("day")?;
    let key = schema.index_of("account")?;
    let mut columns = asked.clone();
    columns.push(day);
    columns.sort_unstable();
    columns.dedup();
    let wanted = Wanted {
        schema: file_types(&schema),
        key,
        columns: columns.clone(),
        accounts: accounts.clone(),
        batch: 65_536,
    };
    let order: Vec<usize> = asked.iter().map(|column| columns.binary_search(column).unwrap_or_default()).collect();
    let day = columns.binary_search(&day).unwrap_or_default();
    let key = columns.binary_search(&key).unwrap_or_default();
    let mut found = Vec::new();
    let mut chosen: Vec<&FileMeta> =
        on.files.iter().filter(|file| overlap(&file.accounts, &accounts) && files(file)).collect();
    // The newest first: what it has, older ones have in vain.
    chosen.sort_by_key(|file| Reverse(revision(file)));
    let mut newer = Newer::default();
    for file in chosen {
        newer.turn(revision(file));
        footer(table, file, &wanted.schema).await?;
        let mut batches = stream(table, file, &wanted).await?;
        while let Some(batch) = batches.next().await {
            let batch = batch?;
            let account = batch.column(key).as_primitive::<Int64Type>().values();
            let of_day = batch.column(day).as_primitive::<Date32Type>().values();
            let taken: BooleanArray = account
                .iter()
                .zip(of_day)
                .map(|(a, d)| {
                    accounts.contains(a)
                        && days.as_ref().is_none_or(|days| days.contains(&Day(*d)))
                        && newer.takes(*a, *d)
                })
                .collect::<Vec<bool>>()
                .into();
            if taken.true_count() > 0 {
                found.push(filter_record_batch(&batch, &taken)?.project(&order)?);
            }
        }
    }
    newer.in_order(found)
}

/// What newer revisions have said already.
#[derive(Default)]
struct Newer {
    revision: i64,
    said: HashSet<(i64, i32)>,
    now: Vec<(i64, i32)>,
    any: bool,
}

impl Newer {
    /// The rows that follow are of this revision, which is not greater than the one before.
    fn turn(&mut self, revision: i64) {
        if self.revision != revision {
            self.said.extend(self.now.drain(..));
        }
        self.revision = revision;
        self.any |= revision > 0;
    }

    fn takes(&mut self, account: i64, day: i32) -> bool {
        let takes = self.said.is_empty() || !self.said.contains(&(account, day));
        if takes && self.revision > 0 {
            self.now.push((account, day));
        }
        takes
    }

    /// Batches as one, ascending by account and day: revisions have come in the wrong order.
    fn in_order(&self, batches: Vec<RecordBatch>) -> Result<Vec<RecordBatch>, LakeError> {
        let Some(first) = batches.first().filter(|_| self.any) else { return Ok(batches) };
        let all = concat_batches(&first.schema(), &batches)?;
        let day = all.schema().index_of("day")?;
        let by = |column: usize| SortColumn { values: all.column(column).clone(), options: None };
        let order = lexsort_to_indices(&[by(0), by(day)], None)?;
        Ok(vec![take_record_batch(&all, &order)?])
    }
}

fn overlap(a: &RangeInclusive<i64>, b: &RangeInclusive<i64>) -> bool {
    a.start() <= b.end() && b.start() <= a.end()
}

/// The table's types as they are read from files: plain texts.
fn file_types(schema: &Schema) -> Arc<Schema> {
    use deltalake::arrow::datatypes::DataType;
    let fields = schema.fields().iter().map(|field| match field.data_type() {
        DataType::Utf8View | DataType::LargeUtf8 => field.as_ref().clone().with_data_type(DataType::Utf8),
        _ => field.as_ref().clone(),
    });
    Arc::new(Schema::new(fields.collect::<Vec<_>>()))
}

/// The accounts of a batch of [`rows`].
pub(crate) fn accounts(batch: &RecordBatch) -> &[i64] {
    batch.column(0).as_primitive::<Int64Type>().values()
}

/// A column of days.
pub(crate) fn days_of(batch: &RecordBatch, column: usize) -> impl Iterator<Item = Day> {
    batch.column(column).as_primitive::<Date32Type>().values().iter().map(|day| Day(*day))
}

/// A column of numbers, NaN where there is none.
pub(crate) fn floats(batch: &RecordBatch, column: usize) -> impl Iterator<Item = f64> {
    let values = batch.column(column).as_primitive::<Float64Type>();
    (0..values.len()).map(|row| if values.is_null(row) { f64::NAN } else { values.value(row) })
}

/// A column of texts.
pub(crate) fn texts(batch: &RecordBatch, column: usize) -> impl Iterator<Item = &str> {
    batch.column(column).as_string::<i32>().iter().map(Option::unwrap_or_default)
}

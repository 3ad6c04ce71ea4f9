//! Reading derived tables by account or by day.

use crate::LakeError;
use crate::facts::source::{Wanted, footer, stream};
use crate::table::{FileMeta, Table};
use banso_kernel::Day;
use deltalake::arrow::array::{Array, AsArray, BooleanArray, RecordBatch};
use deltalake::arrow::compute::filter_record_batch;
use deltalake::arrow::datatypes::{Date32Type, Float64Type, Int64Type, Schema};
use futures::StreamExt;
use std::ops::RangeInclusive;
use std::sync::Arc;

/// Rows of some accounts and days. Columns: `account`, then `first`, then `more`, in this order. Rows are in the
/// order of the table within each file.
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
    for file in on.files.iter().filter(|file| overlap(&file.accounts, &accounts) && files(file)) {
        footer(table, file, &wanted.schema).await?;
        let mut batches = stream(table, file, &wanted).await?;
        while let Some(batch) = batches.next().await {
            let batch = batch?;
            let account = batch.column(key).as_primitive::<Int64Type>().values();
            let of_day = batch.column(day).as_primitive::<Date32Type>().values();
            let taken: BooleanArray = account
                .iter()
                .zip(of_day)
                .map(|(a, d)| accounts.contains(a) && days.as_ref().is_none_or(|days| days.contains(&Day(*d))))
                .collect::<Vec<bool>>()
                .into();
            if taken.true_count() > 0 {
                found.push(filter_record_batch(&batch, &taken)?.project(&order)?);
            }
        }
    }
    Ok(found)
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

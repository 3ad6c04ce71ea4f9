//! Reading one data file: only the columns, row groups and pages that are needed.

use super::blob::Blob;
use crate::LakeError;
use crate::table::{FileMeta, Table};
use deltalake::arrow::array::RecordBatch;
use deltalake::arrow::datatypes::{DataType, SchemaRef};
use deltalake::parquet::arrow::ProjectionMask;
use deltalake::parquet::arrow::arrow_reader::{ArrowReaderMetadata, ArrowReaderOptions, RowSelection, RowSelector};
use deltalake::parquet::arrow::async_reader::ParquetRecordBatchStreamBuilder;
use deltalake::parquet::file::metadata::{PageIndexPolicy, ParquetMetaData};
use deltalake::parquet::file::page_index::column_index::ColumnIndexMetaData;
use deltalake::parquet::file::statistics::Statistics;
use futures::{Stream, StreamExt};
use std::ops::RangeInclusive;

/// Footers kept in memory, at most.
const FOOTERS: usize = 4_096;

/// What to read of each file.
#[derive(Clone, Debug)]
pub(crate) struct Wanted {
    /// Arrow types of all columns of the file (texts as codes or as texts).
    pub schema: SchemaRef,
    /// Position of the column `account` among all columns.
    pub key: usize,
    /// Positions of the columns to read.
    pub columns: Vec<usize>,
    /// Accounts; rows of others may come along, from the edges of pages.
    pub accounts: RangeInclusive<i64>,
    /// Rows of a batch, at most.
    pub batch: usize,
}

/// The footer of a file with its page index, from memory if it was read before.
pub(crate) async fn footer(
    table: &Table,
    file: &FileMeta,
    schema: &SchemaRef,
) -> Result<ArrowReaderMetadata, LakeError> {
    let texts_as_codes = schema.fields().iter().any(|field| matches!(field.data_type(), DataType::Dictionary(..)));
    let key = format!("{}{}", file.path, if texts_as_codes { "#" } else { "" });
    let known = table.footers.lock().map(|footers| footers.get(&key).cloned()).unwrap_or(None);
    if let Some(known) = known {
        return Ok(known);
    }
    let options = ArrowReaderOptions::new()
        .with_skip_arrow_metadata(true)
        .with_schema(schema.clone())
        .with_page_index_policy(PageIndexPolicy::Optional);
    let footer = ArrowReaderMetadata::load_async(&mut Blob::new(table, file), options).await?;
    if let Ok(mut footers) = table.footers.lock() {
        if footers.len() >= FOOTERS {
            footers.clear();
        }
        footers.insert(key, footer.clone());
    }
    Ok(footer)
}

/// The batches of one file, in its order.
pub(crate) async fn stream(
    table: &Table,
    file: &FileMeta,
    wanted: &Wanted,
) -> Result<impl Stream<Item = Result<RecordBatch, LakeError>> + Send + Unpin + use<>, LakeError> {
    let footer = footer(table, file, &wanted.schema).await?;
    let (groups, selection) = narrow(footer.metadata(), wanted.key, &wanted.accounts);
    let mask = ProjectionMask::roots(footer.parquet_schema(), wanted.columns.iter().copied());
    let mut builder = ParquetRecordBatchStreamBuilder::new_with_metadata(Blob::new(table, file), footer)
        .with_projection(mask)
        .with_row_groups(groups)
        .with_batch_size(wanted.batch);
    if let Some(selection) = selection {
        builder = builder.with_row_selection(selection);
    }
    let path = file.path.clone();
    Ok(builder
        .build()?
        .map(move |batch| batch.map_err(|error| LakeError::Damaged { file: path.clone(), why: error.to_string() })))
}

/// Row groups that may hold the accounts, and the rows of their pages that may, if the file says more than that.
fn narrow(footer: &ParquetMetaData, key: usize, accounts: &RangeInclusive<i64>) -> (Vec<usize>, Option<RowSelection>) {
    let mut groups = Vec::new();
    let mut selectors: Vec<RowSelector> = Vec::new();
    for (index, group) in footer.row_groups().iter().enumerate() {
        let (least, most) = match group.column(key).statistics() {
            Some(Statistics::Int64(s)) => (s.min_opt().copied(), s.max_opt().copied()),
            _ => (None, None),
        };
        if least.is_some_and(|least| least > *accounts.end()) || most.is_some_and(|most| most < *accounts.start()) {
            continue;
        }
        groups.push(index);
        let rows = group.num_rows() as usize;
        match pages(footer, index, key) {
            Some(pages) => selectors.extend(pages.map(|(rows, least, most)| {
                if least > *accounts.end() || most < *accounts.start() {
                    RowSelector::skip(rows)
                } else {
                    RowSelector::select(rows)
                }
            })),
            None => selectors.push(RowSelector::select(rows)),
        }
    }
    let all = selectors.iter().all(|selector| !selector.skip);
    (groups, (!all).then(|| RowSelection::from(selectors)))
}

/// Rows, least and greatest account of each page of a row group.
fn pages(footer: &ParquetMetaData, group: usize, key: usize) -> Option<impl Iterator<Item = (usize, i64, i64)>> {
    let ColumnIndexMetaData::INT64(index) = footer.column_index()?.get(group)?.get(key)? else { return None };
    let offsets = footer.offset_index()?.get(group)?.get(key)?.page_locations();
    let end = footer.row_group(group).num_rows();
    if index.num_pages() as usize != offsets.len() {
        return None;
    }
    let pages: Vec<_> = (0..offsets.len())
        .map(|page| {
            let next = offsets.get(page + 1).map_or(end, |next| next.first_row_index);
            let rows = (next - offsets[page].first_row_index) as usize;
            let least = index.min_value(page).copied().unwrap_or(i64::MIN);
            let most = index.max_value(page).copied().unwrap_or(i64::MAX);
            (rows, least, most)
        })
        .collect();
    Some(pages.into_iter())
}

//! Writing a Parquet file of a table, with the statistics that the log gives about it.

use crate::LakeError;
use crate::table::Table;
use deltalake::arrow::array::{Array, AsArray, RecordBatch};
use deltalake::arrow::datatypes::{DataType, Date32Type, Int32Type, Int64Type, SchemaRef, TimestampMicrosecondType};
use deltalake::kernel::Add;
use deltalake::logstore::object_store::{ObjectStoreExt, path::Path};
use deltalake::parquet::arrow::ArrowWriter;
use deltalake::parquet::arrow::arrow_writer::ArrowWriterOptions;
use deltalake::parquet::basic::{Compression, Encoding, ZstdLevel};
use deltalake::parquet::file::metadata::SortingColumn;
use deltalake::parquet::file::properties::{EnabledStatistics, WriterProperties};
use deltalake::parquet::schema::types::ColumnPath;
use serde_json::{Map, Value, json};
use std::collections::HashMap;

/// Rows of a row group: small enough that one account reads little, large enough to compress and scan well.
pub(crate) const ROW_GROUP: usize = 131_072;
/// Rows of a page: what one account costs at least.
const PAGE: usize = 8_192;

/// How the files of a table are laid out.
#[derive(Clone, Debug)]
pub(crate) struct Layout {
    /// Columns as they are written.
    pub schema: SchemaRef,
    /// Columns that rows are sorted by.
    pub sorted_by: Vec<&'static str>,
    /// Columns with least and greatest values in the log and in the file. Nothing about persons (T9).
    pub bounded: &'static [&'static str],
    /// Columns whose values hardly repeat: no dictionary.
    pub plain: &'static [&'static str],
    /// Of those, columns that grow in small steps.
    pub growing: &'static [&'static str],
    /// Of those, columns that cannot be compressed.
    pub random: &'static [&'static str],
}

/// A file being written, in memory.
pub(crate) struct DataFile {
    writer: ArrowWriter<Vec<u8>>,
    rows: u64,
    bounds: Vec<Bounds>,
}

/// A column's position and name, and its least and greatest value so far.
type Bounds = (usize, &'static str, Option<(Bound, Bound)>);

/// A least or greatest value.
#[derive(Clone, Debug, PartialEq, PartialOrd)]
enum Bound {
    Int(i64),
    Text(String),
}

/// A finished file: its bytes and its statistics as the log wants them.
pub(crate) struct Finished {
    /// The Parquet file.
    pub bytes: Vec<u8>,
    /// Rows inside.
    pub rows: u64,
    /// JSON of Delta's per-file statistics.
    pub stats: String,
}

impl DataFile {
    /// An empty file.
    pub fn new(layout: &Layout) -> Result<Self, LakeError> {
        let options = ArrowWriterOptions::new().with_properties(properties(layout)?).with_skip_arrow_metadata(true);
        let writer = ArrowWriter::try_new_with_options(Vec::new(), layout.schema.clone(), options)?;
        let bounds =
            layout.bounded.iter().filter_map(|name| Some((layout.schema.index_of(name).ok()?, *name, None))).collect();
        Ok(Self { writer, rows: 0, bounds })
    }

    /// Adds rows, in the table's order.
    pub fn push(&mut self, batch: &RecordBatch) -> Result<(), LakeError> {
        self.rows += batch.num_rows() as u64;
        for (column, _, bound) in &mut self.bounds {
            let Some((least, most)) = bounds_of(batch.column(*column).as_ref()) else { continue };
            *bound = Some(match bound.take() {
                Some((a, b)) => (if least < a { least } else { a }, if most > b { most } else { b }),
                None => (least, most),
            });
        }
        Ok(self.writer.write(batch)?)
    }

    /// Rows so far.
    pub fn rows(&self) -> u64 {
        self.rows
    }

    /// About how many bytes so far.
    pub fn size(&self) -> usize {
        self.writer.bytes_written() + self.writer.in_progress_size()
    }

    /// Closes the file.
    pub fn finish(self) -> Result<Finished, LakeError> {
        let (mut least, mut most, mut nulls) = (Map::new(), Map::new(), Map::new());
        for (_, name, bound) in &self.bounds {
            nulls.insert((*name).to_owned(), 0.into());
            if let Some((a, b)) = bound
                && let (Some(a), Some(b)) = (shown(name, a, false), shown(name, b, true))
            {
                least.insert((*name).to_owned(), a);
                most.insert((*name).to_owned(), b);
            }
        }
        let stats = json!({"numRecords": self.rows, "minValues": least, "maxValues": most, "nullCount": nulls});
        Ok(Finished { bytes: self.writer.into_inner()?, rows: self.rows, stats: stats.to_string() })
    }
}

/// Puts a finished file into the table's folder, durably, and returns the log entry that makes it part of the table.
pub(crate) async fn publish(table: &Table, path: String, file: Finished, data_change: bool) -> Result<Add, LakeError> {
    let size = file.bytes.len() as i64;
    let location = Path::from(path.as_str());
    table.store().put(&location, bytes::Bytes::from(file.bytes).into()).await?;
    let written = table.store().head(&location).await?;
    Ok(Add {
        path,
        partition_values: HashMap::new(),
        size,
        modification_time: written.last_modified.timestamp_millis(),
        data_change,
        stats: Some(file.stats),
        tags: None,
        deletion_vector: None,
        base_row_id: None,
        default_row_commit_version: None,
        clustering_provider: None,
    })
}

fn bounds_of(column: &dyn Array) -> Option<(Bound, Bound)> {
    fn range<T: Copy + Ord + Into<i64>>(values: &[T]) -> Option<(Bound, Bound)> {
        let (least, most) = (values.iter().min()?, values.iter().max()?);
        Some((Bound::Int((*least).into()), Bound::Int((*most).into())))
    }
    match column.data_type() {
        DataType::Int64 => range(column.as_primitive::<Int64Type>().values()),
        DataType::Int32 => range(column.as_primitive::<Int32Type>().values()),
        DataType::Date32 => range(column.as_primitive::<Date32Type>().values()),
        DataType::Timestamp(..) => range(column.as_primitive::<TimestampMicrosecondType>().values()),
        DataType::Utf8 => {
            let texts = column.as_string::<i32>();
            let least = texts.iter().flatten().min()?;
            let most = texts.iter().flatten().max()?;
            Some((Bound::Text(least.to_owned()), Bound::Text(most.to_owned())))
        }
        _ => None,
    }
}

/// A bound as the log writes it. Moments in milliseconds, rounded outwards, because every reader must be able to
/// rely on it; days as dates.
fn shown(name: &str, bound: &Bound, up: bool) -> Option<Value> {
    match (name, bound) {
        ("day", Bound::Int(day)) => Some(banso_kernel::Day(i32::try_from(*day).ok()?).to_string().into()),
        (name, Bound::Int(micros)) if name.ends_with("_at") => {
            let millis = micros.div_euclid(1000) + i64::from(up && micros.rem_euclid(1000) != 0);
            Some(format!("{:.3}", jiff::Timestamp::from_millisecond(millis).ok()?).into())
        }
        (_, Bound::Int(number)) => Some((*number).into()),
        (_, Bound::Text(text)) => Some(text.as_str().into()),
    }
}

fn properties(layout: &Layout) -> Result<WriterProperties, LakeError> {
    let sorting = layout.sorted_by.iter().filter_map(|name| layout.schema.index_of(name).ok());
    let mut properties = WriterProperties::builder()
        .set_compression(Compression::ZSTD(ZstdLevel::try_new(1)?))
        .set_max_row_group_row_count(Some(ROW_GROUP))
        .set_data_page_row_count_limit(PAGE)
        .set_write_batch_size(PAGE)
        .set_statistics_enabled(EnabledStatistics::None)
        .set_sorting_columns(Some(
            sorting
                .map(|column| SortingColumn { column_idx: column as i32, descending: false, nulls_first: false })
                .collect(),
        ))
        .set_created_by("banso".to_owned());
    for column in layout.plain {
        properties = properties.set_column_dictionary_enabled(ColumnPath::from(*column), false);
    }
    for column in layout.growing {
        properties = properties.set_column_encoding(ColumnPath::from(*column), Encoding::DELTA_BINARY_PACKED);
    }
    for column in layout.random {
        properties = properties.set_column_compression(ColumnPath::from(*column), Compression::UNCOMPRESSED);
    }
    for column in layout.bounded {
        properties = properties.set_column_statistics_enabled(ColumnPath::from(*column), EnabledStatistics::Page);
    }
    Ok(properties.build())
}

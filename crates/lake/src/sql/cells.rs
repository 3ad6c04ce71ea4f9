//! Results as plain values.

use banso_kernel::{Day, Micros};
use deltalake::arrow::array::{Array, AsArray, RecordBatch};
use deltalake::arrow::compute::cast;
use deltalake::arrow::datatypes::{DataType, Date32Type, Float64Type, Int64Type, TimeUnit, TimestampMicrosecondType};
use deltalake::arrow::error::ArrowError;
use deltalake::arrow::util::display::{ArrayFormatter, FormatOptions};

/// One value of a result.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    /// NULL.
    Null,
    /// An integer.
    Int(i64),
    /// A floating point number.
    Float(f64),
    /// True or false.
    Bool(bool),
    /// A text; also lists, intervals and whatever else the engine makes, as it writes them.
    Text(String),
    /// A day.
    Day(Day),
    /// A moment.
    Moment(Micros),
}

/// What a query gave.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SqlResult {
    /// Names of the columns.
    pub columns: Vec<String>,
    /// The rows.
    pub rows: Vec<Vec<Cell>>,
    /// There were more rows than the limit.
    pub more: bool,
}

impl SqlResult {
    /// Appends the first `limit` rows of a batch.
    pub(super) fn add(&mut self, batch: &RecordBatch, limit: usize) -> Result<(), ArrowError> {
        let rows = batch.num_rows().min(limit);
        let from = self.rows.len();
        self.rows.extend((0..rows).map(|_| Vec::with_capacity(batch.num_columns())));
        for column in batch.columns() {
            let cells = cells(&column.slice(0, rows))?;
            for (row, cell) in self.rows[from..].iter_mut().zip(cells) {
                row.push(cell);
            }
        }
        Ok(())
    }
}

fn cells(column: &dyn Array) -> Result<Vec<Cell>, ArrowError> {
    let rows = 0..column.len();
    let each = |cell: &dyn Fn(usize) -> Cell| -> Vec<Cell> {
        rows.clone().map(|row| if column.is_null(row) { Cell::Null } else { cell(row) }).collect()
    };
    Ok(match column.data_type() {
        DataType::Null => each(&|_| Cell::Null),
        DataType::Boolean => each(&|row| Cell::Bool(column.as_boolean().value(row))),
        DataType::Date32 => each(&|row| Cell::Day(Day(column.as_primitive::<Date32Type>().value(row)))),
        DataType::UInt64 | DataType::Decimal128(..) | DataType::Decimal256(..) => text(column)?,
        DataType::Timestamp(..) => {
            let micros = cast(column, &DataType::Timestamp(TimeUnit::Microsecond, None))?;
            each(&|row| Cell::Moment(Micros(micros.as_primitive::<TimestampMicrosecondType>().value(row))))
        }
        kind if kind.is_integer() => {
            let wide = cast(column, &DataType::Int64)?;
            each(&|row| Cell::Int(wide.as_primitive::<Int64Type>().value(row)))
        }
        kind if kind.is_floating() => {
            let wide = cast(column, &DataType::Float64)?;
            each(&|row| Cell::Float(wide.as_primitive::<Float64Type>().value(row)))
        }
        _ => text(column)?,
    })
}

fn text(column: &dyn Array) -> Result<Vec<Cell>, ArrowError> {
    let options = FormatOptions::default();
    let shown = ArrayFormatter::try_new(column, &options)?;
    Ok((0..column.len())
        .map(|row| {
            let text = shown.value(row).to_string();
            match column.data_type() {
                _ if column.is_null(row) => Cell::Null,
                DataType::UInt64 => text.parse().map_or(Cell::Text(text), Cell::Int),
                _ => Cell::Text(text),
            }
        })
        .collect())
}

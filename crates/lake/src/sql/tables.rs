//! Tables that the caller hands in, as plain columns.

use crate::LakeError;
use banso_kernel::{Day, Micros};
use deltalake::arrow::array::{
    ArrayRef, BooleanArray, Date32Array, Float64Array, Int64Array, RecordBatch, StringArray, TimestampMicrosecondArray,
};
use deltalake::arrow::datatypes::{Field, Schema};
use std::sync::Arc;

/// A table in memory.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct NamedTable {
    /// Its name in queries.
    pub name: String,
    /// Its columns, of equal length.
    pub columns: Vec<NamedColumn>,
}

/// A column in memory.
#[derive(Clone, Debug, PartialEq)]
pub struct NamedColumn {
    /// Its name in queries.
    pub name: String,
    /// Its values.
    pub values: Values,
}

/// Values of a column; `None` is NULL.
#[derive(Clone, Debug, PartialEq)]
pub enum Values {
    /// BIGINT.
    Int(Vec<Option<i64>>),
    /// DOUBLE.
    Float(Vec<Option<f64>>),
    /// BOOLEAN.
    Bool(Vec<Option<bool>>),
    /// VARCHAR.
    Text(Vec<Option<String>>),
    /// DATE.
    Day(Vec<Option<Day>>),
    /// TIMESTAMP, UTC.
    Moment(Vec<Option<Micros>>),
}

impl NamedTable {
    /// A table without columns yet.
    #[must_use]
    pub fn new(name: &str) -> Self {
        Self { name: name.to_owned(), columns: Vec::new() }
    }

    /// The same with one more column.
    #[must_use]
    pub fn with(mut self, name: &str, values: Values) -> Self {
        self.columns.push(NamedColumn { name: name.to_owned(), values });
        self
    }

    pub(super) fn batch(&self) -> Result<RecordBatch, LakeError> {
        let arrays: Vec<ArrayRef> = self.columns.iter().map(|column| column.values.array()).collect();
        let fields = self.columns.iter().zip(&arrays).map(|(c, a)| Field::new(&c.name, a.data_type().clone(), true));
        Ok(RecordBatch::try_new(Arc::new(Schema::new(fields.collect::<Vec<_>>())), arrays)?)
    }
}

impl Values {
    fn array(&self) -> ArrayRef {
        match self {
            Values::Int(values) => Arc::new(Int64Array::from(values.clone())),
            Values::Float(values) => Arc::new(Float64Array::from(values.clone())),
            Values::Bool(values) => Arc::new(BooleanArray::from(values.clone())),
            Values::Text(values) => Arc::new(StringArray::from_iter(values.iter().map(Option::as_deref))),
            Values::Day(values) => Arc::new(values.iter().map(|day| day.map(|d| d.0)).collect::<Date32Array>()),
            Values::Moment(values) => Arc::new(
                values
                    .iter()
                    .map(|moment| moment.map(|m| m.0))
                    .collect::<TimestampMicrosecondArray>()
                    .with_timezone("UTC"),
            ),
        }
    }
}

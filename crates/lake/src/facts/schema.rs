//! Columns of the facts table. Their names are documented in docs/sql.md and are no reserved words of DuckDB.

use deltalake::arrow::datatypes::{DataType, Field, Schema, SchemaRef, TimeUnit};
use deltalake::kernel::{DataType as DeltaType, StructField};
use std::sync::{Arc, LazyLock};

/// Table properties. Statistics only on columns that say nothing about persons (T9). No expiry of transactions (T2).
pub(crate) const PROPERTIES: [(&str, &str); 3] = [
    ("delta.dataSkippingStatsColumns", "account,occurred_at,name"),
    ("delta.checkpointInterval", "100"),
    ("delta.enableExpiredLogCleanup", "false"),
];

/// The columns as Delta knows them.
pub(crate) fn delta() -> Vec<StructField> {
    vec![
        StructField::not_null("id", DeltaType::BINARY),
        StructField::not_null("account", DeltaType::LONG),
        StructField::nullable("person", DeltaType::LONG),
        StructField::not_null("name", DeltaType::STRING),
        StructField::not_null("occurred_at", DeltaType::TIMESTAMP),
        StructField::not_null("known_at", DeltaType::TIMESTAMP),
        StructField::nullable("value", DeltaType::DOUBLE),
        StructField::not_null("props", DeltaType::STRING),
        StructField::not_null("source", DeltaType::STRING),
    ]
}

/// Position of a column.
pub(crate) mod at {
    pub const ID: usize = 0;
    pub const ACCOUNT: usize = 1;
    pub const PERSON: usize = 2;
    pub const NAME: usize = 3;
    pub const OCCURRED_AT: usize = 4;
    pub const KNOWN_AT: usize = 5;
    pub const VALUE: usize = 6;
    pub const PROPS: usize = 7;
    pub const SOURCE: usize = 8;
}

fn fields(text: &DataType) -> SchemaRef {
    let time = DataType::Timestamp(TimeUnit::Microsecond, Some("UTC".into()));
    Arc::new(Schema::new(vec![
        Field::new("id", DataType::Binary, false),
        Field::new("account", DataType::Int64, false),
        Field::new("person", DataType::Int64, true),
        Field::new("name", text.clone(), false),
        Field::new("occurred_at", time.clone(), false),
        Field::new("known_at", time, false),
        Field::new("value", DataType::Float64, true),
        Field::new("props", text.clone(), false),
        Field::new("source", text.clone(), false),
    ]))
}

/// The columns as they are written.
pub(crate) static WRITTEN: LazyLock<SchemaRef> = LazyLock::new(|| fields(&DataType::Utf8));

/// The columns as they are read for scans: texts stay codes into a dictionary, as they are in the files.
pub(crate) static READ: LazyLock<SchemaRef> =
    LazyLock::new(|| fields(&DataType::Dictionary(Box::new(DataType::Int32), Box::new(DataType::Utf8))));

//! Facts as rows of the table.

use super::schema::WRITTEN;
use crate::LakeError;
use crate::datafile::Layout;
use banso_domain::facts::Fact;
use banso_kernel::Micros;
use deltalake::arrow::array::{
    ArrayRef, BinaryArray, Float64Array, Int64Array, RecordBatch, StringArray, TimestampMicrosecondArray,
};
use std::sync::Arc;

/// How files of facts are laid out.
pub(crate) fn layout() -> Layout {
    Layout {
        schema: WRITTEN.clone(),
        sorted_by: vec!["account", "occurred_at", "id"],
        bounded: &["account", "occurred_at", "name"],
        plain: &["id", "occurred_at"],
        growing: &["occurred_at"],
    }
}

/// Facts in the columns of the table. For a file they must be sorted by account, time, id.
pub(crate) fn batch_of(facts: &[Fact]) -> Result<RecordBatch, LakeError> {
    let text = |get: fn(&Fact) -> &str| Arc::new(StringArray::from_iter_values(facts.iter().map(get))) as ArrayRef;
    let time = |get: fn(&Fact) -> Micros| {
        let moments = facts.iter().map(|fact| get(fact).0);
        Arc::new(TimestampMicrosecondArray::from_iter_values(moments).with_timezone("UTC")) as ArrayRef
    };
    let columns: Vec<ArrayRef> = vec![
        Arc::new(BinaryArray::from_iter_values(facts.iter().map(|fact| fact.id.0))),
        Arc::new(Int64Array::from_iter_values(facts.iter().map(|fact| fact.account.0))),
        Arc::new(facts.iter().map(|fact| fact.person.map(|p| p.0)).collect::<Int64Array>()),
        text(|fact| &fact.name),
        time(|fact| fact.occurred_at),
        time(|fact| fact.known_at),
        Arc::new(facts.iter().map(|fact| fact.value).collect::<Float64Array>()),
        text(|fact| &fact.props),
        text(|fact| &fact.source),
    ];
    Ok(RecordBatch::try_new(WRITTEN.clone(), columns)?)
}

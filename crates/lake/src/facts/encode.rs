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
        random: &["id"],
    }
}

/// Facts in the columns of the table, in their order. Those of a file must be sorted, see [`sorted`].
pub(crate) fn batch_of<'a>(facts: &[&'a Fact]) -> Result<RecordBatch, LakeError> {
    let text = |get: fn(&'a Fact) -> &'a str| {
        Arc::new(StringArray::from_iter_values(facts.iter().map(|fact| get(fact)))) as ArrayRef
    };
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

/// The facts by account, time, id. Only keys move, not the facts.
pub(crate) fn sorted<'a>(facts: impl IntoIterator<Item = &'a Fact>) -> Vec<&'a Fact> {
    let mut keys: Vec<_> = facts.into_iter().map(|fact| (fact.account, fact.occurred_at, fact.id, fact)).collect();
    keys.sort_unstable_by_key(|(account, time, id, _)| (*account, *time, *id));
    keys.into_iter().map(|(_, _, _, fact)| fact).collect()
}

//! Reading the facts of one account: a timeline, or the facts behind a criterion. Costs milliseconds.

use super::schema::{WRITTEN, at};
use super::source::{Wanted, stream};
use crate::LakeError;
use crate::table::{FileMeta, Table};
use banso_domain::facts::Fact;
use banso_kernel::{AccountId, FactId, Micros, PersonId};
use deltalake::arrow::array::{Array, AsArray, RecordBatch};
use deltalake::arrow::datatypes::{Float64Type, Int64Type, TimestampMicrosecondType};
use futures::StreamExt;
use std::ops::Range;
use std::sync::Arc;

/// Which facts of an account. The default is all of them.
#[derive(Clone, Debug, Default)]
pub struct Which {
    /// Only these names; all if none are given.
    pub names: Vec<String>,
    /// Only facts that happened in this time (the end excluded).
    pub time: Option<Range<Micros>>,
    /// Only the latest so many.
    pub limit: Option<usize>,
}

impl Which {
    /// Whether a fact is asked for (but for the limit).
    #[must_use]
    pub fn takes(&self, fact: &Fact) -> bool {
        (self.names.is_empty() || self.names.contains(&fact.name))
            && self.time.as_ref().is_none_or(|time| time.contains(&fact.occurred_at))
    }
}

/// See [`crate::Lake::facts_of`].
pub(crate) async fn facts_of(
    table: &Arc<Table>,
    files: &[FileMeta],
    account: AccountId,
    which: &Which,
) -> Result<Vec<Fact>, LakeError> {
    let wanted = Wanted {
        schema: WRITTEN.clone(),
        key: at::ACCOUNT,
        columns: (0..WRITTEN.fields().len()).collect(),
        accounts: account.0..=account.0,
        batch: 8_192,
    };
    let mut found = Vec::new();
    for file in files.iter().filter(|file| file.accounts.contains(&account.0)) {
        let mut batches = stream(table, file, &wanted).await?;
        while let Some(batch) = batches.next().await {
            read(&batch?, account, which, &mut found);
        }
    }
    found.sort_by_key(|fact| (fact.occurred_at, fact.id));
    if let Some(limit) = which.limit {
        found.drain(..found.len().saturating_sub(limit));
    }
    Ok(found)
}

fn read(batch: &RecordBatch, account: AccountId, which: &Which, found: &mut Vec<Fact>) {
    let integers = |column: usize| batch.column(column).as_primitive::<Int64Type>();
    let moments = |column: usize| batch.column(column).as_primitive::<TimestampMicrosecondType>();
    let texts = |column: usize| batch.column(column).as_string::<i32>();
    let ids = batch.column(at::ID).as_binary::<i32>();
    let accounts = integers(at::ACCOUNT).values();
    let person = integers(at::PERSON);
    let value = batch.column(at::VALUE).as_primitive::<Float64Type>();
    let (name, props, source) = (texts(at::NAME), texts(at::PROPS), texts(at::SOURCE));
    let (occurred_at, known_at) = (moments(at::OCCURRED_AT), moments(at::KNOWN_AT));
    let first = accounts.partition_point(|a| *a < account.0);
    let end = accounts.partition_point(|a| *a <= account.0);
    for row in first..end {
        let happened = Micros(occurred_at.value(row));
        if which.time.as_ref().is_some_and(|time| !time.contains(&happened))
            || !(which.names.is_empty() || which.names.iter().any(|wanted| wanted == name.value(row)))
        {
            continue;
        }
        found.push(Fact {
            id: FactId(ids.value(row).try_into().unwrap_or_default()),
            account,
            person: person.is_valid(row).then(|| PersonId(person.value(row))),
            name: name.value(row).to_owned(),
            occurred_at: happened,
            known_at: Micros(known_at.value(row)),
            value: value.is_valid(row).then(|| value.value(row)),
            props: props.value(row).to_owned(),
            source: source.value(row).to_owned(),
        });
    }
}

//! Scanning: all facts, or those of a range of accounts, as plain columns.

use super::columns::{FactBatch, FactColumns, Texts};
use super::encode::{batch_of, sorted};
use super::merge::{Merge, Part};
use super::schema::{READ, at};
use super::source::Wanted;
use crate::LakeError;
use crate::table::{FileMeta, Table};
use banso_domain::facts::Fact;
use banso_kernel::{AccountId, Micros};
use deltalake::arrow::array::{Array, ArrayRef, AsArray, RecordBatch};
use deltalake::arrow::datatypes::{Float64Type, Int32Type, Int64Type, TimestampMicrosecondType};
use std::collections::HashMap;
use std::ops::RangeInclusive;
use std::sync::Arc;

/// Properties kept in one epoch of the dictionary.
const PROPS: usize = 65_536;
/// Rows read from a file at a time.
const BATCH: usize = 16_384;

/// What to scan.
#[derive(Clone, Debug)]
pub struct Scan {
    /// Give out properties too. They cost as much as everything else together.
    pub props: bool,
    /// Only facts known at that moment (`known_at` not after it).
    pub known_by: Option<Micros>,
    /// Only these accounts.
    pub accounts: RangeInclusive<AccountId>,
    /// Facts that are not in the snapshot: inbox rows of later batches. They are merged in.
    pub inbox: Vec<Fact>,
}

impl Default for Scan {
    fn default() -> Self {
        Self { props: false, known_by: None, accounts: AccountId(i64::MIN)..=AccountId(i64::MAX), inbox: Vec::new() }
    }
}

/// See [`crate::Lake::scan`].
pub(crate) async fn scan(
    table: &Arc<Table>,
    files: &[FileMeta],
    scan: Scan,
    each: &mut (dyn FnMut(FactBatch<'_>) + Send),
) -> Result<(), LakeError> {
    let mut columns = vec![at::ACCOUNT, at::PERSON, at::NAME, at::OCCURRED_AT];
    if scan.known_by.is_some() {
        columns.push(at::KNOWN_AT);
    }
    columns.push(at::VALUE);
    if scan.props {
        columns.push(at::PROPS);
    }
    let accounts = scan.accounts.start().0..=scan.accounts.end().0;
    let mut inbox = scan.inbox;
    inbox.retain(|fact| accounts.contains(&fact.account.0));
    let memory = if inbox.is_empty() { None } else { Some(coded(&sorted(&inbox))?.project(&columns)?) };
    drop(inbox);
    let wanted = Wanted { schema: READ.clone(), key: at::ACCOUNT, columns, accounts: accounts.clone(), batch: BATCH };
    let mut merge = Merge::new(Arc::clone(table), files, wanted, memory);
    let mut reader = Reader { known_by: scan.known_by, props: scan.props, accounts, ..Reader::default() };
    while let Some(parts) = merge.next().await? {
        reader.read(&parts);
        let batch = reader.batch();
        if !batch.is_empty() {
            each(batch);
        }
    }
    Ok(())
}

/// Inbox facts in the columns and types of a read file.
fn coded(facts: &[&Fact]) -> Result<RecordBatch, LakeError> {
    let plain = batch_of(facts)?;
    let columns = plain
        .columns()
        .iter()
        .zip(READ.fields())
        .map(|(column, field)| deltalake::arrow::compute::cast(column, field.data_type()))
        .collect::<Result<Vec<_>, _>>()?;
    Ok(RecordBatch::try_new(READ.clone(), columns)?)
}

/// Turns Arrow batches into plain columns with common dictionaries.
struct Reader {
    known_by: Option<Micros>,
    props: bool,
    accounts: RangeInclusive<i64>,
    columns: FactColumns,
    names: Texts,
    texts: Texts,
    epoch: u32,
    /// By source: the file's own dictionary and our codes for it.
    name_codes: HashMap<usize, Codes>,
    props_codes: HashMap<usize, Codes>,
}

impl Default for Reader {
    fn default() -> Self {
        Self {
            known_by: None,
            props: false,
            accounts: i64::MIN..=i64::MAX,
            columns: FactColumns::default(),
            names: Texts::default(),
            texts: Texts::default(),
            epoch: 0,
            name_codes: HashMap::new(),
            props_codes: HashMap::new(),
        }
    }
}

struct Codes {
    values: ArrayRef,
    ours: Vec<u32>,
}

const UNSEEN: u32 = u32::MAX;

impl Reader {
    fn read(&mut self, parts: &[Part]) {
        self.columns.clear();
        if self.texts.texts.len() > PROPS {
            self.texts.clear();
            self.props_codes.clear();
            self.epoch += 1;
        }
        for part in parts {
            self.add(part);
        }
        self.columns.sort(&self.names.texts, &self.texts.texts);
    }

    fn add(&mut self, part: &Part) {
        let mut next = 0;
        let mut column = || {
            next += 1;
            part.rows.column(next - 1)
        };
        let account = column().as_primitive::<Int64Type>().values();
        let person = column().as_primitive::<Int64Type>();
        let name = column();
        let occurred_at = column().as_primitive::<TimestampMicrosecondType>().values();
        let known_at = self.known_by.map(|by| (by.0, column().as_primitive::<TimestampMicrosecondType>().values()));
        let value = column().as_primitive::<Float64Type>();
        let props = self.props.then(&mut column);

        let first = account.partition_point(|a| a < self.accounts.start());
        let end = account.partition_point(|a| a <= self.accounts.end());
        let rows: Option<Vec<usize>> =
            known_at.map(|(by, known)| (first..end).filter(|row| known[*row] <= by).collect());
        let all = first..end;
        let out = &mut self.columns;
        match &rows {
            None => {
                out.account.extend_from_slice(&account[all.clone()]);
                out.occurred_at.extend_from_slice(&occurred_at[all.clone()]);
            }
            Some(rows) => {
                out.account.extend(rows.iter().map(|row| account[*row]));
                out.occurred_at.extend(rows.iter().map(|row| occurred_at[*row]));
            }
        }
        let each = |extend: &mut dyn FnMut(&mut dyn Iterator<Item = usize>)| match &rows {
            None => extend(&mut all.clone()),
            Some(rows) => extend(&mut rows.iter().copied()),
        };
        each(&mut |rows| out.person.extend(rows.map(|row| if person.is_null(row) { 0 } else { person.value(row) })));
        each(&mut |rows| {
            out.value.extend(rows.map(|row| if value.is_null(row) { f64::NAN } else { value.value(row) }))
        });
        each(&mut |rows| translate(&mut self.name_codes, &mut self.names, part.source, name, rows, &mut out.name));
        if let Some(props) = props {
            each(&mut |rows| {
                translate(&mut self.props_codes, &mut self.texts, part.source, props, rows, &mut out.props)
            });
        }
    }

    fn batch(&self) -> FactBatch<'_> {
        FactBatch {
            account: &self.columns.account,
            person: &self.columns.person,
            name: &self.columns.name,
            occurred_at: &self.columns.occurred_at,
            value: &self.columns.value,
            props: &self.columns.props,
            names: &self.names.texts,
            props_texts: &self.texts.texts,
            props_epoch: self.epoch,
        }
    }
}

/// Appends our codes for the given rows of a dictionary column.
fn translate(
    known: &mut HashMap<usize, Codes>,
    texts: &mut Texts,
    source: usize,
    column: &ArrayRef,
    rows: &mut dyn Iterator<Item = usize>,
    out: &mut Vec<u32>,
) {
    let column = column.as_dictionary::<Int32Type>();
    let values = column.values();
    let codes = known.entry(source).or_insert_with(|| Codes { values: Arc::clone(values), ours: Vec::new() });
    if codes.ours.len() != values.len() || !Arc::ptr_eq(&codes.values, values) {
        *codes = Codes { values: Arc::clone(values), ours: vec![UNSEEN; values.len()] };
    }
    let strings = values.as_string::<i32>();
    let keys = column.keys().values();
    out.extend(rows.map(|row| {
        let key = keys[row] as usize;
        if codes.ours[key] == UNSEEN {
            codes.ours[key] = texts.code(strings.value(key));
        }
        codes.ours[key]
    }));
}

//! Scanning: all facts, or those of a range of accounts or of a time, as plain columns.

use super::columns::{FactRun, Texts};
use super::encode::{batch_of, sorted};
use super::merge::{Merge, Part};
use super::schema::{READ, at};
use super::source::Wanted;
use crate::LakeError;
use crate::table::{FileMeta, Table};
use banso_domain::facts::Fact;
use banso_kernel::{AccountId, Micros};
use deltalake::arrow::array::{Array, ArrayRef, AsArray, BooleanArray, PrimitiveArray, RecordBatch};
use deltalake::arrow::compute::filter_record_batch;
use deltalake::arrow::datatypes::{ArrowPrimitiveType, Float64Type, Int32Type, Int64Type, TimestampMicrosecondType};
use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::{Range, RangeInclusive};
use std::sync::Arc;

/// Properties kept in one epoch of the dictionary.
const PROPS: usize = 65_536;
/// Rows read from a file at a time.
const BATCH: usize = 16_384;

/// What to scan.
#[derive(Clone, Debug)]
pub struct Scan {
    /// Give out numbers too.
    pub values: bool,
    /// Give out properties too. They cost as much as everything else together.
    pub props: bool,
    /// Only facts known at that moment (`known_at` not after it).
    pub known_by: Option<Micros>,
    /// Only these accounts.
    pub accounts: RangeInclusive<AccountId>,
    /// Files that hold nothing of this time are left out. Facts of other times may come along.
    pub time: Option<Range<Micros>>,
    /// Facts that are not in the snapshot: inbox rows of later batches. They are merged in.
    pub inbox: Arc<[Fact]>,
}

impl Default for Scan {
    fn default() -> Self {
        let accounts = AccountId(i64::MIN)..=AccountId(i64::MAX);
        Self { values: false, props: false, known_by: None, accounts, time: None, inbox: Arc::new([]) }
    }
}

/// See [`crate::Lake::scan`].
pub(crate) async fn scan(
    table: &Arc<Table>,
    files: &[FileMeta],
    scan: Scan,
    each: &mut (dyn FnMut(&FactRun<'_>) + Send),
) -> Result<(), LakeError> {
    let mut columns = vec![at::ACCOUNT, at::PERSON, at::NAME, at::OCCURRED_AT];
    let optional = [(scan.known_by.is_some(), at::KNOWN_AT), (scan.values, at::VALUE), (scan.props, at::PROPS)];
    columns.extend(optional.into_iter().filter_map(|(wanted, column)| wanted.then_some(column)));
    let accounts = scan.accounts.start().0..=scan.accounts.end().0;
    let fresh: Vec<&Fact> = scan.inbox.iter().filter(|fact| accounts.contains(&fact.account.0)).collect();
    let memory = if fresh.is_empty() { None } else { Some(coded(&sorted(fresh))?.project(&columns)?) };
    let mut files: Vec<FileMeta> =
        files.iter().filter(|file| scan.time.as_ref().is_none_or(|time| file.may_hold(time))).cloned().collect();
    // Runs of an account come file by file: in order of time then, as far as files do not overlap.
    files.sort_by_key(|file| *file.times.start());
    let wanted = Wanted { schema: READ.clone(), key: at::ACCOUNT, columns, accounts: accounts.clone(), batch: BATCH };
    let mut merge = Merge::new(Arc::clone(table), &files, wanted, memory);
    let mut reader = Reader { what: scan, ..Reader::default() };
    while let Some(parts) = merge.next().await? {
        reader.read(&parts, each)?;
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

/// Turns Arrow batches into runs with common dictionaries.
#[derive(Default)]
struct Reader {
    what: Scan,
    names: Texts,
    texts: Texts,
    epoch: u32,
    /// By source: the file's own dictionary and our codes for it.
    name_codes: HashMap<usize, Codes>,
    props_codes: HashMap<usize, Codes>,
}

struct Codes {
    values: ArrayRef,
    ours: Vec<u32>,
}

const UNSEEN: u32 = u32::MAX;

/// A part's columns, plain.
struct Plain<'a> {
    account: &'a [i64],
    person: Cow<'a, [i64]>,
    name: Vec<u32>,
    occurred_at: &'a [i64],
    value: Cow<'a, [f64]>,
    props: Vec<u32>,
    /// Rows not given out yet.
    rest: Range<usize>,
}

impl Reader {
    /// Gives out the rows of a group, account by account.
    fn read(&mut self, parts: &[Part], each: &mut (dyn FnMut(&FactRun<'_>) + Send)) -> Result<(), LakeError> {
        if self.texts.texts.len() > PROPS {
            self.texts.clear();
            self.props_codes.clear();
            self.epoch += 1;
        }
        let known: Vec<Part>;
        let parts = match self.what.known_by {
            Some(by) => {
                known = parts.iter().map(|part| only_known(part, by)).collect::<Result<_, _>>()?;
                &known
            }
            None => parts,
        };
        let mut plain: Vec<Plain<'_>> = parts.iter().map(|part| self.plain(part)).collect();
        plain.retain(|part| !part.rest.is_empty());
        while let Some(account) = plain.iter().map(|part| part.account[part.rest.start]).min() {
            for part in &mut plain {
                let rows = part.next_run(account);
                if !rows.is_empty() {
                    each(&self.run(part, AccountId(account), rows));
                }
            }
            plain.retain(|part| !part.rest.is_empty());
        }
        Ok(())
    }

    fn run<'a>(&'a self, part: &'a Plain<'_>, account: AccountId, rows: Range<usize>) -> FactRun<'a> {
        FactRun {
            account,
            person: &part.person[rows.clone()],
            name: &part.name[rows.clone()],
            occurred_at: &part.occurred_at[rows.clone()],
            value: part.value.get(rows.clone()).unwrap_or(&[]),
            props: part.props.get(rows).unwrap_or(&[]),
            names: &self.names.texts,
            props_texts: &self.texts.texts,
            props_epoch: self.epoch,
        }
    }

    fn plain<'a>(&mut self, part: &'a Part) -> Plain<'a> {
        let mut next = 0;
        let mut column = || {
            next += 1;
            part.rows.column(next - 1)
        };
        let account = column().as_primitive::<Int64Type>().values().as_ref();
        let person = or(column().as_primitive::<Int64Type>(), 0);
        let name = translate(&mut self.name_codes, &mut self.names, part.source, column());
        let occurred_at = column().as_primitive::<TimestampMicrosecondType>().values().as_ref();
        if self.what.known_by.is_some() {
            column();
        }
        let value = if self.what.values {
            or(column().as_primitive::<Float64Type>(), f64::NAN)
        } else {
            Cow::Borrowed(&[][..])
        };
        let props = if self.what.props {
            translate(&mut self.props_codes, &mut self.texts, part.source, column())
        } else {
            Vec::new()
        };
        let first = account.partition_point(|a| *a < self.what.accounts.start().0);
        let end = account.partition_point(|a| *a <= self.what.accounts.end().0);
        Plain { account, person, name, occurred_at, value, props, rest: first..end.max(first) }
    }
}

impl Plain<'_> {
    /// Takes the rows of `account` off the front of the rest.
    fn next_run(&mut self, account: i64) -> Range<usize> {
        let rest = &self.account[self.rest.clone()];
        // Accounts have few rows each in a batch: look near before looking far.
        let mut step = 8;
        while step < rest.len() && rest[step - 1] == account {
            step *= 2;
        }
        let rows = rest[..step.min(rest.len())].partition_point(|a| *a == account);
        let start = self.rest.start;
        self.rest.start += rows;
        start..start + rows
    }
}

/// The values, with `none` where there is none.
fn or<T: ArrowPrimitiveType>(column: &PrimitiveArray<T>, none: T::Native) -> Cow<'_, [T::Native]> {
    if column.null_count() == 0 {
        return Cow::Borrowed(column.values());
    }
    Cow::Owned(column.iter().map(|value| value.unwrap_or(none)).collect())
}

/// The rows that were known by then.
fn only_known(part: &Part, by: Micros) -> Result<Part, LakeError> {
    let known_at = part.rows.column(4).as_primitive::<TimestampMicrosecondType>().values();
    let known: BooleanArray = known_at.iter().map(|known| Some(*known <= by.0)).collect();
    Ok(Part { source: part.source, rows: filter_record_batch(&part.rows, &known)? })
}

/// Our codes for the rows of a dictionary column.
fn translate(known: &mut HashMap<usize, Codes>, texts: &mut Texts, source: usize, column: &ArrayRef) -> Vec<u32> {
    let column = column.as_dictionary::<Int32Type>();
    let values = column.values();
    let codes = known.entry(source).or_insert_with(|| Codes { values: Arc::clone(values), ours: Vec::new() });
    if codes.ours.len() != values.len() || !Arc::ptr_eq(&codes.values, values) {
        *codes = Codes { values: Arc::clone(values), ours: vec![UNSEEN; values.len()] };
    }
    let (strings, ours) = (values.as_string::<i32>(), &mut codes.ours);
    let code = |key: &i32| {
        let key = *key as usize;
        if ours[key] == UNSEEN {
            ours[key] = texts.code(strings.value(key));
        }
        ours[key]
    };
    column.keys().values().iter().map(code).collect()
}

//! The history of health: a row per model version, account and day.

use super::pipe::{Pipe, Turn};
use super::read::{accounts, days_of, floats, rows, texts};
use crate::Answer;
use crate::LakeError;
use crate::datafile::Layout;
use crate::table::{FileMeta, Table};
use banso_kernel::{AccountId, Day};
use deltalake::arrow::array::{
    ArrayRef, Date32Array, Float64Array, Int32Array, Int64Array, RecordBatch, StringBuilder,
};
use deltalake::arrow::datatypes::{DataType, Field, Schema, SchemaRef};
use deltalake::kernel::{DataType as DeltaType, StructField};
use std::collections::BTreeMap;
use std::ops::RangeInclusive;
use std::sync::Arc;

/// Rows collected before they go to the writing thread.
const CHUNK: usize = 65_536;

/// A version of a model.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ModelVersion {
    /// Id of the model.
    pub model: String,
    /// Its version, from 1.
    pub version: u32,
}

/// What an account is said to be. Days with equal health share one.
#[derive(Clone, Debug, PartialEq)]
pub struct HealthState {
    /// Id of the segment or level; empty for none (too little data).
    pub segment: String,
    /// Score or points; NaN for none.
    pub score: f64,
    /// Share of weight with data, 0–1.
    pub coverage: f64,
    /// Per axis its rank or score, a JSON object.
    pub axes: String,
    /// Ids of criteria with data that are not met, separated by commas.
    pub unmet: String,
    /// Ids of criteria without data, separated by commas.
    pub missing: String,
}

/// The health of an account under one model for consecutive days.
#[derive(Clone, Copy, Debug)]
pub struct HealthRows<'a> {
    /// Position of the model among those given to the writer.
    pub model: usize,
    /// Whose.
    pub account: AccountId,
    /// The first day.
    pub first: Day,
    /// The different states.
    pub states: &'a [HealthState],
    /// Per day, the position of its state.
    pub of_day: &'a [u32],
}

/// One row read back.
#[derive(Clone, Debug, PartialEq)]
pub struct HealthDay {
    /// Whose.
    pub account: AccountId,
    /// When.
    pub day: Day,
    /// What.
    pub state: HealthState,
}

pub(crate) fn columns() -> Vec<StructField> {
    vec![
        StructField::not_null("model", DeltaType::STRING),
        StructField::not_null("version", DeltaType::INTEGER),
        StructField::not_null("account", DeltaType::LONG),
        StructField::not_null("day", DeltaType::DATE),
        StructField::not_null("revision", DeltaType::LONG),
        StructField::not_null("segment", DeltaType::STRING),
        StructField::nullable("score", DeltaType::DOUBLE),
        StructField::not_null("coverage", DeltaType::DOUBLE),
        StructField::not_null("axes", DeltaType::STRING),
        StructField::not_null("unmet", DeltaType::STRING),
        StructField::not_null("missing", DeltaType::STRING),
    ]
}

/// Properties of the table.
pub(crate) const PROPERTIES: [(&str, &str); 2] = [
    ("delta.dataSkippingStatsColumns", "model,version,account,day,revision"),
    ("delta.enableExpiredLogCleanup", "false"),
];

fn schema() -> SchemaRef {
    let text = |name: &str| Field::new(name, DataType::Utf8, false);
    Arc::new(Schema::new(vec![
        text("model"),
        Field::new("version", DataType::Int32, false),
        Field::new("account", DataType::Int64, false),
        Field::new("day", DataType::Date32, false),
        Field::new("revision", DataType::Int64, false),
        text("segment"),
        Field::new("score", DataType::Float64, true),
        Field::new("coverage", DataType::Float64, false),
        text("axes"),
        text("unmet"),
        text("missing"),
    ]))
}

/// Writes history. For each model, accounts must come in ascending order; models may alternate. Nothing
/// changes for readers until [`HealthWriter::finish`].
pub struct HealthWriter {
    pipe: Pipe,
    turn: Turn,
    models: Vec<ModelVersion>,
    open: Vec<Rows>,
    schema: SchemaRef,
}

#[derive(Default)]
struct Rows {
    last: Option<AccountId>,
    account: Vec<i64>,
    day: Vec<i32>,
    score: Vec<Option<f64>>,
    coverage: Vec<f64>,
    /// segment, axes, unmet, missing
    texts: [StringBuilder; 4],
}

impl HealthWriter {
    pub(crate) fn new(table: Arc<Table>, models: &[ModelVersion], turn: Turn) -> Self {
        let schema = schema();
        let layout = Layout {
            schema: schema.clone(),
            sorted_by: vec!["account", "day"],
            bounded: &["model", "version", "account", "day", "revision"],
            plain: &[],
            growing: &[],
            random: &[],
        };
        let pipe = Pipe::start(table, layout);
        Self { pipe, turn, models: models.to_vec(), open: models.iter().map(|_| Rows::default()).collect(), schema }
    }

    /// Adds days of an account. May block while the disk is behind.
    ///
    /// # Errors
    /// If accounts are out of order, a position is out of range, or the writing thread has failed.
    pub fn push(&mut self, rows: &HealthRows<'_>) -> Result<(), LakeError> {
        let open = self
            .open
            .get_mut(rows.model)
            .ok_or_else(|| LakeError::Order(format!("there is no model number {}", rows.model)))?;
        if open.last.is_some_and(|last| last >= rows.account) {
            return Err(LakeError::Order(format!("account {} came out of order", rows.account)));
        }
        open.last = Some(rows.account);
        for (at, state) in rows.of_day.iter().enumerate() {
            let state = rows
                .states
                .get(*state as usize)
                .ok_or_else(|| LakeError::Order(format!("there is no state number {state}")))?;
            open.account.push(rows.account.0);
            open.day.push(rows.first.0 + at as i32);
            open.score.push((!state.score.is_nan()).then_some(state.score));
            open.coverage.push(state.coverage);
            for (text, into) in
                [&state.segment, &state.axes, &state.unmet, &state.missing].into_iter().zip(&mut open.texts)
            {
                into.append_value(text);
            }
        }
        if open.account.len() >= CHUNK { self.flush(rows.model) } else { Ok(()) }
    }

    fn flush(&mut self, model: usize) -> Result<(), LakeError> {
        let open = &mut self.open[model];
        let rows = open.account.len();
        if rows == 0 {
            return Ok(());
        }
        let version = &self.models[model];
        let mut name = StringBuilder::new();
        (0..rows).for_each(|_| name.append_value(&version.model));
        let [segment, axes, unmet, missing] = open.texts.each_mut().map(|text| Arc::new(text.finish()) as ArrayRef);
        let columns: Vec<ArrayRef> = vec![
            Arc::new(name.finish()),
            Arc::new(Int32Array::from(vec![version.version as i32; rows])),
            Arc::new(Int64Array::from(std::mem::take(&mut open.account))),
            Arc::new(Date32Array::from(std::mem::take(&mut open.day))),
            Arc::new(Int64Array::from(vec![self.turn.revision(); rows])),
            segment,
            Arc::new(Float64Array::from(std::mem::take(&mut open.score))),
            Arc::new(Float64Array::from(std::mem::take(&mut open.coverage))),
            axes,
            unmet,
            missing,
        ];
        self.pipe.push(model, RecordBatch::try_new(self.schema.clone(), columns)?)
    }

    /// Makes what was written the history, or the newest word on its accounts and days. `stamp` says what it was
    /// computed from. Returns the number of rows.
    ///
    /// # Errors
    /// If something could not be stored; then the old history stays.
    pub fn finish(mut self, stamp: &str) -> Answer<'_, u64> {
        Box::pin(async move {
            let flushed = (0..self.models.len()).try_for_each(|model| self.flush(model));
            let turn = self.turn;
            let rows = self.pipe.finish(columns(), stamp, |_| turn != Turn::Anew).await?;
            flushed.map(|()| rows)
        })
    }
}

/// Files hold one model version each.
fn is_of(file: &FileMeta, model: &ModelVersion) -> bool {
    file.least.get("model").and_then(|m| m.as_str()) == Some(model.model.as_str())
        && file.least.get("version").and_then(serde_json::Value::as_u64) == Some(u64::from(model.version))
}

/// See [`crate::Lake::health`].
pub(crate) async fn read(
    table: &Arc<Table>,
    model: &ModelVersion,
    of: RangeInclusive<AccountId>,
    days: Option<RangeInclusive<Day>>,
) -> Result<Vec<HealthDay>, LakeError> {
    let names = ["day", "segment", "score", "coverage", "axes", "unmet", "missing"];
    let batches = rows(table, of.start().0..=of.end().0, days, |file| is_of(file, model), &names, &[]).await?;
    let mut found = Vec::new();
    for batch in &batches {
        let mut texts = [2, 5, 6, 7].map(|column| texts(batch, column));
        let numbers = floats(batch, 3).zip(floats(batch, 4));
        for ((account, day), (score, coverage)) in accounts(batch).iter().zip(days_of(batch, 1)).zip(numbers) {
            let [segment, axes, unmet, missing] =
                texts.each_mut().map(|text| text.next().unwrap_or_default().to_owned());
            let state = HealthState { segment, score, coverage, axes, unmet, missing };
            found.push(HealthDay { account: AccountId(*account), day, state });
        }
    }
    Ok(found)
}

/// See [`crate::Lake::segment_counts`].
pub(crate) async fn counts(
    table: &Arc<Table>,
    model: &ModelVersion,
    days: RangeInclusive<Day>,
) -> Result<BTreeMap<(Day, String), u64>, LakeError> {
    let all = i64::MIN..=i64::MAX;
    let batches = rows(table, all, Some(days), |file| is_of(file, model), &["day", "segment"], &[]).await?;
    let mut counts: BTreeMap<(Day, String), u64> = BTreeMap::new();
    let mut seen: std::collections::HashMap<(Day, &str), u64> = std::collections::HashMap::new();
    for batch in &batches {
        for (day, segment) in days_of(batch, 1).zip(texts(batch, 2)) {
            *seen.entry((day, segment)).or_default() += 1;
        }
    }
    for ((day, segment), n) in seen {
        counts.insert((day, segment.to_owned()), n);
    }
    Ok(counts)
}

//! How a file would be read.

use super::options;
use crate::{App, Refused};
use banso_domain::metrics::Metric;
use banso_intake::guess::{self, Confidence, Decided, Hints, Question};
use banso_intake::mapping::{FactSpec, Source, signature};
use banso_intake::values::dates::Order;
use banso_intake::{Info, Kind, Mapping, Reject, Row, Table};
use std::collections::BTreeMap;
use std::path::Path;

/// Where a mapping comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum From {
    /// Somebody gave it.
    Given,
    /// It read a file with the same columns before.
    Remembered,
    /// From names and values of the columns.
    Guessed,
}

/// How a file would be read.
#[derive(Clone, Debug)]
pub struct Plan {
    /// What kind of file it is.
    pub info: Info,
    /// Its columns.
    pub columns: Vec<String>,
    /// Its first rows.
    pub sample: Vec<Row>,
    /// Those of the first rows that have not the table's shape.
    pub refused: Vec<Reject>,
    /// How it would be read.
    pub mapping: Mapping,
    /// Where the mapping comes from.
    pub from: From,
    /// How sure each field of a guess is.
    pub confidence: BTreeMap<String, Confidence>,
    /// What must be answered before anything is read.
    pub questions: Vec<Question>,
    /// Orders of dates that the values decided.
    pub decided: Vec<Decided>,
    /// Names of facts that the metrics count: what a fact of this file can be called to count.
    pub counted: Vec<String>,
}

impl Plan {
    /// As a guess from the columns and the first rows says.
    pub(super) fn guessed(info: Info, columns: Vec<String>, sample: Vec<Row>, hints: &Hints) -> Self {
        let guess = guess::guess(&columns, &sample, hints);
        Self {
            info,
            columns,
            sample,
            refused: Vec::new(),
            mapping: guess.mapping,
            from: From::Guessed,
            confidence: guess.confidence,
            questions: guess.questions,
            decided: guess.decided,
            counted: Vec::new(),
        }
    }

    /// None of the facts that it would make, as far as the first rows tell, has a name that the metrics count.
    #[must_use]
    pub fn uncounted(&self, fact: &FactSpec) -> bool {
        let counts = |name: &str| self.counted.iter().any(|counted| counted == name);
        let any = match &fact.name {
            Source::Constant(name) => counts(name),
            Source::Column(name) => {
                let at = self.columns.iter().position(|column| column == name);
                let values = at.into_iter().flat_map(|at| self.sample.iter().filter_map(move |row| row.cells.get(at)));
                values.map(|cell| cell.shown().to_string()).any(|shown| counts(&shown))
            }
        };
        !any && !self.counted.is_empty()
    }

    /// Answers all questions with the same order.
    pub fn answer(&mut self, order: Order) {
        for question in self.questions.drain(..) {
            self.mapping.dates.insert(question.column, order);
        }
    }
}

impl App {
    /// Looks at a file and proposes how to read it. `given` overrules what is remembered, `kind` what is guessed.
    ///
    /// # Errors
    /// [`Refused::Input`] with the reason for which the file cannot be read, or a store failed.
    pub async fn plan_import(
        &self,
        path: &Path,
        file_name: &str,
        kind: Option<Kind>,
        given: Option<Mapping>,
    ) -> Result<Plan, Refused> {
        let workspace = self.workspace().await?;
        let (table, options) = open(path, given.as_ref()).await?;
        let (columns, sample, info) = (table.columns().to_vec(), table.sample().to_vec(), table.info().clone());
        let refused = table.refused().to_vec();
        drop(table);
        let remembered = match &given {
            Some(_) => None,
            None => self.remembered(&columns, kind).await?,
        };
        let hints = Hints { kind, file_name: file_name.to_owned(), currency: workspace.currency };
        let mut plan = match (given, remembered) {
            (Some(mapping), _) => known(mapping, From::Given, info, columns, sample),
            (None, Some(mapping)) => known(mapping, From::Remembered, info, columns, sample),
            (None, None) => Plan::guessed(info, columns, sample, &hints),
        };
        plan.refused = refused;
        plan.counted = self.counted_names().await?;
        if plan.questions.is_empty() {
            return Ok(plan);
        }
        let path = path.to_owned();
        tokio::task::spawn_blocking(move || {
            guess::settle(&path, &options, &mut plan.mapping, &mut plan.questions, &mut plan.decided).map(|()| plan)
        })
        .await
        .map_err(Refused::broken)?
        .map_err(|problem| Refused::wrong("file", problem))
    }

    /// Names of facts that some metric counts.
    async fn counted_names(&self) -> Result<Vec<String>, Refused> {
        let definitions = self.definitions().await?;
        let streams = definitions.metrics.metrics.iter().filter_map(Metric::stream);
        let mut names: Vec<String> = streams.flat_map(|stream| stream.names.iter().cloned()).collect();
        names.sort();
        names.dedup();
        Ok(names)
    }

    async fn remembered(&self, columns: &[String], kind: Option<Kind>) -> Result<Option<Mapping>, Refused> {
        let saved = self.state.mapping(&signature(columns)).await.map_err(Refused::broken)?;
        let mapping = saved.and_then(|saved| Mapping::parse(&saved.body).ok());
        Ok(mapping.filter(|mapping| mapping.fits(columns) && kind.is_none_or(|kind| kind == mapping.kind)))
    }
}

async fn open(path: &Path, given: Option<&Mapping>) -> Result<(Table, banso_intake::Options), Refused> {
    let (path, options) = (path.to_owned(), options(given));
    let insist = options.clone();
    let table = tokio::task::spawn_blocking(move || Table::open(&path, &insist)).await.map_err(Refused::broken)?;
    Ok((table.map_err(|problem| Refused::wrong("file", problem))?, options))
}

fn known(mut mapping: Mapping, from: From, info: Info, columns: Vec<String>, sample: Vec<Row>) -> Plan {
    let (questions, decided) = guess::questions(&mut mapping, &columns, &sample);
    let (confidence, counted, refused) = (BTreeMap::new(), Vec::new(), Vec::new());
    Plan { info, columns, sample, refused, mapping, from, confidence, questions, decided, counted }
}

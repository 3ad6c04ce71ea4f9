//! A first mapping for a file that nobody has mapped before, from the names of its columns and their values. What the
//! file does not decide stays an open question.

mod assign;
mod profile;
pub mod synonyms;

pub use assign::stem;
pub use profile::{Tally, Verdict};

use crate::file::{Options, Table};
use crate::mapping::fields::Type;
use crate::mapping::{Kind, Mapping, Source, fields};
use crate::read::place;
use crate::row::{Item, Row};
use crate::values::dates::Order;
use banso_kernel::{Currency, Problem};
use profile::Profile;
use std::collections::BTreeMap;
use std::path::Path;

/// How sure a guess is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Confidence {
    /// From the form of the values alone.
    Low,
    /// From a rarer name.
    Medium,
    /// From a common name.
    High,
}

/// A column whose dates can be read in two ways. Until somebody says which, nothing is imported.
#[derive(Clone, Debug, PartialEq)]
pub struct Question {
    /// The column.
    pub column: String,
    /// Values of it that show the difference, as they stand in the file.
    pub examples: Vec<String>,
    /// The values contradict each other: some need the day first, some the month.
    pub contradicts: bool,
}

/// A column whose values decide the order of its dates.
#[derive(Clone, Debug, PartialEq)]
pub struct Decided {
    /// The column.
    pub column: String,
    /// The order.
    pub order: Order,
    /// A value that is a date in this order only.
    pub by: String,
}

/// A guessed mapping.
#[derive(Clone, Debug)]
pub struct Guess {
    /// The mapping; without an entry in `dates` for columns that are in question.
    pub mapping: Mapping,
    /// How sure each field is.
    pub confidence: BTreeMap<String, Confidence>,
    /// What somebody must answer.
    pub questions: Vec<Question>,
    /// What the values decided.
    pub decided: Vec<Decided>,
}

/// What a guess may start from.
#[derive(Clone, Debug)]
pub struct Hints {
    /// The kind, if somebody said it.
    pub kind: Option<Kind>,
    /// The file's name.
    pub file_name: String,
    /// The workspace's currency, for files that have no column for it.
    pub currency: Currency,
}

/// Guesses a mapping for a table.
#[must_use]
pub fn guess(columns: &[String], sample: &[Row], hints: &Hints) -> Guess {
    let profiles: Vec<Profile> = (0..columns.len()).map(|at| Profile::of(sample, at)).collect();
    let (mut mapping, confidence) = assign::best(columns, &profiles, hints);
    let (mut questions, mut decided) = (Vec::new(), Vec::new());
    for (at, tally) in date_columns(&mapping, columns).into_iter().map(|at| (at, &profiles[at])) {
        if tally.is_epoch() && !tally.is_date() {
            mapping.dates.insert(columns[at].clone(), Order::Unix);
        } else {
            judge(&columns[at], &tally.dates, &mut mapping, &mut questions, &mut decided);
        }
    }
    Guess { mapping, confidence, questions, decided }
}

/// Looks for dates in a file whose mapping is given: orders that it already names are kept.
#[must_use]
pub fn questions(mapping: &mut Mapping, columns: &[String], sample: &[Row]) -> (Vec<Question>, Vec<Decided>) {
    let (mut questions, mut decided) = (Vec::new(), Vec::new());
    let answered: Vec<usize> = mapping.dates.keys().filter_map(|name| place(name, columns)).collect();
    for at in date_columns(mapping, columns) {
        if !answered.contains(&at) {
            let profile = Profile::of(sample, at);
            judge(&columns[at], &profile.dates, mapping, &mut questions, &mut decided);
        }
    }
    (questions, decided)
}

/// Reads the whole file for columns that the sample left open: a later value may decide.
///
/// # Errors
/// The file cannot be opened again.
pub fn settle(
    path: &Path,
    options: &Options,
    mapping: &mut Mapping,
    questions: &mut Vec<Question>,
    decided: &mut Vec<Decided>,
) -> Result<(), Problem> {
    if questions.is_empty() {
        return Ok(());
    }
    let mut table = Table::open(path, options)?;
    let columns = table.columns().to_vec();
    let mut tallies: Vec<(usize, Tally)> =
        questions.iter().filter_map(|q| place(&q.column, &columns)).map(|at| (at, Tally::default())).collect();
    while let Some(item) = table.next_item() {
        if let Item::Row(row) = item {
            for (at, tally) in &mut tallies {
                if let Some(cell) = row.cells.get(*at).filter(|cell| !cell.is_empty()) {
                    tally.add(&cell.shown());
                }
            }
        }
    }
    questions.clear();
    for (at, tally) in &tallies {
        judge(&columns[*at], tally, mapping, questions, decided);
    }
    Ok(())
}

fn judge(
    column: &str,
    tally: &Tally,
    mapping: &mut Mapping,
    questions: &mut Vec<Question>,
    decided: &mut Vec<Decided>,
) {
    match tally.verdict() {
        Verdict::Certain => {}
        Verdict::Decided(order, by) => {
            mapping.dates.insert(column.to_owned(), order);
            decided.push(Decided { column: column.to_owned(), order, by });
        }
        Verdict::Open => {
            let contradicts = tally.only_day_first.0 > 0 && tally.only_month_first.0 > 0;
            let shown = if contradicts {
                vec![tally.only_day_first.1.clone(), tally.only_month_first.1.clone()]
            } else {
                vec![tally.either.clone()]
            };
            questions.push(Question { column: column.to_owned(), examples: shown, contradicts });
        }
    }
}

/// The columns that the mapping reads dates from.
#[must_use]
pub fn date_columns(mapping: &Mapping, columns: &[String]) -> Vec<usize> {
    let fields = mapping.columns.iter().filter(|(id, _)| {
        fields::find(mapping.kind, id).is_some_and(|field| matches!(field.holds, Type::Day | Type::Moment))
    });
    let facts = mapping.facts.iter().map(|fact| &fact.occurred_at);
    let mut places: Vec<usize> = fields
        .map(|(_, source)| source)
        .chain(facts)
        .filter_map(Source::column)
        .filter_map(|name| place(name, columns))
        .collect();
    places.sort_unstable();
    places.dedup();
    places
}

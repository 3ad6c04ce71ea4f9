//! Rows as they stand in a file: cells without meaning yet.

use crate::limits::SHOWN_CHARS;
use banso_kernel::Problem;
use jiff::civil::DateTime;
use serde::{Deserialize, Serialize};

/// One cell.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    /// Nothing, or only white space.
    Empty,
    /// Text as it stands in the file.
    Text(String),
    /// A number of a spreadsheet or of JSON.
    Number(f64),
    /// A truth value of a spreadsheet or of JSON.
    Bool(bool),
    /// A real date of a spreadsheet: local time.
    Moment(DateTime),
    /// Cannot be read: what stood there as far as it can be shown, and why.
    Bad(String, Box<Problem>),
}

impl Cell {
    /// A cell of text; white space alone is empty.
    #[must_use]
    pub fn text(text: String) -> Self {
        if text.trim().is_empty() { Cell::Empty } else { Cell::Text(text) }
    }

    /// What a person would see in the cell. Whole numbers without a decimal point.
    #[must_use]
    pub fn shown(&self) -> String {
        match self {
            Cell::Empty => String::new(),
            Cell::Text(text) => text.trim().to_owned(),
            Cell::Number(number) => plain(*number),
            Cell::Bool(truth) => truth.to_string(),
            Cell::Moment(moment) if moment.time() == jiff::civil::Time::midnight() => moment.date().to_string(),
            Cell::Moment(moment) => moment.to_string().replace('T', " "),
            Cell::Bad(shown, _) => shown.clone(),
        }
    }

    /// Nothing in it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        matches!(self, Cell::Empty)
    }
}

/// The shortest text that reads back as the same number, without an exponent where it is short.
#[must_use]
pub fn plain(number: f64) -> String {
    if number == 0.0 { "0".to_owned() } else { format!("{number}") }
}

/// A row of a table, with as many cells as the table has columns.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// Where it starts: the line of a text file, the row of a spreadsheet; from 1.
    pub line: u64,
    /// Its cells.
    pub cells: Vec<Cell>,
}

/// A row, or a cell of it, that could not be read, and why.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Reject {
    /// Where the row starts: the line of a text file, the row of a spreadsheet; from 1.
    pub line: u64,
    /// The column's name, or empty where it concerns the whole row.
    pub column: String,
    /// What stood there, cut to [`SHOWN_CHARS`] characters.
    pub value: String,
    /// Why.
    pub problem: Problem,
}

impl Reject {
    /// A reject of the cell `value` in `column`.
    #[must_use]
    pub fn new(line: u64, column: &str, value: &str, problem: Problem) -> Self {
        Self { line, column: column.to_owned(), value: cut(value), problem }
    }
}

/// The first [`SHOWN_CHARS`] characters, with an ellipsis where more followed.
#[must_use]
pub fn cut(text: &str) -> String {
    match text.char_indices().nth(SHOWN_CHARS) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

/// What a table gives next.
#[derive(Clone, Debug, PartialEq)]
pub enum Item {
    /// A row that has the table's shape.
    Row(Row),
    /// A row that has not.
    Reject(Reject),
}

//! Getting values out of one row, and collecting what is wrong with it.

use crate::fold;
use crate::mapping::{Decimal, Mapping, Source};
use crate::row::{Cell, Reject, Row};
use crate::values::dates::Order;
use crate::values::numbers::Decimal as Number;
use crate::values::{booleans, dates, numbers};
use banso_kernel::{Day, Micros, Problem, Zone};
use std::collections::HashMap;

/// Longest text of an identifier or name, in characters.
const NAME_CHARS: usize = 300;

/// A source bound to the columns of a file.
#[derive(Clone, Debug)]
pub(super) enum Bound {
    Column { at: usize, name: String, order: Order },
    Constant(Cell),
}

impl Bound {
    /// Binds `source`, or says which column is missing.
    pub(super) fn new(source: &Source, mapping: &Mapping, columns: &[String]) -> Result<Self, Problem> {
        let name = match source {
            Source::Constant(value) => return Ok(Bound::Constant(Cell::text(value.clone()))),
            Source::Column(name) => name,
        };
        let missing = || Problem::new("problem-mapping-column").with("column", name.as_str());
        let at = place(name, columns).ok_or_else(missing)?;
        let order = mapping
            .dates
            .iter()
            .find(|(column, _)| place(column, columns) == Some(at))
            .map_or(Order::YearFirst, |(_, order)| *order);
        Ok(Bound::Column { at, name: columns[at].clone(), order })
    }

    /// The column that it reads.
    pub(super) fn at(&self) -> Option<usize> {
        match self {
            Bound::Column { at, .. } => Some(*at),
            Bound::Constant(_) => None,
        }
    }
}

/// Finds a column: as it is written, else in any spelling.
pub(crate) fn place(name: &str, columns: &[String]) -> Option<usize> {
    let folded = fold::header(name);
    columns
        .iter()
        .position(|column| column == name)
        .or_else(|| columns.iter().position(|column| !folded.is_empty() && fold::header(column) == folded))
}

/// Reads one row. Methods return `None` both for empty and for refused cells; the latter leave a reject.
pub(super) struct Get<'a> {
    pub(super) row: &'a Row,
    pub(super) fields: &'a HashMap<&'static str, Bound>,
    pub(super) zone: &'a Zone,
    pub(super) decimal: Decimal,
    pub(super) rejects: Vec<Reject>,
    /// What was read otherwise than it stands there.
    pub(super) notices: Vec<Reject>,
}

static EMPTY: Cell = Cell::Empty;

impl<'a> Get<'a> {
    /// The bound source of a field, if the file has one.
    pub(super) fn bound(&self, field: &str) -> Option<&'a Bound> {
        self.fields.get(field)
    }

    pub(super) fn cell(&self, bound: &'a Bound) -> &'a Cell {
        match bound {
            Bound::Column { at, .. } => self.row.cells.get(*at).unwrap_or(&EMPTY),
            Bound::Constant(cell) => cell,
        }
    }

    pub(super) fn refuse(&mut self, bound: &Bound, problem: Problem) {
        let reject = self.told(bound, problem);
        self.rejects.push(reject);
    }

    /// The value was taken, and whoever typed it should know how.
    pub(super) fn notice(&mut self, bound: &Bound, problem: Problem) {
        let notice = self.told(bound, problem);
        self.notices.push(notice);
    }

    fn told(&self, bound: &Bound, problem: Problem) -> Reject {
        let (column, value) = match bound {
            Bound::Column { at, name, .. } => {
                (name.as_str(), self.row.cells.get(*at).map(Cell::shown).unwrap_or_default())
            }
            Bound::Constant(cell) => ("", cell.shown()),
        };
        Reject::new(self.row.line, column, &value, problem)
    }

    fn take<T>(&mut self, bound: &'a Bound, read: impl FnOnce(&Cell) -> Result<Option<T>, Problem>) -> Option<T> {
        match read(self.cell(bound)) {
            Ok(value) => value,
            Err(problem) => {
                self.refuse(bound, problem);
                None
            }
        }
    }

    /// Text, trimmed, without control characters other than line breaks and tabs.
    pub(super) fn text(&mut self, bound: &'a Bound) -> Option<String> {
        self.take(bound, |cell| match cell {
            Cell::Bad(_, problem) => Err((**problem).clone()),
            cell => {
                let shown = cell.shown();
                if shown.chars().any(|c| c.is_control() && !matches!(c, '\n' | '\r' | '\t')) {
                    return Err(Problem::new("problem-cell-control"));
                }
                Ok((!shown.is_empty()).then_some(shown))
            }
        })
    }

    /// A short text of one line: an identifier or a name.
    pub(super) fn name(&mut self, bound: &'a Bound) -> Option<String> {
        let text = self.text(bound)?;
        if text.chars().count() > NAME_CHARS {
            self.refuse(bound, Problem::new("problem-text-limit").with("limit", NAME_CHARS));
            return None;
        }
        Some(if text.contains(['\n', '\r', '\t']) {
            text.split_whitespace().collect::<Vec<_>>().join(" ")
        } else {
            text
        })
    }

    /// As [`Get::name`], but an empty cell is refused.
    pub(super) fn required(&mut self, bound: &'a Bound, code: &str) -> Option<String> {
        let before = self.rejects.len();
        let name = self.name(bound);
        if name.is_none() && self.rejects.len() == before {
            self.refuse(bound, Problem::new(code));
        }
        name
    }

    pub(super) fn day(&mut self, bound: &'a Bound) -> Option<Day> {
        let (zone, order) = (self.zone, order(bound));
        self.notice_date(bound);
        self.take(bound, |cell| dates::day(cell, order, zone))
    }

    pub(super) fn moment(&mut self, bound: &'a Bound) -> Option<Micros> {
        let (zone, order) = (self.zone, order(bound));
        self.notice_date(bound);
        self.take(bound, |cell| dates::moment(cell, order, zone))
    }

    fn notice_date(&mut self, bound: &'a Bound) {
        if let Some(notice) = dates::notice(self.cell(bound)) {
            self.notice(bound, notice);
        }
    }

    pub(super) fn boolean(&mut self, bound: &'a Bound) -> Option<bool> {
        self.take(bound, booleans::read)
    }

    pub(super) fn number(&mut self, bound: &'a Bound) -> Option<Number> {
        let comma = self.decimal == Decimal::Comma;
        self.take(bound, |cell| numbers::cell(cell, comma))
    }
}

fn order(bound: &Bound) -> Order {
    match bound {
        Bound::Column { order, .. } => *order,
        Bound::Constant(_) => Order::YearFirst,
    }
}

//! Where the table begins in a file, and whether its first row holds the names of the columns.

use crate::fold;
use crate::guess::synonyms;
use crate::row::{Cell, Row};
use crate::values::{dates, numbers};
use std::collections::{HashMap, HashSet};

/// The names of the columns, and the first line of data.
pub(super) struct Found {
    pub(super) columns: Vec<String>,
    pub(super) named: bool,
    pub(super) first_line: u64,
}

/// Rows above the table that are looked through: a title, a date of issue, an empty frame.
const ABOVE: usize = 20;

/// Finds the header in the sample. `wanted` overrules.
pub(super) fn find(rows: &[&Row], wanted: Option<bool>) -> Found {
    let width = usual_width(rows);
    let start = rows.iter().take(ABOVE).position(|row| filled(row) * 5 >= width * 3).unwrap_or(0);
    let first = rows[start];
    let rest = &rows[start + 1..];
    let named = wanted.unwrap_or_else(|| holds_names(first, rest));
    let width =
        if named { last_filled(first).max(1) } else { rows[start..].iter().map(|r| last_filled(r)).max().unwrap_or(1) };
    let width = width.max(rest.iter().map(|row| last_filled(row)).fold(0, |a, b| if named { a } else { a.max(b) }));
    let columns = if named {
        unique((0..width).map(|at| first.cells.get(at).map(Cell::shown).unwrap_or_default()).collect())
    } else {
        (1..=width).map(|n| format!("#{n}")).collect()
    };
    let first_line = if named { first.line + 1 } else { first.line };
    Found { columns, named, first_line }
}

fn filled(row: &Row) -> usize {
    row.cells.iter().filter(|cell| !cell.is_empty()).count()
}

fn last_filled(row: &Row) -> usize {
    row.cells.iter().rposition(|cell| !cell.is_empty()).map_or(0, |at| at + 1)
}

/// The commonest number of filled cells.
fn usual_width(rows: &[&Row]) -> usize {
    let mut counts: HashMap<usize, usize> = HashMap::new();
    for row in rows {
        *counts.entry(filled(row)).or_default() += 1;
    }
    counts.into_iter().max_by_key(|(width, count)| (*count, *width)).map_or(1, |(width, _)| width)
}

/// Names are text, are not repeated below, and are often words that are known.
fn holds_names(first: &Row, rest: &[&Row]) -> bool {
    let names: Vec<String> = first.cells.iter().filter(|c| !c.is_empty()).map(Cell::shown).collect();
    let typed = first.cells.iter().any(|cell| match cell {
        Cell::Number(_) | Cell::Bool(_) | Cell::Moment(_) => true,
        Cell::Text(text) => looks_like_value(text),
        Cell::Empty | Cell::Bad(..) => false,
    });
    if names.iter().any(|name| synonyms::known(name)) {
        return true;
    }
    if typed {
        return false;
    }
    // A cell that stands again further down in its column is a value.
    let again = first
        .cells
        .iter()
        .enumerate()
        .any(|(at, cell)| matches!(cell, Cell::Text(_)) && rest.iter().any(|row| row.cells.get(at) == Some(cell)));
    !again
}

fn looks_like_value(text: &str) -> bool {
    numbers::decimal(text).is_ok() || dates::looks_like_date(text) || text.contains('@') || text.len() > 200
}

/// Makes names unique and fills in missing ones.
fn unique(names: Vec<String>) -> Vec<String> {
    let mut seen = HashSet::new();
    let mut result = Vec::with_capacity(names.len());
    for (at, name) in names.into_iter().enumerate() {
        let base = if name.is_empty() { format!("#{}", at + 1) } else { crate::row::cut(&name) };
        let mut unique = base.clone();
        let mut n = 2;
        while !seen.insert(fold::ascii(&unique)) {
            unique = format!("{base} ({n})");
            n += 1;
        }
        result.push(unique);
    }
    result
}

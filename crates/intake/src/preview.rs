//! The first rows as they will be read, cell by cell.

use crate::mapping::Mapping;
use crate::read::{Reader, Typed};
use crate::row::{Reject, Row};
use banso_kernel::{Problem, Zone};

/// What one row will become.
#[derive(Clone, Debug)]
pub struct Previewed {
    /// The row's line in the file.
    pub line: u64,
    /// What it becomes, or everything that is wrong with it.
    pub outcome: Result<Typed, Vec<Reject>>,
    /// What was read otherwise than it stands there.
    pub notices: Vec<Reject>,
}

/// Reads the first `n` rows as they will be read; `refused` are those that have not the table's shape.
///
/// # Errors
/// The mapping does not fit the file.
pub fn preview(
    mapping: &Mapping,
    columns: &[String],
    (sample, refused): (&[Row], &[Reject]),
    zone: &Zone,
    n: usize,
) -> Result<Vec<Previewed>, Problem> {
    let mut reader = Reader::new(mapping, columns, "preview", zone)?;
    let line = |row: &Row| {
        let outcome = reader.read(row);
        Previewed { line: row.line, outcome, notices: reader.notices().to_vec() }
    };
    let mut rows: Vec<Previewed> = sample.iter().take(n).map(line).collect();
    rows.extend(refused.iter().take(n).map(|reject| Previewed {
        line: reject.line,
        outcome: Err(vec![reject.clone()]),
        notices: Vec::new(),
    }));
    rows.sort_by_key(|row| row.line);
    rows.truncate(n);
    Ok(rows)
}

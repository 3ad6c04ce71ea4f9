//! A table as CSV text: comma, CRLF, quotes where needed, text guarded against formulas.

use super::{Sheet, Value};
use banso_kernel::{Money, guard::guard};

/// The whole file, without a byte order mark.
pub(super) fn write(sheet: &Sheet) -> String {
    let mut out = String::new();
    line(&mut out, sheet.heads.iter().map(|h| guard(h)));
    for row in &sheet.rows {
        let cells = (0..sheet.heads.len().max(row.len())).map(|i| row.get(i).map(text).unwrap_or_default());
        line(&mut out, cells);
    }
    out
}

fn line(out: &mut String, cells: impl Iterator<Item = String>) {
    let start = out.len();
    for (i, cell) in cells.enumerate() {
        if i > 0 {
            out.push(',');
        }
        quoted(out, &cell);
    }
    if out.len() == start {
        // A lone empty cell, told apart from no row at all.
        out.push_str("\"\"");
    }
    out.push_str("\r\n");
}

/// Quotes whatever any reader might take for a separator, also where the list separator is `;` or a tab.
fn quoted(out: &mut String, cell: &str) {
    if cell.contains([',', ';', '\t', '"', '\r', '\n', '\0']) || cell.starts_with(' ') || cell.ends_with(' ') {
        out.push('"');
        out.push_str(&cell.replace('"', "\"\""));
        out.push('"');
    } else {
        out.push_str(cell);
    }
}

/// A cell as CSV has it: dates as 2026-11-22, numbers with a point and an ASCII minus, no grouping.
pub(super) fn text(value: &Value) -> String {
    match value {
        Value::Empty => String::new(),
        Value::Text(text) => guard(text),
        Value::Int(n) => n.to_string(),
        Value::Number(n) if n.is_finite() => format!("{n}"),
        Value::Number(_) => String::new(),
        Value::Day(day) => day.to_string(),
        Value::Money(money) => amount(*money),
    }
}

/// The amount in major units, exactly.
fn amount(money: Money) -> String {
    let digits = money.currency.digits() as usize;
    let sign = if money.minor < 0 { "-" } else { "" };
    let minor = money.minor.unsigned_abs().to_string();
    if digits == 0 {
        return format!("{sign}{minor}");
    }
    let padded = format!("{minor:0>width$}", width = digits + 1);
    let (whole, part) = padded.split_at(padded.len() - digits);
    format!("{sign}{whole}.{part}")
}

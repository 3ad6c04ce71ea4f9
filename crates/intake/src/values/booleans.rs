//! Truth values.

use crate::fold;
use crate::row::Cell;
use banso_kernel::Problem;

/// Reads a truth value; `None` for an empty cell.
///
/// # Errors
/// `problem-boolean` for anything else.
pub fn read(cell: &Cell) -> Result<Option<bool>, Problem> {
    let text = match cell {
        Cell::Bool(truth) => return Ok(Some(*truth)),
        Cell::Empty => return Ok(None),
        Cell::Bad(_, problem) => return Err((**problem).clone()),
        other => fold::ascii(&other.shown()).to_lowercase(),
    };
    match text.as_str() {
        "true" | "t" | "yes" | "y" | "1" | "on" | "はい" | "有" | "あり" | "する" | "○" | "〇" | "◯" | "✓" | "真" => {
            Ok(Some(true))
        }
        "false" | "f" | "no" | "n" | "0" | "off" | "いいえ" | "無" | "なし" | "しない" | "×" | "✕" | "x" | "-"
        | "偽" => Ok(Some(false)),
        _ => Err(Problem::new("problem-boolean")),
    }
}
